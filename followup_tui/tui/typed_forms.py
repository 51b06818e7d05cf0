"""What was typed into forms and not saved: in memory at once, on disk within a second."""

from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING

from followup_tui.opening import StoreError

if TYPE_CHECKING:
    from followup_tui.opening import UnfinishedForms


class TypedForms:
    """The texts by the id of the record that the form is about, 0 for a new one."""

    def __init__(self, kept: "UnfinishedForms") -> None:
        self._kept = kept
        self._texts: dict[int, dict[str, str]] = kept.all()
        self._waiting: set[int] = set()
        self._writing = Lock()

    def get(self, number: int) -> Mapping[str, str]:
        """What was typed; empty when nothing was."""
        return self._texts.get(number, {})

    def put(self, number: int, texts: Mapping[str, str]) -> None:
        """Keeps what is typed; `write` brings it to disk."""
        if texts != self.get(number):
            self._texts[number] = dict(texts)
            self._waiting.add(number)

    @property
    def unwritten(self) -> tuple[Mapping[str, str], ...]:
        """What is not on disk."""
        return tuple(self._texts[number] for number in self._waiting if self._texts[number])

    def write(self) -> str:
        """Brings to disk what waits, from any thread; gives the sentence why it failed, else nothing."""
        with self._writing:
            for number in tuple(self._waiting):
                self._waiting.discard(number)  # first: what is typed meanwhile waits again
                try:
                    self._kept.put(number, self._texts[number])
                except StoreError as error:
                    self._waiting.add(number)
                    return str(error)
        return ""
