"""The baseline of the benchmarks: the smallest Textual app that shows rows of text, and quits on q.

Also what the terminal harness is tried on, so that it is known to work before there is anything of ours to run in it.
"""

from textual.app import App, ComposeResult
from textual.widgets import Static

MARKER = "hello, world"
"""What is on the screen once the app can be used."""


class Hello(App[None]):
    """One line of text in the middle of a screen, and another that counts the presses of j."""

    BINDINGS = [("q", "quit", "Quit"), ("j", "count", "Count")]  # noqa: RUF012 (Textual's own way)

    presses = 0

    def compose(self) -> ComposeResult:
        """The widgets of the screen."""
        yield Static(MARKER)
        yield Static("0 presses · ─━│┃ █▁▂▄ ✓ Søren Łukasz Zoë 佐藤 美咲 end", id="count", markup=False)

    def action_count(self) -> None:
        """Shows one press more."""
        self.presses += 1
        self.query_one("#count", Static).update(f"{self.presses} presses")


if __name__ == "__main__":
    Hello().run()
