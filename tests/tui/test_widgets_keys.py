"""The keymap: safe keys, no conflicts, all in the help, and a sentence for everything wrong with own keys."""

import re

import pytest
from textual.binding import Binding

from followup_tui.tui.key_check import checked_keymap, clashes
from followup_tui.tui.key_names import key_label, parse_key
from followup_tui.tui.keys import ACTIVE_TOGETHER, COMMANDS, INERT, Command, Context, Keymap, bindings, prefix_bindings

CONTEXTS: tuple[Context, ...] = ("app", "list", "review", "timeline", "ready", "writing")
ALLOWED = re.compile(
    r"[a-zA-Z0-9]|[^\w\s]|enter|escape|space|tab|shift\+tab|up|down|left|right|home|end|pageup|pagedown|f[1-9]"
    r"|ctrl\+[du]"  # aliases only
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_keys_work_in_every_terminal(command: Command) -> None:
    assert command.keys
    for key in command.keys:
        for part in key.split(" "):
            assert ALLOWED.fullmatch(part), part
    assert any(not key.startswith("ctrl+") for key in command.keys)


def test_no_key_means_two_things() -> None:
    assert clashes(COMMANDS) == ()
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_keys_that_only_explain_are_free() -> None:
    assert not {key for command in COMMANDS for key in command.keys} & set(INERT)


def test_what_puts_something_away_needs_shift() -> None:
    destructive = [command for command in COMMANDS if command.destructive]
    assert {command.id for command in destructive} >= {"archive", "discard-draft"}
    assert all(key.isupper() and len(key) == 1 for command in destructive for key in command.keys)


def test_the_help_has_every_command_and_every_key() -> None:
    rows = {row.id: row for row in Keymap().help_rows(*CONTEXTS)}
    assert set(rows) == {command.id for command in COMMANDS}
    for command in COMMANDS:
        assert rows[command.id].keys.split("  ") == [key_label(key) for key in command.keys]
        assert rows[command.id].description.endswith(".")


def test_the_footer_ends_with_help_in_every_context_that_has_it() -> None:
    for contexts in ACTIVE_TOGETHER:
        if "app" in contexts:
            hints = Keymap().hints(*contexts)
            assert (hints[-1].keys, hints[-1].title) == ("?", "keys")
            assert hints[-1].priority == max(hint.priority for hint in hints)


def test_choosing_a_template_is_one_hint() -> None:
    assert [hint.keys for hint in Keymap().hints("review") if hint.title == "pick"] == ["1-4"]


def test_bindings_have_unique_ids_and_one_key_each() -> None:
    for context in CONTEXTS:
        found = [binding for binding in bindings(context) if isinstance(binding, Binding)]
        keys = [key for binding in found for key in binding.key.split(",")]
        assert len(keys) == len(set(keys))
        assert len({binding.id for binding in found}) == len(found)
        assert all(binding.tooltip for binding in found)


def test_rows_of_two_keys_are_a_menu() -> None:
    keymap = Keymap()
    assert keymap.prefixes("app", "list") == ("g",)
    assert {key for key, _ in keymap.menu("g", "app", "list")} >= {"t", "a", "c", "g"}
    assert [binding.key for binding in prefix_bindings(("g",)) if isinstance(binding, Binding)] == ["g"]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"logg": "x"}, "did you mean log?"),
        ({"wholly-other": "x"}, "is no command"),
        ({"log": ""}, "has no key"),
        ({"log": "j,"}, "has no key"),
        ({"log": "nonsense+key"}, "is not a key"),
        ({"log": "wrong"}, "is not a key"),
        ({"log": "ctrl+h"}, "Backspace"),
        ({"log": "ctrl+i"}, "Tab"),
        ({"log": "Ctrl+M"}, "Enter"),
        ({"log": "ctrl+s"}, "flow control"),
        ({"log": "ctrl+b"}, "tmux"),
        ({"log": "alt+l"}, "macOS"),
        ({"log": "shift+f3"}, "f3"),
        ({"log": "s"}, "which is snooze"),
        ({"log": "g"}, "begins the keys of"),
        ({"log": "l x y"}, "more than two"),
        ({"down": "n"}, "which is skip"),
        ({"archive": "d"}, "capital"),
        ({"discard-draft": "enter"}, "capital"),
        ({"next-blank": "n"}, "letter of the text"),
    ],
    ids=str,
)
def test_a_key_that_cannot_be_is_one_sentence_and_left_out(own: dict[str, str], said: str) -> None:
    checked = checked_keymap(own)
    assert len(checked.problems) == 1
    assert said in checked.problems[0]
    assert checked.problems[0].startswith("screen.keys.")
    assert checked.problems[0].endswith(".")
    assert checked.keymap == Keymap()


def test_own_keys_reach_textual_help_and_footer() -> None:
    checked = checked_keymap({"log": "L", "down": "t, down", "view-all": "g z"})
    assert checked.problems == ()
    assert checked.keymap.textual_keymap() == {"log": "L", "down": "t,down"}
    rows = {row.id: row for row in checked.keymap.help_rows(*CONTEXTS)}
    assert (rows["log"].keys, rows["log"].changed) == ("L", True)
    assert not rows["snooze"].changed
    assert "L" in [hint.keys for hint in checked.keymap.hints("review") if hint.title == "log"]
    assert "l" in [key for key, _ in checked.keymap.menu("g", "app")]


def test_two_keys_can_be_swapped() -> None:
    checked = checked_keymap({"skip": "s", "snooze": "n"})
    assert checked.problems == ()
    assert checked.keymap.command("skip").keys == ("s",)


def test_one_bad_key_does_not_cost_the_good_ones() -> None:
    checked = checked_keymap({"skip": "ctrl+h", "zoom": "Z"})
    assert len(checked.problems) == 1
    assert checked.keymap.command("zoom").keys == ("Z",)


@pytest.mark.parametrize(
    ("written", "read"), [("Ctrl+E", "ctrl+e"), ("PageDown", "pagedown"), ("shift+a", "A"), ("J", "J"), ("+", "+")]
)
def test_keys_are_read_as_people_write_them(written: str, read: str) -> None:
    assert parse_key(written) == read


@pytest.mark.parametrize(
    ("key", "label"), [("enter", "Enter"), ("g t", "g t"), ("shift+tab", "Shift-Tab"), ("f1", "F1"), ("+", "+")]
)
def test_keys_are_shown_as_people_read_them(key: str, label: str) -> None:
    assert key_label(key) == label
