"""Who is recognised, what changes, and what stays a person's own."""

from datetime import date

import pytest
from msgspec.structs import replace

from followup_tui.exchange.rows import FormerEmployer, ImportedPerson, Skipped
from followup_tui.model.records import Company, Contact, Position, Source
from tests.exchange.planning import AS_OF, LATER, figures, kept, network, only, person, plan

YOU = Source(name="you", on=AS_OF)
LINKEDIN = Source(name="linkedin", on=AS_OF)
FISHER = Company(id=900, name="Fisher")
AT_FISHER = (Position(company=900),)


def test_a_new_person_has_a_source_for_every_field() -> None:
    into = network()
    done = plan([person(slug="ann-lee", company="Fisher", title="CTO", met_on="2021-02-08")], into)
    contact = only(into)
    assert figures(done) == (1, 0, 0)
    assert (contact.name, contact.added_on, contact.met_on) == ("Ann Lee", AS_OF, "2021-02-08")
    assert into.companies[contact.company].name == "Fisher"
    assert contact.title == "CTO"
    assert set(contact.sources) == {"name", "given", "family", "linkedin", "positions", "met_on"}
    assert set(contact.sources.values()) == {LINKEDIN}


@pytest.mark.parametrize(
    ("contact", "row"),
    [
        (Contact(id=1, name="Annie L.", keys=("linkedin:ann-lee",)), person(slug="ann-lee")),
        (Contact(id=1, name="Annie L.", linkedin="Ann-Lee"), person(slug="ann-lee")),
        (Contact(id=1, name="Annie L.", linkedin="linkedin.com/in/ann-lee/"), person(slug="ann-lee")),
        (Contact(id=1, name="Who", keys=("vcard:abc",)), person(keys=("vcard:abc",))),
        (Contact(id=1, name="A. Lee", emails=("ANN@X.org",)), person(emails=("ann@x.org",))),
        (Contact(id=1, name="ann@x.org", emails=("ann@x.org",)), person(emails=("ann@x.org",))),
        (Contact(id=1, name="Ann Lee", phones=("0041 44 123 45 67",)), person(phones=("+41 (0)44 123-4567",))),
        (Contact(id=1, name="ANN LÉE", positions=AT_FISHER), person(company="fisher")),
        (Contact(id=1, name="Dr. Ann Lee, PhD", positions=AT_FISHER), person(company="FISHER")),
        (Contact(id=1, name="Ann Lee", positions=(Position(company=900, until="2020"),)), person(company="Fisher")),
        (Contact(id=1, name="Ann Lee"), person()),
    ],
)
def test_somebody_known_is_recognised(contact: Contact, row: ImportedPerson) -> None:
    into = network(contact, companies=[FISHER])
    assert len(plan([row], into).new) == 0
    assert list(into.contacts) == [1]


@pytest.mark.parametrize(
    ("contact", "row", "sign"),
    [
        (Contact(id=1, name="Ann Lee", positions=AT_FISHER), person(company="Gauss"), "name"),
        (Contact(id=1, name="Ann Lee", emails=("a@x.org",)), person(emails=("b@x.org",)), "name"),
        (
            Contact(id=1, name="Ann Lee", positions=AT_FISHER, keys=("linkedin:ann-1",)),
            person(slug="ann-2", company="Fisher"),
            "name",
        ),
        (Contact(id=1, name="John Lee", emails=("lees@x.org",)), person(emails=("lees@x.org",)), "e-mail"),
        (Contact(id=1, name="Ann Kim", phones=("+41441234567",)), person(phones=("+41441234567",)), "phone"),
    ],
)
def test_somebody_who_may_be_another_is_added_and_reported(contact: Contact, row: ImportedPerson, sign: str) -> None:
    into = network(contact, companies=[FISHER])
    done = plan([row], into)
    assert len(done.new) == 1
    assert [(one.other.id, one.why) for one in done.duplicates] == [(1, sign)]


def test_the_same_file_twice_changes_nothing() -> None:
    rows = [
        person(slug="ann-lee", company="Fisher", title="CTO"),
        person("Bob Ray", company="Fisher"),
        person("Bob Ray", company="Gauss", met_on="2021-02-08"),
        person("Arnold Smith"),
        person("Zoë Müller", emails=("zoe@x.org",), phones=("044 123 45 67",)),
    ]
    into = network()
    assert figures(plan(rows, into)) == (5, 0, 0)
    again = kept(into)
    assert figures(plan(rows, again, as_of=LATER)) == (0, 0, 5)
    assert not again.changed_contacts
    assert not again.changed_companies


def test_rows_of_one_person_become_one_contact() -> None:
    into = network()
    done = plan(
        [
            person(emails=("ann@x.org",), tags=("vip",)),
            person("Bob Ray"),
            person(emails=("ann@x.org", "ann@y.org"), phones=("+41441234567",)),
            person("A. Lee", emails=("ANN@Y.ORG",), company="Fisher", tags=("old",)),
        ],
        into,
        "vcard",
    )
    ann, bob = into.contacts.values()
    assert (done.rows, figures(done)) == (4, (2, 0, 0))
    assert (ann.name, ann.emails, ann.tags) == ("Ann Lee", ("ann@x.org", "ann@y.org"), ("vip", "old"))
    assert (ann.phones, into.companies[ann.company].name) == (("+41441234567",), "Fisher")
    assert bob.name == "Bob Ray"


def test_two_people_who_share_an_address_stay_two() -> None:
    into = network()
    rows = [person("John Smith", emails=("smiths@x.org",)), person("Jane Smith", emails=("smiths@x.org",))]
    assert figures(plan(rows, into, "vcard")) == (2, 0, 0)
    assert figures(plan(rows, kept(into), "vcard")) == (0, 0, 2)


def test_colleagues_behind_one_switchboard_stay_two() -> None:
    into = network()
    rows = [
        person("Michael Smith", phones=("+1 415 555 0100",)),
        person("Michael Jones", phones=("+1 415 555 0100",)),
    ]
    assert figures(plan(rows, into, "vcard")) == (2, 0, 0)


def test_companies_are_made_once_and_not_guessed_together() -> None:
    into = network(companies=[Company(id=900, name="Fisher", aliases=("Fisher Diagnostics",))])
    plan(
        [
            person("A B", company="FISHER"),
            person("C D", company="fisher diagnostics"),
            person("E F", company="Fisher Inc."),
            person("G H", company="Café"),
            person("I J", company="CAFE"),
        ],
        into,
    )
    assert [one.name for one in into.companies.values()] == ["Fisher", "Fisher Inc.", "Café"]


def test_a_changed_job_closes_the_old_one_and_the_old_company_needs_a_contact() -> None:
    into = network()
    plan([person(slug="ann-lee", company="Fisher", title="CTO")], into)
    into = kept(into)
    done = plan([person(slug="ann-lee", company="Gauss", title="CEO")], into, as_of=LATER)
    contact = only(into)
    fisher, gauss = into.companies.values()
    assert contact.positions == (
        Position(company=gauss.id, title="CEO", since="2027-02"),
        Position(company=fisher.id, title="CTO", until="2027-02"),
    )
    assert contact.sources["positions"] == Source(name="linkedin", on=LATER)
    assert done.updated[0].update.changed == ("positions",)
    assert (fisher.needs_contact, gauss.needs_contact) == (True, False)


def test_a_company_where_somebody_else_is_needs_nobody() -> None:
    into = network()
    rows = [person(slug="ann-lee", company="Fisher"), person("Bob Ray", slug="bob", company="Fisher")]
    plan(rows, into)
    into = kept(into)
    plan([person(slug="ann-lee", company="Gauss"), rows[1]], into, as_of=LATER)
    assert not any(company.needs_contact for company in into.companies.values())


def test_a_promotion_keeps_the_company() -> None:
    into = network()
    plan([person(slug="ann-lee", company="Fisher", title="Engineer")], into)
    into = kept(into)
    plan([person(slug="ann-lee", company="Fisher", title="CTO")], into, as_of=LATER)
    assert [(one.title, one.until) for one in only(into).positions] == [("CTO", ""), ("Engineer", "2027-02")]
    assert not any(company.needs_contact for company in into.companies.values())


def test_an_older_export_does_not_bring_back_a_job_that_was_left() -> None:
    into = network()
    old = person(slug="ann-lee", company="Fisher", title="CTO")
    plan([old], into)
    into = kept(into)
    plan([person(slug="ann-lee", company="Gauss", title="CEO")], into, as_of=LATER)
    assert figures(plan([old], kept(into), as_of=LATER)) == (0, 0, 1)


def test_a_profile_without_an_address_is_known_again_after_a_change_of_job() -> None:
    into = network()
    plan([person(company="Fisher", met_on="2019-05-01")], into)
    into = kept(into)
    done = plan([person(slug="ann-lee", company="Gauss", met_on="2019-05-01")], into, as_of=LATER)
    assert figures(done) == (0, 1, 0)
    assert only(into).linkedin == "https://www.linkedin.com/in/ann-lee"


@pytest.mark.parametrize(
    ("field", "mine"),
    [
        ("name", "Annie"),
        ("given", "Annie"),
        ("emails", ("mine@x.org",)),
        ("emails", ()),
        ("tags", ("mine",)),
        ("note", "Mine"),
        ("birthday", "1980-01-01"),
        ("positions", (Position(title="Gardener"),)),
    ],
)
def test_what_the_person_edited_survives(field: str, mine: object) -> None:
    row = person(
        slug="ann-lee", company="Fisher", title="CTO", emails=("ann@x.org",), tags=("vip",), note="File's",
        birthday="1984-02-03",
    )  # fmt: skip
    into = network()
    plan([row], into)
    contact = only(into)
    edited = replace(contact, **{field: mine}, sources=contact.sources | {field: YOU})
    into = network(edited, companies=list(into.companies.values()))
    again = plan([row], into, as_of=LATER)
    assert figures(again) == (0, 0, 1)
    assert getattr(only(into), field) == mine
    assert field in again.unchanged[0].update.kept


def test_a_value_without_a_source_counts_as_typed() -> None:
    into = network(Contact(id=1, name="Ann Lee", emails=("ann@x.org",), note="Mine"))
    plan([person(emails=("ann@x.org", "other@x.org"), note="File's", birthday="1984-02-03")], into, "vcard")
    contact = only(into)
    assert (contact.note, contact.emails, contact.birthday) == ("Mine", ("ann@x.org",), "1984-02-03")


def test_the_given_name_of_another_spelling_does_not_go_with_a_typed_name() -> None:
    into = network(Contact(id=1, name="Annie Lee", emails=("ann@x.org",)))
    plan([person("Ann Lee", emails=("ann@x.org",))], into, "vcard")
    assert (only(into).name, only(into).first_name) == ("Annie Lee", "Annie")


def test_an_address_book_adds_to_what_linkedin_says_and_replaces_nothing() -> None:
    into = network()
    plan([person(emails=("ann@x.org",), company="Gauss", title="CEO")], into)
    into = kept(into)
    old = person(emails=("ann@x.org", "ann@home.org"), company="Fisher", title="CTO", phones=("+41441234567",))
    plan([old], into, "vcard", LATER)
    contact = only(into)
    assert [one.title for one in contact.positions] == ["CEO"]
    assert contact.phones == ("+41441234567",)
    assert (contact.emails, contact.sources["emails"].name) == (("ann@x.org", "ann@home.org"), "linkedin")
    assert figures(plan([old], kept(into), "vcard", LATER)) == (0, 0, 1)


def test_a_title_from_an_address_book_leaves_the_job_to_linkedin() -> None:
    """Else LinkedIn would take it back on every repetition: a change that nobody sees."""
    into = network()
    files = (([person("Ann Lee", company="Fisher")], "linkedin"),
             ([person("Ann Lee", company="Fisher", title="CTO")], "vcard"))  # fmt: skip
    for rows, source in files:
        plan(rows, into, source)
    into = kept(into)
    for rows, source in files:
        assert figures(plan(rows, into, source, LATER)) == (0, 0, 1)
    assert only(into).positions[0].title == "CTO"


def test_a_title_from_an_address_book_waits_for_linkedin_to_tell_the_job() -> None:
    into = network()
    for company, title, source in (("Gauss", "", "linkedin"), ("Fisher", "CTO", "vcard"), ("Fisher", "", "linkedin")):
        plan([person(emails=("ann@x.org",), company=company, title=title)], into, source)
    companies = [into.companies[job.company].name for job in only(into).positions]
    assert companies == ["Fisher", "Gauss"]
    assert only(into).title == "CTO"


def test_a_job_that_was_left_does_not_come_back_without_its_title() -> None:
    into = network()
    for company, title in (("Fisher", "CTO"), ("Gauss", "CEO"), ("Fisher", "")):
        plan([person(slug="ann-lee", company=company, title=title)], into)
        into = kept(into)
    assert [job.title for job in only(into).positions] == ["CEO", "CTO"]


def test_a_key_that_somebody_has_is_not_given_to_a_second_contact() -> None:
    into = network()
    for name, keys in (("Ann Lee", ("linkedin:a",)), ("Bea Kim", ("vcard:1",)), ("Ann Lee", ("linkedin:a", "vcard:1"))):
        plan([person(name, keys=keys)], into)
    assert sorted(contact.keys for contact in into.contacts.values()) == [("linkedin:a",), ("vcard:1",)]


def test_a_typed_job_that_linkedin_confirms_is_followed_from_then_on() -> None:
    typed = Contact(id=1, name="Ann Lee", positions=AT_FISHER, sources={"positions": YOU})
    into = network(typed, companies=[FISHER])
    plan([person(slug="ann-lee", company="Fisher", title="CTO")], into)
    assert only(into).positions == (Position(company=900, title="CTO"),)
    into = kept(into)
    plan([person(slug="ann-lee", company="Gauss", title="CEO")], into, as_of=LATER)
    assert [one.title for one in only(into).positions] == ["CEO", "CTO"]


def test_a_name_of_ten_thousand_characters_is_skipped_with_a_reason() -> None:
    into = network()
    done = plan([person("x" * 10_000), person("Bob Ray"), person("C D", company="y" * 10_000)], into)
    assert done.skipped == (
        Skipped(1, "The name has 10,000 characters; 200 are the most it can have."),
        Skipped(3, "The company has 10,000 characters; 200 are the most it can have."),
    )
    assert (done.rows, figures(done)) == (3, (1, 0, 0))


def test_what_was_left_out_of_a_row_is_told() -> None:
    done = plan([person(notes=('"x" is not an e-mail address and was left out.',))], network())
    assert [(note.row, note.what) for note in done.notes] == [(1, '"x" is not an e-mail address and was left out.')]


def test_companies_worked_for_are_marked_once() -> None:
    into = network(companies=[Company(id=900, name="Hooli"), Company(id=901, name="Initech")])
    plan([person(company="Initech"), FormerEmployer("HOOLI"), FormerEmployer("Elsewhere")], into)
    assert {one.name: one.worked_for for one in into.companies.values()} == {"Hooli": True, "Initech": False}
    unmarked = replace(into.companies[900], worked_for=False, sources={"worked_for": YOU})
    into = network(companies=[unmarked])
    plan([FormerEmployer("Hooli")], into)
    assert not into.companies[900].worked_for


def test_an_archived_contact_is_recognised_and_stays_archived() -> None:
    into = network(Contact(id=1, name="Ann Lee", keys=("linkedin:ann-lee",), archived_on=date(2025, 1, 1)))
    assert len(plan([person(slug="ann-lee")], into).new) == 0
    assert only(into).archived_on == date(2025, 1, 1)


def test_thousands_who_share_an_address_stay_quick_to_tell_apart() -> None:
    rows = [person(f"a{n:05} x{n:05}", emails=("info@x.org",)) for n in range(3_000)]
    assert len(plan(rows, network(), "vcard").new) == 3_000
