"""Names as people are called, from what profiles and cards hold: without emoji, titles and strings of degrees."""

import re
import unicodedata
from typing import NamedTuple

from followup_tui.model.clean import clean_line, is_cjk

_TITLES = re.compile(r"(?:(?:dr|prof|mr|mrs|ms|mx|herr|frau|dipl|ing|med|rer|nat)\.?\s+)+(?=\S)", re.IGNORECASE)
_DEGREES = re.compile(r"(?:\s+(?:PhD|Ph\.D\.?|MBA|MSc|BSc|CFA|CPA|PMP|CISSP|CSM|PHR|SPHR|SHRM-CP|SHRM-SCP))+$")
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
_SIGNS = frozenset({"So", "Sk", "Cn", "Co"})


class PersonName(NamedTuple):
    """A name and its parts; `name` is what is shown, `given` what a message begins with."""

    name: str
    given: str
    family: str


def without_signs(text: str) -> str:
    """A line of text without emoji and other pictures, unless there is nothing else."""
    line = clean_line(text)
    if line.isascii() or not any(unicodedata.category(letter) in _SIGNS for letter in line):
        return line
    kept = "".join(" " if unicodedata.category(letter) in _SIGNS or letter in _JOINERS else letter for letter in line)
    return clean_line(kept) or line


def from_parts(given: str, family: str) -> PersonName:
    """The name of a profile. Degrees follow the family name: behind a comma always, without one when well known."""
    first = without_signs(given)
    whole = without_signs(family)
    last = clean_line(_DEGREES.sub("", whole.partition(",")[0])) or whole
    called = _TITLES.sub("", first) or first
    return PersonName(clean_line(f"{first} {last}"), called, last)


def from_card(full: str, given: str, family: str) -> PersonName:
    """The name of a card. Some programs write "Lee, Ann" as the full name, which is turned round."""
    name = without_signs(full)
    if given and family and name.startswith(f"{family},"):
        name = clean_line(f"{given} {family}")
    alone = "" if family or is_cjk(name) else _TITLES.sub("", name).split()[0]
    first = without_signs(given) or alone
    return PersonName(name, _TITLES.sub("", first), without_signs(family))
