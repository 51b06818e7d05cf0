"""The formats that the network is written out in. A further one is a module with such a class, and its line here."""

from typing import Protocol

from followup_tui.exchange.calendar import PlanCalendar, PromiseCalendar
from followup_tui.exchange.outgoing import Outgoing, Written


class ExportFormat(Protocol):
    """A kind of file that people, or the plan, can be written to."""

    @property
    def name(self) -> str:
        """What the command line calls it."""

    @property
    def about(self) -> str:
        """What it has of the network, for the help."""

    def write(self, network: Outgoing, former: bytes = b"") -> Written:
        """The export as bytes, the same for the same network on the same day.

        `former` is what lies in its place, for a format that tells what is no longer so.

        Raises:
            Foreign: that is no earlier export of this kind.
        """


EXPORTS: tuple[ExportFormat, ...] = (PlanCalendar(), PromiseCalendar())


def export_named(name: str) -> ExportFormat:
    """The format of that name.

    Raises:
        KeyError: there is none.
    """
    return {one.name: one for one in EXPORTS}[name]
