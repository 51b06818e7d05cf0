"""Text from outside made safe to keep and to show: it stays data, whatever bytes it brings.

A name that carries an escape sequence can rename a terminal's window or fill its clipboard merely by being drawn
(seen in tmux 3.3), and an override of writing direction can make one address look like another.
"""

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPES = re.compile(
    "\x1b\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)?"  # operating system commands: titles, clipboard
    "|\x1b[PX^_][^\x1b\n]*(?:\x1b\\\\)?"  # device control and other strings
    "|\x1b\\[[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor
    "|\x1b[ -/]*[0-~]"
    "|\x9b[0-?]*[ -/]*[@-~]"
    # Their one-character forms only when they are closed: alone they are letters of a text that was decoded wrongly.
    "|[\x90\x98\x9d\x9e\x9f][^\x07\x1b\x9c\n]*[\x07\x9c]"
)
_CJK = re.compile(  # Hangul, kana and the ideographs, with the signs that stand for them
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean_text(text: str) -> str:
    """Text of several lines without control characters: line ends are ``\\n``, tabs are kept, the form is NFC."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAKS.sub("\n", _ESCAPES.sub("", text))
    text = _DIRECTION.sub("", _CONTROLS.sub("", text))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Text of one line: like `clean_text`, with every run of white space a single space and none at the ends."""
    return " ".join(clean_text(text).split())


def is_cjk(name: str) -> bool:
    """Whether a name is written in Chinese, Japanese or Korean characters, where the family name stands first."""
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all(_CJK.match(letter) for letter in letters)


def folded(text: str) -> str:
    """Text for searching and matching: lower case, without accents, so that "muller" finds "Müller"."""
    if text.isascii():
        return text.lower()
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return bare.casefold().replace("ø", "o").replace("ł", "l").replace("đ", "d")
