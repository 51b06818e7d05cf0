"""What was typed into a form and not saved: one small file a form, so that it survives leaving and a crash."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock

import msgspec

from followup_tui.store.atomic import own_folder, replace_file
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.errors import ReadOnly, not_saved

_DECODER = msgspec.json.Decoder(dict[str, str])


class UnfinishedForms:
    """The texts of forms by the id of the record they are about, 0 for a new one. Thread-safe."""

    def __init__(self, folder: Path, disk: Disk = DISK, *, why_not: Callable[[], str] = lambda: "") -> None:
        """While `why_not` gives a sentence, nothing is written, as with drafts."""
        self._folder = folder
        self._disk = disk
        self._lock = Lock()
        self._why_not = why_not

    def all(self) -> dict[int, dict[str, str]]:
        """What waits; a file that cannot be read is left where it is and not counted."""
        found = {}
        with self._lock:
            for path in self._folder.glob("*.json"):
                with suppress(OSError, msgspec.MsgspecError, ValueError):
                    found[int(path.stem)] = _DECODER.decode(path.read_bytes())
        return found

    def put(self, number: int, texts: Mapping[str, str]) -> None:
        """Keeps the texts of a form in place of its former ones; without any, takes those away.

        Raises:
            ReadOnly: nothing may be written beside this file.
            NotSaved: the disk said no.
        """
        if why_not := self._why_not():
            raise ReadOnly(why_not)
        path = self._folder / f"{number}.json"
        with self._lock:
            try:
                if texts:
                    own_folder(self._folder, self._disk)
                    replace_file(path, [msgspec.json.encode(texts)], self._disk)
                else:
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise not_saved(path, error) from error
