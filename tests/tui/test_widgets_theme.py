"""Colours can be read in every theme of ours, and NO_COLOR means no colour."""

import pytest
from textual.color import Color

from followup_tui.tui.theme import PALETTES, THEMES, Palette, colour_setup, variable_defaults, variables_of
from followup_tui.tui.widgets.row_list import RowList
from tests.tui.test_widgets_row_list import PEOPLE, columns
from tests.tui.widget_app import WidgetApp

READABLE = 4.5
"""WCAG 2.1, 1.4.3: contrast of text."""
VISIBLE = 3.0
"""WCAG 2.1, 1.4.11: contrast of lines."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in Color.parse(colour).rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.1 defines it, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_is_readable_on_every_background(name: str) -> None:
    palette = PALETTES[name]
    texts = ("text", "very_late", "late", "coming", "quiet", "accent")
    backgrounds = ("background", "selection", "hover", "surface")
    for text in texts:
        for background in backgrounds:
            found = contrast(getattr(palette, text), getattr(palette, background))
            assert found >= READABLE, f"{name}: {text} on {background} has {found:.2f}"


@pytest.mark.parametrize("name", PALETTES)
def test_rules_are_visible(name: str) -> None:
    assert contrast(PALETTES[name].rule, PALETTES[name].background) >= VISIBLE


def test_the_contrast_theme_has_more_of_it() -> None:
    palette = PALETTES["followup-contrast"]
    assert all(contrast(getattr(palette, name), palette.background) >= 10 for name in ("text", "late", "quiet"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_defines_every_meaning(theme: object) -> None:
    needed = set(variables_of(Palette(*["#000000"] * len(Palette._fields))))
    assert needed <= set(theme.variables)  # type: ignore[attr-defined]


async def test_other_themes_get_the_meanings_too() -> None:
    app = WidgetApp(RowList(columns(), PEOPLE))
    async with app.shown((40, 10)) as pilot:
        for name in sorted(app.available_themes):
            app.theme = name
            await pilot.pause()
            assert set(variable_defaults(app.current_theme)) <= set(app.theme_variables)


def test_no_color_takes_the_terminals_own_colours_and_keeps_them() -> None:
    choice = colour_setup({"NO_COLOR": "1", "TERM": "xterm"}, "followup-light")
    assert (choice.ansi_color, choice.theme, choice.fixed) == (True, "ansi-dark", True)


def test_an_empty_no_color_is_none() -> None:
    choice = colour_setup({"NO_COLOR": "", "TERM": "xterm"}, "followup-light")
    assert (choice.theme, choice.fixed, choice.drop) == ("followup-light", False, ("NO_COLOR",))


def test_a_terminal_that_shows_nothing_is_refused_with_a_way_out() -> None:
    refusal = colour_setup({"TERM": "dumb"}).refusal
    assert "TERM=dumb" in refusal
    assert "followup today" in refusal


async def test_without_colour_nothing_coloured_is_drawn_and_the_cursor_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    choice = colour_setup({"NO_COLOR": "1", "TERM": "xterm"})
    app = WidgetApp(RowList(columns(), PEOPLE), theme=choice.theme, ansi=choice.ansi_color)
    async with app.shown((40, 10)):
        strips = app.screen._compositor.render_strips()
        for strip in strips:
            for segment in strip.apply_filter(app._filters[-1], Color(0, 0, 0)):
                style = segment.style
                assert style is None or (style.color is None or style.color.is_default)
                assert style is None or (style.bgcolor is None or style.bgcolor.is_default)
        assert any(segment.style and segment.style.reverse for segment in strips[1])
        assert strips[1].text.startswith(">")
