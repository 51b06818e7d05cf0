"""Files a person may mean: paths as they are typed, pasted or dropped into a terminal, and likely ones."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

MOST_ENTRIES: Final = 5000
"""Names read of one folder: a folder of more is not looked through while somebody waits."""
MOST_FOUND: Final = 9
_PLACES: Final = ("Downloads", "Desktop", "")
_CONNECTIONS: Final = re.compile(r"connections(?:[ _-]?\(?\d+\)?)?\.csv", re.IGNORECASE)
_EXPORT: Final = re.compile(r".*linkedindataexport.*\.zip", re.IGNORECASE)


class Found(NamedTuple):
    """A file that may be imported, and what it seems to be."""

    path: Path
    what: str


def likely_files(home: Path) -> tuple[Found, ...]:
    """Files under `home` whose names say that people are in them; only names are looked at, nothing is opened.

    LinkedIn's list and export keep their names (``Connections.csv``, ``Basic_LinkedInDataExport_...zip``); any
    ``.vcf`` is a vCard file. Looked for in Downloads, on the Desktop and in the home folder itself, at most nine.
    """
    found = (
        Found(path, what)
        for place in _PLACES
        for path in sorted(_names(home / place), key=lambda path: path.name.casefold())
        if (what := _kind(path.name))
    )
    return tuple(found)[:MOST_FOUND]


def typed_path(text: str, home: Path) -> Path | None:
    """The path that `text` means, or None for no text.

    Understands ``~``, quotes around it, blanks escaped by backslashes and ``file://`` addresses, which is what
    terminals and file managers paste when a file is dropped.
    """
    text = text.strip()
    if not text:
        return None
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif text[0] in "'\"" or ("\\" in text and os.sep == "/"):
        text = _unquoted(text)
    if text == "~" or text.startswith(("~/", "~\\")):
        return home / text[2:]
    return Path(text)


def completed(text: str, home: Path) -> tuple[str, tuple[str, ...]]:
    """`text` completed as far as the names on disk agree, and the names it could go on with.

    A folder ends with a slash. Hidden names are offered when a dot was typed.
    """
    path = typed_path(text, home)
    if path is None or text.strip() == "~":
        return "~/", ()
    whole = text.strip().endswith(("/", "\\")) or path == home
    folder, begun = (path, "") if whole else (path.parent, path.name)
    names = sorted(_continuations(folder, begun))
    if not names:
        return text, ()
    rest = names[0][: min(_alike(names[0], name) for name in names)]
    return _written(folder / rest if rest else folder, home) + ("/" if rest.endswith("/") else ""), tuple(names)


def short_path(path: Path, home: Path) -> str:
    """The path with ``~`` for the home folder."""
    return _written(path, home)


def _kind(name: str) -> str:
    if _CONNECTIONS.fullmatch(name):
        return "LinkedIn connections"
    if _EXPORT.fullmatch(name):
        return "LinkedIn export"
    if name.lower().endswith(".vcf") and not name.startswith("."):
        return "vCards"
    return ""


def _names(folder: Path) -> Iterator[Path]:
    for entry in _entries(folder):
        try:
            if entry.is_file():
                yield folder / entry.name
        except OSError:
            continue


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing when it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry for _, entry in zip(range(MOST_ENTRIES), entries, strict=False)]
    except OSError:
        return []


def _continuations(folder: Path, begun: str) -> Iterator[str]:
    wanted = begun.casefold()
    for entry in _entries(folder):
        if entry.name.casefold().startswith(wanted) and (begun or not entry.name.startswith(".")):
            try:
                yield entry.name + ("/" if entry.is_dir() else "")
            except OSError:
                yield entry.name


def _alike(one: str, other: str) -> int:
    """How many letters two names begin with alike, whatever their case."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a.casefold() != b.casefold()), min(len(one), len(other)))


def _unquoted(text: str) -> str:
    try:
        parts = shlex.split(text)
    except ValueError:  # one quote is missing: the rest is still on its way
        return text.strip("'\"")
    return " ".join(parts)


def _written(path: Path, home: Path) -> str:
    try:
        inside = path.relative_to(home)
    except ValueError:
        return str(path)
    return "~/" + ("" if str(inside) == "." else str(inside))
