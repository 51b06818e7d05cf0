"""Where the files of a call are. Apart from `cli.opening`, for what is said before a network is opened."""

from pathlib import Path

from followup_tui.cli.options import Call
from followup_tui.default_places import default_paths


def paths_of(call: Call) -> tuple[Path, Path]:
    """The data file and the settings file of a call."""
    if call.file and call.config:
        return call.file, call.config
    places = default_paths()
    return call.file or places.data, call.config or places.config


def templates_folder(call: Call) -> Path:
    """Where the person's own templates are: ``templates`` beside the settings file."""
    return paths_of(call)[1].parent / "templates"
