"""What the parts of the review screen share: the person under the cursor, what is said, and drawing anew."""

from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import Future
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from textual import getters
from textual.screen import Screen
from textual.worker import Worker

from followup_tui.actions.outcome import Done, Refused
from followup_tui.actions.who import Nobody, Several
from followup_tui.book import Book
from followup_tui.model.cadence import BadCadence
from followup_tui.model.records import Contact
from followup_tui.model.validation import Invalid
from followup_tui.opening import Op, StoreError
from followup_tui.rules.capture import BadCapture
from followup_tui.rules.clip_line import KnownTopics
from followup_tui.rules.when import BadWhen
from followup_tui.tui.draft_desk import DraftDesk
from followup_tui.tui.keys import Context
from followup_tui.tui.review import Review
from followup_tui.tui.widgets.compose import Compose
from followup_tui.tui.widgets.hints import Hints
from followup_tui.tui.widgets.notice import Notice
from followup_tui.tui.widgets.prompt_line import PromptLine
from followup_tui.tui.widgets.row_list import RowList
from followup_tui.tui.widgets.status_line import Status, StatusLine
from followup_tui.tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from followup_tui.actions.composing import Proposal
    from followup_tui.actions.templates import Library
    from followup_tui.tui.app import FollowupApp

T = TypeVar("T")
P = ParamSpec("P")
S = TypeVar("S", bound="ReviewBase")
SAVING_SHOWN_AFTER = 0.2
"""Seconds after which saving is worth a word; quicker ones are not felt."""
GONE = "They are not in the file any more."
REFUSALS = (Refused, Invalid, Nobody, Several, BadCadence, BadCapture, BadWhen, StoreError)


def changing(action: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """An action that changes something: where nothing can be changed it says so before it asks for anything."""

    @wraps(action)
    def guarded(self: S, /, *arguments: P.args, **more: P.kwargs) -> None:
        if not self.refuse_change():
            action(self, *arguments, **more)

    return guarded


class ReviewBase(Screen[None]):
    """The state of the screen and what every part of it needs."""

    notice = getters.query_one("#notice", Notice)
    people = getters.query_one("#people", RowList)
    timeline = getters.query_one("#timeline", Timeline)
    compose_pane = getters.query_one("#compose", Compose)
    prompt = getters.query_one("#prompt", PromptLine)
    status_line = getters.query_one("#status", StatusLine)
    hints = getters.query_one("#hints", Hints)

    def __init__(self) -> None:
        super().__init__()
        self.loaded: Review | None = None
        self.desk_or_none: DraftDesk | None = None
        self.library_or_none: Library | None = None
        self.proposals: tuple[Proposal, ...] = ()
        self.chosen = 0
        self.picked: dict[int, str] = {}
        """Which template was chosen for whom; a message that is sent or discarded forgets it."""
        self.to_share: dict[int, int] = {}
        """Which clipping was chosen for whom, as above."""
        self.known_topics: KnownTopics = {}
        """The topics of the network, as they were when the line was opened that clips something."""
        self.message_to = 0
        """Whose message is drawn: keys can be faster than the panes, and a text belongs to whom it was written."""
        self.sending = False
        self.is_stale = False
        """Whether the file changed while a message was read or written: it is drawn anew when that is left."""
        self.adding_many = False

    # What there is

    @property
    def followup(self) -> "FollowupApp":
        """The app."""
        from followup_tui.tui.app import FollowupApp

        app = self.app
        assert isinstance(app, FollowupApp)  # noqa: S101 (the screen is made by this app alone)
        return app

    @property
    def review(self) -> Review:
        """The review; there is one from the moment the file is open."""
        if self.loaded is None:
            raise RuntimeError("The review is asked for before the file is open.")
        return self.loaded

    @property
    def book(self) -> Book:
        """The open network."""
        return self.review.book

    @property
    def desk(self) -> DraftDesk:
        """The drafts."""
        if self.desk_or_none is None:
            raise RuntimeError("The drafts are asked for before the file is open.")
        return self.desk_or_none

    @property
    def library(self) -> "Library":
        """The templates."""
        if self.library_or_none is None:
            raise RuntimeError("The templates are asked for before the file is open.")
        return self.library_or_none

    @property
    def current(self) -> int | None:
        """What is under the cursor. The list is asked each time: keys typed fast are quicker than its messages."""
        key = self.people.cursor_key if self.loaded is not None else None
        return key if isinstance(key, int) else None

    @property
    def contact(self) -> Contact | None:
        """The contact whose message is read or written, else the one under the cursor.

        None when there is none, a company is under the cursor, or the list is not to be seen.
        """
        if self.loaded is None or self.review.view == "companies" or self.current is None or self.has_class("-done"):
            return None
        if self.message_to and self.at_message:
            return self.book.contacts.get(self.message_to)
        return self.book.contacts.get(self.current)

    @property
    def at_message(self) -> bool:
        """Whether the keyboard is at the message, to read or to write it."""
        at = self.focused
        return at is not None and self.compose_pane in at.ancestors_with_self

    @property
    def is_busy(self) -> bool:
        """Whether somebody is in a text, a line or a dialog, so that nothing may move under them."""
        writing = self.at_message and self.focused is not self.compose_pane
        return writing or self.prompt.is_open or self.app.screen is not self

    def chosen_contacts(self) -> list[Contact]:
        """The marked contacts, else the one under the cursor."""
        marked = [self.book.contacts[number] for number in self.review.marks if number in self.book.contacts]
        return marked or ([self.contact] if self.contact else [])

    # What is said

    def say(self, text: str, problem: bool = False) -> None:
        """Says what happened, until the next thing does."""
        undo = ""
        if self.loaded is not None:
            steps = 0 if self.why_read_only else self.book.store.depth()[0]
            undo = f"u undo ({steps})" if steps else ""
        trouble = self.book.store.trouble if self.loaded is not None else ""
        shown = self._trouble_words(trouble) if trouble else text if problem else ""
        saved = self.status_line.status.saved
        self.status_line.show(Status("" if problem else text, undo, saved, shown))

    def clear_problem(self) -> None:
        """Takes away what went wrong with the action before; what is still so, like a full disk, stays."""
        if self.status_line.status.problem:
            self.say("")

    def _trouble_words(self, trouble: str) -> str:
        """Why nothing is saved, the key that helps first; or only what is wrong with the file, when nothing waits."""
        if self.book.store.saved:
            return trouble.replace(str(self.book.store.path), self.book.store.path.name)
        key = self.followup.keymap.command("save-copy").keys[0]
        why = trouble.removeprefix(f"Not saved to {self.book.store.path}: ").removeprefix("Not saved: ")
        if newer := self.book.newer:
            why = newer.too_late
        return f"NOT SAVED, {key} saves a copy elsewhere: {why}"

    def show_notice(self) -> None:
        """Says for as long as it is so that the file can only be read, and what of it is not understood."""
        notice = self.query(Notice)
        if self.loaded is None or not notice:  # a look round may come while the app takes its screen down
            return
        book, newer = self.book, self.book.newer
        if newer:
            fuller = (f"{newer.notice} {book.left_out}", f"{newer.notice} {book.left_out_briefly}")
            notice.first().show(*map(str.strip, fuller), newer.notice, newer.brief)
        else:
            notice.first().show(book.read_only)

    def refuse_change(self) -> bool:
        """Whether nothing can be changed in this file; says why."""
        if not self.why_read_only:
            return False
        self.show_notice()
        self.say(self.why_read_only, problem=True)
        return True

    @property
    def why_read_only(self) -> str:
        """Empty, or in one line why nothing can be changed."""
        if self.loaded is None:
            return ""
        return self.book.newer.brief if self.book.newer else self.book.read_only

    def note_saving(self, saved: str) -> None:
        """Says at the right end whether things are on disk."""
        self.status_line.show(self.status_line.status._replace(saved=saved))

    def watch_saving(self, saving: "Future[Any] | None", refused: Callable[[], object] = lambda: None) -> None:
        """Says that something is being saved when it takes long enough to be felt.

        When the store refuses it after all, as somebody else changed the same, that is said, and `refused` puts back
        what the screen made of it.
        """
        if saving is None or (saving.done() and saving.exception() is None):
            return
        app = self.followup

        def ended(done: "Future[Any]") -> None:
            app.call_later_from_anywhere(self._saving_ended, done.exception(), refused)

        self.set_timer(SAVING_SHOWN_AFTER, lambda: self.note_saving("saving…") if not saving.done() else None)
        saving.add_done_callback(ended)

    def _saving_ended(self, error: BaseException | None, refused: Callable[[], object]) -> None:
        self.note_saving("")
        if error is not None:
            refused()
            self.changed_outside()
            self.say(str(error), problem=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An error nobody foresaw is said by the app."""
        self.followup.note_worker(event.worker)

    # Doing things

    def attempt(self, action: Callable[[], Done[T]], refused: Callable[[], object] = lambda: None) -> Done[T] | None:
        """Does something and says so; says why not when it is refused, and does `refused` when that comes later."""
        if self.refuse_change():
            return None
        before = dict(self.review.handled)
        try:
            done = action()
        except REFUSALS as error:
            self.say(str(error), problem=True)
            return None
        keys = tuple(done.change.records)

        def take_back() -> None:
            self.book.refresh(keys)
            self.review.restore({number for table, number in keys if table == "contacts"}, before)
            refused()

        self.watch_saving(done.change.saving, take_back)
        self.say(done.said)
        return done

    def redraw(self, select: int | None = None) -> None:
        """Draws everything anew from the book, with the cursor on `select` when that is given."""
        raise NotImplementedError

    def redraw_list(self) -> None:
        """Draws the list alone anew; the panes follow the cursor in a moment of quiet."""
        raise NotImplementedError

    def advance(self, contact: int, word: str) -> None:
        """Notes what was done with a contact and goes on to the next open one."""
        raise NotImplementedError

    def note_handled(self, contact: int, word: str) -> None:
        """Notes what was done with a contact, and stays where one is."""
        raise NotImplementedError

    def keep_typed(self) -> None:
        """Keeps what was typed since the message was filled in."""
        raise NotImplementedError

    def leave_message(self) -> None:
        """Keeps what was typed; in the bin when the person it is for went meanwhile."""
        raise NotImplementedError

    def changed_outside(self) -> None:
        """Draws what changed, but not under somebody who reads or writes a message."""
        raise NotImplementedError

    def show_current(self) -> None:
        """Draws the panes of the person under the cursor."""
        raise NotImplementedError

    def sent_taken_back(self, ops: Iterable[Op], undone: bool) -> None:
        """Brings the draft of an undone message back, or puts it away again."""
        raise NotImplementedError

    def decline_taken_back(self, ops: Iterable[Op], undone: bool) -> None:
        """Puts the drafts of an undone decline into the bin, or brings them back."""
        raise NotImplementedError

    def filter_changed(self, text: str) -> None:
        """Narrows the list as one types."""
        raise NotImplementedError

    def filter_kept(self) -> None:
        """Keeps the filter and goes back to the list."""
        raise NotImplementedError

    def close_prompt(self) -> None:
        """Puts the line away and gives the keyboard back to the list."""
        raise NotImplementedError

    def clip_meaning(self, text: str) -> str:
        """What a line that clips something says so far."""
        raise NotImplementedError

    def take_clip(self, text: str) -> bool:
        """Clips what a line says; whether it went."""
        raise NotImplementedError

    def gift_meaning(self, purpose: str, text: str) -> str:
        """What a line about a result or a move says so far."""
        raise NotImplementedError

    def take_result(self, text: str) -> bool:
        """Enters the result that a line says; whether it went."""
        raise NotImplementedError

    def take_move(self, text: str) -> bool:
        """Enters the move that a line says; whether it went."""
        raise NotImplementedError

    def take_looking(self, text: str) -> bool:
        """Begins to look for what a line says; whether it went."""
        raise NotImplementedError

    def take_now(self, text: str) -> bool:
        """Keeps where one is now."""
        raise NotImplementedError

    def refresh_hints(self) -> None:
        """Draws the keys that hold here."""
        raise NotImplementedError

    def ask_name(self) -> None:
        """Asks what messages are signed with."""
        raise NotImplementedError

    def reveal_message(self) -> None:
        """Brings the message pane into view where only one pane is."""
        raise NotImplementedError

    def contexts(self) -> tuple[Context, ...]:
        """Which keys hold now."""
        raise NotImplementedError

    def back_to_all(self) -> None:
        """Takes marks and filter away."""
        raise NotImplementedError

    async def in_turn(self, step: Callable[[], Awaitable[None]]) -> None:
        """Takes a step that concerns the settings after those before it."""
        raise NotImplementedError

    def go_to(self, kind: str, key: str | int) -> None:
        """Goes to a contact, a company or a view."""
        raise NotImplementedError

    def show_group(self, title: str, people: tuple[int, ...], contact: int) -> None:
        """Shows certain people among all, with the cursor on one."""
        raise NotImplementedError
