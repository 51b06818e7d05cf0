"""Every built-in template for everybody: the sample network, people of whom little is known, and unkind records.

One walk over all pairs, as they are the same few sentences; what is wrong is told with the person and the message.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.messages.library import built_in
from followup_tui.messages.rendering import facts_used, over_limit, render
from followup_tui.model.records import Company, Contact, Interaction, Interview, Position, Record, Result, Round, Task
from followup_tui.model.settings import Looking, Me, Settings
from followup_tui.model.template import Intent, Template
from followup_tui.model.words import Channel, Direction, Outcome, Permission, ResultKind
from followup_tui.rules.addressee import Addressee
from followup_tui.rules.facts import facts
from followup_tui.rules.lint import Kind, LintContext, lint
from followup_tui.rules.situation import Situation
from followup_tui.rules.suggestions import suggestions
from followup_tui.samples import sample_network, sample_settings
from tests.rules.situations import situation_of

TODAY = date(2026, 11, 23)
CHANNELS = (Channel.EMAIL, Channel.LINKEDIN)
QUOTED = ("article_title", "event_title", "job_title", "thought_title", "thought_text", "their_subject")
"""What others wrote stands in a message as it is."""
FILLED_IN = frozenset({Kind.BLANK, Kind.NO_FACT})
"""What the writer still fills in."""
UNKIND = "{{ 7*7 }} [bold]\x1b]52;c;x\x07 Ann,  'Bo' & Co.\n\n" + "wide 幅 " * 40


class Somebody(NamedTuple):
    """Whose situation it is with its facts, which templates are suggested, and what lint holds a message against.

    `plain` says that every fact is of a common length and spelling.
    """

    about: Situation
    known: Mapping[str, str]
    fitting: frozenset[str]
    context: LintContext
    plain: bool


def somebody(about: Situation, *, plain: bool = True) -> Somebody:
    """Somebody in a situation."""
    fitting = frozenset(found.template.name for found in suggestions(built_in(), about, most=99))
    who = Addressee(first_name=about.first_name, company_now=about.company_now)
    context = LintContext(
        as_of=TODAY, addressee=who, unanswered=about.unanswered, silent_days=about.silent_days
    )  # fmt: skip
    known = {name: "Words of theirs" if name in QUOTED else words for name, words in facts(about).items()}
    return Somebody(about, known, fitting, context, plain)


def everybody() -> Iterator[Somebody]:
    """The situations."""
    records = sample_network(TODAY)
    settings = replace(sample_settings(TODAY), looking=Looking(since=date(2026, 11, 1), what="a role as head of data"))
    of: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in records:
        single = [record.contact] if isinstance(record, Result) else []
        people = record.contacts if isinstance(record, Interview | Interaction | Task) else single
        for person in people:
            of[record.table, person].append(record)
    tables = {name: [one for one in records if one.table == name] for name in ("contacts", "companies", "clippings")}
    for contact in tables["contacts"]:
        assert isinstance(contact, Contact)
        mine = {name: of[name, contact.id] for name in ("interviews", "interactions", "results", "tasks")}
        common = {"companies": tables["companies"], "clippings": tables["clippings"], "as_of": TODAY}
        yield somebody(situation_of(contact, **mine, **common, settings=settings))  # type: ignore[arg-type]
    yield from _sparse()
    yield from _unkind()


def _sparse() -> Iterator[Somebody]:
    bare = Settings(me=Me(name="Sam"))
    companies = [Company(id=1, name="Acme Inc."), Company(id=2, name="")]
    yield somebody(situation_of(Contact(id=1, name="Bo"), settings=bare, as_of=TODAY))
    for outcome in Outcome:
        for permission in (Permission.NOT_ASKED, Permission.GIVEN, Permission.REFUSED):
            held = Interview(
                id=1, company=1, outcome=outcome, contacts=(1,), permission=permission, said_by=2 * bool(permission),
                ended=date(2026, 11, 20), rounds=(Round(on=date(2026, 11, 18)),),
            )  # fmt: skip
            yield somebody(
                situation_of(
                    Contact(id=1, name="Bo"), [held], settings=bare, as_of=TODAY, companies=companies, told_first="Ann"
                )
            )
    for kind in ResultKind:
        given = Result(id=1, kind=kind, contact=1, on=date(2026, 11, 1), company=1)
        old = Interaction(id=1, on=date(2023, 2, 1), contacts=(1,), direction=Direction.IN, text="Hi")
        new = Position(company=1, since="2026-11")
        contact = Contact(id=1, name="Bo", positions=(new,), raise_next="ask how the move went", birthday="--11-25")
        promise = Task(id=1, contacts=(1,), text="Tell Bo what came of their lead")
        yield somebody(situation_of(contact, [], [old], [], [given], [promise], bare, as_of=TODAY, companies=companies))


def _unkind() -> Iterator[Somebody]:
    me = Me(name=UNKIND, now=UNKIND, sign_off=UNKIND)
    contact = Contact(
        id=1, name=UNKIND, given=UNKIND, raise_next=UNKIND, birthday="--02-29", topics=(UNKIND,),
        positions=(Position(company=1, title=UNKIND, since="2026-10"),),
    )  # fmt: skip
    held = Interview(
        id=1, company=1, role=UNKIND, story=UNKIND, contacts=(1,), began=date(2019, 11, 20), outcome=Outcome.REJECTED
    )
    said = Interaction(id=1, on=date(2026, 1, 1), contacts=(1,), direction=Direction.IN, text=UNKIND, subject=UNKIND)
    given, promise = Result(id=1, contact=1, on=TODAY, note=UNKIND), Task(id=1, contacts=(1,), text=UNKIND)
    companies = [Company(id=1, name=UNKIND)]
    yield somebody(
        situation_of(
            contact, [held], [said], [], [given], [promise], Settings(me=me), as_of=TODAY, companies=companies
        ),
        plain=False,
    )
    yield somebody(situation_of(Contact(id=1, name=""), settings=Settings(), as_of=TODAY), plain=False)


def faults(template: Template, one: Somebody, channel: Channel) -> Iterator[str]:
    """What is wrong with the message of a template for somebody."""
    known = one.known
    message = render(template, known, channel)
    text = f"{message.subject}\n{message.body}".removeprefix("\n")
    bare = re.sub(r"\[[^\]\n]*\?\]", "Blank", text)
    yield from _spacing(text, bare)
    missing = {blank.replace(" ", "_") for blank in message.blanks}
    allowed = {*template.asks, "memory"} if known.keys() >= set(template.requires) else missing
    yield from (f"a blank: {name}" for name in missing - allowed - ({"my_name", "first_name"} - known.keys()))
    if not one.plain:
        return
    if re.search(r"(?:^|[.!?]\s+)[a-z]", re.sub(r"https?://\S+", "", bare).replace("Inc. ", "Inc "), re.MULTILINE):
        yield "a sentence begins with a small letter"
    if re.search(r"\b(?:he|she|his|her|hers|him)\b", bare, re.IGNORECASE):
        yield "a pronoun for somebody else"
    words = len(message.subject.split())
    if channel is Channel.EMAIL and template.name != "answer" and not 2 <= words <= 6:
        yield f"a subject of {words} words"
    yield from _questions(template, one.about, re.sub(r"https?://\S+", "", bare).count("?"))

    if template.name not in one.fitting:
        yield from filter(None, [over_limit(template, message.body, channel)])
        return
    found = lint(message.body, message.subject, channel, one.context, template)
    yield from (f"{hint.kind}: {hint.sentence}" for hint in found if hint.kind not in FILLED_IN)


def _spacing(text: str, bare: str) -> Iterator[str]:
    for pattern, fault in (
        (r"  |\n\n\n| \n|^\s|\s$", "spaces"),
        (r"\{%|%\}|\bNone\b|\bUndefined\b", "template code"),
    ):
        if re.search(pattern, text.replace("{{ 7*7 }}", "seven")):
            yield fault
    if re.search(
        r" [,.;:!?]|,,|(?<!\.)\.\.(?!\.)|,\.|\(\)|,$|\bat[.,?]",
        _without_salutation(bare),
        re.MULTILINE,
    ):
        yield "something dangles"


def _without_salutation(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not re.fullmatch(r"Hi .*,|Best,|With .*,", line))


def _questions(template: Template, about: Situation, number: int) -> Iterator[str]:
    """One easy question where one is wanted, and none where they do not answer."""
    if template.question:
        wanted = {1}
    elif template.intent in {Intent.CLOSE, Intent.ANSWER}:
        wanted = {0, 1}
    else:
        wanted = {1 if about.unanswered < 2 and "may_ask" in facts_used(template) else 0}
    if number not in wanted:
        yield f"{number} questions"


def test_every_template_reads_well_for_everybody() -> None:
    wrong: dict[tuple[str, str, str], str] = {}
    shown = 0
    for one in everybody():
        for template in built_in():
            for channel in CHANNELS:
                shown += 1
                for fault in faults(template, one, channel):
                    wrong[template.name, channel.value, fault] = one.about.name[:20]
    assert shown > 60 * len(built_in()) * len(CHANNELS)
    assert not wrong, "\n".join(f"{' '.join(where)}: {name}" for where, name in sorted(wrong.items()))
