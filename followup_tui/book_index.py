"""What the book derives from all interactions, kept beside the file so that a start need not read them first.

It is a cache: derived from one state of the file, given out for that state only, and never the truth.
"""

from datetime import date

import msgspec

from followup_tui.rules.touches import Touches

EDITION = 2
"""Counts the forms of this cache: another form is not read but made anew."""


class BookIndex(msgspec.Struct, frozen=True, array_like=True):
    """`touches` and `interactions` (their ids) by contact; `tail` the documents that stand behind the interactions.

    `newest` is the latest day of an interaction: the touches hold for every day from it on.
    """

    edition: int
    newest: date
    touches: dict[int, Touches]
    interactions: dict[int, list[int]]
    tail: dict[str, dict[int, bytes]]


_DECODER = msgspec.msgpack.Decoder(BookIndex)
_ENCODER = msgspec.msgpack.Encoder()


def packed(index: BookIndex) -> bytes:
    """The index as bytes."""
    return _ENCODER.encode(index)


def unpacked(payload: bytes | None, as_of: date) -> BookIndex | None:
    """The index of these bytes when it can be used on the day `as_of`, else None."""
    if payload is None:
        return None
    try:
        index = _DECODER.decode(payload)
    except msgspec.MsgspecError:
        return None
    return index if index.edition == EDITION and index.newest <= as_of else None
