"""One line that adds a person or logs what happened; nothing that was typed gets lost."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup_tui.model.words import Channel, Direction
from followup_tui.rules.capture import BadCapture, CapturedPerson, CapturedTouch, parse_person, parse_touch

MONDAY = date(2026, 11, 23)
OUT, IN, BOTH = Direction.OUT, Direction.IN, Direction.BOTH


@pytest.mark.parametrize(
    ("line", "person"),
    [
        (
            "Ann Lee <ann@x.org> @Fisher Diagnostics #recruiter every 3-6 months met 2021-05",
            CapturedPerson(
                "Ann Lee", "", ("ann@x.org",), "Fisher Diagnostics", ("recruiter",), "3-6 months", "2021-05"
            ),
        ),
        ("Ann Lee", CapturedPerson("Ann Lee")),
        ("+Ann Lee", CapturedPerson("Ann Lee", force=True)),
        ("Ann Lee, Head of Data @Fisher", CapturedPerson("Ann Lee", "Head of Data", company="Fisher")),
        ("Ann Lee ann@x.org", CapturedPerson("Ann Lee", emails=("ann@x.org",))),
        ("ann@x.org, Ann Lee", CapturedPerson("Ann Lee", emails=("ann@x.org",))),
        ("Ann Lee, CTO, ann@x.org", CapturedPerson("Ann Lee", "CTO", ("ann@x.org",))),
        (
            "Ann Lee every 30d #acme @Acme ann@acme.example",
            CapturedPerson("Ann Lee", "", ("ann@acme.example",), "Acme", ("acme",), "30 days"),
        ),
        ("Ann @Acme Every 2w", CapturedPerson("Ann", company="Acme", cadence="2 weeks")),
        ("Ann every month", CapturedPerson("Ann", cadence="1 month")),
        ("Ann every none", CapturedPerson("Ann", cadence="none")),
        ("Ann every +30d", CapturedPerson("Ann", cadence="30 days")),
        ("Ann #VC, #vc #Oslo", CapturedPerson("Ann", tags=("vc", "oslo"))),
        ("Ann #vc likes tea, not coffee", CapturedPerson("Ann", tags=("vc",), note="likes tea, not coffee")),
        ("Ann #vc loves every dog", CapturedPerson("Ann", tags=("vc",), note="loves every dog")),
        ("Ann met 2021, at a conference", CapturedPerson("Ann", met_on="2021", note="at a conference")),
        ("Ann every 2w by phone", CapturedPerson("Ann", cadence="2 weeks", note="by phone")),
        ("Ann @Acme @Beta", CapturedPerson("Ann", company="Acme", note="@Beta")),
        ("Ann every 2w every 3w", CapturedPerson("Ann", cadence="2 weeks", note="every 3w")),
        ("Ann met 2021 met 2022", CapturedPerson("Ann", met_on="2021", note="met 2022")),
        ("Ann <a@x.org> <b@x.org>", CapturedPerson("Ann", emails=("a@x.org", "b@x.org"))),
        ("Ann <a@x.org> a@x.org", CapturedPerson("Ann", emails=("a@x.org",), note="a@x.org")),
        ("Ann @", CapturedPerson("Ann", note="@")),
        ("Ann #", CapturedPerson("Ann", note="#")),
        ("José @Müller & Söhne", CapturedPerson("José", company="Müller & Söhne")),
        ("佐藤 美咲 @トヨタ", CapturedPerson("佐藤 美咲", company="トヨタ")),
        ("C# Guru, Head of C# @Acme", CapturedPerson("C# Guru", "Head of C#", company="Acme")),
        ("Ann\x1b]0;x\x07 Lee\n@Acme", CapturedPerson("Ann Lee", company="Acme")),
    ],
)
def test_a_person_in_a_line(line: str, person: CapturedPerson) -> None:
    assert parse_person(line) == person


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "no name"),
        ("+", "no name"),
        ("@Acme #vc", "no name"),
        ("Ann <ann at x>", "not an e-mail address"),
        ("Ann every often", "not a cadence"),
        ("Ann every 6-3 months", "shorter time comes first"),
        ("Ann met 2021-13", "not a date"),
    ],
)
def test_what_cannot_be_kept_as_it_is_says_why(line: str, says: str) -> None:
    with pytest.raises(BadCapture, match=says) as told:
        parse_person(line)
    assert str(told.value).endswith(".")


PIECES = st.sampled_from(
    [
        "@Acme", "@Fisher Diagnostics", "#vc", "#oslo", "<a@x.org>", "b@x.org", "every 2w", "every 3-6 months",
        "every", "met 2021-05", "met", "likes", "tea,", "#", "@", "<3", "2021", "and", "Every", "none", "+", "met 2020",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=7).map(" ".join))
@example("#vc likes every 2w met 2021-05 met")
def test_every_word_of_the_line_is_found_again(line: str) -> None:
    with suppress(BadCapture):
        found = parse_person(f"Ann Lee {line}")
        kept = " ".join(
            (
                found.name, found.title, *found.emails, found.company, *found.tags, found.met_on, found.note,
                found.cadence.replace(" weeks", "w"), found.cadence, "every" if found.cadence else "",
                "met" if found.met_on else "",
            )
        ).casefold()  # fmt: skip
        for word in line.split():
            assert word.strip("@#<>,").casefold() in kept


@given(st.text(max_size=60))
def test_any_line_is_a_person_or_refused(line: str) -> None:
    with suppress(BadCapture):
        found = parse_person(line)
        assert found.name
        assert not any(letter < " " for part in found[:3] for letter in "".join(part))


@pytest.mark.parametrize(
    ("line", "touch"),
    [
        ("call 20m, she moved to Oslo", CapturedTouch("20m, she moved to Oslo", Channel.CALL, BOTH, MONDAY)),
        (
            "call 20m yesterday >2w",
            CapturedTouch("20m", Channel.CALL, BOTH, date(2026, 11, 22), date(2026, 12, 7)),
        ),
        (
            "call 20m >2w yesterday",
            CapturedTouch("20m", Channel.CALL, BOTH, date(2026, 11, 22), date(2026, 12, 7)),
        ),
        ("lunch -3d", CapturedTouch("lunch", Channel.MEETING, BOTH, date(2026, 11, 20))),
        ("lunch on 3 aug", CapturedTouch("lunch", Channel.MEETING, BOTH, date(2026, 8, 3))),
        ("lunch 2026-08-03", CapturedTouch("lunch", Channel.MEETING, BOTH, date(2026, 8, 3))),
        ("lunch last tuesday", CapturedTouch("lunch", Channel.MEETING, BOTH, date(2026, 11, 17))),
        ("met 2 years ago", CapturedTouch("met", Channel.MEETING, BOTH, date(2024, 11, 23))),
        ("email sent the deck", CapturedTouch("sent the deck", Channel.EMAIL, OUT, MONDAY)),
        ("wrote about the deck", CapturedTouch("wrote about the deck", Channel.EMAIL, OUT, MONDAY)),
        ("linkedin", CapturedTouch("linkedin", Channel.LINKEDIN, OUT, MONDAY)),
        ("note prefers mornings", CapturedTouch("prefers mornings", Channel.NOTE, OUT, MONDAY)),
        ("< thanks for the paper", CapturedTouch("thanks for the paper", None, IN, MONDAY)),
        ("<thanks", CapturedTouch("thanks", None, IN, MONDAY)),
        ("they replied thanks", CapturedTouch("thanks", None, IN, MONDAY)),
        ("she wrote that she moved", CapturedTouch("she wrote that she moved", Channel.EMAIL, IN, MONDAY)),
        ("she called", CapturedTouch("she called", Channel.CALL, BOTH, MONDAY)),
        ("replied: yes", CapturedTouch("replied: yes", None, IN, MONDAY)),
        ("he is well", CapturedTouch("he is well", None, None, MONDAY)),
        ("sent notes on 5 decks", CapturedTouch("sent notes on 5 decks", None, None, MONDAY)),
        ("it will last forever", CapturedTouch("it will last forever", None, None, MONDAY)),
        ("call > fri", CapturedTouch("call", Channel.CALL, BOTH, MONDAY, date(2026, 11, 27))),
        ("call >next tue", CapturedTouch("call", Channel.CALL, BOTH, MONDAY, date(2026, 11, 24))),
        ("call >1 Mar 2027", CapturedTouch("call", Channel.CALL, BOTH, MONDAY, date(2027, 3, 1))),
        ("revenue > costs", CapturedTouch("revenue > costs", None, None, MONDAY)),
    ],
)
def test_what_happened_in_a_line(line: str, touch: CapturedTouch) -> None:
    assert parse_touch(line, MONDAY) == touch


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "what happened"),
        ("call on 2027-01-01", "future"),
        ("call on 3/4", "two ways"),
        ("call >2026-01-01", "is over"),
    ],
)
def test_what_cannot_have_happened_says_why(line: str, says: str) -> None:
    with pytest.raises(BadCapture, match=says):
        parse_touch(line, MONDAY)


STEPS = st.sampled_from(
    [
        "call", "met", "they", "<", ">", ">2w", "on", "fri", "3", "aug", "last", "week", "today", "-3d", "note",
        "replied", "3/4",
    ]
)  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(STEPS, max_size=8).map(" ".join)))
def test_any_line_is_a_touch_that_has_happened_or_refused(line: str) -> None:
    with suppress(BadCapture):
        found = parse_touch(line, MONDAY)
        assert found.on <= MONDAY
        assert found.next_on is None or found.next_on >= MONDAY


@given(st.lists(st.sampled_from(["Ann", "moved", "to", "Oslo", "in", "a", "deck,", "20m"]), min_size=1, max_size=8))
def test_plain_words_are_kept_as_they_are(words: list[str]) -> None:
    line = " ".join(words)
    assert parse_touch(line, MONDAY).text == line
    assert parse_touch(f"lunch {line}", MONDAY).text == f"lunch {line}"
