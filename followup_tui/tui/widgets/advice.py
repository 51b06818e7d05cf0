"""What is to be looked at in a message: found once its text rests, shown one by one, mended by a key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from followup_tui.model.template import Limit
    from followup_tui.rules.lint import Finding, Place

NOT_MARKED = frozenset({"too-long"})
"""Found in so much of a text that marking it would only disturb."""


class Check(Protocol):
    """What a message is held against."""

    @property
    def limit(self) -> "Limit | None":
        """How long it may be."""

    @property
    def give_and_ask(self) -> str:
        """What was given and asked so far; known after the first look."""

    def findings(self, subject: str, body: str) -> "tuple[Finding, ...]":
        """What is to be looked at; a few milliseconds."""


class Spot(NamedTuple):
    """Where the cursor is: in the subject or in the body."""

    place: "Place"
    offset: int


class Advice:
    """The findings in a text, in the order one goes through them: blanks have a way of their own and are left out."""

    def __init__(self, found: "Sequence[Finding]" = ()) -> None:
        warnings = [one for one in found if one.level != "error"]
        self.findings = tuple(sorted(warnings, key=lambda one: (one.place != "subject", one.start, one.end)))
        self._visited = -1
        self._visited_at: Spot | None = None

    def at(self, cursor: Spot) -> int:
        """Which finding is at the cursor or comes after it; from the end on it begins again."""
        if cursor == self._visited_at:
            return self._visited
        behind = (cursor.place != "subject", cursor.offset)
        for number, one in enumerate(self.findings):
            if (one.place != "subject", max(one.end - 1, one.start)) >= behind:
                return number
        return 0

    def next(self, cursor: Spot) -> int:
        """Which finding comes now: the one at the cursor, or the one after it when the cursor was led there."""
        found = self.at(cursor)
        return (found + 1) % len(self.findings) if cursor == self._visited_at else found

    def visit(self, number: int, cursor: Spot) -> None:
        """Notes that the cursor was led to a finding."""
        self._visited, self._visited_at = number, cursor

    def sentence(self, cursor: Spot) -> str:
        """The finding at the cursor in a sentence, with which of how many it is; empty without any."""
        if not self.findings:
            return ""
        number = self.at(cursor)
        count = f"{number + 1} of {len(self.findings)}: " if len(self.findings) > 1 else ""
        return f"{count}{self.findings[number].sentence}"

    def spans(self) -> tuple[tuple[int, int], ...]:
        """What of the body to mark."""
        marked = (one for one in self.findings if one.place == "body" and one.kind not in NOT_MARKED)
        return tuple((one.start, one.end) for one in marked if one.end > one.start)
