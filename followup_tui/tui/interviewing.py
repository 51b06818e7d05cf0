"""The dialogs about interviews. Each is imported when it is asked for."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from followup_tui.rules.wording import day_words
from followup_tui.tui.asking import Asking
from followup_tui.tui.typed_forms import TypedForms

if TYPE_CHECKING:
    from followup_tui.model.records import Interview

TYPED_AFTER = 0.4
"""Seconds after the last keystroke until what was typed into a form is written: on disk within a second of it."""


class Interviewing(Asking):
    """The part of the app that opens them."""

    typed: TypedForms | None = None
    """What was typed into the form and not saved; there is one from the moment the file is open."""
    _writes_typed: Timer | None = None

    def open_interview_form(self, interview: int = 0, start: str = "") -> None:
        """Opens the form for the interview of that id, at the field `start`; for a new one without an id."""
        from followup_tui.tui.interview_desk import InterviewDesk
        from followup_tui.tui.screens.interview_form import InterviewForm

        if self.book is None or self.typed is None:
            return
        held = self.book.interviews.get(interview)
        screen = self.review_screen
        if interview and held is None:
            screen.say("That interview is not in the file any more.", problem=True)
            return
        desk = InterviewDesk(screen, self.typed, held)

        def ended(kept: object) -> None:
            if kept is not None:
                screen.changed_outside()

        self.push_screen(InterviewForm(desk, start=start, glyphs=self.glyphs), ended)

    def write_typed_soon(self) -> None:
        """Brings what is typed to disk when the fingers rest."""
        if self._writes_typed is not None:
            self._writes_typed.stop()
        self._writes_typed = self.set_timer(TYPED_AFTER, self.write_typed)

    @work(group="typed", exit_on_error=False)
    async def write_typed(self) -> None:
        """Brings what is typed to disk, and says when that fails."""
        trouble = await asyncio.to_thread(self.typed.write) if self.typed is not None else ""
        if trouble:
            self.review_screen.say(trouble, problem=True)

    def choose_interview(self, contact: int, company: int = 0) -> None:
        """Opens the form for the interview with a contact, or a company; asks which one when there are several."""
        book = self.book
        if book is None:
            return
        found = self._interviews_with(contact, company)
        if found:
            self._one_of("Edit which interview?", found, self.open_interview_form)
        elif contact or company:
            name = book.contacts[contact].name if contact else book.company_name(company)
            key = self.keymap.command("add-interview").keys[0]
            self.review_screen.say(f"There is no interview with {name}; {key} adds one.", problem=True)
        else:
            self.review_screen.say("Nobody with an interview is under the cursor.", problem=True)

    def turn_down(self, contact: int, company: int = 0) -> None:
        """Guides through declining the offer of a contact's, or a company's, interview."""
        from followup_tui.actions.declining import open_offers
        from followup_tui.actions.outcome import Refused

        book = self.book
        if book is None:
            return
        try:
            offers = open_offers(book, self._interviews_with(contact, company))
        except Refused as error:
            self.review_screen.say(f"{error} {self._offer_keys()}", problem=True)
            return
        self._one_of("Turn down which offer?", offers, self._guide)

    def _offer_keys(self) -> str:
        add, edit = (self.keymap.command(name).keys[0] for name in ("add-interview", "edit-interview"))
        return f"{add} adds an interview, {edit} changes one."

    def _guide(self, interview: int) -> None:
        from followup_tui.tui.declining_desk import DecliningDesk
        from followup_tui.tui.screens.declining import TurningDown

        if self.book is None or self.typed is None:
            return
        desk = DecliningDesk(self.review_screen, self.typed, self.book.interviews[interview])

        def ended(declined: bool | None) -> None:
            if declined:
                self.review_screen.read_message_to(desk.told)

        self.push_screen(TurningDown(desk, glyphs=self.glyphs), ended)

    def _interviews_with(self, contact: int, company: int) -> "Sequence[Interview]":
        """The interviews with a company, else with a contact, newest first."""
        if self.book is None:
            return ()
        if not company:
            return self.book.interviews_of(contact)
        found = (one for one in self.book.interviews.values() if one.company == company)
        return sorted(found, key=_day, reverse=True)

    def _one_of(self, title: str, found: "Sequence[Interview]", go: Callable[[int], None]) -> None:
        """Goes on with the only interview, or with the one that is chosen."""
        from followup_tui.tui.screens.interview_choice import Choosable, InterviewChoice

        book = self.book
        if book is None or len(found) == 1:
            go(found[0].id)
            return
        choices = [
            Choosable(
                one.id,
                " at ".join(filter(None, (one.role or "a role", book.company_name(one.company)))),
                one.outcome.phrase,
                day_words(_day(one), book.as_of) if _day(one) > date.min else "",
            )
            for one in found
        ]

        def chosen(number: int | None) -> None:
            if number is not None:
                go(number)

        self.push_screen(InterviewChoice(title, choices, glyphs=self.glyphs), chosen)


def _day(one: "Interview") -> date:
    return one.ended or one.began or date.min
