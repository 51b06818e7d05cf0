"""What the Done screen says: the sums of the day, what is still waiting, and what one could do next."""

from datetime import timedelta

from followup_tui.book import Book
from followup_tui.rules.calendar import AWAY, capacity_on, why_closed
from followup_tui.rules.load import arrivals
from followup_tui.rules.wording import DAYS, counted, weekday_words
from followup_tui.tui.review import BEGINNINGS, MORE, Review, Tally
from followup_tui.tui.widgets.line_view import Piece

AHEAD = 28
LABEL = 22
Line = tuple[Piece, ...]


def done_lines(review: Review, tally: Tally) -> tuple[Line, ...]:
    """The lines of the Done screen, from the top."""
    book = review.book
    if not book.contacts:
        return (_title("Nobody here yet."), (), (Piece(BEGINNINGS),))
    lines: list[Line] = [_title(_headline(book, tally)), ()]
    lines.append((Piece(_sums(tally)),))
    lines.append(())
    busy = _busiest(book)
    if busy:
        lines.append(_fact("next busy day", busy))
    if tally.unanswered:
        lines.append(_fact("still waiting", f"{counted(tally.unanswered, 'person', 'people')} did not answer yet"))
    if tally.drafts:
        lines.append(_fact(counted(len(tally.drafts), "open draft"), ", ".join(tally.drafts)))
    if tally.skipped:
        lines.append(_fact("skipped today", counted(tally.skipped, "person", "people")))
    lines.append(())
    if tally.waiting:
        held = capacity_on(book.as_of, book.settings.plan)
        lines.append((Piece(_waiting(tally.waiting, held)), Piece(f"   + takes {MORE} more", "strong")))
    else:
        lines.append((Piece("Nobody else is due. See you tomorrow."),))
    steps = book.store.depth()[0]
    late = book.today().overdue_total
    if late or steps:
        lines.append(())
    if late:
        whom = "the one who is late" if late == 1 else f"the {late:,} who are late"
        lines.append((Piece("b", "strong"), Piece(f"  spreads {whom} over the days to come", "quiet")))
    if steps:
        lines += [(Piece("u", "strong"), Piece(f"  undo still works here ({counted(steps, 'step')})", "quiet"))]
    return tuple(lines)


def _headline(book: Book, tally: Tally) -> str:
    if tally.done:
        return "Done for today."
    closed = why_closed(book.as_of, book.settings.plan)
    if closed == AWAY:
        return "You are away: nothing is planned."
    if closed:
        return f"{DAYS[book.as_of.weekday()]} is a day off: nothing is planned."
    return "Nobody is left for today." if tally.waiting or tally.skipped or tally.snoozed else "Nobody is due today."


def _sums(tally: Tally) -> str:
    parts = [f"{word} {number}" for word, number in tally.by_channel]
    if tally.snoozed:
        parts.append(f"snoozed {tally.snoozed}")
    return "     ".join(parts) or "Nobody was written to yet."


def _busiest(book: Book) -> str:
    first = book.as_of + timedelta(days=1)
    load = arrivals(book.roster(), book.tasks.values(), first, AHEAD)
    if not load:
        return ""
    day = max(load, key=lambda one: (load[one], -one.toordinal()))
    return f"{weekday_words(day, book.as_of)}   {counted(load[day], 'person comes', 'people come')} due"


def _waiting(number: int, held: int) -> str:
    are = "is" if number == 1 else "are"
    return f"{counted(number, 'more person', 'more people')} {are} due. Today holds {held}."


def _title(text: str) -> Line:
    return (Piece(text, "strong"),)


def _fact(label: str, text: str) -> Line:
    return (Piece(label.ljust(LABEL), "quiet"), Piece(text))
