"""A situation: everything about a contact on a day that a suggestion may use, gathered from the records once.

Pure and frozen, so that what is suggested, why, and what is filled into the message can never disagree.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

import msgspec

from followup_tui.model.clean import is_cjk
from followup_tui.model.partial_date import first_day
from followup_tui.model.records import Clipping, Company, Contact, Interaction, Interview, Result, Task
from followup_tui.model.settings import Settings
from followup_tui.model.words import Channel, ClippingKind, Direction, Relation, ResultKind
from followup_tui.rules.aftermath import Step
from followup_tui.rules.evidence import (
    Favour,
    Interviewed,
    Memory,
    NewRole,
    Promise,
    Said,
    Sent,
    Talk,
    days_to_birthday,
    favour_of,
    interviewed,
    interviews_with,
    is_reopening,
    memory_of,
    new_role_of,
    owed,
    past_of,
    promise_of,
    said_in,
    talk_of,
    thanks_day,
)
from followup_tui.rules.interests import UNKNOWN, Rarity, interests_of
from followup_tui.rules.matching import Match, best_event, best_of, best_reading
from followup_tui.rules.news import Trouble, trouble_of
from followup_tui.rules.reach import channel_to, channels_to
from followup_tui.rules.touches import Touches
from followup_tui.rules.verdict import Verdict

REMEMBERED = timedelta(days=3 * 366)
"""How far back our own messages matter for what to send now."""
_HONORIFICS = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame"})


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about a contact on the day `as_of`. Unknown texts are empty, unknown numbers and parts None.

    `silent_since` is the last contact, an interview included, or without one the day they were met. `sent` holds our
    messages of the last three years, newest first. `steps` are what the verdict says is left to do after the last
    interview; `has_cadence` is false for somebody who is never due, for whom it says nothing. `told_first` is who at
    the company heard first that we declined its offer. `reopening` says that our last message broke a year of silence
    and has no answer yet; `got` are the results they gave us.
    """

    as_of: date
    first_name: str
    name: str
    channel: Channel = Channel.EMAIL
    channels: tuple[Channel, ...] = (Channel.EMAIL,)
    company_now: str = ""
    title: str = ""
    relation: Relation = Relation.NONE
    topics: tuple[str, ...] = ()
    added_on: date | None = None

    interview: Interviewed | None = None
    steps: tuple[Step, ...] = ()
    has_cadence: bool = False
    told_first: str = ""

    how_met: str = ""
    met_on: date | None = None
    last_touch: date | None = None
    last_direction: Direction | None = None
    silent_since: date | None = None
    silent_days: int | None = None
    unanswered: int = 0
    reopening: bool = False
    owed: Said | None = None
    last_said: Said | None = None
    sent: tuple[Sent, ...] = ()
    got: tuple[ResultKind, ...] = ()

    trouble: Trouble | None = None
    talk: Talk | None = None
    memory: Memory | None = None
    promise: Promise | None = None
    birthday_in: int | None = None
    new_role: NewRole | None = None
    favour: Favour | None = None
    thanks_on: date | None = None
    article: Match | None = None
    event: Match | None = None
    job: Match | None = None
    thought: Match | None = None

    my_name: str = ""
    my_now: str = ""
    sign_off: str = ""
    looking_for: str = ""
    looking_since: date | None = None

    @property
    def last_template(self) -> str:
        """The template of our last message to them, empty when it had none."""
        return self.sent[0].template if self.sent else ""


def situation(
    contact: Contact,
    *,
    companies: Mapping[int, Company],
    interviews: Iterable[Interview],
    interactions: Iterable[Interaction],
    clippings: Iterable[Clipping],
    results: Iterable[Result],
    tasks: Iterable[Task],
    touches: Touches,
    verdict: Verdict,
    settings: Settings,
    as_of: date,
    shared_with_company: Collection[int] = (),
    rarity: Rarity = UNKNOWN,
    told_first: str = "",
) -> Situation:
    """The situation of `contact`. Records of other people among those given are ignored.

    `shared_with_company` are the clippings that somebody at their company was sent, so that none goes there twice;
    `rarity` says how much it means in this network to have a topic; `told_first` is who of the last interview's people
    was told first that we declined.
    """
    interactions, results = tuple(interactions), tuple(results)
    past = past_of(interactions, contact.id, as_of)
    held = interviews_with(contact.id, interviews)
    last = held[-1] if held else None
    company = companies.get(contact.company)
    offered = tuple(clippings)
    interests = interests_of(contact, company, held, past if offered else ())
    had = frozenset(shared_with_company).union(*(one.shared for one in past))
    favour = favour_of(contact.id, results, companies, past, as_of)
    channels = channels_to(contact)
    met_on = first_day(contact.met_on) if contact.met_on else None
    silent_since = verdict.anchor or met_on
    return Situation(
        as_of=as_of,
        first_name=_first_name(contact),
        name=contact.name,
        channel=channel_to(contact, channels, settings),
        channels=channels,
        company_now=company.name if company else "",
        title=contact.title,
        relation=contact.relation,
        topics=contact.topics,
        added_on=contact.added_on,
        interview=interviewed(contact.id, last, companies, past, as_of) if last else None,
        steps=verdict.steps,
        has_cadence=verdict.opens is not None,
        told_first=told_first,
        how_met=contact.how_met,
        met_on=met_on,
        last_touch=touches.last,
        last_direction=touches.last_direction,
        silent_since=silent_since,
        silent_days=(as_of - silent_since).days if silent_since and silent_since <= as_of else None,
        unanswered=verdict.unanswered,
        reopening=is_reopening(past, last),
        owed=owed(past, verdict.owes_since),
        last_said=next(said_in(past), None),
        sent=tuple(
            Sent(one.on, one.template, bool(one.shared), one.text)
            for one in past
            if one.direction is Direction.OUT and as_of - one.on <= REMEMBERED
        ),
        got=tuple(one.kind for one in results if one.contact == contact.id and one.on <= as_of),
        trouble=trouble_of(contact, company, interactions, past, as_of),
        talk=talk_of(past, held, as_of),
        memory=memory_of(contact, past, last),
        promise=promise_of(contact.id, tasks, favour, as_of),
        birthday_in=days_to_birthday(contact, past, as_of),
        new_role=new_role_of(contact, companies, past, held, as_of),
        favour=favour,
        thanks_on=thanks_day(contact.id, tasks, favour),
        article=best_reading(offered, interests, had, as_of, rarity),
        event=best_event(offered, interests, had, as_of, rarity),
        job=best_of({ClippingKind.JOB}, offered, interests, had, as_of, rarity),
        thought=best_of({ClippingKind.THOUGHT}, offered, interests, had, as_of, rarity),
        my_name=settings.me.name,
        my_now=settings.me.now,
        sign_off=settings.me.sign_off,
        looking_for=settings.looking.what if settings.looking.since else "",
        looking_since=settings.looking.since,
    )


def with_clipping(before: Situation, clipping: Clipping, match: Match | None = None) -> Situation:
    """The same situation with a clipping that the writer chose, whatever would have been suggested.

    `match` says how it fits, where that is known.
    """
    return msgspec.structs.replace(before, **{shared_as(clipping.kind): match or Match(clipping)})


def shared_as(kind: ClippingKind) -> str:
    """As what a clipping is shared: the field of a situation, and the beginning of the names of its facts."""
    return "article" if kind is ClippingKind.BOOK else kind.value


def _first_name(contact: Contact) -> str:
    if contact.given or is_cjk(contact.name):
        return contact.first_name
    words = contact.name.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _HONORIFICS:
        words.pop(0)
    return words[0] if words else ""
