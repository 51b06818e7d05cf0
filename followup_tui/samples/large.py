"""Networks of any size for measuring: plain, quick to make, in the proportions of a real one.

A contact is about 430 bytes in the file, an interaction about 200. Of a hundred contacts about six are archived, paused
or snoozed, three new; a third is past its window, a third in it, the rest later. Nobody in them is real.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from followup_tui.model.clean import folded
from followup_tui.model.ids import EPOCH, RANDOM_BITS
from followup_tui.model.records import Company, Contact, Interaction, Interview, Position, Record
from followup_tui.model.words import Channel, Direction, Outcome, Relation, Stage
from followup_tui.samples.wordlists import (
    COMPANY_ENDS,
    COMPANY_STARTS,
    FAMILY,
    GIVEN,
    NOTES,
    PLACES,
    TAGS,
    TEXTS,
    TITLES,
    TOPICS,
)

PEOPLE_A_COMPANY = 12
INTERVIEW_EVERY = 4
"""Every fourth contact was an interviewer."""
LONGEST_SILENCE = 270
"""The last touch lies up to so many days back: a third each is later, due and overdue at 3 to 6 months."""
GAP = 120
"""Mean days between two touches of one contact."""
_CHANNELS = (Channel.EMAIL,) * 5 + (Channel.LINKEDIN,) * 3 + (Channel.CALL, Channel.MEETING, Channel.MESSAGE)
_DIRECTIONS = (Direction.OUT, Direction.IN, Direction.OUT)
_OUTCOMES = tuple(outcome for outcome in Outcome if outcome not in {Outcome.OPEN, Outcome.HIRED})
_RELATIONS = tuple(Relation)


def large_network(contacts: int, as_of: date, seed: int, interactions_each: int = 10) -> Iterator[Record]:
    """So many contacts with so many interactions each, their companies and interviews; ids assigned, references sound.

    Companies come first, then each contact with an interview or none; interactions last, oldest first, so that their
    ids rise with their days as they would have in use. The same arguments give the same records.
    """
    maker = _Maker(as_of, Random(seed))  # noqa: S311 (names, not secrets)
    companies = max(contacts // PEOPLE_A_COMPANY, 1)
    company_ids = [maker.number() for _ in range(companies)]
    yield from (maker.company(number, place) for place, number in enumerate(company_ids))
    days: list[tuple[int, int, int]] = []
    carried = 0
    for place in range(contacts):
        contact = maker.contact(company_ids[place % companies])
        yield contact
        if place % INTERVIEW_EVERY == 0:
            yield maker.interview(contact)
        carried += interactions_each
        if not contact.first_by:  # somebody new has none; the next contact has theirs
            days.extend((day, contact.id, turn) for turn, day in enumerate(maker.days(carried)))
            carried = 0
    days.sort(key=lambda item: -item[0])
    yield from (maker.interaction(*item) for item in days)


class _Maker:
    """Makes one record after the other."""

    def __init__(self, as_of: date, random: Random) -> None:
        self._as_of = as_of
        self._random = random
        milliseconds = int((datetime.combine(as_of, time(), UTC) - EPOCH).total_seconds() * 1000)
        self._last = max(milliseconds - 400 * 86_400_000, 0) << RANDOM_BITS
        self._created = datetime.combine(as_of - timedelta(days=400), time(7, 30), UTC)
        self._ago = [as_of - timedelta(days=days) for days in range(366 * 20)]

    def number(self) -> int:
        """The next id: rising, with random low bits."""
        self._last += 1 + self._random.getrandbits(RANDOM_BITS)
        return self._last

    def company(self, number: int, place: int) -> Company:
        """One of many companies; names repeat with a number after some thousands."""
        start = COMPANY_STARTS[place % len(COMPANY_STARTS)]
        turn = place // len(COMPANY_STARTS)
        end = COMPANY_ENDS[turn % len(COMPANY_ENDS)]
        again = turn // len(COMPANY_ENDS)
        return Company(
            id=number,
            created=self._created,
            updated=self._created,
            name=f"{start} {end} {again + 1}" if again else f"{start} {end}",
            domains=(f"{start}-{end}{again or ''}.example.com".lower(),),
            place=self._random.choice(PLACES),
        )

    def contact(self, company: int) -> Contact:
        """One of many contacts; some are new, some do not want to be asked just now."""
        pick = self._random.choice
        given, family, number = pick(GIVEN), pick(FAMILY), self.number()
        local = f"{folded(given)}.{folded(family)}.{number % 9973}".replace(" ", "")
        lot = self._random.random()
        added = self._ago[self._random.randint(1, 80) if lot < 0.03 else 400]
        return Contact(
            id=number,
            created=self._created,
            updated=self._created,
            name=f"{given} {family}",
            given=given,
            family=family,
            emails=(f"{local}@example.com",),
            linkedin=f"https://www.linkedin.example/in/{local}",
            positions=(Position(company=company, title=pick(TITLES), since=f"{self._as_of.year - 3}-05"),),
            relation=pick(_RELATIONS),
            tags=(pick(TAGS),) if lot < 0.7 else (),
            topics=(pick(TOPICS), pick(TOPICS)),
            place=pick(PLACES),
            note=pick(NOTES),
            birthday=self._birthday() if lot < 0.3 else "",
            added_on=added,
            first_by=self._as_of + timedelta(days=self._random.randint(10, 400)) if lot < 0.03 else None,
            snoozed_until=self._as_of + timedelta(days=self._random.randint(1, 60)) if 0.03 <= lot < 0.05 else None,
            paused_on=self._ago[30] if 0.05 <= lot < 0.06 else None,
            archived_on=self._ago[200] if 0.06 <= lot < 0.09 else None,
        )

    def _birthday(self) -> str:
        draw = self._random.randint
        return f"{draw(1960, 1999)}-{draw(1, 12):02}-{draw(1, 28):02}"

    def interview(self, contact: Contact) -> Interview:
        """The process in which we met a contact, some years ago."""
        ended = self._random.randint(500, 4200)
        return Interview(
            id=self.number(),
            created=self._created,
            updated=self._created,
            company=contact.company,
            role=self._random.choice(TITLES),
            stage=Stage.FINAL,
            outcome=self._random.choice(_OUTCOMES),
            began=self._ago[ended + 40],
            ended=self._ago[ended],
            contacts=(contact.id,),
            said_by=contact.id,
        )

    def days(self, count: int) -> list[int]:
        """How many days ago the touches of one contact were, newest first."""
        last = self._random.randint(1, LONGEST_SILENCE)
        return [min(last + turn * GAP + self._random.randint(0, GAP // 2), len(self._ago) - 1) for turn in range(count)]

    def interaction(self, days: int, contact: int, turn: int) -> Interaction:
        """One touch, so many days ago; `turn` counts back from a contact's newest."""
        channel = self._random.choice(_CHANNELS)
        both = channel in {Channel.CALL, Channel.MEETING}
        # One newest message in a thousand is theirs and waits for an answer; otherwise we wrote last.
        direction = _DIRECTIONS[turn % 3] if turn or self._random.random() > 0.001 else Direction.IN
        return Interaction(
            id=self.number(),
            created=self._created,
            updated=self._created,
            on=self._ago[days],
            channel=channel,
            direction=Direction.BOTH if both else direction,
            contacts=(contact,),
            text=self._random.choice(TEXTS),
        )
