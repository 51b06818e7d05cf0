"""Suggestions: the channel, templates of one's own, and what holds for anybody at all."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.messages.library import built_in
from followup_tui.messages.rendering import render
from followup_tui.model.settings import Looking, Me, Settings
from followup_tui.model.template import Intent, Template
from followup_tui.model.words import (
    Channel,
)
from followup_tui.rules.facts import facts
from followup_tui.rules.situation import Situation, with_clipping
from followup_tui.rules.suggestions import suggestions
from tests import strategies as drawn
from tests.rules.situations import (
    ANN,
    ARTICLE,
    EVENT,
    LOOKING,
    heard,
    met,
    names,
    situation_of,
    wrote,
)


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


ASKS = {one.name for one in built_in() if one.intent is Intent.ASK}
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
        Settings(me=me, looking=draw(st.sampled_from([Looking(), LOOKING.looking]))),
        as_of=draw(drawn.SOME_DAYS),
        companies=draw(st.lists(drawn.companies(), max_size=3)),
    )


@settings(max_examples=50)
@given(situations())
def test_anybody_gets_one_to_four_suggestions_whose_facts_exist(about: Situation) -> None:
    found = suggestions(built_in(), about)
    known = facts(about)
    assert 1 <= len(found) <= 4
    assert found[0].fit > 1, "nothing fits, and what is left was taken"
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
    everything = {one.template.intent for one in suggestions(built_in(), about, most=99)}
    if (about.silent_days or 0) >= 365 or about.unanswered > 1 or about.last_template in ASKS or about.reopening:
        assert Intent.ASK not in everything
