"""Clippings in the shell."""

import io
import sys

import pytest

from tests.cli.shell import Shell


def test_clip_keeps_what_is_written_and_proposes_the_rest(shell: Shell) -> None:
    said = shell.done("clip", "https://x.org/jobs/7", "Maps Lead at Globex, apply by 12 December")
    assert said.out.startswith("Clipped “Maps Lead at Globex, apply by 12 December” as an article · no topics\n")
    assert "--kind job --topic maps --expires 2026-12-12" in said.out
    command = said.out.split("followup ")[1].split()
    shell.done(*command)
    shown = shell.json("clip", "show", "maps lead")["clipping"]
    assert (shown["kind"], shown["topics"], shown["expires"]) == ("job", ["maps"], "2026-12-12")
    assert "You clipped this on 3 Mar already" in shell.refused("clip", "http://www.x.org/jobs/7/?utm_source=y")


def test_clip_takes_options_and_proposals(shell: Shell) -> None:
    made = shell.json("clip", "Data Summit, 3 December", "--accept", "--topic", "hiring", "--expires", "1 dec")
    assert made["clipping"] | {"id": ""} == {
        "id": "", "kind": "event", "title": "Data Summit, 3 December", "url": "", "text": "", "topics": ["hiring"],
        "on": "2026-12-03", "expires": "2026-12-01", "clipped_on": "2026-03-03",
    }  # fmt: skip
    assert made["proposed"] == {}
    assert made["change"] is not None


def test_clip_reads_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("On queues\nhttps://x.org/q\nThey grow.\n"))
    made = shell.json("clip", "-", "--topic", "data")["clipping"]
    assert (made["title"], made["url"], made["text"]) == ("On queues", "https://x.org/q", "They grow.")


def test_clip_list_says_whom_each_fits_and_who_had_it(shell: Shell) -> None:
    rows = shell.json("clip", "list")["clippings"]
    assert [row["state"] for row in rows] == sorted(
        (row["state"] for row in rows), key=["unused", "used", "expired"].index
    )
    meetup = next(row for row in rows if row["title"].startswith("Streaming"))
    assert {one["name"] for one in meetup["had"]} == {"Elias Berg", "Willem Bakker"}
    assert {one["name"] for one in meetup["fits"]}.isdisjoint({"Elias Berg", "Willem Bakker"})
    assert "streaming" in meetup["fits"][0]["why"]
    assert [row["title"] for row in shell.json("clip", "list", "--expired")["clippings"]] == [
        "Small Data Conference, Leeds"
    ]
    assert len(shell.json("clip", "list", "--unused", "--topic", "hiring")["clippings"]) == 2
    assert "had by Elias Berg, Willem Bakker" in shell.done("clip", "list", "--kind", "event").out
    assert "Fits 3 people" in shell.done("clip", "show", "streaming").out


def test_clip_edit_delete_and_shared_are_one_undo_away(shell: Shell) -> None:
    shell.done("clip", "edit", "rota", "--topic", "data", "--topic=-streaming", "--title", "The rota")
    assert shell.json("clip", "show", "The rota")["clipping"]["topics"] == ["teams", "data"]
    assert "Say what to change" in shell.refused("clip", "edit", "rota")
    shell.done("clip", "shared", "rota", "kofi", "--when", "-3d")
    assert [one["on"] for one in shell.json("clip", "show", "rota")["clipping"]["had"]] == ["2026-02-28"]
    assert "had “The rota”" in shell.refused("clip", "shared", "rota", "kofi")
    number = shell.json("clip", "show", "rota")["clipping"]["id"]
    assert shell.json("log", "mhairi", "sent it", "--shared", number[:8])["interaction"]["shared"] == [number]
    shell.done("clip", "delete", number)
    assert "no clipping" in shell.refused("clip", "show", "rota")
    shell.done("undo")
    shell.done("clip", "show", "rota")
    before = shell.state()
    assert shell.done("clip", "delete", "rota", "--dry-run").out.startswith("Dry run")
    assert shell.state() == before


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("clip", ""), "nothing to clip"),
        (("clip", "x", "--on", "3/4"), "two ways"),
        (("clip", "x", "--expires", "2020-01-01"), "is over"),
        (("clip", "edit", "rota", "--url", "file:///etc/passwd"), "no web address"),
        (("clip", "show", "data"), "can be"),
    ],
)
def test_clip_refuses_in_a_sentence(shell: Shell, call: tuple[str, ...], words: str) -> None:
    assert words in shell.refused(*call)


def test_titles_are_completed(shell: Shell) -> None:
    from click.shell_completion import ShellComplete

    from followup_tui.cli.program import PROGRAM

    found = ShellComplete(PROGRAM, {}, "followup", "_X").get_completions(["clip", "show"], "rob")
    assert [one.value for one in found] == ["Robots that ask for help"]


def test_a_clipping_that_a_colleague_had_is_recorded_and_told(empty: Shell) -> None:
    for who in ("Ann Lee @Acme", "Ben Fry @Acme"):
        empty.done("add", who)
    empty.done("clip", "Queues #data")
    assert "had it" not in empty.done("clip", "shared", "queues", "ann").out
    warned = "Ann Lee at Acme had it on 3 Mar: better one person of a company"
    assert warned in empty.done("clip", "shared", "queues", "ben", "--dry-run").out
    assert warned in empty.json("log", "ben", "email", "--shared", "queues")["said"]
    assert "--again" in empty.refused("clip", "shared", "queues", "ben")
    assert "Ben Fry had it on 3 Mar already" in empty.done("clip", "shared", "queues", "ben", "--again").out
