"""The part of the review screen about things worth sharing: clip one, look at the shelf, pass one on."""

from followup_tui.actions.outcome import Refused
from followup_tui.model.records import Clipping, Contact
from followup_tui.opening import StoreError
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.screens.review_base import ReviewBase, changing

CLIP_EXAMPLE = "https://example.org/queues Why queues grow #streaming"
CLIP_HINT = "What is worth sharing?  address or text  #topic  event: on 3 dec  expires 2w   Esc leaves"


class Sharing(ReviewBase):
    """Clippings; what takes long is done behind the screen."""

    # Clip

    @changing
    def action_clip(self) -> None:
        """Asks in one line for something worth sharing."""
        from followup_tui.actions.clippings import known_topics

        if self.loaded is None:
            return
        self.known_topics = known_topics(self.book)
        self.prompt.ask("clip", CLIP_EXAMPLE, CLIP_HINT, complete=self._with_proposals)
        self.refresh_hints()

    def clip_meaning(self, text: str) -> str:
        """What a line says, and what Tab would add to it."""
        from followup_tui.actions.clippings import name_of, read, twin_of

        captured, proposed = read(self.book, text, self.known_topics)
        as_of = self.book.as_of
        twin = twin_of(self.book, captured.url, captured.title)
        if twin:
            when = f" on {weekday_words(twin.clipped_on, as_of)}" if twin.clipped_on else ""
            return f"You clipped this{when} already: {name_of(twin)}"
        said = [
            captured.kind.value if captured.kind else "article",
            f"“{captured.title or captured.url}”" if captured.title or captured.url else "",
            *(f"#{one}" for one in captured.topics),
            f"on {weekday_words(captured.on, as_of)}" if captured.on else "",
            f"expires {weekday_words(captured.expires, as_of)}" if captured.expires else "",
        ]
        guessed = [
            proposed.kind.value if proposed.kind else "",
            f"“{proposed.title}”" if proposed.title else "",
            *(f"#{one}" for one in proposed.topics),
            f"on {weekday_words(proposed.on, as_of)}" if proposed.on else "",
            f"expires {weekday_words(proposed.expires, as_of)}" if proposed.expires else "",
        ]
        tab = f"Tab adds {' '.join(filter(None, guessed))}? · " if any(guessed) else ""
        return f"{tab}{' · '.join(filter(None, said))} · Enter clips it"

    def take_clip(self, text: str) -> bool:
        """Clips what a line says; whether it went."""
        from followup_tui.actions.clippings import clip, read

        captured, _ = read(self.book, text, self.known_topics)
        try:
            done = clip(self.book, captured)
        except (Refused, StoreError) as error:
            self.prompt.explain(str(error))
            return False
        self.watch_saving(done.change.saving)
        self.say(done.said)
        self.changed_outside()
        return True

    def _with_proposals(self, line: str) -> str:
        from followup_tui.actions.clippings import read
        from followup_tui.rules.clip_line import with_proposals

        _, proposed = read(self.book, line, self.known_topics)
        return with_proposals(line, proposed) if any(proposed) else line

    # The shelf

    def action_shelf(self) -> None:
        """Shows the clippings: for whom each fits, and who had it."""
        from followup_tui.tui.screens.clip_shelf import ClipShelf, Leaves
        from followup_tui.tui.shelf_desk import ShelfDesk

        if self.loaded is None:
            return

        def leave(to: Leaves | None) -> None:
            if to is None:
                return
            if to.to == "clip":
                self.action_clip()
                return
            self.go_to("contact", to.contact)
            clipping = self.book.clippings.get(to.clipping)
            if to.to == "share" and clipping is not None and self.contact is not None:
                self.share(self.contact, clipping)

        self.app.push_screen(ClipShelf(ShelfDesk(self.followup.review_screen), glyphs=self.followup.glyphs), leave)

    # Pass one on

    def action_choose_clipping(self) -> None:
        """Chooses the clipping that the message passes on."""
        from followup_tui.actions.clippings import name_of, offers_for, reasons_against, shown_title
        from followup_tui.tui.screens.clip_choice import Choosable, ClipChoice

        contact = self.contact
        if contact is None:
            self.say("Nobody to share something with here.", problem=True)
            return
        why = {one.clipping.id: one.why for one in offers_for(self.book, contact)}
        against = reasons_against(self.book, contact)
        best_first = dict.fromkeys((*why, *sorted(self.book.clippings, reverse=True)))
        choices = [
            Choosable(number, one.kind.value, shown_title(one), why.get(number, ""), against.get(number, ""))
            for number in best_first
            for one in (self.book.clippings[number],)
        ]

        def take(number: int | None) -> None:
            clipping = self.book.clippings.get(number or 0)
            if clipping is not None and contact.id in self.book.contacts:
                self.share(contact, clipping)
                self.say(f"The message passes on {name_of(clipping)}")

        self.app.push_screen(ClipChoice(contact.first_name, choices, glyphs=self.followup.glyphs), take)

    def share(self, contact: Contact, clipping: Clipping) -> None:
        """Shows the message to `contact` that passes `clipping` on."""
        raise NotImplementedError

    def go_to(self, kind: str, key: str | int) -> None:
        """Goes to a contact, a company or a view."""
        raise NotImplementedError
