"""Style sheets that are parsed once for all the apps of a test run, not once for each."""

from collections.abc import Iterable
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.stylesheet import Stylesheet
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token

_TOKENS: dict[frozenset[tuple[str, str]], dict[str, list[Token]]] = {}
_RULES: dict[tuple[Any, ...], list[RuleSet]] = {}


def parse_once(patch: pytest.MonkeyPatch) -> None:
    """Makes every style sheet take the rules of a text that was parsed before with the same variables.

    Rules are never changed once they are parsed: Textual shares them between the widgets of an app in the same way.
    """
    patch.setattr(Stylesheet, "_variable_tokens", property(_tokens))
    patch.setattr("textual.css.stylesheet.parse", _parse)


def _tokens(sheet: Stylesheet) -> dict[str, list[Token]]:
    variables = frozenset(sheet._variables.items())
    if variables not in _TOKENS:
        _TOKENS[variables] = tokenize_values(sheet._variables)
    return _TOKENS[variables]


def _parse(
    scope: str, css: str, read_from: tuple[str, str], *, variable_tokens: dict[str, list[Token]], **more: Any
) -> Iterable[RuleSet]:
    key = (scope, css, read_from, id(variable_tokens), *more.items())  # the tokens are kept, so their id is theirs
    if key not in _RULES:
        _RULES[key] = list(parse(scope, css, read_from, variable_tokens=variable_tokens, **more))
    return _RULES[key]
