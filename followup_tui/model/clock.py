"""The day that counts as today, and the moment that counts as now. Passed in everywhere, read nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime


def _system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """`as_of` pins today, as ``--as-of`` does; without it today follows the system's local day."""

    as_of: date | None = None
    now: Callable[[], datetime] = _system_now

    def today(self) -> date:
        """The civil day that counts as today."""
        return self.as_of or self.now().astimezone().date()
