"""By what two records are told to be the same person: profile, e-mail, phone and name, each in a form to compare."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from followup_tui.model.clean import clean_line, folded

_PROFILE = re.compile(r"linkedin\.[a-z.]{2,6}/(?:m(?:wlite)?/)?in/([^/?#\s]+)", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:;?\s*ext\.?\s*=?|\s+x|#)\s*\d+\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NOT_A_NAME = frozenset({"dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "jr", "sr", "phd", "mba", "msc"})
PHONE_DIGITS = range(8, 16)
"""How many digits a number with its country code has (E.164 allows fifteen); fewer are an extension or a short code."""


def linkedin_slug(text: str) -> str:
    """The name of a profile in its address, as a key: unquoted and in lower case; empty when it is no such address.

    Exports write the same one with and without scheme, percent-encoded or not, with a slash or ``?trk=`` behind it.
    """
    match = _PROFILE.search(text)
    return clean_line(unquote(match[1])).lower() if match else ""


def profile_key(field: str) -> str:
    """The key of a profile as a contact's field has it: an address, or its name alone as a person may type it."""
    return linkedin_slug(field) or (clean_line(field).lower() if not set(field) & set(" /:") else "")


def linkedin_address(slug: str) -> str:
    """The one address we keep for a profile."""
    return f"https://www.linkedin.com/in/{quote(slug)}"


def email_key(text: str) -> str:
    """An e-mail address to compare. Case is the only thing that mail systems agree not to tell apart."""
    return text.strip().casefold()


@lru_cache(maxsize=65536)
def phone_key(text: str) -> str:
    """The digits of a phone number, behind a ``+`` when it has its country code; empty when it is no number."""
    bare = _EXTENSION.sub("", text.strip().lower().removeprefix("tel:")).replace("(0)", "")
    digits = "".join(letter for letter in bare if letter.isdecimal() and letter.isascii())
    if bare.startswith(("+", "00")):
        digits = digits.removeprefix("00")
        return f"+{digits}" if len(digits) in PHONE_DIGITS else ""
    return digits if len(digits) >= PHONE_DIGITS.start - 2 else ""


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """The words of a name, folded, without titles, degrees and signs: "Dr. Zoë Müller, PhD" is "zoe muller"."""
    family, comma, rest = text.partition(",")
    words = _WORD.findall(folded(family if comma and " " in family.strip() else text))
    named = [word for word in words if word not in _NOT_A_NAME]
    return " ".join(named or words) or folded(clean_line(text)) or folded(clean_line(rest))


def names_agree(one: str, other: str) -> bool:
    """Whether two keys of names may well be one person's: fewer of the same words, or the same given name.

    With the same family name, an initial or a short form counts as the given name too ("A. Lee", "Chris Lee"). "John
    Smith" and "Jane Smith" with one address between them do not agree: taking two people for one loses somebody, which
    a double never does.
    """
    mine, theirs = one.split(), other.split()
    if not mine or not theirs or set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    short, long = sorted((mine[0], theirs[0]), key=len)
    return short == long or (long.startswith(short) and family_agrees(one, other))


def family_agrees(one: str, other: str) -> bool:
    """Whether two keys of names end in the same word, or one of them has a single word only."""
    mine, theirs = one.split(), other.split()
    return len(mine) < 2 or len(theirs) < 2 or mine[-1] == theirs[-1] or set(mine) == set(theirs)
