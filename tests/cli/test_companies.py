"""company list, show, add and edit, as they are typed."""

from tests.cli.shell import Shell


def test_companies_are_listed_without_those_worked_for_and_say_who_keeps_them_warm(shell: Shell) -> None:
    rows = shell.json("company", "list")["companies"]
    every = shell.json("company", "list", "--worked-for")["companies"]
    assert len(every) > len(rows)
    assert not any(one["worked_for"] for one in rows)
    assert "keep it warm" in shell.done("company", "list").out


def test_a_company_is_added_changed_and_found_by_its_former_name(shell: Shell) -> None:
    made = shell.json("company", "add", "Nova Wind", "--place", "Oslo", "--topic", "wind")["company"]
    assert (made["name"], made["place"], made["topics"], made["care"]) == ("Nova Wind", "Oslo", ["wind"], "later")
    assert "is there already" in shell.refused("company", "add", "nova wind")
    edited = shell.json("company", "edit", "nova", "--name", "Nova AS", "--topic", "-wind", "--cadence", "1 year")
    assert (edited["company"]["aliases"], edited["company"]["topics"]) == (["Nova Wind"], [])
    assert shell.json("company", "show", "nova wind")["company"]["cadence"] == "1 year"
    assert "another company" in shell.refused("company", "edit", "nova wind", "--name", "fjordlys analytics")
    assert "There is no company" in shell.refused("company", "show", "nothing like it")
    assert "Say what to change" in shell.refused("company", "edit", "nova wind")
    assert shell.refused("company", "edit", "nova wind", "--cadence", "often")
    shell.done("undo")
    assert shell.json("company", "show", "nova wind")["company"]["name"] == "Nova Wind"


def test_when_the_last_one_moves_on_the_company_needs_a_new_contact_until_somebody_is_there(shell: Shell) -> None:
    shell.done("add", "Uma Berg @Lone Pine")
    shell.done("log", "uma berg", "met for coffee")
    shell.done("moved", "uma berg", "Elsewhere")
    assert "Lone Pine" in shell.done("company", "list", "--needs-contact").out
    said = shell.done("company", "show", "lone pine").out
    assert "it needs a new contact" in said
    shell.done("add", "Vic Holm @Lone Pine")
    assert "Lone Pine" not in shell.done("company", "list", "--needs-contact").out


def test_a_page_has_people_interviews_promises_results_and_what_was_said(shell: Shell) -> None:
    page = shell.json("company", "show", "fjordlys")["company"]
    assert page["people"]
    assert page["interviews"][0]["rounds"]
    said = shell.done("company", "show", "fjordlys").out
    for title in ("Whom to ask first", "Interviews", "What it gave", "Last said"):
        assert title in said
