"""The fields of the form for a clipping: how each is written as text, read back, checked and explained."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Clipping
from followup_tui.model.validation import LINE_LIMIT
from followup_tui.model.words import ClippingKind
from followup_tui.rules.web_address import is_link
from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.edit_fields import FieldSpec, Remark

_DAYS: Final = frozenset({"on", "expires"})

CLIP_FIELDS: Final = (
    FieldSpec("title", "Title"),
    FieldSpec("kind", "Kind", "choice", choices=tuple(kind.value for kind in ClippingKind)),
    FieldSpec("url", "Address", "line", "https://example.org/queues"),
    FieldSpec("topics", "Topics", "list", "databases, type systems"),
    FieldSpec("on", "Day", "line", "3 dec, next tue or 2026-12-03, of an event"),
    FieldSpec("expires", "Expires", "line", "2w or 1 mar, the last day it is worth sending"),
    FieldSpec("text", "Text", "text"),
)


def clip_texts(clipping: Clipping) -> dict[str, str]:
    """The clipping's fields as they stand in the form."""
    return {
        "title": clean_line(clipping.title),
        "kind": clipping.kind.value,
        "url": clean_line(clipping.url),
        "topics": ", ".join(map(clean_line, clipping.topics)),
        "on": clipping.on.isoformat() if clipping.on else "",
        "expires": clipping.expires.isoformat() if clipping.expires else "",
        "text": clean_text(clipping.text),
    }


def clip_value(spec: FieldSpec, text: str, as_of: date) -> Any:
    """What a text in a field means, in the form that `actions.clippings.edit` takes.

    Raises:
        BadWhen: it is to be a day and is none.
    """
    if spec.name in _DAYS:
        return parse_when(text, as_of) if text.strip() else None
    if spec.name == "kind":
        return ClippingKind(text or ClippingKind.ARTICLE)
    if spec.kind == "list":
        return tuple(filter(None, (clean_line(part).lstrip("#") for part in re.split(r"[,;\n]", clean_text(text)))))
    return clean_text(text).strip() if spec.kind == "text" else clean_line(text)


def clip_remark(spec: FieldSpec, text: str, as_of: date) -> Remark:
    """What to say about a text in a field: a problem, which day it means, or nothing."""
    if spec.name in _DAYS and text.strip():
        try:
            return Remark(weekday_words(parse_when(text, as_of), as_of))
        except BadWhen as error:
            return Remark(str(error), is_problem=True)
    if spec.name == "url" and text.strip() and not is_link(clean_line(text)):
        return Remark("That is no web address; write it like https://example.org/queues.", is_problem=True)
    if spec.kind == "line" and len(text) > LINE_LIMIT:
        return Remark(f"That has {len(text):,} characters; {LINE_LIMIT:,} are the most it can have.", is_problem=True)
    return Remark("")


def clip_changes(before: Mapping[str, str], after: Mapping[str, str], as_of: date) -> dict[str, Any]:
    """The values of the fields whose text means something else than before."""
    values = {}
    for spec in CLIP_FIELDS:
        if after[spec.name] != before[spec.name]:
            value = clip_value(spec, after[spec.name], as_of)
            if value != clip_value(spec, before[spec.name], as_of):
                values[spec.name] = value
    return values
