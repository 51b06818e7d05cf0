"""Names and addresses of somebody in a text, as they are and as they stand in JSON."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache

NOBODY = "somebody forgotten"
"""What stands in place of a name in the labels of the history."""


def forms_of(names: Iterable[str]) -> set[str]:
    """The names as they are and as they stand in JSON."""
    return {
        form for name in names for form in (name, *(json.dumps(name, ensure_ascii=one)[1:-1] for one in (True, False)))
    }


@lru_cache(maxsize=8)
def pattern_of(names: frozenset[str]) -> re.Pattern[str] | None:
    """What finds any of the names as whole words, whatever their case; None when there are none."""
    told = "|".join(re.escape(form) for form in sorted(forms_of(names), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE) if told else None


def is_mentioned(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text."""
    pattern = pattern_of(frozenset(names))
    return pattern is not None and pattern.search(text) is not None


def without_mention(text: str, names: Iterable[str]) -> str:
    """The text with `NOBODY` for each of the names."""
    pattern = pattern_of(frozenset(names))
    return pattern.sub(NOBODY, text) if pattern else text
