"""Words as the matcher compares them: folded, without English endings, Chinese and its kin in pairs of characters.

The endings are taken off lightly (plural, -ing, -ed): a heavier stemmer finds more that is alike and does not belong
together. What stands for something longer among colleagues ("k8s", "ml") is spelled out.
"""

import re
from functools import lru_cache

from followup_tui.model.clean import folded

Phrase = tuple[str, ...]
"""The terms of a phrase, in order."""

_CJK = "\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
_TOKEN = re.compile(rf"[{_CJK}]+|(?<![^\W_])\.net\b|[^\W_{_CJK}]+(?:\+\+|#)?|&")
_IS_CJK = re.compile(f"[{_CJK}]")
_VOWEL = re.compile("[aeiouy]")
_SPELLED_OUT: dict[str, str] = {
    "a11y": "accessibility", "ai": "artificial intelligence", "cd": "continuous delivery", "dev": "development",
    "ds": "data science", "fe": "frontend", "hr": "human resources", "i18n": "internationalization",
    "infosec": "information security", "js": "javascript", "k8s": "kubernetes", "llm": "large language model",
    "ml": "machine learning", "nlp": "natural language processing", "oss": "open source", "postgresql": "postgres",
    "qa": "quality assurance", "sre": "site reliability", "ts": "typescript", "ux": "user experience",
}  # fmt: skip
_KEPT = frozenset({"aws", "bus", "canvas", "chaos", "gas", "ios", "lens", "news", "plus", "redis", "species", "this"})
_MARKS = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp", ".net": "dotnet"}
_DAILY = (
    "a about above across after again against all almost along already also although always am among an and another "
    "any anybody anyone anything are around as ask at away back be because become been before began behind being "
    "below beside best better between big bit both bring but by call came can come could day did do does done down "
    "during each early easy either else end enough even evening ever every everybody everyone everything far few find "
    "first for forget found from full gave get give go goes going gone good got great had half hard has have he hear "
    "hello help her here hi him his hold hope hour how however i if in inside instead into is it its itself just keep "
    "kept kind knew know large last late later learn least leave left less let like line little live long look lose "
    "lost lot made make many may maybe me mean meet met might mind mine minute moment month more morning most move "
    "much must my near need never new next nice night no nobody none nor not nothing now number of off often old on "
    "once one only open or order other our out outside over own page paid part past pay people perhaps person place "
    "plan point prefer put quiet quite rather reach read ready real really reason regret right room round run said "
    "same saw say second see seem seen send sent set several she should show side simple since six small so some "
    "somebody someone something sometimes soon sort sound still stop story such summer sure take talk tell ten than "
    "thank that the their them themselves then there these they thing think third this those though thought thousand "
    "three through time to today together told tomorrow too took toward try tuesday turn twice two under until up us "
    "use very visit wait walk want was way we week well went were what whatever when where whether which while who "
    "whole whom whose why will winter wish with within without word work world would write wrong year yesterday yet "
    "you young your monday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december spring autumn city country house street children child family friend "
    "dinner lunch coffee station phone letter meal weekend holiday answer question mistake problem idea"
)
_OF_WORK = (
    "area article assistant associate board business candidate chief colleague company consultant coordinator "
    "customer decision department developer director employee engineer event executive executives expert field firm "
    "founder freelance group guide head industry intern interim interview interviewer job junior "
    "lead leader leadership lesson level manager market meeting member need office officer operation organisation "
    "organization owner partner "
    "position practice president principal process product professional project report responsible result review "
    "role sector senior service specialist staff start step strategy system task team tip tool tour vice vp worker"
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A folded word without its English ending: ``forecasting`` and ``forecasts`` are ``forecast``."""
    if len(word) < 4 or word in _KEPT or not word.isascii():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= 3 and _VOWEL.search(rest) and not (ending == "ed" and rest.endswith("e")):
                word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def terms(text: str) -> Phrase:
    """The terms of a text in order, common words among them."""
    found: list[str] = []
    for token in _TOKEN.findall(folded(text)):
        if _IS_CJK.match(token):
            found += (token[at : at + 2] for at in range(len(token) - 1)) if len(token) > 1 else (token,)
        elif token in _SPELLED_OUT:
            found += (stem(word) for word in _SPELLED_OUT[token].split())
        else:
            found.append(_MARKS.get(token) or stem(token))
    return tuple(found)


@lru_cache(maxsize=16_384)
def phrase(text: str) -> Phrase:
    """The terms of a topic, a tag or a title, remembered: a network repeats them."""
    return terms(text)


COMMON = frozenset(stem(word) for word in f"{_DAILY} {_OF_WORK}".split())
"""Terms that say nothing about what somebody cares about, where they are met in a text; a topic may be one of them."""


def telling(term: str) -> bool:
    """Whether a term met in a text says something: it is not common, no number, and has more than two letters."""
    if term in COMMON or term.isdecimal():
        return False
    return len(term) > 2 or bool(_IS_CJK.match(term))


def holds(text: Phrase, wanted: Phrase) -> bool:
    """Whether the terms of `wanted` stand in `text` one after the other."""
    if not wanted:
        return False
    first, length = wanted[0], len(wanted)
    if length == 1:
        return first in text
    return any(text[at : at + length] == wanted for at, term in enumerate(text) if term == first)


def traces(term: str) -> tuple[str, ...]:
    """What a folded text holds wherever a term is in it: for looking through many texts before taking them apart."""
    short = [word for word, long in _SPELLED_OUT.items() if term in phrase(long)]
    marked = [word for word, name in _MARKS.items() if name == term]
    return (*(marked or [term.removesuffix("y") if len(term) > 3 else term]), *short)
