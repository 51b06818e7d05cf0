"""What is wrong with the bytes of a file that cannot be read, said so that a person understands it."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator

from followup_tui.store.problems import Problem, by_repair
from followup_tui.store.salvage import MARKERS, encoding_of, text_of

_SAVES = by_repair("puts the file aside and writes all records that are complete into a new one")
_NULS = re.compile(rb"\0{16,}")


def damage_of(data: bytes, name: str, refusal: str) -> list[Problem]:
    """Every kind of damage that the bytes show; `refusal` is why the store refused them, for want of a better word."""
    found = list(_kinds(data, name))
    return found or [Problem(_sentence(refusal), name, _SAVES)]


def is_plain_text(data: bytes) -> bool:
    """Whether the bytes are written as TinyDB reads them."""
    return encoding_of(data) == "utf-8-sig" and not data.startswith(BOM_UTF8)


def _kinds(data: bytes, name: str) -> Iterator[Problem]:
    if not data:
        repair = by_repair("puts it aside and brings back what snapshots and history have")
        yield Problem("The file is empty (0 bytes), as if something had cut it off.", name, repair)
        return
    nuls = _NULS.search(data)
    if nuls:
        what = f"A block of {len(nuls[0]):,} NUL bytes stands in it, as a power cut leaves them."
        yield Problem(what, f"{name}, byte {nuls.start():,}", _SAVES)
    text = text_of(data)
    if encoding_of(data) != "utf-8-sig":
        yield Problem("It is saved as UTF-16, and TinyDB reads UTF-8 alone.", name, _SAVES)
    elif data.startswith(BOM_UTF8):
        yield Problem("It begins with a byte order mark, at which plain TinyDB stumbles.", name, _SAVES)
    try:
        data.decode(encoding_of(data))
    except UnicodeDecodeError as error:
        yield Problem("Some bytes are no text in UTF-8.", f"{name}, byte {error.start:,}", _SAVES)
    marker = MARKERS.search(text)
    if marker and re.search("^<{7}", text, re.MULTILINE):
        what = "A text merge left its conflict markers (<<<<<<<) in the file."
        repair = by_repair("keeps the records of both sides; those that differ stand there twice")
        yield Problem(what, f"{name}, line {_line(text, marker.start())}", repair)
        return
    if not nuls:
        yield from _json_damage(text, name)


def _json_damage(text: str, name: str) -> Iterator[Problem]:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        if error.msg == "Extra data":
            what = "After its end, the file goes on with the rest of an older one: it was overwritten only in part."
        elif _is_cut(text, error.pos):
            what = "The file ends in the middle: it was cut off."
        else:
            what = f"The file is no JSON ({error.msg}): it was overwritten in part, or edited by mistake."
        yield Problem(what, where, _SAVES)
    except ValueError:
        yield Problem("It holds a number of more digits than programs read.", name, _SAVES)
    except RecursionError:
        yield Problem("The file is nested too deep to be read.", name, _SAVES)


def _is_cut(text: str, at: int) -> bool:
    """Whether the text is right as far as it goes: only the closing brackets are missing, or the end of a string.

    A file that ends as ours do has its end: then brackets are missing somewhere before.
    """
    if text.rstrip().endswith("}\n}"):
        return False
    return at >= len(text.rstrip()) or "\n" not in text[at:].rstrip("\n")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _sentence(refusal: str) -> str:
    """The refusal without the advice to move the file away, which a repair makes needless."""
    return refusal.partition("; it was left as it is")[0].rstrip(".") + "."
