"""Settings: every default is sound, and a wrong value is told with its key."""

from datetime import date
from typing import Any

import pytest

from followup_tui.model.settings import BadSettings, Settings, settings_from


def test_what_follows_an_interview_can_be_left_out() -> None:
    silent = {"thank": "", "answer": "", "decline": "", "words": [], "agreed": ""}
    assert settings_from({"interviews": silent}).interviews.words == ()


def test_no_settings_are_the_defaults() -> None:
    assert settings_from({}) == Settings()
    assert Settings().plan.per_day == 3
    assert Settings().cadence.default == "3-6 months"


@pytest.mark.parametrize(
    ("tables", "key"),
    [
        ({"plan": {"per_day": 0}}, "plan.per_day"),
        ({"plan": {"per_day": "many"}}, "plan.per_day"),
        ({"plan": {"workdays": []}}, "plan.workdays"),
        ({"plan": {"workdays": ["monday"]}}, "plan.workdays"),
        ({"plan": {"courtesy_days": -1}}, "plan.courtesy_days"),
        ({"plan": {"away": [{"first": "2026-05-02", "last": "2026-05-01"}]}}, "plan.away"),
        ({"plan": {"per_week": 3}}, "per_week"),
        ({"cadence": {"default": "often"}}, "cadence.default"),
        ({"cadence": {"tags": {"vc": "6-3 months"}}}, "cadence.tags.vc"),
        ({"interviews": {"thank": "soon"}}, "interviews.thank"),
        ({"interviews": {"lapse": ""}}, "interviews.lapse"),
        ({"interviews": {"words": ["30 days", "none"]}}, "interviews.words"),
        ({"interviews": {"agreed": "6-3 months"}}, "interviews.agreed"),
        ({"colour": {}}, "colour"),
    ],
)
def test_a_wrong_setting_names_its_key(tables: dict[str, Any], key: str) -> None:
    with pytest.raises(BadSettings) as told:
        settings_from(tables)
    assert key in str(told.value)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"plan": {"per_day": "x"}}, "plan.per_day takes a whole number, not a text."),
        ({"plan": {"per_day": 2.5}}, "plan.per_day takes a whole number, not a number."),
        ({"plan": {"workdays": "mon"}}, "plan.workdays takes a list, not a text."),
        ({"plan": {"workdays": ["monday"]}}, "plan.workdays takes mon, tue, wed, thu, fri, sat or sun, not “monday”."),
        ({"plan": {"holidays": ["x"]}}, "plan.holidays takes a day like 2026-03-01."),
        ({"plan": {"holidays": [5]}}, "plan.holidays takes a day like 2026-03-01 in each entry, not a whole number."),
        ({"plan": {"away": [{"first": date(2026, 1, 1)}]}}, "plan.away has an entry without last."),
        ({"plan": {"away": [{"firs": 1}]}}, "plan.away.firs is no setting; did you mean plan.away.first?"),
        ({"plan": {"per_dya": 3}}, "plan.per_dya is no setting; did you mean plan.per_day?"),
        ({"colour": {}}, "colour is no setting; there are plan, cadence, interviews, me, looking, sending, screen."),
        ({"plan": 3}, "plan takes a table, not a whole number."),
        ({"cadence": {"tags": {"vip": 3}}}, "cadence.tags takes a text in each entry, not a whole number."),
        ({"screen": {"mouse": "yes"}}, "screen.mouse takes true or false, not a text."),
        ({"me": {"name": date(2026, 1, 1)}}, "me.name takes a text, not a day."),
        (
            {"sending": {"mail": "fax"}},
            "sending.mail takes mailto, eml, clipboard, command, neomutt, aerc or himalaya, not “fax”.",
        ),
        ({"plan": {"per_day": 0}}, "plan.per_day is 0; it takes a number from 1 to 100."),
    ],
)
def test_a_fault_is_told_in_our_words(tables: dict[str, Any], says: str) -> None:
    with pytest.raises(BadSettings) as told:
        settings_from(tables)
    assert str(told.value) == says


def test_a_fault_is_told_with_its_file() -> None:
    fault = BadSettings("takes a whole number, not a text", "plan.per_day")
    assert str(fault.within("/a/config.toml")) == "plan.per_day in /a/config.toml takes a whole number, not a text."
    assert str(BadSettings("That is none.").within("/a/config.toml")) == "/a/config.toml: That is none."
