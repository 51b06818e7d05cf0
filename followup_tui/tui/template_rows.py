"""Templates as rows, and what is shown of one: the message somebody would get, and the facts it is made of."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from followup_tui.actions.own_templates import BadTemplate, Preview, ShownFact
from followup_tui.actions.templates import Library
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.rows import Cell, Row, section

TEMPLATE_COLUMNS: Final = (Column("mark", 2), Column("name", 20, grow=True))
FACT_COLUMNS: Final = (
    Column("name", 17), Column("words", 18, grow=True), Column("source", 20, grow=True, drop=1),
)  # fmt: skip


def template_rows(library: Library, unfinished: Collection[str], wrong: Collection[str]) -> Iterator[Row]:
    """The person's own first, then the built-in ones; ``!`` before what cannot be used."""
    mine = sorted({one.name for one in library.templates if not one.built_in} | set(unfinished) | set(wrong))
    if mine:
        yield section("yours")
        for name in mine:
            bad = name in wrong
            yield Row(name, (Cell("!" if bad else "", "problem"), Cell(name, "problem" if bad else "")))
        yield section("built in")
    for one in library.templates:
        if one.built_in and one.name not in mine:
            yield Row(one.name, (Cell(""), Cell(one.name)))


def wrong_names(problems: Collection[BadTemplate]) -> frozenset[str]:
    """The templates with something wrong."""
    return frozenset(Path(one.file).stem for one in problems if one.file.endswith(".md"))


def message_lines(seen: Preview) -> list[str]:
    """The message as it would be sent."""
    message = seen.proposal.message
    channel = seen.proposal.suggestion.channel.value
    limit = seen.proposal.suggestion.template.limit(seen.proposal.suggestion.channel)
    size = f", {limit.measure(message.body)} of at most {limit}" if limit else ""
    subject = [f"Subject: {message.subject}"] if message.subject else []
    return [f"{channel}{size}", "", *subject, *([""] if subject else []), *message.body.split("\n")]


def fact_rows(facts: Collection[ShownFact]) -> Iterator[Row]:
    """Every fact with its words and where it comes from, those that the template uses first."""
    for title, used in (("used here", True), ("not used here", False)):
        chosen = [one for one in facts if one.used is used]
        if chosen:
            yield section(title)
        for one in chosen:
            words = (
                Cell(one.words, "" if used else "quiet")
                if one.words
                else Cell("not known", "late" if used else "quiet")
            )
            yield Row((one.name,), (Cell(one.name, "" if used else "quiet"), words, Cell(one.source, "quiet")))
