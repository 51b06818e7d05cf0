"""An older file becomes a new one, the same at every look, and a copy of the old one is kept."""

import gzip
import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from followup_tui.model.codec import decode
from followup_tui.model.records import Contact
from followup_tui.store.layout import SCHEMA
from followup_tui.store.migrations import STEPS, Tables, migrate
from tests.store.store_rig import WAIT, added, change, edited, opened, plain, shown

KEPT = Path(__file__).parent / "schemas"
"""A file of each older schema, as the programs of its time wrote it; never made anew, as people's files are not."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of schema 0, as a script made it with TinyDB alone."""
    path = tmp_path / "followup.json"
    path.write_bytes((KEPT / "schema-0.json").read_bytes())
    return path


MIGRATED = {
    1: {"name": "Ann", "pet": "cat", "emails": ["ann@x.org"], "positions": [{"company": 1, "title": "CTO"}]},
    2: {"name": "Bo", "positions": [{"company": 1}]},
    3: {"name": "Cy", "emails": ["cy@y.org", "cy@x.org"], "positions": [{"company": 2}]},
    4: {"name": "Di", "emails": ["di@x.org"], "positions": [{"company": 1, "title": "CEO"}]},
    5: {"name": "Ed", "positions": [{"title": "Nomad"}]},
}


def test_an_old_file_is_shown_as_a_new_one_and_not_touched_by_looking(path: Path) -> None:
    kept = path.read_bytes()
    for _ in range(2):
        with opened(path) as store:
            assert shown(store) == MIGRATED
            assert shown(store, "companies") == {1: {"name": "Fisher"}, 2: {"name": "Acme"}}
            assert shown(store, "mine") == {1: {"x": 1}}
            for number, row in store.documents("contacts").items():
                decode(Contact, number, row)
    assert path.read_bytes() == kept
    assert list(path.parent.iterdir()) == [path]


def test_the_first_change_writes_the_new_schema_and_keeps_the_old_file(path: Path) -> None:
    kept = path.read_bytes()
    with opened(path) as store:
        store.commit_and_wait(change(edited(store, 1, note="n")), WAIT)
        store.commit_and_wait(change(added(6, name="Fa")), WAIT)
    assert json.loads(path.read_bytes())["_meta"] == {"1": {"schema": SCHEMA, "rev": 2}}
    assert plain(path) == MIGRATED | {1: {**MIGRATED[1], "note": "n"}, 6: {"name": "Fa"}}
    (copy,) = (path.parent / "followup.json.d" / "snapshots").iterdir()
    assert copy.name == "20261120T093000Z-schema-0.json.gz"
    assert gzip.decompress(copy.read_bytes()) == kept
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_old_file_changed_by_a_script_meanwhile_is_migrated_again(path: Path) -> None:
    with opened(path) as store:
        with TinyDB(path) as db:
            db.table("contacts").insert({"name": "Gi", "email": "gi@x.org"})
        store.commit_and_wait(change(edited(store, 1, note="n")), WAIT)
        assert shown(store)[6] == {"name": "Gi", "emails": ["gi@x.org"]}
    assert plain(path)[1]["note"] == "n"


def test_steps_are_taken_one_after_the_other() -> None:
    def step(number: int) -> Tables:
        return {"log": {number: {}}}

    steps = {
        3: lambda tables: tables | {"b": {1: {"after": list(tables)}}},
        2: lambda tables: tables | {"a": step(1)["log"]},
    }
    assert migrate({"z": {}}, 2, steps) == {"z": {}, "a": {1: {}}, "b": {1: {"after": ["z", "a"]}}}
    assert migrate({"z": {}}, 4, steps) == {"z": {}}


def test_there_is_a_step_from_every_older_schema_and_a_kept_file_to_test_it_on() -> None:
    assert sorted(STEPS) == list(range(SCHEMA))
    assert sorted(path.name for path in KEPT.iterdir()) == [f"schema-{number}.json" for number in range(SCHEMA)]


@pytest.mark.parametrize(
    "contact",
    [
        {"company": 5},
        {"company": None, "email": ["a@x.org"]},
        {"email": None},
        {"title": 3, "company": "X"},
        {"emails": "a@x.org", "email": "b@x.org"},
        {"positions": {"company": 1}, "company": "X"},
    ],
)
def test_fields_of_an_unexpected_shape_are_left_as_they_are_and_never_lost(contact: dict[str, object]) -> None:
    import copy

    after = migrate({"contacts": {1: copy.deepcopy(contact)}}, 0)["contacts"][1]
    left = json.dumps(after)
    for value in contact.values():
        if value != "X":
            assert json.dumps(value).strip("[]") in left
