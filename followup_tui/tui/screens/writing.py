"""The part of the review screen in which one writes: suggestions, drafts, the editor."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on, work
from textual.timer import Timer

from followup_tui.actions.addressing import address_for
from followup_tui.actions.outcome import Refused
from followup_tui.model.codec import decode
from followup_tui.model.records import Clipping, Contact, Draft, Interview
from followup_tui.model.words import Channel
from followup_tui.opening import Op
from followup_tui.rules.reach import channel_to, channels_to, preference
from followup_tui.tui.message_check import MessageCheck
from followup_tui.tui.screens.review_base import GONE, ReviewBase
from followup_tui.tui.widgets.compose import Compose
from followup_tui.tui.widgets.suggestions import Suggestion

if TYPE_CHECKING:
    from followup_tui.actions.composing import Proposal

DRAFT_AFTER = 0.4
"""Seconds after the last keystroke until the draft is written: on disk within one second of it."""
BRIEF = frozenset({Channel.LINKEDIN, Channel.MESSAGE})


class Writing(ReviewBase):
    """The message to the person under the cursor."""

    _draft_timer: Timer | None = None
    _noted: tuple[str, str] = ("", "")
    """Subject and text as they were filled in or kept last; what differs from them was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._put_away: dict[int, Draft] = {}
        """What was typed to those who went; whoever comes back finds it again."""
        self._declines: dict[int, Draft] = {}
        """The drafts of a decline that was undone; doing it again brings them back."""

    # What is shown

    def show_message(self, contact: Contact) -> None:
        """Fills the message pane: the draft when there is one, else the best suggestion."""
        self.keep_typed()
        self.message_to = contact.id
        self._fetch_back(contact.id)
        self.proposals = self._proposals(contact)
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

    def _proposals(self, contact: Contact) -> "tuple[Proposal, ...]":
        """The messages that are suggested; when a clipping was chosen for them, first the one that passes it on."""
        from followup_tui.actions.composing import proposals  # with the templates 25 ms: after the first frame
        from followup_tui.actions.sharing import proposals_sharing

        clipping = self.book.clippings.get(self.to_share.get(contact.id, 0))
        if clipping is not None:
            try:
                return proposals_sharing(self.book, contact, clipping, self.library)
            except Refused as error:
                self.say(str(error), problem=True)
        return proposals(self.book, contact, self.library)

    def share(self, contact: Contact, clipping: Clipping) -> None:
        """Shows the message to `contact` that passes `clipping` on; the text before it is one undo away."""
        if self.message_to != contact.id:
            self.show_current()
        self.to_share[contact.id] = clipping.id
        self.picked.pop(contact.id, None)
        self.proposals = self._proposals(contact)
        shown = [Suggestion(one.suggestion.template.title, one.suggestion.why) for one in self.proposals]
        self.compose_pane.suggestions.show(shown, 1)
        self._exchange(1)
        if self.desk.get(contact.id):
            self._keep_draft(chosen_now=True)
        self._show_address(contact)
        self.reveal_message()
        self.compose_pane.ready()

    def read_message_to(self, people: Sequence[int]) -> None:
        """Shows the message to the first of these people who is there, ready to be read and sent by the usual keys."""
        first = next((one for one in people if one in self.book.contacts), None)
        if first is None:
            self.redraw(self.current)
            return
        said = self.status_line.status.text
        self.go_to("contact", first)
        self.show_current()
        self.reveal_message()
        self.compose_pane.ready()
        self.say(said)

    def decline_taken_back(self, ops: Iterable[Op], undone: bool) -> None:
        """Puts the drafts of an undone decline into the bin, as the offer is open again; or brings them back."""
        from followup_tui.actions.declining import TEMPLATES

        documents = [(op.id, op.after or op.before) for op in ops if op.table == Interview.table]
        people = [one for number, held in documents if held for one in decode(Interview, number, held).contacts]
        for contact in people:
            draft = self.desk.get(contact)
            if undone and draft and draft.template in TEMPLATES:
                self._declines[contact] = draft
                self.desk.discard(contact)
            elif not undone and contact in self._declines:
                self.desk.bring_back(self._declines.pop(contact))
        self.write_drafts()

    def channel_for(self, contact: Contact) -> Channel:
        """The channel of the message that is shown: the draft's own, else the suggestion's."""
        return (self.desk.get(contact.id) or self._suggested(contact.id)).channel

    def _suggested(self, number: int) -> Draft:
        """What the chosen suggestion says of a message to a contact; the text is still to come."""
        if not 0 < self.chosen <= len(self.proposals):
            contact = self.book.contacts.get(number)
            channel = channel_to(contact, channels_to(contact), self.book.settings) if contact else Channel.EMAIL
            return Draft(contact=number, channel=channel)
        chosen = self.proposals[self.chosen - 1]
        return Draft(
            contact=number,
            channel=chosen.suggestion.channel,
            template=chosen.suggestion.template.name,
            shared=chosen.shared,
        )

    def _show_address(self, contact: Contact) -> None:
        message = self.desk.get(contact.id) or self._suggested(contact.id)
        channel = message.channel
        template = self.library.get(message.template)
        self.compose_pane.hold_against(MessageCheck(self.book, contact.id, channel, template))
        other = preference(contact, channel)
        where = self.shown_address(contact, channel)
        self.compose_pane.set_address(f"{channel.value} to {where}{f' ({other})' if other else ''}")
        self.compose_pane.show_subject(channel not in BRIEF)

    @staticmethod
    def shown_address(contact: Contact, channel: Channel) -> str:
        """Where a message on a channel goes, in words."""
        return address_for(contact, channel) or "no address"

    def action_templates(self) -> None:
        """Shows the templates, each as the person under the cursor would get it."""
        from followup_tui.tui.screens.templates import TemplatesScreen
        from followup_tui.tui.template_desk import TemplateDesk

        if self.loaded is None or self.library_or_none is None:
            return
        before = self.library

        def leave(_: None) -> None:
            if self.library is not before:
                self.changed_outside()

        desk = TemplateDesk(self.followup.review_screen)
        self.app.push_screen(TemplatesScreen(desk, glyphs=self.followup.glyphs), leave)

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
        unsigned = any(blank.name == "my name" for blank in self.compose_pane.blanks)
        if unsigned and not self.followup.settings.me.name:
            self.ask_name()
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

    def leave_message(self) -> None:
        """Keeps what was typed; in the bin when the person it is for went meanwhile."""
        self.keep_typed()
        draft = self.desk.get(self.message_to)
        if draft is None or self.message_to in self.book.contacts:
            return
        self._put_away[draft.contact] = draft
        self.desk.discard(draft.contact)
        self.write_drafts()
        self.say(f"{GONE} What you typed is kept for 30 days, in {self.book.drafts.bin}", problem=True)

    async def let_go_of(self, contact: int) -> Draft | None:
        """Forgets the message to a contact who is to be forgotten; gives the draft there was."""
        self.keep_typed()
        await self.desk.write()
        if self.message_to == contact:
            self.message_to = 0
        self._put_away.pop(contact, None)
        self.picked.pop(contact, None)
        return await self.desk.forget(contact)

    def _fetch_back(self, number: int) -> None:
        draft = self._put_away.pop(number, None)
        if draft is not None and self.desk.get(number) is None:
            self.desk.bring_back(draft)
            self.write_drafts()

    def _note_text(self) -> None:
        self._noted = (self.compose_pane.subject, self.compose_pane.body)

    def _keep_draft(self, chosen_now: bool = False) -> None:
        """Keeps the text that is shown. What a draft says of itself stays unless a suggestion was `chosen_now`."""
        if not self.message_to:
            return
        self._note_text()
        former = None if chosen_now else self.desk.get(self.message_to)
        base = former or self._suggested(self.message_to)
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
            here = " The text stays here; y copies it." if self.book.newer else ""
            self.say(f"{trouble}{here}", problem=True)

    def _has_draft(self) -> bool:
        return self.desk.get(self.message_to) is not None

    @on(Compose.Advised)
    def _advised(self, event: Compose.Advised) -> None:
        event.stop()
        self.say(event.sentence)

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
        if contact is None or self.refuse_change():
            return
        self._keep_draft()
        self.say(f"Kept the draft to {contact.name}")
        self.advance(contact.id, "draft kept")

    @on(Compose.DiscardWanted)
    def _discard(self, event: Compose.DiscardWanted) -> None:
        event.stop()
        contact = self.contact
        if self.refuse_change():
            return
        if contact is None or not self._has_draft():
            self.say("There is no draft here.", problem=True)
            return
        self.picked.pop(contact.id, None)
        self.to_share.pop(contact.id, None)
        self.desk.discard(contact.id)
        self.write_drafts()
        self.show_message(contact)
        self.say("The draft is in the bin for 30 days")
