"""The rows of an import's report: what needs a look first, then what changes, then who is new."""

from collections.abc import Iterator
from typing import Final

from followup_tui.actions.importing import FileReport, ImportReport
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.rows import Cell, Row, section

REPORT_COLUMNS: Final = (
    Column("row", 6, "right"),
    Column("who", 20, grow=True),
    Column("what", 22, grow=True, drop=1),
)


def changes(report: ImportReport) -> int:
    """How many contacts the import adds or updates."""
    return report.changes


def report_rows(report: ImportReport) -> list[Row]:
    """Every row of the report, skipped ones with their reason, under a title with its figure for each kind."""
    rows: list[Row] = []
    for number, file in enumerate(report.files):
        for title, found in _blocks(file):
            lines = list(found)
            if lines:
                rows.append(section(f"{title}: {len(lines):,}"))
                rows.extend(
                    Row((number, title, place), (Cell(row, "quiet"), Cell(who), Cell(what, "quiet")))
                    for place, (row, who, what) in enumerate(lines)
                )
    return rows


def _blocks(file: FileReport) -> Iterator[tuple[str, Iterator[tuple[str, str, str]]]]:
    plan = file.plan
    yield "skipped", ((str(one.row), one.why, "") for one in plan.skipped)
    yield (
        "possible duplicates, added all the same",
        ((str(one.person.row), one.person.name, f"like {one.whom} ({one.why})") for one in plan.duplicates),
    )
    yield "left out of a row", ((str(one.row), one.what, "") for one in plan.notes)
    yield (
        "updated",
        (
            (str(one.person.row), one.update.contact.name, ", ".join(_field(name) for name in one.update.changed))
            for one in plan.updated
        ),
    )
    yield "new", ((str(one.person.row), one.contact.name, one.person.company) for one in plan.new)
    yield "unchanged", ((str(one.person.row), one.before.name, "") for one in plan.unchanged)


def _field(name: str) -> str:
    return {"positions": "company and title", "emails": "e-mail", "phones": "phone", "met_on": "met on"}.get(
        name, name.replace("_", " ")
    )
