"""The same surroundings on every machine. Apart from the scenes, because Textual reads them when it is imported."""

import os
import time

_DROPPED = ("NO_COLOR", "TEXTUAL_THEME", "EDITOR", "VISUAL")
_SET = {"COLORTERM": "truecolor", "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", "TZ": "UTC"}


def still_surroundings() -> None:
    """Fixes colours, time zone and animations of this process; to be called before Textual is imported."""
    for name in _DROPPED:
        os.environ.pop(name, None)
    os.environ.update(_SET)
    if hasattr(time, "tzset"):
        time.tzset()
