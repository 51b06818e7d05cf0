"""Drafts while they are being written: in memory at once, on disk within a second, never two writes out of order."""

import asyncio
from collections.abc import Callable
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
        self._writing = asyncio.Lock()

    @property
    def contacts(self) -> tuple[int, ...]:
        """Whom there are drafts to."""
        return tuple(self._drafts)

    @property
    def is_clean(self) -> bool:
        """Whether everything is on disk."""
        return not self._waiting and not self._writing.locked()

    def get(self, contact: int) -> Draft | None:
        """The draft to a contact."""
        return self._drafts.get(contact)

    def put(self, draft: Draft) -> None:
        """Keeps a draft; `write` brings it to disk."""
        self._drafts[draft.contact] = draft
        self._waiting[draft.contact] = draft

    def discard(self, contact: int) -> None:
        """Puts a draft into the bin; `write` does so on disk."""
        if self._drafts.pop(contact, None) or contact in self._waiting:
            self._waiting[contact] = None

    async def write(self) -> None:
        """Brings to disk what waits, in order; the loop goes on meanwhile."""
        async with self._writing:
            while self._waiting:
                contact, draft = next(iter(self._waiting.items()))
                trouble = await asyncio.to_thread(self._write_one, contact, draft)
                if self._waiting.get(contact, draft) is draft:
                    self._waiting.pop(contact, None)
                self._saved(trouble)
                if trouble:
                    return

    def _write_one(self, contact: int, draft: Draft | None) -> str:
        try:
            if draft is None:
                self._shelf.discard(contact)
            else:
                self._shelf.put(draft)
        except StoreError as error:
            return str(error)
        return ""
