"""Every command of the app, once: bindings, footer hints, help, palette and the check of own keys come from here.

The keymap is that of UX.md section 5. A command's keys are alternatives; a key like ``g t`` is two keys in a row,
whose first one opens a menu of what may follow.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from textual.binding import Binding, BindingType

from followup_tui.tui.key_names import key_label

Context = Literal["app", "list", "review", "timeline", "ready", "writing"]
Group = Literal["This person", "Message", "Move", "Views", "Marks", "Everywhere"]

ACTIVE_TOGETHER: Final[tuple[tuple[Context, ...], ...]] = (
    ("app", "list", "review"),
    ("app", "timeline"),
    ("app", "ready"),
    ("writing",),
)
"""Contexts whose keys a person can press at the same moment, so that no key may mean two things among them.
In the panes `timeline` and `ready` the pane's own keys come before those of the list and the person."""


class Command(NamedTuple):
    """Something a person can do with a key."""

    id: str
    """The name in `[screen.keys]` of the settings, and of the Textual binding."""
    keys: tuple[str, ...]
    title: str
    """Two or three words, for help and palette."""
    description: str
    """One sentence."""
    contexts: tuple[Context, ...]
    group: Group
    hint: str = ""
    """The word in the footer; empty: never there."""
    priority: int = 0
    """How important the hint is; the lowest is dropped first when the line is short."""
    destructive: bool = False
    """Puts something away: its keys are capitals."""
    action: str = ""
    """Textual's action; empty: the id with underscores."""
    family: str = ""
    """Commands of one family share one hint, like ``1-4 pick``."""
    changes: bool = False
    """Changes the data file, or what is kept beside it: not possible while that may only be read."""

    @property
    def action_name(self) -> str:
        """The action that screens and widgets implement as ``action_...``."""
        return self.action or self.id.replace("-", "_")


COMMANDS: Final[tuple[Command, ...]] = (
    # Message, in the review and once more in the pane itself
    Command("write", ("enter",), "Write", "Write the suggested message; the cursor stands in its first blank.",
            ("review",), "This person", "write", 95),
    Command("send-written", ("enter",), "Send", "Send the message, log it and go on to the next person.",
            ("ready",), "Message", "send", 95, changes=True),
    Command("write-on", ("i", "e"), "Write on", "Go back into the text.", ("ready",), "Message", "write on", 90),
    Command("send", ("Y",), "Send as shown", "Send exactly what is shown, log it and go on; not while a blank is left.",
            ("review",), "This person", "send", 80, changes=True),
    *(
        Command(f"choose-{number}", (str(number),), f"Choose message {number}",
                f"Take suggestion {number}; the text before it is one undo away.", ("review", "ready"),
                "Message", "pick", 70, action=f"choose({number})", family="choose")
        for number in (1, 2, 3, 4)
    ),
    Command("choose-clipping", ("K",), "Share a clipping", "Choose the clipping that the message passes on.",
            ("review", "ready"), "Message", "clipping", 26),
    Command("another-way", ("v",), "Another way",
            "Hand the message over by another way this once, or change its channel; says what is not possible and why.",
            ("ready",), "Message", "another way", 55, action="screen.another_way", changes=True),
    Command("keep-draft", ("p",), "Keep as draft", "Keep the draft and go on to the next person.",
            ("ready",), "Message", "keep draft", 60, changes=True),
    Command("discard-draft", ("D",), "Discard draft", "Put the draft in the bin, from where it comes back for 30 days.",
            ("ready",), "Message", "discard", 50, destructive=True, changes=True),
    Command("next-blank", ("tab",), "Next blank", "Jump to the next blank; after the last one the message is ready.",
            ("writing",), "Message", "next blank, then ready", 90),
    Command("edit-text", ("f2",), "Text in $EDITOR", "Write the text in your own editor.",
            ("ready", "writing"), "Message", "$EDITOR", 60),
    Command("take-fix", ("f3",), "Take the fix",
            "Mend what the line under the text says, or go there; again for the next.",
            ("ready", "writing"), "Message", "fix", 55),
    Command("stop-writing", ("escape",), "Ready", "Leave the text; the draft stays.",
            ("writing",), "Message", "ready", 80),
    # This person
    Command("log", ("l",), "Log", "Log in one line what happened: a call, a meeting, their answer.",
            ("review",), "This person", "log", 75, changes=True),
    Command("snooze", ("s",), "Snooze", "Put the person off until a day; shows how many are due then.",
            ("review",), "This person", "snooze", 74, changes=True),
    Command("skip", ("n",), "Skip", "Go to the next unhandled person; this one comes back at the end.",
            ("review",), "This person", "skip", 73, changes=True),
    Command("skip-back", ("N",), "Back", "Go to the unhandled person before this one.", ("review",), "This person"),
    Command("pause", ("p",), "Pause", "Let the person rest, until a day or until you resume.",
            ("review",), "This person", "pause", 30, changes=True),
    Command("edit", ("e",), "Edit person", "Change the person's facts in a form.",
            ("review",), "This person", "edit", 32, changes=True),
    Command("edit-file", ("E",), "Edit in $EDITOR", "Change the person's facts as text in your own editor.",
            ("review",), "This person", changes=True),
    Command("copy", ("y",), "Copy message", "Copy the message to the clipboard.",
            ("review", "ready"), "This person", "copy", 35),
    Command("open", ("o",), "Open", "Open the mail program or the link.",
            ("review", "ready"), "This person", "open", 28),
    Command("no-answer", ("i",), "No answer needed", "Their last message waits for nothing; it leaves the list.",
            ("review",), "This person", changes=True),
    Command("result", ("r",), "Result", "Enter what they gave: a lead, advice, an introduction, an offer, a customer.",
            ("review", "timeline"), "This person", "result", 27, changes=True),
    Command("moved", ("m",), "Moved on", "They changed employer: the old position is closed, the new one opened.",
            ("review",), "This person", changes=True),
    Command("archive", ("D",), "Archive person", "Put the person away; undo or `unarchive` brings them back.",
            ("review",), "This person", destructive=True, changes=True),
    # Marks
    Command("mark", ("space",), "Mark", "Mark the person for what comes next, and move down.",
            ("review",), "Marks", "mark", 20),
    Command("mark-all", ("*",), "Mark all shown", "Mark everyone in the list, or nobody when all are marked.",
            ("review",), "Marks"),
    # Everywhere
    Command("undo", ("u",), "Undo", "Take the last step back; also after a restart.",
            ("app",), "Everywhere", "undo", 72, changes=True),
    Command("redo", ("U",), "Redo", "Do the step again that was taken back.",
            ("app",), "Everywhere", "redo", 15, changes=True),
    Command("add", ("a",), "Add", "Add a person in one line.", ("app",), "Everywhere", "add", 25, changes=True),
    Command("clip", ("C",), "Clip", "Clip something worth sharing: an address or a text, in one line.", ("app",),
            "Everywhere", "clip", 16, changes=True),
    Command("add-interview", ("A",), "Add an interview",
            "Enter a hiring process, over or running, in one form.",
            ("app",), "Everywhere", "interview", 14, changes=True),
    Command("turn-down", ("T",), "Turn an offer down well",
            "Decline their offer: what to say, whom to tell, and what follows.",
            ("review",), "This person", changes=True),
    Command("edit-interview", ("g e",), "Edit an interview",
            "Change an interview with the person or the company.", ("review",), "This person", changes=True),
    Command("filter", ("/",), "Filter", "Narrow the list as you type; Esc clears it.",
            ("review",), "Views", "find", 65),
    Command("previous-view", ("[",), "Previous view", "Go to the view before this one.", ("app",), "Views", "views", 18,
            family="views"),
    Command("next-view", ("]",), "Next view", "Go to the view after this one.", ("app",), "Views", "views", 18,
            family="views"),
    Command("view-today", ("g t",), "Today", "Go to the people of today.", ("app",), "Views", action="view('today')"),
    Command("view-all", ("g a",), "All", "Go to all contacts.", ("app",), "Views", action="view('all')"),
    Command("view-companies", ("g c",), "Companies", "Go to the companies.", ("app",), "Views",
            action="view('companies')"),
    Command("shelf", ("g k",), "Clippings", "What there is to share: for whom it fits, and who had it.", ("app",),
            "Views"),
    Command("plan", ("g w",), "Plan", "The weeks ahead: how full each day is, who is on it, and when it would break.",
            ("app",), "Views"),
    Command("insights", ("g i",), "Insights", "Plots of the network, and the people behind every point.", ("app",),
            "Views"),
    Command("spread", ("b",), "Spread", "Give who is late a day each in the weeks to come; shows who gets which first.",
            ("app",), "Everywhere", "spread", 13, changes=True),
    Command("lineage", ("g o",), "What came of it", "Who led to what, from the first interview to today.", ("app",),
            "Views"),
    Command("templates", ("g m",), "Templates", "Every template as the person would get it; write your own.",
            ("app",), "Views"),
    Command("looking", ("g l",), "Looking", "Look for something new: whom to ask first, and why.", ("app",), "Views"),
    Command("stop-looking", ("g L",), "Stop looking", "End the search, and promise to tell those who wrote.",
            ("app",), "Views", changes=True),
    Command("dossier", ("g f",), "Dossier", "All there is on the company of the person, on one screen.", ("app",),
            "Views"),
    Command("history", ("g h",), "History", "Every change: what it did, and back to before it.", ("app",),
            "Everywhere"),
    Command("backups", ("g b",), "Snapshots", "Backups of the file: take one, or go back to one or to a moment.",
            ("app",), "Everywhere"),
    Command("doctor", ("g d",), "Doctor", "Examine the file, and repair what can be repaired.", ("app",), "Everywhere"),
    Command("forget", ("g F",), "Forget for good",
            "Take the person out of data, history and snapshots; asks first, as undo cannot reach it.",
            ("review",), "This person", changes=True),
    Command("import", ("I",), "Import", "Read a LinkedIn export or vCards.", ("app",), "Everywhere", changes=True),
    Command("save-copy", ("W",), "Save elsewhere",
            "Save a copy of everything elsewhere, also what the disk does not take.", ("app",), "Everywhere"),
    Command("export-calendar", ("g x",), "Export calendar",
            "Write whom to write to on which day, and birthdays, as a file for any calendar program.",
            ("app",), "Everywhere"),
    Command("more", ("+",), "More for today", "Take a few more people into today.", ("app",), "Views", "more", 17),
    Command("private", ("R",), "Initials only", "Show only the initials of names, for sharing the screen; and back.",
            ("app",), "Views"),
    Command("refresh", ("g r",), "Refresh", "Take new rows into the list.", ("review",), "Views"),
    Command("zoom", ("z",), "Zoom", "Give the pane the whole screen, and back.", ("review", "ready"), "Views"),
    # Move
    Command("down", ("j", "down"), "Down", "Go one down.", ("list", "timeline"), "Move", action="cursor_down"),
    Command("up", ("k", "up"), "Up", "Go one up.", ("list", "timeline"), "Move", action="cursor_up"),
    Command("top", ("home", "g g"), "First", "Go to the first.", ("list", "timeline"), "Move", action="cursor_first"),
    Command("bottom", ("G", "end"), "Last", "Go to the last.", ("list", "timeline"), "Move", action="cursor_last"),
    Command("page-down", ("pagedown", "ctrl+d"), "Page down", "Go a page down.", ("list", "timeline"), "Move",
            action="cursor_page_down"),
    Command("page-up", ("pageup", "ctrl+u"), "Page up", "Go a page up.", ("list", "timeline"), "Move",
            action="cursor_page_up"),
    Command("next-pane", ("tab", "right"), "Next pane", "Go to the pane on the right.", ("review", "ready"), "Move"),
    Command("previous-pane", ("shift+tab", "left"), "Previous pane", "Go to the pane on the left.",
            ("review", "ready"), "Move"),
    Command("open-entry", ("enter",), "Open entry", "Show all there is to an entry.",
            ("timeline",), "Move", "open", 90),
    Command("edit-entry", ("e",), "Edit entry", "Correct what happened, a promise, an interview or a result.",
            ("timeline",), "Move", "edit", 85, action="screen.edit_entry", changes=True),
    Command("delete-entry", ("D",), "Delete entry", "Take an entry out; u brings it back.",
            ("timeline",), "Move", "delete", 45, destructive=True, action="screen.delete_entry",
            changes=True),
    Command("only-kind", ("f",), "Only one kind", "Show only messages, interviews, results … in the timeline, in turn.",
            ("review", "timeline"), "Views", "only", 19),
    # The rest of what is everywhere, last in the footer
    Command("palette", (":", "f1"), "Commands", "Find a command, a person or a view by name.",
            ("app",), "Everywhere", "commands", 40),
    Command("back", ("q",), "Back", "Go one level back; at the top, quit: everything is saved.",
            ("app",), "Everywhere", "back", 22),
    Command("quit", ("Q",), "Quit", "Quit at once from anywhere; everything is saved.", ("app",), "Everywhere"),
    Command("clear", ("escape",), "Clear", "Clear the filter or the marks.", ("app",), "Everywhere"),
    Command("help", ("?",), "Keys", "Show the keys that work here, and run one.", ("app",), "Everywhere", "keys", 100),
)  # fmt: skip

INERT: Final[Mapping[str, str]] = {
    "d": "Nothing happens on d. D archives the person, and u brings them back.",
    "x": "Nothing happens on x. Space marks a person; D archives.",
}
"""Keys of other programs that would put something away there; here they only say which key does."""


class Hint(NamedTuple):
    """One entry of the footer: what to press and what it does."""

    keys: str
    title: str
    command: str
    priority: int


class HelpRow(NamedTuple):
    """One line of the help: `changed` when the person's own settings gave it its keys."""

    id: str
    keys: str
    title: str
    description: str
    group: Group
    changed: bool


class Keymap(NamedTuple):
    """The commands with the keys that hold for this person. Immutable; made once at the start."""

    commands: tuple[Command, ...] = COMMANDS

    def command(self, command_id: str) -> Command:
        """The command of an id.

        Raises:
            KeyError: there is none.
        """
        for command in self.commands:
            if command.id == command_id:
                return command
        raise KeyError(command_id)

    def of(self, *contexts: Context) -> tuple[Command, ...]:
        """The commands of any of `contexts`, in the order of the registry."""
        return tuple(command for command in self.commands if set(command.contexts) & set(contexts))

    def hints(self, *contexts: Context) -> tuple[Hint, ...]:
        """The footer for `contexts`, in the order to draw; a family of commands is one hint."""
        hints: list[Hint] = []
        families: set[str] = set()
        for command in self.of(*contexts):
            if not command.hint or command.family in families:
                continue
            label = key_label(command.keys[0])
            if command.family:
                families.add(command.family)
                label = self._family_label(command.family)
            hints.append(Hint(label, command.hint, command.id, command.priority))
        return tuple(hints)

    def help_rows(self, *contexts: Context) -> tuple[HelpRow, ...]:
        """The help for `contexts`, group by group."""
        default = {command.id: command.keys for command in COMMANDS}
        rows = [
            HelpRow(
                command.id,
                "  ".join(key_label(key) for key in command.keys),
                command.title,
                command.description,
                command.group,
                command.keys != default[command.id],
            )
            for command in self.of(*contexts)
        ]
        order = list(dict.fromkeys(row.group for row in rows))
        return tuple(sorted(rows, key=lambda row: order.index(row.group)))

    def menu(self, prefix: str, *contexts: Context) -> tuple[tuple[str, Command], ...]:
        """What may follow the key `prefix`: the second key and its command."""
        follow = [
            (key.partition(" ")[2], command)
            for command in self.of(*contexts)
            for key in command.keys
            if key.startswith(f"{prefix} ")
        ]
        return tuple(follow)

    def prefixes(self, *contexts: Context) -> tuple[str, ...]:
        """The keys that begin a row of two."""
        keys = (key for command in self.of(*contexts) for key in command.keys if " " in key)
        return tuple(dict.fromkeys(key.partition(" ")[0] for key in keys))

    def textual_keymap(self) -> dict[str, str]:
        """What `App.set_keymap` takes: the commands whose single keys differ from the default."""
        default = {command.id: single_keys(command) for command in COMMANDS}
        return {
            command.id: single_keys(command) for command in self.commands if single_keys(command) != default[command.id]
        }

    def _family_label(self, family: str) -> str:
        keys = [command.keys[0] for command in self.commands if command.family == family]
        first, last = key_label(keys[0]), key_label(keys[-1])
        if len(keys) == 1:
            return first
        return f"{first}-{last}" if first.isdigit() and last.isdigit() else " ".join(map(key_label, keys))


DEFAULT_KEYMAP: Final = Keymap()


def bindings(*contexts: Context, only: Iterable[str] = ()) -> list[BindingType]:
    """Bindings for a screen's or widget's `BINDINGS`, by default keys (`App.set_keymap` brings the person's own).

    With `only`, just those commands. A key that begins a row of two is bound to ``prefix('g')``.
    """
    wanted = set(only)
    commands = [command for command in DEFAULT_KEYMAP.of(*contexts) if not wanted or command.id in wanted]
    return [_binding(command) for command in commands]


def prefix_bindings(prefixes: Sequence[str]) -> list[BindingType]:
    """Bindings of the keys that begin a row of two, to the action ``prefix``."""
    return [Binding(prefix, f"prefix({prefix!r})", show=False, id=f"prefix-{prefix}") for prefix in prefixes]


def inert_bindings() -> list[BindingType]:
    """Bindings of the keys that only explain themselves, to the action ``explain``."""
    return [Binding(key, f"explain({key!r})", show=False, id=f"inert-{key}") for key in INERT]


def single_keys(command: Command) -> str:
    """The command's keys as Textual wants them, without rows of two; an unreachable name when there is no other."""
    keys = [key for key in command.keys if " " not in key]
    return ",".join(keys) or f"unreachable-{command.id}"


def _binding(command: Command) -> Binding:
    return Binding(
        single_keys(command),
        command.action_name,
        command.title,
        show=bool(command.hint),
        key_display=key_label(command.keys[0]),
        tooltip=command.description,
        id=command.id,
    )
