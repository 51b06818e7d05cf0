"""The settings of the plan as actions change them: days away and the pace, each with the way back.

Settings are a file of the person's own and no part of the data's history, so each change says itself how it is taken
back: to the letter (`take_back`), or with a call of the shell (`back`).
"""

from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from followup_tui.model.settings import Plan, Settings
from followup_tui.opening import SettingsEdit, edit_settings, put_settings_back


class SettingsChange(NamedTuple):
    """`said` is for the status line and the shell, `settings` are those that hold now, `back` is the call that takes
    it back. `edit` is what was written, None in a rehearsal, where nothing was."""

    said: str
    settings: Settings
    back: str
    edit: SettingsEdit | None


def change_plan(
    config: Path | None, settings: Settings, changes: dict[str, Any], said: str, back: str
) -> SettingsChange:
    """Sets fields of the plan in the settings file `config`; without one only in `settings`, to see what it would do.

    Raises:
        StoreError: the file cannot be read or written; nothing was.
        BadSettings: a value cannot be used; nothing was written.
    """
    if config is None:
        return SettingsChange(said, with_plan(settings, **changes), back, None)
    done = edit_settings(config, {f"plan.{name}": value for name, value in changes.items()})
    return SettingsChange(said, done.settings, back, done)


def take_back(config: Path, change: SettingsChange) -> Settings:
    """Writes the settings file as it was before a change; gives the settings that hold then.

    Raises:
        StoreError: the file was changed since and stays as it is, or it cannot be written.
    """
    return put_settings_back(config, change.edit) if change.edit else change.settings


def with_plan(settings: Settings, **changes: Any) -> Settings:
    """The settings with other fields of the plan."""
    plan: Plan = replace(settings.plan, **changes)
    return replace(settings, plan=plan)
