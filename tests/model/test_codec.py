"""Documents: nothing is lost between a record and its bytes, nor anything that somebody else added to them."""

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.codec import BadRecord, decode, decode_page, encode, revise
from followup_tui.model.records import REFERENCES, TABLES, Contact, Interaction, Record
from followup_tui.model.validation import problems_of
from tests.strategies import contacts, records

UNKNOWN = st.dictionaries(
    st.text(min_size=1, max_size=8).map(lambda name: f"x_{name}"),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
        max_leaves=4,
    ),
    max_size=3,
)


@given(records())
def test_every_record_drawn_here_is_valid(record: Record) -> None:
    assert list(problems_of(record)) == []


@given(records())
def test_a_record_reads_back_equal(record: Record) -> None:
    assert decode(type(record), record.id, encode(record)) == record


@given(records())
def test_the_document_is_plain_json_on_one_line_without_the_id(record: Record) -> None:
    document = encode(record)
    assert b"\n" not in document
    assert "id" not in json.loads(document)


@given(records(), UNKNOWN)
def test_fields_of_others_survive_a_rewrite(record: Record, unknown: dict[str, object]) -> None:
    before = json.dumps({**json.loads(encode(record)), **unknown}).encode()
    after = json.loads(revise(record, before))
    assert {name: after[name] for name in unknown} == unknown
    assert decode(type(record), record.id, revise(record, before)) == record


def test_a_field_that_was_cleared_leaves_the_document() -> None:
    before = encode(Contact(name="Ann", note="met in Oslo", snoozed_until=date(2026, 1, 1)))
    assert json.loads(revise(Contact(name="Ann"), before)) == {"name": "Ann"}


@given(st.lists(contacts(), max_size=2))
def test_a_page_reads_like_its_documents_one_by_one(people: list[Contact]) -> None:
    rows = [(number, encode(one)) for number, one in enumerate(people, start=1)]
    assert list(decode_page(Contact, rows)) == [decode(Contact, number, document) for number, document in rows]


@pytest.mark.parametrize(
    "document", [b'{"on": "soon"}', b'{"channel": "pigeon"}', b"[1]", b"{", b'{"contacts": "Ann"}', b"\xff"]
)
def test_a_document_that_does_not_fit_says_which_and_why(document: bytes) -> None:
    with pytest.raises(BadRecord, match="interactions 7"):
        decode(Interaction, 7, document)


def test_every_reference_names_a_field_and_a_table_that_exist() -> None:
    for table, fields in REFERENCES.items():
        assert table in TABLES
        kind = next(kind for kind in Record.__subclasses__() if kind.table == table)
        names = {field.name for field in msgspec.structs.fields(kind)}
        for field, target in fields.items():
            assert field.split(".")[0] in names
            assert target in TABLES


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999", '"\\ud800"', '[1,NaN,{"x":NaN}]'])
def test_a_value_that_is_no_json_hides_nobody(value: str) -> None:
    document = f'{{"name":"Ann","pet":{value},"tags":["a"]}}'.encode()
    (found,) = decode_page(Contact, [(7, document)])
    assert (found.id, found.name, found.tags) == (7, "Ann", ("a",))
    assert b"Infinity" not in revise(found, document)
    assert decode(Contact, 7, revise(found, document)) == found
    with pytest.raises(BadRecord):
        decode(Contact, 7, document.replace(b'"a"', b"5"))


def test_half_a_character_becomes_a_sign_that_it_was_there() -> None:
    assert decode(Contact, 7, b'{"name":"Ann \\ud83d","note":"\\ud83d\\ude00"}').name == "Ann \ufffd"
