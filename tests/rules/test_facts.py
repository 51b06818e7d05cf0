"""Facts: the words that stand in a message, and notes that must not be sent as they are."""

from datetime import date

import pytest

from followup_tui.model.records import Contact, Interview, Result
from followup_tui.model.words import Outcome, ResultKind
from followup_tui.rules.facts import FACTS, facts, one_line, spoken_gap
from followup_tui.rules.sayable import sayable
from followup_tui.rules.situation import Situation
from tests.rules.situations import ACME, ANN, TODAY, ago, situation_of


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("the move to Lisbon", "the move to Lisbon"),
        ("Ask her about the move to Lisbon.", "the move to Lisbon"),
        ("ask how the migration went", "how the migration went"),
        ("ask if the depot opened", "whether the depot opened"),
        ("his marathon", "your marathon"),
        ("ask how her talk went", "how your talk went"),
        ("she may leave Acme", ""),
        ("Kid in April. Likes mornings.", ""),
        ("send the paper", ""),
        ("congratulate on the award", ""),
        ("told me that the team is unhappy", ""),
        ("x" * 200, ""),
        ("  ", ""),
    ],
)
def test_a_note_is_said_to_them_only_when_it_can_be(note: str, said: str) -> None:
    assert sayable(note) == said


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (180, "half a year"), (240, "eight months"), (365, "about a year"), (420, "over a year"),
        (680, "almost two years"), (1096, "about three years"), (1200, "over three years"), (7305, "about 20 years"),
    ],
)  # fmt: skip
def test_a_silence_is_said_as_people_say_it(days: int, words: str) -> None:
    assert spoken_gap(days) == words


def test_every_fact_is_described_and_none_is_empty() -> None:
    about = situation_of(ANN, [Interview(id=1, company=1, contacts=(1,), outcome=Outcome.REJECTED, ended=ago(40))])
    known = facts(about)
    assert known.keys() <= FACTS.keys()
    assert all(known.values())
    assert known["we_met"] == "I interviewed with Acme in October 2026"


def test_nothing_known_gives_only_what_is_known() -> None:
    assert facts(Situation(as_of=TODAY, first_name="", name="")) == {"may_ask": "yes"}


def test_the_role_is_not_said_twice() -> None:
    held = Interview(id=1, company=1, role="Staff Engineer role", contacts=(1,), began=date(2021, 5, 3))
    assert facts(situation_of(ANN, [held]))["we_met"] == (
        "I interviewed for the Staff Engineer role at Acme in May 2021"
    )


@pytest.mark.parametrize(
    ("kind", "company", "role", "words"),
    [
        (ResultKind.LEAD, 1, "Data Lead", "pointing me to the Data Lead role at Acme"),
        (ResultKind.LEAD, 1, "", "pointing me to Acme"),
        (ResultKind.LEAD, 0, "", "the lead"),
        (ResultKind.INTRODUCTION, 1, "", "the introduction at Acme"),
        (ResultKind.ADVICE, 0, "", "your advice"),
        (ResultKind.CUSTOMER, 1, "", "sending Acme my way"),
        (ResultKind.OFFER, 1, "", "your part in the offer from Acme"),
        (ResultKind.JOB, 0, "", "your part in my new job"),
        (ResultKind.INTERVIEW, 1, "", "your part in the interview at Acme"),
    ],
)
def test_a_favour_is_named(kind: ResultKind, company: int, role: str, words: str) -> None:
    result = Result(id=1, kind=kind, contact=1, on=ago(3), company=company, role=role)
    assert facts(situation_of(results=[result]))["favour"] == words


def test_a_title_of_address_is_no_first_name() -> None:
    assert facts(situation_of(Contact(id=1, name="Dr. Ann Lee")))["first_name"] == "Ann"
    assert facts(situation_of(Contact(id=1, name="Prof. Dr. Lee")))["first_name"] == "Lee"
    assert facts(situation_of(Contact(id=1, name="Dr", given="")))["first_name"] == "Dr"


def test_a_name_with_the_family_name_in_front_is_taken_whole() -> None:
    assert facts(situation_of(Contact(id=1, name="佐藤 美咲")))["first_name"] == "佐藤 美咲"


def test_a_fact_is_one_line_without_control_characters_and_not_endless() -> None:
    name = "Ann\x1b[31m\n" + "very " * 5000
    known = facts(situation_of(Contact(id=1, name=name, given=name), companies=[ACME]))
    assert known["first_name"].startswith("Ann very")
    assert len(known["first_name"]) <= 60
    assert known["first_name"].endswith("…")
    assert one_line("a b  c\n") == "a b c"
