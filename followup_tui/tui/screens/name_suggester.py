"""Completes the name that is being typed among others, and the relation in brackets behind it."""

from collections.abc import Callable, Iterable

from textual.suggester import Suggester

from followup_tui.model.clean import folded
from followup_tui.model.words import Relation
from followup_tui.tui.text import one_line

SHORTEST = 2
"""Letters from which on a name is completed: one letter begins too many."""
_RELATIONS = tuple(one.value.replace("-", " ") for one in Relation if one is not Relation.NONE)


class NameSuggester(Suggester):
    """Suggests the rest of the last of several names; of the first in order that begins so."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        """`names` gives those that may be meant, the likely ones first; it is asked once."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._give = names
        self._names: list[tuple[str, str]] | None = None

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last name, or relation, completed."""
        if self._names is None:
            self._names = [(folded(name), name) for name in map(one_line, self._give())]
        opened = value.rpartition("(")
        if opened[1] and ")" not in opened[2]:
            rest = _rest(opened[2], ((one, one) for one in _RELATIONS))
            return f"{value}{rest})" if rest is not None else None
        piece = value[max(value.rfind(sign) for sign in ",;:") + 1 :].lstrip().lstrip("+")
        rest = _rest(piece, self._names) if len(piece) >= SHORTEST else None
        return f"{value}{rest}" if rest else None


def _rest(begun: str, names: Iterable[tuple[str, str]]) -> str | None:
    """What is left of the first name that begins so; None where none does."""
    wanted = folded(begun)
    if not wanted:
        return None
    found = next((name for known, name in names if known.startswith(wanted)), None)
    return found[len(begun) :] if found is not None and folded(found[: len(begun)]) == wanted else None
