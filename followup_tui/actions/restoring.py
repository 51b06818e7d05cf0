"""Going back to a former state: what a person means by a snapshot, a file or a moment."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from followup_tui.actions.forgetting import forgotten_in
from followup_tui.actions.outcome import Refused
from followup_tui.default_places import expanded
from followup_tui.model.clock import Clock
from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.safekeeping import PlannedRestore, Tell, backups, planned_from_file, planned_to_moment, untold

if TYPE_CHECKING:
    from followup_tui.opening import Store

_CLOCK: Final = re.compile(r"(?:(.*)\s)?(\d{1,2})[:.](\d{2})")


def restore_meant(path: Path, text: str, today: date) -> Path | datetime:
    """The snapshot of a data file, the other file, or the moment that `text` means.

    A snapshot is named as `backup list` does. A moment is like ``2026-03-01 14:30``, ``yesterday 14:00`` or ``14:00``;
    a day alone, like ``yesterday`` or ``-3d``, means its evening.

    Raises:
        Refused: it is none of these.
    """
    for one in backups(path):
        if text in (one.path.name, one.path.name.split(".")[0]):
            return one.path
    file = expanded(text)
    if _is_file(file):
        return file
    moment = moment_meant(text, today)
    if moment is None:
        raise Refused(
            f'"{text[:60]}" is no file, no snapshot and no moment; '
            'write it like "2026-03-01 14:30" or "yesterday 14:00".'
        )
    return moment


def moment_meant(text: str, today: date) -> datetime | None:
    """The moment that `text` means, in the person's own time zone; None where it is none."""
    day = _day(text, today)
    if day is not None:
        return (datetime.combine(day, time()) + timedelta(days=1)).astimezone() - timedelta(microseconds=1)
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        pass
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[2]) > 23 or int(match[3]) > 59:
        return None
    words = re.sub(r"(^|\s)at$", "", match[1] or "", flags=re.IGNORECASE)
    day = _day(words, today) if words else today
    return None if day is None else datetime.combine(day, time(int(match[2]), int(match[3]))).astimezone()


def plan_restore(
    store: "Store", meant: Path | datetime, clock: Clock, *, tell: Tell = untold
) -> PlannedRestore:  # fmt: skip
    """What going back there would change; nobody who was forgotten comes back.

    Raises:
        StoreError: it cannot be gone back to, or `tell` stopped it.
    """
    if isinstance(meant, datetime):
        return planned_to_moment(store, meant, clock, tell=tell)
    return planned_from_file(store, meant, clock, unwanted=forgotten_in(store.path), tell=tell)


def _day(text: str, today: date) -> date | None:
    try:
        return parse_when(text, today, "past")
    except BadWhen:
        return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
