"""What two machines wrote at once becomes one file: nothing of either is lost, whichever machine does it."""

import gzip
import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.model.records import Contact, Draft
from followup_tui.safekeeping import examined, repaired, take_in_copies
from followup_tui.store.conflict_copies import kept_copies, original_of, thin_kept_copies
from followup_tui.store.fingerprints import fingerprints_of, keep_fingerprints
from followup_tui.store.forgetting import Eraser
from followup_tui.store.places import places_of
from tests.store.store_rig import WAIT, QuickDisk, opened
from tests.store.two_machines import CLOCK, NAME, NOW, TABLES, Machine, Tables

PEOPLE = st.integers(1, 3)
EDITS = st.one_of(
    st.tuples(st.just("set"), st.just("contacts"), PEOPLE, st.sampled_from(["place", "note"]), st.sampled_from("xyz")),
    st.tuples(st.sampled_from(["tag", "untag"]), st.just("contacts"), PEOPLE, st.sampled_from("abc")),
    st.tuples(st.just("delete"), st.sampled_from(["contacts", "companies"]), PEOPLE),
    st.tuples(st.just("set"), st.just("interactions"), st.integers(1, 2), st.just("subject"), st.sampled_from("xyz")),
    st.tuples(st.just("delete"), st.just("interactions"), st.integers(1, 2)),
    st.builds(
        lambda number, who: ("add", "interactions", number, {"on": "2026-11-19", "contacts": [who]}),
        st.integers(50, 51), PEOPLE,
    ),
    st.builds(lambda number, at: ("add", "contacts", number, {"name": f"New {at}", "positions": [{"company": at}]}),
              st.integers(60, 61), PEOPLE),
)  # fmt: skip
SEEN = ("add", "interactions", 40, {"on": "2026-11-19", "contacts": [], "text": "the last that both have seen"})
SIDES = st.tuples(st.lists(EDITS, max_size=5), st.lists(EDITS, max_size=6), st.lists(EDITS, max_size=6))
FIRST: list[tuple[Any, ...]] = [
    *(("add", "companies", n, {"name": f"Company {n}"}) for n in (1, 2, 3)),
    *(("add", "contacts", n, {"name": f"Person {n}", "tags": ["a", "b"], "place": "w"}) for n in (1, 2, 3)),
    *(("add", "interactions", n, {"on": "2026-01-01", "contacts": [n], "text": "hi"}) for n in (1, 2)),
]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    folder = tmp_path_factory.mktemp("start") / "network"
    folder.mkdir()
    machine = Machine(folder)
    machine.do(FIRST)
    return machine


@settings(max_examples=12, deadline=None)
@given(edits=SIDES)
def test_whatever_two_machines_did_is_in_one_file_whoever_puts_it_together(
    start: Machine, tmp_path_factory: pytest.TempPathFactory, edits: tuple[list[Any], list[Any], list[Any]]
) -> None:
    folder = tmp_path_factory.mktemp("two")
    ann = start.parted(folder / "ann", 100)
    ann.do([*edits[0], SEEN])
    base = ann.tables()
    bo = ann.parted(folder / "bo", ann.minute + 1)
    ann.do(edits[1])
    bo.do(edits[2])
    together, taken = ann.meets(bo, folder / "together")
    united = together.tables()
    check_nothing_is_lost(base, ann.tables(), bo.tables(), united)
    assert not dangling(united) - dangling(ann.tables()) - dangling(bo.tables())
    for number, (one, other, home) in enumerate([(bo, ann, None), (ann, bo, bo), (bo, ann, ann)]):
        assert contents(one.meets(other, folder / f"again{number}", home)[0].tables()) == contents(united)
    assert [one.change for one in together.takes(bo.path)] == [None]  # again: nothing new
    if taken[0].change:
        with opened(together.path, QuickDisk()) as store:
            store.undo_and_wait(WAIT)
        assert together.tables() == ann.tables()


def contents(tables: Tables) -> list[str]:
    """The records without their ids and references, which of two records moves being a matter of whose file it is."""
    rows = ({k: v for k, v in row.items() if k != "contacts"} for table in tables.values() for row in table.values())
    told = ({k: sorted(v) if k == "tags" else v for k, v in row.items()} for row in rows)
    return sorted(json.dumps(row, sort_keys=True) for row in told)


def dangling(tables: Tables) -> set[tuple[str, int]]:
    told = {("contacts", who) for row in tables["interactions"].values() for who in row["contacts"]}
    told |= {("companies", held["company"]) for row in tables["contacts"].values() for held in row.get("positions", [])}
    return {(table, number) for table, number in told if number not in tables[table]}


def check_nothing_is_lost(base: Tables, ann: Tables, bo: Tables, united: Tables) -> None:
    made = {row["created"] for row in united["interactions"].values()}
    assert made == {row["created"] for side in (ann, bo) for row in side["interactions"].values()}
    for table in TABLES:
        for number in base[table].keys() | ann[table].keys() | bo[table].keys():
            was, one, other = (side[table].get(number) for side in (base, ann, bo))
            if one and other and one["created"] == other["created"]:
                check_record(was or {}, one, other, united[table][number])
            for row in (one, other):
                if row and (not was or row != was):  # new, or edited where it may be deleted on the other side
                    assert row["created"] in {found["created"] for found in united[table].values()}


def check_record(was: dict[str, Any], one: dict[str, Any], other: dict[str, Any], found: dict[str, Any]) -> None:
    later = one if one["updated"] > other["updated"] else other
    for field in {*was, *one, *other} - {"updated", "tags"}:
        changed = [side for side in (one, other) if side.get(field) != was.get(field)]
        wanted = later if len(changed) == 2 else changed[0] if changed else one
        assert found.get(field) == wanted.get(field), field
    here, there, first = (set(side.get("tags", ())) for side in (one, other, was))
    assert set(found.get("tags", ())) == (here & there) | (here - first) | (there - first)


@settings(max_examples=8, deadline=None)
@given(edits=SIDES)
def test_without_a_base_nothing_that_either_has_is_lost_or_dropped_in_silence(
    start: Machine, tmp_path_factory: pytest.TempPathFactory, edits: tuple[list[Any], list[Any], list[Any]]
) -> None:
    folder = tmp_path_factory.mktemp("two")
    ann, bo = start.parted(folder / "ann", 100), start.parted(folder / "bo", 101)
    ann.do(edits[1])
    bo.do(edits[2])
    shutil.rmtree(ann.path.parent / "followup.json.d")
    before = (ann.tables(), bo.tables())
    (taken,) = ann.takes(bo.path)
    united = ann.tables()
    dropped = {(clash.field, json.dumps(clash.dropped)) for clash in taken.united.clashes}
    for table, row in ((table, row) for side in before for table, rows in side.items() for row in rows.values()):
        (kept,) = (found for found in united[table].values() if found["created"] == row["created"])
        assert set(row.get("tags", ())) <= set(kept.get("tags", ()))
        for field in row.keys() & {"name", "place", "note", "subject", "text"}:
            assert kept.get(field) == row[field] or (field, json.dumps(row[field])) in dropped
    assert [one.change for one in ann.takes(bo.path)] == [None]


@pytest.fixture
def ann(start: Machine, tmp_path: Path) -> Machine:
    return start.parted(tmp_path / "ann", 100)


@pytest.fixture
def bo(start: Machine, tmp_path: Path) -> Machine:
    return start.parted(tmp_path / "bo", 101)


def said_of(machine: Machine) -> list[str]:
    return [f"{one.what} | {one.repair}" for one in examined(machine.path, CLOCK).problems]


CALL = ("add", "interactions", 50, {"on": "2026-11-19", "contacts": [1], "text": "a call"})


def test_the_doctor_tells_what_a_copy_has_and_takes_it_in_by_one_change(ann: Machine, bo: Machine) -> None:
    ann.do([("set", "contacts", 1, "place", "Rome"), ("set", "contacts", 2, "note", "met at the fair")])
    bo.do([CALL, ("add", "contacts", 60, {"name": "Di"}), ("set", "contacts", 1, "place", "Oslo"),
           ("set", "contacts", 2, "place", "Bern"), ("delete", "companies", 3)])  # fmt: skip
    before, copy = ann.tables(), bo.path.read_bytes()
    shutil.copy(bo.path, ann.path.with_name(NAME))
    (told,) = said_of(ann)
    assert "1 contact and 1 interaction that the file has not, 2 contacts with changes of its own" in told
    assert "1 company deleted there, 1 value changed on both sides" in told
    done = repaired(ann.path, CLOCK)
    assert done.left is not None
    assert done.left.ok
    assert any('Person 1: "place" was changed on both sides; "Oslo" stays, "Rome" does not' in one for one in done.done)
    contacts = ann.tables()["contacts"]
    assert (contacts[1]["place"], contacts[2]["place"], contacts[2]["note"]) == ("Oslo", "Bern", "met at the fair")
    assert 3 not in ann.tables()["companies"]
    kept, dropped = done.kept
    assert gzip.decompress(kept.read_bytes()) == copy
    assert json.loads(dropped.read_bytes())["dropped"] == "Rome"
    assert [one.stat().st_mode & 0o777 for one in (kept, dropped, kept.parent)] == [0o600, 0o600, 0o700]
    assert not ann.path.with_name(NAME).exists()
    assert any("Z-sync" in one.name for one in places_of(ann.path).snapshots.iterdir())
    with opened(ann.path, QuickDisk()) as store:
        assert store.history(1)[0].label.startswith(f"Take in {NAME}: 1 contact and 1 interaction added")
        store.undo_and_wait(WAIT)
    assert ann.tables() == before


def test_a_deletion_is_taken_over_unless_something_that_is_kept_refers_to_the_record(ann: Machine, bo: Machine) -> None:
    ann.do([("add", "interactions", 51, {"on": "2026-11-19", "contacts": [1], "text": "to her"})])
    bo.do([("delete", "contacts", 1), ("delete", "companies", 1), ("delete", "interactions", 2)])
    ann.takes(bo.path)
    assert set(ann.tables()["contacts"]) == {1, 2, 3}
    assert set(ann.tables()["companies"]) == {2, 3}
    assert set(ann.tables()["interactions"]) == {1, 2, 51}


def test_snapshots_tell_the_base_where_the_history_is_gone(ann: Machine, tmp_path: Path) -> None:
    places = places_of(ann.path)
    ann.do([("set", "contacts", 3, "note", "the last that both have seen")])
    shutil.rmtree(places.snapshots)
    for reason in ("a", "b"):
        places.snapshots.mkdir(exist_ok=True)
        minute = {"a": "0900", "b": "0910"}[reason]
        (places.snapshots / f"20261120T{minute}00Z-daily.json.gz").write_bytes(gzip.compress(ann.path.read_bytes()))
        ann.do([("set", "contacts", 3, "note", f"seen {reason}")])
    bo = ann.parted(tmp_path / "bo", 151)
    bo.do([("untag", "contacts", 1, "b")])
    ann.do([("tag", "contacts", 1, "t")])
    places.history.unlink()
    ann.takes(bo.path)
    assert ann.tables()["contacts"][1]["tags"] == ["a", "t"]


def test_two_new_people_with_one_id_are_both_kept_and_what_refers_to_them_follows(ann: Machine, bo: Machine) -> None:
    ann.do([("add", "contacts", 60, {"name": "Ann's"})])
    bo.do(
        [("add", "contacts", 60, {"name": "Bo's"}), ("add", "interactions", 50, {"on": "2026-11-19", "contacts": [60]})]
    )
    ann.takes(bo.path)
    people = ann.tables()["contacts"]
    (moved,) = (number for number, row in people.items() if row["name"] == "Bo's")
    assert people[60]["name"] == "Ann's"
    assert ann.tables()["interactions"][50]["contacts"] == [moved]


def test_nobody_who_was_forgotten_comes_back_by_a_copy_nor_stays_in_one_that_is_kept(ann: Machine, bo: Machine) -> None:
    bo.do([CALL, ("add", "contacts", 61234567, {"name": "Zora Zed"})])
    marks = {"name": ["person 1"]}
    Eraser(places_of(ann.path), 1).erase(lambda _: marks, CLOCK.today())
    known = fingerprints_of(places_of(ann.path))

    def unwanted(contact: Contact, company: str) -> bool:
        assert company == ""
        return known.know({"name": [contact.name.lower()]})

    shutil.copy(bo.path, ann.path.with_name(NAME))
    take_in_copies(ann.path, CLOCK, unwanted)
    assert set(ann.tables()["contacts"]) == {2, 3, 61234567}
    assert 50 not in ann.tables()["interactions"]
    Eraser(places_of(ann.path), 61234567).erase(lambda _: {"name": ["zora zed"]}, CLOCK.today())
    (kept,) = (path for _, path in kept_copies(places_of(ann.path)))
    assert b"Zora" not in gzip.decompress(kept.read_bytes())


def test_a_damaged_copy_gives_what_is_complete_and_a_newer_one_is_left(ann: Machine, bo: Machine) -> None:
    bo.do([CALL, ("delete", "contacts", 3)])
    copy = ann.path.with_name(NAME)
    whole = bo.path.read_bytes()
    copy.write_bytes(whole[: whole.index(b'"a call"') + 20 - 12])
    assert "it is damaged, so only its complete records count" in said_of(ann)[0]
    assert repaired(ann.path, CLOCK).left == examined(ann.path, CLOCK)
    assert set(ann.tables()["contacts"]) == {1, 2, 3}
    assert not copy.exists()
    newer = whole.replace(b'"schema":1', b'"schema":99')
    copy.write_bytes(newer)
    done = repaired(ann.path, CLOCK)
    assert done.left is not None
    assert "a newer followup wrote it" in done.left.problems[0].what
    assert copy.read_bytes() == newer


def test_copies_of_what_lies_beside_the_file_are_put_aside_and_lists_of_the_forgotten_are_joined(ann: Machine) -> None:
    places = places_of(ann.path)
    with opened(ann.path, QuickDisk()) as store:
        store.drafts.put(Draft(contact=1, body="mine"))
    first = fingerprints_of(places)
    keep_fingerprints(places, first.with_person({"name": ["one"]}, CLOCK.today()))
    mark = NAME.removeprefix("followup").removesuffix(".json")
    shutil.copy(places.history, places.folder / f"history{mark}.jsonl")
    (places.drafts / f"1{mark}.json").write_bytes(b'{"contact":1,"body":"theirs"}')
    other = first.with_person({"name": ["two"]}, CLOCK.today())
    keep_fingerprints(places_of(ann.path.with_name("x.json")), other)
    places_of(ann.path.with_name("x.json")).forgotten.rename(places.folder / f"forgotten{mark}.json")
    for path in places.folder.rglob("*sync-conflict*"):
        path.chmod(0o600)
    assert len(said_of(ann)) == 3
    done = repaired(ann.path, CLOCK)
    assert done.left is not None
    assert done.left.ok
    assert any(b"theirs" in one.read_bytes() for one in done.kept)
    assert all(fingerprints_of(places).know({"name": [name]}) for name in ("one", "two"))


def test_copies_are_kept_for_ninety_days_and_within_bounds(ann: Machine, bo: Machine) -> None:
    ann.takes(bo.path)
    ann.takes(bo.path)
    first, _ = (path for _, path in kept_copies(places_of(ann.path)))
    thin_kept_copies(places_of(ann.path), NOW, most_bytes=first.stat().st_size + 1)
    assert len(kept_copies(places_of(ann.path))) == 1
    thin_kept_copies(places_of(ann.path), NOW + timedelta(days=91))
    assert kept_copies(places_of(ann.path)) == []


@pytest.mark.parametrize(
    "name",
    [
        NAME,
        "followup.sync-conflict-20261120-101112-ABCDEFG.sync-conflict-20261121-101112-HIJKLMN.json",
        "followup (Ann's conflicted copy 2026-11-20).json",
        "followup (Ann’s conflicted copy 2026-11-20 (1)).json",
        "followup (conflicted copy 2026-11-20 101112).json",
        "followup (Konfliktkopie, in Konflikt stehende Kopie von Ann 2026-11-20).json",
        "followup_conflict-20261120-101112.json",
        "followup (SFConflict ann@example.org 2026-11-20-10-11-12).json",
        "followup.Conflict.json",
        "followup [conflicted].json",
        "followup-DESKTOP-AB12CD3.json",
        "followup-Anns-MacBook-Pro.json",
    ],
)
def test_the_names_that_syncing_programs_give(name: str) -> None:
    assert original_of(name) == "followup.json"


@pytest.mark.parametrize(
    "name",
    ["followup.json", "followup (1).json", "followup-desktop-backup.json", "followup 2.json", "followup-OLD.json"],
)
def test_what_a_person_may_have_named_is_no_conflict_copy(name: str) -> None:
    assert original_of(name) == name
