"""Whatever a newer program writes into a field, its record is read as far as it is understood, and nothing breaks."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.left_out import LeftOut
from followup_tui.model.records import RECORDS, Contact, Interaction, Task

WORDS = st.text(max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_no_value_of_any_field_breaks_the_reading(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(RECORDS))
    names = st.sampled_from(kind.__struct_fields__)
    values: dict[str, Any] = {"name": "Ann"} | data.draw(st.dictionaries(names, ANYTHING, max_size=6))
    left_out = LeftOut()
    (*found,) = left_out.page(kind, [(7, json.dumps(values).encode())])
    if found:
        assert [one.id for one in found] == [7]
    else:
        assert left_out.sentence(0).startswith("Not understood here and left out: 1 ")


def test_a_person_stays_with_what_is_understood_and_what_happened_does_not() -> None:
    left_out = LeftOut()
    odd = {"channel": "hologram", "urls": ["https://x.org", 5], "tags": 3, "snoozed_until": "soon", "aura": "blue"}
    contact = left_out.record(Contact, 1, json.dumps({"name": "Ann", **odd}).encode())
    assert contact == Contact(id=1, name="Ann", urls=("https://x.org",))
    assert left_out.record(Interaction, 2, b'{"channel":"hologram","contacts":[1],"text":"t"}') is None
    assert left_out.record(Task, 3, b'{"text":"t","done_on":true}') is None
    assert left_out.record(Task, 4, b'{"text":"t","mood":"good"}') == Task(id=4, text="t")
    assert left_out.sentence(2) == (
        "Not understood here and left out: 1 interaction, 1 task, details of 1 contact and everything in 2 tables of a"
        " newer kind."
    )
    assert left_out.brief == "3 records not, or not fully, understood."


def test_a_record_that_is_understood_later_is_not_counted_any_more() -> None:
    left_out = LeftOut()
    left_out.record(Task, 3, b'{"text":5}')
    left_out.record(Task, 3, b'{"text":"five"}')
    assert left_out.sentence(0) == ""
