"""Lint: what could embarrass in a message to somebody, seen before it leaves.

Only what is unfinished is an error and keeps a message from leaving; all else is a hint with what to do about it.
The rules are those of letters that are answered: one ask, something specific, nothing said twice (Boomerang, 40
million e-mails: 50 to 125 words, one to three questions; LinkedIn: below 400 characters).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

import msgspec

from followup_tui.model.blanks import blanks_of
from followup_tui.model.template import LIMITS, Limit, Template
from followup_tui.model.words import Channel
from followup_tui.rules.addressee import Addressee, wrong_companies, wrong_names
from followup_tui.rules.facts import LONG_SILENCE
from followup_tui.rules.sentences import Sentence, sentences_of
from followup_tui.rules.specifics import is_specific
from followup_tui.rules.wording import counted, day_words, shortened
from followup_tui.rules.worn_phrases import worn_in

Level = Literal["error", "warning"]
Place = Literal["subject", "body"]
SHOWN = 40
"""Characters of a text that a sentence quotes."""
TEMPLATE_DAYS = 183
"""A colleague who got the same template within half a year may still have it at hand."""
_PLACEHOLDER = re.compile(r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\{\{|\}\}")
_REMINDER = re.compile(
    r"\[(?:(?:first|last|your|their|the|my|company) )?(?:name|company|role|title|date|topic|city|link)\]"
    r"|\b(?-i:TODO|TBD|FIXME|XXX+)\b|<(?:name|company|first name|role|link)>",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What is found."""

    BLANK = "blank"
    REMINDER = "reminder"
    WRONG_NAME = "wrong-name"
    WRONG_COMPANY = "wrong-company"
    SAME_TEMPLATE = "same-template"
    SAME_SENTENCE = "same-sentence"
    TOO_LONG = "too-long"
    NO_SUBJECT = "no-subject"
    MANY_ASKS = "many-asks"
    ASK_TOO_SOON = "ask-too-soon"
    NO_FACT = "no-fact"
    WORN = "worn"


class Finding(NamedTuple):
    """Something to look at, from `start` to `end` of the subject or the body; `fix` is what to put there.

    Without a fix only the writer can say what to do; an empty one takes the text out.
    """

    kind: Kind
    sentence: str
    start: int
    end: int
    place: Place = "body"
    fix: str | None = None

    @property
    def level(self) -> Level:
        """Whether it keeps the message from leaving."""
        return "error" if self.kind is Kind.BLANK else "warning"


class Earlier(NamedTuple):
    """A message of ours: to whom (empty: to them), when, made with which template, and the gists of its sentences."""

    to: str
    on: date
    template: str
    gists: frozenset[str]


class LintContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a message to somebody is held against, gathered once. `earlier` is newest first, theirs and colleagues'."""

    as_of: date
    addressee: Addressee
    earlier: tuple[Earlier, ...] = ()
    specifics: tuple[str, ...] = ()
    """What makes a text specific to them (`specific_words`): companies, roles, topics."""
    note: str = ""
    """Something to come back to, as it was noted."""
    silent_days: int | None = None
    unanswered: int = 0
    give_and_ask: str = ""
    """What was given and asked so far, in words."""


def lint(
    body: str, subject: str, channel: Channel, about: LintContext, template: Template | None = None
) -> tuple[Finding, ...]:
    """What could embarrass in a message on `channel`, errors first, then as it stands; nothing for an empty text.

    `template` is the one the message was made with: it knows its own length, and whether it was used last time.
    """
    if not body.strip():
        return ()
    sentences = sentences_of(body)
    found = [
        *_unfinished(subject, "subject"),
        *_unfinished(body, "body"),
        *_wrong(body, sentences, about),
        *_repeated(sentences, about, template),
        *_form(body, subject, channel, template),
        *_asks(sentences, about),
        *_worn(subject, "subject"),
        *_worn(body, "body"),
        *_bare(body, about),
    ]
    return tuple(sorted(found, key=lambda one: (one.level != "error", one.place != "subject", one.start, one.end)))


def fixed(text: str, found: Iterable[Finding], place: Place = "body") -> str:
    """A text with every fix applied that there is for it."""
    fixes = sorted((one for one in found if one.fix is not None and one.place == place), key=lambda one: -one.start)
    end = len(text)
    for one in fixes:
        if one.end <= end:
            text, end = text[: one.start] + (one.fix or "") + text[one.end :], one.start
    return text


def _unfinished(text: str, place: Place) -> Iterator[Finding]:
    for blank in blanks_of(text):
        yield Finding(Kind.BLANK, f"A blank is left: {blank.name}.", blank.start, blank.end, place)
    for match in _PLACEHOLDER.finditer(text):
        what = shortened(match[0].strip("{}% "), SHOWN) or match[0]
        yield Finding(Kind.BLANK, f"A placeholder is left: {what}.", *match.span(), place)
    for match in _REMINDER.finditer(text):
        yield Finding(Kind.REMINDER, f"“{match[0]}” looks unfinished; say what belongs there.", *match.span(), place)


def _wrong(body: str, sentences: Iterable[Sentence], about: LintContext) -> Iterator[Finding]:
    who = about.addressee
    for found in wrong_names(body, who):
        sentence = f"It says {found.text}, and goes to {who.first_name}."
        yield Finding(Kind.WRONG_NAME, sentence, found.start, found.end, fix=found.fix)
    for found in wrong_companies(sentences, who):
        now = f"they are at {who.company_now} now" if who.company_now else "they are not there any more"
        sentence = f"It speaks of {found.text}; as far as you noted, {now}."
        yield Finding(Kind.WRONG_COMPANY, sentence, found.start, found.end, fix=found.fix)


def _repeated(sentences: tuple[Sentence, ...], about: LintContext, template: Template | None) -> Iterator[Finding]:
    """For each earlier message what this one says again; a sentence is found in one of them only."""
    told: set[str] = set()
    gists = {gist: one for one in sentences if (gist := one.gist)}
    last_seen = False
    for earlier in about.earlier:
        again = [one for gist, one in gists.items() if gist in earlier.gists and gist not in told]
        is_last, last_seen = not earlier.to and not last_seen, last_seen or not earlier.to
        if template and earlier.template == template.name and _same_letter(earlier, is_last, again, about):
            told |= earlier.gists
            first = again[0] if again else Sentence("", 0, 0)
            whose = f"to {earlier.to} at their company" if earlier.to else "to them"
            yield Finding(
                Kind.SAME_TEMPLATE,
                f"Your message of {day_words(earlier.on, about.as_of)} {whose} was “{template.title}” too; "
                "take another, or say it anew.",
                first.start, first.end,
            )  # fmt: skip
        elif again:
            told |= earlier.gists
            yield _said_before(again, earlier, about.as_of)


def _same_letter(earlier: Earlier, is_last: bool, again: list[Sentence], about: LintContext) -> bool:
    """Whether the same template shows: one whose every sentence was changed since is no repetition."""
    if not (again or not earlier.gists):
        return False
    return is_last or bool(earlier.to and (about.as_of - earlier.on).days <= TEMPLATE_DAYS)


def _said_before(again: list[Sentence], earlier: Earlier, as_of: date) -> Finding:
    whose = f"to {earlier.to} at their company" if earlier.to else "to them"
    first = min(again, key=lambda one: one.start)
    number = f" (and {counted(len(again) - 1, 'more sentence')})" if len(again) > 1 else ""
    return Finding(
        Kind.SAME_SENTENCE,
        f"“{shortened(first.text, SHOWN)}”{number} stood in your message of {day_words(earlier.on, as_of)} {whose}; "
        "say it in other words.",
        first.start, first.end,
    )  # fmt: skip


def _form(body: str, subject: str, channel: Channel, template: Template | None) -> Iterator[Finding]:
    limit = length_limit(channel, template)
    size = limit.measure(body) if limit else 0
    if limit and size > limit.most:
        over = size - limit.most
        noun = limit.unit.removesuffix("s") if over == 1 else limit.unit
        start = _place_of(body, limit.most, limit.unit)
        sentence = (
            f"It is {over:,} {noun} too long for {channel.value} ({size:,} of at most {limit}): take something out."
        )
        yield Finding(Kind.TOO_LONG, sentence, start, len(body))
    if channel is Channel.EMAIL and not subject.strip():
        yield Finding(Kind.NO_SUBJECT, "There is no subject; three or four words are opened most.", 0, 0, "subject")


def length_limit(channel: Channel, template: Template | None) -> Limit | None:
    """How long a message on a channel may be: what its template says, else what the channel bears."""
    return template.limit(channel) if template else LIMITS.get(channel)


def _place_of(body: str, most: int, unit: str) -> int:
    """Where a text begins to be too long."""
    if unit == "characters":
        return min(most, len(body))
    starts = [match.start() for match in re.finditer(r"\S+", body)]
    return starts[most] if most < len(starts) else len(body)


def _asks(sentences: Iterable[Sentence], about: LintContext) -> Iterator[Finding]:
    asks = [one for one in sentences if one.asks]
    wants = [one for one in asks if one.wants]
    if about.unanswered > 1 and asks:
        why = f"{about.unanswered} messages of yours are unanswered: ask for nothing this time."
        yield Finding(Kind.ASK_TOO_SOON, why, asks[0].start, asks[0].end)
    elif wants and (about.silent_days or 0) >= LONG_SILENCE:
        why = "After a year of silence a request comes too soon: first be in touch again."
        yield Finding(Kind.ASK_TOO_SOON, why, wants[0].start, wants[0].end)
    elif len(asks) > 1:
        why = f"It asks {len(asks)} things; one is answered more easily. The second: “{shortened(asks[1].text, SHOWN)}”"
        yield Finding(Kind.MANY_ASKS, why, asks[1].start, asks[1].end)


def _worn(text: str, place: Place) -> Iterator[Finding]:
    for worn in worn_in(text):
        better = f"write “{worn.better}”" if worn.better else "leave it out, or say what you mean"
        yield Finding(
            Kind.WORN, f"“{worn.text}” is worn; {better}.", worn.start, worn.end, place, worn.better or None
        )  # fmt: skip


def _bare(body: str, about: LintContext) -> Iterator[Finding]:
    if blanks_of(body) or is_specific(body, about.specifics, about.addressee):
        return
    noted = f"; you noted “{shortened(about.note, SHOWN)}”" if about.note.strip() else ""
    what = f"Nothing in it is about {about.addressee.first_name or 'them'} alone: name what you share{noted}."
    yield Finding(Kind.NO_FACT, what, 0, 0)


def gists_of(text: str) -> frozenset[str]:
    """What a message said, for comparing a later one with it."""
    return frozenset(gist for one in sentences_of(text) if (gist := one.gist))
