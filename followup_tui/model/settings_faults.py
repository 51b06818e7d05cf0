"""What is wrong with a settings file, in our words: the decoder's complaint becomes a key and what it takes."""

import re
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a day like 2026-03-01",
    "datetime": "a moment",
    "time": "a time",
}
_EXPECTED = re.compile(r"Expected `(?P<takes>\w+)`, got `(?P<is>\w+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`")
_MISSING = re.compile(r"Object missing required field `(?P<name>.*)`")
_CHOICE = re.compile(r"Invalid enum value '?(?P<value>.*?)'?")


class Fault(NamedTuple):
    """A key as it stands in the file, such as ``plan.per_day``, and what is wrong with it, to follow the key."""

    key: str
    what: str


def fault_of(error: msgspec.ValidationError, settings: type[msgspec.Struct]) -> Fault:
    """The fault that the decoder of `settings` found."""
    said, _, place = str(error).partition(" - at `$")
    path = re.sub(r"\[.*?\]", "", place.rstrip("`")).lstrip(".")
    held = _type_at(settings, path)
    if match := _EXPECTED.fullmatch(said):
        inside = " in each entry" if place.endswith("]`") else ""
        takes, got = (_KINDS.get(match[part], match[part]) for part in ("takes", "is"))
        return Fault(path, f"takes {takes}{inside}, not {got.removesuffix(' like 2026-03-01')}")
    if match := _UNKNOWN.fullmatch(said):
        return Fault(f"{path}.{match['name']}".lstrip("."), _unknown(path, match["name"], held))
    if match := _MISSING.fullmatch(said):
        return Fault(path, f"has an entry without {match['name']}")
    if match := _CHOICE.fullmatch(said):
        return Fault(path, f"takes {_either(get_args(held))}, not “{match['value'][:40]}”")
    if "date" in said:
        return Fault(path, f"takes {_KINDS['date']}")
    return Fault(path, f"cannot be used ({said})")


def _unknown(path: str, name: str, held: Any) -> str:
    from difflib import get_close_matches  # 5 ms, for a typing error only

    names = [field.name for field in msgspec.structs.fields(held)] if _is_table(held) else []
    near = get_close_matches(name, names, n=1)
    if near:
        return f"is no setting; did you mean {f'{path}.' if path else ''}{near[0]}?"
    return f"is no setting; there are {', '.join(names)}" if names else "is no setting"


def _type_at(settings: type[msgspec.Struct], path: str) -> Any:
    """The type of the value at a path, of an item where it is a list; None behind the last table."""
    held: Any = settings
    for name in path.split(".") if path else ():
        if not _is_table(held):
            return None
        held = get_type_hints(held).get(name)
        if get_origin(held) is tuple:
            held = get_args(held)[0]
    return held


def _is_table(held: Any) -> bool:
    return isinstance(held, type) and issubclass(held, msgspec.Struct)


def _either(words: tuple[str, ...]) -> str:
    *firsts, last = words or ("one of its words",)
    return f"{', '.join(firsts)} or {last}" if firsts else last
