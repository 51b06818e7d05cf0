"""The roster: putting people one at a time, in any order, gives what sorting everybody anew gives."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.partial_date import birthday_in
from followup_tui.model.words import Status
from followup_tui.rules.load import arrivals
from followup_tui.rules.roster import by_urgency
from tests.rules.test_today import Town, towns

RESTING = {Status.PAUSED: 1, Status.ARCHIVED: 2}


@given(towns(), towns(), st.data())
def test_people_put_one_at_a_time_stand_where_a_new_roster_has_them(
    before: Town, after: Town, data: st.DataObject
) -> None:
    """Some stand elsewhere than `before`, some are new, some are gone."""
    roster = before.roster()
    roster.as_of = after.as_of
    for number in data.draw(st.permutations(sorted({*before.people, *after.people}))):
        if number in after.people:
            roster.put(after.listed(number))
        else:
            roster.drop(number)
    anew = after.roster()
    assert after.today() == after.planned_from(roster)
    assert roster.everybody() == anew.everybody()
    assert (roster.new, roster.number_of.total()) == (anew.new, len(after.people))
    days = (after.as_of, 60)
    assert arrivals(roster, after.promises, *days) == arrivals(anew, after.promises, *days)


@given(towns())
def test_everybody_stands_there_once_by_urgency_and_those_who_rest_last(town: Town) -> None:
    order = [town.verdicts[number] for number in town.roster().everybody()]
    assert Counter(one.contact for one in order) == Counter(list(town.people))
    ranks = [(RESTING.get(one.status, 0), by_urgency(one)) for one in order]
    assert ranks == sorted(ranks)


@given(towns())
def test_everybody_who_comes_due_is_counted_on_their_day(town: Town) -> None:
    first, days = town.as_of + timedelta(days=1), 400
    load = arrivals(town.roster(), town.promises, first, days)
    for day in (first + timedelta(days=ahead) for ahead in range(days)):
        people = {
            number for number, one in town.verdicts.items()
            if (one.returns or (one.opens if one.status is Status.LATER else None)) == day
            or (one.status not in RESTING and birthday_in(town.people[number].birthday, day.year) == day)
        }  # fmt: skip
        promised = sum(1 for task in town.promises if task.on == day and not task.done_on)
        assert load.get(day, 0) == len(people) + promised


def test_a_roster_of_nobody() -> None:
    town = Town([], [])
    assert (town.roster().everybody(), town.today().planned) == ((), ())
    town.roster().drop(1)
