"""Import people from files: planned first, then kept as one change, undone as one.

An import has two halves. `prepare` reads and plans on a copy of the records and may run in another thread, with
progress and a way to cancel; `carry_out` keeps what was planned. `import_files` is both, as the command line needs.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from followup_tui.actions.forgetting import forgotten_in, without_forgotten
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.exchange.formats import detect, format_named
from followup_tui.exchange.matching import ImportPlan, plan_import
from followup_tui.exchange.network import Network
from followup_tui.exchange.rows import BadImport as BadImport  # for those above, who know nothing of formats
from followup_tui.exchange.rows import ImportedPerson, Row
from followup_tui.exchange.source import source_at
from followup_tui.exchange.stagger import Stagger
from followup_tui.model.cadence import Cadence
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Company, Contact, Position, Record, Source
from followup_tui.model.settings import Settings
from followup_tui.model.words import Status
from followup_tui.rules.calendar import capacity_on
from followup_tui.rules.pace_changes import per_day_words
from followup_tui.rules.verdict import cadence_of, window_after
from followup_tui.rules.wording import day_words

R = TypeVar("R", bound=Record)
STEP = 100
"""Rows between two looks at whether to go on."""
Progress = Callable[[int, int], None]
"""Told how many rows are done, of about how many."""


class ImportCancelled(Exception):
    """The person cancelled; nothing was changed."""


@dataclass(frozen=True)
class Snapshot:
    """What an import is planned on: a copy of the records and the day, fit to go to another thread.

    `waiting` is how many contacts are new already and stand before the import's in the queue of first hellos.
    `is_forgotten` knows those whom the person asked to forget, if there are any.
    """

    contacts: Mapping[int, Contact]
    companies: Mapping[int, Company]
    settings: Settings
    as_of: date
    waiting: int
    is_forgotten: Callable[[ImportedPerson], bool] | None = None


@dataclass(frozen=True)
class FileReport:
    """What an import made of one file."""

    path: str
    format: str
    plan: ImportPlan

    def as_json(self) -> dict[str, Any]:
        """The file's part of ``import --json``."""
        plan = self.plan
        return {
            "path": self.path,
            "format": self.format,
            "rows": plan.rows,
            "new": len(plan.new),
            "updated": len(plan.updated),
            "unchanged": len(plan.unchanged),
            "duplicates": len(plan.duplicates),
            "skipped": [{"row": one.row, "why": one.why} for one in plan.skipped],
            "moved": sum("positions" in one.update.changed and bool(one.update.left) for one in plan.updated),
            "notes": [{"row": one.row, "what": one.what} for one in plan.notes],
            "possible_duplicates": [
                {
                    "row": one.person.row,
                    "name": one.person.name,
                    "like": one.other.name,
                    "sign": one.why,
                    "like_whom": one.whom,
                }
                for one in plan.duplicates
            ],
        }


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do. `undo` is the id of its change, None when there is none (yet).

    `total` is the sentence with the figures, each person counted once. `first_hellos_by` is the day by which everybody
    new has come up, when a big import gave them days of their own; `first_hellos` says it in a sentence.
    """

    files: tuple[FileReport, ...]
    total: str
    first_hellos: str
    first_hellos_by: date | None
    undo: int | None = None

    @property
    def changes(self) -> int:
        """How many contacts the import adds or updates."""
        figures = _figures(self.files)
        return figures["new"] + figures["updated"]

    @property
    def said(self) -> str:
        """The report in a sentence or two."""
        return f"{self.total} {self.first_hellos}".rstrip()

    def as_json(self) -> dict[str, Any]:
        """The document of ``import --json``."""
        by = self.first_hellos_by
        return {
            "files": [file.as_json() for file in self.files],
            "undo": self.undo,
            "first_hellos_by": by.isoformat() if by else None,
        }


@dataclass(frozen=True)
class PreparedImport:
    """An import that is planned and not yet kept: `report` says what it would do."""

    report: ImportReport
    label: str
    network: Network
    snapshot: Snapshot


def import_files(
    book: Book,
    paths: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002 - the name of the option on the command line
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Imports files as one change; with `dry_run` it says what would change and changes nothing.

    Raises:
        BadImport: a file cannot be imported; then none is.
        ImportCancelled: `cancelled` said so.
        StoreError: the change could not be kept.
    """
    prepared = prepare(snapshot(book), paths, format=format, progress=progress, cancelled=cancelled)
    return prepared.report if dry_run else carry_out(book, prepared)


def snapshot(book: Book) -> Snapshot:
    """The book as an import sees it. To be called where the book is used."""
    waiting = sum(verdict.status is Status.NEW for verdict in book.verdicts().values())
    contacts, companies, asked = dict(book.contacts), dict(book.companies), forgotten_in(book.store.path)
    return Snapshot(contacts, companies, book.settings, book.as_of, waiting, asked.is_forgotten if asked else None)


def prepare(
    network: Snapshot,
    paths: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002 - the name of the option on the command line
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PreparedImport:
    """Reads the files and plans the import. Touches nothing but the files, so it may run in any thread.

    Raises:
        BadImport: a file cannot be imported.
        ImportCancelled: `cancelled` said so.
    """
    planned = Network(network.contacts, network.companies)
    stagger = _stagger(network)
    readings = []
    for path in paths:
        source = source_at(path)
        kind = format_named(format) if format else detect(source)
        readings.append((source, kind.name, kind.read(source)))
    watch = _Watch(sum(reading.total for _, _, reading in readings), progress, cancelled)
    files = []
    for source, kind_name, reading in readings:
        wanted = without_forgotten(reading.rows, network.is_forgotten)
        plan = plan_import(watch.over(wanted), planned, Source(name=kind_name, on=network.as_of), stagger)
        if not plan.rows:
            raise BadImport(f"{source.name} has no people in it.")
        files.append(FileReport(str(source.path), kind_name, plan))
    watch.finish()
    report = ImportReport(tuple(files), _total(files), *_first_hellos(files, network))
    return PreparedImport(report, _label(files), planned, network)


def carry_out(book: Book, prepared: PreparedImport) -> ImportReport:
    """Keeps a prepared import as one change of the book.

    Raises:
        Refused: what it would change was changed otherwise since it was prepared.
        StoreError: the change could not be kept.
    """
    network, seen = prepared.network, prepared.snapshot
    if not network.changed_contacts and not network.changed_companies:
        return prepared.report
    stale = any(book.contacts.get(number) is not seen.contacts.get(number) for number in network.changed_contacts)
    if stale or any(book.companies.get(one) is not seen.companies.get(one) for one in network.changed_companies):
        raise Refused("The network changed while the file was read; import it again.")
    with book.transaction(prepared.label, "import") as change:
        ids = {0: 0}
        for number in network.changed_companies:
            ids[number] = change.put(_numbered(network.companies[number])).id
        for number in network.changed_contacts:
            contact = network.contacts[number]
            positions = tuple(_at_kept(position, ids) for position in contact.positions)
            change.put(_numbered(replace(contact, positions=positions)))
    committed = change.committed
    return dataclasses.replace(prepared.report, undo=committed.change_id if committed else None)


def _numbered(record: R) -> R:
    """A record as a transaction takes it: a new one has no id yet."""
    return replace(record, id=max(record.id, 0))


def _at_kept(position: Position, ids: Mapping[int, int]) -> Position:
    kept = ids.get(position.company, position.company)
    return position if kept == position.company else replace(position, company=kept)


def _stagger(network: Snapshot) -> Stagger:
    settings, as_of = network.settings, network.as_of

    @cache
    def end(cadence: Cadence) -> date:
        return window_after(as_of, cadence).latest

    def ordinary_end(contact: Contact) -> date | None:
        cadence, _, _ = cadence_of(contact, None, settings.cadence)
        return end(cadence) if cadence else None

    return Stagger(as_of, network.waiting, partial(capacity_on, plan=settings.plan), ordinary_end)


class _Watch:
    """Counts rows as they pass, tells how far it is, and stops when asked to."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def over(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows, watched.

        Raises:
            ImportCancelled: somebody cancelled.
        """
        for row in rows:
            if self._done % STEP == 0:
                self._look()
            self._done += 1
            yield row

    def finish(self) -> None:
        """All rows are read: the estimate gives way to the count."""
        self._total = self._done
        self._look()

    def _look(self) -> None:
        if self._cancelled and self._cancelled():
            raise ImportCancelled("The import was cancelled; nothing was changed.")
        if self._progress:
            self._progress(self._done, max(self._total, self._done))


def _label(files: Sequence[FileReport]) -> str:
    figures = _figures(files)
    people = figures["new"] + figures["updated"]
    origin = _name(files[0]) if len(files) == 1 else f"{len(files):,} files"
    return f"Import {people:,} {'person' if people == 1 else 'people'} from {origin}"


def _total(files: Sequence[FileReport]) -> str:
    """The figures in a sentence: of the one file, or of all of them together."""
    origin = _name(files[0]) if len(files) == 1 else f"{len(files):,} files"
    return f"{origin}: {', '.join(f'{number:,} {what}' for what, number in _figures(files).items() if number)}."


def _first_hellos(files: Sequence[FileReport], network: Snapshot) -> tuple[str, date | None]:
    """By when everybody new has come up, as a sentence and as a day.

    The days are those of the queue (`Stagger`). It is longer than a first window, so the first of them come up again
    before the last had their turn, and how these two share the days is the plan's to say.
    """
    by = max((one.contact.first_by for file in files for one in file.plan.new if one.contact.first_by), default=None)
    if by is None:
        return "", None
    pace = per_day_words(network.settings.plan, network.as_of)
    last = day_words(by, network.as_of)
    return f"At {pace}, the first hellos alone take until {last}; the check-ins that follow come on top.", by


def _figures(files: Sequence[FileReport]) -> dict[str, int]:
    """How many of each kind. Somebody whom one file adds and the next one updates is new, and counts once."""
    plans = [file.plan for file in files]
    new = {one.contact.id for plan in plans for one in plan.new}
    updated = {one.before.id for plan in plans for one in plan.updated} - new
    unchanged = {one.before.id for plan in plans for one in plan.unchanged} - new - updated
    duplicates = sum(len(plan.duplicates) for plan in plans)
    return {
        "new": len(new),
        "updated": len(updated),
        "unchanged": len(unchanged),
        "possible duplicate" if duplicates == 1 else "possible duplicates": duplicates,
        "skipped": sum(len(plan.skipped) for plan in plans),
    }


def _name(file: FileReport) -> str:
    return clean_line(Path(file.path).name)
