"""Whoever was forgotten is known again by any number, address or name they ever had, and namesakes are not."""

from datetime import date

import pytest

from followup_tui.actions.forgotten_marks import marks_of_contact, marks_of_row, marks_to_keep
from followup_tui.exchange.rows import ImportedPerson
from followup_tui.model.records import Contact, Position
from followup_tui.store.fingerprints import Fingerprints

COMPANIES = {7: "Fisher Diagnostics", 8: "Acme"}
FORMER = (
    Contact(
        id=5, name="Zebedee Lund", phones=("(0555) 000-1234",), emails=("old@x.org",), positions=(Position(company=8),)
    ),
    Contact(id=5, name="Zebedee Quux", phones=("+46 555 000 1234",), emails=("zeb@quux.example",), linkedin="zquux"),
    Contact(
        id=5, name="Zebedée Quux", phones=("+46 555 000 1234",), positions=(Position(company=7), Position(company=8))
    ),
)
KNOWN = Fingerprints("00" * 32).with_person(
    marks_to_keep(FORMER, lambda number: COMPANIES.get(number, "")), date(2026, 3, 3)
)


def row(name: str, **fields: object) -> ImportedPerson:
    """A row of an import."""
    return ImportedPerson(row=1, name=name, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (row("Zeb Q", phones=("+465550001234",)), "initials and a number"),
        (row("Z. Quux", phones=("0555 000 1234",)), "an initial and the number without its country"),
        (row("Zeb Quux", phones=("+465550001234",)), "a short form"),
        (row("Quux Zebedee", phones=("+465550001234",)), "the words the other way round"),
        (row("Zebedee Lund", phones=("+465550001234",)), "a former name and the number"),
        (row("Zebedee Lund", company="ACME"), "a former name and company"),
        (row("Zebedee Quux", company="Fisher Diagnostics", emails=("new@x.org",)), "name and company"),
        (row("Somebody", emails=("OLD@x.org",)), "a former address"),
        (row("Somebody", linkedin="https://www.linkedin.com/in/zquux/"), "a former profile"),
        (row("QUUX, Zebedée"), "the name alone, as nothing speaks against it"),
        (row("Zebedee Quux", phones=("+1 202 555 0100",)), "people have more numbers than one"),
    ],
)
def test_they_are_known_again(person: ImportedPerson, why: str) -> None:
    assert KNOWN.know(marks_of_row(person)), why


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (row("Zebedee Quux", company="Hinoki"), "a namesake elsewhere"),
        (row("Zebedee Quux", emails=("other@z.org",)), "a namesake with an address of their own"),
        (row("Zebedee Quux", linkedin="zquux-2", company="Acme"), "a namesake with a profile of their own"),
        (row("Zebedee Lund"), "a former name alone"),
        (row("Jane Quux", phones=("+465550001234",)), "somebody of the same family and number"),
        (row("Zoe Quux", phones=("+465550001234",)), "the same, and the same initials"),
        (row("Bo Ek", phones=("+465550001234",)), "a colleague at the same switchboard"),
        (row("Bo Ek", company="Acme"), "a colleague"),
        (row("", phones=("",)), "nobody"),
    ],
)
def test_others_are_not_taken_for_them(person: ImportedPerson, why: str) -> None:
    assert not KNOWN.know(marks_of_row(person)), why


def test_an_abbreviated_name_is_known_in_full() -> None:
    short = Contact(id=5, name="Zeb Q", phones=("+46 555 000 1234",))
    known = Fingerprints("00" * 32).with_person(marks_to_keep([short], lambda _: ""), date(2026, 3, 3))
    assert known.know(marks_of_row(row("Zebedee Quux", phones=("+465550001234",))))
    assert not known.know(marks_of_row(row("Bo Quux", phones=("+465550001234",))))


def test_in_a_copy_of_the_file_a_record_is_known_by_its_id_and_a_namesake_stays() -> None:
    assert KNOWN.know(marks_of_contact(Contact(id=5, name="Anything"), ""))
    assert not KNOWN.know(marks_of_contact(Contact(id=6, name="Zebedee Quux"), ""))
    assert KNOWN.know(marks_of_contact(Contact(id=6, name="Z", emails=("zeb@quux.example",)), ""))


def test_nothing_that_is_kept_can_be_read() -> None:
    kept = str(KNOWN).casefold()
    assert not any(word in kept for word in ("zeb", "quux", "lund", "1234", "fisher", "acme"))
