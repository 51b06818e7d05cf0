"""Worn phrases: what everybody writes who has nothing to say, and better words for some of it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_PHRASES: tuple[tuple[str, str], ...] = (
    # As a pattern; what to write instead, empty where only the writer knows.
    (r"(?:i am |i'm )?just checking in", "I was thinking of you"),
    (r"checking in (?:with|on) you", "thinking of you"),
    (r"(?:just )?touching base", "getting back in touch"),
    (r"touch base", "get back in touch"),
    (r"(?:just )?(?:circling|looping) back", "coming back"),
    (r"circle back", "come back"),
    (r"(?:i )?(?:just )?wanted to follow up on", "I am coming back to"),
    (r"just following up on", "coming back to"),
    (r"just following up", ""),
    (r"i hope (?:that )?(?:this|my) (?:e-?mail|message|note|letter|line) finds you (?:well|in good health)",
     "I hope you are well"),
    (r"hope (?:this|my) (?:e-?mail|message|note) finds you well", "I hope you are well"),
    (r"trust (?:this|you are|you're) (?:finds you )?(?:doing )?well", "hope you are well"),
    (r"(?:i am |i'm |i'm so |i am so |so )?sorry for (?:the|my) (?:long |late )?(?:silence|radio silence)",
     "it has been a while"),
    (r"apologies for (?:the|my) (?:long |late )?(?:silence|delay)", "it has been a while"),
    (r"long time,? no (?:see|speak|talk)", "it has been a while"),
    (r"pick your brains?", "ask what you think"),
    (r"at your earliest convenience", "when it suits you"),
    (r"please (?:do not|don't) hesitate to", "feel free to"),
    (r"(?:i am |i'm )?reaching out to you", "writing to you"),
    (r"reaching out", "writing"),
    (r"reach out to", "write to"),
    (r"reached out", "wrote"),
    (r"to whom it may concern", ""),
    (r"dear sir(?:s)?(?: or madam|/madam)?", ""),
    (r"per my (?:last|previous) (?:e-?mail|message|note)", ""),
    (r"as per", "as in"),
    (r"sorry to (?:bother|trouble|disturb) you", ""),
    (r"i know (?:that )?you(?:'re| are) (?:very |super |really |extremely )?busy", ""),
    (r"i know how busy you are", ""),
    (r"(?:gentle|friendly) reminder", "reminder"),
    (r"quick question", "question"),
    (r"hop on a (?:quick )?call", "talk"),
    (r"jump on a (?:quick )?call", "talk"),
    (r"add you to my (?:professional )?network", "stay in touch with you"),
    (r"expand(?:ing)? my (?:professional )?network", ""),
    (r"synerg(?:y|ies)", ""),
    (r"low[- ]hanging fruit", ""),
    (r"think(?:ing)? outside the box", ""),
    (r"move the needle", "make a difference"),
    (r"win[- ]win", ""),
    (r"in this day and age", "today"),
    (r"i would be remiss", ""),
    (r"needless to say", ""),
    (r"thanks? (?:you )?in advance", "thank you"),
    (r"utili[sz]e", "use"),
    (r"leverag(?:e|ing)", ""),
)  # fmt: skip
_TABLE = tuple((re.compile(pattern, re.IGNORECASE), better) for pattern, better in _PHRASES)
_ANY = re.compile(
    r"\b(?:" + "|".join(pattern for pattern, _ in _PHRASES).replace("'", "['’]") + r")(?!\w)", re.IGNORECASE
)


class Worn(NamedTuple):
    """A worn phrase as it stands in a text, and better words for it (empty: leave it out, or find your own)."""

    text: str
    start: int
    end: int
    better: str


def worn_in(text: str) -> Iterator[Worn]:
    """The worn phrases of a text, in the order they stand."""
    for match in _ANY.finditer(text):
        better = next(one for pattern, one in _TABLE if pattern.fullmatch(match[0].replace("’", "'")))
        yield Worn(match[0], *match.span(), _as_written(better, text, match.start()))


def _as_written(better: str, text: str, start: int) -> str:
    """`better` with a capital where a sentence begins, and none elsewhere; "I" keeps its own."""
    before = text[:start].rstrip(" \t")
    begins = not before or before[-1] in ".!?…\n"
    own = re.match(r"I\b", better)
    return better if own or not better else (better[0].upper() if begins else better[0].lower()) + better[1:]
