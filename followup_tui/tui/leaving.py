"""How the app ends: only when everything is on disk, or is kept elsewhere and said so; and then without fail."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from followup_tui.opening import StoreError
from followup_tui.today_snapshot import stamp_of, write_snapshots
from followup_tui.tui.first_frames import frames_ahead
from followup_tui.tui.interviewing import Interviewing
from followup_tui.tui.keeping import Keeping

if TYPE_CHECKING:
    from followup_tui.opening import Store
    from followup_tui.tui.draft_desk import DraftDesk
    from followup_tui.tui.typed_forms import TypedForms

CLOSE_SECONDS = 10.0
"""How long leaving waits for the disk before it says that something is not saved."""


class Leaving(Keeping, Interviewing):
    """The part of the app that ends it."""

    _warned = False
    _book_is_closed = False

    def leave(self) -> None:
        """Quits when everything is on disk."""
        self._leave()

    async def action_quit(self) -> None:
        """Quits as ``Q`` does; Textual binds ctrl+q to this."""
        self.leave()

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _leave(self) -> None:
        if self.book is None:
            self.exit(0)
            return
        self.takes_keys = kept = False
        try:
            kept = await self._drafts_are_kept() and await self._changes_are_kept(self.book.store)
        finally:
            self.takes_keys = not kept
        if kept:
            await asyncio.to_thread(self._close_book)
            self.exit(0)

    async def _drafts_are_kept(self) -> bool:
        """Brings the drafts to disk. Where that fails it says so and stays; the second time it puts the texts aside."""
        screen = self.review_screen
        if screen.desk_or_none is None:
            return True
        screen.leave_message()
        await screen.desk.write()
        trouble = "" if self.typed is None else await asyncio.to_thread(self.typed.write)
        if self.typed is not None and trouble:
            self._put_typed_aside(self.typed)
        if screen.desk.is_clean:
            self._warned = False
            return True
        if self._warned:
            return self._may_go(self._put_drafts_aside(screen.desk))
        self._warned = True
        return self._may_go(f"{screen.desk.trouble} Quit again to leave; the text is put aside then.")

    def _may_go(self, problem: str) -> bool:
        """Whether there is no problem; says it otherwise."""
        if problem:
            self.review_screen.say(problem, problem=True)
        return not problem

    def _put_drafts_aside(self, desk: "DraftDesk") -> str:
        """Writes the texts of drafts that could not be kept to files of their own; says why when that fails too."""
        from followup_tui.tui.editor import private_file

        for draft in desk.unwritten:
            contact = self.book.contacts.get(draft.contact) if self.book else None
            try:
                place = private_file("\n\n".join(filter(None, (draft.subject, draft.body))), ".md")
            except OSError as error:
                return (
                    f"The draft cannot be put aside either: {error.strerror or error}. It is here while this is open."
                )
            self._add_failure(f"The draft to {contact.name if contact else 'nobody'} is not saved; it is in {place}.")
        return ""

    def _put_typed_aside(self, typed: "TypedForms") -> None:
        """Writes what was typed into a form, and could not be kept, to a file of its own."""
        from followup_tui.tui.editor import private_file

        for texts in typed.unwritten:
            try:
                place = private_file("".join(f"{name}: {text}\n" for name, text in texts.items() if text), ".txt")
            except OSError as error:
                self._add_failure(f"What you typed into a form could not be put aside: {error.strerror or error}.")
            else:
                self._add_failure(f"What you typed into a form is not saved; it is in {place}.")

    async def _changes_are_kept(self, store: "Store") -> bool:
        if not store.saved:
            self.review_screen.note_saving("saving…")
        seconds = 0 if store.newer else CLOSE_SECONDS  # nothing will get into a newer program's file
        return await asyncio.to_thread(store.flush, seconds) or self._may_go(self._put_elsewhere(store))

    def _close_book(self) -> None:
        """Ends the book, and keeps the first frames for the next start. Everything is saved by now: what goes wrong
        here costs the next start some time, and must not keep anybody from leaving."""
        review = self.review_screen.review
        with suppress(Exception):
            review.book.close(
                CLOSE_SECONDS if review.book.store.saved else 0
            )  # what is not saved lies elsewhere by now
            self._book_is_closed = True
        with suppress(Exception):
            if review.book.newer:
                return
            write_snapshots(self.path, stamp_of(self.path, self.settings), frames_ahead(review))

    def action_quit_at_once(self) -> None:
        """Leaves while the file is still being read."""
        self.exit(0)

    def save_whatever_happened(self) -> None:
        """Brings to disk what waits, when the app is gone: also after an error, which gave nobody the time to."""
        if self.book is None or self._book_is_closed:
            return
        store, desk = self.book.store, self.review_screen.desk_or_none
        if self.typed is not None and self.typed.write():
            self._put_typed_aside(self.typed)
        if desk is not None and desk.write_now():
            self._add_failure(self._put_drafts_aside(desk))
        if not store.flush(CLOSE_SECONDS):
            self._add_failure(self._put_elsewhere(store))
        store.close(0)

    def _put_elsewhere(self, store: "Store") -> str:
        """Writes what could not be saved beside the person's home; says why when that fails too."""
        moment = self.clock.now().strftime("%Y%m%d-%H%M%S")
        place = Path.home() / f"{self.path.name}.unsaved-{moment}"
        try:
            store.save_elsewhere(place)
        except StoreError as error:
            return f"{error} Nothing is lost while the app is open."
        self._add_failure(f"{store.trouble} Everything was written to {place} instead.")
        return ""

    def _add_failure(self, sentence: str) -> None:
        self.failure = f"{self.failure} {sentence}".strip()
