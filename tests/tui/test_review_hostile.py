"""Text from outside is data: hostile names, notes and messages on every screen, none of it obeyed."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.book import Book
from followup_tui.model.records import Company, Contact, Interaction, Interview, Position
from followup_tui.model.words import Channel, Direction, Outcome
from followup_tui.samples import write_network
from followup_tui.tui.text import cells
from tests.conftest import TODAY
from tests.tui.frames import HOSTILE
from tests.tui.pilot_app import Running, control_characters, open_again, running

LITERAL = ("Smith [/] Co", "[TODO] call", "50% [10%] off", "[$foo]v", "x [/foo] y")
SAVED = [name for name in HOSTILE if "\ud800" not in name]


def hostile_network(path: Path) -> None:
    """A file in which every text of every record is hostile. Written as records, past every check of the actions."""
    records: list[Company | Contact | Interview | Interaction] = []
    for at, text in enumerate(SAVED):
        number = at + 1
        company, contact = 1000 + number, 2000 + number
        records.append(Company(id=company, name=text or "-", place=text, note=text))
        records.append(Contact(
            id=contact, name=text or "-", positions=(Position(company=company, title=text),), place=text, note=text,
            emails=("ann@x.example",), tags=(text or "t",), topics=(text,), how_met=text, raise_next=text,
            avoid_next=text, added_on=TODAY,
        ))  # fmt: skip
        records.append(Interview(
            id=3000 + number, company=company, contacts=(contact,), role=text, ended=TODAY.replace(year=2024),
            outcome=Outcome.REJECTED, story=text, feedback=text, offer=text, reason=text,
        ))  # fmt: skip
        records.append(Interaction(
            id=4000 + number, contacts=(contact,), on=TODAY.replace(year=2025), channel=Channel.EMAIL,
            direction=Direction.IN, subject=text, text=f"{text}\n{text}",
        ))  # fmt: skip
    write_network(path, records)


@pytest.fixture
def hostile_file(tmp_path: Path) -> Path:
    """A data file with nothing but hostile text."""
    path = tmp_path / "network" / "followup.json"
    path.parent.mkdir()
    hostile_network(path)
    return path


def check(it: Running, width: int) -> str:
    """Nothing to be obeyed on the screen, and no line over the width; gives the screen."""
    shown = it.shown
    assert control_characters(shown) == set()
    assert all(cells(line) <= width for line in shown.split("\n"))
    return shown


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (200, 50)])
async def test_every_view_and_dialog_shows_hostile_text_and_obeys_none(
    hostile_file: Path, size: tuple[int, int]
) -> None:
    async with running(hostile_file, size=size) as it:
        seen = check(it, size[0])
        for number in it.queue[:4]:
            await it.go_to(number)
            seen += check(it, size[0])
        for keys in (
            ("enter",), ("escape", "q", "tab", "enter"), ("escape", "q", "s"), ("escape", "p"), ("escape", "l"),
            ("escape", "e"), ("escape", "question_mark"), ("escape", "colon"), ("escape", "n"), ("u",),
            ("g", "a"), ("z", "g", "c"), ("enter",), ("q", "g", "t", "slash"), ("escape",),
        ):  # fmt: skip
            await it.press(*keys)
            await it.pilot.pause()
            seen += check(it, size[0])
        if size[0] == 200:
            for text in LITERAL:
                assert text in seen, text
            assert it.app.is_running


async def test_hostile_text_is_logged_added_sent_and_undone_literally(hostile_file: Path) -> None:
    async with running(hostile_file, size=(120, 36)) as it:
        for text in ("[/] [b]x[/b] [@click=app.bell]hi[/]", "tail\\", "[TODO] {{ 7*7 }} {% x %}"):
            await it.prompt("l", f"note {text}")
            await it.until(lambda: not it.screen.prompt.is_open)
            assert it.newest.text.endswith(text)
            check(it, 120)
            await it.prompt("a", f"+{text}")
            await it.until(lambda: not it.screen.prompt.is_open)
            check(it, 120)
        await it.press("enter")
        await it.type("[/] {{ contact.name }} \\ [red]")
        for _ in range(8):
            if it.state == "ready" and not it.screen.compose_pane.blanks:
                break
            if it.screen.compose_pane.blanks:
                it.screen.compose_pane.exchange("s", "[/] {{ contact.name }} \\ [red]")
            await it.press("escape")
        text = it.body
        await it.press("enter")
        await it.until(lambda: bool(it.outside.copied))
        assert it.outside.copied[-1] == text
        await it.settled()
        check(it, 120)
        await it.press("u")
        assert it.body == text
        check(it, 120)


def test_a_hostile_file_reads_back_as_it_was(hostile_file: Path) -> None:
    store, book = open_again(hostile_file)
    assert isinstance(book, Book)
    names = [one.name for one in book.contacts.values()]
    store.close(5)
    assert len(names) == len(SAVED)
    assert replace(Contact(id=1, name="x"), name="[/]").name == "[/]"
