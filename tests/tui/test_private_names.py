"""R: whoever looks over a shoulder, or at a shared screen, reads initials."""

import re
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.widgets import Input

from followup_tui.model.clean import folded
from followup_tui.model.records import Contact
from followup_tui.tui.private_names import Initials, initials
from followup_tui.tui.secrets_on_screen import Secrets, bare
from followup_tui.tui.text import fit, wrap
from tests.tui.pilot_app import Running, open_again, running

NAMES = Secrets([Contact(name="Søren Dahl"), Contact(name="佐藤 美咲"), Contact(name="Ann Lee", given="Ann")])


def test_names_shrink_wherever_they_stand_and_other_words_stay() -> None:
    line = "> Søren Dahl wrote to Ann: “Annual plan, Ann Lee?” ann.lee@x.org"
    assert initials(line, NAMES, "·") == "> S···· D··· wrote to A··: “Annual plan, A·· L··?” a············"
    assert initials("佐藤 美咲 2d", NAMES, "·") == "佐·· 美·· 2d"
    assert initials("SOREN soren", NAMES, ".") == "S.... s...."


@given(st.text())
def test_nothing_on_the_screen_moves(text: str) -> None:
    assert cell_len(initials(text, NAMES, "·")) == cell_len(text)


PERSON = Contact(
    name="Bartholomew Featherstonehaugh", given="Bartholomew", family="Featherstonehaugh",
    emails=("bfish77@northgate.example", "b.featherstonehaugh@very-long-domain.example"),
    linkedin="https://www.linkedin.com/in/barty-f%C3%A9-77", phones=("+44 (0)20 7946 0958", "0555-0001234"),
    urls=("https://featherstonehaugh.example/",),
)  # fmt: skip
OF_PERSON = Secrets([PERSON])


def leaks(shown: str, contacts: Collection[Contact]) -> set[str]:
    """What of anybody can be read: words of three letters and more, addresses, profiles, numbers."""
    words = {folded(one) for one in re.findall(r"[^\W\d_]{3,}", shown)}
    known = {
        folded(word) for one in contacts for word in re.findall(r"[^\W\d_]{3,}", f"{one.name} {one.given} {one.family}")
    }
    digits = re.sub(r"(?<=\d)[ ()./-]+(?=\d)", "", shown)
    found = words & known
    for one in contacts:
        slug = bare(one.linkedin).rpartition("/")[2]
        found |= {text for text in (*one.emails, *one.urls, *([slug] if len(slug) > 2 else [])) if text in shown}
        found |= {phone for phone in one.phones if re.sub(r"\D", "", phone) in digits}
    return found | set(re.findall(r"\w{2,}@\w+", shown))


_TEXTS = st.lists(
    st.sampled_from([
        PERSON.name, "Featherstonehaugh, B.", *PERSON.emails, PERSON.linkedin, f"linkedin to {PERSON.linkedin}",
        "barty-f\u00e9-77", *PERSON.phones, "tel. 02079460958 at home", PERSON.urls[0], "wrote to", "·", "2026-03-02",
        f"“{PERSON.name}?”", f"Hi {PERSON.given},", f"<{PERSON.emails[0]}>", "Acme",
    ]),
    min_size=1, max_size=5,
).map(" ".join)  # fmt: skip


@given(_TEXTS, st.integers(1, 60), st.integers(1, 70), st.sampled_from("…~"), st.booleans())
def test_whatever_the_width_and_the_styles_nobody_can_be_read(
    text: str, width: int, cursor: int, ellipsis: str, typed: bool
) -> None:
    hide = Initials("·", lambda: OF_PERSON, typed=typed)
    for line in (fit(text, width, ellipsis=ellipsis), f" {text} ", *wrap(text, width), *wrap(text, width, 2)):
        cut = min(cursor, len(line) - 1)
        styled = [Segment(line[:cut]), Segment(line[cut : cut + 1], Style(reverse=True)), Segment(line[cut + 1 :])]
        shown = hide.apply(styled, Color(0, 0, 0))
        assert leaks("".join(one.text for one in shown), [PERSON]) == set()
        assert [cell_len(one.text) for one in shown] == [cell_len(one.text) for one in styled]
        assert [one.style for one in shown] == [one.style for one in styled]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bartholomew Featherstoneh… Acme", "B·········· F············… Acme"),
        ("Bartholo~", "B·······~"),
        ("Ba… or Fe… of Acme", "Ba… or Fe… of Acme"),
        ("bfish7… +4420794… 20…", "b·····… +·······… 20…"),
        ("tholomew Feather, olomew", "t······· Feather, olomew"),
        ("https://featherstonehaugh.example/ is the page", "h································/ is the page"),
    ],
)
def test_what_is_cut_off_is_known_by_its_piece(text: str, shown: str) -> None:
    assert initials(text, OF_PERSON, "·") == shown


def test_a_name_is_hidden_while_it_is_typed_and_where_the_line_is_scrolled() -> None:
    assert initials(" rtholomew and Feath", OF_PERSON, "·", typed=True) == " r········ and F····"
    assert initials(" Barty and co", OF_PERSON, "·", typed=True) == " Barty and co"


async def _read_everything(it: Running) -> None:
    """Looks at every view, dialog and field, at several sizes, and expects nobody."""
    people = list(it.book.contacts.values())

    async def look() -> None:
        await it.pilot.pause()
        assert leaks(it.shown, people) == set(), it.shown

    for width, height in ((200, 50), (80, 24), (47, 30)):
        await it.pilot.resize_terminal(width, height)
        await it.settled()
        for key in ("a", "c", "t"):
            await it.press("g", key)
            await it.settled()
            await look()
    await it.press("s")
    await look()
    await it.press("escape", "l")
    await look()
    await it.press("escape", "slash", *it.contact.name[:4])
    await look()
    await it.press("escape", "e")
    await it.until(lambda: it.on_top("EditForm"))
    for _ in range(9):
        field = it.app.focused
        for place in (3, 200) if isinstance(field, Input) else ():
            assert isinstance(field, Input)
            field.cursor_position = place
            await look()
        await it.press("tab")
    await look()
    await it.press("escape", "colon")
    await it.until(lambda: it.on_top("PaletteScreen"))
    await it.type(people[0].name[:5])
    await look()
    await it.press("escape")


async def test_nobody_can_be_read_on_any_screen_while_initials_are_shown(sample_file: Path) -> None:
    store, book = open_again(sample_file)
    with book.transaction("Long", "edit") as change:
        first = book.contacts[book.today().planned[0].contact]
        mine = {name: getattr(PERSON, name) for name in ("name", "given", "family", "emails", "linkedin", "phones")}
        change.put(replace(first, **mine))
    store.close(5)
    async with running(sample_file, size=(120, 36)) as it:
        await it.press("R")
        await it.until(lambda: "Only initials" in it.shown)
        await _read_everything(it)


async def test_who_is_added_or_renamed_while_initials_are_shown_is_hidden_too(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        former = it.contact
        await it.press("R")
        with it.book.transaction("Rename", "edit") as change:
            change.put(replace(former, name="Zebedee Quux", given="", family=""))
        it.screen.redraw(former.id)
        await it.settled()
        assert "Zebedee" not in it.shown
        await it.press("u")
        await it.settled()
        assert leaks(it.shown, [former]) == set()
        assert "Quux" not in it.shown


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
