"""Turning an offer down well: the checklist that ticks itself, whom to tell, and the draft to each, live."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final, NamedTuple, Protocol

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.actions.declining import Check, DeclinePlan, Item, Telling
from followup_tui.model.records import Contact
from followup_tui.model.words import Permission
from followup_tui.tui.keys import Hint
from followup_tui.tui.screens.choice import Choice
from followup_tui.tui.screens.dialog import Dialog, Said
from followup_tui.tui.screens.form_input import FormInput
from followup_tui.tui.screens.name_suggester import NameSuggester
from followup_tui.tui.text import lines, plain
from followup_tui.tui.widgets.columns import Column
from followup_tui.tui.widgets.glyphs import UNICODE, Glyphs
from followup_tui.tui.widgets.pane import PaneTitle
from followup_tui.tui.widgets.row_list import Cell, Row, RowList

QUIET = 0.12
"""Seconds of quiet after which the drafts are written anew."""
LEAST_HEIGHT = 14
"""Lines of a terminal from which on there is room for a draft below the people."""
_COLUMNS: Final = (
    Column("tick", 3),
    Column("name", 16, grow=True),
    Column("relation", 15),
    Column("draft", 12, drop=1),
)
_PERMISSIONS: Final = tuple(one.value for one in Permission if one is not Permission.NOT_ASKED)


class Decision(NamedTuple):
    """What is typed and ticked. `tell` are those to write to; None are those whom the rules name."""

    reason: str = ""
    refer: str = ""
    permission: str = Permission.ASKED.value
    tell: tuple[int, ...] | None = None


class DecliningDesk(Protocol):
    """What the screen stands on."""

    title: str

    def begun(self) -> Decision:
        """What was decided so far; what was typed the last time and not carried out."""

    async def plan(self, decision: Decision) -> DeclinePlan:
        """What a decision would do.

        Raises:
            ValueError: it cannot be said; the sentence says why.
        """

    def carry_out(self, decision: Decision) -> str:
        """Does it; gives the sentence why not, else nothing."""

    def lay_by(self, texts: Mapping[str, str]) -> None:
        """Keeps what was typed for the next time."""

    def names(self) -> Iterable[str]:
        """Who may be put forward."""


class Point(Horizontal):
    """A point of the checklist, with what answers it."""

    def __init__(self, item: Item, answer: Widget | None = None) -> None:
        super().__init__(id=f"point-{item.value}", classes="point")
        self._label = Static(classes="asks", markup=False)
        self._says = Static(classes="says", markup=False)
        self._answer = answer
        self._asks = ""
        self._there = False

    def compose(self) -> Iterable[Widget]:
        """The tick and what is asked for; beside it the answer, or what there is to say."""
        yield self._label
        yield self._answer or self._says

    def show(self, check: Check) -> None:
        """Show whether it is there."""
        self._asks, self._there = check.asks, check.there
        self._says.update(plain(check.says))
        self.set_class(check.there, "-there")
        self.mark()

    def mark(self) -> None:
        """Mark it when the keyboard is here, also without colour."""
        sign = ">" if self.has_focus_within else " "
        self.set_class(self.has_focus_within, "-focused")
        self._label.update(plain(f"{sign}{_tick(self._there)} {self._asks}"))


class TellList(RowList):
    """Those in the process; space chooses whom to tell."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "choose", "Tell", show=False)]

    class Toggled(Message):
        """The person under the cursor is to be told, or not."""

        def __init__(self, key: object) -> None:
            super().__init__()
            self.key = key

    def action_choose(self) -> None:
        """Choose the person, or not."""
        self.post_message(self.Toggled(self.cursor_key))


class TurningDown(Dialog[bool]):
    """Guides through a decline; ends with whether it was carried out."""

    CSS_PATH: ClassVar = ["dialog.tcss", "declining.tcss"]
    AUTO_FOCUS = "#reason"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Turn down", show=False, priority=True),
        Binding("enter", "enter", "Next", show=False),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Before", show=False),
    ]

    def __init__(self, desk: DecliningDesk, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(desk.title, glyphs=glyphs)
        self._desk = desk
        self._begun = begun = desk.begun()
        self._reason = FormInput(begun.reason, "like how openly you argue over maps", id="reason")
        suggester: Suggester = NameSuggester(desk.names)
        self._refer = FormInput(begun.refer, "like Gus Hall", suggester=suggester, id="refer")
        self._permission = Choice(_PERMISSIONS, begun.permission, id="permission")
        answers: dict[Item, Widget] = {
            Item.REASON: self._reason, Item.REFER: self._refer, Item.PERMISSION: self._permission,
        }  # fmt: skip
        self._points = {item: Point(item, answers.get(item)) for item in Item}
        self._tell = TellList(_COLUMNS, empty="Nobody in this interview is known: g e adds them.", glyphs=glyphs)
        self._told: tuple[int, ...] | None = begun.tell
        self._people: tuple[Contact, ...] = ()
        self._tellings: dict[int, Telling] = {}
        self._problem = Said(id="problem")
        self._letter_title = PaneTitle("", glyphs=glyphs)
        self._letter_title.add_class("letter-title")
        self._letter = Static(markup=False)
        self._look: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Checklist, people, and the draft to the one under the cursor."""
        yield Vertical(*self._points.values(), id="checklist")
        yield self._tell
        yield self._letter_title
        yield VerticalScroll(self._letter, id="letter")
        yield self._problem

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here."""
        return (
            Hint("F2", "turn it down", "save", 9),
            Hint("Esc", "leave, keeping it", "leave", 8),
            Hint("Enter", "next, at the end turn it down", "enter", 7),
            Hint("Space", "tell, or not", "app.focus_next", 6),
        )

    def on_mount(self) -> None:
        """Begin with what the rules propose."""
        self._look_ahead()

    # What is typed and ticked

    @property
    def decision(self) -> Decision:
        """What is typed and ticked."""
        return Decision(self._reason.value, self._refer.value, self._permission.value, self._told)

    @on(Input.Changed)
    @on(Choice.Changed)
    def look_soon(self, event: Message) -> None:
        """Draw anew what follows from what is typed, when the fingers rest."""
        event.stop()
        if self._look is not None:
            self._look.stop()
        self._look = self.set_timer(QUIET, self._look_ahead)

    @on(TellList.Toggled)
    def toggle(self, event: TellList.Toggled) -> None:
        """Tell somebody, or not; in the order of the list."""
        event.stop()
        ticked = set(self._told or ()) ^ {event.key}
        self._told = tuple(one.id for one in self._people if one.id in ticked)
        self._draw_people()
        self._look_ahead()

    @on(RowList.Highlighted)
    def show_letter(self, event: RowList.Highlighted) -> None:
        """Show the draft to the person under the cursor."""
        event.stop()
        self._draw_letter()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter goes on."""
        event.stop()
        self.action_enter()

    # Ending

    def action_enter(self) -> None:
        """Go on; from the people on, turn it down."""
        if isinstance(self.focused, FormInput | Choice):
            self.focus_next()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Turn the offer down."""
        if self._people and not self._told:
            self._refuse("Space chooses whom to tell; somebody has to hear it from you.")
            self._tell.focus()
            return
        why_not = self._desk.carry_out(self.decision)
        if why_not:
            self._refuse(why_not)
            return
        self._desk.lay_by({})
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave; what was typed stays for the next time."""
        self._lay_by()
        self.dismiss(False)

    def _refuse(self, sentence: str) -> None:
        self._problem.say(sentence, problem=True)
        self.app.bell()

    # Drawing

    def _lay_by(self) -> None:
        now = self.decision
        typed = {"reason": now.reason, "refer": now.refer}
        self._desk.lay_by(typed if any(typed.values()) else {})

    @work(group="plan", exclusive=True, exit_on_error=False)
    async def _look_ahead(self) -> None:
        decision = self.decision
        self._lay_by()
        try:
            plan = await self._desk.plan(decision)
        except ValueError as error:
            self._refuse(str(error))
            return
        if decision != self.decision:
            return
        self._problem.say("")
        for check in plan.checklist:
            self._points[check.item].show(check)
        self._tellings = {one.contact.id: one for one in plan.tellings}
        if self._told is None:
            self._told = tuple(self._tellings)
            self._people = (*(one.contact for one in plan.tellings), *plan.others)
        self._draw_people()
        self._draw_letter()

    def _draw_people(self) -> None:
        self._tell.set_rows([self._row(one) for one in self._people], keep=self._tell.cursor_key)
        self._tell.styles.height = min(max(len(self._people), 1), 4)

    def _row(self, one: Contact) -> Row:
        told = one.id in (self._told or ())
        telling = self._tellings.get(one.id)
        waits = "draft waits" if telling and telling.waiting else "" if told else "later"
        relation = one.relation.value.replace("-", " ")
        return Row(one.id, (Cell(_tick(told)), Cell(one.name), Cell(relation, "quiet"), Cell(waits, "quiet")))

    def _draw_letter(self) -> None:
        telling = self._tellings.get(self._tell.cursor_key)  # type: ignore[call-overload]  # a key that is no id has none
        if telling is None:
            one = next((one for one in self._people if one.id == self._tell.cursor_key), None)
            self._letter_title.show("Draft" if one is None else f"{one.name} is not told now")
            self._letter.update("")
            return
        message, waiting = telling.proposal.message, telling.waiting
        subject, text = (waiting.subject, waiting.body) if waiting else (message.subject, message.body)
        stays = "waiting draft, stays" if waiting else telling.proposal.suggestion.channel.value
        self._letter_title.show(f"To {telling.contact.name}", right=stays)
        told = [f"Subject: {subject}", "", text] if subject else [text]
        self._letter.update(Content("\n").join([plain(line) for line in lines("\n".join(told))]))

    def on_resize(self, event: events.Resize) -> None:
        """Leave the draft out where there is no room for it."""
        self.set_class(event.size.height < LEAST_HEIGHT, "-short")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the point that is answered."""
        for point in self._points.values():
            point.mark()


def _tick(there: bool) -> str:
    return "[x]" if there else "[ ]"
