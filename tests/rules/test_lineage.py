"""Who led to what."""

from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.records import Company, Contact, Interview, Result
from followup_tui.model.words import Outcome, ResultKind
from followup_tui.rules.lineage import Branch, branches_of, lead_for, led_to, lineage, upstream

ANN, BO, CY = (Contact(id=number, name=name) for number, name in ((1, "Ann"), (2, "Bo"), (3, "Cy")))
FIRST = Interview(id=11, company=21, contacts=(1, 2), began=date(2011, 5, 2), outcome=Outcome.OFFER_DECLINED)
LEAD = Result(id=31, kind=ResultKind.LEAD, contact=1, company=22, on=date(2015, 3, 1))
SECOND = Interview(id=12, company=22, contacts=(2, 3), began=date(2015, 4, 1), came_of=31)
CUSTOMER = Result(id=32, kind=ResultKind.CUSTOMER, contact=3, on=date(2021, 9, 9))

R = TypeVar("R", Contact, Interview, Result)


def as_words(branch: Branch) -> list[object]:
    subject = branch.subject
    return [f"{subject.table[:-1]} {subject.id}", *(as_words(one) for one in branch.grown)]


def by_id(*records: R) -> dict[int, R]:
    return {one.id: one for one in records}


def test_a_lead_leads_to_an_interview_and_that_to_somebody_who_became_a_customer() -> None:
    tree = lineage(by_id(ANN, BO, CY), by_id(FIRST, SECOND), by_id(LEAD, CUSTOMER))
    assert [as_words(one) for one in tree.roots] == [
        ["interview 11", ["contact 1", ["result 31", ["interview 12", ["contact 3", ["result 32"]]]]]]
    ]
    assert tree.quiet == 0
    assert list(upstream(CUSTOMER, by_id(LEAD, CUSTOMER), by_id(FIRST, SECOND))) == []
    offer = Result(id=33, kind=ResultKind.OFFER, contact=3, interview=12, on=date(2015, 6, 1))
    assert list(upstream(offer, by_id(LEAD, offer), by_id(SECOND))) == [LEAD]
    (found,) = branches_of(tree, CY)
    assert as_words(found) == ["contact 3", ["result 32"]]
    came = Result(id=35, kind=ResultKind.INTERVIEW, contact=3, came_of=31, on=date(2015, 4, 2))
    beside = branches_of(lineage(by_id(ANN, BO, CY), by_id(FIRST), by_id(LEAD, came)), CY)
    assert [as_words(one) for one in beside] == [["result 35"]]  # a part of Ann's branch, and what Cy gave


def test_interviews_that_led_to_nothing_yet_are_counted_and_whoever_introduced_stands_above() -> None:
    dee = Contact(id=4, name="Dee", introduced_by=3)
    gift = Result(id=34, contact=4, on=date(2020, 1, 1))
    tree = lineage(by_id(ANN, CY, dee), by_id(FIRST), by_id(gift))
    assert [as_words(one) for one in tree.roots] == [["contact 3", ["contact 4", ["result 34"]]]]
    assert tree.quiet == 1


def test_what_something_came_of_is_the_open_lead_to_the_company_and_the_role_when_it_names_one() -> None:
    other = Result(id=35, kind=ResultKind.LEAD, contact=2, company=22, role="CTO", on=date(2016, 1, 1))
    both = by_id(LEAD, other)
    assert lead_for(22, "cto", both, []) == other
    assert lead_for(22, "Designer", both, []) == LEAD
    assert lead_for(22, "", both, []) == other
    assert lead_for(22, "Designer", both, [SECOND]) is None, "the lead came to an interview already"
    assert lead_for(0, "", both, []) is None
    assert led_to(Company(id=22, name="Nova", came_of=31), both) == (LEAD, other)


@st.composite
def records(draw: st.DrawFn) -> tuple[dict[int, Contact], dict[int, Interview], dict[int, Result]]:
    """Small networks in which anything may have come of anything, circles and loose ends included."""
    ids = st.integers(0, 6)
    day = date(2020, 1, 1)
    contacts = [Contact(id=n, name=f"P{n}", introduced_by=draw(ids)) for n in range(1, draw(st.integers(1, 6)))]
    interviews = [
        Interview(
            id=n, company=1, contacts=tuple(draw(st.lists(ids, max_size=3))), came_of=draw(ids),
            began=day + timedelta(draw(ids)),
        )
        for n in range(1, draw(st.integers(1, 5)))
    ]  # fmt: skip
    results = [
        Result(id=n, contact=draw(ids), came_of=draw(ids), interview=draw(ids), on=day + timedelta(draw(ids)))
        for n in range(1, draw(st.integers(1, 7)))
    ]
    return by_id(*contacts), by_id(*interviews), by_id(*results)


@given(records())
def test_every_result_stands_in_the_tree_once_whatever_came_of_what(
    made: tuple[dict[int, Contact], dict[int, Interview], dict[int, Result]],
) -> None:
    tree = lineage(*made)
    seen: list[tuple[str, int]] = []
    waiting = list(tree.roots)
    while waiting:
        branch = waiting.pop()
        seen.append((branch.subject.table, branch.subject.id))
        waiting += branch.grown
    assert len(seen) == len(set(seen))
    assert {number for table, number in seen if table == "results"} == set(made[2])
    assert lineage(*made) == tree
    for result in made[2].values():
        assert len(list(upstream(result, made[2], made[1]))) < 20


def test_a_chain_of_thousands_is_no_traceback() -> None:
    chain = {n: Result(id=n, contact=1, came_of=n - 1, on=date(2020, 1, 1)) for n in range(1, 5000)}
    assert sum(one.results for one in lineage(by_id(ANN), {}, chain).roots) == len(chain)
