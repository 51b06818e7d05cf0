"""Bad news in notes: what calls for a word of support, and what only sounds like it."""

import pytest

from followup_tui.rules.news import is_bad_news
from followup_tui.rules.promises import came_of, is_search_ended


@pytest.mark.parametrize(
    "note",
    [
        "Layoffs at Acme, a fifth of the staff",
        "she was laid off in May",
        "Acme cuts 300 jobs",
        "insolvent since Monday",
        "was let go last week",
        "they are closing the office in Oslo",
        "his father died in March",
        "lost her husband",
        "in hospital after an accident",
        "her divorce is through",
        "Anna's mother passed away",
    ],
)
def test_bad_news_is_seen(note: str) -> None:
    assert is_bad_news(note)


@pytest.mark.parametrize(
    "note",
    [
        "no layoffs this year",
        "avoided layoffs",
        "before the layoffs she led the team",
        "works on early detection of cancer",
        "shut down the old cluster",
        "the hospital is their largest customer",
        "lost the office bet",
        "cut the build time by 40 %",
        "laid out the plan",
        "let it go",
        "",
    ],
)
def test_what_only_sounds_like_it_is_not(note: str) -> None:
    assert not is_bad_news(note)


def test_what_a_promise_is_to_tell_is_read_from_it() -> None:
    assert came_of("Tell Ann what came of their lead: interview at Acme.") == ("lead", "interview at Acme")
    assert came_of("tell Ann what came of her introduction") == ("introduction", "")
    assert came_of("Tell Ann about the lead") is None
    assert is_search_ended("Tell Ann how your search ended")
    assert not is_search_ended("Ask Ann how her search ended")
