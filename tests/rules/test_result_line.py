"""Lines about results and moves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.words import ResultKind
from followup_tui.rules.capture import BadCapture
from followup_tui.rules.result_line import CapturedMove, CapturedResult, parse_move, parse_result

AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("advice", CapturedResult(ResultKind.ADVICE)),
        (
            "advice: split teams by what wakes them",
            CapturedResult(ResultKind.ADVICE, note="split teams by what wakes them"),
        ),
        (
            "lead @Nova Wind, Head of Data, Oslo: ask for Cy",
            CapturedResult(ResultKind.LEAD, "Nova Wind", "Head of Data, Oslo", note="ask for Cy"),
        ),
        (
            "Cust @Fisher = EUR 6,400: paid yesterday",
            CapturedResult(ResultKind.CUSTOMER, "Fisher", value="EUR 6,400", note="paid", on=date(2026, 11, 22)),
        ),
        (
            "intro Head of Data on 1 Oct",
            CapturedResult(ResultKind.INTRODUCTION, role="Head of Data", on=date(2026, 10, 1)),
        ),
        ("offer @A:B", CapturedResult(ResultKind.OFFER, "A:B")),
    ],
)
def test_a_result_is_read_from_one_line(line: str, found: CapturedResult) -> None:
    assert parse_result(line, AS_OF) == found


@pytest.mark.parametrize("line", ["", "in Acme", "luck @Acme", "@Acme lead"])
def test_a_line_that_begins_with_no_kind_says_which_there_are(line: str) -> None:
    with pytest.raises(BadCapture, match="Begin with what it was"):
        parse_result(line, AS_OF)


def test_a_move_is_a_company_a_title_and_a_day() -> None:
    assert parse_move("Nova Wind, Head of Data on 1 Oct", AS_OF) == CapturedMove(
        "Nova Wind", "Head of Data", date(2026, 10, 1)
    )
    assert parse_move("@Nova", AS_OF) == CapturedMove("Nova")
    for line in ("", ", CTO", "Nova on 2030-01-01"):
        with pytest.raises(BadCapture):
            parse_move(line, AS_OF)


@given(st.sampled_from(ResultKind), st.text(max_size=60))
def test_nothing_that_is_typed_after_the_kind_is_lost(kind: ResultKind, text: str) -> None:
    try:
        found = parse_result(f"{kind.value} {text}", AS_OF)
    except BadCapture:
        return
    kept = "".join((found.company, found.role, found.value, found.note)) + ("day" if found.on else "")
    assert bool(kept) or not any(letter.isalnum() for letter in text)
