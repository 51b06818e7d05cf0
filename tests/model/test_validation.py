"""What may not be kept is told in a sentence that says what to write instead."""

from datetime import UTC, date, datetime

import pytest

from followup_tui.model.records import (
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Mark,
    Position,
    Record,
    Result,
    Round,
    Task,
)
from followup_tui.model.validation import Invalid, check, is_email, problems_of

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (Contact(name=" "), "needs a name"),
        (Contact(name="Ann", emails=("ann at x",)), "not an e-mail address"),
        (Contact(name="Ann", cadence="often"), "not a cadence"),
        (Contact(name="Ann", birthday="3 May"), "not a birthday"),
        (Contact(name="Ann", met_on="spring"), "not a date"),
        (Contact(name="Ann", positions=(Position(since="2021-13"),)), "not a date"),
        (Contact(name="A" * 201), "200 are the most"),
        (Contact(name="Ann", tags=("x" * 501,)), "500 are the most"),
        (Contact(name="Ann", added_on=date(1066, 10, 14)), "between 1900 and 2200"),
        (Contact(name="Ann", marks=(Mark(on=date(9000, 1, 1), kind="skip"),)), "between 1900 and 2200"),  # type: ignore[arg-type]
        (Contact(name="Ann", created=datetime(9999, 12, 31, tzinfo=UTC)), "between 1900 and 2200"),
        (Company(name=""), "needs a name"),
        (Company(name="Acme", cadence="6-3 months"), "shorter time comes first"),
        (Interview(), "needs a company"),
        (Interview(company=1, began=DAY, ended=date(2026, 2, 1)), "before it begins"),
        (Interview(company=1, rounds=(Round(on=date(9000, 1, 1)),)), "between 1900 and 2200"),
        (Interaction(on=DAY), "somebody it was with"),
        (Clipping(), "needs a title"),
        (Result(on=DAY), "somebody it came from"),
        (Task(), "needs a text"),
    ],
)
def test_a_problem_is_one_plain_sentence(record: Record, says: str) -> None:
    with pytest.raises(Invalid) as told:
        check(record)
    (problem,) = told.value.problems
    assert says in problem
    assert problem.endswith(".")
    assert "\n" not in problem


def test_every_problem_is_told_at_once() -> None:
    assert len(list(problems_of(Contact(name="", cadence="often", emails=("x",))))) == 3


@pytest.mark.parametrize("text", ["ann@x.org", "jörg@münchen.example", "a+b@x.co.uk", "o'neil@x.org"])
def test_addresses(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize("text", ["ann", "ann@", "@x.org", "a b@x.org", "ann@x.org>", "a@b@c", "x" * 250 + "@x.org"])
def test_no_addresses(text: str) -> None:
    assert not is_email(text)
