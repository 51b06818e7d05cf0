"""The part of the review screen in which a message leaves by another way than the usual one, or on another channel."""

from msgspec.structs import replace

from followup_tui.model.records import Contact
from followup_tui.model.words import Channel
from followup_tui.rules.reach import preference
from followup_tui.tui.screens.review_base import changing
from followup_tui.tui.screens.sending import Sending


class AnotherWay(Sending):
    """What is possible for this person, with why the rest is not; choosing hands over by it this once."""

    @changing
    def action_another_way(self) -> None:
        """Lists the ways to the person; takes one."""
        from followup_tui.actions.sending import choices_to
        from followup_tui.tui.screens.way_choice import Chosen, WayChoice

        contact = self.contact
        if contact is None or contact.id != self.message_to:
            self.say("Nobody to write to here.", problem=True)
            return
        channel = self.channel_for(contact)
        found = choices_to(self.book, contact, self.followup.services.ways)

        def take(chosen: Chosen | None) -> None:
            if chosen is None or contact.id != self.message_to or self.refuse_change():
                return
            if chosen.only_channel:
                self._write_for(contact, chosen.choice.channel)
            elif chosen.choice.channel is not Channel.CALL and (blanks := self.compose_pane.blanks):
                self.compose_pane.write()
                self.say(f"A blank is left: {blanks[0].name}.", problem=True)
            else:
                self.begin_send(chosen.choice)

        dialog = WayChoice(contact.name, found, channel, preference(contact, channel), glyphs=self.followup.glyphs)
        self.app.push_screen(dialog, take)

    def _write_for(self, contact: Contact, channel: Channel) -> None:
        """Goes on with the message on another channel; a text that nobody touched yet becomes the one for it."""
        from followup_tui.actions.composing import proposal_with
        from followup_tui.actions.templates import BadTemplate

        draft, pane = self.desk.get(contact.id), self.compose_pane
        base = draft or self._suggested(contact.id)
        if draft is None and 0 < self.chosen <= len(self.proposals):
            template = self.proposals[self.chosen - 1].suggestion.template
            try:
                message = proposal_with(self.book, contact, template, channel).message
            except BadTemplate as error:
                self.say(str(error), problem=True)
                return
            pane.exchange(message.subject or pane.subject, message.body)
        subject, body = pane.subject, pane.body
        self.desk.put(replace(base, channel=channel, subject=subject, body=body, updated=self.book.clock.now()))
        self._note_text()
        self.write_drafts()
        self._show_address(contact)
        known = self.shown_address(contact, channel)
        self.say(f"Now a message by {channel.value} to {known}")
