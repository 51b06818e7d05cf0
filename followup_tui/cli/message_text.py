"""Messages and templates, for people and as JSON."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from followup_tui.actions.composing import Proposal, fitting
from followup_tui.actions.linting import Finding, lint, lint_context
from followup_tui.actions.templates import Library
from followup_tui.book import Book
from followup_tui.cli.columns import table
from followup_tui.cli.options import Call
from followup_tui.cli.output import block, paper, plain, say, say_json
from followup_tui.cli.rows import row_of
from followup_tui.cli.suggesting import library_of
from followup_tui.model.ids import short
from followup_tui.model.records import Contact
from followup_tui.model.template import Template


def say_message(call: Call, book: Book, contact: Contact, proposal: Proposal) -> None:
    """Prints a message: subject, an empty line, the text. What is still to be filled in, and to look at, on stderr."""
    message, suggestion = proposal.message, proposal.suggestion
    about = lint_context(book, contact)
    found = lint(message.body, message.subject, suggestion.channel, about, suggestion.template)
    if call.json:
        say_json({
            "as_of": book.as_of,
            "contact": row_of(book, contact.id),
            "template": message.template,
            "title": suggestion.template.title,
            "why_template": suggestion.why,
            "channel": suggestion.channel,
            "subject": message.subject,
            "body": message.body,
            "blanks": message.blanks,
            "findings": [
                {"kind": one.kind, "level": one.level, "says": one.sentence, "in": one.place, "start": one.start,
                 "end": one.end, "fix": one.fix}
                for one in found
            ],
            "give_and_ask": about.give_and_ask,
            "shared": [short(one) for one in proposal.shared],
        })  # fmt: skip
        return
    say(*([f"Subject: {plain(message.subject)}", ""] if message.subject else []), block(message.body))
    if message.blanks:
        sys.stdout.flush()
        print(f"followup: still to be filled in: {', '.join(message.blanks)}.", file=sys.stderr)
    _note(found)


def say_notes(call: Call, book: Book, contact: Contact, proposal: Proposal) -> None:
    """Prints on stderr what there is to look at in a message that leaves unread."""
    if not call.json:
        message, suggestion = proposal.message, proposal.suggestion
        about = lint_context(book, contact)
        _note(lint(message.body, message.subject, suggestion.channel, about, suggestion.template))


def _note(found: Iterable[Finding]) -> None:
    sys.stdout.flush()
    for one in found:
        if one.level == "warning":
            print(f"followup: note: {plain(one.sentence)}", file=sys.stderr)


def say_fitting(call: Call, book: Book, contact: Contact) -> None:
    """Prints every template that fits a contact, best first, with why."""
    found = fitting(book, contact, library_of(call))
    if call.json:
        rows = [
            {"name": one.template.name, "title": one.template.title, "why": one.why, "fit": one.fit,
             "channel": one.channel}
            for one in found
        ]  # fmt: skip
        say_json({"as_of": book.as_of, "contact": row_of(book, contact.id), "templates": rows})
    else:
        say(*table([(one.template.name, plain(one.why)) for one in found], (22,), paper().width))


def say_templates(call: Call, library: Library, folder: Path) -> None:
    """Prints every template, and on stderr what is wrong with those that could not be used."""
    if call.json:
        problems = [str(one) for one in library.problems]
        say_json({
            "folder": str(folder), "templates": [_summary(one) for one in library.templates], "problems": problems,
        })  # fmt: skip
    else:
        rows = [(one.name, one.intent.value, _origin(one), plain(one.title)) for one in library.templates]
        say(*table(rows, (22, 14, 9), paper().width))
        sys.stdout.flush()
        for problem in library.problems:
            print(f"followup: {plain(str(problem))}", file=sys.stderr)


def say_template(call: Call, template: Template) -> None:
    """Prints one template: its header in words, then its text with the placeholders."""
    if call.json:
        say_json({**_summary(template), "subject": template.subject, "body": template.body, "short": template.short})
        return
    header = {
        "title": template.title,
        "intent": template.intent.value,
        "channels": ", ".join(template.channels),
        "fits": ", ".join(template.when.kinds),
        "needs": ", ".join(template.requires),
        "mentions": ", ".join(template.optional),
        "asks for": ", ".join(template.asks),
        "from": template.file if not template.built_in else "built in",
    }
    say(*(f"{label:<10}{plain(text)}" for label, text in header.items() if text))
    say("", f"Subject: {plain(template.subject)}", "", block(template.body.strip()))
    if template.short:
        say("", "Where messages are brief:", "", block(template.short.strip()))


def _summary(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "title": template.title,
        "intent": template.intent,
        "channels": template.channels,
        "kinds": template.when.kinds,
        "requires": template.requires,
        "built_in": template.built_in,
    }


def _origin(template: Template) -> str:
    return "built in" if template.built_in else "yours"
