"""Files that nothing reads any more (put aside, torn, half unpacked): what they hold, as far as it can be made out."""

import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.errors import MessageError
from typing import Any, Final, NamedTuple

from followup_tui.store.entries import entry_of, ops_of

GZIP: Final = b"\x1f\x8b"
_AS_GZIP: Final = 16 + zlib.MAX_WBITS
_PIECE: Final = 1024
"""Bytes unpacked at a time; where a piece is damaged, it is gone through byte by byte."""
_PACKED: Final = b'"packed":'
_HEAD: Final = re.compile(rb'"-?[0-9]{1,19}"\s*:\s*(?=\{)')
_PARTS: Final = re.compile(rb'(?<=\n)(?=\{)|(?=(?<!\\)"-?[0-9]{1,19}"\s*:\s*\{)')
"""Where a record begins: with ``"id": {``, or in a line of its own."""
_DECODER: Final = json.JSONDecoder()
_EMPTY: Final = re.compile(rb'(?:[\s{}\[\],:]|"[a-z_]*"\s*:)*')
"""Brackets and names of tables: nothing that would be worth keeping."""


class Unpacked(NamedTuple):
    """The content of a file as far as it can be read.

    `is_packed`: it was compressed. `is_sure`: nothing but the end can be missing, so what is not seen is not there.
    """

    data: bytes
    is_packed: bool
    is_sure: bool


def content_of(data: bytes, name: str) -> Unpacked:
    """What a file of that name holds: unpacked where it is compressed, up to where it is torn or damaged."""
    if not data.startswith(GZIP):
        return Unpacked(data, False, not name.endswith(".gz") or not data)
    unpacked: list[bytes] = []
    rest = data
    while rest.startswith(GZIP):
        reader = zlib.decompressobj(_AS_GZIP)
        for start in range(0, len(rest), _PIECE):
            before = reader.copy()
            try:
                unpacked.append(reader.decompress(rest[start : start + _PIECE]))
            except zlib.error:
                unpacked.append(_up_to_damage(before, rest[start : start + _PIECE]))
                return Unpacked(b"".join(unpacked), True, False)
            if reader.eof:
                break
        rest = reader.unused_data + rest[start + _PIECE :] if reader.eof else b""
    return Unpacked(b"".join(unpacked), True, not rest.strip(b"\0"))


def _up_to_damage(reader: "zlib._Decompress", piece: bytes) -> bytes:
    unpacked = []
    for at in range(len(piece)):
        try:
            unpacked.append(reader.decompress(piece[at : at + 1]))
        except zlib.error:
            break
    return b"".join(unpacked)


def is_history(data: bytes) -> bool:
    """Whether a content is, for a part at least, lines of a history."""
    return any(entry_of(line, {}) is not None for line in data.split(b"\n") if line.startswith(b"{"))


def reads(line: bytes) -> bool:
    """Whether a line of a history can be read whole."""
    try:
        ops_of(line)
    except (ValueError, zlib.error):
        return False
    return entry_of(line, {}) is not None


def without_parts(data: bytes, is_theirs: Callable[[bytes], bool]) -> bytes:
    """A torn text without the records, or the pieces of records, that are somebody's; empty where nothing is left.

    What cannot be told to be of somebody else goes too: what stands before the first record where the beginning is
    lost, a torn record behind which another one may have begun, and ops packed into a line that cannot be read.
    """
    parts = _PARTS.split(data)
    last = len(parts) - 1
    kept = b"".join(
        part
        for at, part in enumerate(parts)
        if not (_PACKED in part or is_theirs(part)) and (at == last or _is_complete(part))
    )
    return b"" if _EMPTY.fullmatch(kept) else kept


def _is_complete(part: bytes) -> bool:
    """Whether a part is a whole record, or the brackets in which records stand."""
    head = _HEAD.match(part)
    try:
        _DECODER.raw_decode(part.decode(errors="replace"), head.end() if head else 0)
    except ValueError:
        return _EMPTY.fullmatch(part) is not None
    return True


def records_in(data: bytes, number: int) -> Iterator[dict[str, Any]]:
    """The complete records of that id in a text, whatever the state of the rest."""
    text = data.decode(errors="replace")
    for head in re.finditer(rf'(?<!\\)"{number}"\s*:\s*(?=\{{)', text):
        with suppress(ValueError):
            yield _DECODER.raw_decode(text, head.end())[0]


def texts_of(data: bytes, name: str) -> Iterator[bytes]:
    """The content as it stands, and as people read it where that is something else: the text of a mail."""
    yield data
    if not name.endswith(".eml"):
        return
    try:
        mail = message_from_bytes(data, policy=policy.default)
        yield "\n".join(f"{name}: {value}" for name, value in mail.items()).encode(errors="replace")
        for part in mail.walk():
            text = part.get_content() if part.get_content_maintype() == "text" else ""
            yield text.encode(errors="replace") if isinstance(text, str) else b""
    except (MessageError, LookupError, ValueError, KeyError):
        return
