"""Names of keys: how they are written in settings, shown on screen, and which must not be used."""

import re
from typing import Final

from textual.keys import Keys

_LABELS: Final = {
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "space": "Space", "backspace": "Backspace", "delete": "Del",
    "home": "Home", "end": "End", "pageup": "PgUp", "pagedown": "PgDn", "insert": "Ins",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right",
}  # fmt: skip
_NAMED: Final = frozenset(_LABELS) | {f"f{number}" for number in range(1, 13)}
_KNOWN: Final = frozenset(key.value for key in Keys if not key.value.startswith("<"))
_MODIFIERS: Final = ("ctrl", "alt", "shift")

_ARRIVES_AS: Final = {
    "ctrl+m": "Enter", "ctrl+i": "Tab", "ctrl+left_square_bracket": "Esc", "ctrl+[": "Esc", "ctrl+h": "Backspace",
    "ctrl+j": "Enter in some terminals", "ctrl+space": "ctrl+@", "ctrl+@": "ctrl+Space",
}  # fmt: skip
_TAKEN: Final = {
    "ctrl+s": "flow control on some links", "ctrl+q": "flow control on some links",
    "ctrl+a": "the prefix of screen", "ctrl+b": "the prefix of tmux",
    "ctrl+z": "the shell, to suspend a program", "ctrl+c": "the shell, to interrupt a program",
    "ctrl+w": "browser terminals", "ctrl+t": "browser terminals", "ctrl+n": "browser terminals",
    "f10": "the terminal's menu", "f11": "the terminal, for full screen",
}  # fmt: skip


class BadKey(ValueError):
    """A key that cannot be bound; the message says why and what to write."""


def key_label(key: str) -> str:
    """The key as people read it: ``pagedown`` is ``PgDn``, ``g t`` stays ``g t``."""
    if " " in key.strip():
        return " ".join(key_label(part) for part in key.split())
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    label = _LABELS.get(name, name.upper() if re.fullmatch(r"f\d+", name) else name)
    return "-".join([*(modifier.capitalize() for modifier in modifiers), label])


def parse_keys(text: str) -> tuple[str, ...]:
    """Keys from the settings: alternatives behind commas, two keys in a row with a space between.

    Raises:
        BadKey: one of them cannot be read or would not work in every terminal.
    """
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise BadKey("has no key; write one like j, or two like j, down")
    return tuple(" ".join(parse_key(key) for key in _row(part)) for part in parts)


def _row(part: str) -> list[str]:
    row = part.split()
    if len(row) > 2:
        raise BadKey(f"{part!r} is a row of more than two keys; two is the most")
    return row


def parse_key(text: str) -> str:
    """One key in the form Textual knows, with its modifiers in lower case.

    Raises:
        BadKey: it cannot be read, or it would not work in every terminal.
    """
    if len(text) == 1 and text.isprintable():
        return text
    *modifiers, name = [part.strip() for part in text.split("+")] if text != "+" else [text]
    modifiers = sorted({modifier.lower() for modifier in modifiers}, key=_modifier_order)
    name = name.lower() if modifiers or len(name) > 1 else name
    if modifiers == ["shift"] and len(name) == 1 and name.isalpha():
        return name.upper()
    key = "+".join([*modifiers, name])
    _refuse(text, key, modifiers, name)
    return key


def _modifier_order(modifier: str) -> int:
    return _MODIFIERS.index(modifier) if modifier in _MODIFIERS else len(_MODIFIERS)


def _refuse(text: str, key: str, modifiers: list[str], name: str) -> None:
    """Raise BadKey for what is not a key or does not reach us from every terminal (UX.md 5.4)."""
    if any(modifier not in _MODIFIERS for modifier in modifiers) or not _is_name(name, modifiers):
        raise BadKey(f"{text!r} is not a key; write a character, or a name like pagedown, f5 or ctrl+e")
    if "alt" in modifiers:
        raise BadKey(f"{text!r} does not work everywhere: Alt needs a setting of its own on macOS; take a plain letter")
    if "shift" in modifiers and re.fullmatch(r"f\d+", name):
        raise BadKey(f"{text!r} does not reach the app in every terminal; take {name}")
    if key in _ARRIVES_AS:
        raise BadKey(f"{text!r} cannot be used, because it arrives as {_ARRIVES_AS[key]}")
    if key in _TAKEN:
        raise BadKey(f"{text!r} cannot be used, because it belongs to {_TAKEN[key]}")
    if modifiers and key not in _KNOWN:
        raise BadKey(f"{text!r} does not reach the app in every terminal; take a plain letter")


def _is_name(name: str, modifiers: list[str]) -> bool:
    return name in _NAMED or (bool(modifiers) and len(name) == 1) or (name == "left_square_bracket" and bool(modifiers))
