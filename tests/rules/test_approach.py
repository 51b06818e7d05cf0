"""Whom to approach when one is looking."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.records import Company, Contact, Interview, Position, Result
from followup_tui.model.settings import Away, Plan, Settings
from followup_tui.model.words import Outcome, Permission, Relation, ResultKind
from followup_tui.rules.approach import Approach, Facts, Reason, approach, by_promise, seniority, two_weeks
from followup_tui.rules.touches import NO_TOUCHES, Touches
from followup_tui.rules.verdict import Encounter, verdict

AS_OF = date(2026, 11, 23)


def of_somebody(
    number: int = 1, *, touches: Touches = NO_TOUCHES, interviews: tuple[Interview, ...] = (), **fields: object
) -> Facts:
    contact = Contact(id=number, name="Ann Lee", **fields)  # type: ignore[arg-type]  # fields of a contact
    held = interviews[0] if interviews else None
    met = Encounter(held.ended, held.outcome, held.id) if held else None
    stands = verdict(contact, touches, met, Settings().cadence, AS_OF)
    return Facts(contact, Company(id=7, name="Fisher"), interviews, touches, stands, ())


def points(about: Facts) -> int:
    return approach(about, AS_OF, lambda _: "Fisher").points


def held(outcome: Outcome, permission: Permission = Permission.NOT_ASKED) -> Interview:
    return Interview(id=3, company=7, outcome=outcome, ended=date(2021, 5, 1), permission=permission, contacts=(1,))


def test_somebody_met_twice_who_decides_and_wanted_you_comes_before_the_friend_you_talk_to_every_month() -> None:
    """The mistake that people make: they write to those they know best (Walter, Levin and Murnighan 2015)."""
    friend = of_somebody(
        touches=Touches(number=40, last=date(2026, 10, 20), last_in=date(2026, 10, 20), last_out=date(2026, 10, 1)),
        positions=(Position(title="Engineer"),),
    )
    interviewer = of_somebody(
        touches=Touches(number=2, last=date(2021, 6, 1), last_out=date(2021, 6, 1)),
        interviews=(held(Outcome.OFFER_DECLINED, Permission.GIVEN),),
        positions=(Position(title="VP Data"),),
        relation=Relation.HIRING_MANAGER,
    )
    assert points(interviewer) > points(friend)
    found = approach(interviewer, AS_OF, lambda _: "Fisher")
    assert found.reasons[0].words == "they made you an offer at Fisher in May 2021"
    assert "agreed that you keep in touch" in found.why
    assert "out of touch for 5 years: knows what you do not" in found.why


def test_how_it_ended_and_what_they_gave_count_in_this_order() -> None:
    order = [Outcome.OFFER_DECLINED, Outcome.RUNNER_UP, Outcome.ROLE_CLOSED, Outcome.REJECTED, Outcome.NO_REPLY]
    scores = [points(of_somebody(interviews=(held(one),))) for one in order]
    assert scores == sorted(scores, reverse=True)
    about = of_somebody()
    gift = Result(id=9, kind=ResultKind.LEAD, contact=1, on=date(2024, 3, 1))
    assert points(about._replace(results=(gift,))) > points(about)


def test_whoever_asked_not_to_be_written_to_or_was_written_to_just_now_is_left_out_with_the_reason() -> None:
    refused = of_somebody(interviews=(held(Outcome.REJECTED, Permission.REFUSED),))
    lately = of_somebody(touches=Touches(number=1, last=date(2026, 11, 20), last_out=date(2026, 11, 20)))
    archived = of_somebody(archived_on=date(2025, 1, 1))
    fresh = of_somebody(interviews=(replace(held(Outcome.OFFER_DECLINED), ended=date(2026, 11, 22)),))
    told = [approach(one, AS_OF, lambda _: "").left_out for one in (refused, lately, archived, fresh)]
    assert told == [
        "would rather not hear from you", "you wrote on 20 Nov", "archived", "the interview ended on 22 Nov",
    ]  # fmt: skip


def test_titles_are_read_as_they_are_meant() -> None:
    high = ("Chief Technology Officer", "CEO", "Co-Founder", "Managing Director", "Founding Partner", "Partner")
    middle = ("VP Data", "Head of Design", "Engineering Director")
    none = ("Principal Engineer", "Talent Partner", "Product Owner of checkout", "Behead specialist", "")
    assert [seniority(one) for one in high] == [2] * len(high)
    assert [seniority(one) for one in middle] == [1] * len(middle)
    assert [seniority(one) for one in none[:2] + none[3:]] == [0] * 4


@st.composite
def orders(draw: st.DrawFn) -> tuple[tuple[Approach, ...], dict[int, int]]:
    numbers = draw(st.lists(st.integers(1, 60), unique=True, max_size=40))
    left = draw(st.sets(st.sampled_from(numbers))) if numbers else set()
    found = [
        Approach(one, (Reason(draw(st.integers(-9, 40)), "x"),), "paused" if one in left else "") for one in numbers
    ]
    return by_promise(found, lambda _: None), {one: draw(st.integers(0, 9)) for one in numbers}


@given(orders(), st.integers(1, 5), st.dictionaries(st.integers(0, 13), st.integers(0, 4)), st.booleans())
def test_two_weeks_hold_no_more_than_the_days_do_one_person_a_company_and_the_best_first(
    made: tuple[tuple[Approach, ...], dict[int, int]], per_day: int, taken: dict[int, int], away: bool
) -> None:
    order, company = made
    plan = Plan(per_day=per_day, away=(Away(first=AS_OF, last=AS_OF + timedelta(3)),) if away else ())
    load = {AS_OF + timedelta(step): number for step, number in taken.items()}
    planned = two_weeks(order, lambda number: company[number], load, plan, AS_OF)
    assert two_weeks(order, lambda number: company[number], load, plan, AS_OF) == planned
    for day in {one.on for one in planned}:
        assert sum(one.on == day for one in planned) <= per_day - load.get(day, 0)
        assert day.weekday() < 5
        assert not (away and day <= AS_OF + timedelta(3))
    companies = [company[one.contact] for one in planned if company[one.contact]]
    assert len(companies) == len(set(companies))
    rank = {one.contact: at for at, one in enumerate(order)}
    assert [rank[one.contact] for one in planned] == sorted(rank[one.contact] for one in planned)
    assert not {one.contact for one in planned} & {one.contact for one in order if one.left_out}
