"""The network of a synthetic world as one policy left it: records, and what the program's rules say of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from followup_tui.model.records import Contact, Interaction, Mark, Position
from followup_tui.model.words import Direction, MarkKind
from followup_tui.rules.calendar import days_between
from followup_tui.rules.simulated_world import World
from followup_tui.rules.today import written_at
from followup_tui.rules.touches import NO_TOUCHES, Touches, touches_of
from followup_tui.rules.verdict import Verdict, verdict


class Desk:
    """Who is there, what happened with them, and where they stand since the last thing that did."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.contacts: dict[int, Contact] = {}
        self.touches: dict[int, Touches] = {}
        self.verdicts: dict[int, Verdict] = {}
        """As of the day of the last change: the window and who waits for an answer hold until the next one."""
        self._said: dict[int, list[Interaction]] = {}
        self._at: dict[int, dict[int, None]] = {}
        self._interactions = 0

    def join(self, number: int, day: date) -> None:
        """Somebody new, with the last talk there was."""
        person = self.world.people[number]
        self.contacts[number] = person.contact
        self._said[number] = []
        self.touches[number] = NO_TOUCHES
        self._at.setdefault(person.contact.company, {})[number] = None
        if person.last:
            self.record(number, person.last, Direction.BOTH)
        self._judge(number, day)

    def leave(self, number: int) -> None:
        """Somebody is put to rest."""
        contact = self.contacts.pop(number)
        del self._said[number], self.touches[number], self.verdicts[number], self._at[contact.company][number]

    def move(self, number: int, company: int) -> None:
        """Somebody is at another company from now on."""
        contact = self.contacts[number]
        del self._at[contact.company][number]
        self.contacts[number] = replace(contact, positions=(Position(company=company),))
        self._at.setdefault(company, {})[number] = None

    def record(self, number: int, day: date, direction: Direction, *, needs_word: bool = True) -> None:
        """A message or talk; one of theirs that needs no word from us is marked as such."""
        self._interactions += 1
        said = self._said[number]
        said.append(Interaction(id=self._interactions, on=day, direction=direction, contacts=(number,)))
        self.touches[number] = touches_of(said, day)
        if not needs_word:
            waived = Mark(on=day, kind=MarkKind.NO_ANSWER_NEEDED)
            self.contacts[number] = replace(self.contacts[number], marks=(waived,))
        self._judge(number, day)

    def stands(self, number: int, day: date) -> Verdict:
        """The verdict of a day."""
        return verdict(self.contacts[number], self.touches[number], None, self.world.cadences, day)

    def closed(self, number: int, day: date) -> bool:
        """Whether the last day of somebody's window has passed."""
        latest = self.verdicts[number].latest
        return latest is not None and latest < day

    def written_at(self, company: int) -> Mapping[int, date]:
        """When each person of a company was written to last, as today's list asks."""
        return self._written_at(company, self.world.plan.courtesy_days)

    def is_near(self, number: int, day: date, within: int) -> bool:
        """Whether a colleague was written to so few days before, by the rule of today's list."""
        lately = self._written_at(self.contacts[number].company, within)
        return any(one != number and days_between(on, day) < within for one, on in lately.items())

    def _written_at(self, company: int, courtesy: int) -> Mapping[int, date]:
        return written_at(self._at.get(company, ()), self.touches.__getitem__, self.verdicts.__getitem__, courtesy)

    def history(self, number: int) -> Sequence[Interaction]:
        """All that was said, oldest first."""
        return tuple(self._said[number])

    def _judge(self, number: int, day: date) -> None:
        self.verdicts[number] = self.stands(number, day)
