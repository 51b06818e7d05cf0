"""What people see: columns that line up and fit, colour where it may be, and no control code of anybody's."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.cli.columns import cells, cut, table, wrapped
from followup_tui.cli.output import Paper
from tests.cli.shell import Shell

HOSTILE = (
    "\x1b]2;title\x1b\\name", "\x1b]52;c;aGk=\x07name", "\x1b[31mred\x1b[0m", "\x9b31mred\x9d2;t\x9c",
    "bell\x07 back\x08 del\x7f nul\x00", "one\r\ntwo\x0bthree\u2028four\x85five", "\u202egnitirw\u202c name",
    "Smith [/] Co", "tail\\", "{{ 7*7 }}", "%s %n", "佐藤 美咲", "Zoë e\u0301", "👨‍👩‍👧‍👦 family", "a\tb",
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)


def _on_terminal(shell: Shell, width: int, colour: bool = True) -> None:
    shell.monkeypatch.setattr("followup_tui.cli.output.paper", lambda: Paper(width, colour))


def _without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("verb", [("due", "--all"), ("find", "tag:data"), ("interview", "list"), ("task", "list")])
def test_no_line_of_a_list_is_wider_than_the_terminal(verb: tuple[str, ...], width: int, shell: Shell) -> None:
    _on_terminal(shell, width)
    for line in _without_colour(shell.done(*verb).out).splitlines():
        assert cells(line) <= width


@pytest.mark.parametrize("verb", [("today",), ("show", "youssef"), ("show", "佐藤")])
def test_longer_texts_are_wrapped_to_the_terminal(verb: tuple[str, ...], shell: Shell) -> None:
    plain = shell.done(*verb).out
    _on_terminal(shell, 80)
    shown = _without_colour(shell.done(*verb).out)
    assert shown.split() == plain.split()
    assert max(map(cells, shown.splitlines())) <= 80 or verb[0] == "show"


def test_colour_is_only_an_addition(shell: Shell) -> None:
    _on_terminal(shell, 80)
    coloured = shell.done("due").out
    _on_terminal(shell, 80, colour=False)
    assert "\x1b[" in coloured
    assert _without_colour(coloured) == shell.done("due").out


def test_columns_line_up_whatever_the_letters(shell: Shell) -> None:
    lines = shell.done("due", "--all").out.splitlines()
    columns = [one["reason"][:8] for one in shell.json("due", "--all")["contacts"]]
    assert len({cells(line[: line.index(start)]) for line, start in zip(lines, columns, strict=True)}) == 1


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:24])
def test_a_hostile_name_is_data_wherever_it_is_printed(name: str, empty: Shell) -> None:
    empty.done("add", f"{name} @Evil \x1b]0;x\x07Co #tag", "--note", f"note {name}")
    number = empty.json("due", "--all")["contacts"][0]["id"]
    empty.done("log", number, f"call {name}")
    for verb in (("today",), ("due", "--all"), ("show", number), ("find", "evil"), ("compose", number), ("history",)):
        said = empty(*verb)
        assert said.code == 0
        _harmless(said.out)
    _harmless(empty.done("show", number, "--json").out)


def test_a_file_edited_by_hand_cannot_send_control_codes(empty: Shell) -> None:
    evil = "\x1b]2;evil\x07A\x1b[2Jnn"
    contact = {
        "name": evil, "note": evil, "tags": [evil], "linkedin": evil, "phones": [evil], "cadence": "3-6 months",
        "positions": [{"company": 5, "title": evil}],
    }  # fmt: skip
    document = {
        "_meta": {"1": {"schema": 1, "rev": 1}},
        "contacts": {"7": contact},
        "companies": {"5": {"name": evil}},
        "interactions": {"9": {"on": "2025-01-01", "contacts": [7], "text": evil, "subject": evil}},
        "interviews": {"11": {"company": 5, "role": evil, "contacts": [7], "reason": evil}},
        "tasks": {"13": {"contacts": [7], "text": evil, "on": "2026-03-01"}},
    }
    empty.file.parent.mkdir(parents=True)
    empty.file.write_text(json.dumps(document), encoding="utf-8")
    for verb in (
        ("today",), ("due", "--all"), ("show", "7"), ("find", "nn"), ("compose", "7"), ("compose", "7", "--list"),
        ("interview", "list"), ("interview", "show", "nn"), ("task", "list"), ("skip", "7"), ("history",), ("undo",),
    ):  # fmt: skip
        said = empty(*verb)
        _harmless(said.out)
        _harmless(said.err)
        assert said.code == 0, said


def _harmless(text: str) -> None:
    bad = {letter for letter in text if unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n"}
    assert not bad
    assert "\u202e" not in text


@given(TEXT, st.integers(1, 40))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width
    if cells(text) <= width:
        assert cut(text, width) == text


@given(TEXT, st.integers(20, 60))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int) -> None:
    lines = wrapped(text, width, "  ")
    assert all(cells(line) <= max(width, 22) for line in lines)
    if all(cells(word) <= width - 2 for word in text.split()):
        assert " ".join(lines).split() == text.split()


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=5), st.integers(20, 100))
def test_a_table_never_passes_the_width(rows: list[tuple[str, str, str]], width: int) -> None:
    assert all(cells(line) <= width for line in table(rows, (8, 6), width))
