"""A data file as a followup to come might write it: more fields, other words, other types, a table nobody knows yet."""

import json
from pathlib import Path
from typing import Any

NEWER = 7
"""Its schema."""
NOT_UNDERSTOOD = (
    "Not understood here and left out: 1 contact, 1 interview, 2 interactions, 1 result, 1 task, details of 2 contacts"
    " and everything in 1 table of a newer kind."
)
UNKNOWN_WORD, OTHER_TYPE, NAMELESS, ODD_WORDS = range(4)
"""Places among the contacts: details not understood (two), not understood at all, and text that means nothing here."""


def as_newer(data: bytes, *, our_layout: bool = True) -> bytes:
    """The network of a data file, rewritten by a newer program."""
    tables: dict[str, dict[str, Any]] = json.loads(data)
    tables["_meta"] = {"1": {"schema": NEWER, "rev": 41, "made_by": "followup 9"}, "2": {"devices": ["phone"]}}
    contacts = list(tables["contacts"].values())
    contacts[UNKNOWN_WORD] |= {"channel": "hologram", "pronouns": "they", "mood": {"now": 3}}
    contacts[OTHER_TYPE] |= {"cadence": {"at_most": 90}, "marks": [{"on": "2026-01-02", "kind": "dreamt"}]}
    contacts[NAMELESS] |= {"name": ["Tereza", "Nováková"]}
    contacts[ODD_WORDS] |= {"cadence": "when it feels right", "birthday": "spring", "met_on": "long ago", "place": ""}
    first, second, *_ = tables["interactions"].values()
    first["channel"], second["on"] = "hologram", 20260102
    next(iter(tables["tasks"].values()))["done_on"] = True
    next(iter(tables["interviews"].values()))["outcome"] = "ghosted"
    next(iter(tables["results"].values()))["kind"] = "friendship"
    tables["meetings"] = {"1": {"title": "Coffee", "who": [1, 2]}, "2": {"title": "Tea"}}
    return _laid_out(tables) if our_layout else json.dumps(tables, ensure_ascii=False, indent=1).encode()


def _laid_out(tables: dict[str, dict[str, Any]]) -> bytes:
    rows = {
        name: ",\n".join(f'"{number}":{json.dumps(row, ensure_ascii=False)}' for number, row in table.items())
        for name, table in tables.items()
    }
    return ("{\n" + ",\n".join(f'"{name}":{{\n{text}\n}}' for name, text in rows.items()) + "\n}\n").encode()


def footprint(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything in a folder: mode, moment of the last change, and bytes. Looking at a file must leave it so."""
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        stat = path.stat()
        found[str(path)] = (stat.st_mode, stat.st_mtime_ns, path.read_bytes() if path.is_file() else b"")
    return found
