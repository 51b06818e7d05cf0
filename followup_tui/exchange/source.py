"""A file or folder a person handed over, and the limits on how much of it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from followup_tui.exchange.rows import BadImport

MOST_BYTES = 256 * 1024 * 1024
"""The largest file read: 30,000 people with long notes are under 30 MB; beyond this it is not an address book."""
HEAD_BYTES = 64 * 1024
"""How much of the beginning a format looks at."""


class SourceFile:
    """One file, read at most once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name

    @cached_property
    def head(self) -> bytes:
        """The beginning of the file.

        Raises:
            BadImport: it cannot be read, or is empty.
        """
        with _told(self.path), self.path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise BadImport(f"{self.name} is empty.")
        return head

    @cached_property
    def data(self) -> bytes:
        """All of it.

        Raises:
            BadImport: it cannot be read, is empty, or is too large to be what it should be.
        """
        with _told(self.path), self.path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise BadImport(f"{self.name} is larger than {MOST_BYTES // 2**20} MB; that is no list of people.")
        return data


class SourceFolder:
    """A folder with one card or more in each of its .vcf files, as address books on disk are kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name or str(path)

    def cards(self) -> Iterator[SourceFile]:
        """Its .vcf files by name, hidden ones left out."""
        with _told(self.path):
            paths = sorted(self.path.iterdir())
        for path in paths:
            if path.suffix.lower() == ".vcf" and not path.name.startswith(".") and path.is_file():
                yield SourceFile(path)


Source = SourceFile | SourceFolder


def source_at(path: Path) -> Source:
    """What is at `path`.

    Raises:
        BadImport: nothing is, or neither a file nor a folder.
    """
    with _told(path):
        if path.is_dir():
            return SourceFolder(path)
        if path.is_file():
            return SourceFile(path)
        if path.exists():
            raise BadImport(f"{path} is neither a file nor a folder.")
    raise BadImport(f"There is no file {path}.")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns an error of the system into the sentence that tells it."""
    try:
        yield
    except OSError as error:
        raise BadImport(f"{path} cannot be read: {error.strerror or error}.") from error
