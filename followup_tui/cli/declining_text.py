"""A declined offer, for people and as JSON, and its messages on their way."""

import os
from typing import Any

from followup_tui.actions.declining import Declined, Telling
from followup_tui.actions.following import following_words, what_follows
from followup_tui.actions.leaving import hand_to
from followup_tui.actions.outcome import Done
from followup_tui.book import Book
from followup_tui.cli.columns import wrapped
from followup_tui.cli.message_editing import keep_edited
from followup_tui.cli.options import Call
from followup_tui.cli.output import Paper, block, listed, plain, say
from followup_tui.cli.profile_json import following_row, interview_row
from followup_tui.cli.reporting import report
from followup_tui.model.ids import short


def hand_over_all(book: Book, declined: Declined, way: Any) -> list[str]:
    """Hands every message to the editor, or to what sends it, and gives a sentence about each; nothing is logged."""
    folder = book.store.places.folder / "outbox"
    said = []
    for one in declined.plan.tellings:
        if way == "editor":
            said.append(keep_edited(book, one.contact, one.proposal))
        else:
            said.append(hand_to(book, one.contact, one.proposal, way, folder, os.environ).said)
    return said


def say_declined(call: Call, book: Book, done: Done[Declined], handed: list[str], on: Paper) -> None:
    """Says what was done, the messages, the checklist, and what follows."""
    interview, plan = done.made
    steps = what_follows(book, interview)
    report(
        call, book, done, [one.contact.id for one in plan.tellings],
        interview=interview_row(book, interview),
        checklist=[one._asdict() for one in plan.checklist],
        messages=[_message_row(one) for one in plan.tellings],
        handed_over=handed,
        next=[following_row(book, one) for one in steps],
    )  # fmt: skip
    if call.json:
        return
    for one in plan.tellings:
        say("", *_message(one))
    say("", *(f"{'ok' if one.there else '--'}  {one.asks}: {plain(one.says)}" for one in plan.checklist))
    if plan.others:
        say(f"    Also in it, and to be told in their turn: {listed(one.name for one in plan.others)}")
    if handed:
        say("", *map(plain, handed))
    if steps:
        say("", *wrapped(plain(f"Next: {following_words(book, steps)}."), on.width))


def _message(one: Telling) -> list[str]:
    message, contact = one.proposal.message, one.contact
    address = f" <{plain(contact.emails[0])}>" if contact.emails else ""
    lines = [f"To: {plain(contact.name)}{address}"]
    if message.subject:
        lines.append(f"Subject: {plain(message.subject)}")
    if one.waiting:
        lines.append("(A draft to them from before stays on the shelf; this one is only shown.)")
    return [*lines, "", block(message.body)]


def _message_row(one: Telling) -> dict[str, Any]:
    message = one.proposal.message
    return {
        "id": short(one.contact.id),
        "name": one.contact.name,
        "channel": one.proposal.suggestion.channel,
        "subject": message.subject,
        "body": message.body,
        "blanks": message.blanks,
        "drafted": one.waiting is None,
    }
