"""Declining an offer in the shell."""

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def offered(shell: Shell) -> Shell:
    """The sample network with an offer from Fisher."""
    shell.done(
        "interview", "add", "Fisher", "--role", "Chief mapper", "--stage", "offer", "--said-by", "Bo Carr",
        "--with", "Ann Lee (hiring manager), Cy Fu",
    )  # fmt: skip
    return shell


def test_decline_prints_the_messages_the_checklist_and_what_follows(offered: Shell) -> None:
    out = offered.done("decline", "fisher", "--reason", "your maps", "--tell", "Bo Carr").out
    assert out.startswith(
        "Declined: the offer for Chief mapper at Fisher; a draft to Bo Carr is on the shelf\n\nTo: Bo Carr\n"
    )
    for words in (
        "What made it hard to decide is your maps.", "ok  One positive reason: your maps", "--  Offer to refer",
        "to be told in their turn: Ann Lee, Cy Fu", "Next: tell Ann Lee, Cy Fu and Bo Carr by 5 Mar.",
    ):  # fmt: skip
        assert words in out
    assert "Bo Carr" in {one["name"] for one in offered.json("today")["contacts"] if one["kind"] == "interview"}
    assert offered.json("show", "Bo Carr")["drafts"][0]["template"] == "decline-an-offer"
    assert offered.json("interview", "show", "fisher")["interview"]["permission"] == "asked"
    assert offered.json("compose", "Ann Lee")["template"] == "decline-an-offer"
    offered.done("undo")
    assert offered.json("interview", "show", "fisher")["interview"]["outcome"] == "open"


def test_who_comes_after_has_a_letter_of_their_own(offered: Shell) -> None:
    offered.done("decline", "fisher", "--tell", "Bo Carr")
    offered.done("log", "Bo Carr", "Told them.")
    message = offered.json("compose", "Ann Lee")
    assert message["template"] == "decline-to-a-colleague"
    assert "I have told Bo that I won't accept the offer" in message["body"]


def test_decline_as_json_and_dry(offered: Shell) -> None:
    before = offered.state()
    said = offered.json("decline", "fisher", "--dry-run", "--permission", "given", "--on", "yesterday")
    assert offered.state() == before
    assert (said["interview"]["outcome"], said["interview"]["ended"]) == ("offer-declined", "2026-03-02")
    assert [one["item"] for one in said["checklist"]] == ["prompt", "by-name", "reason", "refer", "permission"]
    assert [one["name"] for one in said["messages"]] == ["Bo Carr", "Ann Lee"]
    assert [one["kind"] for one in said["next"]] == ["tell"]


def test_decline_goes_out_as_files_and_refuses_what_cannot_be(offered: Shell) -> None:
    assert "holds one message" in offered.refused("decline", "fisher", "--to", "clipboard")
    offered.done("decline", "fisher", "--to", "eml")
    files = [name for name in offered.state() if name.endswith(".eml")]
    assert len(files) == 2
    offered.done("interview", "edit", "fisher", "--outcome", "rejected")
    assert "no offer to decline" in offered.refused("decline", "fisher")
    assert "There is no interview" in offered.refused("decline", "nothing like it")
