"""A table's encoded bytes, in blocks of some hundred documents, so that a change encodes one block and not the file."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping

BLOCK = 512
"""Documents in a fresh block; one is split at twice that."""
_REBUILD = 4096
"""Changed ids above which sorting all of them anew is cheaper than finding each one's block."""
_COPY = 32
"""Stale blocks above which one copy of the table is cheaper than a look-up for each document."""


class Block:
    """Consecutive ids and their encoded lines; None until they are encoded."""

    __slots__ = ("body", "ids")

    def __init__(self, ids: list[int], body: bytes | None = None) -> None:
        self.ids = ids
        self.body = body

    def encode(self, rows: Mapping[int, bytes]) -> None:
        """Encodes the block's documents, one a line."""
        self.body = b",\n".join([b'"%d":%b' % (number, rows[number]) for number in self.ids])


class TableBlocks:
    """The blocks of one table, by ascending id."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._firsts: list[int] = []

    def extend(self, ids: list[int], body: bytes) -> bool:
        """Takes a stretch of the file over as a block; False when its ids do not follow in order."""
        ordered = all(map(int.__lt__, ids, ids[1:])) and (not self._blocks or self._blocks[-1].ids[-1] < ids[0])
        if ordered:
            self._blocks.append(Block(ids, body))
            self._firsts.append(ids[0])
        return ordered

    def rebuild(self, ids: Collection[int]) -> None:
        """Starts anew for these ids, nothing encoded."""
        ordered = sorted(ids)
        self._blocks = [Block(ordered[start : start + BLOCK]) for start in range(0, len(ordered), BLOCK)]
        self._firsts = [block.ids[0] for block in self._blocks]

    def update(self, changed: Collection[int], rows: Mapping[int, bytes]) -> None:
        """Follows the table: `changed` ids were added, altered or removed."""
        if len(changed) > _REBUILD:
            self.rebuild(rows)
            return
        for number in changed:
            self._follow(number, number in rows)

    def _follow(self, number: int, present: bool) -> None:
        place = max(bisect_right(self._firsts, number) - 1, 0)
        if not self._blocks or (place == len(self._blocks) - 1 and self._is_full_before(number)):
            if present:
                self._blocks.append(Block([number]))
                self._firsts.append(number)
            return
        ids = self._blocks[place].ids
        at = bisect_left(ids, number)
        if at < len(ids) and ids[at] == number:
            if not present:
                del ids[at]
        elif present:
            ids.insert(at, number)
        self._settle(place)

    def _is_full_before(self, number: int) -> bool:
        ids = self._blocks[-1].ids
        return len(ids) >= BLOCK and number > ids[-1]

    def _settle(self, place: int) -> None:
        """After a change in a block: stale, gone when empty, split when too long."""
        ids = self._blocks[place].ids
        halves = [ids] if len(ids) <= 2 * BLOCK else [ids[:BLOCK], ids[BLOCK:]]
        blocks = [Block(half) for half in halves if half]
        self._blocks[place : place + 1] = blocks
        self._firsts[place : place + 1] = [block.ids[0] for block in blocks]

    def stale(self, rows: dict[int, bytes]) -> list[tuple[Block, Mapping[int, bytes]]]:
        """The blocks to encode, each with its documents as of now, so that they can be encoded without a lock."""
        blocks = [block for block in self._blocks if block.body is None]
        if len(blocks) > _COPY:
            copy = rows.copy()
            return [(block, copy) for block in blocks]
        return [(block, {number: rows[number] for number in block.ids}) for block in blocks]

    def bodies(self) -> Iterator[bytes]:
        """The encoded blocks in order."""
        for block in self._blocks:
            if block.body is None:
                raise RuntimeError("a block was not encoded")
            yield block.body
