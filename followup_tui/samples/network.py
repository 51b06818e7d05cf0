"""The sample network: the records of the cast, as they stand on a day."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from random import Random

from followup_tui.model.clean import folded
from followup_tui.model.records import (
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Mark,
    Position,
    Record,
    Result,
    Round,
    Source,
    Task,
)
from followup_tui.model.settings import WEEKDAYS, Me, Plan, Settings
from followup_tui.model.words import Channel, MarkKind
from followup_tui.samples.script import (
    ClippingEntry,
    CompanyEntry,
    InterviewEntry,
    PersonEntry,
    ResultEntry,
    TaskEntry,
    read_cast,
)
from followup_tui.samples.timeline import Timeline, Touched, task_key

PER_DAY = 12
"""Leaves room for some check-ins beside the replies, promises and birthdays of the day, and those already done."""
_BIRTHDAYS = {"today": 0, "soon": 6}
_DAY = re.compile(r"\{day:(\+\d+)\}")
_WRITTEN = frozenset({Channel.EMAIL, Channel.LINKEDIN, Channel.MESSAGE})


def sample_network(as_of: date, seed: int = 2021) -> tuple[Record, ...]:
    """A believable network of 60 people at 25 companies over twelve years, as it stands on the day `as_of`.

    The records have their ids, and every reference leads somewhere. The same day and seed give the same records.
    """
    return tuple(_Builder(as_of, seed).records())


def sample_settings(as_of: date) -> Settings:
    """The settings of somebody who keeps the sample network, as they stand on the day `as_of`.

    Every day is a work day, so that the demonstration is as alive on a Sunday.
    """
    return Settings(
        plan=Plan(per_day=PER_DAY, workdays=WEEKDAYS),
        me=Me(
            name="Sam Carter",
            email="sam.carter@example.org",
            now=f"since {as_of.year - 2} I have led the data platform of a shipping company, nine people by now",
        ),
    )


class _Builder:
    """Makes the records of the cast."""

    def __init__(self, as_of: date, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 (days and numbers, not secrets)
        self._line = Timeline(read_cast(), as_of, self._random)

    def records(self) -> list[Record]:
        """Everything, in the order of the tables."""
        line = self._line
        return [
            *(self._contact(person) for person in line.people),
            *(self._company(company) for company in line.cast.company),
            *(self._interview(company, one) for company, one in line.interviews),
            *(self._interaction(one) for one in line.touches),
            *(self._clipping(entry) for entry in line.cast.clipping),
            *(self._result(person, entry) for person in line.people for entry in person.result),
            *(self._task(person, entry) for person in line.people for entry in person.task),
        ]

    def _contact(self, person: PersonEntry) -> Contact:
        line = self._line
        created = line.created(Contact, person.key)
        given, _, family = person.name.partition(" ")
        home = line.listed_at(person)
        return Contact(
            id=line.id(Contact, person.key),
            created=created,
            updated=created,
            name=person.name,
            given=person.given or given,
            family=person.family or family,
            emails=(_address(person, line.home(person)),) if person.new is None else (),
            phones=(f"+44 20 7946 0{self._random.randint(100, 999)}",) if person.phone else (),
            linkedin=f"https://www.linkedin.example/in/{_local(person, '-')}" if self._is_on_linkedin(person) else "",
            positions=self._positions(person),
            relation=person.relation,
            tags=person.tags,
            topics=person.topics,
            cadence=person.cadence,
            channel=self._channel(person),
            language=person.language,
            place=home.place if home else "",
            birthday=self._birthday(person.birthday),
            how_met=person.how_met or self._interviewed(person),
            met_on=person.met_on or f"{line.first_fact(person):%Y-%m}",
            introduced_by=line.id(Contact, person.introduced_by),
            raise_next=person.raise_next,
            avoid_next=person.avoid_next,
            note=person.note,
            added_on=created.date(),
            first_by=_to_come(line, person.first_by),
            snoozed_until=_to_come(line, person.snoozed),
            paused_on=_ago(line, person.paused),
            paused_until=_to_come(line, person.paused_until),
            archived_on=_ago(line, person.archived),
            marks=self._marks(person),
            sources=_sources(person, created.date()),
        )

    def _positions(self, person: PersonEntry) -> tuple[Position, ...]:
        line = self._line
        now = Position(company=line.id(Company, line.home(person)), title=person.title, since=line.month(person.since))
        before = (
            Position(company=line.id(Company, company), title=title, since=line.month(since), until=line.month(until))
            for company, title, since, until in person.before
        )
        return now, *before

    def _channels(self, person: PersonEntry) -> list[Channel]:
        return [one.touch.channel for one in self._line.touches if one.person is person]

    def _is_on_linkedin(self, person: PersonEntry) -> bool:
        return person.new is not None or Channel.LINKEDIN in self._channels(person)

    def _channel(self, person: PersonEntry) -> Channel | None:
        """The channel to prefer: the one last written on, where that is not e-mail."""
        written = [channel for channel in self._channels(person) if channel in _WRITTEN]
        return written[-1] if written and written[-1] is not Channel.EMAIL else None

    def _interviewed(self, person: PersonEntry) -> str:
        met = [(company, one) for company, one in self._line.interviews if person.key in one.people]
        return f"The interview for {met[0][1].role} at {met[0][0].name}." if met else ""

    def _birthday(self, text: str) -> str:
        return f"--{self._line.day(f'+{_BIRTHDAYS[text]}'):%m-%d}" if text in _BIRTHDAYS else text

    def _marks(self, person: PersonEntry) -> tuple[Mark, ...]:
        line = self._line
        decided = (
            (person.skipped, MarkKind.SKIP, None),
            (3 if person.snoozed else None, MarkKind.SNOOZE, person.snoozed),
            (person.paused, MarkKind.PAUSE, person.paused_until),
            (person.archived, MarkKind.ARCHIVE, None),
        )
        return tuple(
            Mark(on=line.day(days), kind=kind, until=_to_come(line, until))
            for days, kind, until in decided
            if days is not None
        )

    def _company(self, entry: CompanyEntry) -> Company:
        line = self._line
        created = line.created(Company, entry.key)
        return Company(
            id=line.id(Company, entry.key),
            created=created,
            updated=created,
            name=entry.name,
            aliases=entry.aliases,
            domains=(f"{entry.key}.example.com",),
            urls=(f"https://{entry.key}.example.com",),
            place=entry.place,
            tags=entry.tags,
            topics=entry.topics,
            worked_for=entry.worked_for,
            needs_contact=all(line.home(person) != entry.key for person in line.people),
            note=entry.note,
            came_of=line.id(Result, entry.came_of),
        )

    def _interview(self, company: CompanyEntry, entry: InterviewEntry) -> Interview:
        line = self._line
        created = line.created(Interview, entry.key)
        return Interview(
            id=line.id(Interview, entry.key),
            created=created,
            updated=created,
            company=line.id(Company, company.key),
            role=entry.role,
            stage=entry.stage,
            outcome=entry.outcome,
            began=line.past(entry.began, company.key),
            ended=None if entry.ended is None else line.past(entry.ended, company.key),
            contacts=self._contacts(entry.people),
            rounds=tuple(
                Round(
                    on=line.past(one.days, company.key),
                    kind=one.kind,
                    contacts=self._contacts(one.people),
                    note=one.note,
                )
                for one in entry.lines()
            ),
            said_by=line.id(Contact, entry.said_by),
            reason=entry.reason,
            story=entry.story,
            feedback=entry.feedback,
            offer=entry.offer,
            permission=entry.permission,
            came_of=line.id(Result, entry.came_of),
        )

    def _contacts(self, keys: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self._line.id(Contact, key) for key in keys)

    def _interaction(self, one: Touched) -> Interaction:
        line, touch = self._line, one.touch
        created = line.created(Interaction, one.key)
        return Interaction(
            id=line.id(Interaction, one.key),
            created=created,
            updated=created,
            on=one.on,
            at=self._moment(one) if touch.channel in _WRITTEN else None,
            channel=touch.channel,
            direction=touch.direction,
            contacts=self._contacts((one.person.key,)),
            subject=self._with_days(touch.subject),
            text=self._with_days(touch.text),
            shared=(line.id(Clipping, touch.share),) if touch.share else (),
            template=touch.template,
            interview=line.interview_of(one),
        )

    def _moment(self, one: Touched) -> datetime:
        """A time of day; early on the day itself, which may have only just begun, and rising along a conversation."""
        hour = 6 if one.touch.days == 0 else 7 + int(one.key.split()[-1])
        return datetime.combine(one.on, time(hour, self._random.randint(0, 59)), UTC)

    def _with_days(self, text: str) -> str:
        return _DAY.sub(lambda match: _spoken(self._line.day(match[1])), text)

    def _clipping(self, entry: ClippingEntry) -> Clipping:
        line = self._line
        created = line.created(Clipping, entry.key)
        return Clipping(
            id=line.id(Clipping, entry.key),
            created=created,
            updated=created,
            kind=entry.kind,
            title=entry.title,
            url=entry.url,
            text=entry.text,
            topics=entry.topics,
            on=None if entry.on is None else line.day(entry.on),
            expires=None if entry.expires is None else line.day(entry.expires),
            clipped_on=line.day(entry.clipped_on),
        )

    def _result(self, person: PersonEntry, entry: ResultEntry) -> Result:
        line = self._line
        created = line.created(Result, entry.key)
        return Result(
            id=line.id(Result, entry.key),
            created=created,
            updated=created,
            kind=entry.kind,
            contact=line.id(Contact, person.key),
            on=line.past(entry.on, person.key),
            company=line.id(Company, entry.company),
            role=entry.role,
            value=entry.value,
            note=entry.note,
            interaction=line.touch_on(person, entry.on),
            interview=line.id(Interview, entry.interview),
            came_of=line.id(Result, entry.came_of),
        )

    def _task(self, person: PersonEntry, entry: TaskEntry) -> Task:
        line = self._line
        created = line.created(Task, task_key(person, entry))
        return Task(
            id=line.id(Task, task_key(person, entry)),
            created=created,
            updated=created,
            contacts=self._contacts((person.key,)),
            text=entry.text,
            on=line.day(entry.on),
            done_on=_ago(line, entry.done),
            interaction=line.touch_on(person, entry.after),
        )


def _ago(line: Timeline, days: int | None) -> date | None:
    return None if days is None else line.day(days)


def _to_come(line: Timeline, days: int | None) -> date | None:
    return None if days is None else line.day(f"+{days}")


def _sources(person: PersonEntry, on: date) -> dict[str, Source]:
    """Somebody new came with an import; the others were typed."""
    return {} if person.new is None else dict.fromkeys(("name", "positions"), Source(name="linkedin", on=on))


def _address(person: PersonEntry, home: str) -> str:
    return f"{_local(person, '.')}@{home}.example.com" if home else f"{_local(person, '.')}@example.org"


def _local(person: PersonEntry, joint: str) -> str:
    """A name in the letters of an address."""
    letters = folded(person.address.replace(".", " ") or person.name).replace("ı", "i")
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", letters) if letter.isascii())
    return joint.join(plain.split())


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B}"
