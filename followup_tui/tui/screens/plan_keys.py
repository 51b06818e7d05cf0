"""The keys of the plan, once: bindings and help come from here."""

from typing import Final, NamedTuple

from textual.binding import Binding, BindingType

from followup_tui.tui.key_names import key_label
from followup_tui.tui.keys import Group, HelpRow
from followup_tui.tui.screens.plan_changing import MOST


class PlanKey(NamedTuple):
    """What keys do: the action, two or three words and a sentence for the help; `label` names them where that is not
    all of them. Without a title it is not in the help, because another says it."""

    keys: tuple[str, ...]
    action: str
    title: str = ""
    description: str = ""
    group: Group = "Views"
    label: str = ""


KEYS: Final = (
    PlanKey(("m",), "move", "Move", "Put the person under the cursor on another day; first shows what changes.",
            "This person"),
    PlanKey(("a",), "away", "Away", "Keep days free, like 3-17 August, as you are away; first shows what changes."),
    PlanKey(("b",), "spread", "Spread", "Give who is late a day each in the weeks to come; first shows which."),
    PlanKey(("1",), "take(1)", "Take a suggestion", "Do what the line of that number suggests; u takes it back.",
            label=f"1-{MOST}"),
    *(PlanKey((str(number),), f"take({number})") for number in range(2, MOST + 1)),
    PlanKey(("enter",), "open", "Open", "From a week to its days, to their people, and to one of them in the list.",
            "Move"),
    PlanKey(("tab", "right"), "to_people", "People", "Go to the people of the week or day.", "Move"),
    PlanKey(("shift+tab", "left"), "to_load", "Weeks or days", "Go back from the people.", "Move"),
    PlanKey(("w",), "scale('weeks')", "Weeks", "A line for every week."),
    PlanKey(("d",), "scale('days')", "Days", "A line for every day."),
    PlanKey(("u",), "travel('undo')", "Undo", "Take the last step back.", "Everywhere"),
    PlanKey(("U",), "travel('redo')", "Redo", "Do the step again that was taken back.", "Everywhere"),
    PlanKey(("q",), "leave", "Close", "Go back to the list.", "Everywhere", "q  Esc"),
    PlanKey(("question_mark",), "help", "Keys", "Show the keys that work here, and run one.", "Everywhere", "?"),
)  # fmt: skip


def plan_bindings() -> list[BindingType]:
    """The bindings of the screen."""
    return [Binding(",".join(one.keys), one.action, one.title, show=False) for one in KEYS]


def help_rows() -> tuple[HelpRow, ...]:
    """The help: every key, group by group; what is chosen gives its action."""
    return tuple(
        HelpRow(
            one.action,
            one.label or "  ".join(key_label(key) for key in one.keys),
            one.title,
            one.description,
            one.group,
            changed=False,
        )
        for group in dict.fromkeys(one.group for one in KEYS)
        for one in KEYS
        if one.group == group and one.title
    )
