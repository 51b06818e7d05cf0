"""What is wrong from outside: one sentence each, the right exit code, and nothing changed."""

from pathlib import Path

import pytest

from followup_tui.model.codec import BadRecord
from tests.cli.shell import Shell

VERBS = (("today",), ("due", "--json"), ("add", "Ann Lee"), ("log", "ann", "call"), ("undo",), ("history",))
FILES = {
    "broken JSON": b'{"_meta": {"1": {"schema": 1, "rev": 1}}, "contacts": {"1": {"name": "An',
    "not JSON": b"\x00\x01\x02\xff\xfe binary",
    "empty": b"",
    "a list": b"[1, 2, 3]",
    "newer form": b'{"_meta": {"1": {"schema": 99, "rev": 1}}, "contacts": [1]}',
    "wrong id": b'{"_meta": {"1": {"schema": 1, "rev": 1}}, "contacts": {"x": {"name": "Ann"}}}',
    "wrong field": b'{"_meta": {"1": {"schema": 1, "rev": 1}}, "contacts": {"1": {"name": 5}}}',
    "wrong date": b'{"_meta": {"1": {"schema": 1, "rev": 1}}, "contacts": {"1": {"name": "A", "added_on": "soon"}}}',
}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize("kind", FILES)
def test_a_broken_data_file_is_refused_and_left_as_it_is(kind: str, verb: tuple[str, ...], shell: Shell) -> None:
    shell.file.write_bytes(FILES[kind])
    if kind == "empty" and shell(*verb).code != 1:
        pytest.skip("an empty file is an empty network")
    shell.refused(*verb, code=1)
    assert shell.file.read_bytes() == FILES[kind]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_a_folder_as_data_file_is_refused(verb: tuple[str, ...], shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    shell.refused(*verb, "--file", str(folder), code=1)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "call", [("export", "ics", "-o"), ("stats", "--chart", "load", "-o"), ("backup", "restore"), ("today", "--file")]
)
def test_the_home_of_nobody_is_a_path_that_is_not_there(call: tuple[str, ...], shell: Shell) -> None:
    shell.done("add", "Ann Lee")
    said = shell(*call, "~nobody-of-this-name/x.svg")
    assert "fault" not in said.err
    assert "~nobody-of-this-name" in said.err + said.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[plan", "not readable as TOML"),
        ("[plan]\nper_day = 0\n", "plan.per_day"),
        ("[plan]\nper_dya = 3\n", "per_dya"),
        ('[cadence]\ndefault = "often"\n', "cadence.default"),
    ],
)
def test_broken_settings_are_the_worlds_fault(text: str, says: str, shell: Shell) -> None:
    shell.config.parent.mkdir(parents=True)
    shell.config.write_text(text)
    for verb in (("today",), ("config", "show"), ("add", "Ann Lee")):
        said = shell.refused(*verb, code=1)
        assert says in said
        assert str(shell.config) in said


def test_a_record_that_cannot_be_used_is_told_with_its_file(shell: Shell) -> None:
    shell.file.write_bytes(FILES["wrong field"])
    assert str(shell.file) in shell.refused("today", code=1)


def test_a_record_that_is_read_late_is_told_with_its_file_too(shell: Shell) -> None:
    def spoiled(*_: object) -> None:
        raise BadRecord("interactions 7: no date")

    shell.monkeypatch.setattr("followup_tui.actions.touch.skip", spoiled)
    said = shell.refused("skip", "youssef", code=1)
    assert said.startswith(f"{shell.file} has a record that cannot be used (interactions 7: no date)")


def test_a_folder_that_cannot_be_written_is_the_worlds_fault(shell: Shell, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    shell.refused("add", "Ann Lee", "--file", str(blocked / "followup.json"), code=1)
    assert blocked.read_text() == "not a folder"


BAD_IMPORTS = {
    "binary.csv": bytes(range(256)) * 20,
    "no header.csv": b"Ann,Lee,ann@x.org\nBo,Ek,bo@x.org\n",
    "empty.csv": b"",
    "broken.vcf": b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    "broken.zip": b"PK\x03\x04 and no more",
    "broken.json": b"{",
}


@pytest.mark.parametrize("name", BAD_IMPORTS)
def test_a_file_that_is_no_import_is_refused_and_nothing_changes(name: str, shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_IMPORTS[name])
    before = shell.state()
    shell.refused("import", str(path))
    assert shell.state() == before


def test_a_path_that_is_not_there_or_a_folder_is_refused(shell: Shell, tmp_path: Path) -> None:
    before = shell.state()
    said = shell("import", str(tmp_path / "nowhere.csv"))
    assert (said.code in {1, 2}, said.out, len(said.err.splitlines())) == (True, "", 1)
    (tmp_path / "folder").mkdir()
    said = shell("import", str(tmp_path / "folder"))
    assert (said.code in {1, 2}, said.out, len(said.err.splitlines())) == (True, "", 1)
    assert shell.state() == before


@pytest.mark.parametrize(
    "call",
    [
        ("add", "A" * 10_000), ("add", "Ann every 0 days"), ("add", "Ann every 99 years"), ("add", "Ann met 2021-13"),
        ("edit", "youssef", "--name", "B" * 10_000), ("edit", "youssef", "--cadence", "6-3 months"),
        ("log", "youssef", "call", "--when", "2026-02-30"), ("log", "youssef", "x" * 200_000),
        ("snooze", "youssef", "0d"), ("snooze", "youssef", "9999 years"), ("pause", "youssef", "--until", "31 Feb"),
        ("interview", "add", "X" * 10_000), ("interview", "add", " "), ("task", "youssef", " "),
        ("plan", "pace", "0"), ("plan", "pace", "x"), ("plan", "--weeks", "0"), ("plan", "suggest", "--take", "0"),
        ("find", "last:soon"), ("show", ""), ("show", "*" * 10_000), ("compose", "youssef", "--to", "nowhere"),
    ],
    ids=lambda call: " ".join(call)[:40],
)  # fmt: skip
def test_wrong_words_are_refused_and_nothing_changes(call: tuple[str, ...], shell: Shell) -> None:
    before = shell.state()
    refusal = shell.refused(*call)
    assert len(refusal) < 400
    assert not any(jargon in refusal for jargon in ("<=", ">=", "integer"))
    assert shell.state() == before


def test_a_process_says_one_sentence_and_no_traceback(shell: Shell) -> None:
    shell.file.write_bytes(FILES["broken JSON"])
    said = shell.spawn("today")
    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert said.err.startswith("followup: ")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_cannot_show_a_letter_shows_something(encoding: str, shell: Shell) -> None:
    said = shell.spawn("due", "--all", PYTHONIOENCODING=encoding)
    assert said.code == 0
    assert "Youssef" in said.out
    assert shell.spawn("show", "佐藤", "--json", PYTHONIOENCODING="utf-8").code == 0
