"""Every TinyDB file can be opened; what is none is refused with one sentence and left as it is."""

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from followup_tui.opening import collector_paused
from followup_tui.store.errors import NewerSchema, Unreadable
from followup_tui.store.store import Store
from tests.store.store_rig import WAIT, QuickDisk, added, change, edited, now, opened, plain, removed, shown

META = {"1": {"schema": 1, "rev": 4}}


def write(path: Path, tables: dict[str, Any], **layout: Any) -> None:
    path.write_text(json.dumps(tables, **layout), encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "followup.json"


LAYOUTS: list[dict[str, Any]] = [{}, {"indent": 2}, {"separators": (",", ":")}, {"indent": 0}, {"ensure_ascii": False}]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_is_read_and_made_ours_at_the_first_write(path: Path, layout: dict[str, Any]) -> None:
    write(path, {"contacts": {"5": {"name": "Zoë\n", "x": [1.5, None, True]}}, "_meta": META}, **layout)
    kept = path.read_bytes()
    with opened(path) as store:
        assert shown(store) == {5: {"name": "Zoë\n", "x": [1.5, None, True]}}
        assert store.rev == 4
        assert path.read_bytes() == kept
        store.commit_and_wait(change(added(6, name="B")), WAIT)
    assert path.read_text(encoding="utf-8").startswith('{\n"_meta":{\n"1":{"schema":1,"rev":5}\n},\n"contacts":{\n"5":')
    assert plain(path)[5] == {"name": "Zoë\n", "x": [1.5, None, True]}


def test_what_is_not_ours_in_the_file_survives(path: Path) -> None:
    meta = {"1": {"schema": 1, "rev": 4, "owner": "me"}, "2": {"mine": True}}
    tables = {"_meta": meta, "zoo": {"3": {"a": 1}}, 'q"uo\nte': {}, "contacts": {"-5": {"name": "A", "shoe": 44}}}
    write(path, tables)
    for rev in (5, 6):
        with opened(path) as store:
            store.commit_and_wait(change(added(rev, name="B")), WAIT)
    found = json.loads(path.read_bytes())
    assert found["_meta"] == {"1": {"schema": 1, "rev": 6, "owner": "me"}, "2": {"mine": True}}
    assert found["zoo"] == {"3": {"a": 1}}
    assert found['q"uo\nte'] == {}
    assert found["contacts"]["-5"] == {"name": "A", "shoe": 44}


@pytest.mark.parametrize(
    "text",
    [
        '{"a":NaN}',
        '{"a":"\\ud800"}',
        '{"a":123456789012345678901234567890}',
        '{"a":1e400}',
        '{"a" : 1}',
        '{"a":"\\u2028"}',
        '{"a":1,"a":2}',
    ],
)
def test_odd_documents_that_tinydb_reads_are_read_alike_and_kept(path: Path, text: str) -> None:
    path.write_text('{\n"_meta":{\n"1":{"schema":1,"rev":1}\n},\n"contacts":{\n"1":' + text + "\n}\n}\n")
    wanted = json.dumps(plain(path)[1])
    for number in (2, 3):
        with opened(path) as store:
            store.commit_and_wait(change(added(number, name="B")), WAIT)
        assert json.dumps(plain(path)[1]) == wanted


def test_a_byte_order_mark_does_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"_meta": META, "contacts": {"1": {"name": "A"}}}).encode())
    with opened(path) as store:
        store.commit_and_wait(change(added(2, name="B")), WAIT)
    assert set(plain(path)) == {1, 2}


def test_hand_edits_inside_our_layout_are_read(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(*(added(n, name=str(n)) for n in range(1, 6))), WAIT)
    text = path.read_text()
    for old, new in [
        ('"3":{"name":"3"},\n', '"3": {\n  "name": "three"\n},\n'),
        ('"5":{"name":"5"}\n', '"5":{"name":"5"},\n"4000":{"name":"6"}\n'),
        ('"1":{"name":"1"},\n', '"1":{"name":"1"}, "77":{"name":"7"},\n'),
        ('"1":{"name":"1"},\n"2":{"name":"2"},\n', '"2":{"name":"2"},\n"1":{"name":"1"},\n'),
        ('"companies":{\n}', '"companies":{"9":{"name":"F"}}'),
        ("}\n}\n", "}\n}"),
        ("\n", "\r\n"),
    ]:
        edited_text = text.replace(old, new, 100)
        assert edited_text != text
        path.write_text(edited_text, newline="")
        wanted = plain(path)
        with opened(path, QuickDisk()) as store:
            assert shown(store) == wanted
            store.commit_and_wait(change(added(6, name="6"), edited(store, 2, name="two")), WAIT)
        assert plain(path) == wanted | {2: {"name": "two"}, 6: {"name": "6"}}


BROKEN = {
    "not JSON": (b'{"contacts": {"1": {"name": "Ann"', "not readable as JSON .line 1, column"),
    "cut off": (b'{\n"_meta":{\n"1":{"schema":1,"rev":1}\n},\n"contacts":{\n"1":{"na', "not readable as JSON"),
    "empty": (b"", "is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\xfd", "not a text file in UTF-8"),
    "nulls": (b"\x00" * 500, "not a text file|not readable as JSON"),
    "bad UTF-8": (b'{"contacts":{"1":{"name":"\xff"}}}', "not a text file in UTF-8"),
    "bad UTF-8 in our layout": (b'{\n"_meta":{\n"1":{"schema":1}\n},\n"contacts":{\n"1":{"n":"\xff"}\n}\n}\n', "UTF-8"),
    "a list": (b"[1, 2]", "object of tables"),
    "a number": (b"12", "object of tables"),
    "a table that is a list": (b'{"contacts": [1]}', 'the table "contacts" is not an object'),
    "a document that is text": (b'{"contacts": {"1": "Ann"}}', "document 1 of the table"),
    "a document that is text, our layout": (b'{\n"_meta":{\n"1":{"schema":1}\n},\n"a":{\n"1":2\n}\n}\n', "document 1"),
    "ids that are words": (b'{"contacts": {"01J9": {}}}', "document id .01J9., and ids are whole numbers"),
    "ids with zeros in front": (b'{"contacts": {"007": {}}}', "document id .007."),
    "deep nesting": (b'{"contacts": {"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "not"),
    "no schema": (b'{"_meta": {"2": {}}, "contacts": {}}', "which schema"),
    "schema in words": (b'{"_meta": {"1": {"schema": "one"}}, "contacts": {}}', "which schema"),
    "two files in one": (b'{"contacts": {}}{"contacts": {}}', "not readable as JSON"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_refused_with_a_sentence_and_untouched(path: Path, kind: str) -> None:
    data, why = BROKEN[kind]
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=why) as raised:
        Store.open(path, clock_now=now)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("contacts", [[], {"ann": {}}, {"1": "Ann"}])
def test_a_newer_schema_in_a_form_of_its_own_is_refused_and_untouched(path: Path, contacts: object) -> None:
    write(path, {"_meta": {"1": {"schema": 2, "rev": 9}}, "contacts": contacts})
    kept = path.read_bytes()
    with pytest.raises(NewerSchema, match=r"newer followup .schema 2.* update followup"):
        Store.open(path, clock_now=now)
    assert path.read_bytes() == kept


def test_a_folder_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(Unreadable, match="is a folder"):
        Store.open(path, clock_now=now)


def test_contacts_are_there_before_the_rest_is_read(path: Path) -> None:
    with opened(path) as store:
        notes = [added(n, "interactions", text="x" * 1000) for n in range(1, 1000)]
        store.commit_and_wait(change(added(1, name="A"), added(2, "companies", name="F"), *notes), WAIT)
    opening = Store.begin(path, clock_now=now)
    assert opening.rev == 1
    assert {n: json.loads(row) for n, row in opening.documents("contacts").items()} == {1: {"name": "A"}}
    assert list(opening.documents("companies")) == [2]
    path.unlink()  # what was begun is of one moment, whatever happens to the file
    store = opening.finish()
    assert len(store.documents("interactions")) == 999
    assert store.close(WAIT)


def test_a_file_broken_behind_the_contacts_is_refused_at_the_end(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(added(1, name="A"), added(3, "tasks", text="T")), WAIT)
    path.write_bytes(path.read_bytes()[:-20])
    opening = Store.begin(path, clock_now=now)
    with pytest.raises(Unreadable):
        opening.finish()


def test_loading_leaves_the_collector_running(path: Path) -> None:
    with collector_paused():
        assert not gc.isenabled()
        with opened(path):
            pass
    assert gc.isenabled()
    gc.unfreeze()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
ROWS = st.dictionaries(st.integers(-5, 2**53), st.dictionaries(st.text(max_size=5), JSON, max_size=4), max_size=5)


@settings(max_examples=40, deadline=None)
@given(tables=st.dictionaries(st.sampled_from(["contacts", "tasks", "zoo", "ein{", "\n"]), ROWS, max_size=4))
def test_any_tables_come_through_our_layout_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, dict[int, dict[str, Any]]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "followup.json"
    write(path, {"_meta": META, **{name: {str(n): row for n, row in rows.items()} for name, rows in tables.items()}})
    for number in (10**15, 10**15 + 1):
        with opened(path, QuickDisk()) as store:
            store.commit_and_wait(change(added(number, "interviews", role="x")), WAIT)
    with opened(path, QuickDisk()) as store:
        assert {name: shown(store, name) for name in tables} == tables
    assert {name: plain(path, name) for name in tables} == tables


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(st.tuples(st.integers(0, 2**20), st.booleans()), max_size=80),
    start=st.sets(st.integers(0, 2**20), max_size=40),
)
def test_blocks_follow_any_insertions_and_deletions(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, bool]], start: set[int]
) -> None:
    path = tmp_path_factory.mktemp("blocks") / "followup.json"
    with opened(path, QuickDisk()) as store:
        store.commit(change(*(added(n * 700, name=str(n)) for n in range(1300))))
        store.commit_and_wait(change(*(added(n, "tasks", text=str(n)) for n in start)))
        for number, insert in steps:
            taken = list(store.documents("contacts"))
            if insert and number not in store.documents("contacts"):
                store.commit(change(added(number, name="n")))
            elif taken:
                store.commit(change(removed(store, taken[number % len(taken)])))
        store.flush(WAIT)
        assert plain(path) == shown(store)
        assert list(plain(path)) == sorted(plain(path))


def test_a_table_can_lose_every_document_and_fill_again(path: Path) -> None:
    with opened(path) as store:
        store.commit_and_wait(change(*(added(n, name="x") for n in range(1, 1500))), WAIT)
        store.commit_and_wait(change(*(removed(store, n) for n in range(1, 1500))), WAIT)
        assert plain(path) == {}
        store.commit_and_wait(change(*(added(n, name="y") for n in range(5000, 0, -1))), WAIT)
        assert len(plain(path)) == 5000
    with opened(path) as store:
        assert len(shown(store)) == 5000


def test_vanilla_tinydb_made_file_opens_after_its_schema_is_named(path: Path) -> None:
    with TinyDB(path) as db:
        db.table("contacts").insert({"name": "A"})
    with opened(path) as store:
        assert shown(store) == {1: {"name": "A"}}
