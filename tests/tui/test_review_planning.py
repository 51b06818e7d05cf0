"""The weeks ahead, in the app."""

from pathlib import Path

from followup_tui.tui.plan_rows import load_words, people_of, weekday_month, weeks_of
from tests.tui.frames import frame
from tests.tui.pilot_app import Running, running


def plan_shown(it: Running) -> str:
    """What the plan view shows, once it has planned."""
    return frame(it.app) if it.on_top("PlanView") else ""


async def test_the_plan_goes_from_weeks_to_days_to_people_and_to_somebody_in_the_main_view(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("g", "w")
        await it.until(lambda: "keeps about" in plan_shown(it))
        ahead = it.book.plan_ahead(26)
        assert load_words(weeks_of(ahead)[0].days) in it.shown
        await it.press("enter", "j", "enter")
        tomorrow = ahead.days[1]
        await it.until(lambda: f"{weekday_month(tomorrow.date)}: {len(tomorrow.planned)} check-ins" in plan_shown(it))
        names = [it.book.contacts[who.contact].name for who in people_of([tomorrow])]
        assert all(name in it.shown for name in names)
        await it.press("enter")
        await it.until(lambda: it.review.view == "all" and it.contact.name == names[0])
        await it.press("g", "w")
        await it.until(lambda: f"{weekday_month(tomorrow.date)}:" in plan_shown(it))
