"""Forget somebody: no trace of them in any file, all others as before, and no import that brings them back."""

import gzip
import io
import json
import zlib
from base64 import b64decode
from pathlib import Path

import pytest

from tests.cli.shell import Shell

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROWS = (
    "Zoë,Quist,https://www.linkedin.com/in/zoe-quist,zoe@quist.example,Fisher,Head,05 Jun 2021\n"
    "Bo,Ek,https://www.linkedin.com/in/bo-ek,,Hinoki,CTO,06 Jun 2022\n"
)
TRACES = ("Zoë", "Quist", "zoe@", "zoe-quist", "Zo\\u00eb", "55501")


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    """A LinkedIn export of two people."""
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def network(empty: Shell, connections: Path) -> Shell:
    """A network in which Zoë Quist is everywhere: data, history, snapshots, drafts, caches, what was put aside."""
    empty.done("add", "Early Bird")
    empty.done("import", str(connections))
    empty.done("edit", "zoë", "--phone", "+1 202 555 55501", "--name", "Zoë Quist-Lund", "--note", "likes Quist")
    empty.done("log", "zoë", "call 20m, talked of Oslo")
    empty.done("log", "zoë", "bo", "lunch", "--both")
    empty.done("log", "bo", "wrote about the harbour")
    empty.done("interview", "add", "Fisher", "--role", "Lead", "--with", "zoë", "--with", "bo")
    empty.done("task", "zoë", "send the paper", "--on", "fri")
    empty.done("backup")
    empty.done("snooze", "zoë", "2w")
    empty.done("undo")
    folder = empty.file.parent / "followup.json.d"
    contact = _id(empty, "zoë")
    for name in (f"drafts/{contact}.json", f"drafts/bin/{contact}-20260101T000000000000.json", "outbox/message.eml"):
        path = folder / name
        for parent in (folder / "drafts", path.parent):
            parent.mkdir(0o700, exist_ok=True)
        path.write_text(json.dumps({"contact": contact, "body": "Dear Zoë Quist-Lund <zoe@quist.example>"}))
    (folder / "broken").mkdir(0o700)
    (folder / "broken" / "old.json").write_text('{"name":"Zoë Quist",')
    (folder / "index").write_text("Zoë")
    (empty.file.parent / ".followup.json.tmp").write_text("Zoë")
    return empty


def _id(shell: Shell, who: str) -> int:
    contacts = json.loads(shell.file.read_bytes())["contacts"]
    return next(int(n) for n, one in contacts.items() if one["name"].casefold().startswith(who))


def _everything(folder: Path) -> str:
    """The bytes of every file, what is compressed unpacked, and every name of a file."""
    said = io.StringIO()
    for path in sorted(folder.rglob("*")):
        said.write(path.name)
        if not path.is_file():
            continue
        data = path.read_bytes()
        said.write((gzip.decompress(data) if path.suffix == ".gz" else data).decode(errors="replace"))
        if path.name == "history.jsonl":
            packed = (json.loads(line).get("packed") for line in data.splitlines())
            said.writelines(zlib.decompress(b64decode(one)).decode() for one in packed if one)
    return said.getvalue()


def test_nothing_of_them_is_left_in_any_file(network: Shell) -> None:
    contact = str(_id(network, "zoë"))
    assert all(one in _everything(network.file.parent) for one in ("Zoë", "Quist-Lund", "55501", contact))
    said = network.done("forget", "zoë", "--yes")
    assert said.out.startswith("Forgotten for good (contacts: 1, interactions: 1, tasks: 1)")
    everything = _everything(network.file.parent)
    for trace in (*TRACES, contact):
        assert trace.casefold() not in everything.casefold()
    assert "harbour" in everything
    assert "Nobody is called" in network.refused("show", "zoë")


def test_everything_of_others_stays_and_can_be_undone_as_before(network: Shell) -> None:
    network.done("forget", "zoë", "--yes")
    assert network.json("doctor")["ok"]
    texts = [one["text"] for one in json.loads(network.file.read_bytes())["interactions"].values()]
    assert any("lunch" in text for text in texts)
    assert any("harbour" in text for text in texts)
    labels = [one["label"] for one in network.json("history")["changes"]]
    assert "Add Early Bird" in labels
    steps = len([one for one in network.json("history")["changes"] if one["state"] == "done" and not one["undo_of"]])
    network.done("undo", str(steps))
    assert network.json("due", "--all")["contacts"] == []
    assert "nothing to undo" in network.refused("undo", code=1)
    network.done("redo", str(steps))
    assert {one["name"] for one in network.json("due", "--all")["contacts"]} == {"Bo Ek", "Early Bird"}


def test_snapshots_hold_all_others_still(network: Shell) -> None:
    network.done("forget", "zoë", "--yes")
    newest = network.json("backup", "list")["snapshots"][0]
    network.done("restore", newest["path"])
    assert {one["name"] for one in network.json("due", "--all")["contacts"]} == {"Bo Ek", "Early Bird"}


def test_an_import_does_not_bring_them_back_and_says_why(network: Shell, connections: Path, tmp_path: Path) -> None:
    network.done("forget", "zoë", "--yes")
    (file,) = network.json("import", str(connections))["files"]
    assert (file["new"], file["unchanged"]) == (0, 1)
    assert [one["why"] for one in file["skipped"]] == [
        "You asked to forget them; add them by hand if you want them back."
    ]
    card = tmp_path / "cards.vcf"
    card.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Z. Q.\nEMAIL:ZOE@quist.example\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Zoe Quist-Lund\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Quist-Lund\nEMAIL:another@person.example\nEND:VCARD\n",
        encoding="utf-8",
    )
    (file,) = network.json("import", str(card))["files"]
    assert [one["row"] for one in file["skipped"]] == [1, 2]
    assert file["new"] == 1  # of the same name with another address: somebody else
    assert "zoe@" not in _everything(network.file.parent)


def test_a_copy_from_before_does_not_bring_them_back(network: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    network.done("backup", str(copy))
    before = json.loads(copy.read_bytes())
    network.done("forget", "zoë", "--yes")
    network.done("add", "Later Person")
    network.done("restore", str(copy))
    assert {one["name"] for one in network.json("due", "--all")["contacts"]} == {"Bo Ek", "Early Bird"}
    assert len(json.loads(network.file.read_bytes())["interactions"]) == len(before["interactions"]) - 1
    assert network.json("doctor")["ok"]
    assert not any(trace in _everything(network.file.parent) for trace in TRACES)


def test_it_asks_first_and_a_dry_run_changes_nothing(network: Shell) -> None:
    before = network.state()
    assert "cannot be undone; add --yes" in network.refused("forget", "zoë")
    assert network.state() == before
    dry = network.json("forget", "zoë", "--dry-run")
    assert (dry["removed"]["contacts"], dry["dry_run"]) == (1, True)
    assert network.state() == before
    done = network.json("forget", "zoë", "--yes")
    assert all(dry[told] == done[told] for told in ("removed", "changed", "snapshots", "history", "files", "remains"))
    assert done["snapshots"]
    assert done["history"]


def test_what_only_the_person_can_take_out_is_said(network: Shell) -> None:
    network.done("log", "bo", "met Zoë Quist-Lund at the fair")
    copy = network.file.parent / "followup.sync-conflict-20260302-101112-ABCDEFG.json"
    copy.write_bytes(network.file.read_bytes())
    remains = network.json("forget", "zoë", "--yes")["remains"]
    assert any(one.startswith("Their name still stands in your text: interaction ") for one in remains)
    assert any(str(copy) in one for one in remains)


def test_the_files_are_for_the_owner_alone(network: Shell) -> None:
    network.done("forget", "zoë", "--yes")
    folder = network.file.parent / "followup.json.d"
    for path in (network.file, folder / "forgotten.json", folder / "history.jsonl", *(folder / "snapshots").iterdir()):
        assert path.stat().st_mode & 0o777 == 0o600
