"""What can be understood of a document that a newer program wrote.

Fields of a person or a company whose values are not understood count as not known: every default of those two says no
more than that. What happened or is to happen is understood whole or not at all: a default there (an e-mail, sent by
you, still open) would tell something that nobody said.
"""

import typing
from typing import Any, TypeVar

import msgspec
from msgspec.structs import fields, force_setattr

from followup_tui.model.records import Company, Contact, Record

R = TypeVar("R", bound=Record)
_PLAIN = msgspec.json.Decoder(dict[str, Any])


def understood(kind: type[R], number: int, document: bytes) -> R | None:
    """The record of a document that does not fit its table, as far as it is understood; None when too little is."""
    if kind not in (Contact, Company):
        return None
    try:
        known = _known_fields(kind, _PLAIN.decode(document))
        record = msgspec.convert(known, kind)
    except msgspec.MsgspecError:
        return None
    if not known.get("name"):
        return None
    force_setattr(record, "id", number)
    return record


def _known_fields(kind: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    kept = {}
    for one in fields(kind):
        if one.name != "id" and one.name in values:
            value = _understood_value(one.type, values[one.name])
            if value is not None:
                kept[one.name] = value
    return kept


def _understood_value(wanted: Any, value: Any) -> Any:
    """The value when it fits; of a list or an object the items that fit; else None."""
    if _fits(wanted, value):
        return value
    inner = typing.get_args(wanted)
    if typing.get_origin(wanted) is tuple and isinstance(value, list):
        return [item for item in value if _fits(inner[0], item)]
    if typing.get_origin(wanted) is dict and isinstance(value, dict):
        return {name: item for name, item in value.items() if _fits(inner[1], item)}
    return None


def _fits(wanted: Any, value: Any) -> bool:
    try:
        msgspec.convert(value, wanted)
    except msgspec.MsgspecError:
        return False
    return True
