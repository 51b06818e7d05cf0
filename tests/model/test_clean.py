"""Text from outside stays data, whatever bytes it brings."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup_tui.model.clean import clean_line, clean_text, folded, is_cjk

ESC = "\x1b"
UNKIND = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x07\x9b\x9c\x9d\x90[]0;m\\\r\n\t\u202e\u2066\u061c\ufeffe\u0301"))
)


@given(UNKIND)
@example("\x1b\x1b]0;x\x07[31m")
@example("e\u200e\u0301")
def test_no_text_brings_a_control_character(text: str) -> None:
    cleaned = clean_text(text)
    assert [letter for letter in cleaned if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t"] == []
    assert not set(cleaned) & set(
        "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
    )


@given(UNKIND)
@example("e\u200e\u0301")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(UNKIND)
def test_a_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert "  " not in line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (f"Ann{ESC}]0;owned\x07 Lee", "Ann Lee"),
        (f"Ann{ESC}]52;c;ZXZpbA=={ESC}\\ Lee", "Ann Lee"),
        (f"{ESC}[31mAnn{ESC}[0m Lee", "Ann Lee"),
        (f"Ann{ESC}[2J{ESC}[H Lee", "Ann Lee"),
        ("Ann\x9b31m Lee", "Ann Lee"),
        ("Ann\x9d0;owned\x9c Lee", "Ann Lee"),
        (f"Ann{ESC}P1$r0m{ESC}\\ Lee", "Ann Lee"),
        (f"Ann{ESC}c Lee", "Ann Lee"),
        ("Ann\x00\x08 Lee\x7f", "Ann Lee"),
        ("ann\u202egro.x@eel", "anngro.x@eel"),
        ("Ann\u061c Lee", "Ann Lee"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("Zoe\u0308", "Zoë"),
        ("tab\tkept", "tab\tkept"),
    ],
)
def test_escapes_go_with_their_payload_and_the_words_stay(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


def test_a_stray_control_of_a_wrong_encoding_does_not_take_the_line_with_it() -> None:
    assert clean_text("Ko\x9eena and the rest of a long line") == "Koena and the rest of a long line"


@pytest.mark.parametrize(
    ("text", "found"), [("Müller", "muller"), ("Søren", "soren"), ("ŁUKASZ", "lukasz"), ("Straße", "strasse")]
)
def test_folding_finds_names_without_their_accents(text: str, found: str) -> None:
    assert folded(text) == found


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("佐藤 美咲", True), ("佐々木", True), ("김민준", True), ("マイク・スミス", True), ("Misaki 佐藤", False),
     ("Zoë", False), ("", False), ("42", False)],
)  # fmt: skip
def test_a_name_in_east_asian_characters_is_told(name: str, is_one: bool) -> None:
    assert is_cjk(name) is is_one
