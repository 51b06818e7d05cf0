"""What people gave and where they went, in the app."""

from pathlib import Path

from followup_tui.model.words import ResultKind
from tests.tui.pilot_app import running


async def test_a_result_of_an_interaction_a_move_and_the_tree_that_leads_to_whom(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        giver = it.contact
        newest = it.book.interactions_of(giver.id)[0]
        await it.press("tab")
        while it.screen.timeline.cursor_key != ("interaction", newest.id):
            await it.press("j")
        await it.press("r")
        assert it.screen.prompt.is_open
        await it.type("lead @[red]Nova[/] Wind, CTO: ask for 佐藤")
        await it.until(lambda: "[red]Nova[/] Wind (new) · CTO · “ask for 佐藤”" in it.shown)
        await it.press("enter")
        await it.until_said(f"{giver.name} gave: lead to CTO at [red]Nova[/] Wind")
        (made,) = [one for one in it.book.results_of(giver.id) if one.on == it.book.as_of]
        assert (made.kind, made.note, made.interaction) == (ResultKind.LEAD, "ask for 佐藤", newest.id)
        await it.press("m")
        await it.type("[red]Nova[/] Wind, CEO")
        await it.press("enter")
        await it.until_said(f"{giver.name} is at [red]Nova[/] Wind as CEO now")
        await it.press("g", "o")
        await it.until(lambda: it.on_top("LineageScreen") and "lead: CTO at [red]Nova[/] Wind" in it.shown)
        it.app.screen._list.move_to(("results", made.id))  # type: ignore[attr-defined]  # the tree's list
        await it.press("enter")
        await it.until(lambda: it.on_top("ReviewScreen") and it.contact.id == giver.id)
        await it.press("u", "u")
        await it.until_said("Undid: Result of")
        assert it.book.contacts[giver.id].positions == giver.positions
