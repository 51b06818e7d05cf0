"""The part of the review screen in which one writes: suggestions, drafts, sending, the editor."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on, work
from textual.timer import Timer

from followup_tui.actions import touch
from followup_tui.model.codec import decode
from followup_tui.model.records import Contact, Draft, Interaction
from followup_tui.model.words import Channel, Direction
from followup_tui.opening import Op
from followup_tui.rules.today import Kind
from followup_tui.rules.wording import counted
from followup_tui.tui.screens.review_base import ReviewBase
from followup_tui.tui.widgets.compose import Compose
from followup_tui.tui.widgets.suggestions import Suggestion

if TYPE_CHECKING:
    from followup_tui.actions.sending import HandedOver

DRAFT_AFTER = 0.4
"""Seconds after the last keystroke until the draft is written: on disk within one second of it."""
BRIEF = frozenset({Channel.LINKEDIN, Channel.MESSAGE})
ROOMY = 140
"""Cells from which the status line holds the whole sentence of a hand-over."""
_SHORT = {
    "mailto": "In the mail program: press send there",
    "eml": "Draft file written",
    "command": "Handed to your program",
    "profile": "Profile opened: paste it there",
    "clipboard": "Clipboard only: paste it",
}
"""What happened to a message, by its way (`actions.sending.Way`)."""
_WORDS = {Channel.EMAIL: "emailed", Channel.LINKEDIN: "LinkedIn", Channel.MESSAGE: "texted"}


class Writing(ReviewBase):
    """The message to the person under the cursor."""

    _draft_timer: Timer | None = None
    _noted: tuple[str, str] = ("", "")
    """Subject and text as they were filled in or kept last; what differs from them was typed."""

    # What is shown

    def show_message(self, contact: Contact) -> None:
        """Fills the message pane: the draft when there is one, else the best suggestion."""
        from followup_tui.actions.composing import proposals  # with the templates 25 ms: after the first frame

        self.keep_typed()
        self.message_to = contact.id
        self.proposals = proposals(self.book, contact, self.library)
        draft = self.desk.get(contact.id)
        shown = [Suggestion(one.suggestion.template.title, one.suggestion.why) for one in self.proposals]
        pane = self.compose_pane
        if draft:
            names = [one.suggestion.template.name for one in self.proposals]
            self.chosen = names.index(draft.template) + 1 if draft.template in names else 0
            pane.show(shown, self.chosen, draft.subject, draft.body)
            pane.set_saved("draft")
        elif self.proposals:
            self.chosen = 1
            pane.show(shown, 1, self.proposals[0].message.subject, self.proposals[0].message.body)
            pane.set_saved("")
            names = [one.suggestion.template.name for one in self.proposals]
            if self.picked.get(contact.id) in names[1:]:
                self._exchange(names.index(self.picked[contact.id]) + 1)
        else:
            self.chosen = 0
            pane.show((), 0, "", "")
            pane.set_saved("")
        self._note_text()
        self._show_address(contact)

    def channel_for(self, contact: Contact) -> Channel:
        """The channel of the message that is shown: the draft's own, else the suggestion's."""
        return (self.desk.get(contact.id) or self._suggested(contact)).channel

    def _suggested(self, contact: Contact) -> Draft:
        """What the chosen suggestion says of a message to `contact`; the text is still to come."""
        if not 0 < self.chosen <= len(self.proposals):
            return Draft(contact=contact.id, channel=contact.channel or Channel.EMAIL)
        chosen = self.proposals[self.chosen - 1]
        return Draft(
            contact=contact.id,
            channel=chosen.suggestion.channel,
            template=chosen.suggestion.template.name,
            shared=chosen.shared,
        )

    def _show_address(self, contact: Contact) -> None:
        channel = self.channel_for(contact)
        where = _address(contact, channel) or "no address"
        self.compose_pane.set_address(f"{channel.value} to {where}")
        self.compose_pane.show_subject(channel not in BRIEF)

    # Writing

    def action_choose(self, number: int) -> None:
        """Takes suggestion `number`; the text before it is one undo away."""
        contact = self.contact
        if contact and contact.id != self.message_to:
            self.show_current()
        if contact is None or number > len(self.proposals):
            self.say(f"There is no suggestion {number} here.", problem=True)
            return
        self.picked[contact.id] = self.proposals[number - 1].suggestion.template.name
        self._exchange(number)
        if self.desk.get(contact.id):
            self._keep_draft(chosen_now=True)
        self._show_address(contact)

    def _exchange(self, number: int) -> None:
        self.chosen = number
        message = self.proposals[number - 1].message
        self.compose_pane.exchange(message.subject, message.body)
        self.compose_pane.choose(number)
        self._note_text()

    def action_write(self) -> None:
        """Goes into the text."""
        if self.contact is None:
            self.say("Nobody to write to here.", problem=True)
            return
        self.reveal_message()
        self.compose_pane.write()

    @on(Compose.TemplateChosen)
    def _template_chosen(self, event: Compose.TemplateChosen) -> None:
        event.stop()
        self.action_choose(event.number)

    @on(Compose.Changed)
    def _changed(self, event: Compose.Changed) -> None:
        event.stop()
        self.keep_typed()

    def keep_typed(self) -> None:
        """Keeps what was typed since the pane was filled, with whom it is for.

        The pane is asked, not its message: that can come when the pane is another person's already.
        """
        if self.message_to and (self.compose_pane.subject, self.compose_pane.body) != self._noted:
            self._keep_draft()

    def _note_text(self) -> None:
        self._noted = (self.compose_pane.subject, self.compose_pane.body)

    def _keep_draft(self, chosen_now: bool = False) -> None:
        """Keeps the text that is shown. What a draft says of itself stays unless a suggestion was `chosen_now`."""
        contact = self.book.contacts.get(self.message_to)
        if contact is None:
            return
        self._note_text()
        former = None if chosen_now else self.desk.get(contact.id)
        base = former or self._suggested(contact)
        self.desk.put(replace(base, subject=self._noted[0], body=self._noted[1], updated=self.book.clock.now()))
        self.compose_pane.set_saved("draft …")
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(DRAFT_AFTER, self.write_drafts)

    @work(group="drafts", exit_on_error=False)
    async def write_drafts(self) -> None:
        """Brings the drafts to disk."""
        await self.desk.write()

    def draft_written(self, trouble: str) -> None:
        """Says that a draft is on disk, or why not."""
        if not self.is_attached or self.loaded is None:
            return
        at = self.book.clock.now().astimezone().strftime("%H:%M")
        self.compose_pane.set_saved("" if trouble else f"draft saved {at}" if self._has_draft() else "")
        if trouble:
            self.say(trouble, problem=True)

    def _has_draft(self) -> bool:
        return self.desk.get(self.message_to) is not None

    @on(Compose.EditorRequested)
    def _open_editor(self, event: Compose.EditorRequested) -> None:
        event.stop()
        subject = self.compose_pane.subject
        text, said = self.followup.edit_text(self.compose_pane.body)
        if text is None:
            self.say(said, problem=True)
        else:
            self.compose_pane.exchange(subject, text)
            self._keep_draft()

    @on(Compose.KeepWanted)
    def _keep_and_go_on(self, event: Compose.KeepWanted) -> None:
        event.stop()
        contact = self.contact
        if contact is None:
            return
        self._keep_draft()
        self.say(f"Kept the draft to {contact.name}")
        self.advance(contact.id, "draft kept")

    @on(Compose.DiscardWanted)
    def _discard(self, event: Compose.DiscardWanted) -> None:
        event.stop()
        contact = self.contact
        if contact is None or not self._has_draft():
            self.say("There is no draft here.", problem=True)
            return
        self.picked.pop(contact.id, None)
        self.desk.discard(contact.id)
        self.write_drafts()
        self.show_message(contact)
        self.say("The draft is in the bin for 30 days")

    # Sending

    def action_send(self) -> None:
        """Sends what is shown, when no blank is left."""
        blanks = self.compose_pane.blanks
        contact = self.contact
        if contact is None:
            self.say("Nobody to write to here.", problem=True)
        elif contact.id != self.message_to:
            self.show_current()
            self.say(f"This is the message to {contact.name}; Y again sends it.", problem=True)
        elif not self.compose_pane.is_on_screen:
            self.reveal_message()
            self.compose_pane.ready()
            self.say(f"This is the message to {contact.name}; Enter sends it.", problem=True)
        elif blanks:
            left = counted(len(blanks), "blank")
            self.say(f"{left} left: {', '.join(blank.name for blank in blanks)}. Enter fills it in.", problem=True)
        else:
            self._begin_send()

    @on(Compose.SendWanted)
    def _send_wanted(self, event: Compose.SendWanted) -> None:
        event.stop()
        self._begin_send()

    @on(Compose.BlankLeft)
    def _blank_left(self, event: Compose.BlankLeft) -> None:
        event.stop()
        self.say(f"A blank is left: {event.name}.", problem=True)

    def _begin_send(self) -> None:
        if not self.compose_pane.body.strip():
            self.say("There is nothing to send yet. Enter writes.", problem=True)
        elif not self.sending:
            self.sending = True
            self._send()

    @work(group="send", exit_on_error=False)
    async def _send(self) -> None:
        try:
            contact = self.book.contacts.get(self.message_to)
            if contact is not None:
                await self._hand_over_and_log(contact)
        finally:
            self.sending = False

    async def _hand_over_and_log(self, contact: Contact) -> None:
        """Hands the message over, and only then logs it: what did not leave is not said to have been sent."""
        message = self._as_shown(contact)
        handed = await self._hand_over(contact, message.channel, message.subject, message.body)
        if not handed.left:
            self.say(f"Not sent, not logged: {handed.said}", problem=True)
            return
        entry = self.review.entry_for(contact.id)
        done = self.attempt(
            lambda: touch.log(
                self.book, [contact], message.body, channel=message.channel, direction=Direction.OUT,
                subject=message.subject, template=message.template, shared=message.shared,
                keeps=entry.task if entry.kind is Kind.TASK else 0, command="send",
            )
        )  # fmt: skip
        if done is None:
            return
        self.picked.pop(contact.id, None)
        kept = self.desk.get(contact.id)
        if kept is None or kept.body == message.body:  # else they went on writing meanwhile
            self.desk.discard(contact.id)
            self.write_drafts()
        self.say(f"{self._how_it_left(handed)} · logged · {done.said.partition(' · ')[2]}")
        self._go_on(contact.id, _WORDS.get(message.channel, message.channel.value))

    def _as_shown(self, contact: Contact) -> Draft:
        """The message to `contact` as it is on the screen."""
        message = self.desk.get(contact.id) or self._suggested(contact)
        subject = "" if message.channel in BRIEF else self.compose_pane.subject
        return replace(message, subject=subject, body=self.compose_pane.body)

    def _go_on(self, contact: int, word: str) -> None:
        """Goes to the next person, unless somebody did something else while the message was leaving."""
        if self.current == contact and not self.is_busy:
            self.advance(contact, word)
        else:
            self.note_handled(contact, word)

    async def _hand_over(self, contact: Contact, channel: Channel, subject: str, body: str) -> "HandedOver":
        from followup_tui.actions.sending import hand_message  # with the e-mail package 64 ms: when something is sent

        app, book, services = self.followup, self.book, self.followup.services
        clipboard = services.clipboard(lambda text: app.call_from_thread(app.copy_to_clipboard, text))
        opener, folder = services.opener(app), book.store.places.folder / "outbox"
        return await app.in_thread(
            lambda: hand_message(book, contact, channel, subject, body, clipboard, opener, services.ways, folder)
        )

    def _how_it_left(self, handed: "HandedOver") -> str:
        """The whole sentence where it fits beside what was logged, else the same in few words."""
        return handed.said.rstrip(".") if self.size.width >= ROOMY else _SHORT[handed.way]

    def sent_taken_back(self, ops: Iterable[Op], undone: bool) -> None:
        """Brings the draft of an undone message back, or puts it away again."""
        for op in ops:
            made = _interaction(op)
            if made is None:
                continue
            for contact in made.contacts:
                if undone:
                    self.desk.put(Draft(
                        contact=contact, channel=made.channel, subject=made.subject, body=made.text,
                        template=made.template, shared=made.shared, updated=self.book.clock.now(),
                    ))  # fmt: skip
                else:
                    self.desk.discard(contact)
        self.write_drafts()

    # Copy and open

    @work(group="copy", exit_on_error=False)
    async def action_copy(self) -> None:
        """Copies the message."""
        from followup_tui.actions.sending import Copied

        if self.contact is None:
            return
        if self.contact.id != self.message_to:
            self.show_current()
        app, text = self.followup, self.compose_pane.body
        clipboard = app.services.clipboard(lambda one: app.call_from_thread(app.copy_to_clipboard, one))
        copied = await app.in_thread(lambda: clipboard.copy(text))
        words = {
            Copied.YES: "Copied the message to the clipboard",
            Copied.UNCONFIRMED: "Offered the message to the terminal's clipboard; no clipboard tool was found here",
            Copied.NO: "The clipboard could not be reached.",
        }
        self.say(words[copied], problem=copied is Copied.NO)

    @work(group="open", exit_on_error=False)
    async def action_open(self) -> None:
        """Opens the person's LinkedIn profile or web page. Nothing is logged."""
        from followup_tui.actions.sending import page_of

        contact = self.contact
        if contact is None:
            return
        app = self.followup
        try:
            url = page_of(contact)
        except ValueError as error:
            self.say(str(error), problem=True)
            return
        if not url:
            self.say(f"There is no profile or page of {contact.name} to open.", problem=True)
        elif await app.in_thread(lambda: bool(app.services.ways.opener) and app.services.opener(app).open(url)):
            self.say(f"Opened {url}")
        else:
            self.say(f"No browser could be opened here; the page is {url}", problem=True)


def _address(contact: Contact, channel: Channel) -> str:
    if channel is Channel.EMAIL:
        return contact.emails[0] if contact.emails else ""
    if channel is Channel.LINKEDIN:
        return contact.linkedin
    return contact.phones[0] if contact.phones else ""


def _interaction(op: Op) -> Interaction | None:
    document = op.before or op.after
    return decode(Interaction, op.id, document) if op.table == Interaction.table and document else None
