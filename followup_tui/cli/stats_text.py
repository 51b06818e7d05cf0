"""Statistics for people and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from followup_tui.book import Book
from followup_tui.cli.columns import padded
from followup_tui.cli.output import Paper, plain
from followup_tui.model.ids import short
from followup_tui.rules.stats import ENOUGH, Share, Statistics
from followup_tui.rules.wording import counted

_TITLES = {
    "outcome": "Answers by how the interview ended",
    "channel": "Answers by channel",
    "template": "Answers by template",
    "gap": "Answers by the silence before",
}
MOST = 12
"""Rows of one table; the JSON has them all."""
_BAR = 20


def stats_document(book: Book, found: Statistics) -> dict[str, Any]:
    """What ``stats --json`` prints."""
    return {
        "as_of": book.as_of,
        "contacts": dict(found.status),
        "companies": len(book.companies),
        "interviews": len(book.interviews),
        "interactions": dict(found.interactions),
        "replies": {name: [_row(one) for one in shares] for name, shares in found.replies.items()},
        "results": dict(found.results),
        "results_by_outcome": dict(found.results_by_outcome),
        "results_by_contact": [
            {"id": short(number), "name": book.contacts[number].name, "results": count}
            for number, count in found.results_by_giver
            if number in book.contacts
        ],
        "enough": ENOUGH,
    }


def _row(one: Share) -> dict[str, Any]:
    """A share; too few to say anything leaves the share out, never the counts."""
    row: dict[str, Any] = {"name": one.name, "sent": one.sent, "answered": one.answered, "share": None}
    if one.enough:
        low, high = one.interval
        row |= {"share": round(one.share, 4), "low": round(low, 4), "high": round(high, 4)}
    return row


def stats_lines(book: Book, found: Statistics, on: Paper) -> list[str]:
    """The statistics from top to bottom."""
    people = ", ".join(f"{number:,} {name}" for name, number in found.status.items() if number)
    lines = [f"{counted(len(book.contacts), 'person', 'people')}{f': {people}' if people else ''}"]
    lines.append(
        f"{counted(len(book.companies), 'company', 'companies')}, {counted(len(book.interviews), 'interview')}, "
        f"{counted(sum(found.interactions.values()), 'interaction')}{_by(found.interactions)}"
    )
    for name, title in _TITLES.items():
        if found.replies[name]:
            lines += ["", on.tinted(title, "bold"), *_shares(found.replies[name])]
    if not any(found.replies.values()):
        lines += ["", "No message is a month old yet, so nothing can be said about answers."]
    lines += ["", on.tinted("What it gave", "bold"), *_gave(book, found)]
    return lines


def _by(counts: Mapping[str, int]) -> str:
    return f" ({', '.join(f'{number:,} {name}' for name, number in counts.items())})" if counts else ""


def _shares(shares: tuple[Share, ...]) -> Iterator[str]:
    wide = max(len(one.name) for one in shares[:MOST])
    for one in shares[:MOST]:
        told = f"{one.answered:>5,} of {one.sent:>5,}"
        if one.enough:
            low, high = one.interval
            filled = round(one.share * _BAR)
            bar = "#" * filled + "." * (_BAR - filled)
            told += f"  {one.share:>4.0%}  {bar}  {low:.0%} to {high:.0%}"
        else:
            told += "  too few to say"
        yield f"  {padded(plain(one.name), wide)}  {told}"
    if len(shares) > MOST:
        yield f"  and {len(shares) - MOST:,} more; --json lists them all"


def _gave(book: Book, found: Statistics) -> Iterator[str]:
    if not found.results:
        yield "  Nothing was entered yet: followup result ann lead --company Acme"
        return
    yield "  " + ", ".join(counted(number, name, _plural(name)) for name, number in found.results.items())
    by_outcome = ", ".join(f"{number:,} {name}" for name, number in found.results_by_outcome.items())
    yield f"  by how the interview ended: {by_outcome}"
    givers = [
        f"{plain(book.contacts[number].name)} ({count})"
        for number, count in found.results_by_giver[:5]
        if number in book.contacts
    ]
    if givers:
        yield f"  most from {', '.join(givers)}"


def _plural(kind: str) -> str:
    return kind if kind == "advice" else f"{kind}s"
