"""A text of the person's in their own editor, in a file that nobody else can read."""

import os
import shlex
import subprocess
from pathlib import Path
from tempfile import mkdtemp

from followup_tui.actions.outcome import Refused

FALLBACK = "vi"
"""The editor that POSIX promises."""


def private_file(name: str, text: str) -> Path:
    """A new file with `text`, mode 0600 in a folder of its own with mode 0700.

    Raises:
        OSError: it cannot be written.
    """
    path = Path(mkdtemp(prefix="followup-")) / name
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    return path


def edited(path: Path) -> str:
    """Opens $VISUAL or $EDITOR on a file and gives the text as it is afterwards.

    Raises:
        Refused: the editor could not be started or ended with an error, or what it left is no text.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or FALLBACK
    try:
        done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603 - the person's own editor
    except (OSError, ValueError):
        throw_away(path)
        raise Refused(f'The editor "{command[:60]}" could not be started; set EDITOR to one that can.') from None
    if done.returncode:
        raise Refused(f"The editor ended with an error, so nothing was changed; its text is in {path}.")
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Refused("The editor removed the file, so nothing was changed.") from None
    except UnicodeDecodeError:
        raise Refused(f"The text is not UTF-8, so nothing was changed; it is in {path}.") from None


def throw_away(path: Path) -> None:
    """Removes a private file and its folder; what an editor left beside it (a backup) stays."""
    path.unlink(missing_ok=True)
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
