"""The person's own templates: they override, they add, and a broken one is reported and harms nothing."""

from pathlib import Path

import pytest

from followup_tui.messages.library import built_in, load
from followup_tui.messages.template_file import BadTemplate, parse_template
from followup_tui.model.template import Limit
from followup_tui.model.words import Channel, Outcome

GOOD = '+++\ntitle = "Mine"\nintent = "keep-warm"\nsubject = "Hi"\n+++\nHi {{ first_name }}\n'


def write(folder: Path, name: str, text: str) -> None:
    """A template file of the person's own."""
    (folder / name).write_text(text, encoding="utf-8")


def test_without_a_folder_there_are_the_built_in_ones() -> None:
    library = load(None)
    assert library.templates == tuple(sorted(built_in(), key=lambda one: one.name))
    assert library.problems == ()
    assert all(one.built_in for one in library.templates)


def test_a_folder_that_does_not_exist_is_no_problem(tmp_path: Path) -> None:
    assert load(tmp_path / "nothing") == load(None)


def test_ones_own_template_overrides_by_name_and_adds(tmp_path: Path) -> None:
    write(tmp_path, "short-hi.md", GOOD)
    write(tmp_path, "coffee.md", GOOD)
    library = load(tmp_path)
    mine, coffee = library.get("short-hi"), library.get("coffee")
    assert mine is not None
    assert coffee is not None
    assert mine.body == "Hi {{ first_name }}"
    assert not mine.built_in
    assert len(library.templates) == len(built_in()) + 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Hi there", 1, "first line"),
        ("", 1, "first line"),
        ("+++\ntitle = 'x'\n", 3, "does not end"),
        ("+++\ntitle = 'x'\nintent = \n+++\nHi", 3, "not TOML"),
        (GOOD.replace("keep-warm", "sell"), 3, "intent"),
        (GOOD.replace('subject = "Hi"\n', ""), 1, "subject"),
        (GOOD.replace("title", "titel"), 2, "did you mean title?"),
        (GOOD.replace('subject = "Hi"', 'subject = "Hi"\nrequires = ["memmory"]'), 5, "did you mean memory?"),
        (GOOD.replace('subject = "Hi"', 'subject = "Hi"\n[when]\nkinds = ["birthdy"]'), 6, "did you mean birthday?"),
        (GOOD.replace('subject = "Hi"', 'subject = "Hi"\n[when]\nkinds = []'), 6, "empty"),
        (GOOD.replace('subject = "Hi"', 'subject = "Hi"\n[when]\noutcomes = ["fired"]'), 6, "when.outcomes"),
        (GOOD.replace('subject = "Hi"', 'subject = "Hi"\nasks = ["memory"]'), 5, "cannot name a blank"),
        (GOOD.replace('subject = "Hi"', 'subject = "Hi"\n[limit]\nemail = "many"'), 5, "limit"),
        (GOOD.replace('subject = "Hi"', 'subject = "Hi"\nname = "No Good"'), 1, "small letters"),
        (GOOD.replace("Hi {{ first_name }}\n", ""), 5, "no message"),
        (GOOD + "x" * 30_000, 1, "characters"),
        ("+++\na = " + "[" * 5000 + "\n+++\nHi", 1, "not TOML"),
    ],
    ids=[
        "no header",
        "empty",
        "open header",
        "no TOML",
        "intent",
        "no subject",
        "unknown key",
        "unknown fact",
        "unknown occasion",
        "no occasion",
        "unknown outcome",
        "blank of a fact",
        "limit",
        "name",
        "no body",
        "long",
        "deep",
    ],
)
def test_a_broken_file_is_reported_and_the_built_in_stays(tmp_path: Path, text: str, line: int, words: str) -> None:
    write(tmp_path, "short-hi.md", text)
    library = load(tmp_path)
    kept = library.get("short-hi")
    assert kept is not None
    assert kept.built_in
    (problem,) = library.problems
    assert problem.file == str(tmp_path / "short-hi.md")
    assert problem.line == line
    assert words in problem.sentence
    assert "\n" not in str(problem)


def test_bytes_that_are_no_text_a_folder_and_a_doubled_name_are_reported(tmp_path: Path) -> None:
    (tmp_path / "binary.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.md").mkdir()
    write(tmp_path, "a.md", GOOD.replace("title", 'name = "twice"\ntitle'))
    write(tmp_path, "b.md", GOOD.replace("title", 'name = "twice"\ntitle'))
    sentences = [problem.sentence for problem in load(tmp_path).problems]
    assert sentences == ["a.md has a template twice already.", "the file is not UTF-8 text.", "this is no file."]


def test_a_header_is_read_whole() -> None:
    text = """+++
title = "Coffee"
intent = "reconnect"
subject = "Coffee?"
channels = ["email"]
requires = ["company_then"]
question = true

[when]
kinds = ["closed", "check-in"]
outcomes = ["offer-declined"]
relations = ["recruiter"]
after_end_days = [30, 90]

[limit]
email = "80 words"
+++

Hi {{ first_name }}

+++ short +++
Hi
"""
    template = parse_template(text, "coffee.md")
    assert template.name == "coffee"
    assert template.channels == (Channel.EMAIL,)
    assert template.when.outcomes == (Outcome.OFFER_DECLINED,)
    assert template.when.after_end_days == (30, 90)
    assert template.limit(Channel.EMAIL) == Limit(80, "words")
    assert (template.body, template.body_line) == ("Hi {{ first_name }}", 19)
    assert (template.short, template.short_line) == ("Hi", 22)


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    library = load(tmp_path)
    assert library.problems == ()
    mine = library.get("mine")
    assert mine is not None
    assert mine.body == "Hi {{ first_name }}"


def test_a_bad_template_reads_as_one_sentence() -> None:
    with pytest.raises(BadTemplate, match=r"^x\.md, line 1: the first line must be"):
        parse_template("no", "x.md")
