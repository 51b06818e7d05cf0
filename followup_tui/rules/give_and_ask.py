"""What went to and fro between somebody and us: how often we gave and asked, and what they gave, in words."""

from collections.abc import Iterable
from datetime import date

from followup_tui.model.records import Interaction, Result
from followup_tui.model.words import Direction
from followup_tui.rules.sentences import sentences_of

YEARS = 3
_TIMES = ("", "once", "twice", "three times", "four times", "five times", "six times")


def give_and_ask(past: Iterable[Interaction], results: Iterable[Result], as_of: date) -> str:
    """``you gave twice, asked once; they gave an introduction``, of the last three years; empty without any of it.

    A message gives that passes something on; it asks when it asks for more than how they are. What they gave counts
    for all time, as nobody forgets it.
    """
    since = date(as_of.year - YEARS, 1, 1)
    ours = [one for one in past if one.direction is Direction.OUT and one.on >= since]
    gave = sum(bool(one.shared) for one in ours)
    asked = sum(any(each.wants for each in sentences_of(one.text)) for one in ours)
    got = [one for one in results if one.on <= as_of]
    if not (gave or asked or got):
        return ""
    theirs = "; they gave nothing yet" if asked else ""
    if got:
        theirs = f"; they gave {got[0].kind.with_article if len(got) == 1 else _times(len(got))}"
    given = f"you gave {_times(gave)}" if gave else "you gave nothing yet"
    return f"{given}, {f'asked {_times(asked)}' if asked else 'never asked'}{theirs}"


def _times(number: int) -> str:
    return _TIMES[number] if number < len(_TIMES) else f"{number} times"
