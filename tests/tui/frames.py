"""What a test sees of a running app: its screen as text, and whether something has come true."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.app import App
from textual.pilot import Pilot

PATIENCE = 30.0
"""Seconds after which a test fails for what did not come; nothing is slower for them that does come."""
FIRST_STEP, LAST_STEP = 0.001, 0.02
"""Seconds between two looks: threads are often done at once, and looking often is work too."""
HOSTILE = (
    "Smith [/] Co",
    "[TODO] call",
    "Bob [work]",
    "50% [10%] off",
    "[$foo]v",
    "[@click=app.bell]hi[/]",
    "x [/foo] y",
    "tail\\",
    "tail\\[b]",
    "\x1b]2;title\x1b\\name",
    "\x1b]52;c;aGk=\x07name",
    "\x1b[31mred\x1b[0m",
    "\x9b31mred\x9d2;t\x9c",
    "bell\x07 back\x08 del\x7f nul\x00",
    "one\r\ntwo\x0bthree\u2028four\x85five",
    "\u202egnitirw\u202c \u2066isolate\u2069 \ufeff",
    "👨‍👩‍👧‍👦 family 🏳️‍🌈 👍🏽 ❤️ 1️⃣ 🇳🇴",
    "佐藤 美咲 김수현 王芳",
    "Zoë e\u0301 a" + "\u0301" * 500,
    "tab\there\tand\there",
    "محمد علي שלום",
    "",
    " ",
    "x" * 10_000,
    "佐" * 10_000,
    "\ud800 lone",
)
"""Names as they come from imports and pastes (TEXTUAL.md 5.10)."""


def frame(app: App[Any]) -> str:
    """The whole screen as text, lines without trailing spaces."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def wait_until(pilot: Pilot[Any], come_true: Callable[[], bool]) -> None:
    """Let the app work until it rests and something is true; fails when that does not come for a long time."""
    late, step = monotonic() + PATIENCE, FIRST_STEP
    while True:
        if not pilot.app._exit:
            await pilot.pause()  # what is true in the middle of a change is not what a person sees
        if come_true():
            return
        if monotonic() > late:
            raise AssertionError(f"This did not come true; the screen was:\n{frame(pilot.app)}")
        await asyncio.sleep(step)
        step = min(2 * step, LAST_STEP)


async def resize(pilot: Pilot[Any], width: int, height: int) -> None:
    """Give the app another size and wait until its widgets have it; Textual resizes on a timer."""
    await pilot.resize_terminal(width, height)
    await wait_until(pilot, lambda: all(child.size.width == width for child in pilot.app.screen.children))
    await pilot.pause()
