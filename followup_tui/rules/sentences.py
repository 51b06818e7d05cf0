"""Sentences of a message: where they stand, which of them ask, and when two say the same."""

import re
from typing import NamedTuple

from followup_tui.model.blanks import BLANK
from followup_tui.model.clean import folded, is_cjk

FORMULA_WORDS = 6
"""A sentence of fewer words is a formula ("I hope you are well.") that everybody repeats."""
FORMULA_SIGNS = 12
"""The same in characters, for scripts that put no space between words."""
_SENTENCE = re.compile(r"[^\s][^\n]*?(?:[.!?…]+[\"”’')\]]*(?=\s|$)|[。！？]+|$)", re.MULTILINE)
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://\S+")
_REQUEST = re.compile(
    r"\b(?:could|would|can|will) you\b(?! (?:agree|believe|imagine|guess|say))"
    r"|\bplease (?:advise|confirm|forward|get back|introduce|keep|let|pass|point"
    r"|put|recommend|refer|reply|send|share|tell)\b"
    r"|\blet me know (?:if|when|whether|what|which|who|how)\b"
    r"|\bi(?:'d| would|’d) (?:be (?:very |most |really )?(?:grateful|glad|thankful)|appreciate it|love it) if you\b"
    r"|\bi(?:'d| would|’d) like to ask (?:you )?(?:for|whether|if)\b"
    r"|\b(?:may|can|could|might) i (?:ask|call|have|send|trouble)\b",
    re.IGNORECASE,
)
_FAVOUR = re.compile(
    r"\b(?:your advice|coffee|favou?r|comes? to mind|introduc\w+|openings?|recommend\w*|refer me|vacanc\w+|your help|"
    r"(?:who|anybody|anyone|company|companies|you) (?:is |are )?hiring)\b",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """A sentence, and where it starts and ends in its text."""

    text: str
    start: int
    end: int

    @property
    def asks(self) -> bool:
        """Whether it asks something: a question, or a request without its mark. A blank's question mark is none."""
        bare = _ADDRESS.sub("", BLANK.sub("", self.text))
        return "?" in bare or "？" in bare or bool(_REQUEST.search(bare))

    @property
    def wants(self) -> bool:
        """Whether it asks for more than how somebody is: a favour, an introduction, a job, their time."""
        return self.asks and bool(_REQUEST.search(self.text) or _FAVOUR.search(self.text))

    @property
    def gist(self) -> str:
        """What two sentences share that say the same: their words without case, accents and punctuation.

        Empty for a formula.
        """
        return gist(self.text)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in their order; a line ends one too."""
    return tuple(Sentence(match[0], *match.span()) for match in _SENTENCE.finditer(text))


def gist(text: str) -> str:
    """See `Sentence.gist`."""
    if BLANK.search(text):
        return ""
    words = _WORD.findall(folded(_ADDRESS.sub("", text)))
    said = " ".join(words)
    return said if len(words) >= FORMULA_WORDS or (len(said) >= FORMULA_SIGNS and is_cjk(said)) else ""
