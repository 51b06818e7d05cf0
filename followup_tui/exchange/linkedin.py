"""The format ``linkedin``: Connections.csv, or the data export .zip that holds it.

The archive's Positions.csv says whom its owner worked for; everybody else is the network this program is about.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath

from followup_tui.exchange.connections_csv import find_header, read_connections, read_employers
from followup_tui.exchange.decoding import decode, is_binary
from followup_tui.exchange.rows import BadImport, Reading, Row
from followup_tui.exchange.source import MOST_BYTES, Source, SourceFile, SourceFolder

ZIP_MAGIC = b"PK\x03\x04"
MOST_MEMBERS = 20_000
"""More files than this are in no export; the list of a crafted archive would take the memory."""
MOST_RATIO = 200
"""How many times smaller packing may have made a file: tables of people pack 3 to 20 times, a bomb a thousand times."""
_CONNECTIONS = re.compile(r"connections\d*\.csv")
_POSITIONS = re.compile(r"positions\d*\.csv")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What the zip module raises on archives that are cut off, encrypted or packed in ways it does not know."""


class LinkedIn:
    """Reads both forms; see `exchange.formats.Format`."""

    name = "linkedin"

    def detects(self, head: bytes, name: str) -> bool:
        """Whether a file begins like a list of connections, or like a .zip archive."""
        if head.startswith(ZIP_MAGIC):
            return True
        return not is_binary(head) and find_header(decode(head)) is not None

    def read(self, source: Source) -> Reading:
        """The people in it.

        Raises:
            BadImport: there is no list of connections in it.
        """
        if isinstance(source, SourceFolder):
            raise BadImport(f"{source.name} is a folder; give the file Connections.csv in it.")
        if source.head.startswith(ZIP_MAGIC):
            return _read_export(source)
        return read_connections(source.data, source.name)


def _read_export(source: SourceFile) -> Reading:
    try:
        with zipfile.ZipFile(source.path) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise BadImport(f"{source.name} holds {len(members):,} files; that is no export of LinkedIn.")
            lists = [_unpacked(archive, member, source.name) for member in members if _is(member, _CONNECTIONS)]
            jobs = [_unpacked(archive, member, source.name) for member in members if _is(member, _POSITIONS)]
    except BadImport:
        raise
    except _BROKEN as error:
        raise BadImport(f"{source.name} cannot be unpacked ({error}); download the export again.") from error
    if not lists:
        raise BadImport(f'{source.name} holds no Connections.csv; ask LinkedIn for an export with "Connections" in it.')
    readings = [read_connections(data, f"Connections.csv in {source.name}") for data in lists]
    rows: Iterator[Row] = chain.from_iterable(reading.rows for reading in readings)
    employers: Iterator[Row] = chain.from_iterable(read_employers(data) for data in jobs)
    return Reading(sum(reading.total for reading in readings), chain(rows, employers))


def _is(member: zipfile.ZipInfo, wanted: re.Pattern[str]) -> bool:
    """Whether a member is that file: exports differ in case, spaces and underscores, and split long lists."""
    name = PurePosixPath(member.filename.replace("\\", "/")).name
    return not member.is_dir() and bool(wanted.fullmatch(re.sub(r"[\s_]", "", name).casefold()))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a member. What the archive says of its size is not believed; reading stops at the limit."""
    most = min(MOST_BYTES, member.compress_size * MOST_RATIO + 4096)
    with archive.open(member) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise BadImport(f"{name} holds a {member.filename} that unpacks to far more than a list of people; refused.")
    return data
