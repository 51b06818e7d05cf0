"""What holds for every test: the same examples every time, no clock, and a home folder that is nobody's."""

import gc
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from followup_tui.samples import sample_network, write_network

settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("repeatable"), derandomize=False, max_examples=2_000)
settings.load_profile("repeatable")

# A quarter of the time of an app's test went into looking for garbage where there is hardly any.
gc.set_threshold(50_000, 20, 100)

TODAY = date(2026, 3, 3)
"""The day of every test that needs one: a Tuesday."""
_FOLDERS = {"HOME": "", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache",
            "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run"}  # fmt: skip
_PERSONAL = ("FOLLOWUP_FILE", "FOLLOWUP_CONFIG", "FOLLOWUP_TODAY", "FOLLOWUP_TRACE", "NO_COLOR", "VISUAL", "EDITOR")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder for the whole run, so that no test reads or writes the real one."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name, inside in _FOLDERS.items():
            patch.setenv(name, str(folder / inside))
        for name in _PERSONAL:
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(scope="session")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The data file of the sample network as it stands on `TODAY`."""
    path = tmp_path_factory.mktemp("sample") / "followup.json"
    write_network(path, sample_network(TODAY))
    return path.read_bytes()


@pytest.fixture
def sample_file(sample_bytes: bytes, tmp_path: Path) -> Path:
    """A data file of this test's own with the sample network in it."""
    path = tmp_path / "network" / "followup.json"
    path.parent.mkdir(mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(sample_bytes)
    return path


def clean_environment(**more: str) -> dict[str, str]:
    """This run's environment for a process of its own, with `more` in it."""
    return {**os.environ, **more}
