"""The message pane: suggestions, subject, text, and which of its two states it is in."""

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import TextArea

from followup_tui.model.blanks import Blank, blank_after, blanks_of
from followup_tui.tui.keys import bindings
from followup_tui.tui.widgets.advising import Advising
from followup_tui.tui.widgets.body_text import BodyText
from followup_tui.tui.widgets.compose_lines import Foot, SoftRule, State, SubjectLabel
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.subject_input import SubjectInput
from followup_tui.tui.widgets.suggestions import Suggestion, Suggestions


class Compose(Advising, can_focus=True):
    """A message being read or written. It holds what is on screen and says what the person meant; it sends nothing."""

    BINDINGS = bindings(
        "ready",
        only=(
            "send-written",
            "write-on",
            "take-fix",
            "edit-text",
            "another-way",
            "keep-draft",
            "discard-draft",
            "choose-1",
            "choose-2",
            "choose-3",
            "choose-4",
        ),
    )
    DEFAULT_CSS = """
    Compose {
        & .compose--subject { height: 1; margin-bottom: 1; }
        & SubjectInput { width: 1fr; }
    }
    """

    class Changed(Message):
        """The person changed subject or body: for the draft. Filling in by program sends none."""

        def __init__(self, subject: str, body: str) -> None:
            super().__init__()
            self.subject = subject
            self.body = body

    class Ready(Message):
        """The person left the text, which stays: single keys act now."""

    class Writing(Message):
        """The person went into the text."""

    class TemplateChosen(Message):
        """The person wants suggestion `number` (from 1); answer with `exchange` and `choose`."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class EditorRequested(Message):
        """The person wants to write the text in their own editor; answer with `exchange`."""

    class SendWanted(Message):
        """The person wants it sent. Only when no blank is left."""

    class BlankLeft(Message):
        """The person wanted it sent, but the blank `name` is left; the cursor went there."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class KeepWanted(Message):
        """The person wants to keep the draft and go on."""

    class DiscardWanted(Message):
        """The person wants the draft in the bin."""

    def __init__(
        self,
        *,
        title: str = "Message",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(title=title, glyphs=glyphs, id=id, classes=classes)
        self.suggestions = Suggestions(glyphs=glyphs)
        self._rule = SoftRule(glyphs=glyphs)
        self._subject_line = Horizontal(SubjectLabel(glyphs=glyphs), self._subject, classes="compose--subject")
        self._foot = Foot(glyphs=glyphs)
        self._state: State = "shown"
        self._address = ""
        self._saved = ""
        self._subject_with: dict[str, str] = {}
        """The subject that belonged to a text before it was exchanged, so that undo brings back both."""

    def compose(self) -> ComposeResult:
        """Title, suggestions, subject, text, advice, state."""
        yield self.title_line
        yield self.suggestions
        yield self._rule
        yield self._subject_line
        yield self._body
        yield self._advice_line
        yield self._foot

    # -- what it holds ----------------------------------------------------------------------------------------

    @property
    def has_subject(self) -> bool:
        """Whether this kind of message has a subject."""
        return bool(self._subject_line.display)

    @property
    def state(self) -> State:
        """Which state it is in."""
        return self._state

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks that are left, those of the subject first."""
        return (*blanks_of(self.subject if self._subject_line.display else ""), *self._body.blanks)

    def show(self, suggestions: Iterable[Suggestion], chosen: int, subject: str, body: str) -> None:
        """Another person's message: suggestions, which is chosen (from 1; 0 for own words), and the text.

        There is nothing to undo in it yet.
        """
        self.suggestions.show(suggestions, chosen)
        self._subject_with.clear()
        with self.prevent(TextArea.Changed, LineInput.Changed):
            self._subject.value = subject
            self._body.fill(body)
        self.refresh_counts()

    def exchange(self, subject: str, body: str) -> None:
        """Another text for the same message (a template, an edited file); the former one is one undo away."""
        self._subject_with[self.body] = self.subject
        with self.prevent(TextArea.Changed, LineInput.Changed):
            self._subject.value = subject
            self._body.exchange(body)
        self._subject_with[self.body] = self.subject
        self.refresh_counts()

    def choose(self, number: int) -> None:
        """Show suggestion `number` as the chosen one (from 1; 0 for own words)."""
        self.suggestions.show(self.suggestions.suggestions, number)

    def set_address(self, address: str) -> None:
        """Where the message goes, like ``email to ann@acme.example``; drawn in the title."""
        self._address = address
        self._show_title()

    def set_saved(self, saved: str) -> None:
        """Like ``draft saved 14:20``; drawn in the title."""
        self._saved = saved
        self._show_title()

    def show_subject(self, shown: bool) -> None:
        """Whether this kind of message has a subject."""
        self._subject_line.display = shown
        self.refresh_counts()

    def _show_title(self) -> None:
        self.set_title(right=f" {self.title_line.glyphs.dot} ".join(filter(None, (self._saved, self._address))))

    def refresh_counts(self) -> None:
        """Draws how long the text is, and what is left to do."""
        names = [blank.name for blank in self.blanks]
        left = f"{len(names)} blank{'s' if len(names) > 1 else ''} left: {', '.join(names)}" if names else ""
        counts, too_long = self.measured()
        self._foot.show(self._state, counts, left, too_long=too_long)
        self.look_soon()

    # -- its states -------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Go into the text: to the first blank, or to the end."""
        blank = blank_after(self.subject, 0) if self._subject_line.display else None
        if blank:
            self._select_in_subject(blank)
        else:
            self._body.go_to_first_blank()
            self._body.focus()

    def ready(self) -> None:
        """Leave the text: single keys act."""
        self.focus()

    def _select_in_subject(self, blank: Blank) -> None:
        self._subject.focus()
        self._subject.selection = type(self._subject.selection)(blank.start, blank.end)

    def _follow_focus(self) -> None:
        super()._follow_focus()
        self._set_state()

    def on_focus(self) -> None:
        """The pane itself has the focus: ready."""
        super().on_focus()
        self._set_state()

    def on_descendant_focus(self, event: object) -> None:
        """Subject or text has the focus: writing."""
        self.title_line.show(active=True)
        self._set_state()

    def _set_state(self) -> None:
        before = self._state
        if self.screen.focused is self:
            self._state = "ready"
        else:
            self._state = "writing" if self.has_focus_within else "shown"
        if before != self._state:
            self.refresh_counts()
            if self._state == "writing":
                self.post_message(self.Writing())

    # -- what the person does ---------------------------------------------------------------------------------

    @on(BodyText.Left)
    @on(BodyText.LastBlankPassed)
    def _leave(self, event: Message) -> None:
        event.stop()
        self.ready()
        self.post_message(self.Ready())

    @on(BodyText.EditorWanted)
    def _ask_for_editor(self, event: Message) -> None:
        event.stop()
        self.post_message(self.EditorRequested())

    @on(SubjectInput.GoneOn)
    def _go_on_from_subject(self, event: Message) -> None:
        event.stop()
        blank = blank_after(self.subject, max(self._subject.selection))
        if blank:
            self._select_in_subject(blank)
        else:
            self._body.go_to_first_blank()
            self._body.focus()

    @on(TextArea.Changed)
    @on(LineInput.Changed)
    def _tell_changed(self, event: Message) -> None:
        event.stop()
        if isinstance(event, TextArea.Changed):
            self._restore_subject()
        self.refresh_counts()
        self.post_message(self.Changed(self.subject, self.body))

    def _restore_subject(self) -> None:
        """Undo brought back a whole text: its subject comes with it."""
        subject = self._subject_with.get(self.body)
        if subject is not None:
            with self.prevent(LineInput.Changed):
                self._subject.value = subject

    @on(Suggestions.Chosen)
    def _pass_choice_on(self, event: Suggestions.Chosen) -> None:
        event.stop()
        self.post_message(self.TemplateChosen(event.number))

    def action_choose(self, number: int) -> None:
        """Ask for suggestion `number`, when there is one."""
        if number <= len(self.suggestions.suggestions):
            self.post_message(self.TemplateChosen(number))

    def action_write_on(self) -> None:
        """Go back into the text."""
        self.write()

    def action_send_written(self) -> None:
        """Ask for it to be sent; while a blank is left, go there instead."""
        if blanks := self.blanks:
            self.write()
            self.post_message(self.BlankLeft(blanks[0].name))
        else:
            self.post_message(self.SendWanted())

    def action_edit_text(self) -> None:
        """Ask for the person's own editor."""
        self.post_message(self.EditorRequested())

    def action_keep_draft(self) -> None:
        """Ask to keep the draft and go on."""
        self.post_message(self.KeepWanted())

    def action_discard_draft(self) -> None:
        """Ask for the draft to be put in the bin."""
        self.post_message(self.DiscardWanted())
