"""Keys of a screen of its own, each told once: bindings, footer and help of the screen come from the same lines."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.binding import Binding, BindingType

from followup_tui.tui.key_names import key_label
from followup_tui.tui.keys import Group, HelpRow


class ScreenKey(NamedTuple):
    """What keys do: the action, two or three words and a sentence for the help, and the footer's word if it has one.

    Without a title it is not in the help, because another says it.
    """

    keys: tuple[str, ...]
    action: str
    title: str = ""
    description: str = ""
    group: Group = "Views"
    hint: str = ""
    shown: str = ""
    """How the footer names the keys, where that is not the first of them."""
    priority: int = 0
    label: str = ""
    """How the help names the keys, where that is not all of them."""


def bindings_of(keys: Sequence[ScreenKey]) -> list[BindingType]:
    """The bindings of a screen."""
    return [Binding(",".join(one.keys), one.action, one.title, show=False) for one in keys]


def help_of(keys: Sequence[ScreenKey]) -> tuple[HelpRow, ...]:
    """The help of a screen: every key, group by group; what is chosen gives its action."""
    groups = list(dict.fromkeys(one.group for one in keys))
    rows = (
        HelpRow(
            one.action,
            one.label or "  ".join(key_label(key) for key in one.keys),
            one.title,
            one.description,
            one.group,
            changed=False,
        )
        for one in keys
        if one.title
    )
    return tuple(sorted(rows, key=lambda row: groups.index(row.group)))
