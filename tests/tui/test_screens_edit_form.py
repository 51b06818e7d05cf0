"""The edit form: what was changed comes out, and nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from textual import events
from textual.widget import Widget

from followup_tui.model.records import Contact
from followup_tui.model.words import Channel, Relation
from followup_tui.tui.screens.choice import Choice
from followup_tui.tui.screens.edit_form import EditForm
from followup_tui.tui.screens.form_input import FormInput
from followup_tui.tui.screens.text_box import TextBox
from tests.tui.frames import HOSTILE, frame, wait_until
from tests.tui.screen_app import SIZES, ScreenApp

TODAY = date(2026, 11, 23)
ANN = Contact(
    id=7,
    name="Ann Lee",
    emails=("ann@acme.example", "ann@home.example"),
    phones=("+49 30 123456",),
    tags=("loose", "vc"),
    topics=("databases",),
    channel=Channel.EMAIL,
    relation=Relation.INTERVIEWER,
    note="one\ntwo",
)


def form(contact: Contact = ANN, company: str = "Acme", **options: Any) -> EditForm:
    return EditForm(contact, company, TODAY, **options)


def line(app: ScreenApp, name: str) -> FormInput:
    return app.screen.query_one(f"#edit-{name}", FormInput)


def focused(app: ScreenApp) -> str:
    widget: Widget | None = app.screen.focused
    return (widget.id or "") if widget else ""


async def test_only_what_was_changed_comes_out() -> None:
    app = ScreenApp(form())
    async with app.shown((80, 40)) as pilot:
        line(app, "title").value = "CTO"
        line(app, "emails").value = "ann@acme.example; Ann Lee <ann@new.example>"
        line(app, "tags").value = "#loose vc, berlin"
        line(app, "company").value = "Globex"
        await pilot.press("f2")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [
        {
            "company": "Globex",
            "title": "CTO",
            "emails": ("ann@acme.example", "ann@new.example"),
            "tags": ("loose", "vc", "berlin"),
        }
    ]


async def test_saving_without_a_change_gives_nothing() -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        await pilot.press("end", "x", "backspace", "ctrl+s")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [None]


async def test_fixed_values_are_turned_or_typed() -> None:
    app = ScreenApp(form(start="channel"))
    async with app.shown((80, 40)) as pilot:
        await pilot.press("right")  # from email to linkedin
        await pilot.press("down")
        await pilot.press(*"rec")
        await pilot.press("f2")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [{"channel": Channel.LINKEDIN, "relation": Relation.RECRUITER}]
    assert isinstance(app.results[0]["channel"], Channel)


async def test_backspace_takes_a_fixed_value_away() -> None:
    app = ScreenApp(form(start="channel"))
    async with app.shown((80, 40)) as pilot:
        await pilot.press("backspace", "enter")
        assert focused(app) == "edit-relation"
        await pilot.press("backspace", "f2")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [{"channel": None, "relation": Relation.NONE}]


async def test_a_click_turns_a_fixed_value() -> None:
    app = ScreenApp(form())
    async with app.shown((80, 40)) as pilot:
        assert await pilot.click("#edit-channel", offset=(4, 0))
        await wait_until(pilot, lambda: app.screen.query_one("#edit-channel", Choice).value == "linkedin")
        assert await pilot.click("#edit-channel", offset=(0, 0))
        await wait_until(pilot, lambda: app.screen.query_one("#edit-channel", Choice).value == "email")


async def test_the_cadence_is_explained_while_it_is_typed() -> None:
    app = ScreenApp(form(start="cadence", counts_from=date(2026, 8, 12), inherited="6-12 months (tag loose)"))
    async with app.shown((80, 40)) as pilot:
        assert "empty: 6-12 months (tag loose)" in frame(app)
        await pilot.press("3", "minus", "6", "space", *"months")
        await wait_until(pilot, lambda: "window: 3 to 6 months after the last touch (12 Nov to 12 Feb" in frame(app))
        await pilot.press("x")
        await wait_until(pilot, lambda: '! "3-6 monthsx" is not a cadence; write it like' in frame(app))
        line(app, "cadence").value = "none"
        await wait_until(pilot, lambda: "never due by itself" in frame(app))


REFUSED = (
    ("name", " ", "A contact needs a name."),
    ("emails", "ann@", '"ann@" is not an e-mail address; write it like ann@example.org.'),
    ("birthday", "3 Feb", '"3 Feb" is not a birthday'),
    ("met_on", "soon", '"soon" is not a date'),
    ("cadence", "often", '"often" is not a cadence'),
    ("name", "x" * 201, "The name has 201 characters"),
    ("title", "x" * 501, "The title has 501 characters"),
    ("company", "x" * 501, "has 501 characters"),
)


async def test_what_does_not_hold_is_said_and_not_saved() -> None:
    app = ScreenApp(form())
    async with app.shown((80, 40)) as pilot:
        for name, text, problem in REFUSED:
            held = line(app, name).value
            line(app, name).value = text
            await wait_until(pilot, lambda problem=problem: problem in frame(app))  # type: ignore[misc]
            app.screen.set_focus(None)
            await pilot.press("ctrl+s")
            assert not app.is_over
            assert focused(app) == f"edit-{name}"
            line(app, name).value = held
            await wait_until(pilot, lambda problem=problem: problem not in frame(app))  # type: ignore[misc]


async def test_tab_arrows_and_enter_go_through_the_fields_and_enter_saves_in_the_last_line() -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        assert focused(app) == "edit-name"
        await pilot.press("tab")
        assert focused(app) == "edit-company"
        await pilot.press("down")
        assert focused(app) == "edit-title"
        await pilot.press("up", "shift+tab")
        assert focused(app) == "edit-name"
        await pilot.press("x", *["enter"] * 16)
        assert focused(app) == "edit-avoid_next"
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [{"name": "Ann Leex"}]


async def test_the_note_takes_lines_and_its_edges_lead_on() -> None:
    app = ScreenApp(form(start="note"))
    async with app.shown() as pilot:
        await pilot.press("enter", "z")
        assert app.screen.query_one(TextBox).text == "\nzone\ntwo"
        await pilot.press("up", "up")
        assert focused(app) == "edit-avoid_next"
        await pilot.press("down", "f2")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [{"note": "zone\ntwo"}]


async def test_the_mark_follows_the_focus() -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        await pilot.press("tab")
        await wait_until(pilot, lambda: "> Company" in frame(app) and "> Name" not in frame(app))


async def test_escape_leaves_at_once_when_nothing_was_changed() -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        await pilot.press("tab", "escape")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [None]


@pytest.mark.parametrize(("answer", "result"), [("s", {"name": "Ann Leex"}), ("d", None)])
async def test_escape_asks_whether_to_keep_changes(answer: str, result: object) -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        await pilot.press("x", "escape")
        await wait_until(pilot, lambda: "Keep changes?" in frame(app))
        await pilot.press(answer)
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [result]


async def test_escape_again_goes_on_editing_where_one_was() -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        await pilot.press("tab", "x", "escape")
        await wait_until(pilot, lambda: "Keep changes?" in frame(app))
        await pilot.press("z", "enter")  # no answers
        assert "Keep changes?" in frame(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: "Keep changes?" not in frame(app))
        assert focused(app) == "edit-company"
        await pilot.press("y")
        assert line(app, "company").value == "Acmexy"
        assert not app.is_over


async def test_a_click_into_a_field_goes_on_editing() -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        await pilot.press("x", "escape")
        await wait_until(pilot, lambda: "Keep changes?" in frame(app))
        assert await pilot.click("#edit-title")
        await wait_until(pilot, lambda: "Keep changes?" not in frame(app))
        assert focused(app) == "edit-title"
        assert not app.is_over


async def test_saving_something_bad_from_the_question_goes_to_it() -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        line(app, "emails").value = "nonsense"
        await pilot.press("escape")
        await wait_until(pilot, lambda: "Keep changes?" in frame(app))
        await pilot.press("s")
        await wait_until(pilot, lambda: focused(app) == "edit-emails")
        assert not app.is_over


async def test_a_question_can_be_answered_with_the_mouse() -> None:
    app = ScreenApp(form())
    async with app.shown() as pilot:
        await pilot.press("x", "escape")
        await wait_until(pilot, lambda: "Keep changes?" in frame(app))
        assert await pilot.click("#question", offset=(24, 0))  # "d drop"
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [None]


async def test_pasted_lines_become_items() -> None:
    app = ScreenApp(form(replace(ANN, emails=()), start="emails"))
    async with app.shown() as pilot:
        line(app, "emails").post_message(events.Paste("a@x.example\r\n\x1b]2;t\x07b@x.example\n"))
        await wait_until(pilot, lambda: bool(line(app, "emails").value))
        await pilot.press("f2")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [{"emails": ("a@x.example", "b@x.example")}]


@pytest.mark.parametrize("first", [0, 9, 18])
async def test_hostile_facts_are_shown_as_text_and_left_alone(first: int) -> None:
    texts = [*HOSTILE, *HOSTILE][first : first + 9]
    name, company, email, tag, topic, cadence, raised, avoided, note = texts
    contact = Contact(
        id=7, name=name, emails=(email,), tags=(tag,), topics=(topic,), cadence=cadence, raise_next=raised,
        avoid_next=avoided, note=note,
    )  # fmt: skip
    app = ScreenApp(form(contact, company, companies=HOSTILE))
    async with app.shown((80, 40)) as pilot:
        await pilot.press("tab")
        assert "\x1b" not in frame(app)
        assert "Edit" in frame(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.is_over)
    assert app.results == [None]


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_the_focused_field_and_how_to_save(size: tuple[int, int]) -> None:
    app = ScreenApp(form())
    async with app.shown(size) as pilot:
        for label in ("> Company", "> Title", "> E-mail", "> Phone", "> Tags", "> Topics", "> Cadence"):
            await pilot.press("down")
            await wait_until(pilot, lambda label=label: label in frame(app))  # type: ignore[misc]
        assert "F2 save" in frame(app)
