"""What the Done screen says of a day: no contradiction between its first line and the rest."""

from datetime import date
from pathlib import Path

from followup_tui.actions import touch
from followup_tui.actions.plan_settings import with_plan
from followup_tui.model.settings import Away, Plan, Settings
from followup_tui.tui.done_words import done_lines
from followup_tui.tui.review import Review
from tests.desk import MONDAY, Desk


def said(desk: Desk) -> list[str]:
    review = Review(desk.book, "+")
    return ["".join(piece.text for piece in line) for line in done_lines(review, review.tally([]))]


def test_an_empty_network_names_all_three_ways_to_begin(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    review = Review(desk.book, "+")
    review.view = "all"
    for words in (said(desk)[-1], review.empty_words()):
        assert words.endswith("a adds a person, I imports a file, A enters an interview.")
    desk.store.close()


def test_who_was_skipped_is_due_still_and_a_day_away_is_no_free_day(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json", settings=Settings(plan=Plan(per_day=1, courtesy_days=0)))
    for name in ("Ann Lee", "Bo Carr"):
        desk.add(f"{name} every 3-6 months")
    for contact in list(desk.book.contacts.values()):
        touch.skip(desk.book, contact)
    lines = said(desk)
    assert lines[0] == "Nobody is left for today."
    assert any(line.startswith("skipped today") and line.endswith("2 people") for line in lines)
    away = Away(first=MONDAY, last=MONDAY)
    desk.book.use_settings(with_plan(desk.book.settings, away=(away,)))
    assert said(desk)[0] == "You are away: nothing is planned."
    desk.book.use_settings(with_plan(desk.book.settings, away=(), holidays=(date(2026, 11, 23), MONDAY)))
    assert said(desk)[0] == f"{MONDAY:%a} is a day off: nothing is planned."
    desk.store.close()


def test_who_was_moved_to_another_day_is_not_ticked_as_done(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee")
    review = Review(desk.book, "+")
    review.handle(ann.id, "moved")
    rows = review.rows()
    shown = ["|".join(cell.text for cell in row.cells) for row in map(rows.__getitem__, range(len(rows))) if row.cells]
    assert any("=" in line and "moved" in line and "+" not in line for line in shown), shown
    desk.store.close()
