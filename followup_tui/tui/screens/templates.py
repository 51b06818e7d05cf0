"""The templates: built-in ones and one's own, each as a real person would get it, with the facts it is made of."""

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.actions.outcome import Refused
from followup_tui.actions.own_templates import BadName, BadTemplate, Preview, Saved, checked_name
from followup_tui.actions.templates import Library
from followup_tui.model.template import Template
from followup_tui.opening import StoreError
from followup_tui.rules.wording import counted
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.dialog import Said
from followup_tui.tui.screens.working import Working
from followup_tui.tui.template_desk import TemplateDesk
from followup_tui.tui.template_rows import (
    FACT_COLUMNS,
    TEMPLATE_COLUMNS,
    fact_rows,
    message_lines,
    template_rows,
    wrong_names,
)
from followup_tui.tui.text import plain
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.line_input import LineInput
from followup_tui.tui.widgets.row_list import RowList

QUIET = 0.06
"""Seconds of quiet after which the message is made: a held key only moves."""
T = TypeVar("T")
REFUSALS = (Refused, BadName, BadTemplate)


class TemplatesScreen(Working[None]):
    """Shows the templates, and lets one write one's own."""

    CSS_PATH: ClassVar = ["dialog.tcss", "templates.tcss"]
    AUTO_FOCUS = "#templates"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 - no ClassVar, as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "person(1)", "Next person", show=False),
        Binding("p", "person(-1)", "Person before", show=False),
        Binding("slash", "find", "Find a person", show=False),
        Binding("v", "facts", "Facts", show=False),
        Binding("a", "new", "New from this", show=False),
        Binding("e,enter", "edit", "Edit", show=False),
        Binding("D", "delete", "Put away", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]

    def __init__(self, desk: TemplateDesk, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("Templates", glyphs=glyphs)
        self._desk = desk
        self._problems: tuple[BadTemplate, ...] = ()
        self._quiet: Timer | None = None
        self._asks = ""
        self._said_at = ""
        """Where the cursor was when something was said: it stays until one moves on."""
        self._label = Static("", classes="label", markup=False)
        self._field = LineInput()
        self._ask = Horizontal(self._label, self._field, classes="ask")
        self._list = RowList(TEMPLATE_COLUMNS, empty="Reading …", glyphs=glyphs, id="templates")
        self._about = Static("", id="about", markup=False)
        self._message = Static("", id="message", markup=False)
        self._facts = RowList(FACT_COLUMNS, empty="", glyphs=glyphs, id="facts")
        self._said = Said(id="said")

    def body(self) -> Iterable[Widget]:
        """The templates, and beside them the one under the cursor."""
        self._ask.display = self._facts.display = False
        yield self._ask
        yield Horizontal(
            self._list,
            Vertical(
                self._about, VerticalScroll(self._message, id="letter", can_focus=False), self._facts, id="detail"
            ),
            id="both",
        )
        yield self._said

    def hints(self) -> tuple[Hint, ...]:
        """What can be done now."""
        if self._field.has_focus:
            return Hint("Enter", "take it", "", 10), Hint("Esc", "leave", "leave", 9)
        shown = "message" if self._facts.display else "facts"
        mine = self._is_mine(self._chosen)
        return (
            Hint("e", "edit" if mine else "edit a copy", "edit", 8), Hint("a", "new from this", "new", 7),
            *((Hint("D", "put away", "delete", 3),) if mine else ()),
            Hint("n p", "another person", "person(1)", 6), Hint("/", "find person", "find", 4),
            Hint("v", shown, "facts", 5), Hint("Esc", "close", "leave", 9),
        )  # fmt: skip

    def on_mount(self) -> None:
        """Reads the templates."""
        self._read()

    @property
    def _chosen(self) -> str:
        key = self._list.cursor_key
        return key if isinstance(key, str) else ""

    @property
    def _template(self) -> Template | None:
        return self._desk.library.get(self._chosen)

    def _is_mine(self, name: str) -> bool:
        template = self._desk.library.get(name)
        return bool(name) and (template is None or not template.built_in or name in wrong_names(self._problems))

    # What is shown

    def _read(self, select: str = "") -> None:
        self.begin("Reading", lambda _: self._desk.read(), lambda read: self._show(*read, select), self._refuse)

    def _show(self, library: Library, problems: tuple[BadTemplate, ...], select: str) -> None:
        self._desk.take(library)
        self._problems = problems
        wrong = wrong_names(problems)
        self._list.set_rows(template_rows(library, wrong, wrong))
        if select:
            self._list.move_to(select)
        self._said_at = self._chosen
        mine = sum(not one.built_in for one in library.templates)
        self.title_line.show(right=f"{mine} of yours, {counted(len(library.templates), 'template')} in all")
        self._draw()

    def _draw(self) -> None:
        """The template under the cursor as the person would get it."""
        contact, template = self._desk.contact, self._template
        problems = [one for one in self._problems if self._chosen in wrong_names((one,))]
        title = template.title if template else self._chosen
        whom = f"{title}, to {contact.name}" if contact else title
        company = self._desk.book.company_name(contact.company) if contact else ""
        wrong = [f"! {_place(one)}: {one.sentence}" for one in problems]
        self._about.update(_text([f"{whom}{f' ({company})' if company else ''}", *wrong]))
        seen = self._desk.preview(template) if template else None
        self._message.update(_text(message_lines(seen) if isinstance(seen, Preview) else []))
        self._facts.set_rows(fact_rows(seen.facts) if isinstance(seen, Preview) else ())
        self.show_hints()

    @on(RowList.Highlighted)
    def follow(self, event: RowList.Highlighted) -> None:
        """Another template, as soon as the cursor rests."""
        event.stop()
        if event.row_list is self._list:
            if self._chosen != self._said_at:
                self._said.say("")
            self._soon()

    def _soon(self) -> None:
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET, self._draw)

    @on(RowList.Activated)
    def open_clicked(self, event: RowList.Activated) -> None:
        """A double click means it."""
        event.stop()
        if event.row_list is self._list:
            self.action_edit()

    def on_descendant_focus(self) -> None:
        """The keys follow the focus."""
        self.call_after_refresh(self.show_hints)

    def action_facts(self) -> None:
        """The facts in place of the message, and back."""
        self._facts.display = not self._facts.display
        self.query_one("#letter").display = not self._facts.display
        (self._facts if self._facts.display else self._list).focus()
        self.show_hints()

    def action_person(self, step: int) -> None:
        """Somebody else."""
        self._desk.step(step)
        self._soon()

    # The line: whom to look at, or what a new one is called

    def action_find(self) -> None:
        """Type the name of a person."""
        self._open_line("person", "Who", "part of a name")

    def action_new(self) -> None:
        """Type the name of a new template."""
        if self._chosen:
            self._open_line("name", "Name of the new template", "small letters and hyphens, like coffee-in-spring")

    def _open_line(self, asks: str, label: str, example: str) -> None:
        self._asks = asks
        self._label.update(label)
        self._field.placeholder = example
        self._field.value = ""
        self._ask.display = True
        self._field.focus()

    def _close_line(self) -> None:
        self._ask.display = False
        self._list.focus()

    @on(Input.Changed)
    def look_for(self, event: Input.Changed) -> None:
        """The person whose name fits so far."""
        event.stop()
        if self._asks == "person" and event.value.strip():
            found = self._desk.find(event.value)
            self._said.say("" if found else "Nobody has all these words in the name.", problem=not found)
            self._soon()

    @on(Input.Submitted)
    def take_line(self, event: Input.Submitted) -> None:
        """Back to the list, or on to the editor."""
        event.stop()
        if self._asks == "person":
            self._close_line()
            return
        try:
            name = checked_name(event.value.strip())
            text = self._desk.start(name, self._chosen)
        except REFUSALS as error:
            self._said.say(str(error), problem=True)
            return
        self._close_line()
        self._edit(name, text, is_new=True)

    def action_leave(self) -> None:
        """Out of the line, out of the facts, then off the screen."""
        if self._ask.display:
            self._close_line()
        elif self._facts.display:
            self.action_facts()
        else:
            self.dismiss(None)

    # Changing

    def action_edit(self) -> None:
        """Opens the template in the editor; of a built-in one a copy."""
        if not self._chosen:
            return
        try:
            text = self._desk.text_of(self._chosen)
        except REFUSALS as error:
            self._said.say(str(error), problem=True)
            return
        self._edit(self._chosen, text, is_new=False)

    def _edit(self, name: str, before: str, *, is_new: bool) -> None:
        from followup_tui.tui.app import FollowupApp

        app = self.app
        assert isinstance(app, FollowupApp)  # noqa: S101 (the screen is opened by this app alone)
        after, said = app.edit_text(before)
        if after is None:
            self._said.say(said, problem=True)
        elif after == before and not is_new:
            self._said.say("Nothing was changed.")
        else:

            def lost(error: Exception) -> None:
                self._said.say(f"{error} What you wrote is in {app.put_aside(after, '.md')}", problem=True)

            self.begin(
                "Keeping", _guarded(lambda: self._desk.keep(name, after)), lambda one: self._kept(name, one), lost
            )

    def _kept(self, name: str, saved: Saved) -> None:
        if saved.problems:
            first = saved.problems[0]
            self._said.say(f"Not used yet: {_place(first)}: {first.sentence} e goes on with {saved.path}", problem=True)
        else:
            self._said.say(f"Kept in {saved.path}")
        self._read(name)

    def action_delete(self) -> None:
        """Puts one of the person's own into the bin."""
        name = self._chosen
        if name:
            away = _guarded(lambda: self._desk.put_away(name))
            self.begin("Putting away", away, lambda path: self._gone(name, str(path)), self._refuse)

    def _gone(self, name: str, path: str) -> None:
        self._said.say(f"{name} is in the bin: {path}")
        self._read()

    def _refuse(self, error: Exception) -> None:
        self._said.say(str(error), problem=True)


def _guarded(job: Callable[[], T]) -> Callable[[object], T]:
    """A job whose trouble with the disk is said like any other."""

    def run(_: object) -> T:
        try:
            return job()
        except OSError as error:
            raise StoreError(f"That could not be written: {error.strerror or error}.") from error

    return run


def _place(problem: BadTemplate) -> str:
    return f"line {problem.line}{f', column {problem.column}' if problem.column else ''}"


def _text(lines: list[str]) -> Content:
    return Content("\n").join([plain(line) for line in lines])
