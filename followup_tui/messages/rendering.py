"""Rendering: a template and facts become a message. What is not known is seen as a blank, never as nothing."""

import difflib
import re
from collections.abc import Mapping
from typing import NamedTuple

from followup_tui.messages.template_file import BadTemplate
from followup_tui.model.blanks import blanks_of
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.template import BRIEF, Template
from followup_tui.model.words import Channel
from followup_tui.rules.facts import FACTS

_TWO_STOPS = re.compile(r"(?<![.\s])\.\.(?=\s|$)")
MESSAGE_LIMIT = 20_000
"""Characters of a rendered message; a fact is cut long before this."""


class Message(NamedTuple):
    """A message ready to be read. `blanks` are the names of what is still to be filled in, in the order they stand."""

    subject: str
    body: str
    blanks: tuple[str, ...]
    template: str


def render(template: Template, known: Mapping[str, str], channel: Channel = Channel.EMAIL) -> Message:
    """The message of a template with the facts of a situation (`rules.facts.facts`).

    Facts are data: braces in them are never read as a template. Brief channels have no subject.

    Raises:
        BadTemplate: the template is broken or names a fact that does not exist.
    """
    brief = bool(template.short) and channel in BRIEF
    line = template.short_line if brief else template.body_line
    body = tidy(_filled(template, template.text_for(channel), line, known))
    subject = "" if channel in BRIEF else clean_line(_filled(template, template.subject, 1, known))
    return Message(subject, body, blanks_in(f"{subject}\n{body}"), template.name)


def check(template: Template) -> tuple[BadTemplate, ...]:
    """What is wrong with the texts of a template; nothing when it can be rendered."""
    problems = []
    texts = ((template.subject, 1), (template.body, template.body_line), (template.short, template.short_line))
    for text, line in texts:
        try:
            _checked(template, text, line)
        except BadTemplate as problem:
            problems.append(problem)
    return tuple(problems)


def facts_used(template: Template) -> frozenset[str]:
    """The placeholders that the texts of a template name, whatever its header says; of a broken text none."""
    from followup_tui.messages.sandbox import Refused, placeholders

    names: set[str] = set()
    for text in (template.subject, template.body, template.short):
        try:
            names.update(placeholders(text))
        except Refused:
            continue
    return frozenset(names)


def blanks_in(text: str) -> tuple[str, ...]:
    """The names of the blanks in a text, in the order they stand: ``("memory",)`` for ``... [memory?] ...``."""
    return tuple(blank.name for blank in blanks_of(text))


def tidy(text: str) -> str:
    """A text without runs of spaces, spaces at the ends of lines, or more than one empty line.

    A sentence that ends in a name with a full stop of its own ("at Acme Inc.") has one full stop.
    """
    lines = (_TWO_STOPS.sub(".", " ".join(line.split())) for line in clean_text(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def over_limit(template: Template, body: str, channel: Channel) -> str:
    """A sentence that says by how much a body is too long for its channel, empty when it is not."""
    limit = template.limit(channel)
    size = limit.measure(body) if limit else 0
    return f"{size:,} of at most {limit}." if limit and size > limit.most else ""


def _filled(template: Template, text: str, line: int, known: Mapping[str, str]) -> str:
    from followup_tui.messages.sandbox import Refused, compiled  # Jinja2 costs 90 ms; most commands write nothing

    _checked(template, text, line)
    values = {name: clean_text(words) for name, words in known.items() if words and name in FACTS}
    try:
        filled = compiled(text).render(values)
    except Refused as error:
        raise BadTemplate(template.file, line + error.line - 1, error.sentence) from error
    except _failures() as error:
        raise BadTemplate(template.file, line, "a placeholder is used in a way that does not work.") from error
    return filled[:MESSAGE_LIMIT]


def _failures() -> tuple[type[Exception], ...]:
    from jinja2.exceptions import TemplateError

    return (TemplateError, TypeError, ValueError, RecursionError)


def _checked(template: Template, text: str, line: int) -> None:
    """Holds a text against what is allowed, and its placeholders against the facts there are."""
    from followup_tui.messages.sandbox import Refused, placeholders

    try:
        names = placeholders(text)
    except Refused as error:
        raise BadTemplate(template.file, line + error.line - 1, error.sentence) from error
    for name, at in names.items():
        if name not in FACTS and name not in template.asks:
            near = difflib.get_close_matches(name, (*FACTS, *template.asks), 1)
            hint = f"did you mean {near[0]}?" if near else "name it under asks if the writer is to fill it in."
            column = _column(text, at, name)
            raise BadTemplate(template.file, line + at - 1, f'"{name[:40]}" is no fact; {hint}', column)


def _column(text: str, line: int, name: str) -> int:
    """Where a name stands in a line of a text, from 1; 0 when it is not seen there."""
    lines = text.split("\n")
    found = re.search(rf"\b{re.escape(name)}\b", lines[line - 1]) if line <= len(lines) else None
    return found.start() + 1 if found else 0
