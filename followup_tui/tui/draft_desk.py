"""Drafts while they are being written: in memory at once, on disk within a second, never two writes out of order."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from followup_tui.model.records import Draft
from followup_tui.opening import StoreError

if TYPE_CHECKING:
    from followup_tui.opening import DraftShelf


class DraftDesk:
    """The drafts of the shelf, held in memory; `saved` is called after each write, with a sentence when it failed."""

    def __init__(self, shelf: "DraftShelf", drafts: list[Draft], saved: Callable[[str], Any]) -> None:
        self._shelf = shelf
        self._drafts = {draft.contact: draft for draft in drafts}
        self._saved = saved
        self._waiting: dict[int, Draft | None] = {}
        self._unbinned: dict[int, Draft] = {}
        """Texts that were discarded before they were on disk: the bin gets them too."""
        self._brought_back: set[int] = set()
        self._writing = asyncio.Lock()
        self.trouble = ""
        """Why the last write failed; empty when it did not."""

    @property
    def contacts(self) -> tuple[int, ...]:
        """Whom there are drafts to."""
        return tuple(self._drafts)

    @property
    def is_clean(self) -> bool:
        """Whether everything is on disk."""
        return not self._waiting and not self._writing.locked()

    @property
    def unwritten(self) -> tuple[Draft, ...]:
        """The drafts that are not on disk."""
        return (*(draft for draft in self._waiting.values() if draft is not None), *self._unbinned.values())

    def get(self, contact: int) -> Draft | None:
        """The draft to a contact."""
        return self._drafts.get(contact)

    def put(self, draft: Draft) -> None:
        """Keeps a draft; `write` brings it to disk."""
        self._drafts[draft.contact] = draft
        self._waiting[draft.contact] = draft

    def bring_back(self, draft: Draft) -> None:
        """Keeps a draft that was discarded; its copy in the bin goes when `write` comes to it."""
        self._brought_back.add(draft.contact)
        self.put(draft)

    def discard(self, contact: int) -> None:
        """Puts a draft into the bin; `write` does so on disk."""
        if self._drafts.pop(contact, None) or contact in self._waiting:
            unwritten = self._waiting.get(contact)
            if unwritten is not None:
                self._unbinned[contact] = unwritten
            self._waiting[contact] = None

    async def forget(self, contact: int) -> Draft | None:
        """Lets go of the draft to a contact, without a trace in the bin; gives it. A write under way ends first."""
        async with self._writing:
            self._waiting.pop(contact, None)
            self._brought_back.discard(contact)
            return self._drafts.pop(contact, None)

    async def write(self) -> None:
        """Brings to disk what waits, in order; the loop goes on meanwhile."""
        async with self._writing:
            while self._waiting:
                contact, draft = next(iter(self._waiting.items()))
                trouble = self.trouble = await asyncio.to_thread(self._write_one, contact, draft)
                if not trouble and self._waiting.get(contact, draft) is draft:
                    self._waiting.pop(contact, None)
                self._saved(trouble)
                if trouble:
                    return

    def write_now(self) -> str:
        """Brings to disk what waits, when no loop runs any more; gives the sentence why it failed, else nothing."""
        for contact, draft in list(self._waiting.items()):
            trouble = self._write_one(contact, draft)
            if trouble:
                return trouble
            del self._waiting[contact]
        return ""

    def _write_one(self, contact: int, draft: Draft | None) -> str:
        try:
            if contact in self._unbinned:
                self._shelf.put(self._unbinned[contact])
                self._shelf.discard(contact)
                del self._unbinned[contact]
            if draft is None:
                self._shelf.discard(contact)
            else:
                if contact in self._brought_back:
                    self._empty_bin_of(draft)
                self._shelf.put(draft)
        except (StoreError, OSError, ValueError) as error:
            return str(error)
        return ""

    def _empty_bin_of(self, draft: Draft) -> None:
        """Takes the copy out of the bin; another text that was discarded there goes back."""
        self._brought_back.discard(draft.contact)
        with suppress(StoreError):  # there is a draft in its place already: the bin stays as it is
            binned = self._shelf.restore(draft.contact)
            if binned is not None and binned.body != draft.body:
                self._shelf.discard(draft.contact)
