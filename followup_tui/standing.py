"""What follows from the records on a day: touches, verdicts, plan and reasons, remembered until they change."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from followup_tui.book_index import BookIndex
from followup_tui.called import Called, called
from followup_tui.derived import Derived
from followup_tui.model.clean import folded
from followup_tui.model.clock import Clock
from followup_tui.model.codec import BadRecord
from followup_tui.model.records import Contact, Interview, Result
from followup_tui.model.settings import Settings
from followup_tui.model.words import MarkKind
from followup_tui.network import Network, unusable
from followup_tui.rules.approach import Approach, Facts, approach, by_promise
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.company_standing import CompanyStanding, company_standing
from followup_tui.rules.interests import Rarity, named_by
from followup_tui.rules.next_touches import fixed_days, next_touches
from followup_tui.rules.pace import Pace, pace_of
from followup_tui.rules.planner import PlanAhead, Turns, plan_ahead
from followup_tui.rules.reason import latest_of, reason
from followup_tui.rules.roster import Listed, Roster
from followup_tui.rules.search import Subject
from followup_tui.rules.today import Kind, Planned, Today, todays_list, written_at
from followup_tui.rules.touches import NO_TOUCHES, Touches, touches_of
from followup_tui.rules.verdict import Encounter, Verdict, encounters, verdict
from followup_tui.rules.warm_up import Exchanged, easy_since, in_order_of, is_begun, with_warm_up, with_warm_ups
from followup_tui.store.errors import Unreadable
from followup_tui.store.steps import Tell, untold
from followup_tui.store.store import Opening, Store
from followup_tui.subjects import Draft

PUTS_A_ROSTER = 6
"""To put one person anew takes so many times as long as making the roster takes for each: 21 and 4 µs among 30,000."""


class Standing(Network):
    """Records, with the rules applied as of a day."""

    def __init__(self, source: "Store | Opening", settings: Settings, clock: Clock, index: BookIndex | None) -> None:
        super().__init__(source, index)
        self.settings = settings
        self.clock = clock
        self._derived = Derived(clock.today())
        if index:
            self._links.by_contact, self._links.newest = index.interactions, index.newest
            self._derived.touches.update(index.touches)
            return
        try:
            self._derived.touches.update(self._links.load(clock.today()))
        except BadRecord as error:
            raise Unreadable(unusable(error, source.path)) from error

    @property
    def as_of(self) -> date:
        """The day that counts as today."""
        return self.clock.today()

    def interviews_of(self, contact: int) -> tuple[Interview, ...]:
        """The interviews a contact took part in, newest first."""
        return tuple(self._interviews().get(contact, ()))

    def _interviews(self) -> Mapping[int, Sequence[Interview]]:
        derived = self._fresh()
        if derived.interviews is None:
            mine: dict[int, list[Interview]] = defaultdict(list)
            for one in sorted(
                self.interviews.values(), key=lambda one: (one.ended or one.began or date.min, one.id), reverse=True
            ):
                for number in one.contacts:
                    mine[number].append(one)
            derived.interviews = mine
        return derived.interviews

    def people_at(self, company: int) -> tuple[Contact, ...]:
        """The contacts who are at a company now, by name."""
        found = (self.contacts[number] for number in self._at_company().get(company, ()))
        return tuple(sorted(found, key=lambda contact: (folded(contact.name), contact.id)))

    def company_standing(self, company: int) -> CompanyStanding:
        """Where a company stands today."""
        held = self.interviews_at(company)
        there = self._at_company().get(company, ())
        met = {number for one in held for number in one.contacts} - set(there)
        return company_standing(
            self.companies[company],
            [self.verdict(number) for number in there],
            [self.touches(number).last for number in met if number in self.contacts],
            held,
            self.settings.cadence,
            self.as_of,
        )

    def interviews_at(self, company: int) -> tuple[Interview, ...]:
        """The interviews with a company, newest first."""
        derived = self._fresh()
        if derived.held_at is None:
            held: dict[int, list[Interview]] = defaultdict(list)
            for one in sorted(self.interviews.values(), key=lambda one: (one.ended or one.began or date.min, one.id)):
                held[one.company].insert(0, one)
            derived.held_at = held
        return tuple(derived.held_at.get(company, ()))

    def touches(self, contact: int) -> Touches:
        """The summary of a contact's interactions up to today."""
        known = self._fresh().touches.get(contact)
        if known is None:
            mine = self._links.of(contact)
            known = touches_of(mine, self.as_of) if mine else NO_TOUCHES
            self._derived.touches[contact] = known
        return known

    def verdict(self, contact: int) -> Verdict:
        """Where a contact stands today."""
        known = self._fresh().verdicts.get(contact)
        if known is None:
            encounter = self._encounters().get(contact)
            settings = self.settings
            known = verdict(
                self.contacts[contact], self.touches(contact), encounter, settings.cadence, self.as_of,
                settings.interviews,
            )  # fmt: skip
            self._derived.verdicts[contact] = known
        return known

    def approaches(self) -> tuple[Approach, ...]:
        """Everybody, the most promising to approach again first; those who are left out last, each with the reason."""
        derived, given = self._fresh(), defaultdict(list)
        known = derived.approaches
        for result in self.results.values():
            given[result.contact].append(result)
        for number, contact in self.contacts.items():
            if number not in known:
                known[number] = approach(self._facts_for_approach(contact, given.get(number, ())), self.as_of,
                                         self.company_name)  # fmt: skip
        for number in known.keys() - self.contacts.keys():
            del known[number]
        return by_promise(known.values(), lambda number: self.verdict(number).anchor)

    def approach_to(self, contact: int) -> Approach:
        """Whether and why to approach a contact again."""
        known = self._fresh().approaches.get(contact)
        if known is None:
            facts = self._facts_for_approach(self.contacts[contact], self.results_of(contact))
            known = self._derived.approaches[contact] = approach(facts, self.as_of, self.company_name)
        return known

    def _facts_for_approach(self, contact: Contact, results: Sequence[Result]) -> Facts:
        number = contact.id
        company, held = self.companies.get(contact.company), self.interviews_of(number)
        return Facts(contact, company, held, self.touches(number), self.verdict(number), results)

    def encounter(self, contact: int) -> Encounter | None:
        """The last interview with a contact, up to today."""
        return self._encounters().get(contact)

    def verdicts(self) -> Mapping[int, Verdict]:
        """Where everybody stands today."""
        derived = self._fresh()
        known, met = derived.verdicts, self._encounters()
        cadences, figures, today = self.settings.cadence, self.settings.interviews, derived.as_of
        if derived.roster is not None:
            self.roster()  # judges anew whom a change concerned
        elif len(known) != len(self.contacts):
            for number, contact in self.contacts.items():
                if number not in known:
                    touches = derived.touches.get(number) or self.touches(number)
                    known[number] = verdict(contact, touches, met.get(number), cadences, today, figures)
        return known

    def today(self, extra: int = 0) -> Today:
        """Today's list; `extra` is how many more than the capacity the person asked for."""
        plans = self._fresh().plans
        if extra not in plans:
            plans[extra] = self._plan(extra)
        return plans[extra]

    def _plan(self, extra: int) -> Today:
        plan = self.settings.plan
        listed = todays_list(self.roster(), self.contacts, self.tasks.values(), self._last_at, plan, extra)
        if not plan.warm_up:
            return listed
        if extra:  # whoever is asked for on top changes nothing about who comes first
            first = {one.contact for one in self.today().planned if one.warm_up}
            return self._begun(listed, lambda number, on: on if number in first else None)
        begun = is_begun(listed.done, self._asked_for(listed), self._was_easy)
        return listed if begun else self._begun(listed, self._easy_since)

    def _begun(self, listed: Today, exchanged: Exchanged) -> Today:
        return listed._replace(planned=with_warm_up(listed.planned, self.as_of, exchanged, self.roster().moved))

    def _easy_since(self, contact: int, on: date) -> date | None:
        return easy_since(self.touches(contact), self.verdict(contact), on)

    def _was_easy(self, contact: int) -> bool:
        """Whether writing to somebody was easy this morning, before what happened today."""
        today, settings = self.as_of, self.settings
        before = touches_of(self._links.of(contact), today - timedelta(days=1))
        met = self._encounters().get(contact)
        stood = verdict(self.contacts[contact], before, met, settings.cadence, today, settings.interviews)
        return easy_since(before, stood, today) is not None

    def _asked_for(self, listed: Today) -> set[int]:
        """Who is or was on today's list by a promise, a birthday, or as somebody who was moved to today."""
        kept = (number for task in self.tasks.values() if task.done_on == self.as_of for number in task.contacts)
        moved = {number for number in listed.done if _was_moved_to(self.contacts[number], self.as_of)}
        return {one.contact for one in listed.planned} | self.roster().born_on(self.as_of) | moved | set(kept)

    def plan_ahead(self, weeks: int, tell: Tell = untold, turns: Turns = Turns.AS_LISTED) -> PlanAhead:
        """The plan of so many weeks; its first day is today's list, and the next are those of the coming days."""
        known, key = self._fresh().ahead, (weeks, turns)
        if key not in known:
            ahead = self._plan_ahead(weeks, "Planning", tell, turns, partial(capacity_on, plan=self.settings.plan))
            if self.settings.plan.warm_up:
                ahead = with_warm_ups(ahead, self._easy_since, self.roster().moved)
            known[key] = in_order_of(ahead, self.today().planned)
        return known[key]

    def pace(self, weeks: int, tell: Tell = untold) -> Pace:
        """What the pace of the settings keeps, and what to change if the plan of so many weeks breaks."""
        cadence = self.settings.cadence
        verdicts = self.verdicts()
        jobs = next_touches(self.contacts, verdicts, self.as_of, self.settings.plan)
        cadences = [verdicts[job.contact].cadence for job in jobs]
        return pace_of(
            cadences, self.settings.plan, cadence.default, cadence.tags.get("loose", ""), self.plan_ahead(weeks, tell),
            partial(self._plan_ahead, weeks, "Trying another pace", tell, Turns.AS_LISTED),
        )  # fmt: skip

    def _plan_ahead(
        self, weeks: int, what: str, tell: Tell, turns: Turns, capacity: Callable[[date], int]
    ) -> PlanAhead:
        today, as_of, contacts, verdicts = self.today(), self.as_of, self.contacts, self.verdicts()
        lately = {
            company: last
            for company, people in self._at_company().items()
            if len(people) > 1 and (last := self._last_at(company))
        }
        ahead = plan_ahead(
            next_touches(contacts, verdicts, as_of, self.settings.plan),
            lambda day: len(today.planned) if day == as_of else capacity(day),  # today's list is what it is
            fixed_days(contacts, verdicts, self.tasks.values(), self.roster(), today, weeks),
            self.settings.plan.courtesy_days,
            as_of,
            weeks,
            lately,
            partial(tell, what),
            turns,
        )
        done = set(today.done) - {one.contact for one in today.planned}
        left = max(today.capacity - len(done), 0)  # what the day holds, also where nobody else is due
        if today.capacity and not left:  # a full day is no day off
            left = len(today.planned)
        return ahead._replace(days=(ahead.days[0]._replace(capacity=left), *ahead.days[1:]))

    def roster(self) -> Roster:
        """Everybody in order of urgency today; after a change only those are put anew whom it concerned."""
        derived = self._fresh()
        today, contacts = derived.as_of, self.contacts
        if len(derived.moved) > len(contacts) / PUTS_A_ROSTER:
            derived.roster = None
        if derived.roster is None:
            verdicts, touches = self.verdicts(), derived.touches
            everybody = (
                Listed(one, verdicts[number], (touches.get(number) or self.touches(number)).last_out == today)
                for number, one in contacts.items()
            )
            derived.roster = Roster(today, everybody)
        else:
            for number in derived.moved:
                if number in contacts:
                    written_to = self.touches(number).last_out == today
                    derived.roster.put(Listed(contacts[number], self.verdict(number), written_to))
                else:
                    derived.roster.drop(number)
        derived.moved.clear()
        return derived.roster

    def reason(self, planned: Planned) -> str:
        """Why this contact, now: the line that stands beside them everywhere."""
        contact = self.contacts[planned.contact]
        met = self.encounter(contact.id)
        interview = self.interviews.get(met.interview) if met else None
        stands = self.verdict(contact.id)
        said = [one for one in self.interactions_of(contact.id) if one.on <= self.as_of] if stands.owes_since else ()
        return reason(
            contact,
            stands,
            self.as_of,
            kind=planned.kind,
            task=self.tasks.get(planned.task),
            interview=interview,
            company=self.company_name(interview.company) if interview else "",
            last=latest_of(said),
            warm_up=planned.warm_up,
        )

    def reason_for(self, contact: int) -> str:
        """The reason line of a contact who is on no list."""
        return self.reason(Planned(contact, self.kind_of(contact)))

    def kind_of(self, contact: int) -> Kind:
        """What somebody would be on today's list for, promises and birthdays aside."""
        stands = self.verdict(contact)
        if stands.owes_since:
            return Kind.REPLY
        return Kind.INTERVIEW if stands.step and stands.step.is_courtesy else Kind.CHECK_IN

    def everybody(self) -> Sequence[int]:
        """The ids of all contacts, the most urgent first, those who rest or were put away last."""
        return self.roster().everybody()

    def rarity(self) -> Rarity:
        """How few people have which topic or tag."""
        derived = self._fresh()
        if derived.named is None:
            derived.named = named_by(list(self.contacts.values()))
        if derived.rarity is None:
            derived.rarity = Rarity(derived.named)
        return derived.rarity

    def subjects(self) -> Mapping[int, Subject]:
        """What a filter looks at, of everybody; after a change it is made anew only of whom that concerned."""
        return self._fresh().subjects.of_all(self.contacts, self._drafts)

    def readying_subjects(self) -> Callable[[], None]:
        """What makes the subjects before anybody asks; it may run in any thread, while the book changes."""
        return partial(self._fresh().subjects.ready, self._drafts(self.contacts))

    def _drafts(self, numbers: Iterable[int]) -> list[Draft]:
        verdicts, interviews, companies = self.verdicts(), self._interviews(), self.companies
        drafts = []
        for number in numbers:
            contact = self.contacts[number]
            employer = companies.get(contact.company)
            outcomes = tuple(one.outcome for one in interviews[number]) if number in interviews else ()
            drafts.append(Draft(contact, verdicts[number], employer.name if employer else "", outcomes))
        return drafts

    def called(self) -> Mapping[int, Called]:
        """How everybody is called, by id; after a change it is made anew only of whom that concerned.

        It may be asked for in any thread: what is made stands beside what there was until it is whole.
        """
        derived, contacts = self._fresh(), self.contacts
        if len(derived.called) != len(contacts):
            former = derived.called
            made = {
                number: known if (known := former.get(number)) and known.contact is one else called(one)
                for number, one in list(contacts.items())
            }
            derived.called = made
            for number, known in list(made.items()):
                if contacts.get(number) is not known.contact:  # changed meanwhile
                    made.pop(number, None)
        return derived.called

    def company_size(self, company: int) -> int:
        """How many contacts are at a company now."""
        return len(self._at_company().get(company, ()))

    def _fresh(self) -> "Derived":
        today, former = self.as_of, self._derived
        if former.as_of != today:
            self._derived = Derived(today, former)
            if self._links.newest <= min(today, former.as_of):
                self._derived.touches = former.touches
        return self._derived

    def _encounters(self) -> Mapping[int, Encounter]:
        derived = self._fresh()
        if derived.encounters is None:
            derived.encounters = encounters(self.interviews.values(), self.as_of)
        return derived.encounters

    def _at_company(self) -> Mapping[int, list[int]]:
        derived = self._fresh()
        if derived.at_company is None:
            people: dict[int, list[int]] = defaultdict(list)
            for contact in self.contacts.values():
                if contact.company:
                    people[contact.company].append(contact.id)
            derived.at_company = people
        return derived.at_company

    def _last_at(self, company: int) -> Mapping[int, date]:
        there = self._at_company().get(company, ())
        return written_at(there, self.touches, self.verdict, self.settings.plan.courtesy_days)


def _was_moved_to(contact: Contact, day: date) -> bool:
    """Whether somebody who was written to since had been moved to a day: the touch took it off, the mark is left."""
    moves = [mark.until for mark in contact.marks if mark.kind is MarkKind.PLAN]
    return bool(moves) and moves[-1] == day
