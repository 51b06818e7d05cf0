"""The file that writers are killed on, and one change to it: an interaction, and its token noted on the contact.

The token stands in both documents, so half of a transaction can be seen; both writers put theirs into the same list
of the same contact, so a lost update can be seen.
"""

from pathlib import Path
from random import Random
from typing import Any

from followup_tui.model.records import TABLES
from followup_tui.store.documents import to_bytes

TOKENS = "tags"
"""The field of a contact that lists the tokens of its interactions: a list that the store merges."""
INTERACTIONS_EACH = 10
_PADDING = "long ago " * 5


def write_base(path: Path, contacts: int) -> None:
    """Writes a file with so many contacts and ten times as many interactions, as the store lays it out."""
    tables: dict[str, dict[int, bytes]] = {name: {} for name in TABLES}
    for number in range(1, contacts + 1):
        tables["contacts"][number] = to_bytes({"name": f"Person {number}", TOKENS: [], "note": _PADDING})
    for number in range(1, contacts * INTERACTIONS_EACH + 1):
        fields = {"contacts": [number % contacts + 1], "on": "2026-11-20", "text": _PADDING}
        tables["interactions"][number] = to_bytes(fields)
    lines = ['{\n"_meta":{\n"1":{"schema":1,"rev":0}']
    for name, rows in tables.items():
        body = ",\n".join(f'"{number}":{row.decode()}' for number, row in rows.items())
        lines.append(f'\n}},\n"{name}":{{\n{body}' if body else f'\n}},\n"{name}":{{')
    path.write_text("".join(lines) + "\n}\n}\n", encoding="utf-8")
    path.chmod(0o600)


def interaction(contact: int, token: str) -> dict[str, Any]:
    """The interaction of a token."""
    return {"contacts": [contact], "on": "2026-11-23", "text": _PADDING, "token": token}


def noted(contact: dict[str, Any], token: str) -> dict[str, Any]:
    """The contact with the token on it."""
    return contact | {TOKENS: [*contact[TOKENS], token]}


def chosen(chance: Random, contacts: int) -> int:
    """Whom the next interaction is with: a few people most of the time, so that writers meet."""
    return chance.randint(1, min(contacts, 5 if chance.random() < 0.7 else contacts))
