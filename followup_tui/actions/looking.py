"""Looking for something new: whom to approach when, what there is on a company, and telling everybody how it ended."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.results import words_of
from followup_tui.book import Book
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Company, Interview, Task
from followup_tui.model.settings import Settings
from followup_tui.model.words import Outcome, Permission
from followup_tui.opening import set_setting
from followup_tui.rules.approach import Approach, Planned, two_weeks
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.lineage import led_to
from followup_tui.rules.wording import counted, day_words, quoted, shortened, weekday_words

LAST_SAID = 5
"""Interactions that a dossier quotes."""
QUOTE = 100


class Section(NamedTuple):
    """A part of a dossier: its title, and a line each."""

    title: str
    lines: tuple[str, ...]


def start_looking(config: Path, as_of: date, what: str, now: str | None = None) -> Settings:
    """Keeps in the settings that one is looking, for what, and where one is now; gives the new settings.

    Raises:
        Refused: it is not said what for.
        StoreError: the file cannot be read or written.
        BadSettings: it cannot be used.
    """
    wanted = clean_line(what)
    if not wanted:
        raise Refused("Say what you are looking for, in words that can stand in a message: a product role in Oslo.")
    if now is not None:
        set_setting(config, "me.now", clean_line(now))
    set_setting(config, "looking.what", wanted)
    return set_setting(config, "looking.since", as_of)


def stop_looking(config: Path) -> Settings:
    """Keeps in the settings that one is not looking any more; what for stays, for the next time.

    Raises:
        StoreError: the file cannot be read or written.
        BadSettings: it cannot be used.
    """
    return set_setting(config, "looking.since", None)


def tell_how_it_ended(book: Book, since: date) -> Done[tuple[Task, ...]]:
    """Promises to tell everybody who was in touch since a search began how it ended, spread over the coming days.

    Raises:
        Refused: nobody was in touch.
    """
    helped = [
        contact
        for contact in book.contacts.values()
        if not contact.archived_on and (book.touches(contact.id).last_in or date.min) >= since
    ]
    if not helped:
        raise Refused("Nobody wrote since you began to look, so there is nobody to tell how it ended.")
    helped.sort(key=lambda one: (book.touches(one.id).last_in or since, one.id))
    days = _work_days(book)
    with book.transaction(f"Tell {counted(len(helped), 'person', 'people')} how the search ended", "looking") as change:
        tasks = tuple(
            change.put(Task(contacts=(one.id,), text=f"Tell {one.first_name} how your search ended", on=next(days)))
            for one in helped
        )
    last = tasks[-1].on or book.as_of
    said = f"{counted(len(tasks), 'person', 'people')} will hear how it ended, by {weekday_words(last, book.as_of)}"
    return Done(said, tasks, change)


def plan_of(book: Book, found: tuple[Approach, ...]) -> tuple[Planned, ...]:
    """Who of `found` to approach on which of the coming two weeks' days, within what the days hold."""
    taken = Counter(task.on for task in book.tasks.values() if task.on and not task.done_on)
    taken[book.as_of] += len(book.today().done)
    load: Mapping[date, int] = {day: number for day, number in taken.items() if day}
    company_of = {number: contact.company for number, contact in book.contacts.items()}
    return two_weeks(found, lambda number: company_of.get(number, 0), load, book.settings.plan, book.as_of)


def dossier(book: Book, company: Company) -> tuple[Section, ...]:
    """All there is to know before one writes to a company, from whom to ask first to what was said and promised."""
    people = [book.approach_to(one.id) for one in book.people_at(company.id)]
    people.sort(key=lambda one: (bool(one.left_out), -one.points, one.contact))
    held = sorted(
        (one for one in book.interviews.values() if one.company == company.id),
        key=lambda one: (one.ended or one.began or date.min, one.id),
        reverse=True,
    )
    known = {one.contact for one in people} | {number for one in held for number in one.contacts}
    sections = (
        Section("The company", tuple(_about(company))),
        Section("Whom to ask first", tuple(_person(book, one) for one in people)),
        Section("People you met who are elsewhere now", tuple(_elsewhere(book, company, known))),
        Section("Interviews", tuple(line for one in held for line in _interview(book, one))),
        Section("What it gave", tuple(_gave(book, company, known))),
        Section("Promised", tuple(_promises(book, company, known))),
        Section("Last said", tuple(_said(book, known))),
    )
    return tuple(one for one in sections if one.lines)


def _work_days(book: Book) -> Iterator[date]:
    """The coming work days, each as often as it holds people; tomorrow and the days after when none holds any."""
    day, empty = book.as_of, 0
    while True:
        day += timedelta(days=1)
        room = capacity_on(day, book.settings.plan)
        empty = 0 if room else empty + 1
        for _ in range(room or (1 if empty > 366 else 0)):
            yield day


def _about(company: Company) -> Iterator[str]:
    facts = (company.place, ", ".join(company.domains), ", ".join(company.urls))
    if any(facts):
        yield " · ".join(fact for fact in facts if fact)
    if company.topics:
        yield f"topics: {', '.join(company.topics)}"
    if company.worked_for:
        yield "You worked there."
    if company.note:
        yield clean_line(company.note)


def _person(book: Book, one: Approach) -> str:
    contact = book.contacts[one.contact]
    title = f", {contact.title}" if contact.title else ""
    why = f"not now: {one.left_out}" if one.left_out else one.why
    return f"{contact.name}{title}{f' – {why}' if why else ''}"


def _elsewhere(book: Book, company: Company, known: set[int]) -> Iterator[str]:
    people = (book.contacts[number] for number in sorted(known) if number in book.contacts)
    for contact in people:
        if contact.company != company.id:
            where = " at ".join(part for part in (contact.title, book.company_name(contact.company)) if part)
            yield f"{contact.name}{f', {where}' if where else ''}"


def _interview(book: Book, one: Interview) -> Iterator[str]:
    days = " to ".join(day_words(day, book.as_of) for day in (one.began, one.ended) if day)
    state = f"open, {one.stage.value}" if one.outcome is Outcome.OPEN else one.outcome.phrase
    yield " · ".join(part for part in (one.role or "a role", days, state) if part)
    told = {"why": one.reason, "offer": one.offer, "feedback": one.feedback, "story": one.story}
    yield from (f"  {label}: {clean_line(text)}" for label, text in told.items() if text.strip())
    if one.permission is Permission.GIVEN:
        yield "  they agreed that you keep in touch"


def _gave(book: Book, company: Company, known: set[int]) -> Iterator[str]:
    """What named the company, and what its people gave."""
    theirs = (one for number in known for one in book.results_of(number))
    found = {one.id: one for one in (*led_to(company, book.results), *theirs)}
    for one in sorted(found.values(), key=lambda result: (result.on, result.id)):
        yield f"{words_of(book, one)}{f': {shortened(one.note, QUOTE)}' if one.note else ''}"


def _promises(book: Book, company: Company, known: set[int]) -> Iterator[str]:
    open_ones = [
        one
        for one in book.tasks.values()
        if not one.done_on and (one.company == company.id or known & set(one.contacts))
    ]
    for one in sorted(open_ones, key=lambda task: (task.on or date.max, task.id)):
        when = f" for {weekday_words(one.on, book.as_of)}" if one.on else ""
        yield f"{shortened(one.text, QUOTE)}{when}"


def _said(book: Book, known: set[int]) -> Iterator[str]:
    newest = {one.id: one for number in known for one in book.interactions_of(number)[:LAST_SAID]}
    for one in sorted(newest.values(), key=lambda touch: (touch.on, touch.id), reverse=True)[:LAST_SAID]:
        names = ", ".join(book.contacts[number].name for number in one.contacts if number in book.contacts)
        sign = {"in": "<", "out": ">", "both": "="}[one.direction.value]
        said = quoted(one.text or one.subject, QUOTE) if one.text or one.subject else ""
        yield f"{day_words(one.on, book.as_of)} {sign} {names}, {one.channel.value} {said}".rstrip()
