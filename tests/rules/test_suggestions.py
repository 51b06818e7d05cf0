"""Suggestions as small stories: who it is, what happened, and what to write first with its fact."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.messages.library import built_in
from followup_tui.messages.rendering import render
from followup_tui.model.records import (
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Mark,
    Position,
    Result,
    Round,
    Task,
)
from followup_tui.model.settings import Me, Settings
from followup_tui.model.template import Intent, Template
from followup_tui.model.words import (
    Channel,
    ClippingKind,
    Direction,
    MarkKind,
    Outcome,
    ResultKind,
    Stage,
)
from followup_tui.rules.facts import facts
from followup_tui.rules.situation import Situation, situation, with_clipping
from followup_tui.rules.suggestions import Suggestion, suggestions
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import encounters, verdict
from tests import strategies as drawn

TODAY = date(2026, 11, 23)
ACME = Company(id=1, name="Acme")
FISHER = Company(id=2, name="Fisher Diagnostics")
ANN = Contact(id=1, name="Ann Lee", emails=("ann@example.org",))
SAM = Settings(me=Me(name="Sam Rivera"))
SAM_NOW = Settings(me=Me(name="Sam Rivera", now="leading a team of eight"))


def ago(days: int) -> date:
    """The day so many days before today."""
    return TODAY - timedelta(days=days)


def wrote(days: int, text: str = "", template: str = "", shared: tuple[int, ...] = ()) -> Interaction:
    """A message of ours."""
    return Interaction(id=10_000 - days, on=ago(days), contacts=(1,), text=text, template=template, shared=shared)


def heard(days: int, text: str = "", subject: str = "") -> Interaction:
    """A message of theirs."""
    return Interaction(
        id=10_000 - days, on=ago(days), contacts=(1,), text=text, subject=subject, direction=Direction.IN
    )


def met(days: int, text: str = "") -> Interaction:
    """A meeting."""
    return Interaction(
        id=10_000 - days, on=ago(days), contacts=(1,), text=text, direction=Direction.BOTH, channel=Channel.MEETING
    )


def interview(outcome: Outcome, ended: int, *, role: str = "Staff Engineer", story: str = "") -> Interview:
    """An interview at Acme with Ann that ended so many days ago."""
    return Interview(
        id=1, company=1, role=role, outcome=outcome, began=ago(ended + 30), ended=ago(ended), contacts=(1,), story=story
    )


ARTICLE = Clipping(id=1, title="Build times halved", url="https://example.org/a", topics=("builds", "tools"))
EVENT = Clipping(id=2, kind=ClippingKind.EVENT, title="Tools Day", topics=("builds",), on=ago(-20), text="In Oslo.")
LEAD = Result(id=1, kind=ResultKind.LEAD, contact=1, on=ago(10), company=2, role="Data Lead")
PAPER = Task(id=1, contacts=(1,), text="send her the paper on caching", on=TODAY)


@dataclass(frozen=True)
class Story:
    """Who Ann is and what happened; `first` is the template suggested first and `why` words of its line."""

    title: str
    first: str
    why: str = ""
    contact: Contact = ANN
    interviews: tuple[Interview, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    clippings: tuple[Clipping, ...] = ()
    results: tuple[Result, ...] = ()
    tasks: tuple[Task, ...] = ()
    settings: Settings = SAM
    shared: frozenset[int] = field(default_factory=frozenset)
    others: tuple[str, ...] = ()
    """Templates that are suggested too."""
    never: tuple[str, ...] = ()
    """Templates that are not suggested at all."""


def situation_of(
    contact: Contact = ANN,
    interviews: Iterable[Interview] = (),
    interactions: Iterable[Interaction] = (),
    clippings: Iterable[Clipping] = (),
    results: Iterable[Result] = (),
    tasks: Iterable[Task] = (),
    settings: Settings = SAM,
    shared: frozenset[int] = frozenset(),
    as_of: date = TODAY,
    companies: Iterable[Company] = (ACME, FISHER),
) -> Situation:
    """The situation that the book would hand in."""
    held, past = tuple(interviews), tuple(interactions)
    touches = touches_of([one for one in past if contact.id in one.contacts], as_of)
    return situation(
        contact,
        companies={one.id: one for one in companies},
        interviews=held,
        interactions=past,
        clippings=clippings,
        results=results,
        tasks=tasks,
        touches=touches,
        verdict=verdict(contact, touches, encounters(held, as_of).get(contact.id), settings.cadence, as_of),
        settings=settings,
        as_of=as_of,
        shared_with_company=shared,
    )


def told(story: Story) -> Situation:
    """The situation of a story."""
    return situation_of(
        story.contact, story.interviews, story.interactions, story.clippings, story.results, story.tasks,
        story.settings, story.shared,
    )  # fmt: skip


def names(found: Iterable[Suggestion]) -> list[str]:
    """The names of the suggested templates."""
    return [one.template.name for one in found]


STORIES = [
    Story(
        "she wrote and nobody answered: before everything else",
        "answer",
        "Ann wrote on 12 Aug: “Starting at Acme in September. Tell me about the meetup plan, will…” – nobody answered",
        contact=replace(ANN, birthday="--11-23"),
        interactions=(
            wrote(200),
            heard(103, "Starting at Acme in September. Tell me about the meetup plan, will you?"),
        ),
        tasks=(PAPER,),
        others=("as-promised", "birthday"),
    ),
    Story(
        "what needs no answer is not owed",
        "short-hi",
        contact=replace(ANN, marks=(Mark(on=ago(9), kind=MarkKind.NO_ANSWER_NEEDED),)),
        interactions=(wrote(20), heard(10, "Thanks!")),
        never=("answer",),
    ),
    Story(
        "a promise is due today",
        "as-promised",
        "you promised “send her the paper on caching” for 23 Nov, today",
        contact=replace(ANN, birthday="--11-23"),
        tasks=(PAPER,),
        others=("birthday",),
    ),
    Story("a promise for next month waits", "short-hi", tasks=(replace(PAPER, on=ago(-30)),), never=("as-promised",)),
    Story("a promise that was kept", "short-hi", tasks=(replace(PAPER, done_on=ago(1)),), never=("as-promised",)),
    Story("her birthday is today", "birthday", "birthday is today", contact=replace(ANN, birthday="1984-11-23")),
    Story(
        "her birthday comes in three days",
        "birthday",
        "on 26 Nov, in 3 days",
        contact=replace(ANN, birthday="--11-26"),
        interactions=(wrote(40),),
    ),
    Story(
        "we wished her well already",
        "short-hi",
        contact=replace(ANN, birthday="--11-26"),
        interactions=(wrote(2, template="birthday"),),
        never=("birthday",),
    ),
    Story("a birthday far away", "short-hi", contact=replace(ANN, birthday="--03-01"), never=("birthday",)),
    Story(
        "a new role since last month",
        "congratulations",
        "Ann started as Head of Data at Fisher Diagnostics in October 2026",
        contact=replace(ANN, positions=(Position(company=2, title="Head of Data", since="2026-10"),)),
        interactions=(met(300),),
    ),
    Story(
        "we wrote since she began there",
        "short-hi",
        contact=replace(ANN, positions=(Position(company=2, title="Head of Data", since="2026-10"),)),
        interactions=(met(300), wrote(20)),
        never=("congratulations",),
    ),
    Story(
        "a role of a known year only is no news",
        "short-hi",
        contact=replace(ANN, positions=(Position(company=2, title="Head of Data", since="2026"),)),
        never=("congratulations",),
    ),
    Story(
        "she interviewed us yesterday",
        "thank-you",
        "Ann interviewed you for Staff Engineer at Acme yesterday",
        interviews=(
            Interview(id=1, company=1, role="Staff Engineer", contacts=(1,), rounds=(Round(on=ago(1), contacts=(1,)),)),
        ),
    ),
    Story(
        "three days are too late for the thank-you",
        "short-hi",
        interviews=(Interview(id=1, company=1, role="Staff Engineer", contacts=(1,), rounds=(Round(on=ago(3)),)),),
        never=("thank-you",),
    ),
    Story(
        "we thanked her on the same day",
        "short-hi",
        interviews=(Interview(id=1, company=1, contacts=(1,), rounds=(Round(on=ago(1)),)),),
        interactions=(wrote(1, template="thank-you"),),
        never=("thank-you",),
    ),
    Story(
        "an offer waits for our answer",
        "decline-an-offer",
        "the offer for Staff Engineer at Acme is waiting",
        interviews=(
            Interview(id=1, company=1, role="Staff Engineer", stage=Stage.OFFER, contacts=(1,), began=ago(40)),
        ),
    ),
    Story(
        "we declined yesterday and have told nobody",
        "decline-an-offer",
        "you declined the offer for Staff Engineer at Acme yesterday",
        interviews=(interview(Outcome.OFFER_DECLINED, 1),),
    ),
    Story(
        "we declined and wrote",
        "short-hi",
        interviews=(interview(Outcome.OFFER_DECLINED, 3),),
        interactions=(wrote(2),),
        never=("decline-an-offer", "gracious-answer"),
    ),
    Story(
        "rejected four days ago",
        "gracious-answer",
        "the process for Staff Engineer at Acme ended 4 days ago: rejected",
        interviews=(interview(Outcome.REJECTED, 4),),
        never=("first-hello", "decline-an-offer"),
    ),
    Story(
        "runner-up five weeks ago",
        "first-hello",
        "ended 35 days ago: runner up",
        interviews=(interview(Outcome.RUNNER_UP, 35),),
        interactions=(wrote(34, template="gracious-answer"),),
        never=("gracious-answer", "reconnect"),
    ),
    Story(
        "90 days after a rejection the seat may be open again",
        "first-hello",
        "ended 90 days ago: rejected",
        interviews=(interview(Outcome.REJECTED, 90),),
        interactions=(wrote(58), heard(57, "Thanks, likewise!"), wrote(56)),
    ),
    Story(
        "two weeks after a rejection it is too early",
        "short-hi",
        interviews=(interview(Outcome.REJECTED, 14),),
        never=("gracious-answer", "first-hello"),
    ),
    Story(
        "a lead without thanks",
        "thanks-for-a-lead",
        "Ann gave you a lead (Fisher Diagnostics) on 13 Nov, and no thanks went out",
        results=(LEAD,),
        tasks=(Task(id=2, contacts=(1,), text="Thank Ann for the lead", on=TODAY),),
        never=("as-promised",),
    ),
    Story("a lead with thanks", "short-hi", results=(LEAD,), interactions=(wrote(8),), never=("thanks-for-a-lead",)),
    Story(
        "an event where she lives",
        "share-an-event",
        "“Tools Day” on 13 Dec fits “builds” and is where they live",
        contact=replace(ANN, topics=("builds",), place="Oslo, Norway"),
        interactions=(wrote(100),),
        clippings=(ARTICLE, EVENT),
        others=("share-an-article",),
    ),
    Story(
        "an event that is over, and one that expired",
        "short-hi",
        contact=replace(ANN, topics=("builds",)),
        clippings=(replace(EVENT, on=ago(1)), replace(EVENT, id=3, expires=ago(1))),
        never=("share-an-event",),
    ),
    Story(
        "an article on her topic",
        "share-an-article",
        "“Build times halved” fits “Builds”, not sent yet",
        contact=replace(ANN, topics=("Builds", "tools")),
        interactions=(wrote(100),),
        clippings=(ARTICLE,),
    ),
    Story(
        "she had that article",
        "short-hi",
        contact=replace(ANN, topics=("builds",)),
        interactions=(wrote(300, shared=(1,)), wrote(100)),
        clippings=(ARTICLE,),
        never=("share-an-article",),
    ),
    Story(
        "somebody at her company had it",
        "short-hi",
        contact=replace(ANN, topics=("builds",)),
        clippings=(ARTICLE,),
        shared=frozenset({1}),
        never=("share-an-article",),
    ),
    Story(
        "an article on something else",
        "short-hi",
        contact=replace(ANN, topics=("gardening",)),
        clippings=(ARTICLE,),
        never=("share-an-article",),
    ),
    Story(
        "a note to raise something",
        "specific-memory",
        "you noted to raise “ask her about the marathon”",
        contact=replace(ANN, raise_next="ask her about the marathon"),
        interactions=(wrote(120),),
    ),
    Story(
        "what was told over lunch",
        "specific-memory",
        "you talked on 15 Aug: “Lunch. Second child in April.”",
        interactions=(met(100, "Lunch. Second child in April."),),
    ),
    Story(
        "two years of silence",
        "reconnect",
        "the last contact was in November 2024",
        interactions=(met(730),),
        settings=SAM_NOW,
        never=("ask-who-is-hiring",),
    ),
    Story(
        "years after the interview, with something to tell",
        "reconnect",
        interviews=(interview(Outcome.REJECTED, 1500),),
        settings=SAM_NOW,
        others=("where-i-am-now",),
        never=("ask-who-is-hiring", "first-hello"),
    ),
    Story(
        "reconnected last time: now where I am",
        "where-i-am-now",
        "where you are now: “leading a team of eight”",
        interviews=(interview(Outcome.REJECTED, 1500),),
        interactions=(wrote(400, template="reconnect"),),
        settings=SAM_NOW,
        never=("reconnect",),
    ),
    Story(
        "years later, with nothing told in the settings",
        "reconnect",
        interviews=(interview(Outcome.OFFER_DECLINED, 1500),),
        never=("where-i-am-now",),
    ),
    Story(
        "she wrote last and it is settled: a question is welcome",
        "short-hi",
        contact=replace(ANN, marks=(Mark(on=ago(29), kind=MarkKind.NO_ANSWER_NEEDED),)),
        interactions=(wrote(40), heard(30, "All good here!")),
        others=("ask-who-is-hiring",),
    ),
    Story(
        "a message without a request within the year: a question is welcome",
        "short-hi",
        interactions=(wrote(150, template="share-an-article"),),
        others=("ask-who-is-hiring",),
    ),
    Story(
        "we asked last time",
        "short-hi",
        interactions=(wrote(250), wrote(150, template="ask-who-is-hiring"), heard(149), met(140)),
        never=("ask-who-is-hiring",),
    ),
    Story("nothing is known", "short-hi", "no contact yet", never=("ask-who-is-hiring",), others=("short-update",)),
    Story(
        "met years ago and never written to",
        "reconnect",
        "you met in May 2019",
        contact=replace(ANN, met_on="2019-05"),
    ),
    Story(
        "the short hi was last: something else",
        "short-update",
        interactions=(wrote(100, template="short-hi"),),
        never=("short-hi",),
    ),
    Story(
        "two unanswered: something of value, and no question",
        "share-an-article",
        contact=replace(ANN, topics=("builds",), raise_next="the marathon"),
        interactions=(wrote(250), wrote(120)),
        clippings=(ARTICLE,),
        never=("ask-who-is-hiring",),
    ),
    Story(
        "two unanswered and nothing to give: a hello that asks nothing",
        "short-hi",
        "2 messages unanswered since 26 Jul",
        contact=replace(ANN, raise_next="the marathon"),
        interactions=(wrote(250), wrote(120)),
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_story(story: Story) -> None:
    about = told(story)
    found = suggestions(built_in(), about)
    assert found[0].template.name == story.first
    assert story.why in found[0].why
    assert set(story.others) <= set(names(found))
    everything = names(suggestions(built_in(), about, most=99))
    assert not set(story.never) & set(everything)
    for one in found:
        message = render(one.template, facts(about), one.channel)
        assert {blank.replace(" ", "_") for blank in message.blanks} <= {*one.template.asks, "memory"}
        if about.unanswered > 1 and one is found[0]:
            assert "?" not in message.body.replace("?]", "]")


def test_the_channel_is_theirs_then_the_usual_one_then_what_there_is() -> None:
    linkedin = replace(ANN, linkedin="ann-lee")
    assert suggestions(built_in(), situation_of(linkedin))[0].channel is Channel.EMAIL
    prefers = replace(linkedin, channel=Channel.LINKEDIN)
    assert suggestions(built_in(), situation_of(prefers))[0].channel is Channel.LINKEDIN
    only = replace(linkedin, emails=())
    assert suggestions(built_in(), situation_of(only))[0].channel is Channel.LINKEDIN
    unreachable = replace(ANN, emails=(), channel=Channel.CALL)
    assert suggestions(built_in(), situation_of(unreachable))[0].channel is Channel.EMAIL


def test_a_template_of_ones_own_with_conditions_is_suggested_when_they_hold() -> None:
    own = Template(
        name="old-flame", title="x", intent=Intent.KEEP_WARM, subject="x", body="x", requires=("memory",),
    )  # fmt: skip
    assert "old-flame" not in names(suggestions([*built_in(), own], situation_of(), most=99))
    noted = situation_of(replace(ANN, raise_next="the marathon"))
    assert "old-flame" in names(suggestions([*built_in(), own], noted, most=99))


def test_somebody_with_a_single_template_still_gets_it() -> None:
    only = [one for one in built_in() if one.name == "short-hi"]
    about = situation_of(interactions=[wrote(100, template="short-hi")])
    assert names(suggestions(only, about)) == ["short-hi"]


def test_a_clipping_chosen_by_hand_is_filled_in() -> None:
    about = with_clipping(situation_of(), replace(ARTICLE, title="Chosen"))
    assert facts(about)["article_title"] == "Chosen"
    assert "share-an-article" in names(suggestions(built_in(), about))
    event = with_clipping(situation_of(), EVENT)
    assert facts(event)["event_day"] == "Sunday, 13 December"


def test_the_order_of_records_and_templates_changes_nothing() -> None:
    pieces = [wrote(300), heard(250, "Hello"), wrote(240), met(200, "Lunch")]
    clippings = [ARTICLE, replace(ARTICLE, id=3, title="Builds again"), EVENT]
    contact = replace(ANN, topics=("builds",))
    one = suggestions(built_in(), situation_of(contact, interactions=pieces, clippings=clippings))
    two = suggestions(reversed(built_in()), situation_of(contact, interactions=pieces[::-1], clippings=clippings[::-1]))
    assert one == two


NOTHING: st.SearchStrategy[object] = st.just(())
PEOPLE = drawn.contacts(
    st.just(1), keys=NOTHING, sources=st.just({}), labels=st.just({}), raise_next=drawn.TEXTS, linkedin=drawn.LINES
)
"""Anybody, without the fields that no suggestion looks at."""


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Any situation of a valid contact 1 among any records."""
    templates = st.sampled_from(["", *(one.name for one in built_in())])
    past = [
        replace(one, id=number, contacts=(1,), template=draw(templates))
        for number, one in enumerate(draw(st.lists(drawn.interactions(), max_size=5)), 1)
    ]
    me = Me(name=draw(drawn.LINES), now=draw(drawn.LINES), sign_off=draw(drawn.LINES))
    return situation_of(
        draw(PEOPLE),
        draw(st.lists(drawn.interviews(contact=1), max_size=2)),
        past,
        draw(st.lists(drawn.clippings(), max_size=4)),
        [replace(one, contact=1) for one in draw(st.lists(drawn.results(), max_size=2))],
        draw(st.lists(drawn.tasks(people=(1,)), max_size=2)),
        Settings(me=me),
        as_of=draw(drawn.SOME_DAYS),
        companies=draw(st.lists(drawn.companies(), max_size=3)),
    )


@given(situations())
def test_anybody_gets_one_to_four_suggestions_whose_facts_exist(about: Situation) -> None:
    found = suggestions(built_in(), about)
    known = facts(about)
    assert 1 <= len(found) <= 4
    assert len(set(names(found))) == len(found)
    assert [one.fit for one in found] == sorted((one.fit for one in found), reverse=True)
    for one in found:
        assert set(one.template.requires) <= known.keys()
        assert one.why.strip() == one.why != ""
        assert "\n" not in one.why
        assert len(one.why) <= 260
        assert 0 <= one.fit <= 100
        assert one.template.name != about.last_template
        message = render(one.template, known, one.channel)
        assert message.body
        assert "  " not in message.body
    assert found == suggestions(built_in(), about)
    if (about.silent_days or 0) >= 365 or about.unanswered > 1:
        assert "ask-who-is-hiring" not in names(suggestions(built_in(), about, most=99))
