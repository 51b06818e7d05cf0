"""Imports into a real store: what is reported, what is kept, and how all of it is taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from followup_tui.actions import people
from followup_tui.actions.importing import (
    ImportCancelled,
    ImportReport,
    carry_out,
    import_files,
    prepare,
    snapshot,
)
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.exchange.rows import BadImport
from followup_tui.model.clock import Clock
from followup_tui.model.settings import Cadences, Plan, Settings
from followup_tui.model.words import Status
from followup_tui.rules.capture import CapturedPerson
from followup_tui.store.store import Store

AS_OF = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONNECTIONS = (
    HEADER + "Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@x.org,Fisher,CTO,08 Feb 2021\n"
    ",,,,,,07 Jun 2026\n"
    "Bob,Ray,https://www.linkedin.com/in/bob-ray,,Fisher,CEO,31 Feb 2021\n"
)
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nN:Lee;Ann;;;\nEMAIL:ann@x.org\nTEL:+41 44 123 45 67\nEND:VCARD\n"


def opened(path: Path, settings: Settings | None = None, as_of: date = AS_OF) -> Iterator[Book]:
    store = Store.open(path, clock_now=lambda: NOW)
    yield Book(store, settings or Settings(), Clock(as_of, lambda: NOW), patient=True)
    store.close()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    yield from opened(tmp_path / "followup.json")


def written(folder: Path, text: str, name: str = "Connections.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def many(count: int) -> str:
    rows = (f"P{n},Person{n},https://www.linkedin.com/in/p-{n},,Company {n % 50},,08 Feb 2021\n" for n in range(count))
    return HEADER + "".join(rows)


def counted(report: ImportReport) -> tuple[int, int, int]:
    (file,) = report.as_json()["files"]
    return file["new"], file["updated"], file["unchanged"]


def test_the_report_has_the_fields_of_the_command_line_contract(book: Book, tmp_path: Path) -> None:
    path = written(tmp_path, CONNECTIONS)
    report = import_files(book, [path])
    (file,) = report.as_json()["files"]
    hidden = {"row": 3, "why": "LinkedIn hides this person: the row holds only a date."}
    assert {key: file[key] for key in ("path", "format", "rows", "new", "updated", "unchanged", "duplicates")} == {
        "path": str(path), "format": "linkedin", "rows": 3, "new": 2, "updated": 0, "unchanged": 0, "duplicates": 0,
    }  # fmt: skip
    assert file["skipped"] == [hidden]
    assert file["notes"] == [{"row": 4, "what": '"31 Feb 2021" is not a date like 08 Feb 2026 and was left out.'}]
    assert report.undo == book.history()[0].id
    assert report.said == "Connections.csv: 2 new, 1 skipped."


def test_an_import_is_one_change_and_one_undo_takes_it_back(book: Book, tmp_path: Path) -> None:
    people.add(book, CapturedPerson(name="Zoë Kim"))
    before = dict(book.contacts), dict(book.companies)
    import_files(book, [written(tmp_path, CONNECTIONS), written(tmp_path, CARD, "book.vcf")])
    assert book.history()[0].label == "Import 2 people from 2 files"
    assert len(book.contacts) == 3
    book.undo()
    assert (dict(book.contacts), dict(book.companies)) == before
    book.redo()
    assert len(book.contacts) == 3


def test_positions_point_to_the_kept_companies(book: Book, tmp_path: Path) -> None:
    import_files(book, [written(tmp_path, CONNECTIONS)])
    ann, bob = book.contacts.values()
    assert book.company_name(ann.company) == "Fisher"
    assert ann.company == bob.company > 0
    assert ann.id > 0


def test_several_files_see_each_others_people(book: Book, tmp_path: Path) -> None:
    report = import_files(book, [written(tmp_path, CARD, "book.vcf"), written(tmp_path, CONNECTIONS)])
    cards, connections = report.as_json()["files"]
    assert (cards["new"], connections["new"], connections["updated"]) == (1, 1, 1)
    ann = next(contact for contact in book.contacts.values() if contact.name == "Ann Lee")
    assert (ann.phones, book.company_name(ann.company), ann.title) == (("+41 44 123 45 67",), "Fisher", "CTO")


def test_somebody_in_several_files_counts_once(book: Book, tmp_path: Path) -> None:
    files = [written(tmp_path, CARD, "book.vcf"), written(tmp_path, CONNECTIONS)]
    assert import_files(book, files).said == "2 files: 2 new, 1 skipped."
    assert book.history()[0].label == "Import 2 people from 2 files"
    assert import_files(book, files).said == "2 files: 2 unchanged, 1 skipped."


def test_cards_of_one_person_in_several_files_do_not_replace_each_other(book: Book, tmp_path: Path) -> None:
    cards = [
        "BEGIN:VCARD\nVERSION:3.0\nFN:John Doe\nEMAIL:j@x.org\nORG:Acme\nTITLE:CTO\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nFN:John Q. Doe\nN:Doe;John;Q.;;\nEMAIL:j@x.org\nORG:Beta\nNOTE:two\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Mr. John Doe\nEMAIL:j@x.org\nBDAY:1980-05-04\nNOTE:three\nEND:VCARD\n",
    ]
    paths = [written(tmp_path, card, f"{place}.vcf") for place, card in enumerate(cards)]
    import_files(book, paths)
    (john,) = book.contacts.values()
    assert (john.name, john.title, john.note, john.birthday) == ("John Doe", "CTO", "two", "1980-05-04")
    for _ in range(3):
        report = import_files(book, paths)
        assert [len(file.plan.unchanged) for file in report.files] == [1, 1, 1]
    assert len(book.history()) == 1
    import_files(book, paths[1:2])
    (john,) = book.contacts.values()
    assert (john.name, book.company_name(john.company)) == ("John Q. Doe", "Beta")


def test_a_newer_export_after_an_older_one_tells_a_change_of_job(book: Book, tmp_path: Path) -> None:
    newer = CONNECTIONS.replace("Fisher,CTO", "Gauss,CEO")
    files = [written(tmp_path, CONNECTIONS), written(tmp_path, newer, "Newer.csv")]
    import_files(book, files)
    ann = next(contact for contact in book.contacts.values() if contact.name == "Ann Lee")
    assert [book.company_name(job.company) for job in ann.positions] == ["Gauss", "Fisher"]
    assert import_files(book, files).undo is None


def test_importing_again_changes_nothing_and_leaves_no_trace_in_the_history(book: Book, tmp_path: Path) -> None:
    path = written(tmp_path, CONNECTIONS)
    import_files(book, [path])
    report = import_files(book, [path])
    assert counted(report) == (0, 0, 2)
    assert report.undo is None
    assert len(book.history()) == 1


def test_edits_made_in_the_app_survive_the_next_import(book: Book, tmp_path: Path) -> None:
    path = written(tmp_path, CONNECTIONS)
    import_files(book, [path])
    ann = next(contact for contact in book.contacts.values() if contact.name == "Ann Lee")
    people.edit(book, ann, {"name": "Annie Lee", "emails": ("annie@home.org",), "title": "Founder"})
    assert counted(import_files(book, [path])) == (0, 0, 2)
    edited = book.contacts[ann.id]
    assert (edited.name, edited.emails, edited.title) == ("Annie Lee", ("annie@home.org",), "Founder")


def test_a_person_added_by_hand_is_recognised_and_filled_in(book: Book, tmp_path: Path) -> None:
    people.add(book, CapturedPerson(name="Ann Lee", company="Fisher", note="Met at the fair"))
    assert counted(import_files(book, [written(tmp_path, CONNECTIONS)])) == (1, 1, 0)
    ann = next(contact for contact in book.contacts.values() if contact.name == "Ann Lee")
    assert (ann.note, ann.emails, ann.linkedin) == (
        "Met at the fair", ("ann@x.org",), "https://www.linkedin.com/in/ann-lee",
    )  # fmt: skip


def test_a_dry_run_says_the_same_and_changes_nothing(book: Book, tmp_path: Path) -> None:
    path = written(tmp_path, CONNECTIONS)
    told = import_files(book, [path], dry_run=True)
    assert counted(told) == (2, 0, 0)
    assert told.undo is None
    assert not book.contacts
    assert counted(import_files(book, [path])) == (2, 0, 0)


def test_nobody_is_overdue_on_day_one_and_a_pace_of_three_a_day_keeps_up(book: Book, tmp_path: Path) -> None:
    report = import_files(book, [written(tmp_path, many(1000))])
    verdicts = book.verdicts().values()
    assert {verdict.status for verdict in verdicts} == {Status.NEW}
    # 1,000 people at 3 a day are 334 work days; the first six months hold 130 of them, hence 390 people.
    latest = sorted(verdict.latest for verdict in verdicts if verdict.latest)
    assert latest[:390] == [date(2027, 5, 23)] * 390
    assert max(latest.count(day) for day in latest[390:]) == 3
    assert not {day for day in latest[390:] if day.weekday() > 4}
    assert latest[-1] == report.first_hellos_by == date(2028, 3, 2)
    assert report.said.endswith(
        "At 3 a day, the first hellos alone take until 2 Mar 2028; the check-ins that follow come on top."
    )


def test_a_second_import_queues_behind_the_first(book: Book, tmp_path: Path) -> None:
    import_files(book, [written(tmp_path, many(500))])
    card = "BEGIN:VCARD\nFN:Late Comer\nEMAIL:late@x.org\nEND:VCARD\n"
    import_files(book, [written(tmp_path, card, "late.vcf")])
    late = next(contact for contact in book.contacts.values() if contact.name == "Late Comer")
    earlier = [contact.first_by for contact in book.contacts.values() if contact.first_by and contact is not late]
    assert late.first_by is not None
    assert late.first_by >= max(earlier)


def test_holidays_and_days_away_hold_no_first_hello(tmp_path: Path) -> None:
    plan = Plan(per_day=1, workdays=("mon",), holidays=(date(2026, 11, 30),))
    settings = Settings(plan=plan, cadence=Cadences(default="1 day"))
    for book in opened(tmp_path / "followup.json", settings):
        import_files(book, [written(tmp_path, many(3))])
        assert [contact.first_by for contact in book.contacts.values()] == [
            None, date(2026, 12, 7), date(2026, 12, 14),
        ]  # fmt: skip


def test_somebody_who_is_never_due_needs_no_place_in_the_queue(tmp_path: Path) -> None:
    for book in opened(tmp_path / "followup.json", Settings(cadence=Cadences(default="none"))):
        report = import_files(book, [written(tmp_path, many(1000))])
        assert report.first_hellos_by is None


def test_progress_is_told_and_ends_at_the_count(book: Book, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    import_files(book, [written(tmp_path, many(250))], progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == [0, 100, 200, 250]
    assert told[-1] == (250, 250)
    assert all(done <= total for done, total in told)


def test_a_cancelled_import_changes_nothing(book: Book, tmp_path: Path) -> None:
    looks = iter([False, True])
    with pytest.raises(ImportCancelled):
        import_files(book, [written(tmp_path, many(500))], cancelled=lambda: next(looks))
    assert not book.contacts


def test_one_bad_file_keeps_all_of_them_out(book: Book, tmp_path: Path) -> None:
    with pytest.raises(BadImport, match=r"people\.csv has no header row"):
        import_files(book, [written(tmp_path, CONNECTIONS), written(tmp_path, "a,b\n1,2\n", "people.csv")])
    assert not book.contacts
    assert not book.history()


@pytest.mark.parametrize("text", [HEADER, HEADER + "\n\n"])
def test_a_file_with_a_header_and_nobody_in_it_is_refused(book: Book, tmp_path: Path, text: str) -> None:
    with pytest.raises(BadImport, match=r"Connections\.csv has no people in it\."):
        import_files(book, [written(tmp_path, text)])


def test_a_format_can_be_asked_for(book: Book, tmp_path: Path) -> None:
    path = written(tmp_path, CONNECTIONS)
    with pytest.raises(BadImport, match="holds no vCard"):
        import_files(book, [path], format="vcard")
    with pytest.raises(BadImport, match='There is no format "xls"'):
        import_files(book, [path], format="xls")
    assert counted(import_files(book, [path], format="linkedin")) == (2, 0, 0)


def test_a_prepared_import_is_refused_when_its_people_changed_meanwhile(book: Book, tmp_path: Path) -> None:
    path = written(tmp_path, CONNECTIONS)
    import_files(book, [path])
    ann = next(contact for contact in book.contacts.values() if contact.name == "Ann Lee")
    prepared = prepare(snapshot(book), [written(tmp_path, CARD, "book.vcf")])
    people.edit(book, ann, {"note": "Changed meanwhile"})
    with pytest.raises(Refused, match="import it again"):
        carry_out(book, prepared)
    assert book.contacts[ann.id].phones == ()


def test_a_job_change_is_counted_for_a_congratulation(book: Book, tmp_path: Path) -> None:
    import_files(book, [written(tmp_path, CONNECTIONS)])
    moved = CONNECTIONS.replace("ann@x.org,Fisher,CTO", "ann@x.org,Gauss,CEO")
    (file,) = import_files(book, [written(tmp_path, moved)]).as_json()["files"]
    assert (file["updated"], file["unchanged"], file["moved"]) == (1, 1, 1)
