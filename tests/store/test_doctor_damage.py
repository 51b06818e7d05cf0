"""Fifty kinds of damage: each is explained, every readable record comes back, and what was sound stays as it was."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tinydb import TinyDB

from followup_tui.model.records import REFERENCES
from followup_tui.safekeeping import examined, repaired
from followup_tui.store.repair import Repaired
from tests.store.doctor_rig import CLOCK, Records, records, sound_afterwards, there, told
from tests.store.store_rig import WAIT, QuickDisk, added, change, edited, opened, plain, shown


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound file: 40 contacts, 3 companies, 60 interactions, 5 tasks."""
    path = tmp_path_factory.mktemp("sound") / "followup.json"
    ops = [added(n, "companies", name=f"Company {n}") for n in range(1, 4)]
    ops += [
        added(n, name=f"Zoë Person {n}", emails=[f"p{n}@x.org"], positions=[{"company": n % 3 + 1}])
        for n in range(1, 41)
    ]
    ops += [
        added(n, "interactions", on="2026-03-01", contacts=[n % 40 + 1], text=f'said "{{{n}}}" é') for n in range(1, 61)
    ]
    ops += [added(n, "tasks", contacts=[n], text=f"promise {n}", on="2026-12-01") for n in range(1, 6)]
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(*ops), WAIT)
    return path.read_bytes()


@pytest.fixture
def path(sound: bytes, tmp_path: Path) -> Path:
    """A file alone: no history, no snapshot that could help."""
    path = tmp_path / "network" / "followup.json"
    path.parent.mkdir()
    path.touch(mode=0o600)
    path.write_bytes(sound)
    return path


def intact(sound: bytes, damaged: bytes) -> Records:
    """The records of a sound file whose lines are all there in the damaged one."""
    found: Records = {}
    lines = set(damaged.replace(b",\n", b"\n").split(b"\n"))
    for (table, number), row in records(sound).items():
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
        if b'"%d":%b' % (number, line) in lines:
            found[table, number] = row
    return found


def line_of(data: bytes, number: int) -> tuple[int, int]:
    """Where the line of a contact begins and ends."""
    start = data.index(b'"%d":{"name":"Zo' % number)
    return start, data.index(b"\n", start)


def _in_line(data: bytes, number: int, old: bytes, new: bytes) -> bytes:
    start, end = line_of(data, number)
    assert old in data[start:end]
    return data[:start] + data[start:end].replace(old, new) + data[end:]


def _conflict(data: bytes) -> bytes:
    start, end = line_of(data, 7)
    ours, theirs = data[start:end], data[start:end].replace(b"p7@", b"seven@")
    return (
        data[:start] + b"<<<<<<< ours\n" + ours + b"\n||||||| base\n" + ours.replace(b"p7@", b"old@")
        + b"\n=======\n" + theirs + b"\n>>>>>>> theirs" + data[end:]
    )  # fmt: skip


def _one_line(data: bytes) -> bytes:
    return json.dumps(json.loads(data)).encode()


def _second_eight(data: bytes) -> bytes:
    _, end = line_of(data, 8)
    return data[:end] + b'\n"8":{"name":"Eve Again"},' + data[end:]


class Damage(NamedTuple):
    """How a file is damaged, what the doctor must say of it, and how many records may be lost."""

    does: Callable[[bytes], bytes]
    says: str
    lost: int
    line_by_line: bool = True
    twice: int = 0
    """Records that come back under another id."""


UNREADABLE = {
    "cut off in a record": Damage(lambda d: d[: d.index(b'"33":{"on"') + 30], "cut off", 33),
    "cut off between two bytes of a letter": Damage(lambda d: d[: d.index("ë".encode(), 900) + 1], "UTF-8", 105),
    "cut off after the first line": Damage(lambda d: d[:2], "cut off", 108),
    "a block of NUL bytes in the middle": Damage(lambda d: d[:2000] + bytes(512) + d[2512:], "512 NUL bytes", 8),
    "NUL bytes to the end": Damage(lambda d: d[:5000] + bytes(len(d) - 5000), "NUL bytes", 60),
    "only NUL bytes": Damage(lambda d: bytes(len(d)), "NUL bytes", 108),
    "the rest of an older, longer file": Damage(lambda d: d + d[-700:], "overwritten only in part", 0),
    "the beginning overwritten": Damage(lambda d: b"#" * 40 + d[40:], "is no JSON", 0),
    "the beginning overwritten with its heading and records": Damage(lambda d: b"x" * 700 + d[700:], "is no JSON", 12),
    "the middle overwritten": Damage(lambda d: d[:3000] + b"garbage " * 50 + d[3400:], "is no JSON", 8),
    "a heading gone": Damage(lambda d: d.replace(b'"interactions":{\n', b""), "goes on with the rest", 0),
    "merge markers": Damage(_conflict, "conflict markers", 0, True, 1),
    "all in one line, cut off": Damage(lambda d: _one_line(d)[:7000], "cut off", 60, False),
    "all in one line, overwritten in the middle": Damage(
        lambda d: _one_line(d)[:3000] + b"\0" * 64 + _one_line(d)[3064:], "NUL bytes", 2, False
    ),
    "bytes that are no UTF-8": Damage(lambda d: _in_line(d, 9, "ë".encode(), b"\xff"), "no text in UTF-8", 0, False),
    "a comma forgotten": Damage(lambda d: _in_line(d, 9, b"},", b"}"), "is no JSON", 0, False),
    "a quote too many": Damage(lambda d: _in_line(d, 9, b'"p9@', b'""p9@'), "is no JSON", 1),
    "a comma too many": Damage(lambda d: d.replace(b"}\n},\n", b"},\n},\n", 2), "is no JSON", 0, False),
    "a bracket too many": Damage(lambda d: d.replace(b'"tasks":{', b'},"tasks":{'), "is no JSON", 0),
    "brackets lost, so that a record swallows others": Damage(
        lambda d: _in_line(d, 9, b'{"company":1}]}', b'{"company":1,"x":{"y":1'), "is no JSON", 1
    ),
    "a record that swallowed another, and is JSON": Damage(
        lambda d: _in_line(_in_line(d, 9, b"}]},", b"}],"), 10, b"}]},", b"}]}},"), "holds other records", 1
    ),
    "an id that is a word": Damage(lambda d: _in_line(d, 9, b'"9":', b'"nine":'), "ids are whole numbers", 1, False, 1),
    "a list in place of a table": Damage(
        lambda d: json.dumps({**json.loads(d), "tasks": list(json.loads(d)["tasks"].values())}).encode(),
        'the table "tasks" is not an object', 5, False, 5,
    ),
    "a word in place of a record": Damage(
        lambda d: d.replace(b'"3":{"name":"Company 3"}', b'"3":"gone"'), "is not an object", 1
    ),
    "saved as UTF-16": Damage(lambda d: d.decode().encode("utf-16"), "saved as UTF-16", 0, False),
    "a byte order mark": Damage(lambda d: b"\xef\xbb\xbf" + d, "byte order mark", 0),
    "a number too long in what the file says of itself": Damage(
        lambda d: d.replace(b'"rev":1', b'"rev":1' + b"0" * 5000), "more digits than", 0
    ),
    "no word of the schema": Damage(lambda d: d.replace(b'"schema":1,', b""), "does not say which schema", 0),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_explained_and_every_complete_record_comes_back(
    name: str, sound: bytes, path: Path
) -> None:
    damage = UNREADABLE[name]
    damaged = damage.does(sound)
    path.write_bytes(damaged)
    found = examined(path, CLOCK)
    assert found.read.state == "unreadable"
    assert damage.says in told(found)
    assert all(one.repair for one in found.problems)
    assert path.read_bytes() == damaged  # looking changes nothing
    done = repaired(path, CLOCK)
    assert damaged in [kept.read_bytes() for kept in done.kept]
    assert all(kept.stat().st_mode & 0o777 == 0o600 for kept in done.kept)
    if not path.exists():
        assert damage.lost == 108
        assert "empty network" in done.done[-1]
        return
    after, whole = _before_mending(path, done), records(sound)
    same = {key for key in whole if after.get(key) == whole[key]}
    if damage.line_by_line:
        assert intact(sound, damaged).keys() <= same
    assert len(after.keys() - whole.keys()) <= damage.twice
    assert len(whole) - len(same) <= damage.lost + (name == "bytes that are no UTF-8")
    with opened(path) as store:  # and it is a file like any other
        store.commit_and_wait(change(added(900, name="New")), WAIT)
    sound_afterwards(path, done)


def _before_mending(path: Path, done: Repaired) -> Records:
    """The records as they were salvaged: taking out references to those that were lost is a change of its own."""
    if done.change is None:
        return there(path)
    with opened(path, QuickDisk()) as store:
        store.undo_and_wait(WAIT)
        found = there(path)
        store.redo_and_wait(WAIT)
    return found


def test_an_id_that_is_a_word_and_a_list_get_ids(sound: bytes, path: Path) -> None:
    path.write_bytes(_in_line(sound, 9, b'"9":', b'"nine":'))
    repaired(path, CLOCK)
    assert "Zoë Person 9" in {row["name"] for row in plain(path).values()}
    path.write_bytes(UNREADABLE["a list in place of a table"].does(sound))
    repaired(path, CLOCK)
    assert {row["text"] for row in plain(path, "tasks").values()} == {f"promise {n}" for n in range(1, 6)}


def test_both_sides_of_a_conflict_are_kept_and_the_base_is_not(sound: bytes, path: Path) -> None:
    path.write_bytes(_conflict(sound))
    repaired(path, CLOCK)
    sevens = [row["emails"] for row in plain(path).values() if row["name"] == "Zoë Person 7"]
    assert sevens == [["p7@x.org"], ["seven@x.org"]]


def test_a_file_that_was_cut_off_comes_back_whole_by_snapshot_and_history(path: Path, sound: bytes) -> None:
    with opened(path, QuickDisk()) as store:
        store.commit_and_wait(change(added(900, name="Later")), WAIT)  # takes the snapshot of the day
        store.commit_and_wait(change(edited(store, 40, name="Renamed")), WAIT)
    whole = there(path)
    for damage in (lambda d: d[:900], lambda _: b"", lambda d: bytes(len(d))):
        path.write_bytes(damage(path.read_bytes()))
        done = repaired(path, CLOCK)
        assert there(path) == whole
        sound_afterwards(path, done)
    path.unlink()
    assert "The file is gone" in told(examined(path, CLOCK))
    repaired(path, CLOCK)
    assert there(path) == whole
    with opened(path) as store:
        assert store.undo_and_wait(WAIT).label == "Change"
        assert shown(store)[40]["name"] == "Zoë Person 40"


def test_an_empty_file_without_anything_beside_it_is_put_aside(path: Path) -> None:
    path.write_bytes(b"")
    assert "empty (0 bytes)" in told(examined(path, CLOCK))
    repaired(path, CLOCK)
    assert not path.exists()


READABLE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a contact that is not there": (
        lambda d: d.replace(b'"contacts":[5],"text"', b'"contacts":[5,777],"text"'),
        'names the record R9 (777) of contacts, which is not there',
    ),
    "a company that is not there": (
        lambda d: _in_line(d, 5, b'"company":3', b'"company":33'), 'Its "positions.company" names the record',
    ),
    "an impossible date": (
        lambda d: d.replace(b'"text":"promise 2","on":"2026-12-01"', b'"text":"promise 2","on":"2026-02-30"'),
        'The field "on" cannot be read',
    ),
    "a number for a name": (
        lambda d: d.replace(b'"3":{"name":"Company 3"}', b'"3":{"name":3}'), 'The field "name" cannot be read',
    ),
    "one bad item of a list": (
        lambda d: _in_line(d, 6, b'["p6@x.org"]', b'["p6@x.org",6]'), 'The field "emails" cannot be read',
    ),
    "a number for a telephone": (
        lambda d: _in_line(d, 6, b'"positions"', b'"phones":[49301234],"positions"'), "writes the number as a text",
    ),
    "a number too long to be read": (
        lambda d: _in_line(d, 6, b'"positions"', b'"pet":1' + b"0" * 5000 + b',"positions"'), "more digits than",
    ),
    "people who introduced each other": (
        lambda d: _in_line(
            _in_line(d, 6, b'"positions"', b'"introduced_by":7,"positions"'),
            7, b'"positions"', b'"introduced_by":6,"positions"',
        ), 'Its "introduced_by" leads from record to record back to itself',
    ),
    "the same id twice": (_second_eight, "Two records have the same id"),
    "an id of 0": (lambda d: d.replace(b'"1":{"contacts":[1],', b'"0":{"contacts":[1],'), "Its id is not a number"),
}  # fmt: skip


@pytest.mark.parametrize("name", READABLE)
def test_a_readable_file_is_mended_by_one_change_that_can_be_undone(name: str, sound: bytes, path: Path) -> None:
    does, says = READABLE[name]
    path.write_bytes(does(sound))
    found = examined(path, CLOCK)
    assert found.read.state == "readable"
    assert says in told(found)
    before = there(path) if "too long" not in name else None
    done = repaired(path, CLOCK)
    assert done.change is not None
    assert done.left is not None
    assert "cannot be read" not in told(done.left)
    after = there(path)
    touched = {key for key in {*before, *after} if before.get(key) != after.get(key)} if before else {0}
    assert 1 <= len(touched) <= 3
    snapshot = next((path.parent / "followup.json.d" / "snapshots").iterdir())
    assert gzip.decompress(snapshot.read_bytes()) == does(sound)
    with opened(path) as store:
        store.undo_and_wait(WAIT)
    assert before is None or there(path) == before


def test_every_reference_to_what_is_not_there_is_told_and_taken_out(path: Path) -> None:
    tables: dict[str, dict[str, Any]] = {"_meta": {"1": {"schema": 1, "rev": 1}}}
    for table, paths in REFERENCES.items():
        tables[table] = {"1": {"name": "x", "text": "x", "role": "x", "title": "x", "on": "2026-01-01"}}
        for where in paths:
            field, _, inner = where.partition(".")
            gone: Any = [1, 444] if (inner or field) in ("contacts", "shared") else 444
            tables[table]["1"][field] = [{inner: gone}] if inner else gone
    path.write_text(json.dumps(tables))
    text = told(examined(path, CLOCK))
    for table, paths in REFERENCES.items():
        for where, target in paths.items():
            assert f'Its "{where}" names the record DW (444) of {target}, which is not there.' in text, table
    done = repaired(path, CLOCK)
    assert done.left is not None
    assert "which is not there" not in told(done.left)
    assert "444" not in path.read_text()


def test_records_under_a_damaged_heading_go_back_and_keep_what_refers_to_them(sound: bytes, path: Path) -> None:
    path.write_bytes(sound.replace(b'"contacts":{', b'"cgntacts":{'))
    assert 'The name of the table "cgntacts" is damaged: it holds 40 contacts' in told(examined(path, CLOCK))
    sound_afterwards(path, repaired(path, CLOCK))
    assert there(path) == records(sound)


def test_an_address_that_two_people_have_and_a_message_that_came_twice_are_noted(sound: bytes, path: Path) -> None:
    twice = sound.replace(b'"p5@x.org"', b'"P6@x.org"')
    for one in (b'"3":{"on":', b'"9":{"on":'):
        twice = twice.replace(one, one.replace(b'"on"', b'"keys":["k"],"on"'))
    path.write_bytes(twice)
    found = examined(path, CLOCK)
    assert found.ok
    assert 'The e-mail address "p6@x.org" stands at 2 contacts.' in told(found)
    assert 'The key "k" stands at 2 interactions.' in told(found)


def test_what_was_taken_out_of_a_record_is_kept_in_a_file_that_the_report_names(sound: bytes, path: Path) -> None:
    path.write_bytes(READABLE["an impossible date"][0](sound))
    done = repaired(path, CLOCK)
    (kept,) = done.kept
    assert str(kept) in " ".join(done.done)
    line = json.loads(kept.read_bytes())
    assert (line["table"], line["id"], line["was"]["on"]) == ("tasks", 2, "2026-02-30")
    assert plain(path, "tasks")[2] == {"contacts": [2], "text": "promise 2"}


def test_the_record_that_no_reader_saw_gets_an_id_of_its_own(sound: bytes, path: Path) -> None:
    path.write_bytes(_second_eight(sound))
    repaired(path, CLOCK)
    assert {"Eve Again", "Zoë Person 8"} <= {row["name"] for row in plain(path).values()}
    assert plain(path)[8]["name"] == "Eve Again"


@pytest.mark.parametrize(
    ("does", "says"),
    [
        (lambda d: _in_line(d, 4, "Zoë Person 4".encode(), b" "), "A contact needs a name"),
        (lambda d: d.replace(b'"on":"2026-03-01","contacts":[5]', b'"on":"2062-03-01","contacts":[5]'), "a year ahead"),
        (lambda d: _in_line(d, 4, b"p4@x.org", b"p4 at x.org"), "is not an e-mail address"),
        (lambda d: _in_line(d, 4, b'"emails"', b'"met_on":"2021-13","emails"'), '"2021-13" is not a date'),
    ],
)
def test_what_only_the_person_can_settle_is_said_and_left(
    does: Callable[[bytes], bytes], says: str, sound: bytes, path: Path
) -> None:
    path.write_bytes(does(sound))
    assert says in told(examined(path, CLOCK))
    kept = path.read_bytes()
    done = repaired(path, CLOCK)
    assert done.left is not None
    assert says in told(done.left)
    assert path.read_bytes() == kept


def test_unknown_fields_and_tables_are_told_kept_and_no_problem(sound: bytes, path: Path) -> None:
    path.write_bytes(_in_line(sound, 4, b'"emails"', b'"pet":"cat","emails"').replace(b'"tasks"', b'"mine":{},"tasks"'))
    found = examined(path, CLOCK)
    assert found.ok
    assert 'The field "pet" is none that followup knows' in told(found)
    assert repaired(path, CLOCK).done == []
    assert plain(path)[4]["pet"] == "cat"


def test_an_interaction_whose_people_are_all_gone_stays_and_is_told(sound: bytes, path: Path) -> None:
    path.write_bytes(sound.replace(b'"contacts":[5],"text"', b'"contacts":[777],"text"'))
    done = repaired(path, CLOCK)
    assert done.left is not None
    assert done.left.ok
    assert "shown nowhere" in told(done.left)
    assert plain(path, "interactions")[4]["contacts"] == []


def test_a_newer_file_is_neither_judged_nor_touched(path: Path, sound: bytes) -> None:
    path.write_bytes(sound.replace(b'"schema":1', b'"schema":99'))
    kept = path.read_bytes()
    done = repaired(path, CLOCK)
    assert done.left is not None
    assert "newer followup (schema 99" in told(done.left)
    assert path.read_bytes() == kept


def test_a_number_that_is_none_is_found_once_and_taken_out(path: Path) -> None:
    path.unlink()
    with TinyDB(path) as db:
        db.table("contacts").insert({"name": "Ann", "pet": float("nan")})
    path.chmod(0o600)
    assert 'The field "pet" cannot be read' in told(examined(path, CLOCK))
    assert "older schema 0" in told(examined(path, CLOCK))
    repaired(path, CLOCK)
    assert plain(path) == {1: {"name": "Ann"}}
    assert "cannot be read" not in "".join(one.what for one in examined(path, CLOCK).mended.problems)
