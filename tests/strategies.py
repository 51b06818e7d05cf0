"""Hypothesis strategies for records: everything they draw passes validation, and much of it is unkind.

`as_of` days lie in `DAYS`; ids are small and plain, so that a failing example reads well.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.records import (
    Clipping,
    Company,
    Contact,
    Interaction,
    Interview,
    Mark,
    Position,
    Record,
    Result,
    Round,
    Source,
    Task,
)
from followup_tui.model.settings import Away, Cadences, Interviews, Plan
from followup_tui.model.words import (
    Channel,
    ClippingKind,
    Direction,
    MarkKind,
    Outcome,
    Permission,
    Relation,
    ResultKind,
    Stage,
)

FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2029, 12, 31)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
"""Civil days, often the ones at which months and years go wrong."""
AWKWARD_DAYS = st.sampled_from(
    [
        date(2019, 12, 31), date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1), date(2023, 8, 29),
        date(2023, 8, 30), date(2023, 8, 31), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 31),
        date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 29), date(2025, 1, 31), date(2025, 11, 30),
    ]
)  # fmt: skip
SOME_DAYS = st.one_of(AWKWARD_DAYS, DAYS)
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 naive bounds are what the strategy takes
CADENCE_WORDS = st.sampled_from(
    [
        "", "3-6 months", "2 weeks", "10 days", "1 day", "30d-60d", "60d-2m", "30d-1m", "1 month", "2 months",
        "6-12 months", "1-2 years", "1 year", "10 years", "2w-3m", "none",
    ]
)  # fmt: skip
RAW_TEXT = st.text(max_size=40)
LINES = RAW_TEXT.map(clean_line)
TEXTS = st.text(max_size=80).map(clean_text)
NAMES = st.one_of(
    st.sampled_from(["Ann Lee", "Søren Dahl", "佐藤 美咲", "José da Silva", "O'Neil, Pat", "Zoë"]),
    LINES.filter(bool),
)
WORDS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
EMAILS = st.builds(lambda who, place: f"{who}@{place}.example", WORDS, WORDS)
PARTIAL_DATES = st.one_of(st.just(""), DAYS.map(lambda day: day.isoformat()[: 4 + 3 * (day.day % 3)]))
BIRTHDAYS = st.one_of(
    st.just(""), st.just("--02-29"), st.just("1984-02-29"), DAYS.map(lambda day: f"--{day.isoformat()[5:]}")
)


def ids(most: int = 9) -> st.SearchStrategy[int]:
    """Ids of referred records; 0 is none."""
    return st.integers(0, most)


def _tuples(of: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of, max_size=most).map(tuple)


def positions() -> st.SearchStrategy[Position]:
    """Jobs, held now or before."""
    return st.builds(Position, company=ids(), title=LINES, since=PARTIAL_DATES, until=PARTIAL_DATES)


def marks() -> st.SearchStrategy[Mark]:
    """Decisions that are no contact."""
    return st.builds(Mark, on=SOME_DAYS, kind=st.sampled_from(MarkKind), until=st.none() | SOME_DAYS)


Fields = dict[str, st.SearchStrategy[object]]

_STANDING: Fields = {
    "created": st.none() | MOMENTS,
    "relation": st.sampled_from(Relation),
    "tags": _tuples(st.sampled_from(["loose", "close", "never", "vc", "other"]), most=2),
    "cadence": CADENCE_WORDS,
    "added_on": st.none() | SOME_DAYS,
    "first_by": st.none() | SOME_DAYS,
    "snoozed_until": st.none() | SOME_DAYS,
    "planned_on": st.none() | SOME_DAYS,
    "paused_on": st.none() | SOME_DAYS,
    "paused_until": st.none() | SOME_DAYS,
    "archived_on": st.none() | SOME_DAYS,
    "marks": st.lists(marks(), max_size=2).map(tuple),
}
"""What decides where a contact stands."""
_ABOUT: Fields = {
    "updated": st.none() | MOMENTS,
    "name": NAMES,
    "given": LINES,
    "emails": _tuples(EMAILS),
    "phones": _tuples(LINES),
    "labels": st.dictionaries(EMAILS, WORDS, max_size=2),
    "positions": st.lists(positions(), max_size=2).map(tuple),
    "topics": _tuples(LINES),
    "channel": st.none() | st.sampled_from(Channel),
    "birthday": BIRTHDAYS,
    "met_on": PARTIAL_DATES,
    "introduced_by": ids(),
    "note": TEXTS,
    "keys": _tuples(LINES),
    "sources": st.dictionaries(WORDS, st.builds(Source, name=WORDS, on=DAYS), max_size=2),
}


def contacts(
    number: st.SearchStrategy[int] | None = None, **fields: st.SearchStrategy[object]
) -> st.SearchStrategy[Contact]:
    """People with everything that can be known of them; `fields` replace how single fields are drawn."""
    drawn: Fields = {"id": st.integers(1, 9) if number is None else number, **_STANDING, **_ABOUT, **fields}
    return st.builds(Contact, **drawn)


def standings(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[Contact]:
    """Contact 1 with no more than what decides where they stand: quick to draw."""
    drawn: Fields = {"id": st.just(1), "name": st.just("Ann Lee"), **_STANDING, **fields}
    return st.builds(Contact, **drawn)


def active_standings() -> st.SearchStrategy[Contact]:
    """Contact 1 with a known beginning, a cadence, and neither archived, paused nor snoozed."""
    nothing: st.SearchStrategy[object] = st.none()
    return standings(
        added_on=SOME_DAYS,
        snoozed_until=nothing,
        planned_on=nothing,
        paused_on=nothing,
        archived_on=nothing,
        cadence=CADENCE_WORDS.filter(lambda words: words != "none"),
        tags=_tuples(st.sampled_from(["loose", "close", "vc"])),
    )


def companies() -> st.SearchStrategy[Company]:
    """Organisations."""
    return st.builds(
        Company, id=st.integers(1, 9), created=st.none() | MOMENTS, name=NAMES, aliases=_tuples(LINES),
        domains=_tuples(WORDS), topics=_tuples(LINES), cadence=CADENCE_WORDS, worked_for=st.booleans(), note=TEXTS,
    )  # fmt: skip


def interactions(
    number: st.SearchStrategy[int] | None = None, on: st.SearchStrategy[date] = SOME_DAYS
) -> st.SearchStrategy[Interaction]:
    """Messages, calls and meetings of one to three contacts."""
    numbers = st.integers(1, 999) if number is None else number
    return st.builds(
        Interaction, id=numbers, created=st.none() | MOMENTS, at=st.none() | MOMENTS, on=on,
        channel=st.sampled_from(Channel), direction=st.sampled_from(Direction),
        contacts=st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True).map(tuple), counts=st.booleans(),
        subject=LINES, text=TEXTS, shared=st.lists(ids(), max_size=2).map(tuple), next_step=LINES,
        next_on=st.none() | SOME_DAYS, interview=ids(),
    )  # fmt: skip


def touches_in_any_order(most: int = 6, latest: date = LAST_DAY) -> st.SearchStrategy[list[Interaction]]:
    """Interactions of contact 1 that all count, with ids of their own: some recorded long after they happened."""
    days = st.one_of(SOME_DAYS, st.dates(date(2024, 1, 1), date(2025, 6, 1))).filter(lambda day: day <= latest)
    rows = st.lists(st.tuples(days, st.sampled_from(Direction)), max_size=most)
    return rows.flatmap(
        lambda found: st.permutations(range(1, len(found) + 1)).map(
            lambda numbers: [
                Interaction(id=number, on=on, direction=direction, contacts=(1,))
                for number, (on, direction) in zip(numbers, found, strict=True)
            ]
        )
    )


@st.composite
def processes(draw: st.DrawFn, contact: int = 1) -> Interview:
    """Interviews with `contact`, dated or not, some rounds with others, with what decides where they stand."""
    days = draw(st.tuples(st.none() | SOME_DAYS, st.none() | SOME_DAYS))
    began, ended = sorted(days) if None not in days else days  # type: ignore[type-var]  # none of them is None
    rounds = st.builds(Round, on=st.none() | SOME_DAYS, contacts=st.sampled_from([(), (contact,), (contact + 1,)]))
    return Interview(
        id=draw(st.integers(1, 99)),
        company=1,
        outcome=draw(st.sampled_from(Outcome)),
        began=began,
        ended=ended,
        contacts=(contact,),
        rounds=tuple(draw(st.lists(rounds, max_size=2))),
        permission=draw(st.sampled_from(Permission)),
    )


@st.composite
def interviews(draw: st.DrawFn, contact: int | None = None) -> Interview:
    """Hiring processes with everything that can be known of them; with `contact` in them when one is given."""
    people = draw(st.lists(st.integers(1, 9), max_size=3))
    rounds = st.builds(Round, on=st.none() | SOME_DAYS, kind=LINES, contacts=st.just((2,)), note=TEXTS)
    return replace(
        draw(processes()),
        company=draw(st.integers(1, 9)),
        role=draw(LINES),
        stage=draw(st.sampled_from(Stage)),
        contacts=tuple(dict.fromkeys([*([contact] if contact else []), *people])),
        rounds=tuple(draw(st.lists(rounds, max_size=2))),
        story=draw(TEXTS),
        permission=draw(st.sampled_from(Permission)),
    )


def clippings() -> st.SearchStrategy[Clipping]:
    """Things worth sharing."""
    return st.builds(
        Clipping, id=st.integers(1, 9), kind=st.sampled_from(ClippingKind), title=NAMES, url=LINES, text=TEXTS,
        topics=_tuples(LINES), on=st.none() | DAYS, expires=st.none() | DAYS, clipped_on=st.none() | DAYS,
    )  # fmt: skip


def results() -> st.SearchStrategy[Result]:
    """What relationships gave."""
    return st.builds(
        Result, id=st.integers(1, 9), kind=st.sampled_from(ResultKind), contact=st.integers(1, 9), on=DAYS,
        company=ids(), role=LINES, value=LINES, note=TEXTS,
    )  # fmt: skip


def tasks(people: Sequence[int] = tuple(range(1, 10))) -> st.SearchStrategy[Task]:
    """Promises, kept or open, dated or not, to some of `people`."""
    to = st.lists(st.sampled_from(list(people)), max_size=2, unique=True).map(tuple) if people else st.just(())
    return st.builds(
        Task, id=st.integers(1, 99), contacts=to, text=NAMES, on=st.none() | SOME_DAYS, done_on=st.none() | DAYS
    )


def records() -> st.SearchStrategy[Record]:
    """A valid record of any table."""
    return st.one_of(contacts(), companies(), interviews(), interactions(), clippings(), results(), tasks())


FIGURES = st.builds(
    Interviews,
    thank=st.sampled_from(["1 day", "", "3 days"]),
    answer=st.sampled_from(["1 week", "", "4 weeks"]),
    decline=st.sampled_from(["2 days", ""]),
    lapse=st.sampled_from(["2 weeks", "1 day"]),
    words=st.sampled_from([("30-44 days", "90-104 days"), (), ("2 months",), ("10 days", "1 week")]),
    quiet=st.sampled_from(["2 weeks", "1 year"]),
    agreed=st.sampled_from(["3-4 months", ""]),
)
"""What follows an interview as the settings allow it."""

CADENCES = st.builds(
    Cadences,
    default=CADENCE_WORDS.filter(bool),
    tags=st.fixed_dictionaries(
        {}, optional={"loose": st.just("6-12 months"), "close": st.just("2w"), "never": st.just("none")}
    ),
    relations=st.fixed_dictionaries({}, optional={"recruiter": st.just("1-2 months"), "executive": st.just("1 year")}),
    outcomes=st.fixed_dictionaries(
        {}, optional={"rejected": st.just("3 months"), "offer-declined": st.just("4-5 weeks")}
    ),
)
"""Settings of cadences, with or without tags, relations and outcomes of their own."""

PLANS = st.builds(
    Plan,
    per_day=st.integers(1, 5),
    workdays=st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1, unique=True).map(
        tuple
    ),
    holidays=st.lists(DAYS, max_size=2).map(tuple),
    away=st.lists(
        st.builds(lambda day, days: Away(first=day, last=day + timedelta(days=days)), DAYS, st.integers(0, 20)),
        max_size=1,
    ).map(tuple),
    courtesy_days=st.sampled_from([0, 1, 14, 30]),
)
"""Plans as the settings allow them."""
