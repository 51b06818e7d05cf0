"""Document ids: decimal integers in the file, Crockford base32 for people.

An id is 41 bits of milliseconds since 2020 and 12 random bits: ordered by time, below 2^53 so that every JSON reader
keeps it exact, and unlikely to clash between two machines (the store checks again under its lock).
"""

from collections.abc import Collection
from datetime import UTC, datetime
from random import Random

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
RANDOM_BITS = 12
LONGEST = 11
"""No id has more letters: 53 bits, 5 a letter."""
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}


class IdSource:
    """Hands out new ids, each larger than the last one it gave."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._last = 0

    def next(self, now: datetime) -> int:
        """A fresh id for the moment `now` (UTC)."""
        milliseconds = max(int((now - EPOCH).total_seconds() * 1000), 0)
        drawn = (milliseconds << RANDOM_BITS) | self._random.getrandbits(RANDOM_BITS)
        self._last = max(drawn, self._last + 1)
        return self._last


def short(number: int) -> str:
    """The id in Crockford base32, without leading zeros: ``2KQ8F0A7J3M``."""
    digits = ""
    while number:
        number, digit = divmod(number, 32)
        digits = ALPHABET[digit] + digits
    return digits or "0"


def from_short(text: str) -> int | None:
    """The number `text` stands for, None when it is not Crockford base32. O reads as 0, I and L as 1, in any case."""
    letters = text.upper().replace("-", "")
    if not letters or len(letters) > LONGEST:
        return None
    number = 0
    for letter in letters:
        if letter not in _VALUES:
            return None
        number = number * 32 + _VALUES[letter]
    return number


def with_prefix(text: str, ids: Collection[int]) -> list[int]:
    """The ids whose short form begins with `text`."""
    wanted = "".join(ALPHABET[_VALUES[letter]] for letter in text.upper() if letter in _VALUES)
    if len(wanted) != len(text.replace("-", "")) or not wanted:
        return []
    return [number for number in ids if short(number).startswith(wanted)]
