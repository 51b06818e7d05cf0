"""The keys of the plan, once: bindings and help come from here."""

from typing import Final

from followup_tui.tui.screens.plan_changing import MOST
from followup_tui.tui.screens.screen_keys import ScreenKey

KEYS: Final = (
    ScreenKey(("m",), "move", "Move", "Put the person under the cursor on another day; first shows what changes.",
              "This person"),
    ScreenKey(("a",), "away", "Away", "Keep days free, like 3-17 August, as you are away; first shows what changes."),
    ScreenKey(("b",), "spread", "Spread", "Give who is late a day each in the weeks to come; first shows which."),
    ScreenKey(("1",), "take(1)", "Take a suggestion", "Do what the line of that number suggests; u takes it back.",
              label=f"1-{MOST}"),
    *(ScreenKey((str(number),), f"take({number})") for number in range(2, MOST + 1)),
    ScreenKey(("enter",), "open", "Open", "From a week to its days, to their people, and to one of them in the list.",
              "Move"),
    ScreenKey(("tab", "right"), "to_people", "People", "Go to the people of the week or day.", "Move"),
    ScreenKey(("shift+tab", "left"), "to_load", "Weeks or days", "Go back from the people.", "Move"),
    ScreenKey(("w",), "scale('weeks')", "Weeks", "A line for every week."),
    ScreenKey(("d",), "scale('days')", "Days", "A line for every day."),
    ScreenKey(("u",), "travel('undo')", "Undo", "Take the last step back.", "Everywhere"),
    ScreenKey(("U",), "travel('redo')", "Redo", "Do the step again that was taken back.", "Everywhere"),
    ScreenKey(("q",), "leave", "Close", "Go back to the list.", "Everywhere", label="q  Esc"),
    ScreenKey(("question_mark",), "help", "Keys", "Show the keys that work here, and run one.", "Everywhere",
              label="?"),
)  # fmt: skip
