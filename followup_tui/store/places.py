"""Where everything of one data file lies: the file, and beside it a folder for what is not data."""

import os
from pathlib import Path
from typing import NamedTuple

NAME = "followup"


class DefaultPaths(NamedTuple):
    """Where data and settings lie when nobody says otherwise."""

    data: Path
    config: Path


class Places(NamedTuple):
    """The paths that belong together. `shown` is the path as the person gave it."""

    shown: Path
    file: Path
    folder: Path

    @property
    def lock(self) -> Path:
        """The lock file; it stays when nobody holds it."""
        return self.folder / "lock"

    @property
    def history(self) -> Path:
        """Every change with its inverse."""
        return self.folder / "history.jsonl"

    @property
    def drafts(self) -> Path:
        """Messages begun and not sent."""
        return self.folder / "drafts"

    @property
    def index_file(self) -> Path:
        """What is derived from the file and may be deleted at any time."""
        return self.folder / "index"

    @property
    def today(self) -> Path:
        """The first frame of the next start: a cache like the index."""
        return self.folder / "today"

    @property
    def digest(self) -> Path:
        """Today's list as the shell told it last: a cache like the index."""
        return self.folder / "digest"

    @property
    def written(self) -> Path:
        """What the file looked like when we wrote it last, by which another program's writing is known."""
        return self.folder / "written"

    @property
    def snapshots(self) -> Path:
        """Copies of the file as it was before something large."""
        return self.folder / "snapshots"

    @property
    def broken(self) -> Path:
        """What a repair put aside; nothing in it is read again or thinned."""
        return self.folder / "broken"

    @property
    def conflicts(self) -> Path:
        """Other machines' versions of the file that were taken in, and the values that were not."""
        return self.folder / "conflicts"

    @property
    def forgotten(self) -> Path:
        """Fingerprints of those whom the person asked to forget."""
        return self.folder / "forgotten.json"


def default_paths() -> DefaultPaths:
    """The platform's places: on Linux ~/.local/share/followup/followup.json and ~/.config/followup/config.toml."""
    from platformdirs import user_config_path, user_data_path

    data, config = user_data_path(NAME, appauthor=False), user_config_path(NAME, appauthor=False)
    return DefaultPaths(data / "followup.json", config / "config.toml")


def expanded(path: str | Path) -> Path:
    """A path with ``~`` and ``~name`` read as a shell does; where there is nobody of that name it stays as it is."""
    typed = Path(path)
    try:
        return typed.expanduser()
    except RuntimeError:
        return typed


def places_of(path: Path) -> Places:
    """The places of a data file. A link is followed, so that everyone who comes by it shares lock and history."""
    file = Path(os.path.realpath(path))
    return Places(path, file, file.with_name(file.name + ".d"))
