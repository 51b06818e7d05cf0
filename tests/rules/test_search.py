"""The filter language."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.records import Contact, Interaction, Position
from followup_tui.model.settings import Cadences
from followup_tui.model.words import Direction, Outcome, Relation
from followup_tui.rules.search import BadQuery, Subject, excludes, parse_query, subject_text, words_of
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import verdict

DAY = date(2026, 11, 23)
KIM = Contact(
    id=1,
    name="Kim Müller",
    emails=("kim@acme.example",),
    positions=(Position(company=1, title="Head of Data"),),
    tags=("vc", "Oslo"),
    topics=("type systems",),
    relation=Relation.RECRUITER,
    met_on="2021-05",
    added_on=date(2020, 1, 1),
)


def subject(last: date | None = None, direction: Direction = Direction.OUT) -> Subject:
    rows = [Interaction(id=1, on=last, direction=direction, contacts=(1,))] if last else []
    return Subject(
        KIM, verdict(KIM, touches_of(rows, DAY), None, Cadences(), DAY), "Acme GmbH", subject_text(KIM, "Acme GmbH")
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("muller", True),
        ("MÜLLER acme", True),
        ("muller oslo", True),
        ("muller bergen", False),
        ('"head of"', True),
        ('"of head"', False),
        ("#vc", True),
        ("-muller", False),
        ("-bergen", True),
        ("tag:vc", True),
        ("tag:v", True),
        ("tag:oslo", True),
        ("-tag:vc", False),
        ("tag:", True),
        ("company:gmbh", True),
        ('company:"acme g"', True),
        ("title:data", True),
        ("topic:type", True),
        ("email:acme.ex", True),
        ("name:kim", True),
        ("name:acme", False),
        ("met:2021", True),
        ("relation:recruiter", True),
        ("has:email", True),
        ("has:phone", False),
        ("-has:birthday", True),
        ("status:overdue", True),
        ("status:Overdue", True),
        ("-", False),
        ('"unclosed', False),
    ],
)
def test_words_and_fields(query: str, found: bool) -> None:
    assert parse_query(query, DAY)(subject()) is found


@pytest.mark.parametrize(
    ("query", "last", "direction", "found"),
    [
        ("late:", date(2026, 1, 1), Direction.OUT, True),
        ("late:", date(2026, 11, 1), Direction.OUT, False),
        ("due:", date(2026, 8, 1), Direction.OUT, True),
        ("due:", date(2026, 1, 1), Direction.OUT, True),
        ("due: -late:", date(2026, 1, 1), Direction.OUT, False),
        ("new:", date(2026, 1, 1), Direction.OUT, False),
        ("owe:", date(2026, 11, 1), Direction.IN, True),
        ("waiting:", date(2026, 11, 1), Direction.OUT, True),
        ("waiting:", date(2026, 11, 1), Direction.IN, False),
        ("last:>60d", date(2026, 9, 23), Direction.OUT, True),
        ("last:>60d", date(2026, 9, 24), Direction.OUT, False),
        ("last:60d", date(2026, 9, 23), Direction.OUT, True),
        ("last:<2w", date(2026, 11, 10), Direction.OUT, True),
        ("last:<2w", date(2026, 11, 9), Direction.OUT, False),
        ("last:>1y", None, Direction.OUT, True),
        ("last:<1y", None, Direction.OUT, False),
    ],
)
def test_where_they_stand(query: str, last: date | None, direction: Direction, found: bool) -> None:
    assert parse_query(query, DAY)(subject(last, direction)) is found


@pytest.mark.parametrize(
    ("query", "at"),
    [("kim tags:vc", 4), ("status:late", 0), ("last:soon", 0), ("last:", 0), ("has:fax", 0), ("late:no", 0)],
)
def test_a_filter_that_cannot_be_read_says_what_to_write_and_where(query: str, at: int) -> None:
    with pytest.raises(BadQuery) as told:
        parse_query(query, DAY)
    assert told.value.at == at
    assert str(told.value).endswith(".")


@given(st.text(st.one_of(st.characters(), st.sampled_from(':"-<>taglsm '))))
def test_any_text_is_a_filter_or_refused(query: str) -> None:
    with suppress(BadQuery):
        parse_query(query, DAY)(subject())
    words_of(query)


@given(st.sampled_from(["muller", "bergen", "tag:vc", "last:>60d", "has:phone", '"head of"']), st.booleans())
def test_a_minus_turns_a_term_round(term: str, touched: bool) -> None:
    one = subject(DAY if touched else None)
    assert parse_query(f"-{term}", DAY)(one) is not parse_query(term, DAY)(one)


def test_the_words_to_be_marked_are_those_that_were_found() -> None:
    assert words_of('müller tag:vc -bergen "head of"') == ("muller", "head of")
    assert excludes("müller -bergen")
    assert not excludes("müller -tag:vc")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("outcome:offer-declined", True),
        ('outcome:"offer declined"', True),
        ("outcome:rejected", False),
        ("outcome:runner OR tag:vc", True),
        ("nobody OR muller", True),
        ("nobody OR nothing", False),
        ("muller OR", True),
        ("cadence:month", True),
    ],
)
def test_outcomes_and_either_side_of_an_or(query: str, found: bool) -> None:
    declined = subject()._replace(outcomes=(Outcome.OFFER_DECLINED,))
    assert parse_query(query, DAY)(declined) is found


def test_an_outcome_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadQuery, match="offer-declined"):
        parse_query("outcome:married", DAY)
