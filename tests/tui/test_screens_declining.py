"""Turning an offer down in the app: checklist and drafts follow what is typed, and one step back undoes it."""

from pathlib import Path

from followup_tui.actions.interviews import add_interview, promises_of
from followup_tui.model.records import Interview
from followup_tui.model.words import Outcome, Permission
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry, parse_people
from tests.tui.pilot_app import Running, control_characters, running

COMPANY = "佐藤工業 [/] Co"


def an_offer(it: Running) -> Interview:
    """An offer that Bo told; Ann is the hiring manager, Cy was in it too."""
    entry = InterviewEntry(
        company=COMPANY, role="[@click=app.bell]CTO[/]", offer="a lot", said_by=PersonEntry(name="Bo"),
        people=parse_people("Cy Fu, Ann Lee (hiring manager), Bo Carr <bo@x.example>"),
    )  # fmt: skip
    return add_interview(it.book, entry).made


async def test_an_offer_is_turned_down_well_in_one_step(sample_file: Path) -> None:
    async with running(sample_file, size=(80, 24)) as it:
        await it.press("T")
        await it.until_said("A adds an interview, g e changes one.")
        assert "no offer" in it.said
        offer = an_offer(it)
        ann, bo, cy = (next(one.id for one in it.book.contacts.values() if one.name == name)
                       for name in ("Ann Lee", "Bo Carr", "Cy Fu"))  # fmt: skip
        it.screen.go_to("company", offer.company)
        await it.press("T")
        await it.until(lambda: it.on_top("TurningDown") and "Hi Bo," in it.shown)
        assert not control_characters(it.shown)
        assert "[ ] One positive reason" in it.shown
        assert it.shown.index("[x] Bo Carr") < it.shown.index("[x] Ann Lee") < it.shown.index("[ ] Cy Fu")
        await it.type("how you argue over maps")
        await it.until(lambda: "[x] One positive reason" in it.shown and "hard to decide is how you argue" in it.shown)
        await it.press("escape")
        await it.until(lambda: it.on_top("ReviewScreen"))
        await it.press("T")
        await it.until(lambda: "hard to decide is how you argue" in it.shown)  # nothing typed is lost
        await it.press("enter", "enter", "enter", "down", "space")
        await it.until(lambda: "[ ] Ann Lee" in it.shown and "is not told now" in it.shown)
        await it.press("space", "enter")
        await it.until(lambda: it.on_top("ReviewScreen") and it.state == "ready")
        assert it.said.startswith("Declined: the offer for")
        assert (it.contact.id, it.body.splitlines()[0]) == (bo, "Hi Bo,")
        held = it.book.interviews[offer.id]
        assert (held.outcome, held.reason, held.permission) == (
            Outcome.OFFER_DECLINED, "how you argue over maps", Permission.ASKED,
        )  # fmt: skip
        assert not promises_of(it.book, held)
        assert {one for one in (ann, bo, cy) if it.screen.desk.get(one)} == {ann, bo}
        await it.press("u")
        await it.until(lambda: it.book.interviews[offer.id].outcome is Outcome.OPEN)
        assert not any(it.screen.desk.get(one) for one in (ann, bo, cy))
        await it.press("U")
        await it.until(lambda: it.screen.desk.get(ann) is not None)
        assert it.book.interviews[offer.id] == held
