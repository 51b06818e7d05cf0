"""Records to and from the bytes of one document.

A document is compact JSON with its fields in the order of the record's class, defaults left out. Fields that this
version does not know stay where they were (`revise`), so a newer program's or a person's own additions survive.
"""

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
        fields.update({name: value for name, value in _PLAIN.decode(before).items() if name not in known})
    return _ENCODER.encode(fields)
