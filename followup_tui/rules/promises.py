"""Promises that say what the message is to tell: how a search ended, or what came of a lead.

The program writes such tasks itself (`actions.looking`, `actions.results`); those written by hand in the same words
count as well.
"""

import re

from followup_tui.model.clean import clean_line

_SEARCH_ENDED = re.compile(r"tell .{1,80} how (?:your|my|the) (?:job )?search ended", re.IGNORECASE)
_CAME_OF = re.compile(
    r"tell .{1,80} what came of (?:their|her|his|the) (?P<gift>[a-z]{1,20})(?:: (?P<outcome>.+))?", re.IGNORECASE
)


def is_search_ended(promise: str) -> bool:
    """Whether a promise is to tell somebody how our search ended."""
    return bool(_SEARCH_ENDED.match(clean_line(promise)))


def came_of(promise: str) -> tuple[str, str] | None:
    """What somebody gave us and what came of it, where a promise is to tell them: ``("lead", "interview at Acme")``.

    The second is empty where the promise does not say it; None where the promise is another one.
    """
    found = _CAME_OF.match(clean_line(promise))
    return (found["gift"].lower(), (found["outcome"] or "").rstrip(".")) if found else None
