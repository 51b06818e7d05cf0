"""The lines of vCard files: unfolded, split and decoded, for versions 2.1, 3.0 and 4.0 and the programs that bend them.

Works on bytes until a value's charset is known, because a fold may stand in the middle of a UTF-8 letter.
"""

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from followup_tui.exchange.decoding import decode_narrow, utf16_of

_LINE_END = re.compile(rb"\r*\n|\r(?!\n)")
_NAME = re.compile(rb"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)(?=[;:])")
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_QUOTED = re.compile(rb"QUOTED-PRINTABLE", re.IGNORECASE)
_PARAMETER = re.compile(rb';((?:[^":;]|"[^"]*")*)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_EDGES = frozenset({b"BEGIN:VCARD", b"END:VCARD"})
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}


class Line(NamedTuple):
    """A property: its name in upper case, its parameters, and its value decoded but not yet unescaped."""

    group: str
    name: str
    parameters: dict[str, tuple[str, ...]]
    value: str

    def types(self) -> frozenset[str]:
        """The words of its TYPE parameters, and the bare ones of version 2.1, in lower case."""
        return frozenset(self.parameters.get("TYPE", ()))


class Card(NamedTuple):
    """One card: its number in the file from 1, its lines, and whether its end was there."""

    number: int
    lines: tuple[Line, ...]
    closed: bool


def count_cards(data: bytes) -> int:
    """About how many cards a file holds."""
    return data.replace(b"\0", b"").upper().count(b"BEGIN:VCARD")


def read_cards(data: bytes) -> Iterator[Card]:
    """The cards of a file, one after the other; a card inside the AGENT of another one is a part of that one.

    A card that begins where the one before has not ended begins anew: nothing of either is lost.
    """
    number = 0
    lines: list[Line] | None = None
    in_agent = False
    for line in _lines(data):
        if _marks(line, "BEGIN"):
            if lines and _marks(lines[-1], "AGENT"):
                lines.pop()
                in_agent = True
                continue
            if lines is not None:
                yield Card(number, tuple(lines), closed=False)
            number, lines, in_agent = number + 1, [], False
        elif _marks(line, "END") and in_agent:
            in_agent = False
        elif _marks(line, "END"):
            if lines is not None:
                yield Card(number, tuple(lines), closed=True)
            lines = None
        elif line.name == "AGENT" and line.value.strip().upper() == "BEGIN:VCARD":
            in_agent = True
        elif lines is not None and not in_agent:
            lines.append(line)
    if lines is not None:
        yield Card(number, tuple(lines), closed=False)


def _marks(line: Line, name: str) -> bool:
    """Whether a line is BEGIN:VCARD, END:VCARD, or an AGENT whose card follows."""
    return line.name == name and line.value.strip().upper() == ("" if name == "AGENT" else "VCARD")


def unescaped(text: str) -> str:
    r"""A value of text: ``\n`` is a line break, any other letter behind a backslash stands for itself."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)


def parts(text: str, separator: str) -> list[str]:
    r"""A structured value split at its separators, escaped ones left in, each part unescaped."""
    if "\\" not in text:
        return text.split(separator)
    found, part = [], ""
    pieces = iter(re.split(r"(\\.)", text, flags=re.DOTALL))
    for piece in pieces:
        if piece.startswith("\\"):
            part += piece
            continue
        first, *others = piece.split(separator)
        part += first
        for other in others:
            found.append(part)
            part = other
    return [unescaped(one) for one in (*found, part)]


def _lines(data: bytes) -> Iterator[Line]:
    for raw in _unfolded(_as_utf8(data)):
        line = _parsed(raw)
        if line is not None:
            yield line


def _as_utf8(data: bytes) -> bytes:
    wide = utf16_of(data)
    if wide:
        data = data.decode(wide, errors="replace").encode("utf-8", errors="replace")
    return data.replace(b"\xef\xbb\xbf", b"")  # also where files were strung together


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Logical lines. Three things continue a line: a space or tab, the soft break of quoted-printable, and base64
    that nobody indented; a line of none of these that is no property either belongs to the text before it."""
    pending: list[bytes] = []
    binary = soft = False
    for line in _LINE_END.split(data):
        if soft and line.strip().upper() not in _EDGES:
            pending[-1] = pending[-1][:-1]
            pending.append(line)
            soft = line.endswith(b"=")
            continue
        if line[:1] in (b" ", b"\t") and pending:
            pending.append(line[1:])
            continue
        match = _NAME.match(line)
        if match is None:
            if pending and line and not binary:
                pending.append(b"\\n" + line)
            continue
        if pending:
            yield b"".join(pending)
        pending = [line]
        binary = match[2].decode("ascii").upper() in _BINARY
        soft = line.endswith(b"=") and not binary and bool(_QUOTED.search(line.partition(b":")[0]))
    if pending:
        yield b"".join(pending)


def _parsed(raw: bytes) -> Line | None:
    match = _NAME.match(raw)
    if match is None:
        return None
    name = match[2].decode("ascii").upper()
    parameters: dict[str, tuple[str, ...]] = {}
    place = match.end()
    while parameter := _PARAMETER.match(raw, place):
        _add_parameter(parameters, parameter[1])
        place = parameter.end()
    _, colon, value = raw[place:].partition(b":")
    if not colon:
        return None
    if name in _BINARY:
        return Line("", name, parameters, "")
    group = match[1].decode("ascii").lower() if match[1] else ""
    return Line(group, name, parameters, _decoded(value, parameters))


def _add_parameter(parameters: dict[str, tuple[str, ...]], raw: bytes) -> None:
    text = decode_narrow(raw).strip()
    key, equals, value = text.partition("=")
    key = key.strip().upper()
    if not equals:
        key, value = ("ENCODING" if key in {"QUOTED-PRINTABLE", "BASE64", "B"} else "TYPE"), text
    words = value.replace('"', "").split(",") if key in {"TYPE", "ENCODING"} else [value.strip('"')]
    words = [re.sub(r"\^[n'^]", lambda match: _CARETS[match[0]], word).strip() for word in words]
    if key in {"TYPE", "ENCODING"}:
        words = [word.lower() for word in words]
    parameters[key] = (*parameters.get(key, ()), *words)


def _decoded(value: bytes, parameters: dict[str, tuple[str, ...]]) -> str:
    charset = parameters.get("CHARSET", ("",))[0]
    encodings = parameters.get("ENCODING", ())
    if "quoted-printable" in encodings:
        value = binascii.a2b_qp(re.sub(rb"=[ \t]*\Z", b"", value))
    elif "base64" in encodings or "b" in encodings:
        return ""
    return decode_narrow(value, charset)
