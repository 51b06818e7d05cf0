"""Addresses that a message is handed to, checked before use: ``mailto:`` links (RFC 6068), LinkedIn profiles, and what
is made of a phone number: WhatsApp links, ``sms:`` (RFC 5724) and ``tel:`` (RFC 3966).
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.validation import is_email

MAILTO_LIMIT = 1_800
"""Characters of an encoded link. No standard sets one; Windows cuts at 2,083 and Firefox there at 2,008."""
PAGES = frozenset({"mailto", "https"})
SCHEMES = PAGES | {"sms", "tel"}
_PROFILE = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/([^/?#\s]+)/?(?:[?#].*)?", re.IGNORECASE)
_SLUG = re.compile(r"(?:[\w-]|%[0-9A-Fa-f]{2}){1,200}")
_NUMBER = re.compile(r"(?P<abroad>\+|00)?(?P<rest>[\d ().\-/]+?)(?: *(?:ext\.?|x|#) *(?P<extension>\d{1,6}))?")
_FEWEST, _MOST = 3, 15
"""Digits of a number that can be dialled; E.164 has at most 15."""
_FEWEST_ABROAD = 7


class BadAddress(ValueError):
    """An address that nothing may be opened with; the message says what one looks like."""


class PhoneNumber(NamedTuple):
    """A number to dial: its digits, whether they begin with the country code, and an extension."""

    digits: str
    has_country: bool
    extension: str = ""

    @property
    def dialled(self) -> str:
        """As a phone dials it: ``+442079460123``, or the digits alone."""
        return f"+{self.digits}" if self.has_country else self.digits


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


def phone_number(phone: str) -> PhoneNumber:
    """The number that is meant: ``+44 (0)20 7946 0123``, ``0044 20 …`` and ``+44 20 …`` are one.

    Raises:
        BadAddress: it is no number that a phone can dial.
    """
    text = clean_line(phone)
    found = _NUMBER.fullmatch(text)
    rest = (found["rest"].replace("(0)", "") if found["abroad"] else found["rest"]) if found else ""
    digits = "".join(str(unicodedata.digit(one)) for one in rest if one.isdecimal())
    abroad = bool(found and found["abroad"])
    fewest = _FEWEST_ABROAD if abroad else _FEWEST
    if not found or not fewest <= len(digits) <= _MOST or (abroad and digits.startswith("0")):
        raise BadAddress(f'"{text[:40]}" is not a phone number; write it like +44 20 7946 0123.')
    return PhoneNumber(digits, abroad, found["extension"] or "")


def whatsapp_url(phone: str, text: str = "") -> str:
    """The link that opens a WhatsApp chat with `text` in its line; nothing is sent by opening it.

    Raises:
        BadAddress: it is no number, or one without its country code, which WhatsApp cannot find.
    """
    number = _texted(phone)
    if not number.has_country:
        raise BadAddress(
            f"WhatsApp needs the country code of {clean_line(phone)[:40]}; write it like +44 20 7946 0123."
        )
    return f"https://wa.me/{number.digits}{_query('text', text)}"


def sms_url(phone: str, text: str = "") -> str:
    """The link that opens the program for text messages on a number, with `text` in it.

    Raises:
        BadAddress: it is no number that can be texted.
    """
    return f"sms:{_texted(phone).dialled}{_query('body', text)}"


def tel_url(phone: str) -> str:
    """The link that a phone or a calling program dials.

    Raises:
        BadAddress: it is no number.
    """
    number = phone_number(phone)
    return f"tel:{number.dialled}{f';ext={number.extension}' if number.extension else ''}"


def checked_url(url: str, schemes: frozenset[str] = SCHEMES) -> str:
    """`url` itself, when a program may be opened with it.

    Raises:
        BadAddress: its scheme is none of `schemes`, or it holds what no address holds.
    """
    try:
        scheme, host = urlsplit(url).scheme, urlsplit(url).netloc
    except ValueError:
        scheme = host = ""
    if scheme not in schemes or (scheme == "https" and not host) or not url.isascii() or not url.isprintable():
        *firsts, last = (f"{one}:" for one in sorted(schemes, reverse=True))
        named = f"{', '.join(firsts)} and {last}"
        raise BadAddress(f'"{clean_line(url)[:60]}" is not opened; only {named} addresses are.')
    if " " in url:
        raise BadAddress("An address with a space in it is not opened.")
    return url


def _query(name: str, text: str) -> str:
    return f"?{name}={quote(clean_text(text), safe='')}" if text else ""


def _texted(phone: str) -> PhoneNumber:
    number = phone_number(phone)
    if number.extension:
        raise BadAddress(f"{clean_line(phone)[:40]} has an extension; only a number of its own can be texted.")
    return number
