"""WHO: whom a person means."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup_tui.actions import people
from followup_tui.actions.who import Nobody, Several, find_contact
from followup_tui.model.ids import short
from tests.desk import Desk, desk_in_a_folder_of_its_own

PEOPLE = (
    "Ann Lee <ann@x.org> @Fisher Diagnostics",
    "Anna Leeds @Acme",
    "Annette Moss @Fisher Diagnostics",
    "Søren Dahl",
    "Jürgen Müller <jm@acme.example> @Acme",
    "佐藤 美咲",
    "Bo Ann Carr",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = Desk(tmp_path_factory.mktemp("who") / "followup.json")
    for line in PEOPLE:
        made.add(line)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee", "Ann Lee"),
        ("ann lee", "Ann Lee"),
        ("an le fisher", None),
        ("ann l", ["Ann Lee", "Anna Leeds"]),
        ("leeds", "Anna Leeds"),
        ("soren", "Søren Dahl"),
        ("MULLER", "Jürgen Müller"),
        ("ju mu", "Jürgen Müller"),
        ("美咲", "佐藤 美咲"),
        ("ann@x.org", "Ann Lee"),
        ("ANN@X.ORG", "Ann Lee"),
        ("ann@fisher", ["Ann Lee", "Annette Moss"]),
        ("annette@fisher", "Annette Moss"),
        ("@acme", ["Anna Leeds", "Jürgen Müller"]),
        ("jm@", "Jürgen Müller"),
        ("carr", "Bo Ann Carr"),
        ("  Ann   Lee ", "Ann Lee"),
        ("ann", ["Ann Lee", "Anna Leeds", "Annette Moss", "Bo Ann Carr"]),
        ("zoe", None),
        ("", None),
    ],
)
def test_a_name_part_address_or_company(desk: Desk, text: str, name: str | list[str] | None) -> None:
    if isinstance(name, str):
        assert find_contact(desk.book, text).name == name
    elif name is None:
        with pytest.raises(Nobody) as nobody:
            find_contact(desk.book, text)
        assert str(nobody.value).endswith(".")
    else:
        with pytest.raises(Several) as several:
            find_contact(desk.book, text)
        assert [one.name for one in several.value.matches] == name


def test_an_id_whole_short_or_begun(desk: Desk) -> None:
    for contact in desk.book.contacts.values():
        assert find_contact(desk.book, str(contact.id)) == contact
        assert find_contact(desk.book, short(contact.id)) == contact
        assert find_contact(desk.book, short(contact.id).lower()) == contact
        assert find_contact(desk.book, short(contact.id)[:-1]) == contact


def test_a_beginning_of_several_ids_is_told(desk: Desk) -> None:
    with pytest.raises(Several):
        find_contact(desk.book, short(min(desk.book.contacts))[:4])


def test_the_archived_are_meant_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    ann = desk.add("Ann Lee")
    people.archive(desk.book, ann)
    assert find_contact(desk.book, "ann").id == ann.id
    desk.store.close()


@given(st.text(max_size=30))
@example("9" * 5000)
@example("²")
@example("-")
def test_any_text_means_somebody_nobody_or_several(text: str) -> None:
    with desk_in_a_folder_of_its_own() as desk:
        desk.add("Ann Lee @Fisher")
        with suppress(Nobody, Several):
            find_contact(desk.book, text)
