"""Filter, marks, views, companies, help, palette, panes, leaving."""

from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from followup_tui.tui.screens.help import HelpScreen
from followup_tui.tui.screens.palette import PaletteScreen
from tests.tui.pilot_app import Running, running


def names(it: Running) -> list[str]:
    """Who is listed."""
    rows = it.screen.people.rows
    return [rows[at].cells[2].text for at in range(len(rows)) if rows[at].kind == "row"]


def is_on(it: Running, name: str) -> bool:
    """Whether the cursor is on somebody of that name."""
    return it.screen.contact is not None and it.contact.name == name


async def test_the_filter_narrows_as_one_types_and_a_bad_field_keeps_the_last_good_list(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("g", "a", "slash")
        everybody = names(it)
        await it.type("muller")
        assert "Zoë Müller" in names(it)
        assert len(names(it)) < len(everybody)
        assert f"{len(names(it))} shown · /muller" in it.shown
        narrow = names(it)
        await it.type(" foo:")
        assert names(it) == narrow
        assert '"foo:" is not a field' in it.shown
        field = it.screen.query_one("#prompt Input", Input)
        field.value = "tag:data -tag:loose"
        await it.pilot.pause()
        tagged = names(it)
        assert tagged
        assert "is not a field" not in it.shown
        await it.press("enter")
        assert it.screen.people.has_focus
        assert names(it) == tagged
        await it.press("slash")
        assert field.value == "tag:data -tag:loose", "again / goes on with it"
        await it.press("escape")
        assert names(it) == everybody
        await it.press("slash")
        await it.type("nobody is called so")
        assert "Nobody matches. Esc clears" in it.shown
        await it.press("enter", "escape")
        assert names(it) == everybody


async def test_today_is_filtered_whole_those_who_wait_included(sample_file: Path) -> None:
    async with running(sample_file) as it:
        waiting = [entry.contact for entry in it.book.today().waiting]
        last = it.book.contacts[waiting[-1]]
        assert last.name not in names(it)
        await it.press("slash")
        await it.type(last.name)
        assert names(it) == [last.name]
        assert "1 shown" in it.shown
        await it.press("enter")
        assert it.contact.id == last.id
        await it.press("escape")
        assert len(names(it)) > 1


async def test_marks_act_on_all_at_once_and_one_undo_takes_all_back(sample_file: Path) -> None:
    async with running(sample_file) as it:
        marked = it.queue[:3]
        before = dict(it.book.contacts)
        await it.press("space", "space", "space")
        assert "3 marked:" in it.shown
        assert it.shown.count("\n x") + it.shown.count("\n>x") == 3
        await it.press("s", "w")
        assert all(it.book.contacts[one].snoozed_until for one in marked)
        assert it.review.marks == frozenset()
        assert it.said == "Snoozed: 3 people until Mon 9 Mar"
        assert not set(marked) & set(it.queue)
        await it.press("u")
        assert dict(it.book.contacts) == before
        assert set(marked) <= set(it.queue)

        await it.press("g", "a", "asterisk")
        assert f"{len(it.book.contacts)} marked:" in it.shown
        await it.press("asterisk")
        assert "marked:" not in it.shown
        await it.press("space", "escape")
        assert "marked:" not in it.shown

        await it.press("g", "t", "space", "space")
        count = len(it.book.interactions)
        await it.prompt("l", "event meetup in Leeds")
        await it.until(lambda: len(it.book.interactions) == count + 1)
        assert len(it.newest.contacts) == 2
        await it.press("u")
        assert len(it.book.interactions) == count


async def test_views_are_reached_by_every_way_and_keep_their_place(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("j", "j")
        here = it.contact.id
        for keys, title in (
            (("right_square_bracket",), f"[All {len(it.book.contacts)}]"),
            (("right_square_bracket",), f"[Companies {len(it.book.companies)}]"),
            (("right_square_bracket",), "[Today 9]"),
            (("left_square_bracket",), "[Companies"),
            (("g", "a"), "[All"),
            (("g", "c"), "[Companies"),
            (("g", "t"), "[Today 9]"),
        ):
            await it.press(*keys)
            assert title in it.shown, keys
        assert it.contact.id == here
        for keys in (("g", "t"), ("/", "escape")):
            await it.press("g", "L")
            await it.until_said("You are not looking; g l begins.")
            await it.press(*keys)
            await it.until(lambda: not it.screen.status_line.status.problem)
        await it.press("g", "9")
        assert "[Today 9]" in it.shown
        await it.press("g", "a", "q")
        assert "[Today 9]" in it.shown
        assert it.app.is_running


async def test_a_company_leads_to_its_people_and_back(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("g", "c", "j")
        await it.settled()
        company = it.screen.current
        assert company is not None
        name = it.book.companies[company].name
        assert f"── {name} " in it.shown
        assert it.screen.contact is None
        before = dict(it.book.contacts)
        await it.press("D", "s", "n", "Y", "i")
        assert dict(it.book.contacts) == before
        await it.press("enter")
        assert "[All" in it.shown
        assert names(it) == [
            one.name for one in sorted(it.book.people_at(company), key=lambda one: names(it).index(one.name))
        ]
        await it.press("escape")
        assert len(names(it)) == len(it.book.contacts)


async def test_help_runs_what_it_shows_and_says_what_does_not_work_now(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("question_mark")
        await it.until(lambda: isinstance(it.app.screen, HelpScreen))
        assert "not now: A blank is left in the message." in it.shown
        await it.press(*"go to the comp", "enter")
        await it.until(lambda: not isinstance(it.app.screen, HelpScreen))
        await it.until(lambda: "[Companies" in it.shown)
        await it.press("g", "t", "question_mark")
        first = it.queue[0]
        await it.press("down", "down", "down", "down", "enter")
        await it.until(lambda: first not in it.queue)


async def test_the_palette_finds_people_companies_and_commands(sample_file: Path) -> None:
    async with running(sample_file) as it:
        for text, comes in (("wanjiru", "Wanjiru Kamau"), ("Ann [/] Lee", "Ann [/] Lee")):
            if text != "wanjiru":
                await it.prompt("a", text)
                await it.until(lambda: not it.screen.prompt.is_open)
            await it.press("colon")
            await it.until(lambda: isinstance(it.app.screen, PaletteScreen))
            await it.type(text)
            assert comes in it.shown
            await it.press("enter")
            await it.until(lambda: not isinstance(it.app.screen, PaletteScreen))
            await it.until(partial(is_on, it, comes))
        await it.press("colon")
        await it.type("next view")
        await it.press("enter")
        await it.until(lambda: "[Companies" in it.shown)


async def test_zoom_and_panes(sample_file: Path) -> None:
    async with running(sample_file) as it:
        await it.press("z")
        assert "── Message" not in it.shown
        assert "by urgency" in it.shown
        await it.press("q")
        assert "── Message" in it.shown
        await it.press("tab")
        assert it.screen.timeline.has_focus
        last = it.shown.split("\n")[-1]
        assert last.count("Enter ") == 1
        assert "Enter open" in last
        await it.press("z")
        assert "by urgency" not in it.shown
        await it.press("z", "enter")
        await it.until(lambda: it.on_top("WholeText"))
        assert it.book.interactions_of(it.queue[0])[0].text[:9] in it.shown or "Send Aoife" in it.shown
        await it.press("escape", "tab")
        assert it.state == "ready"
        await it.press("shift+tab", "shift+tab")
        assert it.screen.people.has_focus


@pytest.mark.parametrize("size", [(40, 10), (60, 16)])
async def test_one_pane_at_a_time_where_there_is_no_more_room(sample_file: Path, size: tuple[int, int]) -> None:
    async with running(sample_file, size=size) as it:
        first, second = (it.book.contacts[one].name for one in it.queue[:2])
        assert f"── {first}" in it.shown
        why = next((line for line in it.shown.splitlines() if "   why:" in line), "…")
        assert why.endswith("…"), "what is cut says so"
        await it.press("n")
        assert f"── {second}" in it.shown
        await it.press("tab", "tab")
        assert it.state == "ready"
        await it.press("tab")
        await it.settled()
        assert "by urgency" in it.shown
        assert f"── {second}" not in it.shown
        await it.press("enter")
        assert it.state == "writing"
        await it.type("Hello there")
        assert "Hello there" in it.shown


@pytest.mark.parametrize(
    ("keys", "ends"),
    [
        (("q",), True),
        (("g", "a", "q"), False),
        (("g", "a", "Q"), True),
        (("tab", "q"), False),
        (("tab", "q", "q"), True),
    ],
)
async def test_q_goes_one_level_back_and_at_the_top_it_quits(
    sample_file: Path, keys: tuple[str, ...], ends: bool
) -> None:
    async with running(sample_file) as it:
        await it.press("n", *keys)
        if ends:
            await it.until(lambda: it.app._exit)
            assert it.app.return_code == 0
            assert it.book.store.saved
        else:
            await it.pilot.pause()
            assert not it.app._exit


async def test_refresh_takes_in_who_became_due(sample_file: Path) -> None:
    async with running(sample_file) as it:
        skipped = it.contact.id
        await it.press("n")
        queue = it.queue
        await it.press("g", "r")
        assert it.said == "The list is as of now"
        assert skipped not in it.queue
        assert set(queue) <= set(it.queue)


async def test_a_company_is_changed_in_its_form(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        company = next(one for one in it.book.companies.values() if one.name == "Fjordlys Analytics")
        it.screen.go_to("company", company.id)
        await it.until(lambda: "keep it warm" in it.shown)
        await it.press("e")
        await it.until(lambda: it.on_top("CompanyForm"))
        it.app.screen.query_one("#edit-name", Input).value = "[red]Fjord[/] AS"
        it.app.screen.query_one("#edit-cadence", Input).value = "2 years"
        await it.press("f2")
        await it.until_said("Changed [red]Fjord[/] AS")
        now = it.book.companies[company.id]
        assert (now.cadence, now.aliases) == ("2 years", (*company.aliases, "Fjordlys Analytics"))
        assert "[red]Fjord[/] AS" in it.shown
