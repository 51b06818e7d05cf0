"""The verbs that change the network: each once right and once wrong, and dry runs that change nothing."""

import json
from typing import Any

import pytest

from tests.cli.shell import Shell

ROW = "status"


def _contact(shell: Shell, who: str) -> Any:
    return shell.json("show", who)["contact"]


def test_add_reads_the_line_and_the_options(empty: Shell) -> None:
    said = empty.json(
        "add", "Ann Lee, Head of Data <ann@x.org> @Fisher Diagnostics #recruiter every 3-6 months met 2021-05 tea",
        "--email", "ann@home.org", "--phone", "+47 1", "--tag", "#VC", "--topic", "maps", "--linkedin", "in/ann",
        "--note", "likes maps",
    )  # fmt: skip
    assert said["said"].startswith("Added Ann Lee")
    assert said["change"] is not None
    contact = _contact(empty, "ann")
    assert contact["emails"] == ["ann@x.org", "ann@home.org"]
    assert contact["tags"] == ["recruiter", "vc"]
    assert (contact["company"], contact["title"]) == ("Fisher Diagnostics", "Head of Data")
    assert (contact["phones"], contact["topics"], contact["met_on"]) == (["+47 1"], ["maps"], "2021-05")
    assert contact["note"] == "tea\nlikes maps"
    assert (contact["status"], contact["cadence"], contact["cadence_from"]) == ("new", "3-6 months", "contact")


@pytest.mark.parametrize(
    ("line", "options", "says"),
    [
        ("@Fisher", (), "no name"),
        ("Ann Lee <nowhere>", (), "not an e-mail address"),
        ("Ann Lee every 6-3 months", (), "ends before it begins"),
        ("Ann Lee", ("--cadence", "often"), "is not a cadence"),
        ("Ann Lee", ("--email", "nowhere"), "not an e-mail address"),
        ("A" * 10_000, (), "10,000 characters"),
    ],
)
def test_add_refuses_what_cannot_be(line: str, options: tuple[str, ...], says: str, empty: Shell) -> None:
    assert says in empty.refused("add", line, *options)
    assert not empty.file.exists()


def test_add_refuses_a_twin_and_takes_it_with_a_plus(empty: Shell) -> None:
    empty.done("add", "Ann Lee @Fisher")
    assert "already" in empty.refused("add", "ann lee @fisher")
    empty.done("add", "+Ann Lee @Fisher")
    assert len(empty.json("due", "--all")["contacts"]) == 2


def test_add_says_who_else_has_the_name(empty: Shell) -> None:
    empty.done("add", "Ann Lee @Fisher")
    said = empty.done("add", "ann lee @Other").out
    assert "there is another Ann Lee at Fisher" in said
    assert "there are 2 others of that name" in empty.done("add", "Ann Lee").out
    assert "another" not in empty.done("add", "Bo Ek").out


@pytest.mark.parametrize("name", ["-", "…", "!? ."])
def test_a_name_without_a_letter_is_refused(name: str, shell: Shell) -> None:
    before = shell.state()
    assert "neither a letter nor a digit" in shell.refused("add", name)
    assert "neither a letter nor a digit" in shell.refused("edit", "youssef", "--name", name)
    assert shell.state() == before


def test_add_and_edit_take_what_the_record_knows_of_a_person(empty: Shell) -> None:
    empty.done(
        "add", "Ann Lee", "--tag", "vc, Oslo,", "--topic", "maps,tea", "--birthday", "--02-03",
        "--relation", "recruiter", "--channel", "letter", "--place", "Oslo",
    )  # fmt: skip
    (ann,) = _records(empty)
    assert (ann["tags"], ann["topics"]) == (["vc", "oslo"], ["maps", "tea"])
    assert (ann["birthday"], ann["relation"], ann["channel"], ann["place"]) == (
        "--02-03",
        "recruiter",
        "letter",
        "Oslo",
    )
    empty.done("edit", "ann", "--tag=-vc,new", "--relation", "none", "--channel", "none", "--place", "")
    (ann,) = _records(empty)
    assert ann["tags"] == ["oslo", "new"]
    assert not {"relation", "channel", "place"} & ann.keys()
    assert "not a birthday" in empty.refused("edit", "ann", "--birthday", "soon")
    assert "--relation" in empty.refused("edit", "ann", "--relation", "pen friend")


def _records(shell: Shell) -> list[Any]:
    """The contacts as they lie in the file."""
    return list(json.loads(shell.file.read_bytes())["contacts"].values())


def test_edit_adds_to_lists_and_takes_out_with_a_minus(shell: Shell) -> None:
    before = _contact(shell, "youssef")
    shell.done("edit", "youssef", "--tag", "oslo", "--tag=-founder", "--email", "new@x.org", "--cadence", "every 2w")
    after = _contact(shell, "youssef")
    assert after["tags"] == ["oslo"]
    assert after["emails"] == ["new@x.org", *before["emails"]]
    assert (after["cadence"], after["cadence_from"]) == ("2 weeks", "contact")
    shell.done("edit", "youssef", "--cadence", "default")
    assert _contact(shell, "youssef")["cadence_from"] != "contact"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--tag=-nothing",), "not among the tags"),
        (("--cadence", "often"), "is not a cadence"),
        (("--company", ""), "cannot be emptied"),
        (("--name", " "), "cannot be emptied"),
        (("--title", "Founder"), "Nothing to change"),
    ],
)
def test_edit_refuses_what_cannot_be(options: tuple[str, ...], says: str, shell: Shell) -> None:
    before = shell.state()
    assert says in shell.refused("edit", "youssef", *options)
    assert shell.state() == before


def test_edit_moves_somebody_to_a_company_by_name(shell: Shell) -> None:
    shell.done("edit", "youssef", "--company", "hinoki systems", "--title", "CTO", "--name", "Youssef Salah")
    contact = _contact(shell, "youssef")
    assert (contact["name"], contact["company"], contact["title"]) == ("Youssef Salah", "Hinoki Systems", "CTO")


def test_log_takes_the_verb_of_the_text(shell: Shell) -> None:
    made = shell.json("log", "youssef", "call 20m, he moved to Oslo yesterday >2w")["interaction"]
    assert (made["channel"], made["direction"], made["on"], made["next_on"]) == (
        "call", "both", "2026-03-02", "2026-03-17",
    )  # fmt: skip
    assert made["text"] == "20m, he moved to Oslo"
    assert [one["text"] for one in shell.json("task", "list")["tasks"]][-1] == "Get back in touch"


@pytest.mark.parametrize(
    ("options", "channel", "direction"),
    [
        ((), "email", "out"),
        (("--in",), "email", "in"),
        (("--channel", "meeting"), "meeting", "both"),
        (("--channel", "linkedin"), "linkedin", "out"),
        (("--channel", "call", "--out"), "call", "out"),
        (("--both",), "email", "both"),
    ],
)
def test_log_takes_channel_and_direction_from_options(
    options: tuple[str, ...], channel: str, direction: str, shell: Shell
) -> None:
    made = shell.json("log", "youssef", "about the harbour", *options)["interaction"]
    assert (made["channel"], made["direction"], made["text"]) == (channel, direction, "about the harbour")


def test_log_keeps_every_word_when_an_option_says_the_channel(shell: Shell) -> None:
    made = shell.json("log", "youssef", "mail about the paper", "--channel", "call")["interaction"]
    assert made["text"] == "mail about the paper"
    assert made["direction"] == "both"


def test_log_is_for_several_people_each_once(shell: Shell) -> None:
    said = shell.json("log", "youssef", "kofi", "Youssef Ben Salah", "met at the fair", "--when", "-3d")
    assert [one["name"] for one in said["interaction"]["with"]] == ["Youssef Ben Salah", "Kofi Mensah"]
    assert said["interaction"]["on"] == "2026-02-28"
    assert {one["last_touch"] for one in said["contacts"]} == {"2026-02-28"}


def test_log_makes_a_promise_and_shares_a_clipping(shell: Shell) -> None:
    made = shell.json(
        "log", "youssef", "wrote back", "--next", "send the map", "--next-on", "fri", "--shared", "number for doubt"
    )["interaction"]
    assert (made["next"], made["next_on"]) == ("send the map", "2026-03-06")
    assert len(made["shared"]) == 1
    tasks = shell.json("show", "youssef")["tasks"]
    assert (tasks[0]["text"], tasks[0]["on"]) == ("send the map", "2026-03-06")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("youssef",), "Say who and what"),
        (("youssef", ""), "what happened"),
        (("youssef", "call", "--when", "2026-02-30"), "is not a day"),
        (("youssef", "call", "--when", "3/4"), "two ways"),
        (("youssef", "call", "--when", "2026-05-01"), "lies in the future"),
        (("youssef", "called", "about", "nothing"), "quotes"),
        (("youssef", "call", "--channel", "fax"), "fax"),
        (("youssef", "call", "--next", "the map"), "on which day"),
        (("youssef", "call", "--shared", "no such clipping"), "no clipping"),
    ],
)
def test_log_refuses_what_cannot_be(arguments: tuple[str, ...], says: str, shell: Shell) -> None:
    before = shell.state()
    assert says in shell.refused("log", *arguments)
    assert shell.state() == before


def test_snooze_hides_until_a_day_and_resume_brings_back(shell: Shell) -> None:
    shell.done("snooze", "youssef", "2w")
    assert _contact(shell, "youssef")["snoozed_until"] == "2026-03-17"
    assert _contact(shell, "youssef")[ROW] == "snoozed"
    shell.done("resume", "youssef")
    assert _contact(shell, "youssef")[ROW] == "overdue"
    shell.done("snooze", "Youssef", "Ben", "Salah", "1 Apr")
    assert _contact(shell, "youssef")["snoozed_until"] == "2026-04-01"


@pytest.mark.parametrize("two", [("--in", "--out"), ("--both", "--in"), ("--in", "--out", "--both")])
def test_log_refuses_two_directions(two: tuple[str, ...], shell: Shell) -> None:
    assert "one of --in, --out and --both" in shell.refused("log", "youssef", "hello", *two)


def test_snooze_says_that_a_span_has_no_minus(shell: Shell) -> None:
    assert "no minus" in shell.refused("snooze", "youssef", "-2w")
    assert "No such option" in shell.refused("snooze", "youssef", "--untill", "2w")


def test_snooze_refuses_the_past_and_nonsense(shell: Shell) -> None:
    assert "not in the future" in shell.refused("snooze", "youssef", "2026-03-01")
    assert "is not a day" in shell.refused("snooze", "youssef", "soon")
    assert "how long" in shell.refused("snooze", "youssef")


def test_skip_is_for_today_only(shell: Shell) -> None:
    first = shell.json("today")["contacts"][0]
    shell.done("skip", first["id"])
    assert first["id"] not in {one["id"] for one in shell.json("today")["contacts"]}
    assert _contact(shell, first["id"])["last_touch"] == first["last_touch"]
    assert first["id"] in {one["id"] for one in shell.json("today", "--as-of", "2026-03-04")["contacts"]}


def test_pause_lasts_until_a_day_or_until_resumed(shell: Shell) -> None:
    shell.done("pause", "youssef", "--until", "1 Apr")
    assert _contact(shell, "youssef")[ROW] == "paused"
    assert shell.json("show", "youssef", "--as-of", "2026-04-01")["contact"][ROW] == "overdue"
    shell.done("resume", "youssef")
    assert "neither paused nor snoozed" in shell.refused("resume", "youssef")
    assert "not in the future" in shell.refused("pause", "youssef", "--until", "yesterday")


def test_archive_and_unarchive_are_the_identity(shell: Shell) -> None:
    before = _contact(shell, "youssef")
    shell.done("archive", "youssef")
    assert _contact(shell, "youssef")[ROW] == "archived"
    assert before["id"] not in {one["id"] for one in shell.json("due", "--all")["contacts"]}
    assert "archived already" in shell.refused("archive", "youssef")
    shell.done("unarchive", "youssef")
    assert _contact(shell, "youssef") == before
    assert "not archived" in shell.refused("unarchive", "youssef")


def test_interview_add_list_and_show(shell: Shell) -> None:
    said = shell.json(
        "interview", "add", "Fisher", "Diagnostics", "--role", "Map lead", "--with", "kofi", "--with", "Bo New",
        "--from", "2026-01-05", "--to", "-3d", "--outcome", "rejected", "--reason", "too senior",
        "--promise", "send the deck", "--promise-on", "fri",
    )  # fmt: skip
    made = said["interview"]
    assert (made["company"], made["role"], made["outcome"]) == ("Fisher Diagnostics", "Map lead", "rejected")
    assert (made["began"], made["ended"]) == ("2026-01-05", "2026-02-28")
    assert [one["name"] for one in made["with"]] == ["Kofi Mensah", "Bo New"]
    assert _contact(shell, "bo new")["company"] == "Fisher Diagnostics"
    assert "send the deck" in shell.done("task", "list").out
    listed = shell.json("interview", "list", "--outcome", "rejected")["interviews"]
    assert listed[0] == made
    assert shell.json("interview", "show", made["id"])["interview"] == made
    assert "too senior" in shell.done("interview", "show", "map lead").out


def test_interview_says_whom_it_added(shell: Shell) -> None:
    said = shell.done("interview", "add", "Fisher", "--with", "Bo New", "--with", "kofi", "--with", "Cy Fu").out
    assert said == "Added the interview for Fisher (open); added Bo New and Cy Fu too\n"


def test_interview_refuses_what_cannot_be(shell: Shell) -> None:
    assert "--role takes" in shell.refused("interview", "add", "X", "--role", " ")
    assert "ends" in shell.refused("interview", "add", "X", "--from", "2026-02-02", "--to", "2026-01-01")
    assert "outcome" in shell.refused("interview", "add", "X", "--outcome", "won")
    assert "There is no interview" in shell.refused("interview", "show", "nothing like it")
    assert "can be" in shell.refused("interview", "show", "lead")


def test_task_make_list_and_tick_off(shell: Shell) -> None:
    made = shell.json("task", "youssef", "send the map", "--on", "fri")["task"]
    assert (made["text"], made["on"], made["done_on"]) == ("send the map", "2026-03-06", None)
    assert made in shell.json("task", "list")["tasks"]
    shell.done("task", "done", made["id"])
    assert made["id"] not in {one["id"] for one in shell.json("task", "list")["tasks"]}
    assert made["id"] in {one["id"] for one in shell.json("task", "list", "--all")["tasks"]}
    assert "kept" in shell.refused("task", "done", made["id"])
    assert "There is no promise" in shell.refused("task", "done", "nothing like it")
    assert "to whom" in shell.refused("task", "youssef", "--on", "fri")


def test_compose_prints_the_message_and_the_templates_that_fit(shell: Shell) -> None:
    document = shell.json("compose", "youssef")
    planned = shell.json("compose", "youssef", "--list")["templates"]
    assert document["template"] == planned[0]["name"]
    assert document["why_template"] == planned[0]["why"]
    said = shell("compose", "youssef")
    assert said.code == 0
    assert said.out.startswith(f"Subject: {document['subject']}\n\n{document['body'][:20]}")
    assert planned[0]["why"] in shell.done("compose", "youssef", "--list").out


def test_compose_takes_a_template_or_a_clipping_of_choice(shell: Shell) -> None:
    assert shell.json("compose", "youssef", "--template", "short-hi")["template"] == "short-hi"
    shared = shell.json("compose", "kofi", "--clipping", "number for doubt")
    assert "Ranking with a number for doubt" in shared["body"]
    assert len(shared["shared"]) == 1
    assert "did you mean short-hi" in shell.refused("compose", "youssef", "--template", "short-high")


def test_compose_logs_nothing(shell: Shell) -> None:
    before = shell.state()
    shell("compose", "youssef")
    assert shell.state() == before


def test_templates_list_and_show(shell: Shell) -> None:
    names = [one["name"] for one in shell.json("templates", "list")["templates"]]
    assert "short-hi" in names
    assert "short-hi" in shell.done("templates", "list").out
    assert "{{ first_name }}" in shell.done("templates", "show", "short-hi").out
    assert "no template" in shell.refused("templates", "show", "nothing-like-it")


def test_own_templates_are_found_and_broken_ones_are_named(shell: Shell) -> None:
    folder = shell.config.parent / "templates"
    folder.mkdir(parents=True)
    (folder / "broken.md").write_text("no header\n")
    said = shell("templates", "list")
    assert said.code == 0
    assert "broken.md" in said.err


DRY = (
    ("add", "Ann Lee @Fisher"), ("edit", "youssef", "--tag", "oslo"), ("log", "youssef", "call"),
    ("snooze", "youssef", "2w"), ("skip", "youssef"), ("pause", "youssef"), ("archive", "youssef"),
    ("interview", "add", "Fisher"), ("task", "youssef", "send the map"),
)  # fmt: skip


@pytest.mark.parametrize("call", DRY, ids=lambda call: call[0])
def test_a_dry_run_says_what_would_change_and_changes_nothing(call: tuple[str, ...], shell: Shell) -> None:
    before = shell.state()
    said = shell.done(*call, "--dry-run")
    assert said.out.startswith("Dry run, nothing was changed: ")
    document = shell.done("--dry-run", "--json", *call).json
    assert document["dry_run"] is True
    assert document["change"] is None
    assert shell.state() == before
    shell.done(*call)
    assert shell.state() != before


def test_a_dry_run_of_undo_redo_resume_and_unarchive_changes_nothing(shell: Shell) -> None:
    for verb, back in (("archive", "unarchive"), ("pause", "resume")):
        shell.done(verb, "youssef")
        before = shell.state()
        assert "Dry run" in shell.done(back, "youssef", "--dry-run").out
        assert "Dry run" in shell.done("undo", "--dry-run").out
        assert shell.state() == before
        shell.done("undo")
        before = shell.state()
        assert "Dry run" in shell.done("redo", "--dry-run").out
        assert shell.state() == before
