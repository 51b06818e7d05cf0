"""A dialog that works in a thread: it shows how far that is, can be cancelled, and says what went wrong."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, TypeVar

from textual import work
from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from followup_tui.actions.outcome import Refused
from followup_tui.opening import StoreError
from followup_tui.safekeeping import Stopped, Tell
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.progress_line import ProgressLine

SHOWN_EVERY = 0.05
"""Seconds between two drawings of how far it is."""
R = TypeVar("R")
S = TypeVar("S", bound=str)
T = TypeVar("T")


class Told:
    """Passes on how far work is, as often as eyes can follow; stops it when nobody wants it any more."""

    def __init__(self, show: Callable[[str, int, int], object], is_stopped: Callable[[], bool]) -> None:
        self._show, self._is_stopped = show, is_stopped
        self._words, self._shown_at = "", 0.0

    def __call__(self, words: str, done: int = 0, total: int = 0, /) -> None:
        """Takes note of it.

        Raises:
            Stopped: nobody wants it.
        """
        if self._is_stopped():
            raise Stopped("Stopped; nothing was changed.")
        if words != self._words or monotonic() - self._shown_at >= SHOWN_EVERY:
            self._words, self._shown_at = words, monotonic()
            self._show(words, done, total)


class Working(Dialog[R]):
    """One piece of work at a time. What came too late, because the person cancelled or began another, is let go of."""

    class Progressed(Message):
        """The work has come so far."""

        def __init__(self, token: int, words: str, done: int, total: int) -> None:
            super().__init__()
            self.token, self.words, self.done, self.total = token, words, done, total

    class Ended(Message):
        """The work is done; `result` is what it gave."""

        def __init__(self, token: int, result: Any) -> None:
            super().__init__()
            self.token, self.result = token, result

    class Failed(Message):
        """The work could not be done, and why."""

        def __init__(self, token: int, error: Exception) -> None:
            super().__init__()
            self.token, self.error = token, error

    def __init__(self, title: str, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(title, glyphs=glyphs)
        self.progress = ProgressLine(glyphs=glyphs)
        self._token = 0
        self._then: Callable[[Any], None] = _nothing
        self._failed: Callable[[Exception], None] = _nothing

    def show_stage(self, stage: S, titles: Mapping[S, str], focus: Widget | None = None) -> None:
        """Shows a stage of those that `titles` names: its title, its hints, what the style sheet shows for the class of
        its name (``-ask``), and the keyboard in `focus`, or nowhere."""
        for one in titles:
            self.set_class(one == stage, f"-{one}")
        self.title_line.show(titles[stage])
        self.show_hints()
        if focus is not None:
            focus.focus()
        else:
            self.set_focus(None)

    def broke(self, error: str) -> str:
        """The sentence for an `error` that nobody thought of."""
        return f"That went wrong and was not done ({error})."

    def begin(
        self, words: str, job: Callable[[Tell], T], then: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Does `job` in a thread, then `then` with its result on the app's own thread, or `failed` with the error."""
        self._token += 1
        self._then, self._failed = then, failed
        self.progress.show(words)
        self._work(self._token, job)

    @property
    def token(self) -> int:
        """Which piece of work is under way: one more each time."""
        return self._token

    def cancel(self) -> None:
        """Lets go of the work: nothing that comes of it is heard any more."""
        self._token += 1
        self.workers.cancel_group(self, "work")

    @work(thread=True, group="work", exclusive=True, exit_on_error=False)
    def _work(self, token: int, job: Callable[[Tell], Any]) -> None:
        worker = get_current_worker()
        told = Told(lambda *far: self.post_message(self.Progressed(token, *far)), lambda: worker.is_cancelled)
        try:
            result = job(told)
        except (StoreError, Refused) as error:
            self._post(worker, self.Failed(token, error))
        else:
            self._post(worker, self.Ended(token, result))

    def _post(self, worker: Worker[None], message: Message) -> None:
        if not worker.is_cancelled:
            self.post_message(message)

    def on_working_progressed(self, event: Progressed) -> None:
        """Show how far it is."""
        event.stop()
        if event.token == self._token:
            self.progress.show(event.words, event.done, event.total)

    def on_working_ended(self, event: Ended) -> None:
        """Go on with what came of it."""
        event.stop()
        if event.token == self._token:
            self._then(event.result)

    def on_working_failed(self, event: Failed) -> None:
        """Go on without."""
        event.stop()
        if event.token == self._token:
            self._failed(event.error)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say it when it broke in a way nobody thought of; the app goes on."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and event.worker.group == "work":
            self._failed(StoreError(self.broke(f"{type(error).__name__}: {error}")))


def _nothing(_: object) -> None:
    """Nobody waits."""
