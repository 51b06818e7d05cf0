"""A sentence under the tabs for as long as something holds: that the file can only be read."""

from textual import events
from textual.widgets import Static

from followup_tui.tui.text import one_line, wrap

MOST_LINES = 2
"""Lines that it takes; a smaller screen has the same in fewer words."""
_MARGIN = 2


class Notice(Static, can_focus=False):
    """One calm sentence, whole; no room is taken while there is none."""

    DEFAULT_CSS = """
    Notice {
        height: auto;
        padding: 0 1;
        color: $due;
        &.-empty { display: none; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, classes="-empty", markup=False)
        self._forms: tuple[str, ...] = ()
        self._width = 0

    @property
    def sentence(self) -> str:
        """The sentence in full, empty when there is none."""
        return next(iter(self._forms), "")

    def show(self, *forms: str) -> None:
        """Shows a sentence in the first of its forms that there is room for, else the last; an empty one hides it."""
        forms = tuple(one_line(form) for form in forms if form)
        if forms != self._forms:
            self._forms = forms
            self.set_class(not forms, "-empty")
            self._draw(self.screen.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Chooses anew when there is more or less room."""
        width = event.size.width + _MARGIN
        if width != self._width:
            self._draw(width)

    def _draw(self, width: int) -> None:
        self._width = width
        fitting = (form for form in self._forms if len(wrap(form, width - _MARGIN)) <= MOST_LINES)
        self.update(next(fitting, self._forms[-1] if self._forms else ""))
