"""Days away: joined, taken out again, and what they would mean for the plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.actions import moving_days
from followup_tui.actions.absence import add_away, away_meant, away_of, coming_away, foresee_away, joined, remove_away
from followup_tui.actions.outcome import Refused
from followup_tui.actions.plan_settings import take_back
from followup_tui.model.settings import Away, Plan, Settings
from followup_tui.opening import load_settings
from tests.desk import MONDAY, Desk

NEAR = st.integers(0, 40)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json", settings=Settings(plan=Plan(per_day=1)))
    yield made
    made.store.close()


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def days_of(periods: tuple[Away, ...]) -> set[date]:
    return {one.first + timedelta(days=step) for one in periods for step in range((one.last - one.first).days + 1)}


@settings(max_examples=8)
@given(st.lists(st.tuples(st.booleans(), NEAR, st.integers(0, 9)), min_size=2, max_size=4))
def test_days_are_kept_in_few_periods_and_every_step_can_be_taken_back(steps: list[tuple[bool, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        config, expected = Path(folder) / "config.toml", set[date]()
        for adds, start, length in steps:
            first, last = on(start), on(start + length)
            span = days_of((Away(first=first, last=last),))
            before = config.read_text() if config.exists() else ""
            change = add_away if adds else remove_away
            try:
                done = change(config, first, last, as_of=MONDAY)
            except Refused:
                assert not (span - expected if adds else span & expected)
                continue
            after = config.read_text()
            take_back(config, done)
            assert config.read_text() == before
            config.write_text(after)
            expected = expected | span if adds else expected - span
            held = load_settings(config).plan.away
            assert days_of(held) == expected
            assert len(held) == len(joined(held))


def test_comments_stay_and_what_overlaps_becomes_one(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        "# mine\n[plan]\nper_day = 2 # no more\n\n# summer\n[[plan.away]]\nfirst = 2026-08-03 # Sat\n"
        "last = 2026-08-17\n\n[me]\nname = 'Zoë'\n",
        encoding="utf-8",
    )
    done = add_away(config, date(2026, 8, 10), date(2026, 8, 20), as_of=date(2026, 3, 3))
    assert (done.said, done.back) == ("Away 3-20 Aug", "followup plan away remove 2026-08-18 2026-08-20")
    text = config.read_text(encoding="utf-8")
    assert "per_day = 2 # no more\n\n# summer\n[[plan.away]]\nfirst = 2026-08-03 # Sat\nlast = 2026-08-20\n" in text
    assert load_settings(config).me.name == "Zoë"
    config.write_text(f"{text}\n# and on\n", encoding="utf-8")
    with pytest.raises(Exception, match="was changed since"):
        take_back(config, done)
    rehearsed = add_away(config, date(2026, 9, 1), date(2026, 9, 2), as_of=date(2026, 3, 3), rehearse=True)
    assert len(rehearsed.settings.plan.away) == 2
    assert len(load_settings(config).plan.away) == 1


def test_times_in_any_order_and_layout_are_taken_out_and_said_as_days_of_the_calendar(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(
        b"plan = { per_day = 2, away = [{ first = 2026-09-01, last = 2026-09-05 }, "
        b"{ first = 2026-08-03, last = 2026-08-17 }] } # mine\r\n"
    )
    before = config.read_bytes()
    done = remove_away(config, date(2026, 8, 10), date(2026, 9, 2), as_of=date(2026, 3, 3))
    assert done.said == "Not away 10 Aug to 2 Sep"
    assert done.back == "followup plan away 2026-08-10 2026-08-17 && followup plan away 2026-09-01 2026-09-02"
    assert days_of(load_settings(config).plan.away) == days_of(
        (Away(first=date(2026, 8, 3), last=date(2026, 8, 9)), Away(first=date(2026, 9, 3), last=date(2026, 9, 5)))
    )
    assert config.read_bytes().endswith(b" # mine\r\n")
    take_back(config, done)
    assert config.read_bytes() == before
    config.write_text("plan = { per_day = 2 }\n")
    added = add_away(config, date(2026, 8, 10), date(2026, 8, 20), as_of=date(2026, 3, 3))
    assert load_settings(config) == added.settings
    assert added.settings.plan.per_day == 2


def test_a_time_is_meant_by_its_number_a_day_of_it_or_its_days() -> None:
    past, one, two = Away(first=on(-9), last=on(-5)), Away(first=on(-2), last=on(3)), Away(first=on(30), last=on(33))
    held = Settings(plan=Plan(away=(two, past, one)))
    assert coming_away(held, MONDAY) == (one, two)
    assert away_meant(held, "2", MONDAY) == two
    assert away_meant(held, f"{on(-2):%-d %b}", MONDAY) == one
    assert away_meant(held, f"{on(31)} {on(31)}", MONDAY) == away_of(f"{on(31)} {on(31)}", MONDAY)
    with pytest.raises(Refused, match="no time away 3"):
        away_meant(held, "3", MONDAY)


def test_what_being_away_would_mean_is_said_and_nothing_is_changed(desk: Desk) -> None:
    everybody = [desk.add(f"Person {number} every 2w") for number in range(8)]
    before = desk.book.plan_ahead(26)
    found = foresee_away(desk.book, on(1), on(9))
    assert desk.book.plan_ahead(26) is before
    assert (found.work_days, found.places) == (7, 7)
    assert found.lost > 0
    assert any(" unserved" in one for one in found.sentences)
    assert found.sentences[-1].endswith(": followup plan replan spreads who is late when you are back.")
    in_the_app = foresee_away(desk.book, on(1), on(9), "b").sentences[-1]
    assert in_the_app.endswith(": b spreads who is late when you are back.")
    assert foresee_away(desk.book, on(5), on(6)).sentences == ("The plan has nobody on these days as it is.",)
    late = foresee_away(desk.book, on(98), on(106))
    assert late.lost > 0  # every two weeks, in every round
    later = foresee_away(desk.book, on(98), on(98))
    assert later.sentences == ("That is 1 work day and 1 place less.", "Everybody still fits.")
    moving_days.move_to(desk.book, everybody[0], on(99))
    kept = foresee_away(desk.book, on(98), on(106))
    assert kept.fixed == (everybody[0].id,)
    assert any("Person 0" in one for one in kept.sentences)
