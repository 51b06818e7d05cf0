"""Large networks and the file they are written to."""

import json
import stat
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from followup_tui.model.codec import encode
from followup_tui.model.records import TABLES, Contact, Interaction, Record
from followup_tui.model.validation import check
from followup_tui.samples import large_network, sample_network, write_network
from followup_tui.store.store import Store

TODAY = date(2026, 11, 23)


def test_as_many_as_were_asked_for() -> None:
    records = list(large_network(1000, TODAY, seed=1))
    counts = Counter(one.table for one in records)
    assert counts["contacts"] == 1000
    assert counts["interactions"] == 10_000
    assert counts["interviews"] == 250
    assert len({one.id for one in records}) == len(records)
    assert max(one.id for one in records) < 2**53
    for record in records:
        check(record)


def test_a_contact_and_an_interaction_have_the_size_of_real_ones() -> None:
    records = list(large_network(300, TODAY, seed=1))
    assert 350 < _mean_size(records, Contact) < 550
    assert 150 < _mean_size(records, Interaction) < 260


def _mean_size(records: list[Record], kind: type[Record]) -> float:
    sizes = [len(encode(one)) for one in records if isinstance(one, kind)]
    return sum(sizes) / len(sizes)


def test_the_same_arguments_give_the_same_network() -> None:
    assert list(large_network(50, TODAY, 3)) == list(large_network(50, TODAY, 3))
    assert list(large_network(50, TODAY, 3)) != list(large_network(50, TODAY, 4))


def test_plain_tinydb_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    records = sample_network(TODAY)
    assert write_network(path, records) == len(records)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(json.loads(path.read_bytes())) == ["_meta", *TABLES]
    with TinyDB(path, encoding="utf-8") as db:
        assert db.table("_meta").get(doc_id=1) == {"schema": 1, "rev": 1}
        assert {document["name"] for document in db.table("contacts")} >= {"Søren Dahl", "佐藤 美咲"}


def test_the_store_reads_the_file_as_its_own(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    records = sample_network(TODAY)
    write_network(path, records)
    store = Store.open(path, clock_now=lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))
    try:
        assert not store.read_only
        assert store.rev == 1
        for table in TABLES:
            rows = {one.id: encode(one) for one in records if one.table == table}
            assert dict(store.documents(table)) == rows
    finally:
        store.close(5)


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "followup.json"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        write_network(path, ())
    assert path.read_text() == "mine"
