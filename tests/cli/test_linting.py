"""What could embarrass in a composed message, in the shell."""

from tests.cli.shell import Shell


def test_what_could_embarrass_is_a_note_beside_the_message(empty: Shell) -> None:
    empty.done("add", "Ann Lee <ann@x.org> @Fisher every 3-6 months")
    empty.done("add", "Bo Ek <bo@x.org> @Fisher every 3-6 months")
    empty.json("compose", "ann", "--template", "short-hi")
    body = empty("compose", "ann", "--template", "short-hi").out.partition("\n\n")[2]
    assert "note" not in empty("compose", "ann", "--template", "short-hi").err
    empty.done("log", "ann", body, "--when", "2026-02-01")
    said = empty("compose", "bo", "--template", "short-hi")
    assert said.code == 0
    assert "followup: note: “I was thinking of you this week" in said.err
    assert "stood in your message of 1 Feb to Ann at their company; say it in other words." in said.err
    assert "note" not in said.out
    assert "followup: note: " in empty("compose", "bo", "--template", "short-hi", "--to", "eml").err


def test_the_findings_are_in_the_document_with_place_and_fix(shell: Shell) -> None:
    document = shell.json("compose", "youssef")
    blanks = [one for one in document["findings"] if one["kind"] == "blank"]
    assert [document[one["in"]][one["start"] : one["end"]] for one in blanks] == [
        f"[{name}?]" for name in document["blanks"]
    ]
    assert {one["level"] for one in blanks} <= {"error"}
    assert isinstance(document["give_and_ask"], str)
