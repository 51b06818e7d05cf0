"""The template engine, held to what a message needs: placeholders, conditions and a few filters.

Jinja's sandbox keeps a template from Python's internals but not from taking all time and memory (three nested loops,
or a power of a power, folded already while compiling). So the syntax tree is read before anything is compiled, and
what is not on the list below is refused with its line. What remains cannot loop, call, assign or compute, and ends.

Import this module only when a message is rendered: Jinja2 costs 90 ms, most of a command's start.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from jinja2 import StrictUndefined, nodes
from jinja2 import Template as Compiled
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = frozenset({"capitalize", "default", "lower", "trim", "truncate", "upper"})
"""None of these makes a text much longer than it was."""
ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Filter,
    nodes.Test,
    nodes.Keyword,
)
_SAID = {
    nodes.For: "a loop",
    nodes.Call: "a call",
    nodes.Macro: "a macro",
    nodes.Assign: "a set",
    nodes.Include: "an include",
    nodes.Extends: "an extends",
    nodes.Import: "an import",
    nodes.Getattr: "a dot",
    nodes.Getitem: "a subscript",
}
_TESTS = frozenset({"defined", "undefined"})


class Refused(ValueError):
    """A text that is no template of ours; `line` counts from 1 within the text."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


class Blank(StrictUndefined):
    """A placeholder without a fact: seen as ``[memory?]``, false in a condition, and an error in anything else."""

    def __str__(self) -> str:  # type: ignore[override]
        return f"[{(self._undefined_name or 'blank').replace('_', ' ')}?]"

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return False

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return True


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=Blank, autoescape=False, cache_size=0)
    environment.globals.clear()
    return environment


@lru_cache(maxsize=128)
def compiled(source: str) -> Compiled:
    """The compiled form of a text.

    Raises:
        Refused: it is no template, or uses more than a message needs.
    """
    _checked(source)
    try:
        return _environment().from_string(source)
    except (TemplateError, RecursionError, ValueError, SyntaxError, MemoryError) as error:
        raise Refused(1, "the text cannot be read as a template.") from error


@lru_cache(maxsize=128)
def placeholders(source: str) -> Mapping[str, int]:
    """The names a text uses, with the first line of each; remembered, as every rendering asks.

    Raises:
        Refused: as `compiled`.
    """
    lines: dict[str, int] = {}
    for node in _checked(source).find_all(nodes.Name):
        lines[node.name] = min(node.lineno, lines.get(node.name, node.lineno))
    return MappingProxyType(lines)


def _checked(source: str) -> nodes.Template:
    try:
        tree = _environment().parse(source)
        _walk(tree)
    except TemplateSyntaxError as error:
        raise Refused(error.lineno or 1, f"{(error.message or 'it cannot be read').rstrip('.')}.") from error
    except (RecursionError, ValueError, MemoryError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(1, "the text is nested too deeply to be a message.") from error
    return tree


def _walk(tree: nodes.Node) -> None:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ALLOWED):
            what = next((words for kind, words in _SAID.items() if isinstance(node, kind)), "something")
            raise Refused(
                node.lineno, f"{what} that a message does not need; use placeholders, if, and filters such as default."
            )
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise Refused(node.lineno, f'there is no filter "{node.name}"; there are {", ".join(sorted(FILTERS))}.')
        if isinstance(node, nodes.Test) and node.name not in _TESTS:
            raise Refused(node.lineno, f'there is no test "{node.name}"; there are {", ".join(sorted(_TESTS))}.')
        waiting += node.iter_child_nodes()
