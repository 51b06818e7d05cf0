"""The part of the review screen in which a message leaves: hand-over, log, undo of it, copy and open."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on, work

from followup_tui.actions import touch
from followup_tui.model.codec import decode
from followup_tui.model.records import Contact, Draft, Interaction
from followup_tui.model.words import Channel, Direction
from followup_tui.opening import Op
from followup_tui.rules.today import Kind
from followup_tui.rules.wording import counted
from followup_tui.tui.screens.review_base import GONE, changing
from followup_tui.tui.screens.writing import BRIEF, Writing
from followup_tui.tui.widgets.compose import Compose

if TYPE_CHECKING:
    from followup_tui.actions.sending import Choice, HandedOver

ROOMY = 140
"""Cells from which the status line holds the whole sentence of a hand-over."""
_SHORT = {
    "mailto": "In the mail program: press send there",
    "eml": "Draft file written",
    "command": "Handed to your program",
    "neomutt": "neomutt is back",
    "aerc": "aerc is back",
    "himalaya": "himalaya is back",
    "whatsapp": "In WhatsApp: press send there",
    "sms": "In the text message: press send there",
    "profile": "Profile opened: paste it there",
    "clipboard": "Clipboard only: paste it",
}
"""What happened to a message, by its way (`actions.sending.Way`)."""
_UNCONFIRMED = "Offered to the terminal: try to paste, else u"
_WORDS = {Channel.EMAIL: "emailed", Channel.LINKEDIN: "LinkedIn", Channel.MESSAGE: "texted"}


class Sending(Writing):
    """The message on its way out."""

    @changing
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
            self.begin_send()

    @on(Compose.SendWanted)
    def _send_wanted(self, event: Compose.SendWanted) -> None:
        event.stop()
        if not self.refuse_change():
            self.begin_send()

    @on(Compose.BlankLeft)
    def _blank_left(self, event: Compose.BlankLeft) -> None:
        event.stop()
        self.say(f"A blank is left: {event.name}.", problem=True)

    def begin_send(self, choice: "Choice | None" = None) -> None:
        """Lets the message leave by `choice`, else by the usual way, unless one is leaving already."""
        calls = choice is not None and choice.channel is Channel.CALL
        if not calls and not self.compose_pane.body.strip():
            self.say("There is nothing to send yet. Enter writes.", problem=True)
        elif not self.sending:
            self.sending = True
            self._send(choice)

    @work(group="send", exit_on_error=False)
    async def _send(self, choice: "Choice | None") -> None:
        try:
            contact = self.book.contacts.get(self.message_to)
            if contact is None:
                self.say(GONE, problem=True)
            else:
                await self._hand_over_and_log(contact, choice)
        finally:
            self.sending = False

    async def _hand_over_and_log(self, contact: Contact, choice: "Choice | None") -> None:
        """Hands the message over, and only then logs it: what did not leave is not said to have been sent."""
        message = self._as_shown(contact, choice.channel if choice else None)
        handed = await self._hand_over(contact, message, choice)
        if not handed.left:
            self.say(f"Not sent, not logged: {handed.said}", problem=True)
            return
        if message.channel is Channel.CALL:
            self.say(f"{handed.said} l logs the call afterwards; the message stays as it is.")
            return
        asks = handed.only_they_know or self.book.settings.sending.confirm == "ask"
        if asks and not await self._was_sent(contact, handed):
            self._bring_back(message)
            self.show_current()
            self.say(f"Not logged; the draft to {contact.name} is kept")
            return
        if contact.id not in self.book.contacts:
            self.say(f"{self._how_it_left(handed)}. {GONE} Nothing was logged.", problem=True)
            return
        entry = self.review.entry_for(contact.id)
        done = self.attempt(
            lambda: touch.log(
                self.book, [contact], message.body, channel=message.channel, direction=Direction.OUT,
                subject=message.subject, template=message.template, shared=message.shared,
                keeps=entry.task if entry.kind is Kind.TASK else 0, command="send",
            ),
            lambda: self._bring_back(message),
        )  # fmt: skip
        if done is None:
            return
        self.picked.pop(contact.id, None)
        self.to_share.pop(contact.id, None)
        kept = self.desk.get(contact.id)
        if kept is None or kept.body == message.body:  # else they went on writing meanwhile
            self.desk.discard(contact.id)
            self.write_drafts()
        logged = "logged" if asks else f"logged, {self.followup.keymap.command('undo').keys[0]} if not sent"
        self.say(f"{self._how_it_left(handed)} · {logged} · {done.said.partition(' · ')[2]}")
        self._go_on(contact.id, _WORDS.get(message.channel, message.channel.value))

    async def _was_sent(self, contact: Contact, handed: "HandedOver") -> bool:
        from followup_tui.tui.screens.sent_question import SentQuestion

        sent = await self.app.push_screen_wait(SentQuestion(contact.name, _SHORT[handed.way]))
        await self.followup.in_thread(handed.throw_draft_away)
        return sent

    def _bring_back(self, message: Draft) -> None:
        """Keeps the text of a message that is not logged after all, as it left the shelf."""
        if self.desk.get(message.contact) is None:
            self.desk.put(replace(message, updated=self.book.clock.now()))
            self.write_drafts()

    def _as_shown(self, contact: Contact, channel: Channel | None = None) -> Draft:
        """The message to `contact` as it is on the screen, on its own channel unless another is given."""
        message = self.desk.get(contact.id) or self._suggested(contact.id)
        message = replace(message, channel=channel or message.channel)
        subject = "" if message.channel in BRIEF else self.compose_pane.subject
        return replace(message, subject=subject, body=self.compose_pane.body)

    def _go_on(self, contact: int, word: str) -> None:
        """Goes to the next person, unless somebody did something else while the message was leaving."""
        if self.current == contact and not self.is_busy:
            self.advance(contact, word)
        else:
            self.note_handled(contact, word)

    async def _hand_over(self, contact: Contact, message: Draft, choice: "Choice | None") -> "HandedOver":
        from followup_tui.actions.sending import hand_message  # with the e-mail package 64 ms: when something is sent

        app, book, services = self.followup, self.book, self.followup.services
        clipboard = services.clipboard(lambda text: app.call_from_thread(app.copy_to_clipboard, text))
        opener, folder = services.opener(app), book.store.places.folder / "outbox"
        return await app.in_thread(
            lambda: hand_message(
                book,
                contact,
                message.channel,
                message.subject,
                message.body,
                clipboard,
                opener,
                services.ways,
                folder,
                choice,
            )
        )

    def _how_it_left(self, handed: "HandedOver") -> str:
        """The whole sentence where it fits beside what was logged, else the same in few words."""
        if self.size.width >= ROOMY and not handed.only_they_know:
            return handed.said.rstrip(".")
        return _UNCONFIRMED if handed.said.startswith("Offered") else _SHORT[handed.way]

    def sent_taken_back(self, ops: Iterable[Op], undone: bool) -> None:
        """Brings the draft of an undone message back, or puts it away again."""
        for op in ops:
            made = _interaction(op)
            if made is None:
                continue
            for contact in made.contacts:
                if undone:
                    self.desk.bring_back(Draft(
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
        try:
            url = page_of(contact)
        except ValueError as error:
            self.say(str(error), problem=True)
            return
        if not url:
            self.say(f"There is no profile or page of {contact.name} to open.", problem=True)
            return
        is_open, said = await self.open_address(url)
        self.say(said, problem=not is_open)

    async def open_address(self, url: str) -> tuple[bool, str]:
        """Opens a web page in the person's browser; whether one could be opened, and a sentence."""
        app = self.followup
        if await app.in_thread(lambda: bool(app.services.ways.opener) and app.services.opener(app).open(url)):
            return True, f"Opened {url}"
        return False, f"No browser could be opened here; the page is {url}"


def _interaction(op: Op) -> Interaction | None:
    document = op.before or op.after
    return decode(Interaction, op.id, document) if op.table == Interaction.table and document else None
