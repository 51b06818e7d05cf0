"""What would come of an interview, before it is entered."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from followup_tui.actions.following import following_words, what_follows
from followup_tui.actions.foreseeing import foresee
from followup_tui.actions.interviews import add_interview
from followup_tui.model.words import Outcome
from followup_tui.rules.interview_entry import InterviewEntry, parse_people
from tests.desk import MONDAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def test_it_says_what_comes_then_and_changes_nothing(desk: Desk) -> None:
    ann = desk.add("Ann Lee @Acme")
    state = dict(desk.book.contacts), dict(desk.book.companies), desk.book.changes, desk.store.rev
    entry = InterviewEntry(
        company="Fisher", people=parse_people("Ann Lee, Bo Carr (recruiter)"), outcome=Outcome.REJECTED,
        ended=MONDAY - timedelta(days=2),
    )  # fmt: skip
    seen = foresee(desk.book.rehearsal(), entry)
    assert [(str(one), one.known) for one in seen.people] == [("Ann Lee (Acme)", True), ("Bo Carr (recruiter)", False)]
    assert (dict(desk.book.contacts), dict(desk.book.companies), desk.book.changes, desk.store.rev) == state
    assert desk.book.verdict(ann.id).step is None
    made = add_interview(desk.book, entry).made
    said = following_words(desk.book, what_follows(desk.book, made))
    assert seen.follows == f"{said[:1].upper()}{said[1:]}; then every 3-6 months."


def test_it_says_which_field_would_be_refused(desk: Desk) -> None:
    desk.add("Ann Lee @Acme")
    desk.add("Ann Fox @Globex")
    desk.add("Chiara Bianchi <cb@harbourlight.example>")
    desk.add("Reto Keller <rk@harbourlight.example>")
    entry = InterviewEntry(company="Fisher", people=parse_people("Ann, Bo"), outcome=Outcome.REJECTED)
    seen = foresee(desk.book.rehearsal(), entry)
    assert seen.people[0].problem.startswith("Ann: That can be Ann Fox (Globex), Ann Lee (Acme); add more")
    assert (seen.people[1].known, seen.people[1].problem) == (False, "")  # an address with "bo" in it is nobody's name
    assert (seen.field, bool(seen.refusal)) == ("people", True)
    late = InterviewEntry(company="Fisher", outcome=Outcome.REJECTED, ended=MONDAY + timedelta(days=1))
    assert foresee(desk.book.rehearsal(), late).field == "ended"
    assert foresee(desk.book.rehearsal(), InterviewEntry(company="x" * 201)).field == "company"
