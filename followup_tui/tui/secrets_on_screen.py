"""What nobody looking over a shoulder may read, to be looked up: everybody's names, addresses, profiles and numbers."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from followup_tui.model.clean import folded

if TYPE_CHECKING:
    from followup_tui.model.records import Contact

WORD: Final = re.compile(r"[^\W\d_]+")
SHORTEST: Final = 2
"""A name of one letter is an initial already."""
_SLUG: Final = re.compile(r"/in/([^/?#\s]+)", re.IGNORECASE)
_NO_DIGIT: Final = re.compile(r"\D")
_MANY: Final = 64
"""New texts from which everything is put in order anew."""
_FEWEST_DIGITS: Final = 5
"""Fewer digits are no number that would lead to anybody."""


class Known:
    """Texts that can be found whole, and by a piece of them; they are put in order when one is asked for."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self.lengths: set[int] = set()
        self._forwards: list[str] | None = None
        self._backwards: list[str] | None = None

    def add(self, texts: Iterable[str]) -> None:
        """More of them."""
        new = set(texts) - self.texts
        self.texts |= new
        self.lengths.update(map(len, new))
        if len(new) > _MANY:
            self._forwards = self._backwards = None
            return
        for text in new:
            if self._forwards is not None:
                insort(self._forwards, text)
            if self._backwards is not None:
                insort(self._backwards, text[::-1])

    def begin_with(self, piece: str) -> bool:
        """Whether one of them begins with the piece."""
        if self._forwards is None:
            self._forwards = sorted(self.texts)
        return _has(self._forwards, piece)

    def end_with(self, piece: str) -> bool:
        """Whether one of them ends with the piece."""
        if self._backwards is None:
            self._backwards = sorted(text[::-1] for text in self.texts)
        return _has(self._backwards, piece[::-1])

    def hold(self, piece: str) -> bool:
        """Whether the piece stands in one of them; this looks at each."""
        return any(piece in text for text in self.texts)


class Secrets:
    """What belongs to people: `words` of names, `handles` (addresses, profiles, pages) and digits of `phones`.

    It grows: whoever went or was renamed since is hidden still.
    """

    def __init__(self, contacts: "Iterable[Contact]" = ()) -> None:
        self.words = Known()
        self.handles = Known()
        self.phones = Known()
        self._seen: dict[int, Contact] = {}
        self._add(contacts)

    def learn(self, contacts: "Mapping[int, Contact]") -> None:
        """Takes in those of `contacts` who are new or changed."""
        self._add([one for number, one in contacts.items() if self._seen.get(number) is not one])
        self._seen.update(contacts)

    def _add(self, contacts: "Iterable[Contact]") -> None:
        words: set[str] = set()
        handles: set[str] = set()
        phones: set[str] = set()
        for one in contacts:
            words.update(WORD.findall(f"{one.name} {one.given} {one.family}"))
            handles.update(map(folded, one.emails))
            handles.update(map(bare, one.urls))
            if one.linkedin:
                handles.update(_profiles(one.linkedin))
            for phone in one.phones:
                phones.update(_NO_DIGIT.sub("", form) for form in {phone, phone.replace("(0)", "")})
        self.words.add(word for word in map(folded, words) if len(word) >= SHORTEST)
        self.handles.add(handle for handle in handles if len(handle) > SHORTEST)
        self.phones.add(phone for phone in phones if len(phone) >= _FEWEST_DIGITS)


def bare(handle: str) -> str:
    """An address to compare: folded, without scheme and the slash at the end."""
    return folded(handle.strip()).removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _profiles(linkedin: str) -> tuple[str, str]:
    """The name of a profile as it stands in an address, and in plain letters."""
    match = _SLUG.search(linkedin)
    slug = match[1] if match else linkedin
    return (folded(slug), folded(unquote(slug)) if "%" in slug else folded(slug))


def _has(ordered: list[str], piece: str) -> bool:
    at = bisect_left(ordered, piece)
    return at < len(ordered) and ordered[at].startswith(piece)
