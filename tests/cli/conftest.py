"""A shell on the sample network, and one on nothing yet."""

from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.conftest import TODAY
from tests.desk import hurry


@pytest.fixture
def shell(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line on the sample network, on its day."""
    return _shell(sample_file, tmp_path, monkeypatch)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line on a file that is not there yet."""
    return _shell(tmp_path / "new" / "followup.json", tmp_path, monkeypatch)


def _shell(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    config = tmp_path / "config" / "config.toml"
    monkeypatch.setenv("FOLLOWUP_FILE", str(file))
    monkeypatch.setenv("FOLLOWUP_CONFIG", str(config))
    monkeypatch.setenv("FOLLOWUP_TODAY", TODAY.isoformat())
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "UTC")
    hurry(monkeypatch)
    return Shell(file, config, monkeypatch)
