"""The history on disk: one line a change, appended and synced before the data file is replaced.

A line carries the rev that the data file has once the change is in it. After a crash between the two, the line's rev is
beyond the file's: readers ignore such lines and the next writer cuts them off.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

from followup_tui.store.atomic import Signature, private_open, replace_file, signature_from, signature_of
from followup_tui.store.disk import Disk
from followup_tui.store.entries import Entry, entry_of, line_of

SIZE_LIMIT = 20_000_000
"""Bytes. About 20,000 ordinary changes; an import of 30,000 people is one change of 4.5 MB."""
FEWEST = 1_000
"""Changes that are kept beyond that, so that large ones do not push the others out ..."""
MOST_BYTES = 200_000_000
"""... up to so many bytes."""
_KEPT_SHARE = 0.75
"""How much of the limit a shortened history fills, so that it is not shortened at every change."""


class HistoryFile:
    """The entries that are in the file, in order. Not thread-safe: its owner holds one lock over reads and writes."""

    def __init__(
        self, path: Path, disk: Disk, size_limit: int = SIZE_LIMIT, fewest: int = FEWEST, most_bytes: int = MOST_BYTES
    ) -> None:
        self._path = path
        self._disk = disk
        self._limit = size_limit
        self._fewest = fewest
        self._most_bytes = most_bytes
        self._signature: Signature | None = None
        self._read_at_rev = -1
        self._end = 0
        self.entries: list[Entry] = []
        self.unread = 0
        """Whole lines that were not understood when it was read from its beginning: a newer program's, or damaged."""

    def refresh(self, rev: int) -> bool:
        """Reads what is new, up to the file's `rev`. True when the entries are not the ones from before.

        Raises:
            OSError: it cannot be read.
        """
        signature = signature_of(self._path)
        if self._read_at_rev == rev and signature == self._signature:
            return False
        same_file = signature is not None and self._signature is not None and signature.inode == self._signature.inode
        grown = same_file and rev >= self._read_at_rev >= 0 and signature is not None and signature.size >= self._end
        if not grown:
            self.entries, self._end, self.unread = [], 0, 0
        found = self._read_from(self._end, rev) if signature else False
        self._signature, self._read_at_rev = signature, rev
        return found or not grown

    def _read_from(self, start: int, rev: int) -> bool:
        known = {entry.rev: entry for entry in self.entries}
        with self._path.open("rb") as handle:
            handle.seek(start)
            lines = handle.read().split(b"\n")
        ends = accumulate((len(line) + 1 for line in lines), initial=start)
        next(ends)
        found = False
        for line, end in zip(lines[:-1], ends, strict=False):
            entry = entry_of(line, known)
            if start == 0 and entry is None:
                self.unread += 1
            if entry is not None and entry.rev <= rev:
                self.entries.append(entry)
                self._end = end
                found = True
        return found

    def append(self, entries: Sequence[Entry]) -> list[bytes]:
        """Writes the lines of new entries after the last good one and syncs them. Gives the lines.

        They count once `confirm` is called; until then a later append overwrites them.

        Raises:
            OSError: they are not safely there.
        """
        lines = [line_of(entry) + b"\n" for entry in entries]
        if self._end + sum(map(len, lines)) > self._limit and self.entries:
            self._shorten(sum(map(len, lines)))
        made = not self._path.exists()
        descriptor = private_open(self._path, os.O_RDWR)
        try:
            os.ftruncate(descriptor, self._end)
            os.lseek(descriptor, self._end, os.SEEK_SET)
            self._disk.write(descriptor, lines)
            self._disk.fsync(descriptor)
            self._signature = signature_from(os.fstat(descriptor))
        except OSError:
            with suppress(OSError):  # a large change that does not fit must not keep the disk full
                os.ftruncate(descriptor, self._end)
            raise
        finally:
            os.close(descriptor)
        if made:
            self._disk.fsync_folder(self._path.parent)
        return lines

    def confirm(self, entries: Sequence[Entry], lines: Sequence[bytes], rev: int) -> None:
        """The data file is at `rev` and holds these entries now, whose lines `append` gave."""
        for entry, line in zip(entries, lines, strict=True):
            entry.line = line[:-1]
            entry.pending_ops = ()
            self._end += len(line)
        self.entries.extend(entries)
        self._read_at_rev = rev

    def _shorten(self, coming: int) -> None:
        """Drops the oldest entries so that the newest fill three quarters of the limit; at least the fewest stay."""
        kept: list[Entry] = []
        size = coming
        for entry in reversed(self.entries):
            size += len(entry.line) + 1
            roomy = size <= self._limit * _KEPT_SHARE or (len(kept) < self._fewest and size <= self._most_bytes)
            if kept and not roomy:
                break
            kept.append(entry)
        few = len(self.entries) * _KEPT_SHARE < self._fewest and self._end + coming <= self._most_bytes
        if len(kept) == len(self.entries) or (few and size > self._limit * _KEPT_SHARE):
            return  # to write large changes anew for every one that is dropped would cost more than they do
        kept.reverse()
        chunks = [entry.line + b"\n" for entry in kept]
        self._signature = replace_file(self._path, chunks, self._disk, locked=True)
        self.entries, self._end = kept, sum(map(len, chunks))
