"""Records to and from the bytes of one document.

A document is compact JSON with its fields in the order of the record's class, defaults left out. Fields that this
version does not know stay where they were (`revise`), so a newer program's or a person's own additions survive.

Python's own `json`, and so plain TinyDB, also writes what is no JSON: NaN, Infinity, halves of a surrogate pair. Such a
document is read as if they were not there, so that one stray value keeps nobody from their network; the doctor tells.
"""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec
from msgspec.structs import force_setattr

from followup_tui.model.records import RECORDS, Record

R = TypeVar("R", bound=Record)

_DECODERS: dict[type[Record], msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(kind) for kind in RECORDS}
_PAGES: dict[type[Record], msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(list[kind]) for kind in RECORDS}  # type: ignore[valid-type]
_PLAIN = msgspec.json.Decoder(dict[str, Any])
_ENCODER = msgspec.json.Encoder()
_FIELDS = {kind: frozenset(kind.__struct_fields__) for kind in RECORDS}


class BadRecord(ValueError):
    """A document that does not fit its table; the message says which field and why."""


def decode(kind: type[R], number: int, document: bytes) -> R:
    """The record of a document.

    Raises:
        BadRecord: the document does not fit.
    """
    try:
        return decode_exactly(kind, number, document)
    except BadRecord:
        fields = _fields_without_strangers(document)
        if fields is None:
            raise
        return decode_exactly(kind, number, _ENCODER.encode(fields))


def decode_exactly(kind: type[R], number: int, document: bytes) -> R:
    """Like `decode`, and refuses what is no JSON.

    Raises:
        BadRecord: the document does not fit.
    """
    try:
        record: R = _DECODERS[kind].decode(document)
    except msgspec.MsgspecError as error:
        raise BadRecord(f"{kind.table} {number}: {error}") from error
    force_setattr(record, "id", number)
    return record


def decode_page(kind: type[R], documents: Iterable[tuple[int, bytes]]) -> Iterator[R]:
    """The records of many documents at once: one call into the decoder, several times faster than one by one.

    Raises:
        BadRecord: a document does not fit.
    """
    page = list(documents)
    try:
        records: list[R] = _PAGES[kind].decode(b"[" + b",".join(document for _, document in page) + b"]")
    except msgspec.MsgspecError:
        for number, document in page:
            yield decode(kind, number, document)
        return
    for (number, _), record in zip(page, records, strict=True):
        force_setattr(record, "id", number)
        yield record


def encode(record: Record) -> bytes:
    """The document of a new record."""
    return revise(record, None)


def revise(record: Record, before: bytes | None) -> bytes:
    """The document of a record that replaces `before`, keeping the fields of it that no class here knows."""
    fields = msgspec.to_builtins(record)
    fields.pop("id", None)
    if before is not None:
        known = _FIELDS[type(record)]
        fields.update({name: value for name, value in _plain(before).items() if name not in known})
    return _ENCODER.encode(fields)


def _plain(document: bytes) -> dict[str, Any]:
    try:
        return _PLAIN.decode(document)
    except msgspec.MsgspecError:
        return _fields_without_strangers(document) or {}


def without_strangers(value: Any) -> Any:
    """A value as JSON can say it: a field that is NaN or infinite is left out, in a list it is null; half of a
    surrogate pair becomes U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [without_strangers(item) for item in value]
    if isinstance(value, dict):
        kept = {name: item for name, item in value.items() if not isinstance(item, float) or math.isfinite(item)}
        return {without_strangers(name): without_strangers(item) for name, item in kept.items()}
    return value


def _fields_without_strangers(document: bytes) -> dict[str, Any] | None:
    """The fields of a document that holds what is no JSON; None where that is not what is wrong with it."""
    try:
        fields = json.loads(document)
        kept: Any = without_strangers(fields)
    except (ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) and kept != fields else None
