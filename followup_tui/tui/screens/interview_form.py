"""The form for an interview: everything about one hiring process, with who is known and what follows said live."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widget import Widget

from followup_tui.actions.foreseeing import Foreseen, Recognised
from followup_tui.rules.interview_entry import InterviewEntry
from followup_tui.tui.edit_fields import FieldSpec, Remark
from followup_tui.tui.interview_fields import BAD, INTERVIEW_FIELDS, InterviewReader, interview_texts, stage_words
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.choice import Choice, matching, shortest_letters
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.fields_form import FieldsForm, FormField
from followup_tui.tui.screens.form_input import FormInput
from followup_tui.tui.screens.name_suggester import NameSuggester
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs

QUIET = 0.12
"""Seconds of quiet after which what was typed is looked at as a whole."""


class Kept(NamedTuple):
    """Why an entry was not kept, and which field that is about; a `sentence` that is empty: it was."""

    sentence: str = ""
    field: str = ""


class InterviewDesk(Protocol):
    """What the form stands on."""

    entry: InterviewEntry
    """What the form begins with."""
    title: str
    is_new: bool
    reader: InterviewReader

    async def foresee(self, entry: InterviewEntry) -> Foreseen:
        """What would come of an entry."""

    def keep(self, entry: InterviewEntry) -> Kept:
        """Keeps an entry, or says why not."""

    def typed_before(self) -> Mapping[str, str]:
        """What was typed and not kept the last time; empty when nothing was."""

    def lay_by(self, texts: Mapping[str, str]) -> None:
        """Keeps what was typed for the next time; nothing when it is empty."""

    def companies(self) -> Sequence[str]:
        """The names a company is completed from."""

    def people(self, company: str) -> Iterable[str]:
        """The names that people are completed from, those at the company first."""


class InterviewForm(FieldsForm):
    """Enters an interview, or changes one; ends with whether something was kept. What was typed is never dropped."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "turn", "Empty", show=False, priority=True)]

    def __init__(self, desk: InterviewDesk, *, start: str = "", glyphs: Glyphs = UNICODE) -> None:
        texts = interview_texts(desk.entry)
        super().__init__(desk.title, INTERVIEW_FIELDS, texts, names={"company": desk.companies()}, start=start,
                         glyphs=glyphs)  # fmt: skip
        self._desk = desk
        self._follows = Said(id="follows")
        self._foreseen = Foreseen()
        self._look: Timer | None = None
        self._left: dict[str, str] = {}
        """What was typed the last time."""
        self._turned: dict[str, str] = {}
        """What stood in the fields before they were emptied."""

    # What stands where

    def body(self) -> Iterable[Widget]:
        """The fields, and what follows from them."""
        yield from super().body()
        yield self._follows

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (
            Hint("F2", "save", "save", 9),
            Hint("Esc", "leave, keeping it", "leave", 8),
            Hint("Enter", "next", "app.focus_next", 7),
            Hint("Right", "complete", "app.focus_next", 5),
            Hint("F4", "empty, or back" if self._desk.is_new else "as it was, or back", "turn", 4),
        )

    def suggester(self, spec: FieldSpec) -> Suggester | None:
        """Completes names, of those at the company first."""
        if spec.name in {"people", "said_by"}:
            return NameSuggester(self._likely)
        return super().suggester(spec)

    def remark(self, spec: FieldSpec, text: str) -> Remark:
        """A problem of a text, or what it means; of people, who is known."""
        found = self._desk.reader.remark(spec, text)
        if found.is_problem:
            return found
        seen = self._foreseen
        told = {"people": seen.people, "said_by": (seen.said_by,) if seen.said_by else ()}.get(spec.name, ())
        if any(one.problem for one in told):
            return _chips(told)
        if seen.refusal and seen.field == spec.name:
            return Remark(seen.refusal, is_problem=True)
        if spec.kind == "choice":
            return Remark(self._letters(spec, text))
        return _chips(told) if told and text.strip() else found

    def changes(self, before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, Any]:
        """Not asked for: the form keeps an entry as a whole."""
        raise NotImplementedError

    # From the first look on

    def on_mount(self, event: events.Mount) -> None:  # type: ignore[override]  # Textual hands in what one asks for
        """Begin with what is proposed, or with what was typed the last time."""
        event.prevent_default()  # the handler of the base would run once more behind this one
        super().on_mount()
        self._desk.reader.note(self._before)
        self._left = {**self._before, **self._desk.typed_before()}
        self._put(self._left)
        first = self._fields[0].editor
        if self._desk.is_new and self.focused is first and isinstance(first, FormInput):
            first.select_all()  # a company that is proposed gives way to the first letter
        self._look_soon()

    @on(FormField.Edited)
    def look_at_edited(self, event: FormField.Edited) -> None:
        """Look at the whole soon; the base checks the field after this."""
        self._foreseen = self._foreseen._replace(refusal="", field="")
        name = event.field.spec.name
        if name == "company":
            self._withdraw_proposed()
        if name in {"outcome", "offer"}:
            self._explain(next(field for field in self._fields if field.spec.name == "stage"))
        self._look_soon()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the letters of fixed values where the keyboard is, and not elsewhere."""
        for field in self._fields:
            if field.spec.kind == "choice":
                self._explain(field)

    # Ending

    def action_save(self) -> None:
        """Keep the entry; go to the first field that does not hold instead, if there is one."""
        try:
            entry = self._desk.reader.entry(self._texts())
        except BAD:
            bad = next(field for field in self._fields if self._desk.reader.remark(field.spec, field.text).is_problem)
            self._refuse(bad)
            return
        if not self._desk.is_new and not self.is_changed:
            self.dismiss(None)
            return
        kept = self._desk.keep(entry)
        if not kept.sentence:
            self._desk.lay_by({})
            self.dismiss({})
            return
        self._foreseen = self._foreseen._replace(refusal=kept.sentence, field=kept.field)
        about = next((field for field in self._fields if field.spec.name == kept.field), None)
        if about is None:
            self._follows.say(kept.sentence, problem=True)
            self.app.bell()
        else:
            about.explain(Remark(kept.sentence, is_problem=True))
            self._refuse(about)

    def action_leave(self) -> None:
        """Leave, and keep what was typed for the next time."""
        self._desk.lay_by(self._texts() if self.is_changed else {})
        self.dismiss(None)

    def action_turn(self) -> None:
        """Empty all fields, or put there what is in the file; then bring back what stood there."""
        empty = interview_texts(InterviewEntry()) if self._desk.is_new else self._before
        now = self._texts()
        if now != empty:
            self._turned = now
            self._put(empty)
        elif self._turned:
            self._put(self._turned)
        self._fields[0].editor.focus()

    def _refuse(self, field: FormField) -> None:
        self._explain(field) if not field.remark.is_problem else None
        field.editor.focus()
        self.app.bell()

    # Inside

    def _put(self, texts: Mapping[str, str]) -> None:
        for field in self._fields:
            if field.text != texts[field.spec.name]:
                field.put(texts[field.spec.name])

    def _withdraw_proposed(self) -> None:
        """The person who was proposed goes with their company, and comes back with it."""
        if not self._desk.is_new or not self._before["people"]:
            return
        company, _, people = self._fields[:3]
        is_theirs = company.text == self._before["company"]
        if not is_theirs and people.text == self._before["people"]:
            people.put("")
        elif is_theirs and not people.text:
            people.put(self._before["people"])

    def _letters(self, spec: FieldSpec, text: str) -> str:
        """Which letters choose which value, where the keyboard is; what an empty stage means, elsewhere."""
        editor = next(field.editor for field in self._fields if field.spec is spec)
        if self.focused is not editor or not isinstance(editor, Choice):
            return stage_words(self._texts()) if spec.name == "stage" and not text else ""
        letters = shortest_letters(spec.choices)
        shown = matching(spec.choices, editor.typed) if editor.typed else letters
        return " · ".join(f"{letters[one]} {one}" for one in shown)

    def _likely(self) -> Iterable[str]:
        return self._desk.people(self._fields[0].text)

    def _look_soon(self) -> None:
        if self._look is not None:
            self._look.stop()
        self._look = self.set_timer(QUIET, self._look_ahead)

    @work(group="foresee", exclusive=True, exit_on_error=False)
    async def _look_ahead(self) -> None:
        """Says who is known and what follows; looking it up takes a thread, as there may be thousands of people."""
        texts = self._texts()
        if self.is_changed and texts == self._left:
            self.title_line.show(right="as you left it")
        self._desk.lay_by(texts if self.is_changed else {})
        try:
            entry = self._desk.reader.entry(texts)
        except BAD:
            self._follows.say("")
            return
        if not entry.company:
            entry_is_empty = not entry.people
            self._follows.say("" if entry_is_empty else "Say which company it was with, and what follows stands here.")
            return
        foreseen = await self._desk.foresee(entry)
        if texts != self._texts():
            return
        self._foreseen = foreseen
        for field in self._fields:
            if field.spec.name in {"people", "said_by", foreseen.field}:
                self._explain(field)
        if not foreseen.refusal:
            self._follows.say(foreseen.follows)
        else:
            self._follows.say("" if foreseen.field else foreseen.refusal, problem=not foreseen.field)


def _chips(people: Sequence[Recognised]) -> Remark:
    """Who is known and who is new; what is wrong with the first of whom something is."""
    wrong = next((one.problem for one in people if one.problem), "")
    if wrong:
        return Remark(wrong, is_problem=True)
    groups = {"known": [one for one in people if one.known], "new": [one for one in people if not one.known]}
    return Remark(" · ".join(f"{word}: {', '.join(map(str, those))}" for word, those in groups.items() if those))
