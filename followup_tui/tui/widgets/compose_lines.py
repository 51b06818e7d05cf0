"""The lines around the text of a message: subject's label, rule, advice and foot."""

from collections.abc import Iterable
from typing import Literal

from textual.message import Message

from followup_tui.tui.text import cells, fit, one_line
from followup_tui.tui.widgets.one_line import OneLine, Spot

State = Literal["shown", "ready", "writing"]
"""``shown``: the focus is elsewhere. ``ready``: the pane has it, single keys act. ``writing``: keys are text."""

_STATE_NAMES: dict[State, str] = {"shown": "", "ready": "-- READY --", "writing": "-- WRITING --"}


class SubjectLabel(OneLine):
    """What the line beside it is."""

    DEFAULT_CSS = """
    SubjectLabel { width: 10; }
    """

    def spots(self, width: int) -> Iterable[Spot]:
        """The word."""
        yield Spot(" Subject: ", "quiet")


class SoftRule(OneLine):
    """The soft line between the suggestions and the text."""

    def spots(self, width: int) -> Iterable[Spot]:
        """A dotted rule."""
        yield Spot(self.glyphs.soft_rule * width, "line--rule")


class Foot(OneLine):
    """The state, how long the text is, and what is still to be done."""

    state: State = "shown"
    counts: str = ""
    blanks: str = ""
    too_long: bool = False

    def show(self, state: State, counts: str, blanks: str, *, too_long: bool = False) -> None:
        """Show another state, or other counts; one that is `too_long` stands out."""
        if (state, counts, blanks, too_long) != (self.state, self.counts, self.blanks, self.too_long):
            self.state, self.counts, self.blanks, self.too_long = state, counts, blanks, too_long
            self.redraw()

    def spots(self, width: int) -> Iterable[Spot]:
        """State left, counts right."""
        left, separator = _STATE_NAMES[self.state], f" {self.glyphs.dot} " if self.blanks and self.counts else ""
        blanks = one_line(self.blanks)
        counts = self.counts + separator
        if cells(left) + cells(counts) + cells(blanks) + 3 > width:
            counts = ""
        yield Spot(f" {left}", "strong")
        room = max(width - cells(left) - cells(counts) - 2, 0)
        yield Spot(" " * max(room - cells(blanks), 0))
        yield Spot(counts, "late" if self.too_long else "quiet")
        yield Spot(fit(blanks, min(cells(blanks), room), ellipsis=self.glyphs.ellipsis), "late" if self.blanks else "")


class AdviceLine(OneLine):
    """One of the things there are to look at in the text, and beside it what was given and asked so far."""

    class Clicked(Message):
        """The person wants it mended."""

    text: str = ""
    beside: str = ""

    def show(self, text: str, beside: str = "") -> None:
        """Show a sentence, and `beside` it what fits. It takes no room without either."""
        if (text, beside) != (self.text, self.beside):
            self.text, self.beside = text, beside
            self.display = bool(text or beside)
            self.redraw()

    def spots(self, width: int) -> Iterable[Spot]:
        """The sentence left, the rest right."""
        text, beside = one_line(self.text), one_line(self.beside)
        text = fit(text, min(cells(text), width - 2), ellipsis=self.glyphs.ellipsis)
        room = width - 2 - cells(text)
        if text and cells(beside) + 3 > room:
            beside = ""
        beside = fit(beside, min(cells(beside), room), ellipsis=self.glyphs.ellipsis)
        yield Spot(f" {text}", "late", "fix")
        yield Spot(" " * (room - cells(beside)))
        yield Spot(beside, "quiet")

    def clicked(self, target: str) -> None:
        """Mend it."""
        self.post_message(self.Clicked())
