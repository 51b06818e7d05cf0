"""What could embarrass in a message: found, placed and, where that is possible, put right; nothing else is blamed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.messages.library import built_in
from followup_tui.model.words import Channel
from followup_tui.rules.addressee import Addressee, greeted, names_for
from followup_tui.rules.lint import Earlier, Finding, Kind, LintContext, fixed, gists_of, lint
from followup_tui.rules.specifics import specific_words

TODAY = date(2026, 11, 23)
ANN = Addressee(
    first_name="Ann",
    called=names_for(["Ann Lee", "ann.lee"]),
    mine=names_for(["Sam Rivera"]),
    company_now="Fisher Diagnostics",
    companies=frozenset({"fisher diagnostics"}),
    elsewhere=frozenset({"acme", "northwind", "home"}),
)
ABOUT = LintContext(as_of=TODAY, addressee=ANN, specifics=specific_words(["Fisher Diagnostics", "caching"]))
PLAIN = "Hi Ann,\n\nYour talk on caching in May stayed with me. How are you these days?\n\nBest,\nSam"
HI = next(one for one in built_in() if one.name == "short-hi")


def found(body: str, about: LintContext = ABOUT, channel: Channel = Channel.EMAIL) -> list[Finding]:
    return list(lint(body, "Hello", channel, about))


def kinds(body: str, about: LintContext = ABOUT) -> set[str]:
    return {one.kind.value for one in found(body, about)}


def to(name: str, *names: str) -> LintContext:
    """A context of somebody else."""
    return replace(ABOUT, addressee=replace(ANN, first_name=name, called=names_for([name, *names])))


def earlier(body: str, days_before: date, whom: str = "", template: str = "") -> LintContext:
    return replace(ABOUT, earlier=(Earlier(whom, days_before, template, gists_of(body)),))


def test_a_letter_without_fault_is_left_alone() -> None:
    assert found(PLAIN) == []
    assert found("") == []


def test_only_what_is_unfinished_is_an_error() -> None:
    body = "Hi Ann,\n\nI remember [memory?] and caching, {{ first_name }}. See [Company] TODO."
    errors = [one for one in found(body) if one.level == "error"]
    assert [body[one.start : one.end] for one in errors] == ["[memory?]", "{{ first_name }}"]
    assert "memory" in errors[0].sentence
    assert [one.level for one in found(body)][:3] == ["error", "error", "warning"]
    assert {"reminder"} <= kinds(body)
    subject = lint(PLAIN, "Hello [name?]", Channel.EMAIL, ABOUT)
    assert [(one.place, one.level) for one in subject] == [("subject", "error")]


@pytest.mark.parametrize(
    ("greeting", "who", "wrong"),
    [
        ("Hi Bob,", ABOUT, "Bob"), ("Dear Bob Miller,", ABOUT, "Bob Miller"), ("Hello again, Bob!", ABOUT, "Bob"),
        ("Hi Anna,", ABOUT, "Anna"), ("Dear Dr. Miller,", ABOUT, "Dr. Miller"), ("Hi 美咲,", ABOUT, "美咲"),
        ("Hi Ann,\n\nThank you, Bob!", ABOUT, "Bob"), ("Hi Ann,", to("Anna"), "Ann"),
        ("Hi Ann,", ABOUT, ""), ("Hi Ann and Bob,", ABOUT, ""), ("Dear Dr. Lee,", ABOUT, ""), ("Hi there,", ABOUT, ""),
        ("Hello from Oslo.", ABOUT, ""), ("Dear Hiring Manager,", ABOUT, ""), ("Hi Hope you are well,", ABOUT, ""),
        ("Hi Bob,", to("Robert"), ""), ("Hi Seb,", to("Sebastian"), ""), ("Hi Soren,", to("Søren"), ""),
        ("Hi Jean,", to("Jean-Pierre"), ""), ("Hi 美咲,", to("美咲"), ""), ("Hi Ann, I saw Bob in May.", ABOUT, ""),
        ("Hi Ann,\n\nAll the best.\n\nThanks, Sam", ABOUT, ""), ("Hi Ann. Many thanks, Sam, and more", ABOUT, ""),
    ],
)  # fmt: skip
def test_a_greeting_of_somebody_else(greeting: str, who: LintContext, wrong: str) -> None:
    body = f"{greeting}\n\nYour talk on caching in May stayed with me."
    names = [one for one in found(body, who) if one.kind is Kind.WRONG_NAME]
    assert [body[one.start : one.end] for one in names] == ([wrong] if wrong else [])
    if wrong:
        assert names[0].fix == who.addressee.first_name
        assert Kind.WRONG_NAME not in {one.kind for one in found(fixed(body, names), who)}


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("How is life at Acme these days?", "Acme"), ("I hope all is well at Northwind.", "Northwind"),
        ("How are things at Acme's new office?", "Acme"), ("I see that you're at Acme now.", "Acme"),
        ("Congratulations on your new role at Northwind.", "Northwind"),
        ("How is life at Fisher Diagnostics?", ""), ("How is life at Fisher?", ""),
        ("How is everything at Home?", "Home"),
        ("I interviewed for the Staff role at Acme in May 2021.", ""), ("How was your time at Acme?", ""),
        ("I met Bob at Acme last week.", ""), ("A friend works at Acme.", ""), ("How are you at Christmas?", ""),
    ],
)  # fmt: skip
def test_a_company_where_they_are_not(sentence: str, wrong: str) -> None:
    body = f"Hi Ann, {sentence}"
    places = [one for one in found(body) if one.kind is Kind.WRONG_COMPANY]
    assert [body[one.start : one.end] for one in places] == ([wrong] if wrong else [])
    if wrong:
        assert "Fisher Diagnostics" in fixed(body, places)


def test_what_was_said_before_to_them_or_to_a_colleague() -> None:
    said = "A line or two is plenty, and there's no hurry at all."
    body = PLAIN.replace("these days?", f"these days? {said} I hope you are well.")
    before = date(2026, 5, 3)
    again = found(body, earlier(f"HI ANN! {said.upper()} I hope you are well.", before))
    assert [(one.kind, body[one.start : one.end]) for one in again] == [(Kind.SAME_SENTENCE, said)]
    assert "of 3 May to them" in again[0].sentence
    assert "to Bob at their company" in found(body, earlier(said, before, "Bob"))[0].sentence
    assert not found(body, earlier("I hope you are well.\n\nBest,\nSam", before))


def test_the_template_of_last_time_counts_only_while_it_still_shows() -> None:
    before = date(2026, 9, 1)
    said = "Your talk on caching in May stayed with me."
    for whom in ("", "Bob"):
        again = lint(PLAIN, "Hello", Channel.EMAIL, earlier(f"Hi. {said}", before, whom, "short-hi"), HI)
        assert [one.kind for one in again] == [Kind.SAME_TEMPLATE]
        assert HI.title in again[0].sentence
        assert not lint(
            PLAIN, "Hello", Channel.EMAIL, earlier("All of it was said otherwise then.", before, whom, "short-hi"), HI
        )
    long_ago = earlier("", date(2025, 9, 1), "Bob", "short-hi")
    assert not lint(PLAIN, "Hello", Channel.EMAIL, long_ago, HI)


def test_too_long_begins_where_it_is_too_long() -> None:
    body = f"{PLAIN}\n{'word ' * 130}"
    (too_long,) = found(body)
    assert len(body[: too_long.start].split()) == 125
    assert "23 words too long for email (148 of at most 125 words)" in too_long.sentence
    (brief,) = found("Ann, caching. " + "x" * 400, channel=Channel.LINKEDIN)
    assert (brief.start, "400 characters" in brief.sentence) == (400, True)
    assert not found(body, channel=Channel.CALL)


def test_one_ask_is_enough_and_none_is_right_when_nobody_answers() -> None:
    two = f"{PLAIN.replace('?', '? Could you introduce me to Bob.')}"
    assert kinds(PLAIN) == set()
    assert kinds(two) == {"many-asks"}
    assert kinds(PLAIN, replace(ABOUT, unanswered=2)) == {"ask-too-soon"}
    assert kinds(PLAIN, replace(ABOUT, silent_days=800)) == set()
    assert kinds("Hi Ann, caching! Do you know of any openings?", replace(ABOUT, silent_days=800)) == {"ask-too-soon"}
    assert kinds("Ann, caching: https://x.org/?q=1 would please me to share. [what?]") == {"blank"}


@pytest.mark.parametrize(
    ("body", "specific"),
    [
        ("Hi Ann, how are you these days?\n\nBest,\nSam Rivera", False), ("Hi Ann, how is Fisher Diagnostics?", True),
        ("Hi Ann, I thought of Caching.", True), ("Hi Ann, we met in 2021.", True), ("Hi Ann, see https://x.org", True),
        ("Hi Ann, I saw Lisbon again.", True), ("Hi Ann, I hope Friday is quiet.", False), ("Hi Ann, [memory?]", True),
    ],
)  # fmt: skip
def test_something_specific_is_missing(body: str, specific: bool) -> None:
    assert ("no-fact" not in kinds(body)) is specific
    if not specific:
        noted = found(body, replace(ABOUT, note="the marathon"))
        assert any("you noted “the marathon”" in one.sentence for one in noted)


@pytest.mark.parametrize(
    ("worn", "better"),
    [
        ("I'm just checking in.", "I was thinking of you."),
        ("I hope this email finds you well.", "I hope you are well."),
        ("Sorry for the long silence.", "It has been a while."),
        ("May I pick your brain about caching", "May I ask what you think about caching"),
        ("Just touching base.", "Getting back in touch."),
        ("I wanted to follow up on caching.", "I am coming back to caching."),
    ],
)  # fmt: skip
def test_worn_words_have_better_ones(worn: str, better: str) -> None:
    body = f"Hi Ann,\n\n{worn}"
    assert fixed(body, [one for one in found(body) if one.kind is Kind.WORN]) == f"Hi Ann,\n\n{better}"
    assert "worn" in kinds("Hi Ann, caching is a synergy, and I’m just checking in.")


def test_an_email_without_a_subject() -> None:
    assert [one.kind for one in lint(PLAIN, " ", Channel.EMAIL, ABOUT)] == [Kind.NO_SUBJECT]
    assert not lint(PLAIN, "", Channel.LINKEDIN, ABOUT)


def test_who_is_greeted() -> None:
    assert greeted("Hello Ann and Bob,\nall well?") == ("Ann", "Bob")
    assert greeted("It is Ann, hello") == ()


_PIECES = st.sampled_from(
    [
        "Hi Bob,", "Dear Ann,", "Hi ", "\n\n", " ", ". ", "?", "just checking in", "I hope this email finds you well",
        "[memory?]", "{{ x }}", "How is life at Acme", "at Northwind", "thanks in advance", "Thank you, Bob!", "…",
        "as per", "reaching out", "Could you", "please share", "TODO", "I’m ", "I ", "just following up on", "美咲",
    ]
)  # fmt: skip
_BODIES = st.lists(st.one_of(_PIECES, st.text(max_size=20)), max_size=14).map("".join)


@given(_BODIES, _BODIES, st.sampled_from(Channel), st.booleans())
def test_whatever_is_written_it_is_placed_within_and_a_fix_mends_it(
    body: str, subject: str, channel: Channel, stranger: bool
) -> None:
    about = to("Zoë", "Zoë von Berg") if stranger else earlier(body[: len(body) // 2], TODAY, "Bob", "short-hi")
    for one in lint(body, subject, channel, about, HI):
        text = body if one.place == "body" else subject
        assert 0 <= one.start <= one.end <= len(text)
        assert one.sentence
        assert (one.level == "error") == (one.kind is Kind.BLANK)
    for place in ("body", "subject"):
        texts = {"body": body, "subject": subject}
        for _ in range(4):  # taking one thing out can bring others together
            fixes = [one for one in lint(texts["body"], texts["subject"], channel, about, HI) if one.place == place]
            texts[place] = fixed(texts[place], fixes, place)
        left = lint(texts["body"], texts["subject"], channel, about, HI)
        assert not [one for one in left if one.place == place and one.fix is not None], texts
