"""The main screen: list, timeline and message, and the review that goes from one person to the next."""

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from followup_tui.model.records import Draft
from followup_tui.rules.wording import counted
from followup_tui.tui.card import company_card, contact_card, contact_title, looking_line
from followup_tui.tui.columns_of_views import TODAY_COLUMNS
from followup_tui.tui.done_words import done_lines
from followup_tui.tui.draft_desk import DraftDesk
from followup_tui.tui.keys import bindings, inert_bindings, prefix_bindings
from followup_tui.tui.review import Review, View
from followup_tui.tui.screens.another_way import AnotherWay
from followup_tui.tui.screens.commanding import Commanding
from followup_tui.tui.screens.giving import Giving
from followup_tui.tui.screens.insighting import Insighting
from followup_tui.tui.screens.planning import Planning
from followup_tui.tui.screens.putting_off import PuttingOff
from followup_tui.tui.screens.recounting import Recounting
from followup_tui.tui.screens.review_base import GONE
from followup_tui.tui.screens.searching import Searching
from followup_tui.tui.screens.sharing import Sharing
from followup_tui.tui.screens.travelling import Travelling
from followup_tui.tui.screens.viewing import Viewing
from followup_tui.tui.widgets.card import Card
from followup_tui.tui.widgets.compose import Compose
from followup_tui.tui.widgets.glyphs import ASCII, Glyphs
from followup_tui.tui.widgets.hints import Hints
from followup_tui.tui.widgets.notice import Notice
from followup_tui.tui.widgets.pane import Pane
from followup_tui.tui.widgets.prompt_line import PromptLine
from followup_tui.tui.widgets.row_list import RowList
from followup_tui.tui.widgets.status_line import StatusLine
from followup_tui.tui.widgets.timeline import Timeline
from followup_tui.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from followup_tui.actions.templates import Library

QUIET = 0.06
"""Seconds of quiet after which the panes follow the cursor: a held key moves the list, and nothing else."""
HELD = 0.12
"""Seconds after which a move of the cursor is one by itself: the panes follow as soon as the list is drawn."""
ONE_PANE_WIDTH = 72
ONE_PANE_HEIGHT = 18
THREE_COLUMNS = 160
WIDE = 100
TALL = 30
_TITLES: dict[View, tuple[str, str]] = {
    "today": ("Today", "by urgency"),
    "all": ("All", "by urgency"),
    "companies": ("Companies", "by name"),
    "looking": ("Looking", "whom to ask first"),
}


class ReviewScreen(
    Planning,
    Insighting,
    PuttingOff,
    Travelling,
    AnotherWay,
    Viewing,
    Commanding,
    Sharing,
    Giving,
    Recounting,
    Searching,
):
    """Today, all contacts, companies: one screen, three views."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar = ["../widgets/compose.tcss", "review.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app", "review"), *prefix_bindings(("g",)), *inert_bindings()]

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self.set_class(glyphs is ASCII, "-ascii")
        self._quiet: Timer | None = None
        self._moved_at = 0.0
        self._shown: tuple[View, int | None] = ("today", None)

    def compose(self) -> ComposeResult:
        """Top line; list, person and message; prompt, status and hints."""
        glyphs = self._glyphs
        yield TopLine(glyphs=glyphs, id="top")
        yield Notice(id="notice")
        with Horizontal(id="body"):
            yield Pane(
                RowList(TODAY_COLUMNS, empty="Opening …", glyphs=glyphs, id="people"),
                title="Today", glyphs=glyphs, id="people-pane",
            )  # fmt: skip
            with Container(id="right"):
                with Vertical(id="about"):
                    yield Pane(Card(id="card"), title="", glyphs=glyphs, id="card-pane")
                    yield Pane(
                        Timeline(glyphs=glyphs, id="timeline"), title="Timeline", glyphs=glyphs, id="timeline-pane"
                    )
                yield Compose(glyphs=glyphs, id="compose")
        yield Card(id="done", indent=6)
        yield PromptLine(id="prompt")
        yield StatusLine(glyphs=glyphs, id="status")
        yield Hints(glyphs=glyphs, id="hints")

    # From the file to the screen

    def open_review(self, review: Review, drafts: list[Draft], library: "Library", select: int | None) -> None:
        """The file is read: shows today, with the cursor on `select` when they are on the list."""
        self.loaded = review
        self.library_or_none = library
        self.desk_or_none = DraftDesk(review.book.drafts, drafts, self.draft_written)
        self.people.focus()
        self.show_notice()
        first = review.open_entries()
        self.redraw(select or (first[0].contact if first else None))
        problems = [str(one) for one in library.problems]
        self.say(problems[0] if problems else _welcome(review), problem=bool(problems))

    def changed_outside(self) -> None:
        """Something changed that is not seen yet: draws it, but not under somebody who reads or writes a message."""
        gone = self.message_to and self.message_to not in self.book.contacts
        if not self.at_message or (gone and self.compose_pane.state != "writing"):
            self.redraw(self.current)
            return
        self.is_stale = True
        if gone:
            self.keep_typed()
            self.say(f"{GONE} Esc leaves; what you typed is kept.", problem=True)

    def turn_day(self) -> None:
        """Begins the new day's list after midnight, when nobody is in the middle of something."""
        if self.loaded is None or not self.review.is_new_day() or self.is_busy or self.at_message or self.sending:
            return
        self.review.extra = 0
        self.review.restart()
        first = self.review.open_entries()
        self.redraw(first[0].contact if first and self.review.view == "today" else self.current)
        self.say(f"A new day: {_welcome(self.review) or 'nobody is due'}")

    def redraw(self, select: int | None = None) -> None:
        """Draws everything anew from the book, with the cursor on `select` when that is given.

        When the message becomes another person's, the keyboard goes to the list: Enter must not send what nobody read.
        """
        read = self.message_to
        self._draw_list(select)
        self._show_done()
        self.show_current()
        self.is_stale = False
        if read not in (0, self.message_to) and self.at_message:
            self.set_focus(self.people)  # at once: the next key may be here already
        self.refresh_hints()

    def redraw_list(self) -> None:
        """Draws the list alone anew, as a filter narrows it; the panes follow the cursor in a moment of quiet."""
        self._draw_list(None)
        self._show_done()

    def _draw_list(self, select: int | None) -> None:
        review = self.review
        self._lay_out(*self.size)
        self.people.set_columns(review.columns())
        self.people.set_empty(review.empty_words())
        self.people.set_rows(review.rows(), keep=select)
        review.marks &= self.book.contacts.keys()
        self.people.set_marks(review.marks)
        title, order = _TITLES[review.view]
        query = review.filters[review.view]
        group = review.group[0] if review.group and review.view == "all" else ""
        narrowed = " · ".join(filter(None, (group, f"/{query}" if query else "")))
        shown = f"{review.number_shown(self.people.rows)} shown · {narrowed}" if narrowed else order
        self.query_one("#people-pane", Pane).set_title(title, shown)
        self.query_one("#top", TopLine).show(review.top())

    def show_current(self) -> None:
        """Draws the panes of the person, or company, under the cursor."""
        if self._quiet is not None:
            self._quiet.stop()
        if self.loaded is None or self.desk_or_none is None:
            return
        self.leave_message()
        self._shown = (self.review.view, self.current)
        self.message_to = 0
        company = self.review.view == "companies"
        self.set_class(company, "-companies")
        if company:
            self._show_company(self.current or 0)
            return
        contact = self.contact
        pane, card = self.query_one("#card-pane", Pane), self.query_one("#card", Card)
        if contact is None:
            pane.set_title("", "")
            card.show(())
            self.show_timeline(None)
            self.compose_pane.show((), 0, "", "")
            self.compose_pane.set_address("")
            self.compose_pane.hold_against(None)
            return
        name, beside = contact_title(self.book, contact)
        pane.set_title(name, f"Tab: list · {beside}" if self.has_class("-one-pane") else beside)
        first, *rest = contact_card(self.book, self.review.entry_for(contact.id))
        why = looking_line(self.book, contact) if self.review.view == "looking" else ()
        card.show((first, *why, *rest))
        self.show_timeline(contact)
        self.show_message(contact)

    def _show_company(self, company: int) -> None:
        record = self.book.companies.get(company)
        if record is None:
            self.query_one("#card-pane", Pane).set_title("", "")
            self.query_one("#card", Card).show(())
            self.show_timeline(None)
            return
        self.query_one("#card-pane", Pane).set_title(record.name, record.place)
        self.query_one("#card", Card).show(company_card(self.book, company))
        self.show_timeline(company)

    def _show_done(self) -> None:
        """The Done screen stands where the panes were when nobody is left to write to today."""
        review = self.review
        done = self.desk_or_none is not None and review.view == "today" and not review.open_entries()
        done = done and not review.filters["today"]
        self.set_class(done, "-done")
        if done:
            names = [self.book.contacts[one].name for one in self.desk.contacts if one in self.book.contacts]
            self.query_one("#done", Card).show(done_lines(review, review.tally(names)))

    def advance(self, contact: int, word: str) -> None:
        """Notes what was done with a contact and goes on to the next open one."""
        here = self.current
        following = self.review.handle(contact, word)
        if self.review.view != "today":
            following = contact
        if here is not None and here != contact and here not in self.review.handled:
            following = here  # they went there meanwhile
        self.redraw(following)
        self.set_focus(self.people)  # at once: the next key may be here already

    def note_handled(self, contact: int, word: str) -> None:
        """Notes what was done with a contact, and stays where one is."""
        self.review.handle(contact, word)
        self.changed_outside()
        if self.is_stale:
            self._draw_list(self.current)

    # Moving

    @on(RowList.Highlighted)
    def _follow_cursor(self, event: RowList.Highlighted) -> None:
        event.stop()
        if self.loaded is None:
            return
        if self._shown == (self.review.view, self.current):
            return
        if self._quiet is not None:
            self._quiet.stop()
        before, self._moved_at = self._moved_at, monotonic()
        if self._moved_at - before > HELD:
            self.call_after_refresh(self._catch_up)
        else:
            self._quiet = self.set_timer(QUIET, self._catch_up)

    def _catch_up(self) -> None:
        """Lets the panes follow the cursor; the message that is read or written stays."""
        if not self.at_message and self._shown != (self.review.view, self.current):
            self.show_current()

    @on(RowList.Activated)
    def _activated(self, event: RowList.Activated) -> None:
        event.stop()
        self.action_write()

    @on(Timeline.Shown)
    def _count_entries(self, event: Timeline.Shown) -> None:
        event.stop()
        self.query_one("#timeline-pane", Pane).set_title(right=event.text)

    def action_write(self) -> None:
        """Writes to the person; in the timeline opens the entry; at a company shows its people."""
        if self.loaded is None:
            return
        if self._shown != (self.review.view, self.current):
            self.show_current()
        if self.timeline.has_focus:
            self.timeline.action_open_entry()
        elif self.review.view == "companies":
            self._show_people_of_company()
        else:
            super().action_write()

    def _show_people_of_company(self) -> None:
        company = self.book.companies.get(self.current or 0)
        if company is None:
            return
        self.review.view = "all"
        self.review.set_filter(f'company:"{company.name}"')
        self.redraw()
        self.say(f"The people at {company.name}; Esc shows everybody")

    def action_next_pane(self) -> None:
        """Goes to the pane on the right."""
        self._to_pane(1)

    def action_previous_pane(self) -> None:
        """Goes to the pane on the left."""
        self._to_pane(-1)

    def _to_pane(self, step: int) -> None:
        panes: list[Widget] = [self.people, self.timeline]
        if self.loaded is not None and self.review.view != "companies":
            panes.append(self.compose_pane)
        at = next((place for place, pane in enumerate(panes) if pane.has_focus or pane.has_focus_within), 0)
        wanted = panes[(at + step) % len(panes)]
        self.set_class(wanted is self.people, "-list")
        self.set_class(wanted is self.compose_pane, "-message")
        wanted.focus()
        self.refresh_hints()

    def reveal_message(self) -> None:
        """Brings the message pane into view where only one pane is."""
        self.remove_class("-list")
        self.add_class("-message")

    def action_zoom(self) -> None:
        """Gives the list, or the person, the whole screen; and back."""
        if self.has_class("-zoomed"):
            self.remove_class("-zoomed", "-zoom-list", "-zoom-message")
            return
        inside = "-zoom-list" if self.people.has_focus else "-zoom-message"
        self.add_class("-zoomed", inside)

    # Keys

    @on(Compose.Ready)
    @on(Compose.Writing)
    def _state_changed(self, event: events.Event) -> None:
        event.stop()
        self.set_class(self.compose_pane.state == "writing", "-writing-text")
        if self.message_to not in self.book.contacts and self.compose_pane.state == "ready":
            self.redraw(self.current)  # they went while one wrote
        self.refresh_hints()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys follow the focus."""
        if self.loaded is not None:
            self.set_class(self.compose_pane.state == "writing", "-writing-text")
            self.set_class(self.compose_pane.has_focus or self.compose_pane.has_focus_within, "-message")
            self.call_after_refresh(self.refresh_hints)
            if self.is_stale and not self.at_message:
                self.redraw(self.current)

    def on_paste(self, event: events.Paste) -> None:
        """A paste outside a text is never taken for keys."""
        event.stop()
        self.say(f"Pasted {counted(len(event.text), 'character')} nowhere: Enter writes, l logs, a adds.", problem=True)

    def on_resize(self, event: events.Resize) -> None:
        """Chooses the layout for the size."""
        self._lay_out(*event.size)
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        """Gives the keyboard back to the list when what had it is hidden now; a hidden list still takes keys."""
        if self.loaded is not None and self.focused is None:
            self.set_focus(self.people)

    def _lay_out(self, width: int, height: int) -> None:
        one = width < ONE_PANE_WIDTH or height < ONE_PANE_HEIGHT
        self.set_class(one, "-one-pane")
        self.set_class(width >= THREE_COLUMNS, "-three-columns")
        self.set_class(height >= TALL, "-tall")
        self.timeline.set_most_lines(3 if height >= TALL else 1)
        self.set_class(height < ONE_PANE_HEIGHT, "-short")
        self.set_class(width >= WIDE, "-wide")
        stacked = self.loaded is not None and self.review.view != "today" and width < WIDE and not one
        self.set_class(stacked, "-stacked")


def _welcome(review: Review) -> str:
    plan = review.book.today()
    total = len(review.open_entries())
    more = f", {len(plan.waiting):,} more wait for their day" if plan.waiting else ""
    return f"{counted(total, 'person', 'people')} for today{more}" if total else ""
