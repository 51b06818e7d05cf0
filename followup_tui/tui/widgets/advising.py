"""The part of the message pane that looks at the text: what is found is said under it, and mended by a key."""

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from followup_tui.rules.wording import counted
from followup_tui.tui.widgets.advice import Advice, Check, Spot
from followup_tui.tui.widgets.body_text import BodyText, word_count
from followup_tui.tui.widgets.compose_lines import AdviceLine
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.pane import Pane
from followup_tui.tui.widgets.subject_input import SubjectInput

if TYPE_CHECKING:
    from followup_tui.rules.lint import Finding

CHECK_AFTER = 0.15
"""Seconds of quiet after which the text is looked at: never while keys come."""


class Advising(Pane):
    """Subject and text, and the line of what there is to look at."""

    class Advised(Message):
        """What was mended, or what only the writer can do, in a sentence."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(
        self,
        *,
        title: str,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(title=title, glyphs=glyphs, id=id, classes=classes)
        self._subject = SubjectInput(placeholder="none yet")
        self._body = BodyText()
        self._advice_line = AdviceLine(glyphs=glyphs)
        self._advice_line.display = False
        self._check: Check | None = None
        self._advice = Advice()
        self._looks: Timer | None = None

    @property
    def subject(self) -> str:
        """The subject as it is on screen."""
        return self._subject.value

    @property
    def body(self) -> str:
        """The text as it is on screen."""
        return self._body.text

    @property
    def has_subject(self) -> bool:
        """Whether this kind of message has a subject."""
        raise NotImplementedError

    def refresh_counts(self) -> None:
        """Draws how long the text is, and what is left to do."""
        raise NotImplementedError

    def measured(self) -> tuple[str, bool]:
        """How long the text is, of how much it may be; and whether it is too long."""
        limit = self._check.limit if self._check else None
        size = limit.measure(self.body) if limit else word_count([self.body])
        counts = f"{size:,} of at most {limit}" if limit else counted(size, "word")
        return counts, limit is not None and size > limit.most

    def hold_against(self, check: Check | None) -> None:
        """What the message is held against from now on; None for nothing."""
        self._check = check
        self._show_advice(Advice())
        self.refresh_counts()

    def look_soon(self) -> None:
        """Looks at the text once it rests."""
        if self._looks is not None:
            self._looks.stop()
        self._looks = self.set_timer(CHECK_AFTER, self._look) if self._check else None

    @property
    def is_unread(self) -> bool:
        """Whether the text is still to be looked at."""
        return self._looks is not None

    def _look(self) -> None:
        if self._looks is not None:
            self._looks.stop()
            self._looks = None
        subject = self.subject if self.has_subject else ""
        self._show_advice(Advice(self._check.findings(subject, self.body) if self._check else ()))

    def _show_advice(self, advice: Advice) -> None:
        self._advice = advice
        self._body.mark(advice.spans())
        beside = self._check.give_and_ask if self._check else ""
        self._advice_line.show(advice.sentence(self._cursor), beside)

    @property
    def _cursor(self) -> Spot:
        if self._subject.has_focus:
            return Spot("subject", max(self._subject.selection))
        return Spot("body", self._body.cursor_offset)

    @on(TextArea.SelectionChanged)
    def _follow_cursor(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        if self._advice.findings:
            self._advice_line.show(self._advice.sentence(self._cursor), self._advice_line.beside)

    @on(BodyText.FixWanted)
    @on(AdviceLine.Clicked)
    def _mend(self, event: Message) -> None:
        event.stop()
        self.action_take_fix()

    def action_take_fix(self) -> None:
        """Mend what is at the cursor or comes after it; where only the writer can, go there."""
        before = self._advice
        self._look()
        if before.findings == self._advice.findings:
            self._advice = before  # it knows where one was led
        advice = self._advice
        if not advice.findings:
            self.post_message(self.Advised("Nothing to mend here."))
            return
        number = advice.next(self._cursor)
        found = advice.findings[number]
        if found.fix is None:
            self._go_to(found)
            advice.visit(number, self._cursor)
            self._advice_line.show(advice.sentence(self._cursor), self._advice_line.beside)
            self.post_message(self.Advised(found.sentence))
            return
        former = self._put(found)
        self._look()
        self.post_message(
            self.Advised(f"Put “{found.fix}” in place of “{former}”" if found.fix else f"Took “{former}” out")
        )

    def _go_to(self, found: "Finding") -> None:
        if found.place == "subject":
            self._subject.focus()
            self._subject.selection = type(self._subject.selection)(found.start, found.end)
        else:
            self._body.select_span(found.start, found.end)
            self._body.focus()

    def _put(self, found: "Finding") -> str:
        """Puts the fix of a finding into the text; gives what was there."""
        if found.place == "body":
            return self._body.put(found.fix or "", found.start, found.end)
        subject = self.subject
        self._subject.value = f"{subject[: found.start]}{found.fix}{subject[found.end :]}"
        return subject[found.start : found.end]
