"""The short forms of people and rounds: what is typed is taken apart, and what cannot be read is refused."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.clean import clean_line
from followup_tui.model.records import Round
from followup_tui.model.words import Relation
from followup_tui.rules.interview_entry import (
    BadEntry,
    PersonEntry,
    RoundEntry,
    parse_people,
    parse_round,
    round_words,
)

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("", ()),
        ("Ann Lee", (PersonEntry(name="Ann Lee"),)),
        ("Ann Lee; Bo\nCy ,", (PersonEntry(name="Ann Lee"), PersonEntry(name="Bo"), PersonEntry(name="Cy"))),
        ("Ann (hiring manager)", (PersonEntry(name="Ann", relation=Relation.HIRING_MANAGER),)),
        (
            "Ann <ann@x.org> (Head of Data, Europe) (Recruiter), +Bo",
            (
                PersonEntry(name="Ann", relation=Relation.RECRUITER, title="Head of Data, Europe", email="ann@x.org"),
                PersonEntry(name="Bo", new=True),
            ),
        ),
        ("ann@fisher, ann@x.org", (PersonEntry(name="ann@fisher"), PersonEntry(name="ann@x.org"))),
    ],
)
def test_people(text: str, people: tuple[PersonEntry, ...]) -> None:
    assert parse_people(text) == people


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("2026-05-02 panel", RoundEntry(on=date(2026, 5, 2), kind="panel")),
        ("2 May", RoundEntry(on=date(2026, 5, 2))),
        ("3 weeks ago phone screen", RoundEntry(on=date(2026, 11, 2), kind="phone screen")),
        ("yesterday: Ann", RoundEntry(on=date(2026, 11, 22), people=(PersonEntry(name="Ann"),))),
        ("next fri final", RoundEntry(on=date(2026, 11, 27), kind="final")),
        ("panel at 10:30", RoundEntry(kind="panel at 10:30")),
        (
            "1 May 2021 panel: Ann, Bo: two things: maps, and code",
            RoundEntry(
                on=date(2021, 5, 1),
                kind="panel",
                people=(PersonEntry(name="Ann"), PersonEntry(name="Bo")),
                note="two things: maps, and code",
            ),
        ),
        ("call: : went well", RoundEntry(kind="call", note="went well")),
    ],
)
def test_rounds(text: str, held: RoundEntry) -> None:
    assert parse_round(text, DAY) == held


@pytest.mark.parametrize("text", ["", "  ", ": :", "3/4 panel", "2026-13-01 panel", "panel: <no>", "panel: (CTO)"])
def test_a_round_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadEntry):
        parse_round(text, DAY)


@given(
    st.none() | st.dates(date(2000, 1, 1), DAY), st.sampled_from(["", "panel", "phone screen"]), st.text(max_size=30)
)
def test_a_round_is_written_as_it_is_typed(on: date | None, kind: str, note: str) -> None:
    note = clean_line(note)
    if not (on or kind or note):
        return
    words = round_words(Round(on=on, kind=kind, note=note), "Ann Lee, Bo")
    people = (PersonEntry(name="Ann Lee"), PersonEntry(name="Bo"))
    assert parse_round(words, DAY) == RoundEntry(on=on, kind=kind, people=people, note=note)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for read in (parse_people, lambda words: parse_round(words, DAY)):
        with suppress(BadEntry):
            read(text)
