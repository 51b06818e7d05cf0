"""The part of the review screen about what people give and where they go: results, who led to what, moves."""

from msgspec.structs import asdict

from followup_tui.model.records import Contact, Interaction
from followup_tui.rules.capture import BadCapture
from followup_tui.rules.wording import weekday_words
from followup_tui.tui.screens.review_base import GONE, ReviewBase, changing

RESULT_EXAMPLE = "lead @Nova Wind, Head of Data: ask for Cy"
MOVED_EXAMPLE = "Nova Wind, Head of Data"


class Giving(ReviewBase):
    """Results and moves, each in one line."""

    _giver: Contact | None = None
    """Whom the line names: by its end the cursor can be elsewhere."""
    _given_in = ("", 0)
    """Kind and id of the entry that the result came from: an interaction or an interview."""

    @changing
    def action_result(self) -> None:
        """Asks in one line what the person gave; from an entry of the timeline, what came of that."""
        contact = self._named()
        if contact is None:
            self.say("Nobody to enter a result of here.", problem=True)
            return
        self._giver = contact
        kind, number = self._given_in = self._entry()
        of = self.book.interactions.get(number) if kind == "interaction" else None
        when = f" in the {of.channel.value} of {weekday_words(of.on, self.book.as_of)}" if of else ""
        self.prompt.ask(
            "result",
            RESULT_EXAMPLE,
            f"{contact.first_name} gave{when}:  advice lead introduction interview offer job customer   Esc leaves",
            complete=self._with_company,
        )
        self.refresh_hints()

    @changing
    def action_moved(self) -> None:
        """Asks in one line where the person moved."""
        contact = self.contact
        if contact is None:
            self.say("Nobody who could have moved here.", problem=True)
            return
        self._giver = contact
        self.prompt.ask(
            "moved", MOVED_EXAMPLE, f"Where is {contact.name} now?  company, title   Esc leaves",
            complete=self._with_company,
        )  # fmt: skip
        self.refresh_hints()

    def action_lineage(self) -> None:
        """Shows who led to what, and goes to whom one chooses."""
        from followup_tui.tui.screens.lineage import LineageScreen

        if self.loaded is None:
            return

        def go(contact: int | None) -> None:
            if contact in self.book.contacts:
                self.go_to("contact", contact or 0)

        self.app.push_screen(LineageScreen(self.book, glyphs=self.followup.glyphs), go)

    def gift_meaning(self, purpose: str, text: str) -> str:
        """What a line about a result or a move says so far."""
        from followup_tui.rules.result_line import parse_move, parse_result

        as_of = self.book.as_of
        if purpose == "moved":
            move = parse_move(text, as_of)
            parts = [self._new(move.company), move.title, f"on {weekday_words(move.on, as_of)}" if move.on else ""]
        else:
            found = parse_result(text, as_of)
            parts = [
                found.kind.value, self._new(found.company), found.role, f"worth {found.value}" if found.value else "",
                f"“{found.note}”" if found.note else "", f"on {weekday_words(found.on, as_of)}" if found.on else "",
            ]  # fmt: skip
        return f"{' · '.join(part for part in parts if part)} · Enter keeps it"

    def take_result(self, text: str) -> bool:
        """Enters the result that a line says; whether it went."""
        from followup_tui.actions.results import ResultEntry, record_result
        from followup_tui.rules.result_line import parse_result

        contact = self._still_giver(text)
        if contact is None:
            return True
        try:
            found = parse_result(text, self.book.as_of)
        except BadCapture as error:
            self.prompt.explain(str(error))
            return False
        kind, number = self._given_in
        entry = ResultEntry(
            **asdict(found),
            interaction=number if kind == "interaction" else 0,
            interview=number if kind == "interview" else 0,
        )
        return self._kept(contact, self.attempt(lambda: record_result(self.book, contact, entry)))

    def take_move(self, text: str) -> bool:
        """Enters the move that a line says; whether it went."""
        from followup_tui.actions.moving import moved
        from followup_tui.rules.result_line import parse_move

        contact = self._still_giver(text)
        if contact is None:
            return True
        try:
            found = parse_move(text, self.book.as_of)
        except BadCapture as error:
            self.prompt.explain(str(error))
            return False
        action = lambda: moved(self.book, contact, found.company, found.title, found.on)  # noqa: E731
        return self._kept(contact, self.attempt(action))

    def go_to(self, kind: str, key: str | int) -> None:
        """Goes to a contact, a company or a view."""
        raise NotImplementedError

    # Inside

    def _kept(self, contact: Contact, done: object | None) -> bool:
        if done is None:
            self.prompt.explain(self.status_line.status.problem)
            return False
        self.redraw(self.current if self.review.view == "companies" else contact.id)
        return True

    def _still_giver(self, text: str) -> Contact | None:
        contact = self.book.contacts.get(self._giver.id) if self._giver else None
        if contact is None:
            self.say(f"{GONE} What you typed is in {self.followup.put_aside(text, '.txt')}", problem=True)
        return contact

    def _named(self) -> Contact | None:
        """The contact under the cursor; among a company's entries, the one whose entry it is."""
        if self.contact is not None:
            return self.contact
        kind, number = self._entry()
        one = self.book.interactions.get(number) if kind == "interaction" else None
        return self._with(one) if one else None

    def _with(self, one: Interaction) -> Contact | None:
        return next((self.book.contacts[number] for number in one.contacts if number in self.book.contacts), None)

    def _entry(self) -> tuple[str, int]:
        """Kind and id of the entry under the cursor of the timeline; nothing while the keyboard is elsewhere."""
        if self.loaded is None or not self.timeline.has_focus:
            return "", 0
        key = self.timeline.cursor_key
        return (str(key[0]), int(key[1])) if isinstance(key, tuple) else ("", 0)

    def _new(self, company: str) -> str:
        if not company:
            return ""
        return company if self.book.company_named(company) else f"{company} (new)"

    def _with_company(self, line: str) -> str:
        from followup_tui.tui.completions import completed_company

        return completed_company(self.book, line)
