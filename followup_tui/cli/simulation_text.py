"""A comparison of policies for people and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from followup_tui.actions.simulating import Comparison
from followup_tui.cli.columns import cells, table, wrapped
from followup_tui.rules.policies import PLACES
from followup_tui.rules.policy_comparison import Spread, Summary
from followup_tui.rules.simulated_world import (
    ANSWERS,
    BORN,
    CADENCES,
    IMPORTED,
    LEAVE_A_YEAR,
    LONGEST_ANSWER,
    MET,
    MOVES_EVERY,
    NEEDS_A_WORD,
    WRITES_EVERY,
    Size,
)
from followup_tui.rules.simulation import NEAR
from followup_tui.rules.wording import counted, together

WIDTH = 100
"""Cells of the text in a pipe, where nobody says how wide the page is."""
_HEAD = ("", "kept", "worlds", "late", "list", "overdue", "sent", "near")
_YEAR = 365
_MEASURES = (
    "kept: windows with a check-in on or before their last day; a window is lost when that day passes first. One "
    "that a message of theirs, our answer to it or a birthday renews in time counts as neither. The windows are "
    "those of the program's rules for every policy, stretched where nobody answers. worlds: the least and the "
    "greatest of them. late: the most days that anybody was late. list: the most people that a day's list asked "
    "for. overdue: the most people whose window had closed at once. In brackets the worst world, before them the "
    "middle one. sent: messages, answers and greetings included. near: check-ins within 14 days of one to a "
    "colleague."
)


def simulation_document(size: Size, seed: int, worlds: int, found: Comparison) -> dict[str, Any]:
    """What ``simulate --json`` prints."""
    return {
        **size._asdict(),
        "seed": seed,
        "seeds": worlds,
        "reminder_at": found.share,
        "policies": [_document(one) for one in found.policies],
        "assumptions": assumptions(),
    }


def _document(one: Summary) -> dict[str, Any]:
    spreads = {
        name: {"median": round(figure.middle, 6), "least": round(figure.least, 6), "most": round(figure.most, 6)}
        for name, figure in one._asdict().items()
        if isinstance(figure, Spread)
    }
    return {
        "name": one.name,
        "windows": one.windows,
        "lost": one.lost,
        "share": round(one.share, 6),
        **spreads,
        "at_least": dict(one.at_least),
    }


def simulation_lines(size: Size, seed: int, worlds: int, found: Comparison, width: int | None) -> Iterator[str]:
    """The comparison from top to bottom."""
    years, people = counted(size.years, "year"), counted(size.contacts, "person", "people")
    apart = "" if size.courtesy_days == NEAR else f", courtesy {counted(size.courtesy_days, 'day')}"
    yield f"{people}, {size.per_day} a day, {years}, {counted(worlds, 'world')} made from seed {seed}{apart}"
    yield ""
    yield from table(_aligned([_HEAD, *map(_row, found.policies)]), [WIDTH] * len(_HEAD), width)
    for paragraph in (_against(found.policies, worlds), _MEASURES, _policies(found.share), assumptions()):
        yield ""
        yield from wrapped(paragraph, min(width or WIDTH, WIDTH))


def _row(one: Summary) -> tuple[str, ...]:
    return (
        one.name,
        f"{one.share:.2%}",
        f"{100 * one.shares.least:.1f}-{100 * one.shares.most:.1f}",
        _both(one.most_late),
        _both(one.longest_list),
        _both(one.most_overdue),
        f"{one.messages.middle:,.0f}",
        f"{one.near.middle:,.0f}",
    )


def _both(figure: Spread) -> str:
    """The middle of the worlds, and the worst."""
    return f"{figure.middle:,.0f} ({figure.most:,.0f})"


def _aligned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Figures to the right, under the ends of their titles."""
    wide = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    return [[row[0], *(" " * (room - cells(text)) + text for room, text in zip(wide[1:], row[1:], strict=True))]
            for row in rows]  # fmt: skip


def _against(found: Sequence[Summary], worlds: int) -> str:
    first = found[0]
    told = together([f"{name} in {number}" for name, number in first.at_least.items()])
    return f"World by world, {first.name} kept at least as large a share as {told} of {worlds:,}."


def _policies(share: float) -> str:
    """What each policy does."""
    return (
        "ours: the program's own verdicts and list of the day, asked every work day, with courtesy between "
        "colleagues; the others know none. fixed interval: a reminder so long after the last touch, the oldest "
        "first; what is not done rolls over and stays on the list. It falls where it kept the most windows in the "
        f"first worlds: {PLACES[share]} of the window (tried: {', '.join(PLACES.values())}). random spread: the same, "
        "moved by chance, by some 5 % at most (as flashcards do). ratio "
        "order: who is in the window or past it, by the time waited against the longest allowed."
    )


def assumptions() -> str:
    """What the worlds are made of, in a few sentences."""
    mix = ", ".join(
        f"{share:.0%} at {words or (tags[0] if tags else 'the default')}" for words, tags, share in CADENCES
    )
    least, most = ANSWERS
    return (
        f"Assumed: {mix} (default 3-6 months, loose 6-12). {IMPORTED:.0%} of the people come in one import, the "
        f"others are known. {LEAVE_A_YEAR:.0%} a year are put to rest, and as many new ones come, {MET:.0%} of them "
        f"met that day. People answer {least:.0%} to {most:.0%} of messages, each their own share, within "
        f"{LONGEST_ANSWER} days; {NEEDS_A_WORD:.0%} of answers want a word in turn. Everybody writes unasked every "
        f"{WRITES_EVERY / _YEAR:.0f} years and changes the company every {MOVES_EVERY / _YEAR:.0f} on average; "
        f"{BORN:.0%} have a known birthday. Work days are Monday to Friday but for 10 public holidays a year, two "
        "weeks in summer and every other year one more. Answers owed and birthdays come first with every policy, and "
        "take room. What happens by chance belongs to a person and a day, so every policy meets the same."
    )
