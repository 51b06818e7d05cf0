"""What the rules made of the records on a day, remembered until something changes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from followup_tui.called import Called
from followup_tui.model.records import Company, Contact, Interaction, Interview, Record
from followup_tui.rules.approach import Approach
from followup_tui.rules.interests import Rarity, named_of
from followup_tui.rules.planner import PlanAhead, Turns
from followup_tui.rules.roster import Roster
from followup_tui.rules.today import Today
from followup_tui.rules.touches import Touches
from followup_tui.rules.verdict import Encounter, Verdict
from followup_tui.subjects import Subjects


class Derived:
    """What the rules made of the records on a day, until something changes."""

    def __init__(self, as_of: date, former: "Derived | None" = None) -> None:
        self.as_of = as_of
        self.touches: dict[int, Touches] = {}
        self.verdicts: dict[int, Verdict] = {}
        self.subjects: Subjects = Subjects(former.subjects if former else None)
        self.plans: dict[int, Today] = {}
        self.ahead: dict[tuple[int, Turns], PlanAhead] = {}
        self.approaches: dict[int, Approach] = {}
        self.roster: Roster | None = None
        self.moved: set[int] = set()
        """Who may stand elsewhere in the roster by now."""
        self.encounters: Mapping[int, Encounter] | None = None
        self.interviews: Mapping[int, list[Interview]] | None = None
        self.held_at: Mapping[int, list[Interview]] | None = None
        self.at_company: Mapping[int, list[int]] | None = None
        self.named: Counter[str] | None = None
        self.rarity: Rarity | None = None
        self.called: dict[int, Called] = former.called if former else {}

    def forget(self, kind: type[Record], contacts: Iterable[int], *, moved: bool) -> None:
        """Drops what a change of a record of that kind, concerning these contacts, may have made untrue.

        `moved`: a contact came, went, or is at another company now.
        """
        self.plans.clear()
        self.ahead.clear()
        contacts = tuple(contacts)
        self.subjects.forget(contacts)
        for contact in contacts:
            self.moved.add(contact)
            self.verdicts.pop(contact, None)
            self.approaches.pop(contact, None)
            if kind is Interaction:
                self.touches.pop(contact, None)
            if kind is Contact:
                self.called.pop(contact, None)
        if kind is Interview:
            self.encounters = self.interviews = self.held_at = None
        elif kind is Company:
            self.subjects.forget_all()
            self.approaches.clear()
        elif kind is Contact and moved:
            self.at_company = None

    def rename(self, before: Record | None, after: Record | None) -> None:
        """Counts the topics and tags of a contact anew who changed, so that nobody else's need be counted."""
        if self.named is None:
            return
        former = set(named_of(before)) if isinstance(before, Contact) else set()
        latter = set(named_of(after)) if isinstance(after, Contact) else set()
        if former != latter:
            self.named.subtract(former - latter)
            self.named.update(latter - former)
            self.rarity = None
