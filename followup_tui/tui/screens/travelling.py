"""The part of the review screen that goes back and forth: undo, redo, and what they bring back onto the screen."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property

from textual import on, work

from followup_tui.actions.travelling import Way
from followup_tui.model.settings import BadSettings
from followup_tui.opening import StoreError, Undone
from followup_tui.tui.review import concerned as concerned_by
from followup_tui.tui.screens.review_base import ReviewBase, changing
from followup_tui.tui.settings_steps import SettingsSteps
from followup_tui.tui.widgets.status_line import StatusLine


class Travelling(ReviewBase):
    """Changes taken back and done again; the cursor goes to whom they were about."""

    @changing
    def action_undo(self) -> None:
        """Takes back the last change, and goes to whom it concerned."""
        self._travel("undo")

    @changing
    def action_redo(self) -> None:
        """Does again what was undone last."""
        self._travel("redo")

    @on(StatusLine.UndoChosen)
    def _undo_clicked(self, event: StatusLine.UndoChosen) -> None:
        event.stop()
        self.action_undo()

    @cached_property
    def settings_steps(self) -> SettingsSteps:
        """The changes of the settings that can be taken back."""
        return SettingsSteps(self.followup.settings_path)

    def _travel(self, way: Way) -> None:
        steps = self.settings_steps
        if self.loaded is not None and (steps.turn.locked() or steps.reaches(way, self.book)):
            self._travel_settings(way)
            return
        try:
            self.travel(way)
        except StoreError as error:
            self.say(str(error), problem=True)

    @work(group="settings", exit_on_error=False)
    async def _travel_settings(self, way: Way) -> None:
        await self.travel_anywhere(way)

    async def in_turn(self, step: Callable[[], Awaitable[None]]) -> None:
        """Takes a step that concerns the settings after those before it, and to its end: what was written is known and
        can be undone, also when the dialog that asked for it was left meanwhile."""

        async def alone() -> None:
            async with self.settings_steps.turn:
                await step()

        await asyncio.shield(self.run_worker(alone(), group="settings", exit_on_error=False).wait())

    async def travel_anywhere(self, way: Way) -> None:
        """Takes the last change back, of the settings or the data, or does it again; says so, or why not."""
        await self.in_turn(lambda: self._travel_anywhere(way))

    async def _travel_anywhere(self, way: Way) -> None:
        steps = self.settings_steps
        try:
            if not steps.reaches(way, self.book):
                self.travel(way)
                return
            depth = self.book.store.depth()
            settings, said = await self.followup.in_thread(lambda: steps.travel(way, depth))
        except (StoreError, BadSettings) as error:
            self.say(str(error), problem=True)
            return
        self.followup.use_settings(settings)
        self.say(said)

    def travel(self, way: Way) -> str:
        """Takes the last change back, or does it again, and says so; gives what it says.

        Raises:
            StoreError: there is none, or it cannot be.
        """
        moved = self.book.undo() if way == "undo" else self.book.redo()
        change = moved.change
        before = dict(self.review.handled)

        def refused() -> None:
            self.book.refresh([op.key for op in change.ops])
            self.review.restore(concerned_by(change.ops), before)
            if change.command == "send":
                self.sent_taken_back(change.ops, way == "redo")

        self.watch_saving(moved.saving, refused)
        said = f"{'Undid' if way == 'undo' else 'Did again'}: {change.label}"
        if change.command == "send" and way == "undo":
            said = f"{said} · not sent: the draft is back"
        self.say(said)  # before drawing, which has more to say when a draft lost its person
        self.travelled([change], undone=way == "undo")
        return said

    def travelled(self, changes: Sequence[Undone], *, undone: bool) -> None:
        """Puts back into the queue, and onto the desk, what changes that were undone (or done again) were about."""
        select = None
        for change in changes:
            concerned = self.review.unhandle(change.ops)
            select = concerned or select
            if not undone and concerned and change.command not in {"add", "edit", "import", "unarchive", "resume"}:
                self.review.handled.setdefault(concerned, "")
            if change.command == "send":
                self.sent_taken_back(change.ops, undone)
            elif change.command == "decline":
                self.decline_taken_back(change.ops, undone)
        self.redraw(select)

    def started_anew(self) -> None:
        """Draws a network of which anything may be another now, as after a restore."""
        self.review.restart()
        self.redraw(self.current)

    def step_refused(self, change: Undone, why: str) -> None:
        """Draws what is in the network again after a step back that was refused late, and says why."""
        self.book.refresh([op.key for op in change.ops])
        self.changed_outside()
        self.say(why, problem=True)
