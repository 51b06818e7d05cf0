"""The doctor from the shell: 0 when all is well, 1 when problems remain, and the fields of the contract."""

from tests.cli.shell import Shell


def test_a_sound_file_is_well(shell: Shell) -> None:
    before = shell.state()
    document = shell.json("doctor")
    assert {"ok", "schema", "contacts", "interactions", "problems"} <= document.keys()
    assert (document["ok"], document["schema"], document["problems"]) == (True, 1, [])
    assert document["contacts"] >= len(shell.json("due", "--all")["contacts"]) > 0
    assert "All is well" in shell.done("doctor").out
    assert shell.state() == before


def test_a_network_that_is_not_there_yet_is_well_too(empty: Shell) -> None:
    assert empty.json("doctor")["ok"]
    assert "the first change makes it" in empty.done("doctor", "--repair").out
    assert not empty.file.parent.exists()


def test_a_broken_file_is_explained_repaired_and_well_again(shell: Shell) -> None:
    whole = shell.json("due", "--all")["contacts"]
    shell.done("snooze", "youssef", "2w")
    shell.done("undo")
    shell.file.write_bytes(shell.file.read_bytes()[:5000])
    said = shell("doctor", "--json")
    assert (said.code, said.err) == (1, "")
    assert (said.json["ok"], said.json["schema"]) == (False, None)
    (problem,) = said.json["problems"]
    assert set(problem) == {"what", "where", "repair"}
    assert all(problem.values())
    before = shell.state()
    dry = shell("doctor", "--repair", "--dry-run")
    assert dry.code == 1
    assert "Dry run, nothing was changed" in dry.out
    assert shell.state() == before
    repaired = shell.json("doctor", "--repair")
    assert repaired["ok"]
    assert repaired["repaired"]
    assert len(repaired["kept"]) == 1
    assert shell.json("due", "--all")["contacts"] == whole


def test_problems_that_remain_end_with_1_and_are_told_to_people(shell: Shell) -> None:
    shell.file.chmod(0o644)
    (shell.file.parent / "followup.sync-conflict-20260302-101112-ABCDEFG.json").write_text(
        '{"_meta":{"1":{"schema":99}}}'
    )
    said = shell("doctor", "--repair")
    assert said.code == 1
    assert "Took the rights of others on" in said.out
    assert "Two machines wrote the file at once" in said.out
    assert shell.file.stat().st_mode & 0o777 == 0o600


def test_mending_is_a_change_that_undo_takes_back(shell: Shell) -> None:
    text = shell.file.read_bytes()
    shell.file.write_bytes(text.replace(b'"interview":', b'"interview":4', 1))
    done = shell.json("doctor", "--repair")
    assert (done["ok"], done["change"]) == (True, shell.json("history")["changes"][0]["id"])
    shell.done("undo")
    assert shell("doctor").code == 1
