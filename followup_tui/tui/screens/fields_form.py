"""A form of labelled fields. Nothing typed is ever lost without a question."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.suggester import Suggester, SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from followup_tui.tui.edit_fields import FieldSpec, Remark
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.choice import Choice
from followup_tui.tui.screens.dialog import Dialog, Said
from followup_tui.tui.screens.form_input import FormInput
from followup_tui.tui.screens.line_list import LineList
from followup_tui.tui.screens.text_box import TextBox
from followup_tui.tui.text import one_line
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs


class FormField(Widget):
    """A label, what is typed, and a remark under it."""

    class Edited(Message):
        """The text changed."""

        def __init__(self, field: "FormField") -> None:
            super().__init__()
            self.field = field

    def __init__(self, spec: FieldSpec, text: str, suggester: Suggester | None = None) -> None:
        super().__init__(id=f"field-{spec.name}")
        self.spec = spec
        self.label = Static(f"  {spec.label}", classes="label", markup=False)
        self.editor = _editor(spec, text, suggester)
        self.remark = Remark("")
        self._said: Said | None = None

    def compose(self) -> ComposeResult:
        """The label and the line; a remark comes with the first reason for one, for most fields never have any."""
        yield self.label
        yield self.editor

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.editor.text if isinstance(self.editor, TextArea) else self.editor.value

    def put(self, text: str) -> None:
        """Put another text in place of the one that stands there."""
        if isinstance(self.editor, TextArea):
            self.editor.text = text
        else:
            self.editor.value = text

    def explain(self, remark: Remark) -> None:
        """Show a remark."""
        self.remark = remark
        if self._said is None:
            if not remark.text:
                return
            self._said = Said()
            self.mount(self._said)
        self._said.say(remark.text, problem=remark.is_problem)
        if self.has_focus_within:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_focus(self) -> None:
        """Mark the line that is being typed in, also without colour."""
        self.add_class("-focused")
        self.label.update(f"> {self.spec.label}")
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self.remove_class("-focused")
        self.label.update(f"  {self.spec.label}")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(LineList.Changed)
    def tell(self, event: Message) -> None:
        """Pass on that the text changed."""
        event.stop()
        self.post_message(self.Edited(self))


class Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields; scrolled by the focus alone, so that the arrows go from field to field."""


class Question(Static, can_focus=True):
    """The question whether to keep the changes, in one line. Whoever looks elsewhere goes on editing."""

    TEXT = "Keep changes?  s save  d drop  Esc go on editing"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "answer('save')", "Save", show=False),
        Binding("d", "answer('drop')", "Drop", show=False),
        Binding("escape", "answer('go-on')", "Go on editing", show=False),
    ]

    class Answered(Message):
        """The answer: ``save``, ``drop`` or ``go-on``."""

        def __init__(self, answer: str) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self) -> None:
        super().__init__(self.TEXT, id="question", markup=False)

    def action_answer(self, answer: str) -> None:
        """Give the answer."""
        self.post_message(self.Answered(answer))

    def on_blur(self) -> None:
        """A click elsewhere is an answer too."""
        self.post_message(self.Answered("go-on"))

    def on_click(self, event: events.Click) -> None:
        """Take the word that was clicked as the answer."""
        event.stop()
        words = {"save": "s save", "drop": "d drop", "go-on": "Esc go on editing"}
        for answer, word in words.items():
            start = self.TEXT.index(word)
            if start <= event.x < start + len(word):
                self.action_answer(answer)


class FieldsForm(Dialog[Mapping[str, Any] | None]):
    """Edits the fields of something; ends with those that changed, or None for no change."""

    CSS_PATH: ClassVar = ["dialog.tcss", "fields_form.tcss"]
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Save", show=False, priority=True),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Field before", show=False),
    ]

    def __init__(
        self,
        title: str,
        specs: Sequence[FieldSpec],
        before: Mapping[str, str],
        *,
        names: Mapping[str, Sequence[str]] | None = None,
        start: str = "",
        glyphs: Glyphs = UNICODE,
    ) -> None:
        """The form of the fields `specs` with the texts `before`, opened at the field `start`, else at the first.

        `names` are those that a field is completed from.
        """
        super().__init__(title, glyphs=glyphs)
        self._specs = tuple(specs)
        self._before = dict(before)
        self._names = names or {}
        self._start = start
        self._came_from: Widget | None = None
        self._fields: list[FormField] = []
        self._question = Question()

    def remark(self, spec: FieldSpec, text: str) -> Remark:
        """What stands under a field: the first problem of its text, else what it means, else nothing."""
        raise NotImplementedError

    def changes(self, before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, Any]:
        """The values of the fields whose text means something else than before."""
        raise NotImplementedError

    def suggester(self, spec: FieldSpec) -> Suggester | None:
        """What completes a field."""
        names = [one_line(name) for name in self._names.get(spec.name, ())]
        return SuggestFromList(names, case_sensitive=False) if names else None

    def body(self) -> Iterable[Widget]:
        """The fields, and the question that is not asked yet."""
        # A text area can only be made while an app runs, so not before the form is shown.
        self._fields = [FormField(spec, self._before[spec.name], self.suggester(spec)) for spec in self._specs]
        yield Fields(*self._fields)
        yield self._question

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (
            Hint("F2", "save", "save", 9),
            Hint("Esc", "leave", "leave", 8),
            Hint("Tab Enter", "next field", "app.focus_next", 7),
            Hint("Left Right", "choose", "app.focus_next", 2),
        )

    def on_mount(self) -> None:
        """Explain what stands there, and begin at the wanted field."""
        for field in self._fields:
            self._explain(field)
        wanted = next((field for field in self._fields if field.spec.name == self._start), self._fields[0])
        wanted.editor.focus()
        # What a widget tells of its first text is no change of the person's.
        self._before = self._texts()

    @property
    def is_changed(self) -> bool:
        """Whether something else stands in a field than when the form was opened."""
        return self._texts() != self._before

    @on(FormField.Edited)
    def explain_edited(self, event: FormField.Edited) -> None:
        """Check the field while it is typed in."""
        event.stop()
        self._explain(event.field)
        changed = sum(self._before[name] != text for name, text in self._texts().items())
        self.title_line.show(right=f"{changed} changed" if changed else "")

    @on(Input.Submitted)
    def next_or_save(self, event: Input.Submitted) -> None:
        """Enter goes to the next field; in the last line it saves."""
        event.stop()
        self._enter(event.input)

    def on_key(self, event: events.Key) -> None:
        """Enter in a field of fixed values goes on as in any other."""
        if event.key == "enter" and isinstance(self.focused, Choice):
            event.stop()
            self._enter(self.focused)

    def action_save(self) -> None:
        """End with what was changed; go to the first field that does not hold instead, if there is one."""
        bad = next((field for field in self._fields if field.remark.is_problem), None)
        if bad is not None:
            self._stop_asking()
            bad.editor.focus()
            self.app.bell()
            return
        self.dismiss(self.changes(self._before, self._texts()) or None)

    def action_leave(self) -> None:
        """Leave; ask first when something was changed."""
        if not self.is_changed:
            self.dismiss(None)
            return
        self._came_from = self.focused
        self.add_class("-asking")
        self._question.focus()

    @on(Question.Answered)
    def do_answer(self, event: Question.Answered) -> None:
        """Save, drop, or go on."""
        event.stop()
        if not self.has_class("-asking"):
            return
        back = self._came_from if self.focused is self._question else None
        self._stop_asking()
        if event.answer == "save":
            self.action_save()
        elif event.answer == "drop":
            self.dismiss(None)
        elif back is not None:
            back.focus()

    def _stop_asking(self) -> None:
        self.remove_class("-asking")

    def _enter(self, editor: Widget) -> None:
        last = next(spec.name for spec in reversed(self._specs) if spec.kind != "text")
        if editor.id == f"edit-{last}":
            self.action_save()
        else:
            self.focus_next()

    def _explain(self, field: FormField) -> None:
        field.explain(self.remark(field.spec, field.text))

    def _texts(self) -> dict[str, str]:
        return {field.spec.name: field.text for field in self._fields}


def _editor(spec: FieldSpec, text: str, suggester: Suggester | None) -> FormInput | TextBox | Choice | LineList:
    name = f"edit-{spec.name}"
    example = f"like {spec.example}" if spec.example else ""
    if spec.kind == "lines":
        return LineList(text, example, id=name)
    if spec.kind == "text":
        return TextBox(text, id=name)
    if spec.kind == "choice":
        return Choice(spec.choices, text, id=name)
    return FormInput(text, example, joint=", " if spec.kind == "list" else " ", suggester=suggester, id=name)
