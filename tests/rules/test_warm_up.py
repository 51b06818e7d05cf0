"""The warm-up: an easy one first among the check-ins of a day, and nothing else changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.cadence import Span
from followup_tui.model.records import Contact, Interaction
from followup_tui.model.settings import Cadences
from followup_tui.model.words import Outcome
from followup_tui.rules.calendar import add_span
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import Encounter, verdict
from followup_tui.rules.warm_up import easy_since, with_warm_up
from tests.rules.test_today import BOTH, IN, MONDAY, OUT, Town, person, towns, wrote


def lists() -> st.SearchStrategy[tuple[Planned, ...]]:
    """A day's list in any order of kinds: in the weeks ahead somebody moved to a day may stand among the promises."""
    kinds = st.lists(st.sampled_from([Kind.REPLY, Kind.TASK, Kind.CHECK_IN, Kind.CHECK_IN]), max_size=6)
    return kinds.map(lambda drawn: tuple(Planned(number, kind) for number, kind in enumerate(drawn, start=1)))


@given(
    lists(),
    st.dictionaries(st.integers(1, 6), st.sampled_from([MONDAY - timedelta(days=ago) for ago in (1, 1, 9)])),
    st.dictionaries(st.integers(1, 6), st.sampled_from([MONDAY, MONDAY + timedelta(days=1)]), max_size=2),
)
def test_only_the_easiest_check_in_moves_and_only_before_other_check_ins(
    planned: tuple[Planned, ...], days: dict[int, date], moved: dict[int, date]
) -> None:
    made = with_warm_up(planned, MONDAY, lambda number, _: days.get(number), moved)
    assert sorted(one._replace(warm_up=False) for one in made) == sorted(planned)
    free = [one.contact for one in planned if one.kind is Kind.CHECK_IN and moved.get(one.contact) != MONDAY]
    marked = [one.contact for one in made if one.warm_up]
    assert len(marked) == (len(free) > 1 and not days.keys().isdisjoint(free))
    others = [one for one in made if not one.warm_up]
    assert others == [one for one in planned if one.contact not in marked]
    for easy in marked:
        best = max(days[number] for number in free if number in days)
        assert easy == next(number for number in free if days.get(number) == best)
        order = [one.contact for one in made]
        assert {*order[order.index(easy) :]} <= {*free}
        assert order[: order.index(easy)] == [] or order[order.index(easy) - 1] not in free


@settings(max_examples=50)
@given(towns())
def test_who_is_easy_had_an_exchange_lately_and_nobody_waits_for_an_answer(town: Town) -> None:
    for number, stands in town.verdicts.items():
        heard = easy_since(town.touches[number], stands, town.as_of)
        if heard is None:
            continue
        theirs = [row.on for row in town.rows if number in row.contacts and row.direction is not OUT]
        assert heard == max(day for day in theirs if day <= town.as_of)
        assert town.as_of <= add_span(heard, Span(9, "month"))
        assert (stands.owes_since, stands.urgency < 1) == (None, True)
        ours = {row.on for row in town.rows if number in row.contacts and row.direction is OUT and row.on > heard}
        assert len(ours) < 2


TALK = wrote(1, 120, BOTH)
ASKED_AND_ANSWERED = (wrote(1, 130), wrote(1, 120, IN))
CASES = [
    ("we talked", [TALK], "", True),
    ("they wrote and we answered", [*ASKED_AND_ANSWERED, wrote(1, 118)], "", True),
    ("we wrote anew long after their word", [*ASKED_AND_ANSWERED, wrote(1, 80)], "", False),
    ("two messages of ours since", [*ASKED_AND_ANSWERED, wrote(1, 118), wrote(1, 100)], "", False),
    ("they never said a word", [wrote(1, 120)], "", False),
    ("they wait for our answer", [wrote(1, 120, IN)], "", False),
    ("never in touch", [], "", False),
    ("a little late", [wrote(1, 200, BOTH)], "", True),
    ("a whole window late", [wrote(1, 60, BOTH)], "2-3 weeks", False),
    ("within a long window, but long ago", [wrote(1, 300, BOTH)], "6-12 months", False),
]


@pytest.mark.parametrize(("said", "rows", "cadence", "easy"), CASES, ids=[case[0] for case in CASES])
def test_an_easy_one_answered_or_talked_with_us_lately(
    said: str, rows: list[Interaction], cadence: str, *, easy: bool
) -> None:
    town = Town([person(1, cadence=cadence)], rows)
    assert (easy_since(town.touches[1], town.verdicts[1], MONDAY) is not None) is easy, said


def test_an_interview_since_makes_it_no_easy_one() -> None:
    known: Contact = replace(person(1), cadence="1-2 months")
    touches = touches_of([wrote(1, 50, BOTH)], MONDAY)
    for ended, easy in ((60, True), (40, False)):
        met = Encounter(MONDAY - timedelta(days=ended), Outcome.WITHDREW)
        assert (easy_since(touches, verdict(known, touches, met, Cadences(), MONDAY), MONDAY) is not None) is easy
