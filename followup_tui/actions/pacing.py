"""Suggestions that would let the pace do, each with what it would change, and taken as one step that can be undone."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.people import YOU
from followup_tui.actions.plan_settings import SettingsChange, change_plan
from followup_tui.actions.planning import foresee_replan, replan
from followup_tui.book import Book
from followup_tui.model.cadence import parse_cadence
from followup_tui.model.records import Contact, Source
from followup_tui.model.settings import PaceChange
from followup_tui.opening import load_settings
from followup_tui.rules.calendar import lasting_pace, pace_on
from followup_tui.rules.looser import RULE, Candidate, least_engaged
from followup_tui.rules.pace import Advice, keeps_of
from followup_tui.rules.pace_changes import per_day_words, since_words, with_pace
from followup_tui.rules.plan_difference import windows_words
from followup_tui.rules.wording import counted, listed_names, weekday_words
from followup_tui.safekeeping import Tell, untold

LOOSE = "loose"
"""The tag whose cadence the settings bring along for people to be written to less often."""


class SuggestionKind(StrEnum):
    """What is suggested: another pace, people at a looser cadence, or spreading who is late over the days to come."""

    PACE = "pace"
    LOOSE = "loose"
    SPREAD = "spread"


class PaceSuggestion(NamedTuple):
    """Something that can be done in one step. `words` say it, `effect` says what would change, a sentence each.

    `per_day` and `since` are those of another pace, `people` the contacts it is about (whom it tags, or spreads), those
    who are looser in the order of choice.
    """

    kind: SuggestionKind
    words: str
    effect: tuple[str, ...]
    per_day: int = 0
    since: date | None = None
    people: tuple[int, ...] = ()


class Taken(NamedTuple):
    """What taking a suggestion did: a change of the settings (take it back with `plan_settings.take_back`) or of the
    data (undo takes it back). The other one is None."""

    said: str
    settings: SettingsChange | None
    done: Done[Any] | None


def suggestions(book: Book, weeks: int, tell: Tell = untold) -> tuple[PaceSuggestion, ...]:
    """What would let the pace do over so many weeks, none where it does already; always in the same order.

    Where the book is in use, give its `rehearsal`: every suggestion is planned to see what it would change.

    Raises:
        Stopped: by `tell`.
    """
    return tuple(_suggestions(book, weeks, tell))


def _suggestions(book: Book, weeks: int, tell: Tell) -> Iterator[PaceSuggestion]:
    advice = book.pace(weeks, tell).advice
    if advice:
        faster, looser = _faster(book, advice, weeks, tell), _looser(book, advice, weeks, tell)
        yield from (one for one in (faster, looser) if one)
    late = foresee_replan(book, tell)
    if late.rows:
        last = weekday_words(late.rows[-1].until, book.as_of)
        words = (
            f"Spread {counted(len(late.rows), 'person', 'people')} who are or would be late over the days until {last}"
        )
        effect = "Nobody is late then; everybody's window lasts until the day that the plan has for them."
        if late.beyond:
            none = counted(late.beyond, "person has", "people have")
            effect = f"Their windows last until the day that the plan has for them; {none} no day within ten years."
        yield PaceSuggestion(SuggestionKind.SPREAD, words, (effect,), people=tuple(one.contact for one in late.rows))


def take(book: Book, config: Path, suggestion: PaceSuggestion) -> Taken:
    """Does what a suggestion says. A book in a rehearsal or a dry run writes nothing.

    Another pace is written into the settings file only: go on with `Taken.settings.settings`. The rest is one change of
    the data.

    Raises:
        Refused: meanwhile there is nothing to do.
        StoreError: a file cannot be read or written.
        BadSettings: the settings cannot be used.
    """
    if suggestion.kind is SuggestionKind.PACE:
        changed = set_pace(config, suggestion.per_day, suggestion.since, as_of=book.as_of, rehearse=book.dry_run)
        return Taken(changed.said, changed, None)
    done: Done[Any] = replan(book) if suggestion.kind is SuggestionKind.SPREAD else loosen(book, suggestion.people)
    return Taken(done.said, None, done)


def set_pace(config: Path, per_day: int, since: date | None, *, as_of: date, rehearse: bool = False) -> SettingsChange:
    """Sets so many people a day, from now on or from the day `since`, until the next change that is set.

    A change that has come is folded into the pace of now. `rehearse`: nothing is written.

    Raises:
        Refused: it is so already, or the day is over.
        StoreError: the settings file cannot be read or written.
        BadSettings: the number cannot be used, or the file cannot.
    """
    if since and since < as_of:
        raise Refused(f"{since.isoformat()} is over; a pace holds from today on or from a later day.")
    later = since if since and since > as_of else None
    settings = load_settings(config)  # as they are now: another program may have set a change of the pace meanwhile
    plan, when = settings.plan, since_words(later, as_of)
    former = pace_on(later or as_of, plan)
    if former == per_day:
        raise Refused(f"It is {per_day} a day {when} already.")
    changed = with_pace(plan, per_day, later, as_of)
    fields = {
        name: value for name in ("per_day", "changes") if (value := getattr(changed, name)) != getattr(plan, name)
    }
    back = f"followup plan pace {former}" + (f" --from {later.isoformat()}" if later else "")
    said = f"{per_day} a day {when}"
    if changed.changes and changed.changes != (PaceChange(since=later or as_of, per_day=per_day),):
        said += f" ({per_day_words(changed, as_of)})"
    return change_plan(None if rehearse else config, settings, fields, said, back)


def loosen(book: Book, people: tuple[int, ...]) -> Done[tuple[Contact, ...]]:
    """Tags contacts as loose, so that they are written to less often: one change.

    Raises:
        Refused: the settings have no cadence for that tag, or all of them have it.
    """
    cadence = book.settings.cadence.tags.get(LOOSE)
    if not cadence:
        raise Refused(f"The tag {LOOSE} has no cadence; set cadence.tags.{LOOSE}, like 6-12 months.")
    chosen = [one for number in people if (one := book.contacts.get(number)) and LOOSE not in one.tags]
    if not chosen:
        raise Refused("All of them are loose already.")
    whom = counted(len(chosen), "person", "people")
    mine = Source(name=YOU, on=book.as_of)
    with book.transaction(f"Tag {whom} {LOOSE}", "plan suggest") as change:
        made = tuple(
            change.put(replace(one, tags=(*one.tags, LOOSE), sources={**one.sources, "tags": mine})) for one in chosen
        )
    return Done(f"Tagged {whom} {LOOSE} ({cadence})", made, change)


def _faster(book: Book, advice: Advice, weeks: int, tell: Tell) -> PaceSuggestion | None:
    plan, as_of = book.settings.plan, book.as_of
    since = advice.since if advice.since > as_of else None
    if advice.per_day is None or advice.per_day <= pace_on(since or as_of, plan):
        return None
    trial = book.rehearsal()
    trial.use_settings(replace(book.settings, plan=with_pace(plan, advice.per_day, since, as_of)))
    before, after = book.plan_ahead(weeks, tell), trial.plan_ahead(weeks, tell)
    if before.breaks_on and after.unserved >= before.unserved:  # what closes over a weekend no pace would keep
        return None
    effect = [*_keeps_words(trial, book.pace(weeks, tell).people), windows_words(before, after)]
    if advice.at_once:
        effect.append("Too much comes at once for every window to be kept; what is late is worked off, or spread.")
    words = f"{advice.per_day} a day {since_words(since, as_of)} instead of {pace_on(since or as_of, plan)}"
    return PaceSuggestion(SuggestionKind.PACE, words, tuple(effect), advice.per_day, since)


def _keeps_words(book: Book, people: int) -> Iterator[str]:
    default = book.settings.cadence.default
    kept, cadence = keeps_of(book.settings.plan, default), parse_cadence(default)
    if kept is not None and cadence:
        yield f"It keeps about {counted(kept, 'person', 'people')} at {cadence.most}; you have {people:,}."


def _looser(book: Book, advice: Advice, weeks: int, tell: Tell) -> PaceSuggestion | None:
    cadence = book.settings.cadence.tags.get(LOOSE)
    if not advice.looser or not cadence:
        return None
    gave = {one.contact for one in book.results.values()}
    promised = {number for one in book.tasks.values() if not one.done_on for number in one.contacts}
    people = least_engaged(
        (
            Candidate(one, book.verdict(number), book.touches(number), book.encounter(number),
                      number in gave or number in promised)
            for number, one in book.contacts.items()
        ),
        advice.looser,
    )  # fmt: skip
    if not people:
        return None
    trial = book.rehearsal()
    loosen(trial, people)
    names = listed_names([book.contacts[number].name for number in people])
    effect = [names + ".", RULE]
    if len(people) < advice.looser:
        effect.append(f"It would take {advice.looser:,}; there are no more whom it suits.")
    else:
        effect.append(f"Then {lasting_pace(book.settings.plan)} a day will do in the long run.")
    effect.append(windows_words(book.plan_ahead(weeks, tell), trial.plan_ahead(weeks, tell)))
    words = f"The tag {LOOSE} ({cadence}) for {counted(len(people), 'person', 'people')}"
    return PaceSuggestion(SuggestionKind.LOOSE, words, tuple(effect), people=people)
