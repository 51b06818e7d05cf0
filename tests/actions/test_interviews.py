"""Interviews, on a real store."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.actions.interviews import add_interview, edit_interview, entry_of, promise_in, promises_of
from followup_tui.actions.outcome import Refused
from followup_tui.actions.tasks import keep
from followup_tui.actions.who import Several
from followup_tui.model.records import Company, Result
from followup_tui.model.validation import Invalid
from followup_tui.model.words import Outcome, Permission, Relation, ResultKind, Stage, Status
from followup_tui.rules.interview_entry import (
    InterviewEntry,
    PersonEntry,
    PromiseEntry,
    RoundEntry,
    parse_people,
    parse_round,
)
from tests.desk import MONDAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def a_panel(**fields: object) -> InterviewEntry:
    """A finished process with three interviewers, as a form gives it."""
    typed: dict[str, object] = {
        "company": "Fisher",
        "role": "CTO",
        "people": parse_people("Ann Lee (hiring manager), Bo Carr <bo@fisher.example> (recruiter)"),
        "rounds": (
            parse_round("2026-10-01 screen: Bo", MONDAY),
            parse_round("2026-10-12 panel: Ann, Cy Fu (Staff Engineer): liked the map work", MONDAY),
        ),
        "outcome": Outcome.REJECTED,
        "ended": date(2026, 10, 20),
        "said_by": PersonEntry(name="Bo"),
        "reason": "too senior",
        "permission": Permission.GIVEN,
        "promises": (
            PromiseEntry(text="send the paper", on=date(2026, 12, 1)),
            PromiseEntry(text="introduce her to Dee", to=(PersonEntry(name="ann"),)),
        ),
    }
    return InterviewEntry(**{**typed, **fields})  # type: ignore[arg-type]  # fields of an entry


def test_an_interview_brings_its_people_company_and_promise_in_one_change(desk: Desk) -> None:
    ann = desk.add("Ann")
    done = add_interview(desk.book, InterviewEntry(
        company="Fisher", role="CTO", people=(PersonEntry(contact=ann.id), PersonEntry(name="Bo Carr")),
        began=date(2026, 9, 1), ended=date(2026, 10, 1), outcome=Outcome.OFFER_DECLINED, reason="too far away",
        promises=(PromiseEntry(text="send the paper", on=MONDAY),),
    ))  # fmt: skip
    assert done.said == "Added the interview for CTO at Fisher (offer declined); added Bo Carr too"
    held = done.made
    assert (held.stage, held.reason, len(held.contacts)) == (Stage.CLOSED, "too far away", 2)
    for number in held.contacts:
        assert desk.book.verdict(number).anchor == date(2026, 10, 1)
        assert desk.book.company_name(desk.book.contacts[number].company) == "Fisher"
    (task,) = desk.book.tasks_of(ann.id)
    assert (task.text, task.on, task.interview) == ("send the paper", MONDAY, held.id)
    desk.book.undo()
    assert [one.name for one in desk.book.contacts.values()] == ["Ann"]
    assert desk.now_of(ann) == ann
    assert not desk.book.companies
    assert desk.book.verdict(ann.id).status is Status.NEW


def test_a_finished_process_with_three_interviewers_is_one_change(desk: Desk) -> None:
    done = add_interview(desk.book, a_panel())
    assert done.said == "Added the interview for CTO at Fisher (rejected); added Ann Lee, Bo Carr and Cy Fu too"
    held, people = done.made, {one.name: one for one in desk.book.contacts.values()}
    assert [desk.book.contacts[one].name for one in held.contacts] == ["Ann Lee", "Bo Carr", "Cy Fu"]
    assert people["Ann Lee"].relation is Relation.HIRING_MANAGER
    assert (people["Bo Carr"].relation, people["Bo Carr"].emails) == (Relation.RECRUITER, ("bo@fisher.example",))
    assert people["Cy Fu"].title == "Staff Engineer"
    assert held.said_by == people["Bo Carr"].id
    assert [one.contacts for one in held.rounds] == [
        (people["Bo Carr"].id,), (people["Ann Lee"].id, people["Cy Fu"].id),
    ]  # fmt: skip
    assert held.permission is Permission.GIVEN
    assert [(one.text, len(one.contacts)) for one in promises_of(desk.book, held)] == [
        ("send the paper", 3), ("introduce her to Dee", 1),
    ]  # fmt: skip
    desk.book.undo()
    assert not any((desk.book.contacts, desk.book.companies, desk.book.interviews, desk.book.tasks))


def test_one_that_is_over_ended_today_unless_its_last_round_is_long_ago(desk: Desk) -> None:
    def ended(*rounds: date) -> date | None:
        entry = InterviewEntry(
            company="Fisher", outcome=Outcome.REJECTED, rounds=tuple(RoundEntry(on=day) for day in rounds)
        )
        return add_interview(desk.book, entry).made.ended

    assert ended() == MONDAY
    assert ended(MONDAY - timedelta(days=10)) == MONDAY
    assert ended(date(2021, 5, 3), date(2021, 5, 1)) == date(2021, 5, 3)
    running = add_interview(desk.book, InterviewEntry(company="fisher")).made
    assert (running.ended, running.stage) == (None, Stage.INTERVIEWS)
    assert len(desk.book.companies) == 1


def test_somebody_who_moved_on_keeps_their_present_job(desk: Desk) -> None:
    ann = desk.add("Ann @Acme")
    add_interview(desk.book, InterviewEntry(
        company="Fisher", role="CTO", people=(PersonEntry(contact=ann.id),) * 2, ended=date(2020, 1, 1),
        outcome=Outcome.REJECTED,
    ))  # fmt: skip
    assert desk.book.company_name(desk.now_of(ann).company) == "Acme"
    assert next(iter(desk.book.interviews.values())).contacts == (ann.id,)


def test_names_that_are_known_are_not_added_again(desk: Desk) -> None:
    """Case and accents aside; of two namesakes the one at that company; a part of a word is nobody."""
    ann, joanna = desk.add("Ann Lee @Fisher"), desk.add("Joanna Dahl")
    desk.add("Ann Lee @Acme")
    anders = desk.add("Änders Ek")
    made = add_interview(desk.book, InterviewEntry(
        company="FISHER", people=parse_people("ann lee, anders ek, ann dahl, +Joanna Dahl")
    ))  # fmt: skip
    assert made.said.endswith("added ann dahl and Joanna Dahl too")
    assert made.made.contacts[:2] == (ann.id, anders.id)
    assert joanna.id not in made.made.contacts
    assert len(desk.book.companies) == 2
    with pytest.raises(Several, match="2 people"):
        add_interview(desk.book, InterviewEntry(company="Other", people=parse_people("Ann Lee")))
    assert desk.book.company_named("Other") is None


def test_what_is_known_of_somebody_is_not_overwritten(desk: Desk) -> None:
    ann = desk.add("Ann Lee, Head of Data <ann@x.org> @Fisher")
    add_interview(desk.book, InterviewEntry(
        company="Fisher", people=parse_people("Ann Lee <other@x.org> (recruiter) (CTO)")
    ))  # fmt: skip
    now = desk.now_of(ann)
    assert (now.emails, now.title, now.relation) == (("ann@x.org",), "Head of Data", Relation.RECRUITER)
    assert now.sources["relation"].name == "you"


def test_interviewing_again_is_one_company_and_the_mark_of_a_job_comes_and_goes(desk: Desk) -> None:
    add_interview(desk.book, a_panel())
    again = add_interview(desk.book, InterviewEntry(
        company="fisher", role="VP", people=parse_people("Ann"), outcome=Outcome.HIRED
    ))  # fmt: skip
    assert again.said == "Added the interview for VP at fisher (hired); Fisher is marked as worked for"
    (fisher,) = desk.book.companies.values()
    assert fisher.worked_for
    fixed = edit_interview(desk.book, again.made, replace(entry_of(desk.book, again.made), outcome=Outcome.RUNNER_UP))
    assert fixed.said == "Changed the interview for VP at Fisher: outcome; Fisher is marked as worked for no longer"
    assert not desk.book.companies[fisher.id].worked_for


def test_a_lead_that_nothing_came_of_yet_is_credited(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    with desk.book.transaction("Lead", "result") as change:
        fisher = change.put(Company(name="Fisher"))
        advice = Result(kind=ResultKind.ADVICE, contact=ann.id, company=fisher.id, on=date(2026, 10, 1))
        change.put(advice)
        lead = change.put(replace(advice, kind=ResultKind.LEAD))
        change.put(replace(advice, kind=ResultKind.LEAD, company=0, role="Staff engineer"))
    first = add_interview(desk.book, InterviewEntry(company="Fisher", role="CTO"))
    assert first.made.came_of == lead.id
    assert first.said == "Added the interview for CTO at Fisher (open); it came of the lead of Ann Lee on 1 Oct"
    assert add_interview(desk.book, InterviewEntry(company="Fisher", role="VP")).made.came_of == 0
    assert add_interview(desk.book, InterviewEntry(company="Acme", role="Staff Engineer")).made.came_of
    assert add_interview(desk.book, InterviewEntry(company="Acme", ended=date(2026, 9, 1))).made.came_of == 0


def test_a_lead_given_in_an_interview_is_credited_the_one_to_the_role_before_a_newer_one(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    held = add_interview(desk.book, InterviewEntry(company="Acme")).made
    with desk.book.transaction("Lead", "result") as change:
        fisher = change.put(Company(name="Fisher")).id
        lead = Result(kind=ResultKind.LEAD, contact=ann.id, company=fisher, on=date(2026, 10, 1))
        given = change.put(replace(lead, role="CTO", interview=held.id))
        newer = change.put(replace(lead, on=date(2026, 10, 2)))
    assert add_interview(desk.book, InterviewEntry(company="Fisher", role="cto")).made.came_of == given.id
    assert add_interview(desk.book, InterviewEntry(company="Fisher", role="VP")).made.came_of == newer.id


def test_an_edit_changes_what_differs_and_nothing_else(desk: Desk) -> None:
    held = add_interview(desk.book, a_panel()).made
    form = entry_of(desk.book, held)
    with pytest.raises(Refused, match="so already"):
        edit_interview(desk.book, held, form)
    edit_interview(desk.book, held, replace(form, feedback="show more code"))  # meanwhile, elsewhere
    rounds = (*form.rounds, parse_round("2026-10-19 call: Dee Os: close", MONDAY))
    paper, _ = form.promises
    done = edit_interview(desk.book, held, replace(
        form, outcome=Outcome.RUNNER_UP, rounds=rounds, promises=(replace(paper, on=MONDAY), PromiseEntry(text="call")),
    ))  # fmt: skip
    assert done.said == "Changed the interview for CTO at Fisher: outcome, people, rounds, promises; added Dee Os too"
    now = done.made
    assert (now.feedback, now.reason, now.outcome, now.said_by) == (
        "show more code", "too senior", Outcome.RUNNER_UP, held.said_by,
    )  # fmt: skip
    assert [one.name for one in map(desk.book.contacts.__getitem__, now.contacts)][-1] == "Dee Os"
    assert [(one.text, one.on) for one in promises_of(desk.book, now)] == [("send the paper", MONDAY), ("call", None)]
    desk.book.undo()
    assert desk.book.interviews[held.id].outcome is Outcome.REJECTED
    assert len(promises_of(desk.book, held)) == 2


def test_reopening_takes_the_end_back(desk: Desk) -> None:
    held = add_interview(desk.book, a_panel()).made
    now = edit_interview(desk.book, held, replace(entry_of(desk.book, held), outcome=Outcome.OPEN)).made
    assert (now.ended, now.stage) == (None, Stage.INTERVIEWS)


def test_a_kept_promise_stays_and_another_can_follow(desk: Desk) -> None:
    held = add_interview(desk.book, a_panel()).made
    keep(desk.book, promises_of(desk.book, held)[0])
    more = promise_in(desk.book, held, PromiseEntry(text="send the map", to=parse_people("cy")))
    assert more.said == "Promised to Cy Fu: send the map"
    assert [one.text for one in entry_of(desk.book, held).promises] == ["introduce her to Dee", "send the map"]
    edit_interview(desk.book, held, replace(entry_of(desk.book, held), promises=()))
    assert [one.text for one in promises_of(desk.book, held)] == ["send the paper"]


def test_what_cannot_be_is_refused_and_leaves_nothing_behind(desk: Desk) -> None:
    over = InterviewEntry(company="Fisher", outcome=Outcome.REJECTED)
    with pytest.raises(Refused, match="which company"):
        add_interview(desk.book, InterviewEntry(company=" ", role="CTO"))
    with pytest.raises(Refused, match="future"):
        add_interview(desk.book, replace(over, ended=MONDAY + timedelta(days=1)))
    with pytest.raises(Invalid, match="before it begins"):
        add_interview(desk.book, replace(over, began=MONDAY, ended=date(2026, 1, 1)))
    with pytest.raises(Invalid, match="needs a name"):
        add_interview(desk.book, replace(over, people=(PersonEntry(name=" "),)))
    with pytest.raises(Refused, match="after the interview ended"):
        add_interview(desk.book, replace(over, ended=date(2026, 1, 1), rounds=(RoundEntry(on=MONDAY),)))
    with pytest.raises(Refused, match="what was promised"):
        add_interview(desk.book, replace(over, promises=(PromiseEntry(on=MONDAY),)))
    with pytest.raises(Refused, match="second colon"):
        add_interview(desk.book, replace(over, rounds=(parse_round("1 May panel: went well", MONDAY),)))
    with pytest.raises(Refused, match="called too"):
        add_interview(desk.book, replace(over, people=parse_people("ann@x.org")))
    assert not desk.book.companies
    assert not desk.book.interviews
    assert not desk.book.contacts
