"""The dialogs about the safety of the file.

Each is imported when it is asked for, as the start needs none of them.
"""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from followup_tui.tui.asking import Asking
from followup_tui.tui.key_names import key_label

if TYPE_CHECKING:
    from followup_tui.exported_file import Tell
    from followup_tui.model.records import Contact


class NetworkChanged(Message):
    """The network changed, by another program or by what was begun before: sent to the dialog that is open."""


class CopiesFound(Message):
    """Other machines' versions of the file lie beside it, and were not there before."""

    def __init__(self, copies: tuple[Path, ...]) -> None:
        super().__init__()
        self.copies = copies


class Keeping(Asking):
    """The part of the app that opens them, and that tells when the doctor has something to take in."""

    _copies: tuple[Path, ...] = ()
    _folder_seen = -1

    failure = ""
    """What is said on the terminal when the app is gone; empty when all is well."""

    def open_again(self) -> None:
        """Opens the file, which could not be opened before."""
        raise NotImplementedError

    def look_for_copies(self) -> None:
        """Looks whether a syncing program left another machine's version beside the file. For a worker: one `stat`, and
        a list of the folder when something in it changed."""
        from followup_tui.actions.conflict_copies import waiting_copies

        with suppress(OSError):
            changed = self.path.parent.stat().st_mtime_ns
            if changed != self._folder_seen:
                self._folder_seen = changed
                copies = waiting_copies(self.path)
                if set(copies) - set(self._copies):
                    self.post_message(CopiesFound(copies))
                self._copies = copies

    def on_copies_found(self, event: CopiesFound) -> None:
        """Says it in one line, with the key that takes them in."""
        from followup_tui.actions.conflict_copies import copies_notice

        pronoun = "it" if len(event.copies) == 1 else "them"
        key = key_label(self.keymap.command("doctor").keys[0])
        self.review_screen.say(f"{copies_notice(event.copies)}: {key} takes {pronoun} in")

    def open_history(self) -> None:
        """Shows every change, and goes back to before one."""
        from followup_tui.tui.screens.history import HistoryScreen
        from followup_tui.tui.travels import Travels

        if self.book is not None:
            self.push_screen(HistoryScreen(Travels(self.review_screen), glyphs=self.glyphs))

    def open_backups(self) -> None:
        """Shows the snapshots, and goes back to one or to a moment."""
        from followup_tui.tui.copies import Copies
        from followup_tui.tui.screens.backups import BackupsScreen

        if self.book is not None:
            self.push_screen(BackupsScreen(Copies(self.review_screen), glyphs=self.glyphs), self._say_done)

    def open_forget(self, contact: "Contact") -> None:
        """Forgets a contact for good, after asking."""
        from followup_tui.actions.forgetting import word_to_forget
        from followup_tui.tui.farewell import Farewell
        from followup_tui.tui.screens.forget import ForgetScreen

        leaver = Farewell(self.review_screen, contact)
        screen = ForgetScreen(leaver, contact.name, word_to_forget(contact), glyphs=self.glyphs)
        self.push_screen(screen, self._say_done)

    def open_doctor(self) -> None:
        """Examines the file, and repairs it."""
        from followup_tui.tui.patient import Patient
        from followup_tui.tui.screens.doctor import DoctorScreen

        if self.book is None:
            return
        screen = DoctorScreen(Patient(self.path, self.clock, self.book.store), glyphs=self.glyphs)
        self.push_screen(screen, lambda _: self._say_done(screen.sentence))

    def open_doctor_for_damage(self, sentence: str) -> None:
        """Examines a file that could not be opened, and opens it when it is repaired; leaves when it stays as it is."""
        from followup_tui.tui.patient import Patient
        from followup_tui.tui.screens.doctor import DoctorScreen

        def go_on(opens: bool | None) -> None:
            if opens:
                self.open_again()
            else:
                self.failure = sentence
                self.exit(1)

        self.push_screen(DoctorScreen(Patient(self.path, self.clock), refusal=sentence, glyphs=self.glyphs), go_on)

    def _say_done(self, sentence: str | None) -> None:
        if sentence:
            self.review_screen.say(sentence)

    def open_save_copy(self) -> None:
        """Asks where a copy of everything goes, and saves it there."""
        from followup_tui.safekeeping import save_copy
        from followup_tui.tui.screens.save_copy import SaveCopy

        if self.book is None:
            return
        store = self.book.store
        name = f"{self.path.stem}-{self.clock.now().astimezone():%Y%m%d-%H%M%S}.json"
        screen = SaveCopy(
            partial(save_copy, store), home=Path.home(), name=name, trouble=store.trouble, glyphs=self.glyphs
        )
        self.push_screen(screen, self._say_done)

    def open_export_calendar(self) -> None:
        """Asks where the plan goes as a calendar, and writes it there; an earlier one is brought up to date."""
        from followup_tui.actions.exporting import export_to
        from followup_tui.tui.screens.save_copy import SaveCopy, Saving

        if self.book is None:
            return
        book = self.book.rehearsal()  # it is read in a thread, while another program may change the network

        def save(target: Path, *, force: bool, tell: "Tell") -> int:
            return export_to(book, "ics", target, force=force, tell=tell).size

        what = Saving(
            "Export the calendar",
            "Writing the calendar",
            "Wrote the calendar",
            "Whom to write to on which day, and birthdays, for any calendar program; written again it is brought up "
            "to date.",
        )
        screen = SaveCopy(save, home=Path.home(), name=f"{self.path.stem}.ics", what=what, glyphs=self.glyphs)
        self.push_screen(screen, self._say_done)
