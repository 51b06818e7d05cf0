"""The part of the review screen in which one chooses whom to see: views, filter, marks, more people for today."""

from typing import cast

from textual import on

from followup_tui.rules.wording import counted
from followup_tui.tui.completions import completed_filter
from followup_tui.tui.review import View
from followup_tui.tui.screens.review_base import GONE, ReviewBase
from followup_tui.tui.widgets.top_line import TopLine


class Viewing(ReviewBase):
    """Who is in the list, and who of them is marked."""

    def __init__(self) -> None:
        super().__init__()
        self._cursors: dict[View, int | None] = {}

    def action_view(self, view: str) -> None:
        """Goes to a view."""
        if self.loaded is None:
            return
        self.clear_problem()
        self._leave_prompt()
        self._cursors[self.review.view] = self.current
        self.review.view = cast("View", view)
        self.review.group = None
        self.review.marks = frozenset()
        rows = self.review.rows()
        first = next((key for at in range(len(rows)) if (key := rows.key_at(at)) is not None), None)
        self.redraw(self._cursors.get(self.review.view) or (first if isinstance(first, int) else None))
        self.people.focus()

    def go_to(self, kind: str, key: str | int) -> None:
        """Goes to a contact, a company or a view, as the palette found it."""
        if kind == "view":
            self.action_view(str(key))
            return
        if key not in (self.book.companies if kind == "company" else self.book.contacts):
            self.say(GONE if kind == "contact" else "That company is not in the file any more.", problem=True)
            return
        self.clear_problem()
        self._leave_prompt()
        self.review.view = "companies" if kind == "company" else "all"
        self.review.group = None
        self.review.set_filter("")
        self.redraw(int(key))
        self.people.focus()

    def show_group(self, title: str, people: tuple[int, ...], contact: int) -> None:
        """Shows certain people among all, with the cursor on one; Esc shows everybody again."""
        self._leave_prompt()
        self.review.view = "all"
        self.review.set_filter("")
        self.review.group = (title, frozenset(people))
        self.redraw(contact)
        self.people.focus()
        self.say(f"{counted(len(people), 'person', 'people')}: {title}; Esc shows everybody")

    def _leave_prompt(self) -> None:
        """A line that was opened in one view is not taken in another."""
        if self.prompt.is_open:
            self.close_prompt()

    def action_next_view(self) -> None:
        """Goes to the view after this one."""
        self._to_view(1)

    def action_previous_view(self) -> None:
        """Goes to the view before this one."""
        self._to_view(-1)

    def _to_view(self, step: int) -> None:
        if self.loaded is None:
            return
        views = self.review.views
        self.action_view(views[(views.index(self.review.view) + step) % len(views)])

    @on(TopLine.TabChosen)
    def _tab_chosen(self, event: TopLine.TabChosen) -> None:
        event.stop()
        self.action_view(event.view)

    def action_filter(self) -> None:
        """Opens the filter."""
        text = self.review.filters[self.review.view]
        meaning = "words, tag:vc late: owe: last:>60d company:acme -tag:loose   Enter keeps, Esc clears"
        self.prompt.ask("filter", "Narrow the list", meaning, text, lambda line: completed_filter(self.book, line))
        self.refresh_hints()

    def filter_changed(self, text: str) -> None:
        """Narrows the list as one types."""
        self.review.set_filter(text)
        self.prompt.explain(self.review.problem or "Enter keeps, Esc clears")
        self.redraw_list()

    def filter_kept(self) -> None:
        """Keeps the filter and goes back to the list."""
        self.close_prompt()

    def action_clear(self) -> None:
        """Clears marks, then the filter."""
        if self.loaded is None:
            return
        if self.review.marks:
            self.review.marks = frozenset()
        elif self.review.group is not None and self.review.view == "all":
            self.review.group = None
        elif self.review.filters[self.review.view]:
            self.review.set_filter("")
        self.redraw()
        self.people.focus()

    def back_to_all(self) -> None:
        """Takes marks and filter away."""
        self.action_clear()

    def action_mark(self) -> None:
        """Marks the person, or takes the mark away, and goes down."""
        if self.contact is None:
            return
        self.review.marks = self.review.marks ^ {self.contact.id}
        self.people.set_marks(self.review.marks)
        self.people.action_cursor_down()
        self.refresh_hints()

    def action_mark_all(self) -> None:
        """Marks everyone who is shown; takes all marks away when all are marked."""
        if self.review.view == "companies":
            return
        rows = self.people.rows
        shown = {key for index in range(len(rows)) if isinstance(key := rows.key_at(index), int)}
        self.review.marks = frozenset() if shown <= self.review.marks else frozenset(shown)
        self.people.set_marks(self.review.marks)
        self.refresh_hints()

    def action_more(self) -> None:
        """Takes a few more people into today."""
        if self.loaded is None:
            return
        more = self.review.take_more()
        self.review.view = "today"
        first = self.review.open_entries()
        self.redraw(first[-more].contact if more else None)
        self.people.focus()
        self.say(f"Took {counted(more, 'more person', 'more people')} into today" if more else "Nobody else is due.")

    def action_refresh(self) -> None:
        """Takes new rows into the list."""
        self.review.restart()
        self.redraw()
        self.say("The list is as of now")
