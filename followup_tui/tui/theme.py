"""Colours: four themes with the meanings of UX.md 4.4, defaults for every other theme, and how NO_COLOR is kept.

Colour is never the only sign; each meaning also has a badge and a word. Widgets use the variables below, no colours
of their own.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from textual.app import App
from textual.theme import Theme

ROLES: Final = ("very-late", "late", "due", "promise", "coming", "quiet", "match", "problem", "strong")
"""What a piece of text can mean; each has the component class ``role--<name>`` in the widgets."""


class Palette(NamedTuple):
    """The colours of one theme; everything else is made of them."""

    text: str
    background: str
    very_late: str
    late: str
    coming: str
    quiet: str
    selection: str
    hover: str
    rule: str
    accent: str
    surface: str


DARK: Final = Palette(
    text="#dadde3", background="#16181d", very_late="#ff8466", late="#f7cf5a", coming="#56b4e9", quiet="#9aa0a6",
    selection="#26344d", hover="#1e232d", rule="#646c7a", accent="#8ab8ff", surface="#1c1f26",
)  # fmt: skip
LIGHT: Final = Palette(
    text="#1f2328", background="#fbfbf8", very_late="#a3001f", late="#7d5a00", coming="#0060c0", quiet="#5f6368",
    selection="#dbe7ff", hover="#eff2f8", rule="#868d97", accent="#0a4fa8", surface="#f3f3ee",
)  # fmt: skip
MONO: Final = Palette(
    text="#d6d6d6", background="#161616", very_late="#ffffff", late="#ffffff", coming="#d6d6d6", quiet="#9c9c9c",
    selection="#333333", hover="#242424", rule="#666666", accent="#ffffff", surface="#1e1e1e",
)  # fmt: skip
CONTRAST: Final = Palette(
    text="#ffffff", background="#000000", very_late="#ff9e85", late="#ffd84d", coming="#7cc8ff", quiet="#c8ccd2",
    selection="#003a80", hover="#1a1a1a", rule="#b0b0b0", accent="#ffd84d", surface="#0d0d0d",
)  # fmt: skip
PALETTES: Final[Mapping[str, Palette]] = {
    "followup-dark": DARK,
    "followup-light": LIGHT,
    "followup-mono": MONO,
    "followup-contrast": CONTRAST,
}

_PLAIN_STYLES: Final = {
    "very-late-style": "bold", "late-style": "none", "due-style": "bold", "promise-style": "underline",
    "strong-style": "bold", "match-style": "bold underline", "problem-style": "bold",
    "cursor-style": "none", "cursor-blurred-style": "none", "blank-style": "reverse",
}  # fmt: skip


def variables_of(palette: Palette) -> dict[str, str]:
    """The meanings of UX.md 4.4 as CSS variables, and Textual's own ones that the widgets we use draw with."""
    return {
        "very-late": palette.very_late,
        "late": palette.late,
        "due": palette.text,
        "promise": palette.text,
        "coming": palette.coming,
        "quiet": palette.quiet,
        "strong": palette.text,
        "match": palette.accent,
        "problem": palette.very_late,
        "selection": palette.selection,
        "selection-blurred": palette.hover,
        "hover": palette.hover,
        "rule": palette.rule,
        "rule-focus": palette.accent,
        "hint-key": palette.accent,
        "blank": palette.late,
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.background,
        "input-selection-background": palette.selection,
        "input-selection-foreground": palette.text,
        "block-cursor-background": palette.selection,
        "block-cursor-foreground": palette.text,
        "block-cursor-blurred-background": palette.hover,
        "block-cursor-blurred-foreground": palette.text,
        "scrollbar": palette.rule,
        "scrollbar-hover": palette.quiet,
        "scrollbar-active": palette.quiet,
        "scrollbar-background": palette.background,
        "scrollbar-background-hover": palette.background,
        "scrollbar-background-active": palette.background,
        "text": palette.text,
        "text-muted": palette.quiet,
        "text-disabled": palette.quiet,
        **_PLAIN_STYLES,
    }


def _theme(name: str, palette: Palette) -> Theme:
    variables = variables_of(palette)
    if name == "followup-mono":
        variables |= {"cursor-style": "reverse"}
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.coming,
        accent=palette.accent,
        warning=palette.late,
        error=palette.very_late,
        success=palette.coming,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.surface,
        dark=name != "followup-light",
        variables=variables,
    )


THEMES: Final = tuple(_theme(name, palette) for name, palette in PALETTES.items())


def register_themes(app: App[Any]) -> None:
    """Make the four themes known to `app`; call it before `App.theme` is set."""
    for theme in THEMES:
        app.register_theme(theme)


def variable_defaults(theme: Theme) -> dict[str, str]:
    """For `App.get_theme_variable_defaults`: our variables in any theme, taken from the theme's own colours.

    In a theme of the terminal's own colours (``ansi-dark``) the selected row is reversed: nothing is known of what
    the terminal draws, and without colour the reverse is all that is left.
    """
    if theme.ansi:
        return _ansi_variables()
    own = theme.to_color_system().generate()
    return {
        "very-late": own["text-error"],
        "late": own["text-warning"],
        "due": own["foreground"],
        "promise": own["foreground"],
        "coming": own["text-primary"],
        "quiet": own["foreground-muted"],
        "strong": own["foreground"],
        "match": own["text-accent"],
        "problem": own["text-error"],
        "selection": own["primary-muted"],
        "selection-blurred": own["surface"],
        "hover": own["surface"],
        "rule": own["foreground-muted"],
        "rule-focus": own["text-accent"],
        "hint-key": own["text-accent"],
        "blank": own["text-warning"],
        **_PLAIN_STYLES,
    }


def _ansi_variables() -> dict[str, str]:
    return {
        "very-late": "ansi_red",
        "late": "ansi_yellow",
        "due": "ansi_default",
        "promise": "ansi_default",
        "coming": "ansi_cyan",
        "quiet": "ansi_default",
        "strong": "ansi_default",
        "match": "ansi_default",
        "problem": "ansi_red",
        "selection": "ansi_default",
        "selection-blurred": "ansi_default",
        "hover": "ansi_default",
        "rule": "ansi_default",
        "rule-focus": "ansi_default",
        "hint-key": "ansi_default",
        "blank": "ansi_default",
        **_PLAIN_STYLES,
        "cursor-style": "reverse",
        "cursor-blurred-style": "bold",
    }


class ColourChoice(NamedTuple):
    """What the app must be started with, so that NO_COLOR and poor terminals are honoured."""

    ansi_color: bool | None
    """For `App(ansi_color=...)`: chosen before the app exists, for its colour filter is chosen once."""
    theme: str
    """The theme to set; it must stay when `fixed`."""
    fixed: bool
    drop: tuple[str, ...]
    """Names to take out of `os.environ` before the app exists."""
    refusal: str
    """Why the app cannot start here, as a sentence; empty when it can."""


def colour_setup(environ: Mapping[str, str], wanted: str = "followup-dark") -> ColourChoice:
    """How to start the app for these environment variables and the theme of the settings.

    NO_COLOR counts when it is not empty (no-color.org). Textual counts an empty one too and, unless the app is
    started with the terminal's own colours, still sends greys; so an empty one is dropped, and a set one fixes the
    theme to ``ansi-dark``, which then sends no colour at all. A theme chosen later would be black on black.
    """
    if environ.get("TERM", "") in ("dumb", "unknown"):
        return ColourChoice(
            None,
            wanted,
            False,
            (),
            f"This terminal (TERM={environ['TERM']}) cannot show the app; use the commands, like `followup today`.",
        )
    if environ.get("NO_COLOR"):
        return ColourChoice(True, "ansi-dark", True, (), "")
    drop = ("NO_COLOR",) if "NO_COLOR" in environ else ()
    return ColourChoice(None, wanted, False, drop, "")
