"""What filters look at, of everybody, remembered from key to key: making it of 30,000 people takes 0.4 seconds."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from followup_tui.model.records import Contact
from followup_tui.model.words import Outcome
from followup_tui.rules.search import Subject, subject_text
from followup_tui.rules.verdict import Verdict


class Draft(NamedTuple):
    """A subject but for its text, which takes longest."""

    contact: Contact
    verdict: Verdict
    company: str
    outcomes: tuple[Outcome, ...]


class Subjects:
    """The subjects of a day by contact. A text holds for one state of a contact, so the next day takes it over."""

    def __init__(self, former: "Subjects | None" = None) -> None:
        self._known: dict[int, Subject] = {}
        self._texts: dict[int, Subject] = former._known or former._ahead or former._texts if former else {}
        self._ahead: dict[int, Subject] = {}
        self._changed: set[int] = set()
        self._all_changed = False

    def of_all(
        self, contacts: Mapping[int, Contact], draft: Callable[[Iterable[int]], Iterable[Draft]]
    ) -> Mapping[int, Subject]:
        """The subjects of `contacts`; `draft` is asked for those that are not known yet."""
        if not self._known and not self._all_changed:
            self._known, self._ahead = self._ahead, {}
            self.forget(self._changed.copy())
        if len(self._known) != len(contacts):
            drafts = draft(contacts.keys() - self._known.keys())
            self._known.update((one.contact.id, self._finished(one)) for one in drafts)
        return self._known

    def ready(self, drafts: Iterable[Draft]) -> None:
        """Makes subjects before anybody asks, in any thread; those that change meanwhile are made anew then."""
        self._ahead = {one.contact.id: self._finished(one) for one in drafts}

    def forget(self, contacts: Iterable[int]) -> None:
        """These contacts may be others now."""
        for number in contacts:
            self._known.pop(number, None)
            self._changed.add(number)

    def forget_all(self) -> None:
        """Everybody may be another one now: a company has another name."""
        self._texts, self._known, self._all_changed = self._known or self._texts, {}, True

    def _finished(self, draft: Draft) -> Subject:
        contact, verdict, company, outcomes = draft
        former = self._texts.get(contact.id)
        if former is not None and former.contact is contact and former.company == company:
            text = former.text
        else:
            text = subject_text(contact, company)
        return Subject(contact, verdict, company, text, outcomes)
