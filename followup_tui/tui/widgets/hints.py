"""The footer: what can be done here, most important first; a hint is there whole or not at all."""

from collections.abc import Iterable

from textual.message import Message

from followup_tui.tui.keys import Hint
from followup_tui.tui.text import cells, one_line
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.one_line import OneLine, Spot

_BETWEEN = "  "


class Hints(OneLine):
    """One line of hints. A click on one runs it."""

    class Chosen(Message):
        """The person clicked on a hint; `command` is an id of the key registry."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(
        self,
        hints: Iterable[Hint] = (),
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._lead = ""
        self._hints = tuple(hints)

    def show(self, hints: Iterable[Hint], lead: str = "") -> None:
        """Show these hints, in this order; `lead` stands before them, like ``3 marked:``."""
        hints = tuple(hints)
        if (hints, lead) != (self._hints, self._lead):
            self._hints, self._lead = hints, lead
            self.redraw()

    def spots(self, width: int) -> Iterable[Spot]:
        """The hints that fit, each with its key."""
        yield Spot(" ")
        if self._lead:
            yield Spot(f"{self._lead}{_BETWEEN}", "strong")
        room = width - 1 - (cells(self._lead) + len(_BETWEEN) if self._lead else 0)
        for place, hint in enumerate(fitting_hints(self._hints, room)):
            if place:
                yield Spot(_BETWEEN)
            yield Spot(hint.keys, "line--key", hint.command)
            yield Spot(f" {hint.title}", "", hint.command)

    def clicked(self, target: str) -> None:
        """Ask for the command to be run."""
        self.post_message(self.Chosen(target))


def fitting_hints(hints: Iterable[Hint], width: int) -> tuple[Hint, ...]:
    """The hints that fit into `width` cells whole, in their order; the most important one is always there."""
    kept = list(hints)
    while len(kept) > 1 and _width(kept) > width:
        least = min(range(len(kept)), key=lambda index: (kept[index].priority, -index))
        del kept[least]
    return tuple(kept)


def _width(hints: list[Hint]) -> int:
    return sum(cells(one_line(hint.keys)) + 1 + cells(one_line(hint.title)) for hint in hints) + len(_BETWEEN) * (
        len(hints) - 1
    )
