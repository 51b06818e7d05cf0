"""What fits whom, and what must never be offered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.records import Clipping, Company, Contact, Interaction, Interview, Position
from followup_tui.model.words import Channel, ClippingKind, Direction
from followup_tui.rules.interests import Rarity, interests_of, named_by
from followup_tui.rules.matching import Match, best_event, best_reading, match_of, may_share, offers
from followup_tui.rules.terms import holds, terms
from followup_tui.rules.web_address import slug_words
from tests import strategies as drawn

DAY = date(2026, 11, 23)
ACME = Company(id=1, name="Acme Robotics", topics=("robotics",))
ANN = Contact(id=1, name="Ann Lee", positions=(Position(company=1, title="Head of Pricing"),), topics=("Énergie",))


def matched(clipping: Clipping, contact: Contact = ANN, *more: Interview | Interaction) -> Match | None:
    held = [one for one in more if isinstance(one, Interview)]
    talks = [one for one in more if isinstance(one, Interaction)]
    return match_of(clipping, interests_of(contact, ACME, held, talks))


def about(*topics: str, title: str = "Something", text: str = "") -> Clipping:
    return Clipping(id=1, title=title, text=text, topics=topics)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forecasts, forecasting", ("forecast", "forecast")),
        ("Pricing prices", ("pric", "pric")),
        ("string spring king", ("string", "spring", "king")),
        ("C++ and C# on .NET", ("cplusplus", "and", "csharp", "on", "dotnet")),
        ("K8s", ("kubernet",)),
        ("東京大学", ("東京", "京大", "大学")),
        ("Prévision", ("prevision",)),
        ("companies", ("company",)),
        ("news, buses", ("news", "bus")),
    ],
)
def test_words_are_compared_without_their_endings(text: str, found: tuple[str, ...]) -> None:
    assert terms(text) == found


def test_a_topic_is_met_as_a_phrase() -> None:
    assert holds(terms("What type systems are for"), terms("Type system"))
    assert not holds(terms("Systems of type"), terms("type systems"))


def test_a_shared_topic_fits_and_says_so_in_the_words_of_the_person() -> None:
    match = matched(about("energie"))
    assert match
    assert (match.about, match.topical, match.why) == ("Énergie", True, "their topic “Énergie”")


def test_a_note_a_story_and_what_they_said_count_but_not_our_own_letters() -> None:
    clipping = about("type systems", title="Types as proofs")
    said = Interaction(id=1, on=DAY, contacts=(1,), text="I read on type systems.", direction=Direction.IN)
    assert matched(clipping, replace(ANN, note="Loves type systems."))
    assert matched(clipping, ANN, Interview(id=1, company=1, story="We argued about type systems for an hour."))
    match = matched(clipping, ANN, said)
    assert match
    assert match.why == "what they said “I read on type systems.”"
    assert not matched(clipping, ANN, replace(said, direction=Direction.OUT))
    assert not matched(clipping, ANN, replace(said, channel=Channel.NOTE))


@pytest.mark.parametrize(
    "clipping",
    [
        about(title="What every head of team should know about the market"),
        about("coffee", title="The energy of Java"),
        about("data", title="2026", text="We talked about people and work."),
        Clipping(id=1, kind=ClippingKind.EVENT, title="Acme Open Day"),
    ],
)
def test_common_words_and_a_word_in_passing_fit_nobody(clipping: Clipping) -> None:
    assert matched(clipping, replace(ANN, topics=("java",), note="Talked about people, work, the team.")) is None


def test_what_is_to_be_avoided_with_somebody_does_not_fit_them() -> None:
    contact = replace(ANN, avoid_next="not a word about the merger")
    assert matched(about("énergie", title="Energy"), contact)
    assert matched(about("énergie", title="After the merger"), contact) is None


def test_a_job_at_their_own_company_is_not_for_them() -> None:
    job = Clipping(id=1, kind=ClippingKind.JOB, title="Energy Lead at Acme Robotics", topics=("énergie",))
    assert matched(job) is None
    assert matched(replace(job, title="Energy Lead at Globex"))


def test_a_topic_that_many_have_says_less() -> None:
    many = [Contact(id=number, name="X", topics=("data",)) for number in range(2, 400)]
    rarity = Rarity(named_by([*many, replace(ANN, topics=("data", "origami"))]))
    interests = interests_of(replace(ANN, topics=("data", "origami")), None, ())
    common, rare = (match_of(about(one), interests, rarity) for one in ("data", "origami"))
    assert common
    assert rare
    assert common.score < rare.score


def test_the_best_is_offered_first_and_an_event_where_they_live_before_others() -> None:
    both = about("énergie", "pricing", title="Both")
    one = replace(about("énergie", title="One"), id=2)
    interests = interests_of(replace(ANN, place="Oslo, Norway"), ACME, ())
    assert [match.clipping.title for match in offers([one, both], interests, (), DAY)] == ["Both", "One"]
    assert best_reading([one, both], interests, {1}, DAY) == match_of(one, interests)
    far = Clipping(id=3, kind=ClippingKind.EVENT, title="Energy Day", topics=("énergie",), on=DAY)
    near = replace(far, id=4, title="Energy Day, Oslo", on=DAY + timedelta(days=30))
    found = best_event([far, near], interests, (), DAY)
    assert found
    assert found.near
    assert "where they live" in found.why


def test_the_address_says_what_a_clipping_without_a_title_is_about() -> None:
    assert slug_words("https://x.org/2026/11/why-queues-grow.html?a=1") == "why queues grow"
    assert slug_words("https://x.org/12345") == slug_words("https://[broken") == ""
    assert matched(Clipping(id=1, url="https://x.org/blog/energie-im-winter"))


@given(st.lists(drawn.clippings(), max_size=5), drawn.contacts(), st.sets(st.integers(1, 9)))
def test_nothing_is_offered_that_was_had_expired_or_is_over(
    clippings: list[Clipping], contact: Contact, had: set[int]
) -> None:
    for match in offers(clippings, interests_of(contact, ACME, ()), had, DAY):
        clipping = match.clipping
        assert clipping.id not in had
        assert may_share(clipping, DAY)
        assert not (clipping.expires and clipping.expires < DAY)
        assert not (clipping.kind is ClippingKind.EVENT and clipping.on and clipping.on < DAY)
        assert match.why
