"""The rows of the three views: today's list, all contacts, companies. Views of the book, made when they are drawn."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta

from followup_tui.book import Book
from followup_tui.model.clean import folded
from followup_tui.model.records import Company, Contact
from followup_tui.model.words import Outcome, Status
from followup_tui.rules.company_standing import Care, CompanyStanding
from followup_tui.rules.reach import channel_to, channels_to, has_address
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.wording import ago, counted, day_month, day_words
from followup_tui.tui.badges import SOON, Badge, badge, done_badge
from followup_tui.tui.widgets.rows import Cell, Row, note, section

COMING_SHOWN = 12
"""People of the next days listed under today's; the rest is a number."""
_SIGNS_OF_CARE = {Care.WORKED_FOR: ("= ", "quiet"), Care.DUE: ("* ", "due"), Care.OVERDUE: ("! ", "late")}
WARM_UP = "warm up"
"""The word beside an easy one who stands before more urgent people."""
WAITING_SHOWN = 5
"""People who wait for a day of their own; more would be a wall, and All has them."""


class TodayRows:
    """Today's queue, then who waits, who is coming, and who is done."""

    def __init__(
        self,
        book: Book,
        queue: Sequence[Planned],
        handled: Mapping[int, str],
        tick: str,
        shown: frozenset[int] | None = None,
    ) -> None:
        """`queue` is the frozen order of the day, `handled` says what was done with whom, `shown` is a filter."""
        self._book = book
        self._handled = handled
        self._tick = tick
        self.rows: list[Row] = []
        self._shown = shown
        plan = book.today()
        open_ones = [entry for entry in queue if entry.contact not in handled]
        self._people(open_ones)
        listed = {entry.contact for entry in queue} | set(handled)
        # The plan may have moved somebody up since the queue was frozen: they still have to be somewhere.
        new = book.roster().new
        moved_up = [entry.contact for entry in plan.planned]
        courtesy = [entry.contact for entry in plan.courtesy]
        rest = [one for one in (*moved_up, *plan.waiting.contacts, *courtesy) if one not in listed and one not in new]
        waiting = rest if shown is None else [one for one in rest if one in shown]
        self._block(waiting, f"their turn comes: {len(waiting)}")
        self._open = {entry.contact for entry in open_ones}
        self._coming()
        self._done([number for number in plan.done if number not in self._open])

    def _people(self, entries: Sequence[Planned]) -> None:
        for entry in entries:
            if entry.contact in self._book.contacts and self._may_show(entry.contact):
                self.rows.append(person_row(self._book, entry))

    def _block(self, waiting: Sequence[int], title: str) -> None:
        if waiting:
            self.rows.append(section(title))
            entries = {entry.contact: entry._replace(warm_up=False) for entry in self._book.today().planned}
            self._people([entries.get(one, Planned(one, Kind.CHECK_IN)) for one in waiting[:WAITING_SHOWN]])
            if len(waiting) > WAITING_SHOWN:
                self.rows.append(note(f"… {len(waiting) - WAITING_SHOWN} more  ] shows all"))

    def _coming(self) -> None:
        roster, day = self._book.roster(), timedelta(days=1)
        soon = [
            number for _, number in roster.arriving(roster.as_of + day, roster.as_of + SOON * day)
            if number not in self._handled and number not in self._open and self._may_show(number)
            and self._book.verdict(number).status is not Status.PAUSED
        ]  # fmt: skip
        if not soon:
            return
        self.rows.append(section(f"next {SOON} days: {len(soon)}"))
        self._people([Planned(number, Kind.CHECK_IN) for number in soon[:COMING_SHOWN]])
        if len(soon) > COMING_SHOWN:
            self.rows.append(note(f"… {len(soon) - COMING_SHOWN} more"))

    def _done(self, done: Sequence[int]) -> None:
        words = {number: _did(self._book, number) for number in done} | dict(self._handled)
        numbers = [number for number in words if number in self._book.contacts and self._may_show(number)]
        if not numbers:
            return
        self.rows.append(section(f"handled today: {len(numbers)}"))
        for number in reversed(numbers):
            self.rows.append(
                person_row(
                    self._book, Planned(number, Kind.CHECK_IN), done_badge(self._sign(words[number]), ""), words[number]
                )
            )

    def _sign(self, word: str) -> str:
        return {"snoozed": "z", "paused": "-", "skipped": " ", "archived": "#", "moved": "="}.get(word, self._tick)

    def _may_show(self, number: int) -> bool:
        return self._shown is None or number in self._shown


class AllRows:
    """Every contact, most urgent first, as rows made when they are looked at: 30,000 cost what a screenful costs."""

    def __init__(self, book: Book, numbers: Sequence[int]) -> None:
        self._book = book
        self._numbers = numbers
        self._index: dict[Hashable, int] | None = None

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int, /) -> Row:
        return all_row(self._book, self._numbers[index])

    def key_at(self, index: int, /) -> int:
        """The contact of a row."""
        return self._numbers[index]

    def index_of(self, key: Hashable, /) -> int | None:
        """Where the row of a contact is."""
        if self._index is None:
            self._index = {number: index for index, number in enumerate(self._numbers)}
        return self._index.get(key)


def everybody(book: Book, shown: Sequence[int] | None = None) -> Sequence[int]:
    """The ids of all contacts (or of `shown`), the most urgent first, those put away last."""
    if shown is None:
        return book.everybody()
    wanted = set(shown)
    return tuple(number for number in book.everybody() if number in wanted)


def person_row(book: Book, entry: Planned, mark: Badge | None = None, word: str = "") -> Row:
    """A contact as a row of today's list."""
    contact, verdict = book.contacts[entry.contact], book.verdict(entry.contact)
    shown = mark or badge(contact, verdict, book.as_of, entry.kind)
    said = word if mark else WARM_UP if entry.warm_up else shown.word
    last = day_month(verdict.last_touch) if verdict.last_touch else ""
    return Row(
        contact.id,
        (
            Cell(shown.sign, shown.role),
            Cell(said, shown.role),
            Cell(contact.name, "quiet" if mark else ""),
            Cell(book.company_name(contact.company), "quiet"),
            Cell(channel_of(book, contact), "quiet"),
            Cell(last, "quiet"),
        ),
    )


def all_row(book: Book, number: int) -> Row:
    """A contact as a row of all contacts; an empty one when they went since the list was made."""
    if number not in book.contacts:
        return Row(number, ())
    contact, verdict = book.contacts[number], book.verdict(number)
    shown = badge(contact, verdict, book.as_of)
    return Row(
        number,
        (
            Cell(shown.sign, shown.role),
            Cell(shown.word, shown.role),
            Cell(contact.name, "quiet" if verdict.status in {Status.PAUSED, Status.ARCHIVED} else ""),
            Cell(book.company_name(contact.company), "quiet"),
            Cell(contact.title, "quiet"),
            Cell(day_words(verdict.last_touch, book.as_of) if verdict.last_touch else "never", "quiet"),
            Cell(verdict.cadence, "quiet"),
            Cell(" ".join(f"#{tag}" for tag in contact.tags), "quiet"),
        ),
    )


class CompanyRows:
    """The companies whose name holds every word of `query`: those with people first, by name."""

    def __init__(self, book: Book, query: str = "") -> None:
        words = folded(query).split()
        named = [(folded(one.name), one) for one in book.companies.values()]
        found = [(name, one) for name, one in named if all(word in name for word in words)]
        found.sort(key=lambda item: (item[1].worked_for, not book.company_size(item[1].id), item[0]))
        self._book = book
        self._companies = [one for _, one in found]
        self._outcomes = last_outcomes(book)
        self._index: dict[Hashable, int] | None = None

    def __len__(self) -> int:
        return len(self._companies)

    def __getitem__(self, index: int, /) -> Row:
        company = self._companies[index]
        return _company_row(self._book, company, self._outcomes.get(company.id))

    def key_at(self, index: int, /) -> int:
        """The company of a row."""
        return self._companies[index].id

    def index_of(self, key: Hashable, /) -> int | None:
        """Where the row of a company is."""
        if self._index is None:
            self._index = {company.id: index for index, company in enumerate(self._companies)}
        return self._index.get(key)


def last_outcomes(book: Book) -> Mapping[int, Outcome]:
    """How the last interview with each company ended."""
    found: dict[int, tuple[date, Outcome]] = {}
    for interview in book.interviews.values():
        day = interview.ended or interview.began or date.min
        if interview.company not in found or day >= found[interview.company][0]:
            found[interview.company] = day, interview.outcome
    return {company: outcome for company, (_, outcome) in found.items()}


def channel_of(book: Book, contact: Contact) -> str:
    """The channel a message to a contact takes; empty when there is no address, ``call`` and the like as preferred."""
    wanted = contact.channel
    if wanted and has_address(contact, wanted):
        return wanted.value
    known = [one for one in channels_to(contact) if has_address(contact, one)]
    return channel_to(contact, known, book.settings).value if known else ""


def _company_row(book: Book, company: Company, outcome: Outcome | None) -> Row:
    people = book.people_at(company.id)
    stands = book.company_standing(company.id)
    sign, role = _SIGNS_OF_CARE.get(stands.care, ("  ", ""))
    if stands.needs_contact and stands.care is not Care.OVERDUE:
        sign, role = "? ", "late"
    return Row(
        company.id,
        (
            Cell(sign, role),
            Cell(company.name, "quiet" if company.worked_for else ""),
            Cell(people_words(len(people)) if people else "nobody", "quiet" if people else "late"),
            Cell("worked there" if company.worked_for else outcome.phrase if outcome else "", "quiet"),
            Cell(_last_touch(stands, book.as_of), "quiet"),
            Cell(company.place, "quiet"),
        ),
    )


def _last_touch(stands: CompanyStanding, as_of: date) -> str:
    """As among the people: an interview alone is no message, and the column beside says how it ended."""
    if stands.last_touch:
        return ago(stands.last_touch, as_of)
    return "never" if stands.anchor else ""


def _did(book: Book, number: int) -> str:
    newest = next(iter(book.interactions_of(number)), None) if book.is_complete else None
    return newest.channel.value if newest else ""


def people_words(number: int) -> str:
    """``1 person``, ``412 people``."""
    return counted(number, "person", "people")
