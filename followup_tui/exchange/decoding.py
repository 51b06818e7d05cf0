"""Bytes of a text file to text, whoever wrote them: UTF-8, UTF-16 with or without a mark, else a Windows code page."""

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SNIFFED = 4096
_CONTROLS = tuple(bytes([byte]) for byte in (*range(9), *range(14, 27)))
_CHARSET = re.compile(
    r"(?:us-)?ascii|utf-?8|(?:iso-?|latin)[-_]?(?:8859[-_])?\d{1,2}|(?:windows|cp)-?\d{3,4}|koi8-[ru]|mac(?:intosh|-?roman)"
    r"|shift[-_]?jis|sjis|euc[-_](?:jp|kr)|iso-2022-(?:jp|kr)|gb(?:2312|k|18030)|big5",
    re.IGNORECASE,
)
"""Charsets that a single value may claim. Python knows codecs that are none, and UTF-16 was undone before."""
_POLISH = re.compile(
    rb"[A-Za-z][\x9c\xb3\xb9\xbf\x9f\xbe]|[\x8c\xa3\xa5\xaf\x8f][A-Za-z]"  # letters here, signs in the western page
    rb"|[A-Za-z]\xf1(?![aeiou\xe1\xe9\xed\xf3\xfa])"  # a Spanish n with tilde has a vowel behind it
)


def utf16_of(data: bytes) -> str | None:
    """Which UTF-16 `data` is written in, None when in none; files without a mark are told by where their zeros are.

    Text of the western alphabets has a zero in every second byte; nothing else that is text has any.
    """
    for mark, name in _BOMS[1:]:
        if data.startswith(mark):
            return name
    head = data[:_SNIFFED]
    pairs = len(head) // 2
    if pairs < 2:
        return None
    high, low = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if high > pairs * 0.6 and low < pairs * 0.1:
        return "utf-16-be"
    if low > pairs * 0.6 and high < pairs * 0.1:
        return "utf-16-le"
    return None


def is_binary(head: bytes) -> bool:
    """Whether the beginning of a file is no text at all; a few control characters are in somebody's name."""
    if utf16_of(head):
        return False
    return sum(map(head.count, _CONTROLS)) > max(len(head) // 20, 16)


def decode(data: bytes) -> str:
    """The text of a whole file, without a byte order mark; never fails."""
    wide = utf16_of(data)
    if wide:
        return data.decode(wide, errors="replace").removeprefix("\ufeff")
    return decode_narrow(data.removeprefix(codecs.BOM_UTF8))


def decode_narrow(data: bytes, charset: str = "") -> str:
    """Text that is not UTF-16: in the charset it claims, else UTF-8, else a Windows code page; never fails."""
    for name in (charset, "utf-8") if _CHARSET.fullmatch(charset) else ("utf-8",):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1250" if _POLISH.search(data) else "cp1252", errors="replace")


def line_ends(data: bytes) -> int:
    """How many lines a file has, about."""
    return max(data.count(b"\n"), data.count(b"\r")) + 1
