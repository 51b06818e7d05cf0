"""today, due, find and show: what they print, that they agree with each other and with the book."""

from datetime import date

import pytest

from followup_tui.model.clock import Clock
from followup_tui.model.ids import from_short
from followup_tui.model.words import Status
from followup_tui.opening import network_open
from tests.cli.shell import Shell
from tests.conftest import TODAY

CONTACT = [
    "id", "name", "company", "title", "emails", "tags", "status", "last_touch", "anchor", "opens", "latest",
    "days_overdue", "cadence", "cadence_from", "reason", "step",
]  # fmt: skip


def test_today_has_the_fields_of_the_contract(shell: Shell) -> None:
    document = shell.json("today")
    assert list(document) == [
        "as_of", "capacity", "done_today", "overdue_total", "due_total", "waiting_total", "new_total",
        "contacts",
    ]  # fmt: skip
    assert document["as_of"] == "2026-03-03"
    assert list(document["contacts"][0]) == [*CONTACT, "template", "why_template", "kind", "warm_up"]
    assert {one["kind"] for one in document["contacts"]} <= {"reply", "task", "birthday", "check-in"}
    assert all(one["template"] and one["why_template"] for one in document["contacts"])


def test_the_warm_up_comes_before_more_urgent_check_ins_unless_it_is_set_off(shell: Shell) -> None:
    shell.config.parent.mkdir(parents=True)
    shell.config.write_text("[plan]\nper_day = 40\n")
    rows = shell.json("today")["contacts"]
    (easy,) = (one for one in rows if one["warm_up"])
    check_ins = [one["name"] for one in rows if one["kind"] == "check-in"]
    assert (easy["name"], easy["reason"][:26]) == (check_ins[0], "To warm up: last in touch ")
    assert f"{easy['name']}\n              {easy['reason']}\n" in shell.done("today").out
    assert "warm up" not in shell.done("due").out
    shell.config.write_text("[plan]\nper_day = 40\nwarm_up = false\n")
    others = shell.json("today")["contacts"]
    by_urgency = [one["name"] for one in others if one["kind"] == "check-in"]
    assert not any(one["warm_up"] for one in others)
    assert by_urgency.index(easy["name"]) > 0
    assert [easy["name"], *(name for name in by_urgency if name != easy["name"])] == check_ins


def test_due_and_find_have_the_fields_of_the_contract(shell: Shell) -> None:
    due, found = shell.json("due"), shell.json("find", "oslo")
    assert list(due) == ["as_of", "contacts"]
    assert list(due["contacts"][0]) == CONTACT
    assert list(found) == ["as_of", "contacts"]
    assert list(found["contacts"][0]) == [*CONTACT, "found_in"]


def test_a_company_is_its_name_and_an_id_is_short(shell: Shell) -> None:
    contact = shell.json("show", "Youssef Ben Salah")["contact"]
    assert contact["company"] == "Sirocco Data"
    assert contact["id"].isalnum()
    assert shell.json("show", contact["id"])["contact"]["name"] == "Youssef Ben Salah"


def test_the_lists_agree_with_the_book_to_the_row(shell: Shell) -> None:
    rows = {from_short(one["id"]): one for one in shell.json("due", "--all")["contacts"]}
    with network_open(shell.file, shell.config, Clock(TODAY)) as book:
        expected = {one.contact: one for one in book.verdicts().values() if one.status is not Status.ARCHIVED}
        assert rows.keys() == expected.keys()
        for number, verdict in expected.items():
            row = rows[number]
            assert row["status"] == verdict.status
            assert row["days_overdue"] == verdict.days_overdue
            for name in ("last_touch", "anchor", "opens", "latest"):
                day = getattr(verdict, name)
                assert row[name] == (day.isoformat() if day else None)
            assert (row["cadence"], row["cadence_from"]) == (verdict.cadence, verdict.cadence_from)
        planned = [one.contact for one in book.today().planned]
    assert [from_short(one["id"]) for one in shell.json("today")["contacts"]] == planned


def test_today_due_find_and_show_tell_one_story_of_a_contact(shell: Shell) -> None:
    due = {one["id"]: one for one in shell.json("due", "--all")["contacts"]}
    for planned in shell.json("today")["contacts"]:
        shown = shell.json("show", planned["id"])["contact"]
        for name in CONTACT:
            assert shown[name] == due[planned["id"]][name]
            assert name == "reason" or planned[name] == shown[name]


def test_due_without_all_lists_only_those_who_are_due(shell: Shell) -> None:
    document = shell.json("due")
    assert {one["status"] for one in document["contacts"]} == {"due", "overdue"}
    totals = shell.json("today")
    assert len(document["contacts"]) == totals["overdue_total"] + totals["due_total"]
    first = document["contacts"][0]
    assert first["status"] == "overdue"
    assert first["days_overdue"] > 0


def test_figures_have_their_thousands_apart(shell: Shell) -> None:
    lines = shell.done("due", "--as-of", "2032-01-01").out.splitlines()
    days = [int(line.split()[1].rstrip("d").replace(",", "")) for line in lines if line.startswith("overdue")]
    assert max(days) > 1_000
    assert all(f"overdue {one:,}d" in line for one, line in zip(days, lines, strict=True))


def test_the_day_moves_what_is_due(shell: Shell) -> None:
    later = shell.json("due", "--as-of", "2027-03-03")
    assert later["as_of"] == "2027-03-03"
    assert len(later["contacts"]) > len(shell.json("due")["contacts"])


def test_the_text_of_today_has_the_counts_and_each_contact(shell: Shell) -> None:
    document = shell.json("today")
    lines = shell.done("today").out.splitlines()
    counts = f"{len(document['contacts'])} planned, {document['done_today']} done"
    assert lines[0] == (
        f"Tue 3 Mar: {counts} · {document['overdue_total']} overdue, {document['due_total']} due"
        + (f", {document['new_total']} new" if document['new_total'] else "")
    )  # fmt: skip
    text = "\n".join(lines)
    for one in document["contacts"]:
        assert one["name"] in text
        assert one["reason"] in text
        assert one["template"] in text


def test_text_in_a_pipe_has_no_colour_and_nothing_is_cut(shell: Shell) -> None:
    text = shell.done("due").out
    assert "\x1b" not in text
    assert "…" not in text.replace("…”", "")
    assert len(text.splitlines()) == len(shell.json("due")["contacts"])


def test_find_looks_through_everything_and_says_where(shell: Shell) -> None:
    shell.done("log", "youssef", "call about zeppelins over the bay")
    found = shell.json("find", "zeppelins")["contacts"]
    assert [one["name"] for one in found] == ["Youssef Ben Salah"]
    assert "zeppelins" in found[0]["found_in"]
    assert "about zeppelins over the bay" in shell.done("find", "zeppelins").out


def test_find_understands_fields_and_a_minus(shell: Shell) -> None:
    data = {one["id"] for one in shell.json("find", "tag:data")["contacts"]}
    without = {one["id"] for one in shell.json("find", "tag:data", "-company:hinoki")["contacts"]}
    assert without < data
    assert shell.done("find", "no such words anywhere").out == "Nothing was found.\n"


def test_find_refuses_an_unknown_field_and_an_unknown_option(shell: Shell) -> None:
    assert '"foo:" is not a field' in shell.refused("find", "foo:bar")
    assert "--jsn" in shell.refused("find", "oslo", "--jsn")


def test_show_tells_all_in_text_and_json(shell: Shell) -> None:
    document = shell.json("show", "youssef")
    assert list(document) == [
        "as_of", "contact", "positions", "interviews", "interactions", "tasks", "results", "drafts",
    ]  # fmt: skip
    assert list(document["contact"])[: len(CONTACT)] == CONTACT
    newest = document["interactions"][0]
    assert date.fromisoformat(newest["on"]) <= TODAY
    text = shell.done("show", "youssef").out
    assert document["contact"]["reason"] in text
    assert document["contact"]["emails"][0] in text
    assert newest["text"] in text


def test_who_can_be_a_prefix_of_an_id_an_address_or_name_at_company(shell: Shell) -> None:
    contact = shell.json("show", "youssef")["contact"]
    for who in (contact["id"].lower(), contact["emails"][0], "youssef@sirocco", "ben sal"):
        assert shell.json("show", who)["contact"]["id"] == contact["id"]
    assert shell.json("show", "Youssef", "Ben", "Salah")["contact"]["id"] == contact["id"]


def test_several_matches_are_listed_on_stderr(shell: Shell) -> None:
    said = shell("show", "a")
    assert (said.code, said.out) == (2, "")
    first, *rest = said.err.splitlines()
    assert "can be" in first
    assert len(rest) > 1
    number, name, *company = rest[0].split()
    assert shell.json("show", number)["contact"]["name"].startswith(name)
    assert company


@pytest.mark.parametrize("verb", ["show", "compose", "skip", "pause", "resume", "archive", "unarchive", "edit"])
def test_nobody_is_said_in_a_sentence(verb: str, shell: Shell) -> None:
    assert 'Nobody is called "Nemo"' in shell.refused(verb, "Nemo")
    assert "WHO" in shell.refused(verb)


def test_an_empty_network_says_how_to_begin(empty: Shell) -> None:
    for verb in (("today",), ("due",), ("find", "ann")):
        assert "followup add" in empty.done(*verb).out
    assert empty.json("today")["contacts"] == []
    assert empty.json("due") == {"as_of": "2026-03-03", "contacts": []}
    assert not empty.file.exists()


def test_a_day_without_anybody_says_who_is_next(empty: Shell) -> None:
    empty.done("add", "Ann Lee every 3-6 months")
    empty.done("log", "ann", "call")
    assert "the next is Ann Lee, from Wed 3 Jun" in empty.done("today").out or "done" in empty.done("today").out
