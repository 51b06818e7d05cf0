"""The person's own templates as files: read, checked, replaced whole or not at all, and put away instead of removed.

Beside the templates lie two folders that are never read for messages: ``unfinished`` holds what was written and cannot
be used yet, ``bin`` what was replaced or put away.
"""

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from followup_tui.messages.library import read_text
from followup_tui.messages.rendering import check
from followup_tui.messages.template_file import BadTemplate, parse_template
from followup_tui.model.template import NAME, Template

NAME_LIMIT = 60
UNFINISHED = "unfinished"
BIN = "bin"
_MOST_TRIES = 10_000
START = """+++
title = "{title}"
intent = "keep-warm"
subject = "Hello from {{{{ my_name }}}}"
# Facts without which it is never suggested: requires = ["company_now"]
# Blanks that only you can fill: asks = ["answer"], and {{{{ answer }}}} in the text.
optional = ["memory"]

[when]
kinds = ["check-in"]
+++
Hi {{{{ first_name }}}},

It was good to talk about {{{{ memory }}}}. How did that go on?

{{{{ sign_off }}}}
{{{{ my_name }}}}
"""
"""What a new template begins with."""


class BadName(ValueError):
    """What is no name for a template; the message says what one looks like."""


class Saved(NamedTuple):
    """Where a text lies now, and what is wrong with it; with problems it lies among the unfinished."""

    path: Path
    problems: tuple[BadTemplate, ...]


class OwnTemplates:
    """The folder of the person's own templates; it is made when the first one is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, name: str) -> Path:
        """The file of a template.

        Raises:
            BadName: it is no name; so no path leads out of the folder.
        """
        return self.folder / f"{checked_name(name)}.md"

    def unfinished(self) -> tuple[str, ...]:
        """The names of what was written and cannot be used yet."""
        found = sorted((self.folder / UNFINISHED).glob("*.md"))
        return tuple(path.stem for path in found if NAME.fullmatch(path.stem))

    def text_of(self, name: str, template: Template | None) -> str:
        """What to go on writing: the unfinished text of that name, else their own file, else the template's.

        Raises:
            BadName: it is no name.
            BadTemplate: the file cannot be read.
        """
        waiting = self.folder / UNFINISHED / f"{checked_name(name)}.md"
        for path in (waiting, self.path_of(name)):
            if path.is_file():
                return read_text(path, -1)
        return source_of(template) if template else START.format(title=name.replace("-", " ").capitalize())

    def keep(self, name: str, text: str) -> Saved:
        """Keeps a text as the template `name` when it can be used, else among the unfinished; never loses the former.

        Raises:
            BadName: it is no name.
            OSError: it cannot be written.
        """
        path = self.path_of(name)
        waiting = self.folder / UNFINISHED / path.name
        problems = problems_of(text, path.name)
        if problems:
            _write(waiting, text)
            return Saved(waiting, problems)
        former = _former(path)
        if former is not None and former != text:
            self._put_away(path)
        _write(path, text)
        waiting.unlink(missing_ok=True)
        return Saved(path, ())

    def put_away(self, template: Template) -> Path:
        """Moves a template of the person's own into the bin and says where it lies there.

        Raises:
            OSError: it cannot be moved.
        """
        return self._put_away(Path(template.file))

    def drop_unfinished(self, name: str) -> Path:
        """Moves an unfinished text into the bin.

        Raises:
            BadName: it is no name.
            OSError: it cannot be moved.
        """
        return self._put_away(self.folder / UNFINISHED / f"{checked_name(name)}.md")

    def _put_away(self, path: Path) -> Path:
        folder = self.folder / BIN
        _private(folder)
        place = next(one for one in _places(folder, path.stem) if not one.exists())
        path.replace(place)
        return place


def checked_name(name: str) -> str:
    """`name` itself, when a template can have it.

    Raises:
        BadName: it cannot.
    """
    if len(name) > NAME_LIMIT or not NAME.fullmatch(name):
        raise BadName(f'"{name[:NAME_LIMIT]}" is no name for a template; use small letters and hyphens: short-hi.')
    return name


def problems_of(text: str, file: str) -> tuple[BadTemplate, ...]:
    """What is wrong with the text of a template, header and texts; nothing when it can be used."""
    try:
        template = parse_template(text, file)
    except BadTemplate as problem:
        return (problem,)
    if template.name != Path(file).stem:
        return (BadTemplate(file, 1, f'its header says name = "{template.name}"; take that line out.'),)
    return check(template)


def source_of(template: Template) -> str:
    """The file of a template as it was written.

    Raises:
        BadTemplate: it cannot be read.
    """
    if template.built_in:
        return (files("followup_tui.messages") / "templates" / template.file).read_text(encoding="utf-8")
    return read_text(Path(template.file), -1)


def _former(path: Path) -> str | None:
    """What a file holds; an empty text when it cannot be read, so that it is put away and not replaced."""
    if not path.exists():
        return None
    try:
        return read_text(path, -1)
    except BadTemplate:
        return ""


def _places(folder: Path, stem: str) -> Iterator[Path]:
    yield folder / f"{stem}.md"
    yield from (folder / f"{stem}-{number}.md" for number in range(2, _MOST_TRIES))


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write(path: Path, text: str) -> None:
    """Replaces a file as a whole; only the owner can read it."""
    _private(path.parent)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text if text.endswith("\n") else f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
