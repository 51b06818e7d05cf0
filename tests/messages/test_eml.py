"""Drafts as files: read back they say what was written, and nothing can be smuggled into their header."""

import stat
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.messages.addresses import BadAddress
from followup_tui.messages.eml import eml_bytes, write_eml
from followup_tui.model.clean import clean_line, clean_text


def read(content: bytes) -> EmailMessage:
    """The message of a draft's bytes."""
    message = message_from_bytes(content, policy=SMTP.clone(utf8=True))
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_is_unsent_and_reads_back() -> None:
    content = eml_bytes("ann@example.org", "Häst & Zoë", "Hi Zoë,\n\nа" + "ö" * 200, "sam@example.org")
    draft = read(content)
    assert draft["To"] == "ann@example.org"
    assert draft["From"] == "sam@example.org"
    assert draft["Subject"] == "Häst & Zoë"
    assert draft["X-Unsent"] == "1"
    assert draft["Content-Transfer-Encoding"] == "quoted-printable"
    assert draft.get_content().replace("\r\n", "\n") == "Hi Zoë,\n\nа" + "ö" * 200 + "\n"
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 78


@given(st.text(max_size=120), st.text(max_size=300))
def test_any_text_reads_back_and_adds_no_header(subject: str, body: str) -> None:
    draft = read(eml_bytes("ann@example.org", subject, body))
    assert set(draft.keys()) == {
        "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert draft.get_content().replace("\r\n", "\n") == clean_text(body) + "\n"
    assert "".join(str(draft["Subject"]).split()) == "".join(clean_line(subject).split())


@pytest.mark.parametrize("address", ["a@b.c\nBcc: x@y.z", "a@b.c\r\nX: y", "a@b.c, x@y.z", "Ann <a@b.c>", "nobody"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        eml_bytes(address, "s", "b")
    with pytest.raises(BadAddress):
        eml_bytes("ann@example.org", "s", "b", address)


def test_a_subject_of_several_lines_becomes_one() -> None:
    draft = read(eml_bytes("ann@example.org", "Hi\r\nBcc: x@y.z", "b"))
    assert draft["Subject"] == "Hi Bcc: x@y.z"
    assert draft["Bcc"] is None


def test_an_address_may_be_missing_or_international() -> None:
    assert read(eml_bytes("", "s", "b"))["To"] is None
    assert read(eml_bytes("zoë@exämple.org", "s", "b"))["To"] == "zoë@exämple.org"


def test_files_are_private_and_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    first = write_eml(folder, "Hello from Sam", b"1")
    second = write_eml(folder, "Hello from Sam", b"2")
    assert (first.name, second.name) == ("hello-from-sam.eml", "hello-from-sam-2.eml")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


@pytest.mark.parametrize(("name", "file"), [("../../etc/x", "etc-x.eml"), ("", "message.eml"), ("佐藤", "message.eml")])
def test_a_name_stays_in_its_folder(tmp_path: Path, name: str, file: str) -> None:
    path = write_eml(tmp_path, name, b"x")
    assert path == tmp_path / file


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "hi.eml").symlink_to(tmp_path / "elsewhere")
    assert write_eml(tmp_path, "hi", b"x").name == "hi-2.eml"
    assert not (tmp_path / "elsewhere").exists()
