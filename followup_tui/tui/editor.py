"""The person's own editor: the app steps aside, the text goes out in a private file, and comes back as data."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from textual.app import SuspendNotSupported

from followup_tui.model.clean import clean_text

FALLBACKS: Final = ("nano", "vim", "vi")
"""Looked for when neither VISUAL nor EDITOR is set, the one that explains itself first."""


class Edited(NamedTuple):
    """What came back: the text, or None and a sentence that says why there is none."""

    text: str | None
    said: str = ""


class EditorLauncher(Protocol):
    """Lets the person edit a text outside the app."""

    def edit(self, text: str, suffix: str = ".md") -> Edited:
        """The text as it was edited; `suffix` tells the editor what it is."""


class Suspending(Protocol):
    """The part of an app that an editor needs: `suspend` gives it the terminal."""

    def suspend(self) -> AbstractContextManager[None]:
        """Gives the terminal away for the length of a ``with`` block.

        Raises:
            SuspendNotSupported: there is no terminal to give.
        """


class NoEditor(ValueError):
    """There is no editor to start; the message says what to set."""


def editor_command(
    environ: Mapping[str, str], which: Callable[[str], str | None] = shutil.which, windows: bool = os.name == "nt"
) -> tuple[str, ...]:
    """The editor's command: VISUAL, else EDITOR, else the first one that is installed (notepad on Windows).

    Raises:
        NoEditor: none is set or installed, or the setting cannot be read.
    """
    for name in ("VISUAL", "EDITOR"):
        if environ.get(name, "").strip():
            return _split(name, environ[name], windows)
    for program in ("notepad",) if windows else FALLBACKS:
        if which(program):
            return (program,)
    raise NoEditor("No editor was found; set EDITOR, like export EDITOR=nano.")


def _split(name: str, command: str, windows: bool) -> tuple[str, ...]:
    try:
        # On Windows a backslash belongs to the path.
        parts = [part.strip('"') for part in shlex.split(command, posix=False)] if windows else shlex.split(command)
    except ValueError as error:
        raise NoEditor(f"{name} cannot be read as a command ({error}); write it like export {name}=nano.") from error
    return tuple(parts)


class TerminalEditor:
    """Starts the person's editor in the app's terminal and waits for it."""

    def __init__(
        self,
        app: Suspending,
        environ: Mapping[str, str],
        *,
        run: Callable[[Sequence[str]], int] = subprocess.call,
        which: Callable[[str], str | None] = shutil.which,
    ) -> None:
        """An editor for `app` chosen by `environ`; `run` starts a command and gives its exit status."""
        self._app = app
        self._environ = environ
        self._run = run
        self._which = which

    def edit(self, text: str, suffix: str = ".md") -> Edited:
        """Edits `text` in a file that only this person can read, and takes the file away when all went well.

        When the editor failed, or what it left cannot be read, the file is kept and the sentence says where.
        """
        try:
            command = editor_command(self._environ, self._which)
        except NoEditor as error:
            return Edited(None, str(error))
        try:
            path = private_file(text, suffix)
        except OSError as error:
            return Edited(None, f"No file could be made for the editor: {error.strerror or error}.")
        edited = self._edit_file(command, path)
        if edited.text is not None:
            _remove(path)
            # Editors end the last line of a file; a text that had no such end gets none by that.
            if not text.endswith("\n"):
                edited = Edited(edited.text.removesuffix("\n"))
        return edited

    def _edit_file(self, command: Sequence[str], path: Path) -> Edited:
        try:
            with self._app.suspend():
                status = self._run([*command, str(path)])
        except SuspendNotSupported:
            _remove(path)
            return Edited(None, "No editor can be started from here; edit in the app, or start it in a terminal.")
        except OSError as error:
            _remove(path)
            return Edited(
                None, f"{command[0]} could not be started ({error.strerror or error}); set EDITOR to another."
            )
        if status != 0:
            return Edited(
                None, f"{command[0]} ended with an error ({status}); nothing was taken. Your text is in {path}."
            )
        return _read(command[0], path)


def private_file(text: str, suffix: str) -> Path:
    """A new file holding `text`, in a new folder, both readable by this person only.

    Raises:
        OSError: it could not be made.
    """
    folder = Path(tempfile.mkdtemp(prefix="followup-"))  # made with mode 0700
    path = folder / f"text{suffix}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _read(program: str, path: Path) -> Edited:
    try:
        return Edited(clean_text(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Edited(None, f"{program} left no text; nothing was taken.")
    except (OSError, UnicodeDecodeError):
        return Edited(None, f"What {program} left is no UTF-8 text; nothing was taken. It is in {path}.")


def _remove(path: Path) -> None:
    """Take the file and its folder away; what an editor left beside it (a backup, a lock) goes too."""
    shutil.rmtree(path.parent, ignore_errors=True)
