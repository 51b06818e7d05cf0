"""What the rules made of the records on a day, remembered until something changes."""

from collections.abc import Iterable, Mapping
from datetime import date

from followup_tui.model.records import Contact, Interaction, Interview, Record
from followup_tui.rules.today import Today
from followup_tui.rules.touches import Touches
from followup_tui.rules.verdict import Encounter, Verdict


class Derived:
    """What the rules made of the records on a day, until something changes."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.touches: dict[int, Touches] = {}
        self.verdicts: dict[int, Verdict] = {}
        self.plans: dict[int, Today] = {}
        self.encounters: Mapping[int, Encounter] | None = None
        self.interviews: Mapping[int, list[Interview]] | None = None
        self.at_company: Mapping[int, tuple[int, ...]] | None = None

    def forget(self, kind: type[Record], contacts: Iterable[int]) -> None:
        """Drops what a change of a record of that kind, concerning these contacts, may have made untrue."""
        self.plans.clear()
        for contact in contacts:
            self.verdicts.pop(contact, None)
            if kind is Interaction:
                self.touches.pop(contact, None)
        if kind is Interview:
            self.encounters = None
            self.interviews = None
        if kind is Contact:
            self.at_company = None
