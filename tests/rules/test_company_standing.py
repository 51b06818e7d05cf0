"""Where a company stands: through its people, or by itself when nobody is left."""

from datetime import date

import pytest
from msgspec.structs import replace

from followup_tui.model.records import Company, Contact, Interview
from followup_tui.model.settings import Settings
from followup_tui.model.words import Outcome
from followup_tui.rules.company_standing import Care, company_standing, standing_words
from followup_tui.rules.touches import Touches
from followup_tui.rules.verdict import Verdict, verdict

AS_OF = date(2026, 11, 23)
FISHER = Company(id=7, name="Fisher")
HELD = Interview(id=3, company=7, outcome=Outcome.REJECTED, began=date(2026, 1, 2), ended=date(2026, 2, 1))


def somebody(number: int = 1, **fields: object) -> Verdict:
    contact = Contact(id=number, name="Ann", **fields)  # type: ignore[arg-type]  # fields of a contact
    touches = Touches(number=1, last=date(2026, 10, 1), last_out=date(2026, 10, 1))
    return verdict(contact, touches, None, Settings().cadence, AS_OF)


def stands(*people: Verdict, company: Company = FISHER, former: date | None = None) -> tuple[Care, bool]:
    found = company_standing(company, people, [former], [HELD], Settings().cadence, AS_OF)
    return found.care, found.needs_contact


def test_its_people_carry_it() -> None:
    found = company_standing(Company(id=7, name="F"), [somebody(1), somebody(2)], [], [HELD], Settings().cadence, AS_OF)
    assert (found.care, found.carriers, found.latest) == (Care.CARRIED, (1, 2), None)
    assert standing_words(found, ["Ann", "Bo"], AS_OF) == "Ann and 1 more keep it warm; last in touch 8 weeks ago."


@pytest.mark.parametrize(
    ("touch", "outcome", "said"),
    [
        (None, Outcome.REJECTED, "an interview ended 10 months ago, never in touch besides"),
        (date(2025, 12, 1), Outcome.REJECTED, "an interview ended 10 months ago, last in touch 12 months ago"),
        (date(2026, 8, 1), Outcome.REJECTED, "last in touch 4 months ago"),
        (None, Outcome.OPEN, "an interview is open, its last step was 10 months ago, never in touch besides"),
    ],
)
def test_an_interview_is_told_as_one_and_not_as_a_message(touch: date | None, outcome: Outcome, said: str) -> None:
    ended = None if outcome is Outcome.OPEN else HELD.ended
    held = replace(HELD, outcome=outcome, began=HELD.ended, ended=ended)
    found = company_standing(FISHER, [], [touch], [held], Settings().cadence, AS_OF)
    assert found.last_touch == touch
    assert f"it needs a new contact; {said}, " in standing_words(found, [], AS_OF)


def test_when_the_last_one_left_it_has_a_window_of_its_own_and_needs_a_new_contact() -> None:
    assert stands() == (Care.OVERDUE, True)
    assert stands(former=date(2026, 8, 1)) == (Care.DUE, True)
    assert stands(former=date(2026, 11, 1)) == (Care.LATER, True)
    assert stands(company=Company(id=7, name="F", cadence="2 years")) == (Care.LATER, True)


@pytest.mark.parametrize("fields", [{"archived_on": date(2026, 1, 1)}, {"paused_on": date(2026, 1, 1)}])
def test_who_is_away_carries_nothing(fields: dict[str, object]) -> None:
    assert stands(somebody(1, **fields)) == (Care.LATER, True)


def test_somebody_who_is_never_due_by_themselves_leaves_it_to_the_company() -> None:
    assert stands(somebody(cadence="none")) == (Care.LATER, False)


def test_a_company_you_worked_for_needs_nothing() -> None:
    assert stands(company=Company(id=7, name="F", worked_for=True, needs_contact=True)) == (Care.WORKED_FOR, False)


def test_a_company_nobody_had_to_do_with_needs_nobody() -> None:
    found = company_standing(Company(id=7, name="F"), [], [], [], Settings().cadence, AS_OF)
    assert (found.care, found.needs_contact) == (Care.LATER, False)
