"""The settings file: read with defaults, written with its comments, and one sentence when it is broken."""

import os
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from followup_tui.model.settings import Away, BadSettings, Plan, Settings
from followup_tui.store.errors import NotSaved, Unreadable
from followup_tui.store.places import default_paths
from followup_tui.store.settings_file import edit, load, put_back, set_value, sources


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_without_a_file_everything_has_its_default(path: Path) -> None:
    assert load(path) == Settings()
    assert sources(path)["plan.per_day"] == (3, "default")
    assert not path.parent.exists()


def test_what_stands_in_the_file_counts_and_is_named_as_its_source(path: Path) -> None:
    write(
        path, '[plan]\nper_day = 5\n[[plan.away]]\nfirst = 2026-12-20\nlast = 2027-01-05\n[cadence.tags]\nvip = "2w"\n'
    )
    settings = load(path)
    assert settings.plan.per_day == 5
    assert settings.plan.away == (Away(first=date(2026, 12, 20), last=date(2027, 1, 5)),)
    found = sources(path)
    assert found["plan.per_day"] == (5, "file")
    assert found["plan.away"].source == "file"
    assert found["cadence.tags.vip"] == ("2w", "file")
    assert found["plan.workdays"].source == "default"
    assert found["cadence.tags.loose" if "cadence.tags.loose" in found else "cadence.default"].source == "default"


def test_a_value_is_set_and_comments_stay(path: Path) -> None:
    write(path, "# mine\n[plan]   # the pace\nper_day = 5 # not more\n\n[me]\nname = 'Zoë'\n")
    assert set_value(path, "plan.per_day", 7).plan.per_day == 7
    assert path.read_text(encoding="utf-8") == (
        "# mine\n[plan]   # the pace\nper_day = 7 # not more\n\n[me]\nname = 'Zoë'\n"
    )
    set_value(path, "cadence.default", "2-4 months")
    set_value(path, "cadence.tags.vip", "1 month")
    set_value(path, "plan.workdays", ("mon", "tue"))
    settings = load(path)
    assert (settings.cadence.default, settings.cadence.tags["vip"]) == ("2-4 months", "1 month")
    assert settings.plan.workdays == ("mon", "tue")
    assert path.read_text(encoding="utf-8").startswith("# mine\n[plan]   # the pace\n")


def test_the_first_value_makes_a_private_file_in_a_private_folder(path: Path) -> None:
    before = os.umask(0)
    try:
        set_value(path, "plan.per_day", 4)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert load(path).plan.per_day == 4


@pytest.mark.parametrize(
    ("key", "value"),
    [("plan.per_day", 0), ("plan.per_day", "many"), ("plan.nope", 1), ("nope.nope", 1), ("nope", 1), ("plan", 3),
     ("plan.per_day.x", 3), ("cadence.default", "sometimes"), ("", 1)],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_and_nothing_written(path: Path, key: str, value: Any) -> None:
    write(path, "[plan]\nper_day = 5\n")
    with pytest.raises(BadSettings):
        set_value(path, key, value)
    assert path.read_text() == "[plan]\nper_day = 5\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"[plan]\nper_day = \n", r"not readable as TOML: .*line 2, column 11"),
        (b"a = " + b"[" * 5000, "not readable as TOML: .*nested too deeply"),
        (b"[plan\n", r"line 1, column 6"),
        (b"\xff\xfe\x00", r"not a text file in UTF-8"),
        (b"[plan]\nper_day = 1\nper_day = 2\n", r"line 3"),
    ],
)
def test_a_broken_file_gives_a_sentence_with_place_and_path_and_stays(path: Path, data: bytes, why: str) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    for use in (load, sources, lambda where: set_value(where, "plan.per_day", 4)):
        with pytest.raises(Unreadable, match=why) as raised:
            use(path)
        assert str(path) in str(raised.value)
        assert "\n" not in str(raised.value)
    assert path.read_bytes() == data


def test_a_folder_in_its_place_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(Unreadable, match="is a folder"):
        load(path)


def test_a_failing_disk_leaves_the_settings_as_they_were(path: Path) -> None:
    from tests.store.store_rig import FaultyDisk

    write(path, "[plan]\nper_day = 5\n")
    disk = FaultyDisk(path.parent)
    disk.failing["write", f".config.toml.{os.getpid()}.tmp"] = 28
    with pytest.raises(NotSaved, match="the disk is full"):
        set_value(path, "plan.per_day", 6, disk)
    assert load(path).plan.per_day == 5
    assert list(path.parent.iterdir()) == [path]


def test_a_linked_settings_file_stays_linked(path: Path, tmp_path: Path) -> None:
    write(path, "[plan]\nper_day = 5\n")
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    set_value(link, "plan.per_day", 6)
    assert link.is_symlink()
    assert load(path).plan.per_day == 6


def test_default_places_are_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("sys.platform", "linux")
    paths = default_paths()
    assert paths.data.name == "followup.json"
    assert paths.data.parent.name == "followup"
    assert paths.config.name == "config.toml"


def test_rows_stand_beside_the_keys_of_their_table_whatever_was_there_first(path: Path) -> None:
    """A key that is set later does not become part of the last row."""
    away = (Away(first=date(2026, 8, 3), last=date(2026, 8, 17)), Away(first=date(2026, 12, 20), last=date(2027, 1, 5)))
    for text in ("", "[plan]\n", "plan.away = []\n", "[plan]\naway = [{first=2026-08-03, last=2026-08-17}] # sea\n"):
        write(path, text)
        done = edit(path, {"plan.away": away})
        assert set_value(path, "plan.per_day", 4).plan == Plan(per_day=4, away=away)
        with pytest.raises(NotSaved, match="was changed since"):
            put_back(path, done)
        again = edit(path, {"plan.per_day": None, "plan.away": away[1:]})
        assert again.settings.plan == Plan(away=away[1:])
        assert put_back(path, again).plan == Plan(per_day=4, away=away)
        assert edit(path, {"plan.away": (), "plan.per_day": None}).settings == Settings()
