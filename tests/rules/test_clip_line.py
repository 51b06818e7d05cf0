"""Lines that clip something, and what is proposed to add to them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.words import ClippingKind
from followup_tui.rules.clip_line import (
    CapturedClip,
    Proposed,
    parse_clip,
    proposals_for,
    with_proposals,
)
from followup_tui.rules.terms import phrase
from followup_tui.rules.web_address import is_link, same_address

DAY = date(2026, 11, 23)
KNOWN = {phrase(one): one for one in ("type systems", "data", "Maps", "supply chain", "teams")}
URL = "https://example.org/queues?id=7#top"


def parsed(text: str) -> CapturedClip:
    return parse_clip(text, DAY, KNOWN)


def proposed(text: str) -> Proposed:
    return proposals_for(parsed(text), DAY, KNOWN)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (URL, CapturedClip(url=URL)),
        (f"Why queues grow ({URL}).", CapturedClip("Why queues grow", URL)),
        (f"{URL} Why queues grow #streaming", CapturedClip("Why queues grow", URL, topics=("streaming",))),
        ("see www.example.org/x", CapturedClip("see", "https://www.example.org/x")),
        ('#type-systems #"supply chains" Proofs', CapturedClip("Proofs", topics=("type systems", "supply chain"))),
        ("event: Data Day on 3 dec", CapturedClip("Data Day", kind=ClippingKind.EVENT, on=date(2026, 12, 3))),
        (f"{URL} Data Day #maps on next tue expires 2w",
         CapturedClip("Data Day", URL, topics=("Maps",), on=date(2026, 11, 24), expires=date(2026, 12, 7))),
        ("job: Lead expires 1 Dec on 2026-12-24",
         CapturedClip("Lead", kind=ClippingKind.JOB, on=date(2026, 12, 24), expires=date(2026, 12, 1))),
        ("An essay on Sunday", CapturedClip("An essay on Sunday")),
        ("The #1 mistake until it hurts", CapturedClip("The #1 mistake until it hurts")),
        (f"Title\n{URL}\nWhat it says.", CapturedClip("Title", URL, "What it says.")),
        ("javascript:alert(1)", CapturedClip("javascript:alert(1)")),
        ("read \x1b[31mred\x1b[0m", CapturedClip("read red")),
    ],
)  # fmt: skip
def test_a_line_is_kept_as_it_is_written(text: str, found: CapturedClip) -> None:
    assert parsed(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://x.org/2026/why-data-teams-map", Proposed("Why data teams map", topics=("Maps", "data"))),
        ("https://x.org/jobs/7 Data Lead, apply by 12 December",
         Proposed(kind=ClippingKind.JOB, topics=("data",), expires=date(2026, 12, 12))),
        ("Maps Summit, 3rd December 2026",
         Proposed(kind=ClippingKind.EVENT, topics=("Maps",), on=date(2026, 12, 3))),
        ("https://meetup.example.org/x Talks, Jan. 5th", Proposed(kind=ClippingKind.EVENT, on=date(2027, 1, 5))),
        ("https://x.org/a The strike of 1 May #data", Proposed()),
        ("People remember how you left", Proposed(kind=ClippingKind.THOUGHT)),
        ("event: Summit on 3 dec #data", Proposed()),
        ("event: Summit 3/4 #data", Proposed()),
    ],
)  # fmt: skip
def test_what_is_guessed_is_proposed_and_only_days_to_come(text: str, found: Proposed) -> None:
    assert proposed(text) == found


@pytest.mark.parametrize("text", ["https://x.org/jobs/7 Data Lead, apply by 12 Dec", "Maps Summit, 3 December"])
def test_what_is_proposed_is_kept_when_it_is_taken(text: str) -> None:
    guess = proposed(text)
    taken = parsed(with_proposals(text, guess))
    assert (taken.kind, taken.topics, taken.on, taken.expires) == guess[1:]
    assert proposals_for(taken, DAY, KNOWN) == Proposed()


def test_one_address_is_known_in_every_spelling() -> None:
    assert (
        same_address("HTTP://www.Example.org/a/?utm_source=x&b=2&a=1#part")
        == same_address("https://example.org/a?a=1&b=2")
        != same_address("https://example.org/A?a=1&b=2")
    )


@pytest.mark.parametrize(
    "url", ["ftp://x.org", "javascript:alert(1)", "file:///etc/passwd", "https://", "x", "http://[x"]
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert not is_link(url)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = parsed(text)
    proposals_for(found, DAY, KNOWN)
    assert "\x1b" not in f"{found.title}{found.text}{found.url}"
    assert not found.url or is_link(found.url)
    same_address(text)
