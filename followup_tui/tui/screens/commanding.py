"""The part of the review screen that is about the app itself: which keys hold, menus of them, dialogs, leaving."""

from textual import on
from textual.screen import Screen

from followup_tui.tui.keys import INERT, Context, Hint
from followup_tui.tui.screens.key_menu import KeyMenu
from followup_tui.tui.screens.review_base import ReviewBase, changing
from followup_tui.tui.widgets.hints import Hints

_OTHERWISE_IN_TIMELINE = frozenset({"write", "edit", "archive"})
"""Commands whose keys are about the entry there."""


class Commanding(ReviewBase):
    """The keys that hold, and the commands that lead elsewhere."""

    # Keys

    def contexts(self) -> tuple[Context, ...]:
        """Which keys hold now."""
        if self.compose_pane.state == "writing":
            return ("writing",)
        if self.compose_pane.state == "ready":
            return ("ready", "app")
        return ("timeline" if self.timeline.has_focus else "list", "review", "app")

    def refresh_hints(self) -> None:
        """Draws the keys that hold here."""
        if self.prompt.is_open:
            self.hints.show((Hint("Enter", "take it", "", 100), Hint("Esc", "leave", "", 90)))
            return
        lead = f"{len(self.review.marks)} marked:" if self.loaded is not None and self.review.marks else ""
        hints = self.followup.keymap.hints(*self.contexts())
        if self.timeline.has_focus:
            hints = tuple(hint for hint in hints if hint.command not in _OTHERWISE_IN_TIMELINE)
        if self.loaded is not None and self.review.view == "companies":
            hints = self._hints_among_companies()
        if self.has_class("-done"):
            hints = self.followup.keymap.hints("app")
        if self.why_read_only:
            hints = tuple(hint for hint in hints if not self.followup.keymap.command(hint.command).changes)
        if self.loaded is not None and self.book.store.trouble and self.compose_pane.state != "writing":
            key = self.followup.keymap.command("save-copy").keys[0]
            hints = (Hint(key, "save elsewhere", "save-copy", 99), *hints)
        self.hints.show(hints, lead)

    def _hints_among_companies(self) -> tuple[Hint, ...]:
        """No person is under the cursor there."""
        everywhere = self.followup.keymap.hints("app")
        if self.timeline.has_focus:
            return (*self.followup.keymap.hints("timeline"), *everywhere)
        if self.current is None:
            return everywhere
        return (Hint("Enter", "people there", "write", 95), Hint("e", "edit", "edit", 85), *everywhere)

    @on(Hints.Chosen)
    def _hint_clicked(self, event: Hints.Chosen) -> None:
        event.stop()
        if event.command:
            self.followup.run_command(event.command)

    # Elsewhere

    def action_prefix(self, prefix: str) -> None:
        """Waits for the second key."""
        keymap = self.followup.keymap
        place: Context = "timeline" if self.timeline.has_focus else "list"

        def run(command: str | None) -> None:
            if command:
                self.followup.run_command(command)

        delay = self.followup.settings.screen.menu_after_ms
        self.app.push_screen(KeyMenu(prefix, keymap.menu(prefix, "app", "review", place), delay), run)

    def action_explain(self, key: str) -> None:
        """Says why a key of other programs does nothing here."""
        self.say(INERT[key])

    def action_help(self) -> None:
        """Shows the keys that hold here, and runs one."""
        from followup_tui.tui.screens.help import HelpScreen

        rows = self.followup.keymap.help_rows(*self.contexts())
        self._ask(HelpScreen(rows, self.reasons_against(), glyphs=self.followup.glyphs))

    def action_palette(self) -> None:
        """Finds a command, a person, a company or a view by name."""
        self.followup.open_palette(self.contexts())

    def action_private(self) -> None:
        """Shows only the initials of names, for sharing the screen; and names again."""
        hidden = self.followup.toggle_initials()
        self.say("Only initials are shown; R shows names again" if hidden else "Names are shown again")

    @changing
    def action_import(self) -> None:
        """Reads a file of contacts."""
        self.followup.open_import()

    @changing
    def action_add_interview(self) -> None:
        """Enters an interview, beginning with who is under the cursor."""
        self.followup.open_interview_form()

    @changing
    def action_edit_interview(self) -> None:
        """Changes an interview with the person or the company under the cursor."""
        company = self.current if self.loaded is not None and self.review.view == "companies" else None
        self.followup.choose_interview(self.contact.id if self.contact else 0, company or 0)

    @changing
    @changing
    def action_turn_down(self) -> None:
        """Guides through declining the offer of the person or the company under the cursor."""
        company = self.current if self.loaded is not None and self.review.view == "companies" else None
        self.followup.turn_down(self.contact.id if self.contact else 0, company or 0)

    def action_history(self) -> None:
        """Shows every change."""
        self.followup.open_history()

    def action_backups(self) -> None:
        """Shows the snapshots, and goes back to one or to a moment."""
        self.followup.open_backups()

    def action_doctor(self) -> None:
        """Examines the file."""
        self.followup.open_doctor()

    @changing
    def action_forget(self) -> None:
        """Forgets the person for good, after asking."""
        if self.contact is None:
            self.say("Nobody to forget here.", problem=True)
        else:
            self.followup.open_forget(self.contact)

    def action_save_copy(self) -> None:
        """Saves a copy of everything elsewhere."""
        self.followup.open_save_copy()

    def action_export_calendar(self) -> None:
        """Writes the plan as a calendar."""
        self.followup.open_export_calendar()

    def action_back(self) -> None:
        """Goes one level back: out of a zoom, a filter, a view; at the top it quits, as everything is saved."""
        if self.loaded is None:
            self.followup.leave()
        elif self.has_class("-zoomed"):
            self.remove_class("-zoomed", "-zoom-list", "-zoom-message")
        elif not self.people.has_focus and not self.has_class("-done"):
            self.people.focus()
        elif self.review.filters[self.review.view] or self.review.marks or self._in_group:
            self.back_to_all()
        elif self.review.view != "today":
            self.review.view = "today"
            self.redraw()
        else:
            self.followup.leave()

    @property
    def _in_group(self) -> bool:
        return self.review.group is not None and self.review.view == "all"

    def action_quit(self) -> None:
        """Quits from anywhere."""
        self.followup.leave()

    def reasons_against(self) -> dict[str, str]:
        """Which commands do not work now, and why."""
        reasons: dict[str, str] = {}
        if self.contact is None:
            for command in (
                "write",
                "send",
                "log",
                "snooze",
                "pause",
                "edit",
                "edit-file",
                "archive",
                "skip",
                "copy",
                "forget",
            ):
                reasons[command] = "Nobody is under the cursor."
        elif self.compose_pane.blanks:
            reasons["send"] = "A blank is left in the message."
        if reason := self.why_read_only:
            reasons |= {command.id: reason for command in self.followup.keymap.commands if command.changes}
        elif self.loaded is not None:
            undo, redo = self.book.store.depth()
            if not undo:
                reasons["undo"] = "There is nothing to undo."
            if not redo:
                reasons["redo"] = "There is nothing to do again."
        return reasons

    def _ask(self, screen: "Screen[str | None]") -> None:
        def run(command: str | None) -> None:
            if command:
                self.followup.run_command(command)

        self.app.push_screen(screen, run)
