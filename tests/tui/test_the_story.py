"""The story that the program is for, through the screens: from the first interview to whom to ask first."""

from datetime import date, timedelta
from pathlib import Path

from textual.widgets import Input

from followup_tui.actions import people as people_actions
from followup_tui.actions import touch
from followup_tui.model.records import Contact
from followup_tui.model.settings import Me, Settings
from followup_tui.model.words import Channel, Direction, Outcome, Permission, ResultKind
from followup_tui.tui.screens.choice import Choice
from tests.tui.pilot_app import Running, at_once, running

ME = at_once(Settings(me=Me(name="Sam", now="Head of Product at Fjord")))
FIRST = date(2011, 5, 2)


def named(it: Running, name: str) -> Contact:
    return next(one for one in it.book.contacts.values() if one.name == name)


def keep_in_touch(it: Running, *people: Contact) -> None:
    """A word of ours and one of theirs, as a review leads to twice a year."""
    for direction in (Direction.OUT, Direction.IN):
        touch.log(it.book, people, "A short hi", channel=Channel.EMAIL, direction=direction)


async def enter_interview(it: Running, **fields: str) -> None:
    await it.press("A")
    await it.until(lambda: it.on_top("InterviewForm"))
    for name, text in fields.items():
        field = it.app.screen.query_one(f"#edit-{name}")
        assert isinstance(field, Input | Choice)
        field.value = text
    await it.press("f2")
    await it.until_said("Added the interview")


async def decline(it: Running, why: str) -> None:
    await it.press("T")
    await it.until(lambda: it.on_top("TurningDown"))
    await it.type(why)
    while it.on_top("TurningDown"):
        await it.press("enter")
    await it.until(lambda: it.state == "ready")
    assert why in it.body
    await it.press("enter")
    await it.until_said("logged")


async def test_fifteen_years_on_the_screens(tmp_path: Path) -> None:
    file = tmp_path / "followup.json"
    people = "Ann Lee <ann@harbor.example> (hiring manager), Bo Carr <bo@harbor.example>"
    async with running(file, size=(120, 40), settings=ME, as_of=FIRST) as it:
        await it.until(lambda: it.on_top("FirstRun"))
        await it.press("down", "enter")
        await it.until(lambda: it.screen.prompt.is_open)
        await it.press("escape")
        await enter_interview(
            it, company="Harbor Maps", role="Product Manager", people=people, stage="offer", offer="maps of harbours"
        )
        it.screen.go_to("contact", named(it, "Ann Lee").id)
        await decline(it, "how you argue over maps")
        held = next(iter(it.book.interviews.values()))
        assert (held.outcome, held.permission) == (Outcome.OFFER_DECLINED, Permission.ASKED)

    day = FIRST + timedelta(days=126)
    async with running(file, size=(120, 40), settings=ME, as_of=day) as it:
        people_actions.edit(it.book, named(it, "Ann Lee"), {"title": "VP Product"})
        keep_in_touch(it, named(it, "Ann Lee"), named(it, "Bo Carr"))
        await enter_interview(it, company="Harbor Maps", role="Head of Product", people="ann, bo", stage="offer")
        it.screen.go_to("contact", named(it, "Ann Lee").id)
        await decline(it, "the same people")
        assert len(it.book.companies) == 1
        assert {one.outcome for one in it.book.interviews.values()} == {Outcome.OFFER_DECLINED}

    day = date(2021, 10, 4)
    async with running(file, size=(120, 40), settings=ME, as_of=day) as it:
        assert len(it.review.open_entries()) == 1, "one of two at a company, by courtesy"
        keep_in_touch(it, named(it, "Ann Lee"), named(it, "Bo Carr"))
        it.screen.go_to("contact", named(it, "Bo Carr").id)
        await it.prompt("r", "customer = EUR 40,000: charts for the port")
        await it.until_said("Bo Carr gave: customer")

    day = date(2026, 5, 4)
    async with running(file, size=(120, 40), settings=ME, as_of=day) as it:
        await it.press("g", "o")
        await it.until(lambda: it.on_top("LineageScreen"))
        shown = it.shown
        assert (
            shown.index("interview: Product Manager at Harbor Maps") < shown.index("Bo Carr") < shown.index("customer")
        )
        await it.press("escape", "g", "l")
        await it.until(lambda: it.screen.prompt.is_open)
        await it.type("a product role in Oslo")
        await it.press("enter")
        await it.until(lambda: it.review.view == "looking")
        await it.settled()
        assert it.contact.name == "Ann Lee"
        assert "they made you an offer at Harbor Maps" in it.shown
        assert [it.book.results[one].kind for one in it.book.results] == [ResultKind.CUSTOMER]
