"""The sample network is sound, believable in size, and alive on every day."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from followup_tui.model.clean import clean_text
from followup_tui.model.partial_date import birthday_in
from followup_tui.model.records import (
    REFERENCES,
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Record,
    Result,
    Task,
)
from followup_tui.model.settings import Settings
from followup_tui.model.validation import check
from followup_tui.model.words import Channel, ClippingKind, Direction, Outcome, Permission, ResultKind, Status
from followup_tui.rules.roster import Listed, Roster
from followup_tui.rules.today import Kind, Today, todays_list
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import Verdict, encounters, verdict
from followup_tui.samples import sample_network, sample_settings

TODAY = date(2026, 11, 23)
AWKWARD = (
    date(2028, 2, 29),
    date(2027, 2, 28),
    date(2027, 3, 1),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2026, 8, 30),
)


def _all(records: tuple[Record, ...], kind: type[Any]) -> list[Any]:
    return [record for record in records if isinstance(record, kind)]


def _verdicts(records: tuple[Record, ...], settings: Settings, as_of: date) -> dict[int, Verdict]:
    touched: dict[int, list[Interaction]] = defaultdict(list)
    for one in _all(records, Interaction):
        for number in one.contacts:
            touched[number].append(one)
    met = encounters(_all(records, Interview), as_of)
    return {
        one.id: verdict(one, touches_of(touched[one.id], as_of), met.get(one.id), settings.cadence, as_of)
        for one in _all(records, Contact)
    }


def _done(records: tuple[Record, ...], as_of: date) -> set[int]:
    return {number for one in _all(records, Interaction) if one.on == as_of for number in one.contacts}


def _today(records: tuple[Record, ...], as_of: date) -> tuple[Today, dict[int, Verdict]]:
    settings = sample_settings(as_of)
    verdicts = _verdicts(records, settings, as_of)
    contacts = {one.id: one for one in _all(records, Contact)}
    last: dict[int, dict[int, date]] = defaultdict(dict)
    for number, one in verdicts.items():
        if one.last_touch:
            last[contacts[number].company][number] = one.last_touch
    done = _done(records, as_of)
    roster = Roster(as_of, (Listed(one, verdicts[number], number in done) for number, one in contacts.items()))
    return todays_list(roster, contacts, _all(records, Task), last.__getitem__, settings.plan), verdicts


def test_size_and_variety() -> None:
    records = sample_network(TODAY)
    contacts, interactions = _all(records, Contact), _all(records, Interaction)
    assert 55 <= len(contacts) <= 65
    assert len(_all(records, Company)) == 25
    assert len(interactions) >= 200
    assert {one.outcome for one in _all(records, Interview)} == set(Outcome)
    assert {one.direction for one in interactions} == set(Direction)
    assert {one.channel for one in interactions} == set(Channel) - {Channel.NOTE}
    assert {one.kind for one in _all(records, Clipping)} == set(ClippingKind)
    assert {one.kind for one in _all(records, Result)} == set(ResultKind)
    assert Permission.GIVEN in {one.permission for one in _all(records, Interview)}
    assert sum(one.worked_for for one in _all(records, Company)) == 1
    assert max(one.on for one in interactions) - min(one.on for one in interactions) > timedelta(days=11 * 365)
    assert any("佐藤" in one.name for one in contacts)
    assert {"recruiter", "pm", "data", "loose", "customer"} <= {tag for one in contacts for tag in one.tags}
    assert sum(bool(one.raise_next) for one in contacts) >= 10
    assert any(one.avoid_next for one in contacts)
    assert any(one.introduced_by for one in contacts)


def test_every_record_may_be_kept_and_is_clean_text() -> None:
    for record in sample_network(TODAY):
        check(record)
        for field in record.__struct_fields__:
            value = getattr(record, field)
            assert not isinstance(value, str) or (clean_text(value) == value and "{" not in value)


def test_every_reference_leads_somewhere() -> None:
    records = sample_network(TODAY)
    ids = {table: {one.id for one in records if one.table == table} for table in REFERENCES}
    for record in records:
        for path, table in REFERENCES[record.table].items():
            assert set(_values(record, path)) <= ids[table], (record, path)


def _values(record: Any, path: str) -> list[int]:
    head, _, rest = path.partition(".")
    value = getattr(record, head)
    items = value if isinstance(value, tuple) else (value,)
    found = [number for item in items for number in (_values(item, rest) if rest else [item])]
    return [number for number in found if number]


def test_ids_are_distinct_and_rise_with_the_days() -> None:
    records = sample_network(TODAY)
    assert len({one.id for one in records}) == len(records)
    assert all(0 < one.id < 2**53 for one in records)
    interactions = sorted(_all(records, Interaction), key=lambda one: one.id)
    assert [one.on for one in interactions] == sorted(one.on for one in interactions)


def test_the_same_day_and_seed_give_the_same_network() -> None:
    assert sample_network(TODAY) == sample_network(TODAY)
    assert sample_network(TODAY, seed=7) != sample_network(TODAY)
    assert sample_network(TODAY, seed=7) == sample_network(TODAY, seed=7)


def test_no_clipping_goes_twice_to_one_company() -> None:
    records = sample_network(TODAY)
    at = {one.id: one.company for one in _all(records, Contact)}
    sent = Counter(
        (at[one.contacts[0]] or one.contacts[0], item) for one in _all(records, Interaction) for item in one.shared
    )
    assert sent
    assert max(sent.values()) == 1


@pytest.mark.parametrize("seed", [2021, 1, 99])
def test_the_demonstration_is_alive_on_any_day(seed: int) -> None:
    """Every third day: all weekdays and days of the month come up in a year."""
    days = 400 if seed == 2021 else 40
    for as_of in [*(TODAY + timedelta(days=number) for number in range(0, days, 3)), *AWKWARD]:
        _assert_alive(sample_network(as_of, seed), as_of)


def _assert_alive(records: tuple[Record, ...], as_of: date) -> None:
    today, verdicts = _today(records, as_of)
    status = Counter(one.status for one in verdicts.values())
    overdue = [one.days_overdue for one in verdicts.values() if one.status is Status.OVERDUE]
    assert status[Status.OVERDUE] >= 8, as_of
    assert sum(days < 40 for days in overdue) >= 3, as_of
    assert sum(days > 70 for days in overdue) >= 3, as_of
    assert status[Status.DUE] >= 8, as_of
    assert status[Status.LATER] >= 8, as_of
    assert status[Status.NEW] == 4, as_of
    assert status[Status.SNOOZED] == 2, as_of
    assert status[Status.PAUSED] == 2, as_of
    assert status[Status.ARCHIVED] == 2, as_of
    assert len(today.done) == 3, as_of
    kinds = Counter(entry.kind for entry in today.planned)
    assert kinds[Kind.REPLY] == 3, as_of
    assert kinds[Kind.TASK] == 1, as_of
    assert kinds[Kind.BIRTHDAY] >= 1, as_of
    assert kinds[Kind.CHECK_IN] >= 2, as_of
    assert today.waiting, as_of
    assert {one.unanswered for one in verdicts.values()} >= {0, 1, 2, 3}, as_of
    tasks = [task.on for task in _all(records, Task) if not task.done_on and task.on]
    assert min(tasks) < as_of in tasks, as_of
    assert max(tasks) > as_of, as_of


@pytest.mark.parametrize("as_of", [TODAY, *AWKWARD])
def test_courtesy_has_something_to_hold_back(as_of: date) -> None:
    today, _ = _today(sample_network(as_of), as_of)
    assert today.courtesy


@pytest.mark.parametrize("as_of", [TODAY, *AWKWARD])
def test_a_birthday_is_today_and_one_comes_within_a_week(as_of: date) -> None:
    birthdays = [one.birthday for one in _all(sample_network(as_of), Contact) if one.birthday]
    near = {
        birthday_in(text, year) for text in birthdays for year in (as_of.year, as_of.year + 1)
    }  # fmt: skip
    assert as_of in near
    assert any(as_of < day <= as_of + timedelta(days=7) for day in near if day)


def test_nothing_but_events_and_promises_lies_in_the_future() -> None:
    for as_of in (TODAY, *AWKWARD):
        records = sample_network(as_of)
        assert all(one.on <= as_of for one in _all(records, Interaction))
        assert all(not one.ended or one.began <= one.ended <= as_of for one in _all(records, Interview))
        assert all(one.created and one.created.date() <= as_of for one in records)
        assert any(one.on and one.on > as_of for one in _all(records, Clipping))
