"""Declining an offer, on a real store: the checklist, who is told and how, and what is kept."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.actions.declining import Item, decline, decline_plan, open_offers
from followup_tui.actions.following import following_words, what_follows
from followup_tui.actions.interviews import add_interview, edit_interview, entry_of, promises_of
from followup_tui.actions.outcome import Refused
from followup_tui.actions.templates import Library, load_templates
from followup_tui.model.records import Draft, Interview
from followup_tui.model.settings import Me, Settings
from followup_tui.model.words import Outcome, Permission, Stage
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry, parse_people
from tests.desk import MONDAY, Desk


@pytest.fixture(scope="module")
def library() -> Library:
    return load_templates(None)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json", settings=Settings(me=Me(name="Sam Carter")))
    yield made
    made.store.close()


@pytest.fixture
def offer(desk: Desk) -> Interview:
    """An offer that Bo, the recruiter, told; Ann is the hiring manager, Cy and Dee interviewed."""
    return add_interview(desk.book, InterviewEntry(
        company="Fisher", role="CTO", people=parse_people("Cy Fu, Ann Lee (hiring manager), Bo Carr, Dee Os"),
        stage=Stage.OFFER, offer="a lot", said_by=PersonEntry(name="Bo"),
    )).made  # fmt: skip


def test_the_offer_is_declined_the_drafts_wait_and_the_cadence_starts(
    desk: Desk, offer: Interview, library: Library
) -> None:
    done = decline(desk.book, offer, library, reason="how you argue over maps.", refer="Gus Hall")
    assert done.said == "Declined: the offer for CTO at Fisher; a draft to Bo Carr and Ann Lee is on the shelf"
    held, plan = done.made
    assert (held.outcome, held.stage, held.ended, held.permission, held.reason) == (
        Outcome.OFFER_DECLINED, Stage.OFFER, MONDAY, Permission.ASKED, "how you argue over maps.",
    )  # fmt: skip
    assert [one.contact.name for one in plan.tellings] == ["Bo Carr", "Ann Lee"]
    assert [one.name for one in plan.others] == ["Cy Fu", "Dee Os"]
    assert all(one.there for one in plan.checklist)
    bo, ann = (desk.book.drafts.get(one.contact.id) for one in plan.tellings)
    assert bo
    assert "What made it hard to decide is how you argue over maps." in bo.body
    assert "Gus Hall" in bo.body
    assert "Would it be all right" in bo.body
    assert ann
    assert ann.body.startswith("Hi Ann,\n\nI have told Bo that I won't accept")
    assert plan.tellings[1].proposal.message.blanks == ("one thing you learned",)
    assert [one.text for one in promises_of(desk.book, held)] == ["Put them in touch with Gus Hall if they like"]
    assert following_words(desk.book, what_follows(desk.book, held)) == (
        "tell Cy Fu, Ann Lee, Bo Carr and Dee Os by 25 Nov"
    )
    desk.book.undo()
    now = desk.book.interviews[offer.id]
    assert (now.outcome, now.permission, now.ended) == (Outcome.OPEN, Permission.NOT_ASKED, None)
    assert desk.book.drafts.get(bo.contact) == bo, "what was written is not lost"


def test_telling_them_and_their_yes_end_the_reminders_and_set_the_rhythm(
    desk: Desk, offer: Interview, library: Library
) -> None:
    held = decline(desk.book, offer, library).made.interview
    bo = desk.book.contacts[held.said_by]
    assert desk.book.verdict(bo.id).step
    desk.log(bo)
    assert desk.book.verdict(bo.id).step is None
    assert desk.book.verdict(bo.id).cadence == "3-6 months"
    prompt = decline_plan(desk.book, held, library).checklist[0]
    assert (prompt.item, prompt.there, prompt.says) == (Item.PROMPT, True, "Bo heard from you")
    agreed = replace(entry_of(desk.book, held), permission=Permission.GIVEN)
    edit_interview(desk.book, held, agreed)
    assert desk.book.verdict(bo.id).cadence == "3-4 months"


def test_the_plan_says_what_is_missing_and_changes_nothing(desk: Desk, offer: Interview, library: Library) -> None:
    before = desk.book.changes
    desk.go_to(MONDAY + timedelta(days=9))
    plan = decline_plan(desk.book, offer, library, on=MONDAY)
    assert {one.item for one in plan.checklist if not one.there} == {Item.PROMPT, Item.REASON, Item.REFER}
    assert plan.checklist[0].says == "you decided 9 days ago"
    assert plan.permission is Permission.ASKED
    assert desk.book.changes == before
    assert desk.book.drafts.all() == []


def test_who_is_told_can_be_chosen_and_a_draft_from_before_stays(
    desk: Desk, offer: Interview, library: Library
) -> None:
    people = {one.name: one for one in desk.book.contacts.values()}
    mine = Draft(contact=people["Dee Os"].id, body="Dear Dee, half written")
    desk.book.drafts.put(mine)
    done = decline(desk.book, offer, library, tell=(people["Dee Os"], people["Cy Fu"]))
    assert done.said.endswith("a draft to Cy Fu is on the shelf")
    assert desk.book.drafts.get(mine.contact) == mine
    assert done.made.plan.tellings[0].waiting == mine


@pytest.mark.parametrize(
    ("permission", "says"),
    [
        (Permission.GIVEN, "As you kindly offered, I will write"),
        (Permission.ASKED, "Would it be all right if I wrote"),
        (Permission.REFUSED, "And if I can help you"),
    ],
)
def test_the_draft_asks_only_where_nobody_has_answered(
    desk: Desk, offer: Interview, library: Library, permission: Permission, says: str
) -> None:
    plan = decline_plan(desk.book, offer, library, permission=permission)
    body = plan.tellings[0].proposal.message.body
    assert says in body
    assert ("Would it be" in body) is (permission is Permission.ASKED)
    assert ("stay in touch" in body) is (permission is not Permission.REFUSED)
    assert plan.permission is permission


def test_what_is_over_otherwise_has_no_offer_to_decline(desk: Desk, library: Library) -> None:
    over = add_interview(desk.book, InterviewEntry(company="Fisher", outcome=Outcome.REJECTED)).made
    with pytest.raises(Refused, match="no offer to decline"):
        decline(desk.book, over, library)
    declined = add_interview(
        desk.book, InterviewEntry(company="Acme", outcome=Outcome.OFFER_DECLINED, ended=date(2026, 11, 20))
    ).made
    with pytest.raises(Refused, match="future"):
        decline(desk.book, declined, library, on=MONDAY + timedelta(days=1))
    long_ago = add_interview(
        desk.book,
        InterviewEntry(
            company="Nova",
            people=(PersonEntry(name="Bo Carr"),),
            outcome=Outcome.OFFER_DECLINED,
            ended=date(2021, 4, 1),
        ),
    ).made
    with pytest.raises(Refused, match="declined on 1 Apr 2021, and nobody waits"):
        decline(desk.book, long_ago, library)
    again = decline(desk.book, declined, library)
    assert again.said == "Kept as declined: the offer for Acme"
    assert again.made.interview.ended == date(2026, 11, 20)
    by_name = again.made.plan.checklist[1]
    assert (by_name.item, by_name.there) == (Item.BY_NAME, False)


@pytest.mark.parametrize(
    ("outcome", "stage", "says"),
    [
        (Outcome.OPEN, Stage.OFFER, ""),
        (Outcome.OFFER_EXPIRED, Stage.OFFER, ""),
        (Outcome.OPEN, Stage.FINAL, "There is no offer yet: CTO at Fisher got to final. .* the outcome withdrew."),
        (Outcome.RUNNER_UP, Stage.FINAL, "There is no offer to decline: CTO at Fisher ended"),
    ],
)
def test_what_can_be_declined_is_the_same_wherever_it_is_asked_for(
    desk: Desk, library: Library, outcome: Outcome, stage: Stage, says: str
) -> None:
    entry = InterviewEntry(company="Fisher", role="CTO", people=parse_people("Ann Lee"), outcome=outcome, stage=stage)
    held = add_interview(desk.book, entry).made
    if not says:
        assert open_offers(desk.book, [held]) == [held]
        assert decline(desk.book, held, library).made.interview.outcome is Outcome.OFFER_DECLINED
        return
    for ask in (lambda: decline(desk.book, held, library), lambda: open_offers(desk.book, [held])):
        with pytest.raises(Refused, match=says):
            ask()


def test_who_is_put_forward_is_a_name_for_the_letter(desk: Desk, offer: Interview, library: Library) -> None:
    desk.add("Gus Hall <gus@x.example>")
    for typed, told in (
        ("gus hall", "Gus Hall"),
        ("gus@x.example", "Gus Hall"),
        ("Zoë, who ran it", "Zoë, who ran it"),
    ):
        body = decline_plan(desk.book, offer, library, refer=typed).tellings[0].proposal.message.body
        assert f"right for the role: {told}." in body
    for typed in ("nobody@x.example", "...", "42"):
        with pytest.raises(Refused, match="no name and nobody you know"):
            decline_plan(desk.book, offer, library, refer=typed)
