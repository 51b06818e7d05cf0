"""Settings: every default is sound, and a wrong value is told with its key."""

from typing import Any

import pytest

from followup_tui.model.settings import BadSettings, Settings, settings_from


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
        ({"colour": {}}, "colour"),
    ],
)
def test_a_wrong_setting_names_its_key(tables: dict[str, Any], key: str) -> None:
    with pytest.raises(BadSettings) as told:
        settings_from(tables)
    assert key in str(told.value)
    assert str(told.value).endswith(".")
