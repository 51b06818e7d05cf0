"""Today's list in lines: in full, and in one line of the person's own making for a prompt or a status bar."""

from collections.abc import Callable, Iterator, Mapping
from string import Formatter

import click

from followup_tui.cli.columns import cut, padded, wrapped
from followup_tui.cli.digest import Digest
from followup_tui.cli.output import Paper

_INDENT = " " * 14
NAME_CELLS = 40
"""A name in a line is cut here: a status bar is short."""
NOBODY = "nobody"


def today_lines(digest: Digest, on: Paper) -> list[str]:
    """The day in a line, then each contact in three: who, why now, and what to say."""
    if not digest.people:
        return [digest.ending]
    lines = [on.tinted(_headline(digest), "bold")]
    if digest.entries:
        lines.append("")
    for one in digest.entries:
        start = on.tinted(one.badge, one.style) + padded("", max(len(_INDENT) - len(one.badge), 1))
        lines.append(f"{start}{on.tinted(one.name, 'bold')}{f' · {one.company}' if one.company else ''}")
        lines += wrapped(one.reason, on.width, _INDENT)
        if one.template:
            template = wrapped(f"{one.template}: {one.why_template}", on.width, _INDENT)
            lines += [on.tinted(line, "dim") for line in template]
    return [*lines, "", *wrapped(digest.ending, on.width)]


def _headline(digest: Digest) -> str:
    counts = f"{len(digest.entries):,} planned, {digest.done:,} done"
    new = f", {digest.new:,} new" if digest.new else ""
    return f"{digest.day}: {counts} · {digest.overdue:,} overdue, {digest.due:,} due{new}"


def _of_kind(kind: str) -> Callable[[Digest], str]:
    return lambda digest: str(sum(one.kind == kind for one in digest.entries))


def _next(field: str, otherwise: str = "") -> Callable[[Digest], str]:
    return lambda digest: str(getattr(digest.entries[0], field)) if digest.entries else otherwise


FIELDS: Mapping[str, Callable[[Digest], str]] = {
    "left": lambda digest: str(len(digest.entries)),
    "planned": lambda digest: str(len(digest.entries)),
    "done": lambda digest: str(digest.done),
    "total": lambda digest: str(len(digest.entries) + digest.done),
    "capacity": lambda digest: str(digest.capacity),
    "waiting": lambda digest: str(digest.waiting),
    "due": lambda digest: str(digest.due),
    "overdue": lambda digest: str(digest.overdue),
    "new": lambda digest: str(digest.new),
    "replies": _of_kind("reply"),
    "promises": _of_kind("task"),
    "interviews": _of_kind("interview"),
    "birthdays": _of_kind("birthday"),
    "check_ins": _of_kind("check-in"),
    "next": lambda digest: cut(_next("name", NOBODY)(digest), NAME_CELLS),
    "next_company": lambda digest: cut(_next("company")(digest), NAME_CELLS),
    "next_badge": _next("badge"),
    "next_reason": lambda digest: _next("reason", digest.ending)(digest),
    "next_template": _next("template"),
    "next_id": _next("id"),
    "date": lambda digest: digest.as_of,
    "day": lambda digest: digest.day,
}
"""What may stand in braces. Nothing else of anything can be reached: a field is a name and has no parts."""


def _short(digest: Digest) -> str:
    if digest.entries:
        return f"{len(digest.entries)} to write to, next {FIELDS['next'](digest)}"
    if not digest.people:
        return "nobody yet"
    done = "done for today" if digest.capacity or digest.done else "a day off"
    return f"{done}, {digest.waiting:,} can wait" if digest.waiting else "nobody is due"


def _line(digest: Digest) -> str:
    if not digest.people:
        return digest.ending
    first = digest.entries[0] if digest.entries else None
    return f"{_headline(digest)} · {f'next {first.name}: {first.reason}' if first else digest.ending}"


FORMATS: Mapping[str, Callable[[Digest], str]] = {
    "short": _short,
    "line": _line,
    "count": FIELDS["left"],
    "tmux": lambda digest: _short(digest).replace("#", "##"),  # tmux takes #[...] in a name for a colour
}
"""Ready-made lines."""


def one_line(digest: Digest, wanted: str) -> str:
    """The digest in a ready-made line, or in one of the person's own words with fields in braces.

    Raises:
        click.UsageError: a field is none, or a brace is left over.
    """
    if wanted in FORMATS:
        return FORMATS[wanted](digest)
    return "".join(text + (FIELDS[field](digest) if field else "") for text, field in _parts(wanted))


def check(wanted: str) -> None:
    """Refuses a format before the network is read.

    Raises:
        click.UsageError: a field is none, or a brace is left over.
    """
    if wanted not in FORMATS:
        list(_parts(wanted))


def _parts(template: str) -> Iterator[tuple[str, str]]:
    """A text and the field after it, empty at the end. Not `str.format`, which would reach into what it is given."""
    try:
        for text, field, layout, conversion in Formatter().parse(template):
            if field is None:
                yield text, ""
            elif field in FIELDS and not layout and not conversion:
                yield text, field
            elif field in FIELDS:
                raise _refusal(f'"{{{field}}}" stands alone in its braces, without ! or : after it')
            else:
                raise _refusal(f'"{{{field[:40]}}}" is no field')
    except ValueError as error:
        raise _refusal(f"a brace in it has no partner ({str(error)[:60].lower()})") from None


def _refusal(why: str) -> click.UsageError:
    return click.UsageError(
        f"--format: {why}; the fields are {', '.join(FIELDS)}, {{{{ and }}}} stand for braces, and the ready-made "
        f"formats are {', '.join(FORMATS)}."
    )
