"""Cadences and spans as people write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.cadence import BadCadence, Cadence, Span, parse_cadence, parse_span

SPANS = st.builds(Span, st.integers(1, 9), st.sampled_from(["day", "week", "month", "year"]))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("10d", Span(10, "day")),
        ("2w", Span(2, "week")),
        ("4 months", Span(4, "month")),
        ("1 year", Span(1, "year")),
        (" 3 MO ", Span(3, "month")),
        ("+1m", Span(1, "month")),
    ],
)
def test_spans(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3-6 months", "3-6 months"),
        ("every 3-6 months", "3-6 months"),
        ("30d-60d", "30-60 days"),
        ("2w", "2 weeks"),
        ("1m", "1 month"),
        ("2 weeks to 3 months", "2 weeks-3 months"),
        ("3 – 6 m", "3-6 months"),
    ],
)
def test_cadences_have_one_spelling(text: str, words: str) -> None:
    assert str(parse_cadence(text)) == words


@pytest.mark.parametrize("text", ["none", "never", "OFF", " every none "])
def test_none_is_never_due(text: str) -> None:
    assert parse_cadence(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "often", "0d", "3", "6-3 months", "3-6", "11 years", "9999y", "1d-11y", "-3d", "3.5 months", "3-6 moons",
        "every", "month",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_the_forms_that_can(text: str) -> None:
    with pytest.raises(BadCadence) as told:
        parse_cadence(text)
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


@given(SPANS, SPANS)
def test_what_is_shown_can_be_typed_again(least: Span, most: Span) -> None:
    least, most = sorted((least, most), key=lambda span: span.about_days)
    cadence = Cadence(least, most)
    assert parse_cadence(str(cadence)) == cadence
    assert parse_span(str(least)) == least


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (parse_cadence, parse_span):
        with suppress(BadCadence):
            read(text)
