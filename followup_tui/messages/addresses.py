"""Addresses that a message is handed to: ``mailto:`` links (RFC 6068) and LinkedIn profiles, checked before use."""

import re
from urllib.parse import quote, urlsplit

from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.validation import is_email

MAILTO_LIMIT = 1_800
"""Characters of an encoded link. No standard sets one; Windows cuts at 2,083 and Firefox there at 2,008."""
SCHEMES = frozenset({"mailto", "https"})
_PROFILE = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/([^/?#\s]+)/?(?:[?#].*)?", re.IGNORECASE)
_SLUG = re.compile(r"(?:[\w-]|%[0-9A-Fa-f]{2}){1,200}")


class BadAddress(ValueError):
    """An address that nothing may be opened with; the message says what one looks like."""


def mailto_url(address: str, subject: str, body: str) -> str:
    """The link that opens a mail program on a message: UTF-8 percent-encoded, spaces ``%20``, lines ``%0D%0A``.

    Raises:
        BadAddress: `address` is no e-mail address.
    """
    if not is_email(address) or clean_line(address) != address:
        raise BadAddress(f'"{clean_line(address)[:60]}" is not an e-mail address; write it like ann@example.org.')
    lines = clean_text(body).replace("\n", "\r\n")
    fields = [
        f"{name}={quote(text, safe='')}" for name, text in (("subject", clean_line(subject)), ("body", lines)) if text
    ]
    return f"mailto:{quote(address, safe='@')}{'?' if fields else ''}{'&'.join(fields)}"


def linkedin_url(profile: str) -> str:
    """The address of a LinkedIn profile, from its last part or from any form of the whole address.

    Raises:
        BadAddress: it names no profile.
    """
    text = clean_line(profile)
    whole = _PROFILE.fullmatch(text)
    slug = whole[1] if whole else text
    if not _SLUG.fullmatch(slug):
        raise BadAddress(f'"{text[:60]}" is no LinkedIn profile; write it like ann-lee or linkedin.com/in/ann-lee.')
    return f"https://www.linkedin.com/in/{quote(slug, safe='%')}/"


def checked_url(url: str) -> str:
    """`url` itself, when a program may be opened with it.

    Raises:
        BadAddress: it is neither ``mailto:`` nor ``https:``, or holds what no address holds.
    """
    try:
        scheme, host = urlsplit(url).scheme, urlsplit(url).netloc
    except ValueError:
        scheme = host = ""
    if scheme not in SCHEMES or (scheme == "https" and not host) or not url.isascii() or not url.isprintable():
        raise BadAddress(f'"{clean_line(url)[:60]}" is not opened; only mailto: and https: addresses are.')
    if " " in url:
        raise BadAddress("An address with a space in it is not opened.")
    return url
