"""The person's own editor: which one, what comes back, and what is left behind."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import SuspendNotSupported

from followup_tui.tui.editor import NoEditor, TerminalEditor, editor_command


class Terminal:
    """Stands for the app: counts how often it stood aside."""

    def __init__(self, can_suspend: bool = True) -> None:
        self.can_suspend = can_suspend
        self.suspended = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        if not self.can_suspend:
            raise SuspendNotSupported("not here")
        self.suspended += 1
        yield


class Program:
    """Stands for an editor: writes `text` and ends with `status`."""

    def __init__(self, text: str | bytes | None, status: int = 0) -> None:
        self.text = text
        self.status = status
        self.command: Sequence[str] = ()
        self.found = ""
        self.modes: tuple[int, int] = (0, 0)

    def __call__(self, command: Sequence[str]) -> int:
        self.command = command
        path = self.path
        self.found = path.read_text(encoding="utf-8")
        self.modes = (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777)
        if isinstance(self.text, str):
            path.write_text(self.text, encoding="utf-8")
        elif self.text is not None:
            path.write_bytes(self.text)
        return self.status

    @property
    def path(self) -> Path:
        return Path(self.command[-1])


def editor(program: Program, terminal: Terminal | None = None) -> TerminalEditor:
    return TerminalEditor(terminal or Terminal(), {"EDITOR": "ed --wait"}, run=program)


def test_the_text_goes_out_privately_and_comes_back() -> None:
    program, terminal = Program("Hi Ann,\n\nbye\n"), Terminal()
    edited = editor(program, terminal).edit("Hi Ann,", ".md")
    assert edited == ("Hi Ann,\n\nbye", "")
    assert program.found == "Hi Ann,"
    assert program.command[:2] == ["ed", "--wait"]
    assert program.path.suffix == ".md"
    assert program.modes == (0o600, 0o700)
    assert terminal.suspended == 1
    assert not program.path.parent.exists()


def test_a_last_line_end_stays_when_it_was_there() -> None:
    assert editor(Program("a\n")).edit("b\n").text == "a\n"


def test_control_codes_do_not_come_back() -> None:
    assert editor(Program("a\x1b]2;t\x07b\r\nc")).edit("").text == "ab\nc"


def test_a_failed_editor_keeps_the_file_and_says_where() -> None:
    program = Program("half done", status=1)
    edited = editor(program).edit("text")
    assert edited.text is None
    assert "ed ended with an error (1)" in edited.said
    assert str(program.path) in edited.said
    assert program.path.read_text(encoding="utf-8") == "half done"


def test_what_is_no_text_is_kept_and_not_taken() -> None:
    program = Program(b"\xff\xfe\x00")
    edited = editor(program).edit("text")
    assert edited.text is None
    assert str(program.path) in edited.said
    assert program.path.exists()


def test_an_editor_that_cannot_be_started_is_said() -> None:
    def missing(command: Sequence[str]) -> int:
        raise FileNotFoundError(2, "No such file or directory")

    edited = TerminalEditor(Terminal(), {"EDITOR": "nope"}, run=missing).edit("text")
    assert edited == (None, "nope could not be started (No such file or directory); set EDITOR to another.")


def test_without_a_terminal_it_is_said_in_a_sentence() -> None:
    program = Program("x")
    edited = editor(program, Terminal(can_suspend=False)).edit("text")
    assert edited.text is None
    assert "edit in the app" in edited.said
    assert not program.command


@pytest.mark.parametrize(
    ("environ", "installed", "command"),
    [
        ({"VISUAL": "code -w", "EDITOR": "vi"}, (), ("code", "-w")),
        ({"VISUAL": " ", "EDITOR": '"/opt/my editor" -n'}, (), ("/opt/my editor", "-n")),
        ({}, ("vim", "vi"), ("vim",)),
        ({}, ("vi", "nano"), ("nano",)),
    ],
)
def test_which_editor(environ: dict[str, str], installed: tuple[str, ...], command: tuple[str, ...]) -> None:
    def which(name: str) -> str | None:
        return f"/usr/bin/{name}" if name in installed else None

    assert editor_command(environ, which, windows=False) == command


def test_windows_has_notepad_and_keeps_backslashes() -> None:
    assert editor_command({}, lambda name: name, windows=True) == ("notepad",)
    assert editor_command({"EDITOR": r'"C:\my editor\ed.exe" -n'}, lambda _: None, windows=True) == (
        r"C:\my editor\ed.exe",
        "-n",
    )


def test_no_editor_and_a_broken_setting_are_said() -> None:
    with pytest.raises(NoEditor, match="set EDITOR"):
        editor_command({}, lambda _: None, windows=False)
    with pytest.raises(NoEditor, match="VISUAL cannot be read"):
        editor_command({"VISUAL": "'half"}, lambda _: None, windows=False)
    assert TerminalEditor(Terminal(), {"EDITOR": "'half"}).edit("x").text is None
