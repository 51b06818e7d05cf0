"""What goes to stdout: one JSON document, or plain text with colour on a terminal only."""

import os
import shutil
import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

from followup_tui.model.clean import clean_line, clean_text


class HungUp(Exception):
    """The reader of our output went away, as ``head`` does."""


class Paper(NamedTuple):
    """What is written on: `width` in cells, None in a pipe, where nothing is cut; and whether there is colour."""

    width: int | None
    colour: bool

    def tinted(self, text: str, style: str) -> str:
        """`text` in a style (``red``, ``yellow``, ``bold``, ``dim``) where colour may be used."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour and style and text else text


_STYLES = {"red": "1;31", "yellow": "33", "bold": "1", "dim": "2"}


def paper() -> Paper:
    """What stdout is now: a terminal with its width, or something that programs read."""
    if not sys.stdout.isatty():
        return Paper(None, False)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Paper(shutil.get_terminal_size().columns, colour)


def say(*lines: str) -> None:
    """Prints lines that this program made up; text of the person's goes through `plain` or `block` first.

    Raises:
        HungUp: nobody reads any more.
    """
    _write("".join(f"{line}\n" for line in lines))


def plain(text: str) -> str:
    """Text of the person's for one line: a file edited by hand cannot send control codes."""
    return clean_line(text)


def block(text: str) -> str:
    """Text of the person's for several lines."""
    return clean_text(text).replace("\t", "    ")


def listed(words: Iterable[str]) -> str:
    """Words of the person's with commas between them."""
    return ", ".join(plain(word) for word in words)


def say_json(document: Any) -> None:
    """Prints one JSON document, indented on a terminal; it is UTF-8 whatever the locale.

    Raises:
        HungUp: nobody reads any more.
    """
    import msgspec  # loaded already wherever there is a record to print

    say_encoded(msgspec.json.encode(document))


def say_encoded(encoded: bytes) -> None:
    """Prints a JSON document that is encoded already, as `say_json` does.

    Raises:
        HungUp: nobody reads any more.
    """
    if sys.stdout.isatty():
        import msgspec

        encoded = msgspec.json.format(encoded, indent=2)
    say_bytes(encoded + b"\n")


def say_bytes(data: bytes) -> None:
    """Prints the bytes of a document, whatever the locale.

    Raises:
        HungUp: nobody reads any more.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise HungUp from error


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
    except BrokenPipeError as error:
        raise HungUp from error
