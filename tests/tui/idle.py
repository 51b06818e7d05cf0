"""When an app under test has done what it was asked, seen from its queues and not from the clock.

Textual's own `wait_for_idle` sleeps 20 ms at a time until the process used little of them: 60 ms a key, most of them
for nothing, and on a busy machine too few. What is looked at here is what there is to do.
"""

import asyncio
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
from textual._context import active_app
from textual.app import App
from textual.message_pump import MessagePump

LONGEST = 20.0
"""Seconds after which a test goes on with an app that is still at work; on a busy machine a second is little."""
STEP = 0.001
"""Seconds between two looks at an app that waits for something outside its loop."""

TURNS = 500
"""Turns of a loop that comes to no rest, as while something long goes on in it step by step."""


async def until_idle(min_sleep: float = 0, max_sleep: float = LONGEST) -> None:
    """Lets the app work until nothing is left to do: no message, no call and nothing to draw.

    Timers and threads are not waited for: whoever needs what they bring waits for that.

    Args:
        min_sleep: not used; Textual's own has it.
        max_sleep: seconds after which it is given up.
    """
    app = active_app.get()
    end = monotonic() + max_sleep
    while monotonic() < end:
        await _until_loop_rests()
        if _drawn(app):
            continue
        if not _is_at_work(app):
            return
        await asyncio.sleep(STEP)


def wait_without_clock(patch: pytest.MonkeyPatch) -> None:
    """Makes every Pilot wait for the app and not for the processor."""
    patch.setattr("textual.app.wait_for_idle", until_idle)
    patch.setattr("textual.pilot.wait_for_idle", until_idle)


async def _until_loop_rests() -> None:
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    for _ in range(TURNS):
        if not ready:
            return
        await asyncio.sleep(0)


def _drawn(app: App[Any]) -> bool:
    """Draws what is waiting for Textual's timer of 16 ms; whether there was anything."""
    if not app._screen_stack or app._batch_count or not app.screen._is_mounted:
        return False
    screen = app.screen
    waiting = (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._recompose_required,
               screen._dirty_widgets, screen._callbacks)  # fmt: skip
    if not any(waiting):
        return False
    screen._on_timer_update()
    return True


def _is_at_work(app: App[Any]) -> bool:
    """Whether a message is waiting or being handled, or a key is still being followed up."""
    following = getattr(app, "_under_way", False) and not app._exit
    return following or any(_is_handling(pump) for pump in _pumps(app))


def _is_handling(pump: MessagePump) -> bool:
    """Whether a pump is anywhere else than at its queue, waiting for a message."""
    return pump._running and not pump._closing and not pump._message_queue.ready_event._waiters


def _pumps(app: App[Any]) -> Iterator[MessagePump]:
    yield app
    for screen in app._screen_stack:
        yield from screen.walk_children(with_self=True)
