"""Addresses that are opened: mailto links that come back as they were written, profiles, and nothing else."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.messages.addresses import BadAddress, checked_url, linkedin_url, mailto_url
from followup_tui.model.clean import clean_line, clean_text


def test_a_link_is_encoded_as_rfc_6068_says() -> None:
    url = mailto_url("ann+work@example.org", "50% off & more", "Hi Zoë,\nå+b?")
    assert url == (
        "mailto:ann%2Bwork@example.org?subject=50%25%20off%20%26%20more&body=Hi%20Zo%C3%AB%2C%0D%0A%C3%A5%2Bb%3F"
    )


def test_an_empty_subject_is_left_out() -> None:
    assert mailto_url("a@b.c", "", "x") == "mailto:a@b.c?body=x"
    assert mailto_url("a@b.c", "", "") == "mailto:a@b.c"


@given(st.text(max_size=80), st.text(max_size=200))
def test_a_link_says_what_was_written(subject: str, body: str) -> None:
    url = mailto_url("ann@example.org", subject, body)
    assert url.isascii()
    assert " " not in url
    assert "+" not in url
    parts = urlsplit(url)
    assert unquote(parts.path) == "ann@example.org"
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    assert fields.get("subject", [""])[0] == clean_line(subject)
    assert fields.get("body", [""])[0].replace("\r\n", "\n") == clean_text(body)
    assert set(fields) <= {"subject", "body"}
    assert checked_url(url) == url


@pytest.mark.parametrize(
    "address", ["", "ann", "a@b@c", "a@b.c?bcc=x@y.z\n", "a@b.c, d@e.f", "a@b.c\x1b[31m", "a b@c.d"]
)
def test_what_is_no_address_opens_nothing(address: str) -> None:
    with pytest.raises(BadAddress):
        mailto_url(address, "s", "b")


def test_a_question_mark_in_an_address_adds_no_field() -> None:
    assert mailto_url("a?bcc=x@y.z", "", "b") == "mailto:a%3Fbcc%3Dx@y.z?body=b"


@pytest.mark.parametrize(
    "profile",
    [
        "ann-lee",
        "linkedin.com/in/ann-lee",
        "https://www.linkedin.com/in/ann-lee/",
        "http://no.linkedin.com/in/ann-lee?trk=x",
        " https://linkedin.com/in/ann-lee/#top ",
    ],
)
def test_every_form_of_a_profile_gives_one_address(profile: str) -> None:
    assert linkedin_url(profile) == "https://www.linkedin.com/in/ann-lee/"


def test_a_profile_may_have_letters_of_any_language() -> None:
    assert linkedin_url("zoë-müller") == "https://www.linkedin.com/in/zo%C3%AB-m%C3%BCller/"
    assert linkedin_url("zo%C3%AB") == "https://www.linkedin.com/in/zo%C3%AB/"


@pytest.mark.parametrize("profile", ["", "../feed", "a/b", "https://evil.example/in/ann", "javascript:alert(1)", "a%b"])
def test_what_is_no_profile_opens_nothing(profile: str) -> None:
    with pytest.raises(BadAddress):
        linkedin_url(profile)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org", "file:///etc/passwd", "javascript:alert(1)", "ftp://x", "-a Terminal", "", "https://",
        "https://[", "https://a b", "mailto:a@b.c\n-x", "https://exämple.org", "ssh://x", " https://x.org",
    ],
)  # fmt: skip
def test_only_mail_and_secure_addresses_are_opened(url: str) -> None:
    with pytest.raises(BadAddress):
        checked_url(url)
