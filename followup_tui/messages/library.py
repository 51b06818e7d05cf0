"""The templates there are: the built-in ones, and the person's own, which override them by name or add to them."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from followup_tui.messages.template_file import FILE_LIMIT, BadTemplate, parse_template
from followup_tui.model.template import Template

MOST_FILES = 1000


class Library(NamedTuple):
    """Templates in the order of their names, and what is wrong with those that could not be used."""

    templates: tuple[Template, ...]
    problems: tuple[BadTemplate, ...] = ()

    def get(self, name: str) -> Template | None:
        """The template of a name, None when there is none."""
        return next((one for one in self.templates if one.name == name), None)


def load(folder: Path | None = None) -> Library:
    """The built-in templates and those of a folder (``*.md``). A broken file is reported and changes nothing.

    Only headers are read here; what is wrong with a body shows when it is rendered or checked (`rendering.check`), as
    the template engine costs 90 ms to import.
    """
    found = {one.name: one for one in built_in()}
    problems: list[BadTemplate] = []
    own: dict[str, str] = {}
    for path in _files(folder, problems) if folder else ():
        try:
            template = parse_template(read_text(path), str(path))
        except BadTemplate as problem:
            problems.append(problem)
            continue
        if template.name in own:
            problems.append(BadTemplate(str(path), 1, f"{own[template.name]} has a template {template.name} already."))
            continue
        own[template.name] = path.name
        found[template.name] = template
    return Library(tuple(found[name] for name in sorted(found)), tuple(problems))


@cache
def built_in() -> tuple[Template, ...]:
    """The templates of the package."""
    folder = files("followup_tui.messages") / "templates"
    entries = sorted((one for one in folder.iterdir() if one.name.endswith(".md")), key=lambda one: one.name)
    return tuple(parse_template(one.read_text(encoding="utf-8"), one.name, built_in=True) for one in entries)


def _files(folder: Path, problems: list[BadTemplate]) -> Iterator[Path]:
    try:
        paths = sorted(folder.glob("*.md"))
    except OSError as error:
        problems.append(BadTemplate(str(folder), 1, f"the folder cannot be read: {error.strerror or error}."))
        return
    yield from (path for path in paths[:MOST_FILES] if not path.name.startswith("."))


def read_text(path: Path, most: int = FILE_LIMIT + 1) -> str:
    """The text of a template's file, or its beginning when it has more than `most` characters (-1: all of it).

    Raises:
        BadTemplate: it cannot be read.
    """
    if not path.is_file():  # a pipe would wait for ever
        raise BadTemplate(str(path), 1, "this is no file.")
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(most)
    except OSError as error:
        raise BadTemplate(str(path), 1, f"the file cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise BadTemplate(str(path), 1, "the file is not UTF-8 text.") from error
