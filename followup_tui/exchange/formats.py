"""The formats there are, and which of them a file is in: told by its content, not by its name."""

from typing import Protocol

from followup_tui.exchange.decoding import is_binary
from followup_tui.exchange.linkedin import LinkedIn
from followup_tui.exchange.rows import BadImport, Reading
from followup_tui.exchange.source import Source, SourceFolder
from followup_tui.exchange.vcard import VCard


class Format(Protocol):
    """A kind of file that people can be read from."""

    @property
    def name(self) -> str:
        """What the command line calls it; also the name of the source of the fields it fills."""

    def detects(self, head: bytes, name: str) -> bool:
        """Whether a file with this beginning and name is one of its kind."""

    def read(self, source: Source) -> Reading:
        """The rows of a source, read as they are asked for.

        Raises:
            BadImport: the source cannot be read as this kind.
        """


FORMATS: tuple[Format, ...] = (VCard(), LinkedIn())


def format_named(name: str) -> Format:
    """The format of a name that a person gave.

    Raises:
        BadImport: there is none.
    """
    for kind in FORMATS:
        if kind.name == name.strip().lower():
            return kind
    raise BadImport(f'There is no format "{name[:40]}"; there are {" and ".join(kind.name for kind in FORMATS)}.')


def detect(source: Source) -> Format:
    """The format that a source is in.

    Raises:
        BadImport: in none that can be read; the sentence says what was expected.
    """
    if isinstance(source, SourceFolder):
        if next(source.cards(), None) is None:
            raise BadImport(f"{source.name} is a folder without .vcf files; give a file, such as Connections.csv.")
        return format_named("vcard")
    for kind in FORMATS:
        if kind.detects(source.head, source.name):
            return kind
    raise BadImport(_unknown(source.head, source.name))


def _unknown(head: bytes, name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    if ending == "zip":
        return f"{name} is no .zip archive, or only a part of one; download it again."
    if is_binary(head):
        return f"{name} is no text file; give LinkedIn's Connections.csv or .zip, or a vCard file (.vcf)."
    if ending == "vcf":
        return f"{name} holds no vCard; each begins with a line BEGIN:VCARD."
    return (
        f'{name} has no header row with "First Name" and "Connected On", and no vCard; '
        "give LinkedIn's Connections.csv or .zip, or a vCard file (.vcf)."
    )
