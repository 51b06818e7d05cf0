"""Who led to what: from the first interview over the people met there to what they gave, and what came of that.

Everything hangs on what it came from: somebody on the interview where we met or on whom introduced them, a result on
who gave it or on the result that led to it, an interview on the lead that led to it. What has no origin is a root.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from followup_tui.model.clean import folded
from followup_tui.model.records import Company, Contact, Interview, Result
from followup_tui.model.words import ResultKind

LEADS = frozenset({ResultKind.LEAD, ResultKind.INTRODUCTION})
"""What points further: something can come of them."""
COMES_TO = frozenset({ResultKind.INTERVIEW, ResultKind.OFFER, ResultKind.JOB, ResultKind.CUSTOMER})
"""What it can come to."""

DEEPEST = 100

Subject = Interview | Contact | Result


class Branch(NamedTuple):
    """A record of the tree, the day it belongs to, and what came of it, the earliest first."""

    subject: Subject
    on: date | None
    grown: tuple["Branch", ...]

    @property
    def results(self) -> int:
        """How many results hang on this branch, itself included."""
        return isinstance(self.subject, Result) + sum(one.results for one in self.grown)


class Lineage(NamedTuple):
    """The whole tree: the branches on which results hang, the earliest first, and how many interviews have none yet."""

    roots: tuple[Branch, ...]
    quiet: int


def lineage(
    contacts: Mapping[int, Contact], interviews: Mapping[int, Interview], results: Mapping[int, Result]
) -> Lineage:
    """The tree of who led to what. Each record stands in it once, whatever circles a hand may have written."""
    return _Growing(contacts, interviews, results).lineage()


def branches_of(tree: Lineage, contact: Contact) -> tuple[Branch, ...]:
    """The branch of one person, wherever in the tree it is; what came of them without being theirs hangs on it too.

    What they gave as a part of somebody else's branch stands beside it.
    """
    found: list[Branch] = []
    waiting = list(tree.roots)
    while waiting:
        branch = waiting.pop()
        subject = branch.subject
        giver = subject.id if isinstance(subject, Contact) else subject.contact if isinstance(subject, Result) else 0
        if giver == contact.id:
            found.append(branch)
        else:
            waiting += branch.grown
    return tuple(sorted(found, key=_by_day))


def upstream(result: Result, results: Mapping[int, Result], interviews: Mapping[int, Interview]) -> Iterator[Result]:
    """The results that led to this one, the nearest first, over the interviews that came of a lead."""
    seen = {result.id}
    while (before := _origin(result, results, interviews)) and before.id not in seen:
        seen.add(before.id)
        yield before
        result = before


def _origin(result: Result, results: Mapping[int, Result], interviews: Mapping[int, Interview]) -> Result | None:
    held = interviews.get(result.interview)
    return results.get(result.came_of) or results.get(held.came_of if held else 0)


def open_leads(
    results: Mapping[int, Result], interviews: Iterable[Interview], company: int
) -> tuple[Result, ...]:  # fmt: skip
    """The leads to a company that nothing came of yet, the newest first."""
    came = {one.came_of for one in interviews} | {one.came_of for one in results.values() if one.kind in COMES_TO}
    return tuple(one for one in _leads(results) if one.company == company and one.id not in came)


def lead_for(
    company: int, role: str, results: Mapping[int, Result], interviews: Iterable[Interview]
) -> Result | None:  # fmt: skip
    """The open lead that something at a company came of: one to that role, else one to no role in particular."""
    leads = open_leads(results, interviews, company) if company else ()
    same = next((one for one in leads if _is_to(one, role)), None)
    return same or next((one for one in leads if not one.role or not folded(role)), None)


def lead_to(
    held: Interview, by: date, results: Mapping[int, Result], interviews: Iterable[Interview]
) -> Result | None:  # fmt: skip
    """The lead that an interview came of: the newest to its company that names its role, else the newest to its company
    or, where it names none, to its role. It was there `by` that day, and no other interview came of it.

    What else came of it does not matter: that the lead came to an interview may have been entered as a result already.
    """
    came = {one.came_of for one in interviews}
    leads = [
        one
        for one in _leads(results)
        if one.on <= by and one.id not in came
        and (one.company == held.company if one.company else _is_to(one, held.role))
    ]  # fmt: skip
    same = (one for one in leads if one.company and _is_to(one, held.role))
    return next(same, leads[0] if leads else None)


def _leads(results: Mapping[int, Result]) -> list[Result]:
    """All that points further, the newest first."""
    found = (one for one in results.values() if one.kind in LEADS)
    return sorted(found, key=lambda one: (one.on, one.id), reverse=True)


def _is_to(lead: Result, role: str) -> bool:
    wanted = folded(role)
    return bool(wanted) and folded(lead.role) == wanted


def led_to(company: Company, results: Mapping[int, Result]) -> tuple[Result, ...]:
    """The results that name a company, the earliest first: how it came into the network, and what it gave since."""
    found = (one for one in results.values() if one.company == company.id or one.id == company.came_of)
    return tuple(sorted(found, key=lambda one: (one.on, one.id)))


class _Growing:
    """The tree while it grows; `placed` are the records that stand somewhere in it."""

    def __init__(
        self, contacts: Mapping[int, Contact], interviews: Mapping[int, Interview], results: Mapping[int, Result]
    ) -> None:
        self._contacts, self._interviews, self._results = contacts, interviews, results
        self._placed: set[tuple[str, int]] = set()
        self._met = self._first_met()
        self._given: dict[int, list[Result]] = defaultdict(list)
        self._followed: dict[int, list[Subject]] = defaultdict(list)
        self._introduced: dict[int, list[Contact]] = defaultdict(list)
        self._sort_in()

    def lineage(self) -> Lineage:
        branches = [branch for one in self._roots() if (branch := self._branch(one))]
        kept = tuple(sorted((one for one in branches if one.results), key=_by_day))
        quiet = sum(1 for one in branches if not one.results and isinstance(one.subject, Interview))
        return Lineage(kept, quiet)

    def _first_met(self) -> dict[int, int]:
        """In which interview somebody was met first."""
        met: dict[int, int] = {}
        for one in sorted(self._interviews.values(), key=lambda one: (_day_of(one) or date.max, one.id)):
            for number in one.contacts:
                met.setdefault(number, one.id)
        return met

    def _sort_in(self) -> None:
        for result in self._results.values():
            origin = self._results.get(result.came_of)
            if origin:
                self._followed[origin.id].append(result)
            else:
                self._given[result.contact].append(result)
        for interview in self._interviews.values():
            if interview.came_of in self._results:
                self._followed[interview.came_of].append(interview)
        for contact in self._contacts.values():
            if contact.introduced_by in self._contacts and contact.id not in self._met:
                self._introduced[contact.introduced_by].append(contact)

    def _roots(self) -> Iterator[Subject]:
        """What came of nothing; after it, what only a circle leads to."""
        yield from (one for one in self._interviews.values() if one.came_of not in self._results)
        for number in list(dict.fromkeys((*self._given, *self._introduced))):
            contact = self._contacts.get(number)
            if contact and number not in self._met and contact.introduced_by not in self._contacts:
                yield contact
            elif contact is None:
                yield from self._given[number]
        yield from self._interviews.values()
        yield from (self._contacts[number] for number in self._given if number in self._contacts)
        yield from self._results.values()

    def _branch(self, subject: Subject, depth: int = 0) -> Branch | None:
        """A record with what came of it; None when it stands in the tree already, or is so far down that it is a root.

        Nobody's story has a hundred steps; a file that was written by a program may.
        """
        if (subject.table, subject.id) in self._placed or depth > DEEPEST:
            return None
        self._placed.add((subject.table, subject.id))
        grown = (branch for one in self._next(subject) if (branch := self._branch(one, depth + 1)))
        fruitful = sorted((one for one in grown if one.results or isinstance(one.subject, Interview)), key=_by_day)
        return Branch(subject, _day_of(subject), tuple(fruitful))

    def _next(self, subject: Subject) -> Collection[Subject]:
        if isinstance(subject, Interview):
            return [
                self._contacts[number]
                for number in dict.fromkeys(subject.contacts)
                if number in self._contacts and self._met[number] == subject.id
            ]
        if isinstance(subject, Contact):
            return [*self._given.get(subject.id, ()), *self._introduced.get(subject.id, ())]
        return self._followed.get(subject.id, ())


def _by_day(branch: Branch) -> tuple[date, int]:
    first = branch.on or min((one.on for one in branch.grown if one.on), default=date.max)
    return first, branch.subject.id


def _day_of(subject: Subject) -> date | None:
    if isinstance(subject, Result):
        return subject.on
    if isinstance(subject, Interview):
        return subject.began or min((one.on for one in subject.rounds if one.on), default=subject.ended)
    return None
