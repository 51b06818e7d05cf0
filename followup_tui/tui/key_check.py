"""The person's own keys (`[screen.keys]` of the settings) put over the default ones, with a sentence for each problem.

Textual takes an unknown name, a key it cannot read or a key taken twice without a word, and the key is then dead
(TEXTUAL.md 5.7), so everything is checked here before it sees any of it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from followup_tui.tui.key_names import BadKey, key_label, parse_keys
from followup_tui.tui.keys import ACTIVE_TOGETHER, COMMANDS, Command, Keymap


class CheckedKeymap(NamedTuple):
    """A keymap that works, and what of the settings was left out of it."""

    keymap: Keymap
    problems: tuple[str, ...]


def checked_keymap(own: Mapping[str, str]) -> CheckedKeymap:
    """The default keymap with `own` keys (command id to keys) over it.

    What cannot be used is left out, so that the app always starts with every command within reach; each problem is
    one sentence that names the setting.
    """
    problems: list[str] = []
    changed: dict[str, tuple[str, ...]] = {}
    for command_id, text in own.items():
        try:
            changed[command_id] = _keys_for(command_id, text)
        except BadKey as problem:
            problems.append(f"screen.keys.{command_id} {problem}.")
    while clash := _first_clash(_with(changed), changed):
        problems.append(clash.sentence)
        for loser in clash.own:
            del changed[loser]
    return CheckedKeymap(Keymap(_with(changed)), tuple(problems))


class _Clash(NamedTuple):
    sentence: str
    own: tuple[str, ...]


def _keys_for(command_id: str, text: str) -> tuple[str, ...]:
    command = next((command for command in COMMANDS if command.id == command_id), None)
    if command is None:
        import difflib  # 5 ms, for a mistake only

        near = difflib.get_close_matches(command_id, [command.id for command in COMMANDS], n=1)
        raise BadKey(f"is no command (did you mean {near[0]}?)" if near else "is no command; `?` in the app lists them")
    keys = parse_keys(text)
    for key in keys:
        if "writing" in command.contexts and (len(key) == 1 or " " in key):
            raise BadKey(f"cannot be {key!r}, which is a letter of the text; take a key like f2, tab or escape")
        if command.destructive and len(key) == 1 and not key.isupper():
            raise BadKey(f"cannot be {key!r}, because it puts something away; take a capital letter")
        if command.destructive and key in ("space", "enter"):
            raise BadKey(f"cannot be {key_label(key)}, because it puts something away; take a capital letter")
    return tuple(dict.fromkeys(keys))


def _with(changed: Mapping[str, tuple[str, ...]]) -> tuple[Command, ...]:
    return tuple(command._replace(keys=changed.get(command.id, command.keys)) for command in COMMANDS)


def clashes(commands: tuple[Command, ...]) -> tuple[tuple[Command, Command, str], ...]:
    """Pairs of commands that a person could press with one key at the same moment, and that key.

    A key that begins a row of two must not be a key of its own.
    """
    found = []
    for together in ACTIVE_TOGETHER:
        taken: dict[str, Command] = {}
        here = [command for command in commands if set(command.contexts) & set(together)]
        for command in here:
            for key in command.keys:
                other = taken.setdefault(key, command)
                if other.id != command.id:
                    found.append((other, command, key))
        for command in here:
            for key in command.keys:
                first = key.partition(" ")[0]
                if first != key and first in taken:
                    found.append((taken[first], command, first))
    return tuple(found)


def _first_clash(commands: tuple[Command, ...], changed: Mapping[str, tuple[str, ...]]) -> _Clash | None:
    for one, other, key in clashes(commands):
        own = tuple(command.id for command in (one, other) if command.id in changed)
        name, rest = (one, other) if one.id in changed else (other, one)
        if key in rest.keys:
            sentence = f"screen.keys.{name.id} cannot be {key_label(key)}, which is {rest.id} ({rest.title}) there."
        else:
            sentence = f"screen.keys.{name.id} cannot be {key_label(key)}, which begins the keys of {rest.id}."
        return _Clash(sentence, own)
    return None
