"""Clippings for people and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from followup_tui.actions.clip_fits import Everybody, Fits, Had, fits_in
from followup_tui.actions.clippings import Shelved, shown_title, state_of
from followup_tui.book import Book
from followup_tui.cli.columns import table, wrapped
from followup_tui.cli.options import Call
from followup_tui.cli.output import Paper, block, listed, paper, plain, say, say_json
from followup_tui.model.clean import folded
from followup_tui.model.ids import short
from followup_tui.model.records import Clipping
from followup_tui.model.words import ClippingKind
from followup_tui.rules.clip_line import CapturedClip, Proposed
from followup_tui.rules.terms import holds, phrase
from followup_tui.rules.wording import day_words, weekday_words

NAMED = 2
"""People named in a line of the list; of the others there is a number."""
LOOKED_FOR = 25
"""Clippings of a printed list for which people are looked for: among 10,000 each takes a third of a second."""


def say_shelf(call: Call, book: Book, shown: Sequence[Shelved], *, narrowed: bool) -> None:
    """Prints the shelf, or the part of it that was asked for."""
    everybody = Everybody(book)
    if call.json:
        rows = [
            {**clipping_row(book, one.clipping, one), "fits": _fit_rows(book, fits_in(everybody, one.clipping))}
            for one in shown
        ]
        say_json({"as_of": book.as_of, "clippings": rows})
        return
    if not shown:
        say("No clipping is like that." if narrowed else "There is no clipping; followup clip URL_OR_TEXT makes one.")
        return
    lines = [
        _row(book, one, fits_in(everybody, one.clipping) if at < LOOKED_FOR else None) for at, one in enumerate(shown)
    ]
    say(*table(lines, (13, 8, 44, 16, 40), paper().width))
    if len(shown) > LOOKED_FOR:
        say(f"For whom the others fit: followup clip show CLIPPING (the first {LOOKED_FOR} were looked up).")


def say_clipping(call: Call, book: Book, clipping: Clipping) -> None:
    """Prints one clipping from top to bottom."""
    everybody = Everybody(book)
    found = fits_in(everybody, clipping)
    had = everybody.had.get(clipping.id, ())
    shelved = Shelved(clipping, state_of(book, clipping, everybody.had), had)
    if call.json:
        row = {**clipping_row(book, clipping, shelved), "fits": _fit_rows(book, found)}
        say_json({"as_of": book.as_of, "clipping": row})
    else:
        say(*_lines(book, shelved, found, paper()))


def clipping_row(book: Book, clipping: Clipping, shelved: Shelved | None = None) -> dict[str, Any]:
    """A clipping as JSON."""
    row: dict[str, Any] = {
        "id": short(clipping.id),
        "kind": clipping.kind,
        "title": clipping.title,
        "url": clipping.url,
        "text": clipping.text,
        "topics": clipping.topics,
        "on": clipping.on,
        "expires": clipping.expires,
        "clipped_on": clipping.clipped_on,
    }
    if shelved:
        row |= {"state": shelved.state, "had": [{**_person(book, one.contact), "on": one.on} for one in shelved.had]}
    return row


def proposal_row(proposed: Proposed) -> dict[str, Any]:
    """What could be added, as JSON: only what there is."""
    return {name: value for name, value in proposed._asdict().items() if value}


def accepted(captured: CapturedClip, proposed: Proposed) -> tuple[CapturedClip, Proposed]:
    """A clipping with what was proposed, and nothing left to propose."""
    return captured._replace(**proposal_row(proposed)), Proposed()


def say_proposed(made: Clipping, proposed: Proposed, dry_run: bool) -> None:
    """Says what could be added, as the call that adds it."""
    options = []
    for name, value in proposal_row(proposed).items():
        if name == "topics":
            options += [f"--topic {_quoted(one)}" for one in value]
        else:
            options.append(f"--{name} {_quoted(value.value if isinstance(value, ClippingKind) else str(value))}")
    if options:
        which = "…" if dry_run else short(made.id)
        say(f"Proposed: followup clip edit {which} {' '.join(options)}")


def is_about(clipping: Clipping, topic: str) -> bool:
    """Whether a topic is one of the clipping's, or a part of one."""
    wanted = phrase(topic)
    return any(holds(phrase(one), wanted) for one in clipping.topics)


def edited_topics(topics: Sequence[str], changes: Iterable[str]) -> tuple[str, ...]:
    """Topics with those added that are named, and those taken away that are named with a minus."""
    changes = list(changes)
    gone = {folded(one[1:].strip()) for one in changes if one.startswith("-")}
    added = [one for one in changes if not one.startswith("-")]
    return (*(one for one in topics if folded(one) not in gone), *added)


def _row(book: Book, one: Shelved, found: Fits | None) -> tuple[str, ...]:
    clipping = one.clipping
    fits = (
        ""
        if found is None or one.state == "expired"
        else f"for {_fitting(book, found)}"
        if found.total
        else "for nobody yet"
    )
    had = f"had by {_named(book, [had.contact for had in one.had], len(one.had))}" if one.had else ""
    return short(clipping.id), clipping.kind.value, plain(shown_title(clipping)), _days(book, one), fits, had


def _days(book: Book, one: Shelved) -> str:
    clipping = one.clipping
    if one.state == "expired":
        last = clipping.expires or clipping.on
        return f"over {day_words(last, book.as_of)}" if last else "over"
    if clipping.on:
        return f"on {day_words(clipping.on, book.as_of)}"
    return f"until {day_words(clipping.expires, book.as_of)}" if clipping.expires else ""


def _fitting(book: Book, found: Fits) -> str:
    return _named(book, [fit.contact for fit in found.best], found.total)


def _named(book: Book, people: Sequence[int], total: int) -> str:
    names = listed(book.contacts[one].name for one in people[:NAMED] if one in book.contacts)
    more = total - min(len(people), NAMED)
    return f"{names} +{more:,}" if more > 0 else names


def _lines(book: Book, one: Shelved, found: Fits, on: Paper) -> Iterator[str]:
    clipping = one.clipping
    yield f"{on.tinted(plain(shown_title(clipping)), 'bold')}  {on.tinted(short(clipping.id), 'dim')}"
    days = [
        f"on {weekday_words(clipping.on, book.as_of)}" if clipping.on else "",
        f"expires {weekday_words(clipping.expires, book.as_of)}" if clipping.expires else "",
        f"clipped {day_words(clipping.clipped_on, book.as_of)}" if clipping.clipped_on else "",
    ]
    yield ", ".join(filter(None, (clipping.kind.value, *days, one.state)))
    fields = {"address": plain(clipping.url), "topics": listed(clipping.topics), "text": block(clipping.text)}
    for label, text in fields.items():
        if text and text != shown_title(clipping):
            first, *rest = [part for line in text.split("\n") for part in wrapped(line, on.width, " " * 10)]
            yield f"{label:<10}{first[10:]}"
            yield from rest
    if one.state == "expired":
        yield "It is over: nobody is to have it any more."
    elif not found.total:
        yield "It fits nobody who may still have it; topics that people have too make it fit (clip edit --topic)."
    else:
        yield ""
        yield f"Fits {found.total:,} {'person' if found.total == 1 else 'people'}, one of a company:"
        rows = [(f"  {plain(book.contacts[fit.contact].name)}", plain(fit.match.why)) for fit in found.best[:12]]
        yield from table(rows, (30,), on.width)
    if one.had:
        yield ""
        yield "Had by:"
        yield from (f"  {line}" for line in table([_had_row(book, had) for had in one.had], (30,), on.width))


def _had_row(book: Book, had: Had) -> tuple[str, str]:
    return plain(book.contacts[had.contact].name) if had.contact in book.contacts else "", day_words(had.on, book.as_of)


def _fit_rows(book: Book, found: Fits) -> list[dict[str, Any]]:
    return [
        {
            **_person(book, fit.contact),
            "about": fit.match.about,
            "why": fit.match.why,
            "score": round(fit.match.score, 2),
        }
        for fit in found.best
    ]


def _person(book: Book, contact: int) -> dict[str, str]:
    return {"id": short(contact), "name": book.contacts[contact].name if contact in book.contacts else ""}


def _quoted(word: str) -> str:
    from shlex import quote

    return quote(plain(word))
