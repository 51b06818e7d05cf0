"""The part of the review screen about what happened: the entries of the timeline, opened, corrected and taken out."""

from collections.abc import Callable, Mapping
from typing import Any

from textual import on

from followup_tui.actions.outcome import Done
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import Contact, Interaction, Interview, Record, Result, Task
from followup_tui.tui.entries import KIND_WORDS, Kind, company_entries, contact_entries, next_kind, stream_of
from followup_tui.tui.screens.review_base import ReviewBase, changing
from followup_tui.tui.widgets.pane import Pane
from followup_tui.tui.widgets.timeline import Timeline

_RECORDS: dict[str, type[Record]] = {
    "interaction": Interaction,
    "interview": Interview,
    "result": Result,
    "task": Task,
}
_FIXED = {
    "mark": "A decision is taken back with u.",
    "contact": "A position is changed in the person's form: e in the list.",
}


class Recounting(ReviewBase):
    """The timeline."""

    only: Kind | None = None
    """The one kind of entry that is shown; None is everything."""

    def show_timeline(self, subject: Contact | int | None, *, keep: bool = False) -> None:
        """Draws what happened with a contact, or with the company of an id."""
        empty = f"No {KIND_WORDS[self.only]} here. f goes on." if self.only else "Nothing yet. l logs what happened."
        self.timeline.set_empty(empty)
        if subject is None:
            self.timeline.set_entries(())
        elif isinstance(subject, Contact):
            self.timeline.set_entries(contact_entries(self.book, subject, self.only), keep=keep)
        else:
            self.timeline.set_entries(company_entries(self.book, subject, self.only), keep=keep)
        title = f"Timeline: {KIND_WORDS[self.only]}" if self.only else "Timeline"
        self.query_one("#timeline-pane", Pane).set_title(title)

    def action_only_kind(self) -> None:
        """Shows the next kind of entry alone; after the last one everything again."""
        subject = self._subject()
        if subject is None:
            self.say("There is no timeline here.", problem=True)
            return
        self.only = next_kind(stream_of(self.book, subject), self.only)
        self.show_timeline(subject)
        self.say(f"Only {KIND_WORDS[self.only]} are shown; f goes on" if self.only else "Everything is shown")

    @on(Timeline.Opened)
    def _open_entry(self, event: Timeline.Opened) -> None:
        from followup_tui.tui.entry_text import entry_text

        event.stop()
        record = self.entry_record()
        entry = next((one for one in self.timeline.entries if one.key == event.key), None)
        if record is not None:
            self.followup.show_text(*entry_text(self.book, record))
        elif entry is not None:
            self.followup.show_text(f"{entry.day} {entry.year}  {entry.word}", entry.text)

    @changing
    def action_edit_entry(self) -> None:
        """Opens the form of the entry under the cursor."""
        record = self.entry_record()
        if record is None:
            self._say_fixed()
        elif isinstance(record, Interview):
            self.open_interview(record)
        else:
            self._edit(record)

    @changing
    def action_delete_entry(self) -> None:
        """Takes the entry under the cursor out."""
        record = self.entry_record()
        if record is None:
            self._say_fixed()
            return
        if self.attempt(lambda: _delete(self, record)) is not None:
            self.say(f"{self.status_line.status.text} · u brings it back")
            self._redraw_entries()

    def entry_record(self) -> Record | None:
        """The record of the entry under the cursor of the timeline; None for what has none of its own."""
        key = self.timeline.cursor_key if self.loaded is not None else None
        if not isinstance(key, tuple) or not isinstance(key[1], int):
            return None
        kind = _RECORDS.get(str(key[0]))
        return self.book.get(kind, key[1]) if kind else None

    def open_interview(self, interview: Interview) -> None:
        """Opens the form of an interview."""
        self.followup.open_interview_form(interview.id)

    # Inside

    def _edit(self, record: Record) -> None:
        from followup_tui.tui.screens.entry_form import EntryForm

        def keep(changes: Mapping[str, Any] | None) -> None:
            if not changes:
                return
            if self.attempt(lambda: _change(self, record, changes)) is None:
                kept = self.followup.put_aside(_as_lines(changes), ".txt")
                why = "Nothing was changed." if self.why_read_only else self.status_line.status.problem
                self.say(f"{why} What you typed is in {kept}", problem=True)
            self._redraw_entries()

        title = {Interaction: "What happened", Task: "A promise", Result: "A result"}[type(record)]
        self.app.push_screen(EntryForm(title, self.book, record, glyphs=self.followup.glyphs), keep)

    def _redraw_entries(self) -> None:
        """Draws everything anew, with the cursor of the timeline and the keyboard where they were."""
        at_timeline = self.timeline.has_focus
        self.redraw(self.current)
        self.show_timeline(self._subject(), keep=True)
        if at_timeline:
            self.timeline.focus()

    def _subject(self) -> Contact | int | None:
        if self.loaded is None:
            return None
        if self.review.view == "companies":
            return self.current if self.current in self.book.companies else None
        return self.contact

    def _say_fixed(self) -> None:
        key = self.timeline.cursor_key if self.loaded is not None else None
        kind = str(key[0]) if isinstance(key, tuple) else ""
        self.say(_FIXED.get(kind, "There is no entry here."), problem=True)


def _change(screen: ReviewBase, record: Record, changes: Mapping[str, Any]) -> Done[Any]:
    from followup_tui.actions.entries import edit_interaction, edit_task
    from followup_tui.actions.results import edit_result, entry_of_result

    if isinstance(record, Interaction):
        return edit_interaction(screen.book, record, changes)
    if isinstance(record, Task):
        return edit_task(screen.book, record, changes)
    assert isinstance(record, Result)  # noqa: S101 (interviews have a form of their own)
    return edit_result(screen.book, record, entry_of_result(screen.book, record, changes))


def _delete(screen: ReviewBase, record: Record) -> Done[Any]:
    from followup_tui.actions.entries import delete_interaction, delete_interview, delete_task
    from followup_tui.actions.results import delete_result

    acts: dict[type[Record], Callable[..., Done[Any]]] = {
        Interaction: delete_interaction,
        Interview: delete_interview,
        Task: delete_task,
        Result: delete_result,
    }
    return acts[type(record)](screen.book, record)


def _as_lines(changes: Mapping[str, Any]) -> str:
    texts = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in changes.items()}
    return "".join(f"{clean_line(name)}: {clean_text(str(text))}\n" for name, text in texts.items())
