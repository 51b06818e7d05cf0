"""The built-in templates: all there, within their limits, and fit to be read by the person they are for."""

import re

import pytest

from followup_tui.messages.library import built_in
from followup_tui.messages.rendering import check, facts_used, over_limit, render
from followup_tui.model.template import Intent, Template
from followup_tui.model.words import Channel
from followup_tui.rules.facts import FACTS
from tests.messages.people import ENGINEER, SITUATIONS

ASKED_FOR = {
    "short-hi", "specific-memory", "share-an-article", "share-an-event", "thank-you", "gracious-answer",
    "decline-an-offer", "first-hello", "congratulations", "reconnect", "where-i-am-now", "ask-who-is-hiring",
    "thanks-for-a-lead", "answer", "birthday",
}  # fmt: skip
WORN = (
    "just checking in", "checking in", "touch base", "touching base", "hope this finds", "hope this email",
    "circle back", "circling back", "reach out", "reaching out", "per my last", "pick your brain", "sorry for the",
    "long time no", "quick question", "i trust this", "synerg", "leverage",
)  # fmt: skip
BUILT_IN = built_in()
RENDERED = [
    pytest.param(template, known, channel, id=f"{template.name}, {name}, {channel}")
    for template in BUILT_IN
    for name, known in SITUATIONS.items()
    if set(template.requires) <= known.keys()
    for channel in (Channel.EMAIL, Channel.LINKEDIN)
]


def test_every_template_asked_for_is_there() -> None:
    assert {one.name for one in BUILT_IN} >= ASKED_FOR


@pytest.mark.parametrize("template", BUILT_IN, ids=lambda one: one.name)
def test_a_built_in_template_is_sound(template: Template) -> None:
    assert check(template) == ()
    assert template.short
    named = {*template.requires, *template.optional, *template.asks}
    free = {"first_name", "my_name", "sign_off", "long_silence", "gap", "interview_day", "birthday"}
    assert facts_used(template) <= named | free | (FACTS.keys() if template.intent is Intent.CLOSE else set())


@pytest.mark.parametrize(("template", "known", "channel"), RENDERED)
def test_a_rendered_message_reads_well(template: Template, known: dict[str, str], channel: Channel) -> None:
    message = render(template, known, channel)
    text = f"{message.subject}\n{message.body}"
    assert "  " not in text
    assert "\n\n\n" not in text
    assert not re.search(r"\{\{|\{%|%\}|\}\}", text)
    assert not re.search(r" [,.;:!?]|\(\)|,,|\.\.|\b(\w+) \1\b", text.replace("[", "").replace("]", "")), text
    assert not [phrase for phrase in WORN if phrase in text.lower()]
    assert message.body == message.body.strip()
    assert {blank.replace(" ", "_") for blank in message.blanks} <= set(template.asks)
    sentences = re.findall(r"(?:^|[.!?]\s+)([a-z])", message.body.replace("https://example.org", ""))
    assert not sentences, "a sentence begins with a small letter"


@pytest.mark.parametrize(("template", "known", "channel"), RENDERED)
def test_a_rendered_message_keeps_its_limit(template: Template, known: dict[str, str], channel: Channel) -> None:
    body = render(template, known, channel).body
    assert over_limit(template, body, channel) == ""
    if channel is Channel.EMAIL:
        assert 40 <= len(body.split()) <= 125
        assert 2 <= len(render(template, known).subject.split()) <= 8


@pytest.mark.parametrize("template", BUILT_IN, ids=lambda one: one.name)
def test_an_email_is_signed_as_the_settings_say(template: Template) -> None:
    body = render(template, {**ENGINEER, "sign_off": "Cheers,", "my_name": "Kim Park"}).body
    assert body.endswith("Kim Park")
    if template.name != "decline-an-offer":  # which closes with its own thanks
        assert body.endswith("Cheers,\nKim Park")


@pytest.mark.parametrize("template", [one for one in BUILT_IN if not one.question], ids=lambda one: one.name)
def test_nothing_is_asked_of_somebody_who_does_not_answer(template: Template) -> None:
    if template.intent in {Intent.CLOSE, Intent.ANSWER}:
        return
    known = {**SITUATIONS["unanswered"], "long_silence": "yes", "gap": "over a year"}
    for channel in (Channel.EMAIL, Channel.LINKEDIN):
        message = render(template, known, channel)
        assert "?" not in re.sub(r"\[[^\]]*\]", "", message.body)


@pytest.mark.parametrize("template", BUILT_IN, ids=lambda one: one.name)
def test_no_message_assumes_a_gender(template: Template) -> None:
    text = f"{template.subject} {template.body} {template.short}".lower()
    assert not re.search(r"\b(?:he|she|his|her|him|hers|guys|sir|madam|mr|mrs|ms)\b", text)


def test_an_ask_never_comes_with_the_words_of_a_reconnection() -> None:
    asks = [one for one in BUILT_IN if one.intent is Intent.ASK]
    assert asks
    assert all(one.when.max_silence_days is not None and one.when.max_silence_days < 365 for one in asks)
    reconnect = next(one for one in BUILT_IN if one.name == "reconnect")
    assert "hiring" not in reconnect.body
    assert "job" not in reconnect.body
