"""Looking again, in the app."""

from pathlib import Path

from tests.tui.pilot_app import running


async def test_the_search_is_begun_in_a_line_planned_by_days_and_ended(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("g", "L")
        await it.until_said("You are not looking")
        await it.press("g", "l")
        await it.type("a product role in Oslo")
        await it.press("enter")
        await it.until(lambda: it.review.view == "looking" and "[Looking]" in it.shown)
        await it.until(lambda: it.screen.prompt.is_open)
        await it.press("escape")
        first = it.book.approaches()[0]
        await it.until(lambda: it.contact.id == first.contact)
        assert first.reasons[0].words[:20] in it.shown
        assert "── " in it.shown.splitlines()[2], "the first day stands above the first person"
        await it.press("g", "f")
        await it.until(lambda: it.on_top("WholeText") and "WHOM TO ASK FIRST" in it.shown)
        await it.press("q", "]")
        await it.until(lambda: it.review.view == "today")
        await it.press("g", "L")
        await it.until_said("Back to keeping warm")
        assert "Looking" not in it.shown
        assert it.book.settings.looking.since is None
