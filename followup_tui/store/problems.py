"""What the doctor finds, in words: each finding says what is wrong, where, and how it is or can be repaired."""

from collections.abc import Mapping
from typing import NamedTuple

from followup_tui.model.ids import short
from followup_tui.model.records import TABLES

REPAIRABLE = "followup doctor --repair"
_ONE = dict(zip(TABLES, ("contact", "company", "interview", "interaction", "clipping", "result", "task"), strict=True))

_PLACE = {table: place for place, table in enumerate(TABLES)}


class Problem(NamedTuple):
    """A finding, one sentence each: what is wrong, where, and what repairs it."""

    what: str
    where: str
    repair: str


def by_repair(does: str) -> str:
    """The sentence of a repair that the doctor does itself."""
    return f"{REPAIRABLE} {does}."


def counted(records: Mapping[str, int]) -> str:
    """How many records of which tables: "2 contacts and 1 company"."""
    ordered = sorted(records.items(), key=lambda one: (_PLACE.get(one[0], len(TABLES)), one[0]))
    told = [f"{number:,} {_kind(table, number)}" for table, number in ordered if number]
    return " and ".join((", ".join(told[:-1]), told[-1])) if len(told) > 1 else "".join(told)


def _kind(table: str, number: int) -> str:
    if table not in _ONE:
        return f"{'record' if number == 1 else 'records'} of {table[:40]}"
    return _ONE[table] if number == 1 else table


def record_at(table: str, number: int, fields: object = None) -> str:
    """Where a record is: "contact 2KQ8F (7), Ann Lee"."""
    name = ""
    if isinstance(fields, dict):
        told = next((fields[field] for field in ("name", "title", "role", "subject", "text") if fields.get(field)), "")
        name = f", {told[:40]}" if isinstance(told, str) and told else ""
    return f"{_ONE.get(table, table)} {short(abs(number))} ({number}){name}"
