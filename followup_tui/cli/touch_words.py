"""What a `log` call says: who, which channel and direction, on which day, and what comes next."""

from collections.abc import Mapping, Sequence
from typing import Any

from followup_tui.actions.clippings import clipping_meant
from followup_tui.actions.outcome import Refused
from followup_tui.actions.who import Nobody
from followup_tui.book import Book
from followup_tui.cli.matches import contact_meant
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import CapturedTouch, parse_touch
from followup_tui.rules.when import parse_when

_TALKS = frozenset({Channel.CALL, Channel.MEETING, Channel.EVENT})
"""What goes both ways by its nature."""


def contacts_of(book: Book, who: Sequence[str]) -> list[Contact]:
    """The contacts of several WHOs, each once.

    Raises:
        Nobody: one of them means nobody.
        Unclear: one of them could be several.
    """
    found: dict[int, Contact] = {}
    for words in who:
        try:
            contact = contact_meant(book, [words])
        except Nobody as error:
            hint = " What happened goes into quotes, as the last word." if len(who) > 1 else ""
            raise Nobody(f"{error}{hint}") from None
        found[contact.id] = contact
    return list(found.values())


def touch_of(book: Book, text: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments for `actions.touch.log`. Options go before what the text says.

    Raises:
        BadCapture: the text says nothing.
        BadWhen: a day cannot be read.
        Refused: a clipping is not known, or a promise has no day.
    """
    captured = parse_touch(text, book.as_of)
    channel = Channel(options["channel"]) if options["channel"] else captured.channel or Channel.EMAIL
    next_on = parse_when(options["next_on"], book.as_of) if options["next_on"] else captured.next_on
    if options["next_step"] and next_on is None:
        raise Refused("Say on which day you promised it: --next-on fri.")
    return {
        "text": _kept(captured, text, channel),
        "channel": channel,
        "direction": _direction(captured, channel, options["direction"]),
        "on": parse_when(options["when"], book.as_of, "past") if options["when"] else captured.on,
        "subject": options["subject"],
        "next_step": options["next_step"],
        "next_on": next_on,
        "shared": [clipping_meant(book, words).id for words in options["shared"]],
    }


def _direction(captured: CapturedTouch, channel: Channel, given: str | None) -> Direction:
    if given:
        return Direction(given)
    if captured.direction and captured.channel in {None, channel}:
        return captured.direction
    return Direction.BOTH if channel in _TALKS else Direction.OUT


def _kept(captured: CapturedTouch, text: str, channel: Channel) -> str:
    """The text; the verb that the capture took off it comes back when --channel says that it was none."""
    if captured.channel in {None, channel}:
        return captured.text
    verb = clean_line(text).split(" ", 1)[0]
    return captured.text if captured.text.startswith(verb) else f"{verb} {captured.text}"
