"""Whether a message says something that only holds for the one it goes to."""

import re
from collections.abc import Iterable

from followup_tui.model.clean import folded
from followup_tui.rules.addressee import Addressee

_FACT = re.compile(
    r"https?://|\b\d{1,4}\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|\b(?:your birthday|happy birthday|congratulations)\b|[“\"][^”\"\n]{8,}[”\"]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s.,;:!?()“”\"]+")
_MID_SENTENCE = re.compile(r"(?<=[\w,;:’'] )(?P<name>[^\W\d_a-z][\w’'-]+)")
_NO_FACTS = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "english", "christmas", "easter",
        "happy", "best", "kind", "regards", "i'm", "i've", "i'd", "i'll", "i’m", "i’ve", "i’d", "i’ll",
    }
)  # fmt: skip
_SHORTEST = 3


def specific_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts made ready to be looked for; those too short to mean something are left out."""
    return tuple(dict.fromkeys(word for text in texts if len(word := _words(text)) >= _SHORTEST))


def is_specific(body: str, known: Iterable[str], who: Addressee) -> bool:
    """Whether a text has a date, a number, a link, a quotation, a name, or one of the `known` (`specific_words`)."""
    if _FACT.search(body):
        return True
    text = f" {_words(body)} "
    if any(f" {words} " in text for words in known):
        return True
    names = (folded(match["name"]) for match in _MID_SENTENCE.finditer(_without_ends(body)))
    return any(name not in _NO_FACTS and name not in who.called and name not in who.mine for name in names)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(folded(text)))


def _without_ends(body: str) -> str:
    """A text without its last lines: who signs is no fact about them."""
    return body.rstrip().rpartition("\n\n")[0] or body
