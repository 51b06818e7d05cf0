"""Text on its way to the screen: any text becomes lines of known width without control characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from followup_tui.tui.text import cut, fit, lines, one_line, plain, whole_sentences, wrap
from tests.tui.frames import HOSTILE

ANY_TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
FORBIDDEN = {"Cc", "Cs", "Zl", "Zp"}


def harmless(text: str) -> bool:
    """Whether a terminal takes every character of `text` as something to draw."""
    return not any(unicodedata.category(letter) in FORBIDDEN or letter in "\u200d\ufe0f\u202e" for letter in text)


@given(ANY_TEXT, st.integers(0, 90), st.sampled_from(["left", "right", "center"]))
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int, align: str) -> None:
    fitted = fit(text, width, align)  # type: ignore[arg-type]
    assert cell_len(fitted) == width
    assert harmless(fitted)


@given(ANY_TEXT, st.integers(1, 60), st.integers(0, 5))
def test_wrapped_text_stays_within_width_and_lines(text: str, width: int, most: int) -> None:
    wrapped = wrap(text, width, most)
    assert wrapped
    assert all(cell_len(line) <= width and harmless(line) for line in wrapped)
    assert not most or len(wrapped) <= most


@given(ANY_TEXT)
def test_lines_hold_nothing_a_terminal_would_obey(text: str) -> None:
    assert all(harmless(line) for line in lines(text))
    assert harmless(one_line(text))


@pytest.mark.parametrize("name", ["Smith [/] Co", "[TODO] call", "[@click=app.bell]hi[/]", "[$foo]v", "tail\\"])
def test_brackets_stay_what_they_are(name: str) -> None:
    assert plain(name).plain == name
    assert not plain(name).spans


def test_escape_sequences_vanish_whole() -> None:
    assert one_line("\x1b]52;c;aGk=\x07Ann \x1b[31mLee") == "Ann Lee"


def test_a_wide_letter_is_not_cut_in_half() -> None:
    assert fit("佐藤美咲", 6) == "佐藤… "


def test_a_cut_says_so() -> None:
    assert cut("Starting at Acme", 8) == "Startin…"
    assert cut("Starting at Acme", 8, "~") == "Startin~"


def test_words_are_not_broken_where_there_is_a_space() -> None:
    assert wrap("two months into Acme", 12) == ("two months", "into Acme")
    assert wrap("a\n\nb", 12) == ("a", "", "b")


def test_what_is_left_out_of_a_long_text_is_shown() -> None:
    assert wrap("one two three four", 9, 1) == ("one two …",)


def test_a_pile_of_accents_is_not_sent_to_the_terminal() -> None:
    assert len(fit("a" + "\u0301" * 10_000, 5)) < 12


def test_a_note_ends_with_a_whole_sentence() -> None:
    note = "15 this month. 0.3 a day since 5 Dec. Most on Fri (46 of 107)."
    assert whole_sentences(note, 80, 1) == note
    assert whole_sentences(note, 40, 1) == "15 this month. 0.3 a day since 5 Dec."
    assert whole_sentences(note, 40, 2) == note
    assert whole_sentences(note, 9, 1) == "15 this month."
