"""A small list of the ways in which a message can leave for somebody, and why one is not possible here."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.widget import Widget

from followup_tui.model.words import Channel
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.choice_dialog import ChoiceDialog
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.row_list import Cell, Row, RowList, section

if TYPE_CHECKING:
    from followup_tui.actions.sending import Choice

_COLUMNS: Final = (Column("way", 36), Column("why not", 24, grow=True))
_NAMES: Final = {
    Channel.EMAIL: "e-mail",
    Channel.LINKEDIN: "LinkedIn",
    Channel.MESSAGE: "text message",
    Channel.CALL: "call",
}


class Chosen(NamedTuple):
    """The way that was chosen; with `only_channel` nothing leaves yet, the message is written for that channel."""

    choice: "Choice"
    only_channel: bool = False


class WayChoice(ChoiceDialog[Chosen | None]):
    """Chooses how a message leaves this once; ends with it, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("c", "only_channel", "Only this channel", show=False)]

    def __init__(
        self, name: str, choices: "Sequence[Choice]", channel: Channel, preference: str, *, glyphs: Glyphs = UNICODE
    ) -> None:
        """The cursor stands on the usual way of `channel`; `preference` is what to know of the person's own."""
        super().__init__(f"Another way to {name}", RowList(_COLUMNS, glyphs=glyphs), glyphs=glyphs)
        self._choices = tuple(choices)
        self._said = Said(f"{preference[:1].upper()}{preference[1:]}." if preference else "")
        self._list.set_rows(self._rows(), keep=self._start(channel))

    def body(self) -> Iterable[Widget]:
        """What they prefer, and the ways."""
        yield self._said
        yield from super().body()

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (
            Hint("Enter", "hand over", "take", 9),
            Hint("c", "only change the channel", "only_channel", 7),
            Hint("Esc", "close", "leave", 8),
        )

    def take(self, key: Hashable) -> None:
        """End with the way, when it is possible."""
        choice = self._way(key)
        if choice is not None and choice.why_not:
            self._said.say(f"{choice.title}: {choice.why_not}.", problem=True)
        elif choice is not None:
            self.dismiss(Chosen(choice))

    def action_only_channel(self) -> None:
        """End with the channel under the cursor; the message stays here, to be written for it."""
        choice = self._way(self._list.cursor_key)
        if choice is not None and choice.channel is Channel.CALL:
            self._said.say("A call has no text to write; Enter dials.", problem=True)
        elif choice is not None:
            self.dismiss(Chosen(choice, only_channel=True))

    def _way(self, key: Hashable) -> "Choice | None":
        return self._choices[key] if isinstance(key, int) else None

    def _start(self, channel: Channel) -> int:
        there = [place for place, one in enumerate(self._choices) if one.channel is channel]
        possible = [place for place in there if self._choices[place].is_possible]
        return (possible or there or [0])[0]

    def _rows(self) -> Iterable[Row]:
        heading = ""
        for place, one in enumerate(self._choices):
            name, first = _NAMES.get(one.channel, one.channel.value), self._first(one.channel)
            if heading != name:
                heading = name
                yield section(f"{name} to {first}" if first else name)
            title = f"{one.title} (usual)" if one.usual and one.channel is not Channel.CALL else one.title
            if one.address not in {first, ""}:
                title = f"{title}: {one.address}"
            yield Row(place, (Cell(title, "quiet" if one.why_not else ""), Cell(one.why_not, "quiet")))

    def _first(self, channel: Channel) -> str:
        return next((one.address for one in self._choices if one.channel is channel), "")
