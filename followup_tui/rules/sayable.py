"""Notes that we wrote for ourselves about somebody, turned so that they can be said to them."""

import re

from followup_tui.model.clean import clean_line
from followup_tui.rules.news import is_bad_news

MEMORY_LIMIT = 140
CLAUSE = re.compile(r"(?:how|whether|what|when|where|why|who)\b", re.IGNORECASE)
"""What follows "to ask you" without an "about"."""
_TO_ASK = re.compile(
    r"(?:to\s+)?(?:ask|follow up|mention|discuss|raise|bring up|talk about|check on|catch up on)\s+"
    r"(?:(?:her|him|them)\s+)?(?:(?:about|on)\s+)?",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"(?:book|congratulate|find|give|introduce|invite|offer|propose|remind|say|send|share|suggest|tell|thank|wish)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"^((?:(?:how|whether|if|about|when|why)\s+)?)(?:her|his|their)\s+", re.IGNORECASE)
_THIRD_PERSON = re.compile(r"\b(?:she|he|they|her|him|his|hers|them|their|theirs|i|me|my)\b", re.IGNORECASE)


def sayable(note: str) -> str:
    """A note about somebody as it can be said to them, empty when that would take rewriting.

    ``ask her about the move to Lisbon`` becomes ``the move to Lisbon``, ``his marathon`` becomes ``your marathon``.
    """
    line = clean_line(note).rstrip(".!? ")
    asked = _TO_ASK.match(line)
    line = line[asked.end() :] if asked else line
    line = _POSSESSIVE.sub(r"\1your ", line.replace("if ", "whether ", 1) if line.startswith("if ") else line)
    if not 0 < len(line) <= MEMORY_LIMIT or re.search(r"[.!?;]\s", line):
        return ""
    if is_bad_news(note) or _TO_DO.match(line) or _THIRD_PERSON.search(line):
        return ""
    return line
