"""What holds of every import: it can be repeated, and in whatever order files come, nobody is lost."""

import csv
import io
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from followup_tui.exchange.connections_csv import read_connections
from followup_tui.exchange.rows import ImportedPerson
from followup_tui.model.validation import problems_of
from tests.exchange.planning import LATER, figures, kept, network, person, plan

WORDS = st.sampled_from(["Ann", "A.", "Anna", "John", "Lee", "Léé", "Kim", "Smith"])
NAMES = st.one_of(WORDS, st.tuples(WORDS, WORDS).map(" ".join))
COMPANIES = st.sampled_from(["", "", "Fisher", "FISHER", "Gauss"])
SOURCES = st.sampled_from(["linkedin", "vcard"])


def _some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


@st.composite
def people(draw: st.DrawFn) -> ImportedPerson:
    """People of a small world, so that they often share what they are recognised by."""
    fields: dict[str, Any] = {
        "company": draw(COMPANIES),
        "title": draw(st.sampled_from(["", "CTO"])),
        "emails": draw(_some("a@x.org", "A@X.org", "b@x.org")),
        "phones": draw(_some("+41 44 123 45 67", "044 123 45 67", "0041441234567")),
        "met_on": draw(st.sampled_from(["", "2021-02-08", "2019-05-01"])),
        "tags": draw(_some("vip", "old")),
    }
    slug = draw(st.sampled_from(["", "", "ann", "john"]))
    uid = draw(st.sampled_from(["", "", "vcard:1", "vcard:2"]))
    made = person(draw(NAMES), slug=slug, **fields) if slug else person(draw(NAMES), **fields)
    return ImportedPerson(**{**_fields(made), "keys": (*made.keys, *((uid,) if uid else ()))})


def _fields(made: ImportedPerson) -> dict[str, Any]:
    return {field: getattr(made, field) for field in made.__struct_fields__}


FILES = st.lists(people(), max_size=8)


@given(FILES, SOURCES)
def test_importing_the_same_file_twice_changes_nothing(file: list[ImportedPerson], source: str) -> None:
    into = network()
    first = plan(file, into, source)
    again = kept(into)
    assert figures(plan(file, again, source, LATER)) == (0, 0, len(first.new))
    assert not again.changed_contacts
    assert not again.changed_companies


@given(FILES, SOURCES, FILES, SOURCES)
def test_a_file_can_be_repeated_after_another(
    one: list[ImportedPerson], first: str, other: list[ImportedPerson], second: str
) -> None:
    into = network()
    plan(one, into, first)
    into = kept(into)
    plan(other, into, second)
    into = kept(into)
    again = plan(other, into, second, LATER)
    assert figures(again)[:2] == (0, 0)


# Two cards of an address book have what LinkedIn knows as one person: the card made a second contact of the profile.
_TWO_CARDS = [
    ([person("Ann", company="Fisher", keys=("vcard:1",))], "linkedin"),
    ([person("Ann", keys=("linkedin:ann", "vcard:1"))], "linkedin"),
    ([person("Ann", keys=("vcard:1",)), person("Ann", slug="ann")], "linkedin"),
]
# The key of a younger contact came to an older one, and then led the younger one's row there.
_OLDER_DOUBLE = [
    ([person("Ann Ann", slug="john")], "vcard"),
    ([person("Ann Ann", linkedin="https://www.linkedin.com/in/ann", keys=("linkedin:ann", "vcard:1"))], "vcard"),
    ([person("Ann", linkedin="https://www.linkedin.com/in/john", keys=("linkedin:john", "vcard:1"))], "vcard"),
]
# Somebody whose profile another contact has already is known by name and day: the profile has to find them again.
_TWO_OF_ONE_PROFILE = [
    (
        [
            person("Ann", slug="john", emails=("a@x.org",)),
            person("Ann", slug="ann", emails=("a@x.org",)),
            person("Ann", met_on="2019-05-01"),
        ],
        "linkedin",
    ),
    ([person("Ann", slug="john"), person("Ann", slug="ann", met_on="2019-05-01")], "linkedin"),
    ([person("Ann", slug="john"), person("Ann", slug="ann")], "vcard"),
]
# An address book tells the title of a job that LinkedIn tells of only later, without one.
_TITLE_TOLD_EARLY = [
    ([person("Ann", emails=("a@x.org",), company="Gauss")], "linkedin"),
    ([person("Ann", emails=("a@x.org",), company="Fisher", title="CTO")], "vcard"),
    ([person("Ann", emails=("a@x.org",), company="Fisher")], "linkedin"),
]
# A job that was left is told again without its title.
_LEFT_WITH_A_TITLE = [
    ([person("Ann", company="Gauss", title="CTO")], "vcard"),
    ([person("Ann", company="Gauss", keys=("vcard:1",))], "linkedin"),
    ([person("Ann", company="Fisher", keys=("vcard:1",))], "linkedin"),
]


@example(_TWO_CARDS)
@example(_OLDER_DOUBLE)
@example(_TWO_OF_ONE_PROFILE)
@example(_TITLE_TOLD_EARLY)
@example(_LEFT_WITH_A_TITLE)
@given(st.lists(st.tuples(FILES, SOURCES), max_size=3))
def test_several_files_can_be_repeated_together(files: list[tuple[list[ImportedPerson], str]]) -> None:
    into = network()
    for file, source in files:
        plan(file, into, source)
    again = kept(into)
    for file, source in files:
        plan(file, again, source, LATER)
    assert not again.changed_contacts
    assert not again.changed_companies


@given(FILES, SOURCES, FILES, SOURCES)
def test_in_either_order_of_files_nobody_is_lost(
    one: list[ImportedPerson], first: str, other: list[ImportedPerson], second: str
) -> None:
    files = ((one, first), (other, second))
    for order in (files, files[::-1]):
        into = network()
        for file, source in order:
            plan(file, into, source)
            into = kept(into)
        known = {email.casefold() for contact in into.contacts.values() for email in contact.emails}
        assert known == {email.casefold() for row in (*one, *other) for email in row.emails}
        keys = {key for contact in into.contacts.values() for key in contact.keys}
        assert keys >= {key for row in (*one, *other) for key in row.keys}


CELLS = st.one_of(
    st.text(max_size=30),
    st.text(min_size=180, max_size=700),
    st.sampled_from(["ﷺ" * 199, "a@b", "08 Feb 2021", "\u200d"]),
)


@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=4))
def test_whatever_a_table_holds_what_is_kept_is_sound(rows: list[list[str]]) -> None:
    table = io.StringIO(newline="")
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    csv.writer(table).writerows([header, *rows])
    into = network()
    read = list(read_connections(table.getvalue().encode(errors="replace"), "Connections.csv").rows)
    plan(read, into)
    for record in (*into.contacts.values(), *into.companies.values()):
        assert list(problems_of(record)) == []


STRANGERS = st.sampled_from(["Ann Lee", "John Lee", "Zoë Kim", "Bob Kim", "Li Wang", "Sven Berg"])


@given(st.lists(st.tuples(STRANGERS, people()), max_size=6, unique_by=lambda row: row[0]), SOURCES)
def test_people_of_other_names_stay_apart_whatever_they_share(
    rows: list[tuple[str, ImportedPerson]], source: str
) -> None:
    file = [ImportedPerson(**(_fields(row) | _named(name) | {"keys": (), "linkedin": ""})) for name, row in rows]
    into = network()
    plan(file, into, source)
    assert sorted(contact.name for contact in into.contacts.values()) == sorted(name for name, _ in rows)


def _named(name: str) -> dict[str, str]:
    given_name, _, family = name.partition(" ")
    return {"name": name, "given": given_name, "family": family}
