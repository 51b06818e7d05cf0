"""What an ``interview`` call says: its options as an entry, or as changes to one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click
from msgspec.structs import replace

from followup_tui.book import Book
from followup_tui.model.words import Outcome, Permission, Stage
from followup_tui.rules.interview_entry import (
    InterviewEntry,
    PersonEntry,
    PromiseEntry,
    parse_entered_person,
    parse_people,
    parse_round,
)
from followup_tui.rules.when import parse_when

TEXTS = ("role", "reason", "feedback", "offer", "story")


def entered(book: Book, entry: InterviewEntry, options: Mapping[str, Any]) -> InterviewEntry:
    """The entry with what the options say: people, rounds and promises come on top, an empty text takes one out.

    Raises:
        click.UsageError: the days of promises do not go with them.
        BadEntry, BadWhen: a person, a round or a day cannot be read.
    """
    fields: dict[str, Any] = {name: options[name] for name in TEXTS if options[name] is not None}
    for name in ("began", "ended"):
        if options[name] is not None:
            fields[name] = parse_when(options[name], book.as_of, "past") if options[name].strip() else None
    if options["said_by"] is not None:
        fields["said_by"] = parse_entered_person(options["said_by"]) if options["said_by"].strip() else None
    if options["stage"]:
        fields["stage"] = Stage(options["stage"])
    if options["outcome"]:
        fields["outcome"] = Outcome(options["outcome"])
    if options["permission"]:
        fields["permission"] = Permission(options["permission"].removeprefix("not-asked"))
    return replace(
        entry,
        people=(*entry.people, *people_of(options["people"])),
        rounds=(*entry.rounds, *(parse_round(words, book.as_of) for words in options["rounds"])),
        promises=(*entry.promises, *_promises(book, options["promises"], options["promise_days"])),
        **fields,
    )


def people_of(words: Sequence[str]) -> tuple[PersonEntry, ...]:
    """The people of a repeatable WHO; an empty one is refused.

    Raises:
        BadEntry: one of them cannot be read.
    """
    return tuple(one for text in words for one in parse_people(text) or (parse_entered_person(text),))


def _promises(book: Book, texts: Sequence[str], days: Sequence[str]) -> list[PromiseEntry]:
    if len(days) > 1 and len(days) != len(texts):
        raise click.UsageError("Give each --promise its --promise-on, in the same order, or one day for all.")
    if days and not texts:
        raise click.UsageError("Say what was promised: --promise TEXT.")
    on: list[date | None] = [parse_when(words, book.as_of) for words in days] or [None]
    on = on * len(texts) if len(on) == 1 else on
    return [PromiseEntry(text=text, on=day) for text, day in zip(texts, on, strict=False)]
