"""Which pictures there are, and the screen of each: the app on the sample network, at a fixed day and hour.

The app runs without a terminal, clipboard or other programs. Nothing of the person's is read: its folder is new, its
time stands still, and its drafts and history go with it.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

import tomlkit
from msgspec import to_builtins
from textual.widgets import TextArea

from followup_tui.messages.clipboard import Copied
from followup_tui.messages.opener import Ways
from followup_tui.model.clock import Clock
from followup_tui.samples import sample_network, sample_settings, write_network
from followup_tui.tui.app import FollowupApp
from followup_tui.tui.services import Services
from followup_tui.tui.theme import colour_setup
from tests.tui.frames import frame, wait_until

AS_OF = date(2026, 11, 23)
"""The day of the pictures, a Monday."""
HOUR = time(9, 20)


class Scene(NamedTuple):
    """A picture: its file name, columns and rows, the keys that lead to it, and a text that is there by then."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    shows: str
    theme: str = "followup-dark"


NEXT_VIEW = "right_square_bracket"
CALLED = ("l", *"called", "enter")
WROTE = ("l", *"emailed", "enter")
DAY = (*CALLED, "n", *CALLED, *WROTE, "n", "Y", "3", "Y", "Y", "Y", "Y")
"""A whole day: two calls, a promise put off, a reply, a promise put off, five messages sent as shown.

What is sent needs a message without blanks.
"""
SCENES = (
    Scene("today", (120, 36), ("j", "j"), "Priya wrote"),
    Scene("today-small", (80, 24), ("j", "j"), "Priya wrote"),
    Scene("today-large", (200, 50), ("j", "j"), "Priya wrote"),
    Scene("today-light", (120, 36), ("j", "j"), "Priya wrote", theme="followup-light"),
    Scene("compose", (120, 36), (*"jj", "enter", *"Gladly: send it over, and I will read it on Sunday."), "Sunday"),
    Scene("all", (120, 36), (NEXT_VIEW,), "[All 60]"),
    Scene("company", (120, 36), (NEXT_VIEW, NEXT_VIEW, *"jjjj"), "Fjordlys"),
    Scene("done", (80, 24), DAY, "Done for today"),
    Scene("looking", (120, 36), ("g", "l", *"a product role in Oslo", "enter", "j"), "[Looking]"),
    Scene("lineage", (80, 24), ("g", "o"), "What came of it"),
    Scene("insights", (120, 36), ("g", "i", "2", *"ll"), "week of"),
    Scene("insights-large", (200, 50), ("g", "i", "5", *"jj"), "19 times of 20", theme="followup-light"),
    Scene("plan", (120, 36), ("g", "w", "d", "j"), "1  Spread"),
)


class NothingThere:
    """A clipboard that takes every text and keeps none, and an opener that opens nothing and says that it did."""

    def copy(self, text: str) -> Copied:
        """Takes the text."""
        return Copied.YES

    def open(self, url: str) -> bool:
        """Takes the address."""
        return True

    def run(self, arguments: Sequence[str]) -> bool:
        """Takes the command."""
        return True


async def drawn(scene: Scene) -> str:
    """The SVG of a scene.

    Raises:
        AssertionError: the screen never showed what the scene is about; the message has the screen as it was.
    """
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder), scene)
        async with app.run_test(size=scene.size) as pilot:
            await wait_until(pilot, lambda: app.book is not None and app.screen is app.review_screen)
            for box in app.screen.query(TextArea):
                box.cursor_blink = False
            for key in scene.keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
            screen = app.review_screen
            await wait_until(pilot, lambda: screen._shown == (screen.review.view, screen.current))  # the panes follow
            await wait_until(pilot, lambda: not screen.compose_pane.is_unread)
            await wait_until(pilot, lambda: scene.shows in frame(app))
            await asyncio.to_thread(screen.book.store.flush, 5)
            await pilot.pause()
            return app.export_screenshot(title="followup")


def _app(folder: Path, scene: Scene) -> FollowupApp:
    file = folder / "followup.json"
    write_network(file, sample_network(AS_OF))
    outside = NothingThere()
    settings = sample_settings(AS_OF)
    (folder / "config.toml").write_text(tomlkit.dumps(to_builtins(settings)), encoding="utf-8")
    return FollowupApp(
        file,
        folder / "config.toml",
        Clock(AS_OF, lambda: datetime.combine(AS_OF, HOUR, UTC)),
        services=Services(lambda terminal: outside, lambda app: outside, Ways(("open",))),
        settings=settings,
        colours=colour_setup({}, scene.theme),
    )
