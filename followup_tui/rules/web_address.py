"""Web addresses as text: taken apart, compared and read, and never opened here."""

import re
from typing import NamedTuple

_PARTS = re.compile(
    r"(?P<scheme>https?)://(?:[^/?#@]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#@:\[\]]+)(?::(?P<port>\d{1,5}))?"
    r"(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.IGNORECASE,
)
_ODD = re.compile(r"[\s<>\"\\^`{|}]")
_ESCAPED = re.compile(r"(?:%[0-9a-f]{2})+", re.IGNORECASE)
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|ref_src|trk)(?:=.*)?", re.IGNORECASE)
_USUAL_PORTS = {"80", "443", None}


class Address(NamedTuple):
    """The parts of an address. The host is in small letters, without ``www.``; a port that says nothing is left out."""

    host: str
    path: str = ""
    query: tuple[str, ...] = ()


def address_of(url: str) -> Address | None:
    """The parts of an http or https address; None for anything else."""
    match = _PARTS.fullmatch(url.strip())
    if not match or _ODD.search(url.strip()):
        return None
    port = "" if match["port"] in _USUAL_PORTS else f":{match['port']}"
    host = f"{match['host'].lower().removeprefix('www.')}{port}"
    return Address(host, match["path"] or "", tuple(filter(None, (match["query"] or "").split("&"))))


def is_link(url: str) -> bool:
    """Whether an address may be kept as one that is opened: http or https with a host, and nothing odd in it."""
    return address_of(url) is not None and url == url.strip()


def same_address(url: str) -> str:
    """An address without what differs from one copy of it to the next: scheme, www, tracking, order, last slash."""
    parts = address_of(url)
    if parts is None:
        return url.strip()
    query = "&".join(sorted(one for one in parts.query if not _TRACKING.fullmatch(one)))
    return f"{parts.host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def slug_words(url: str) -> str:
    """The words in the path of an address: ``why queues grow`` of ``https://x.org/2026/why-queues-grow.html?a=1``."""
    parts = address_of(url)
    if parts is None:
        return ""
    path = _ESCAPED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), parts.path)
    names = [part.rpartition(".")[0] or part for part in path.split("/") if part]
    longest = max(names, key=lambda part: part.count("-") + part.count("_"), default="")
    words = longest.replace("-", " ").replace("_", " ").split()
    return " ".join(word for word in words if not word.isdecimal()) if len(words) > 1 else ""
