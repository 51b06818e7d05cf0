"""What the form for an interview stands on: the book, asked in threads where it takes long, and changed as a whole."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from followup_tui.actions.foreseeing import Foreseen, foresee, several_words
from followup_tui.actions.interviews import add_interview, edit_interview, entry_of
from followup_tui.actions.outcome import Refused
from followup_tui.actions.who import Several
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Company, Contact, Interview
from followup_tui.model.validation import Invalid
from followup_tui.opening import StoreError
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry
from followup_tui.tui.desk import Desk
from followup_tui.tui.interview_fields import InterviewReader, interview_texts
from followup_tui.tui.screens.interview_form import Kept

if TYPE_CHECKING:
    from followup_tui.tui.screens.review import ReviewScreen
    from followup_tui.tui.typed_forms import TypedForms


class InterviewDesk(Desk):
    """An interview that is entered, or changed, in the network that the review screen shows."""

    def __init__(self, screen: "ReviewScreen", typed: "TypedForms", interview: Interview | None = None) -> None:
        super().__init__(screen)
        self._typed = typed
        self._interview = interview
        self.is_new = interview is None
        self.entry = entry_of(self.book, interview) if interview else self._proposed()
        self.reader = InterviewReader(self.entry, self.book.as_of)
        at = " at ".join(filter(None, (self.entry.role, self.entry.company)))
        self.title = f"Edit the interview for {at}" if interview else "Add an interview"

    async def foresee(self, entry: InterviewEntry) -> Foreseen:
        """What would come of an entry."""
        return await asyncio.to_thread(self._foresee, entry)

    def keep(self, entry: InterviewEntry) -> Kept:
        """Keeps an entry, and says so on the review screen; or says why not."""
        try:
            if self._interview is None:
                done = add_interview(self.book, entry)
            else:
                done = edit_interview(self.book, self._interview, entry, self.entry)
        except Several as error:
            return Kept(several_words(self.book, error), "people")
        except Refused as error:
            return Kept(str(error), error.field)
        except Invalid as error:
            return Kept(str(error), "ended" if "before it begins" in str(error) else "")
        except StoreError as error:
            return Kept(str(error))
        self._screen.watch_saving(done.change.saving)
        self._screen.say(done.said)
        return Kept()

    def typed_before(self) -> Mapping[str, str]:
        """What was typed and not kept the last time."""
        return self._typed.get(self._number)

    def lay_by(self, texts: Mapping[str, str]) -> None:
        """Keeps what was typed for the next time."""
        self._typed.put(self._number, {} if texts == interview_texts(InterviewEntry()) else texts)
        self._screen.followup.write_typed_soon()

    def companies(self) -> Sequence[str]:
        """The names of the companies."""
        return [one.name for one in self.book.companies.values()]

    def people(self, company: str) -> Iterable[str]:
        """The names of everybody, those at the company first."""
        place = self.book.company_named(clean_line(company)) if company.strip() else None
        there = place.id if place else -1
        called = self.book.called()
        everybody = self.book.contacts.values()
        return (one.name for one in sorted(everybody, key=lambda one: (one.company != there, called[one.id].name)))

    def _foresee(self, entry: InterviewEntry) -> Foreseen:
        self.book.called()  # first, so that the rehearsal need not fold the names of everybody itself
        return foresee(self.book.rehearsal(), entry, self._interview, self.entry if self._interview else None)

    @property
    def _number(self) -> int:
        return self._interview.id if self._interview else 0

    def _proposed(self) -> InterviewEntry:
        """The person or the company under the cursor."""
        contact, company = self._under_cursor()
        people = (PersonEntry(name=contact.name, contact=contact.id),) if contact else ()
        return InterviewEntry(company=company.name if company else "", people=people)

    def _under_cursor(self) -> tuple[Contact | None, Company | None]:
        screen = self._screen
        if screen.review.view == "companies":
            return None, self.book.companies.get(screen.current or 0)
        contact = screen.contact
        return contact, self.book.companies.get(contact.company) if contact else None
