"""today in one line, and what is kept of it: the line is closed, and the kept digest says what the long way says."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import followup_tui
from followup_tui.book import Book
from followup_tui.cli.digest import Digest, Entry
from followup_tui.cli.digest_text import FIELDS, FORMATS, one_line
from followup_tui.store.places import places_of
from tests.cli.shell import Shell
from tests.test_start_up_imports import imports_none_of

WAYS: tuple[tuple[str, ...], ...] = ((), ("--json",), ("--format", "line"), ("--format", "{next}|{next_reason}|{left}"))
ENTRY = Entry("2KQ", "reply", "reply", "bold", "Ann #[fg=red] Lee", "Fisher", "She waits.", "answer", "because")
DIGEST = Digest("2026-11-23", "Mon 23 Nov", 40, 3, 1, 2, 14, 12, 5, (ENTRY,), "12 more can wait.", "{}")


def told(shell: Shell, *more: str) -> list[str]:
    return [shell.done("today", *way, *more).out for way in WAYS]


def anew(shell: Shell, *more: str) -> list[str]:
    """The same the long way."""
    said = []
    for way in WAYS:
        places_of(shell.file).digest.unlink(missing_ok=True)
        said.append(shell.done("today", *way, *more).out)
    return said


@pytest.fixture
def used(shell: Shell) -> Shell:
    """A network that was changed here: there is a folder beside the file."""
    shell.done("add", "Zed Zod @Acme #data")
    return shell


def _refuses_the_long_way(shell: Shell) -> None:
    def broken(_: Book) -> None:
        raise AssertionError("the file was read")

    shell.monkeypatch.setattr(Book, "today", broken)


def test_the_kept_digest_says_what_the_long_way_says_and_the_file_is_not_read(used: Shell) -> None:
    long_way = anew(used)
    _refuses_the_long_way(used)
    assert told(used) == long_way


@pytest.mark.parametrize(
    "change",
    [("log", "youssef", "call"), ("add", "Bo @Fisher"), ("undo",), ("archive", "youssef"), ("snooze", "youssef", "2w")],
    ids=" ".join,
)
def test_after_any_change_it_is_made_anew(used: Shell, change: Sequence[str]) -> None:
    told(used)
    used.done(*change)
    kept = told(used)
    assert kept == anew(used)


def test_it_holds_for_a_day_and_for_settings_and_templates_as_they_are(used: Shell) -> None:
    before = told(used)
    assert told(used, "--as-of", "2026-03-04") == anew(used, "--as-of", "2026-03-04") != before
    used.config.parent.mkdir(exist_ok=True)
    used.config.write_text("[plan]\nper_day = 5\n")
    assert used.json("today")["capacity"] == 5
    assert told(used) == anew(used)
    templates = used.config.parent / "templates"
    templates.mkdir()
    with_answer = told(used)
    answer = (Path(followup_tui.__file__).parent / "messages" / "templates" / "answer.md").read_text()
    (templates / "answer.md").write_text(answer.replace('kinds = ["reply"]', 'kinds = ["birthday"]'))
    assert told(used) == anew(used) != with_answer
    used.config.write_text("[plan]\nper_day = 'many'\n")
    assert "per_day" in used.refused("today", code=1)


def test_a_spoiled_digest_is_silently_made_anew(used: Shell) -> None:
    long_way = anew(used)
    kept = places_of(used.file).digest
    whole = kept.read_bytes()
    longer = whole.replace(b'"days": {"2026-03-03": [', b'"days": {"2026-03-03": [1, ')
    no_days = [
        json.dumps({**json.loads(whole), "days": days}).encode() for days in (None, ["2026-03-03"], "2026-03-03")
    ]
    for spoiled in (b"", b"[[[]]]", b"\xff\xfe", whole[:-9], longer, *no_days):
        kept.write_bytes(spoiled)
        assert used.done("today").out == long_way[0]


def test_nothing_is_begun_beside_a_file_that_is_only_read(shell: Shell) -> None:
    before = shell.state()
    told(shell)
    assert shell.state() == before


def test_who_is_forgotten_is_in_no_digest(used: Shell) -> None:
    name = used.json("today")["contacts"][0]["name"]
    used.done("forget", name, "--yes")
    assert not [path for path, content in used.state().items() if name.encode() in content]


def test_a_kept_digest_needs_none_of_the_libraries(used: Shell, tmp_path: Path) -> None:
    used.monkeypatch.setenv("FOLLOWUP_CONFIG", str(used.file.with_name("config.toml")))
    used.done("today")
    imports_none_of("tinydb,pendulum,msgspec,jinja2,textual,platformdirs", ("today|--format|short", "today"), used.file)


def test_fields_agree_with_the_document(shell: Shell) -> None:
    document = shell.json("today")
    fields = (
        "left",
        "done",
        "overdue",
        "due",
        "new",
        "waiting",
        "capacity",
        "date",
        "next",
        "next_reason",
        "next_template",
    )
    said = shell.done("today", "--format", "|".join(f"{{{field}}}" for field in fields)).out.rstrip("\n").split("|")
    first = document["contacts"][0]
    assert said == [
        str(len(document["contacts"])), *(str(document[name]) for name in (
            "done_today", "overdue_total", "due_total", "new_total", "waiting_total", "capacity", "as_of",
        )), first["name"], first["reason"], first["template"],
    ]  # fmt: skip
    kinds = [shell.done("today", "--format", f"{{{kind}}}").out for kind in
             ("replies", "promises", "interviews", "birthdays", "check_ins")]  # fmt: skip
    assert sum(map(int, kinds)) == len(document["contacts"])


@pytest.mark.parametrize(
    "wanted",
    ["{", "}", "{due", "due}", "{}", "{0}", "{late}", "{next.__class__}", "{next[0]}", "{due!r}", "{due:>9}",
     "{due:{left}}", "{ due }", "{__class__}", "{next.__init__.__globals__}"],
)  # fmt: skip
def test_a_format_reaches_nothing_but_its_fields(wanted: str, shell: Shell) -> None:
    refusal = shell.refused("today", "--format", wanted)
    assert ("stands alone in its braces" in refusal) == (wanted in {"{due!r}", "{due:>9}", "{due:{left}}"})
    assert all(field in refusal for field in (*FIELDS, *FORMATS))


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["{{", "}}", "{due}", "{next}", " !:.[0]", "x"]), max_size=8))
def test_what_is_no_field_stands_as_it_was_typed(pieces: list[str]) -> None:
    shown = {"{{": "{", "}}": "}", "{due}": "14", "{next}": ENTRY.name}
    assert one_line(DIGEST, "".join(pieces)) == "".join(shown.get(piece, piece) for piece in pieces)


def test_ready_made_lines() -> None:
    assert one_line(DIGEST, "short") == "1 to write to, next Ann #[fg=red] Lee"
    assert one_line(DIGEST, "tmux") == "1 to write to, next Ann ##[fg=red] Lee"
    assert one_line(DIGEST, "count") == "1"
    assert one_line(DIGEST, "line") == (
        "Mon 23 Nov: 1 planned, 1 done · 2 overdue, 14 due, 5 new · next Ann #[fg=red] Lee: She waits."
    )
    done = DIGEST._replace(entries=())
    assert (one_line(done, "short"), one_line(done, "{next}")) == ("done for today, 12 can wait", "nobody")
    assert one_line(done._replace(waiting=0), "short") == "nobody is due"
    assert one_line(done._replace(capacity=0, done=0), "short") == "a day off, 12 can wait"
    assert one_line(DIGEST, "{{{left}}} #{day}") == "{1} #Mon 23 Nov"


def test_an_empty_network_and_a_free_day_are_sensible(empty: Shell) -> None:
    assert empty.done("today", "--format", "short").out == "nobody yet\n"
    assert empty.done("today", "--format", "{left} {due} {next}").out == "0 0 nobody\n"
    assert "followup add" in empty.done("today", "--format", "line").out
    assert not empty.file.exists()
    assert empty.done("today", "--if-any").out == ""
    empty.done("add", "Ann\tLee\x1b[31m every 3-6 months")
    assert empty.done("today", "--if-any", "--format", "short").out == "1 to write to, next Ann Lee\n"
    empty.done("log", "ann", "call")
    for way in ((), ("--format", "short")):
        assert empty.done("today", "--if-any", *way).out == ""
    assert empty.done("today", "--format", "short").out == "nobody is due\n"
    assert "--json" in empty.refused("today", "--json", "--if-any")


def test_a_name_in_a_line_is_short_and_has_no_control_code(empty: Shell) -> None:
    empty.done("add", "Ann Lee")
    text = empty.file.read_text()
    empty.file.write_text(text.replace("Ann Lee", "A\\u001b]2;x\\u0007nn\\n" + "Lee " * 30))
    said = empty.done("today", "--format", "{next}").out
    assert said.startswith("Ann Lee Lee")
    assert (said.count("\n"), len(said) <= 41, "\x1b" in said) == (1, True, False)
