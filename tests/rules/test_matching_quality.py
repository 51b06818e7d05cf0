"""How well the matcher agrees with a person, against a plain BM25 on the same texts.

Every other clipping was for tuning the weights and the baseline's threshold; the rest was held out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from math import log
from typing import NamedTuple

import pytest

from followup_tui.rules.matching import match_of
from tests.rules import labelled
from tests.rules.labelled import Labelled, Person

STOP = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by for from has have he her his i in is it its of on or she that the they this to was "
        "we were what when which who will with you",
    )
)
SATURATION, LENGTH = 1.2, 0.75
"""BM25's k1 and b at their usual values."""
Finds = Callable[[Labelled], set[str]]


class Quality(NamedTuple):
    """Of those found, how many are right; of those right, how many are found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}"


class Bm25:
    """BM25 as in the textbook: a person is a document, a clipping a query."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._documents = {one.key: Counter(words(one.text)) for one in people}
        self._sizes = {key: sum(counts.values()) for key, counts in self._documents.items()}
        self._mean = sum(self._sizes.values()) / len(self._sizes)
        self._in = Counter(word for counts in self._documents.values() for word in counts)

    def scores(self, query: str) -> dict[str, float]:
        """How well each person fits."""
        wanted = set(words(query))
        return {key: sum(self._score(word, key) for word in wanted) for key in self._documents}

    def _score(self, word: str, key: str) -> float:
        count, people = self._documents[key][word], len(self._documents)
        rare = log(1 + (people - self._in[word] + 0.5) / (self._in[word] + 0.5))
        norm = SATURATION * (1 - LENGTH + LENGTH * self._sizes[key] / self._mean)
        return rare * count * (SATURATION + 1) / (count + norm)


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in STOP]


def quality(chosen: list[Labelled], finds: Finds) -> Quality:
    right = found = wanted = 0
    for one in chosen:
        got = finds(one)
        right, found, wanted = right + len(got & one.fits), found + len(got), wanted + len(one.fits)
    return Quality(right / max(found, 1), right / wanted)


def test_the_matcher_agrees_with_a_person_at_least_as_well_as_bm25(capsys: pytest.CaptureFixture[str]) -> None:
    people, clippings = labelled.people(), labelled.clippings()
    assert len(people) >= 60
    assert len(clippings) >= 40
    assert {key for one in clippings for key in one.fits} <= {one.key for one in people}
    rarity, baseline = labelled.rarity_among(people), Bm25(people)
    scores = {
        one.clipping.id: baseline.scores(" ".join((one.clipping.title, one.clipping.text, *one.clipping.topics)))
        for one in clippings
    }

    def ours(one: Labelled) -> set[str]:
        return {person.key for person in people if match_of(one.clipping, person.interests, rarity)}

    def above(edge: float) -> Finds:
        return lambda one: {key for key, score in scores[one.clipping.id].items() if score >= edge}

    tuned, held_out = clippings[::2], clippings[1::2]
    edge = max((step / 4 for step in range(1, 60)), key=lambda step: quality(tuned, above(step)).f1)
    with capsys.disabled():
        print(f"\n{len(people)} people, {len(clippings)} clippings; BM25's best threshold is {edge}")
        for name, half in (("tuned", tuned), ("held out", held_out)):
            print(f"  {name:<9} ours: {quality(half, ours)}\n{'':<12}BM25: {quality(half, above(edge))}")
    for half in (tuned, held_out):
        mine, plain = quality(half, ours), quality(half, above(edge))
        assert mine.precision >= plain.precision
        assert mine.recall >= plain.recall
        assert mine.f1 >= plain.f1
        # Whatever threshold is best for it on this very half, it is not better.
        assert mine.f1 >= max(quality(half, above(step / 4)).f1 for step in range(1, 60))
