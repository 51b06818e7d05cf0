"""Suggestions: the few templates that fit a situation best, each with its fact in one line.

Pure and deterministic: the same records and day give the same suggestions, in the app and in the shell.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from followup_tui.model.template import Condition, Intent, Template
from followup_tui.model.words import Channel
from followup_tui.rules.facts import facts
from followup_tui.rules.give_and_ask import asking_is_welcome
from followup_tui.rules.occasions import Occasion, occasions
from followup_tui.rules.situation import Situation

MOST = 4
"""More than four choices are a menu, not a suggestion; the keys 1 to 4 choose among them."""
VALUE_BONUS = 12
"""After two messages without an answer something useful comes first ..."""
QUESTION_COST = 40
"""... and nothing that asks."""
REST_COST = 8
"""Behind the same fit: the message asks the writer to fill something in before it can go."""
STALE_COST = 9
"""One of our last few messages had the same words; among equals another is fresher."""
STALE_AMONG = 4
REPEATABLE = frozenset({Intent.KEEP_WARM, Intent.UPDATE, Intent.RECONNECT})
"""Where the words are the message; a shared article is another one each time, and thanks are owed in any words."""
NARROW_BONUS = 1
"""A template made for this outcome, relation or time knows more than one made for anybody."""


class Suggestion(NamedTuple):
    """A template that fits: the occasion's line (`why`), how well (0 to 100), and the channel to write on."""

    template: Template
    why: str
    fit: int
    channel: Channel


def suggestions(templates: Iterable[Template], about: Situation, most: int = MOST) -> list[Suggestion]:
    """The best templates for a situation, best first, at most `most`.

    Only those whose required facts exist. Never the one last sent to this person, unless nothing else is left: there
    is always something that can be said.
    """
    all_templates = sorted(templates, key=lambda one: one.name)
    known = facts(about)
    found = occasions(about)
    asks = frozenset(one.name for one in all_templates if one.intent is Intent.ASK)
    fitting = [
        suggestion
        for template in all_templates
        if template.name != about.last_template and (suggestion := _fit(template, about, known, found, asks))
    ]
    if not fitting:
        fitting = _whatever_is_left(all_templates, about, known, found)
    fitting.sort(key=lambda one: (-one.fit, one.template.name))
    return fitting[:most]


def fits(condition: Condition, about: Situation) -> bool:
    """Whether everything a template's header sets holds, its occasions aside."""
    held = about.interview
    outcome = held.outcome if held else None
    return (
        (not condition.outcomes or outcome in condition.outcomes)
        and (not condition.relations or about.relation in condition.relations)
        and _at_least(about.silent_days, condition.min_silence_days)
        and (condition.max_silence_days is None or (about.silent_days or 0) <= condition.max_silence_days)
        and _within(held.round_days if held else None, condition.after_interview_days)
        and _within(held.closed_days if held else None, condition.after_end_days)
        and (condition.max_unanswered is None or about.unanswered <= condition.max_unanswered)
    )


def _fit(
    template: Template,
    about: Situation,
    known: Mapping[str, str],
    found: Mapping[str, Occasion],
    asks: Collection[str],
) -> Suggestion | None:
    if not known.keys() >= set(template.requires) or not fits(template.when, about):
        return None
    occasion = max(
        (found[kind] for kind in template.when.kinds if kind in found), key=lambda one: one.fit, default=None
    )
    if occasion is None:
        return None
    fit, why = occasion.fit, occasion.why
    if template.intent is Intent.ASK:
        welcome = asking_is_welcome(about, asks)
        if welcome is None:
            return None
        fit, why = welcome
        if occasion.kind == "looking":
            fit, why = occasion.fit, f"{occasion.why}; {why}"
    return Suggestion(template, why, _adjusted(fit, template, about), _channel(template, about))


def _adjusted(fit: int, template: Template, about: Situation) -> int:
    when = template.when
    fit += NARROW_BONUS * sum(
        map(bool, (when.outcomes, when.relations, when.after_interview_days, when.after_end_days))
    )
    if template.asks and when.kinds == ("check-in",) and template.intent is not Intent.ASK:
        fit -= REST_COST
    if template.intent in REPEATABLE and template.name in {one.template for one in about.sent[:STALE_AMONG]}:
        fit -= STALE_COST
    if about.unanswered > 1:
        fit += VALUE_BONUS if template.intent is Intent.SHARE else 0
        fit -= QUESTION_COST if template.question else 0
    return max(0, min(fit, 100))


def _channel(template: Template, about: Situation) -> Channel:
    wanted = (about.channel, *about.channels)
    return next((one for one in wanted if one in template.channels), template.channels[0])


def _whatever_is_left(
    templates: Iterable[Template], about: Situation, known: Mapping[str, str], found: Mapping[str, Occasion]
) -> list[Suggestion]:
    """Somebody whose own templates replaced every built-in still gets one: the last used, else what needs no facts."""
    why = found["check-in"].why
    left = [one for one in templates if known.keys() >= set(one.requires) and one.intent is not Intent.ASK]
    return [Suggestion(one, why, 1, _channel(one, about)) for one in left[:1]]


def _at_least(days: int | None, least: int | None) -> bool:
    return least is None or (days is not None and days >= least)


def _within(days: int | None, window: tuple[int, int] | None) -> bool:
    return window is None or (days is not None and window[0] <= days <= window[1])
