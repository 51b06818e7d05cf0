"""R: whoever looks over a shoulder, or at a shared screen, reads initials."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from followup_tui.model.records import Contact
from followup_tui.tui.private_names import initials, names_of
from tests.tui.pilot_app import running

NAMES = names_of([Contact(name="Søren Dahl"), Contact(name="佐藤 美咲"), Contact(name="Ann Lee", given="Ann")])


def test_names_shrink_wherever_they_stand_and_other_words_stay() -> None:
    line = "> Søren Dahl wrote to Ann: “Annual plan, Ann Lee?” ann.lee@x.org"
    assert initials(line, NAMES, "·") == "> S···· D··· wrote to A··: “Annual plan, A·· L··?” a············"
    assert initials("佐藤 美咲 2d", NAMES, "·") == "佐·· 美·· 2d"
    assert initials("SOREN soren", NAMES, ".") == "S.... s...."


@given(st.text())
def test_nothing_on_the_screen_moves(text: str) -> None:
    assert cell_len(initials(text, NAMES, "·")) == cell_len(text)


async def test_the_whole_screen_hides_names_and_shows_them_again(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        name = it.contact.name
        first = it.contact.first_name
        assert name in it.shown
        await it.press("R")
        await it.until(lambda: "Only initials" in it.shown)
        assert name not in it.shown
        assert f"Hi {first}" not in it.shown
        assert f"{first[0]}{'·' * (len(first) - 1)} " in it.shown
        await it.press("question_mark")
        await it.settled()
        await it.press("escape", "colon")
        await it.type(first[:3])
        await it.settled()
        assert name not in it.shown
        await it.press("escape", "R")
        await it.until(lambda: name in it.shown)
