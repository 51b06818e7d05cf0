"""Documents as bytes and as objects. In memory a document is one line of JSON; it is decoded when it is looked at."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

MOST_DIGITS = 4300
"""What Python, and so plain TinyDB, reads of one number; a longer one is kept as a text of its digits."""
_FAST = msgspec.json.Decoder(dict[str, Any])
_SHAPE = msgspec.json.Decoder(dict[str, msgspec.Raw])


class BadDocument(ValueError):
    """Bytes that are not one JSON object."""


def to_object(document: bytes) -> dict[str, Any]:
    """The document's fields. NaN and lone surrogates, which plain TinyDB may have written, are read too.

    Raises:
        BadDocument: it is not a JSON object.
    """
    try:
        return _FAST.decode(document)
    except msgspec.MsgspecError:
        return _slow_object(document)


def to_bytes(fields: Mapping[str, Any]) -> bytes:
    """The document of these fields, compact, in UTF-8.

    Raises:
        TypeError: a value has no form in JSON.
    """
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8; its escape does
        return json.dumps(fields, separators=(",", ":")).encode()


def checked(document: bytes) -> bytes:
    """The document, known to be one JSON object on one line, so that it can never break the file.

    Raises:
        BadDocument: it is not a JSON object.
    """
    try:
        _SHAPE.decode(document)
        if not document.isascii():
            document.decode()
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return to_bytes(_slow_object(document))
    return to_bytes(to_object(document)) if b"\n" in document else document


def whole_number(digits: str) -> int | str:
    """The number of these digits, as a JSON decoder wants it."""
    return int(digits) if len(digits) <= MOST_DIGITS else digits


def _slow_object(document: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(document, parse_int=whole_number)
    except (ValueError, RecursionError) as error:
        raise BadDocument(str(error)) from error
    if not isinstance(fields, dict):
        raise BadDocument("a document must be a JSON object")
    return fields
