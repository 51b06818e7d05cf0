"""Imports run one way, as the design says; read from the sources, so that an import in a function counts too."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "followup_tui"
BOOK = frozenset(path.stem for path in PACKAGE.glob("*.py")) - {"__init__", "__main__"}
"""One layer: `book.py` with what it is made of, and `opening.py`, which opens one from two paths."""
PURE = frozenset({"model", "rules"})
"""What knows nothing of files and screens may be used from everywhere above it."""

ALLOWED: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "rules": frozenset({"model"}),
    "store": frozenset({"model"}),
    "messages": PURE,
    "exchange": frozenset({"model"}),
    "samples": PURE,
    **dict.fromkeys(BOOK, PURE | BOOK | {"store"}),
    "actions": PURE | BOOK | {"messages", "exchange"},
    "cli": PURE | BOOK | {"actions", "samples"},
    "tui": PURE | BOOK | {"actions", "samples"},
    "__main__": frozenset({"cli"}),
}
"""Which parts of the package a part may import, itself aside."""

OUTSIDE = {
    "tinydb": {"store"},
    "textual": {"tui"},
    "rich": {"tui", "exchange"},
    "plotext": {"exchange"},
    "textual_plotext": {"tui"},
    "click": {"cli"},
    "jinja2": {"messages"},
    "filelock": {"store"},
    "pyperclip": {"messages"},
    "icalendar": {"exchange"},
}
"""Which parts may import a library."""

WORLD = frozenset(
    [
        "os", "io", "pathlib", "tempfile", "shutil", "subprocess", "socket", "select", "threading", "asyncio",
        "logging", "sqlite3", "urllib", "http", "ssl", "time", "fcntl", "signal", "getpass", "platform", "platformdirs",
    ]
)  # fmt: skip
"""Modules through which a program touches the world; what is pure needs none of them."""
BEYOND_ARROWS = {("cli/opening_app.py", "tui")}
"""The command without a verb opens the app: the one way from the shell to the screens."""


def _sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _part(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """The full names of every module that a source imports, wherever in it."""
    return tuple(_found_imports(path))


def _found_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots; write the whole name"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "followup_tui")


def _parts_imported(path: Path) -> set[str]:
    return {
        name.split(".")[1] for name in _imports(path) if name.startswith("followup_tui.") and "." in name
    }  # fmt: skip


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_source_imports_only_what_its_layer_may(path: Path) -> None:
    part = _part(path)
    if part == "__init__":
        assert not _parts_imported(path)
        return
    name = path.relative_to(PACKAGE).as_posix()
    wrong = {one for one in _parts_imported(path) - {part} - ALLOWED[part] if (name, one) not in BEYOND_ARROWS}
    assert not wrong, f"{name} imports {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("library", OUTSIDE)
def test_a_library_is_imported_only_by_the_part_that_owns_it(library: str) -> None:
    users = {_part(path) for path in _sources() if any(name.split(".")[0] == library for name in _imports(path))}
    assert users <= OUTSIDE[library]


@pytest.mark.parametrize("part", ["model", "rules"])
def test_what_is_pure_touches_no_file_clock_or_process(part: str) -> None:
    for path in (PACKAGE / part).rglob("*.py"):
        used = {name.split(".")[0] for name in _imports(path)} & WORLD
        assert not used, f"{path.relative_to(PACKAGE)} imports {', '.join(sorted(used))}"


def test_every_part_of_the_package_has_its_arrows() -> None:
    assert {_part(path) for path in _sources()} - {"__init__"} <= ALLOWED.keys()
