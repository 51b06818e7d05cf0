"""The settings file: TOML that people edit by hand. Read with the standard library; written keeping every comment."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from followup_tui.model.settings import BadSettings, Settings, settings_from
from followup_tui.store.atomic import private_folder, replace_file
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.errors import NotSaved, Unreadable, not_saved


class Setting(NamedTuple):
    """A value and where it comes from."""

    value: Any
    source: Literal["default", "file"]


class SettingsEdit(NamedTuple):
    """The settings as they are now, and the text of the file before and after."""

    settings: Settings
    before: str
    after: str


def load(path: Path) -> Settings:
    """The settings in a file; without the file, the defaults.

    Raises:
        BadSettings: a key or a value cannot be used.
        Unreadable: it cannot be read, or is not TOML; the sentence says where.
    """
    return settings_from(_read(path))


def sources(path: Path) -> dict[str, Setting]:
    """Every setting by its dotted key, such as ``plan.per_day``, and where it comes from.

    Raises:
        BadSettings, Unreadable: as `load`.
    """
    tables = _read(path)
    settings = settings_from(tables)
    in_file = dict(_flat(tables))
    return {key: Setting(value, "file" if key in in_file else "default") for key, value in _fields(settings)}


def set_value(path: Path, key: str, value: Any, disk: Disk = DISK) -> Settings:
    """Sets one key, such as ``plan.per_day``, and keeps everything else in the file as it is. Gives the new settings.

    None takes the key out, so that its default holds.

    Raises:
        BadSettings: there is no such key, or the value cannot be used; nothing was written.
        Unreadable: the file is not TOML; nothing was written.
        NotSaved: the disk said no.
    """
    return edit(path, {key: value}, disk).settings


def edit(path: Path, values: Mapping[str, Any], disk: Disk = DISK) -> SettingsEdit:
    """Sets several keys at once, as `set_value` does one; gives what `put_back` takes.

    Raises:
        BadSettings, Unreadable, NotSaved: as `set_value`; nothing was written.
    """
    import tomlkit  # slow to import, and most runs only read

    _read(path)  # says where the file is broken, better than the writer's parser would
    before = _text(path)
    try:
        document = tomlkit.parse(before)
        for key, value in values.items():
            _set(document, key, value)
        text = tomlkit.dumps(document)
        tables = tomllib.loads(text)
    except (tomlkit.exceptions.TOMLKitError, tomllib.TOMLDecodeError) as error:
        raise NotSaved(f"{path} is laid out so that {', '.join(values)} cannot be set here; set it by hand.") from error
    settings = settings_from(tables)
    _write(path, text, disk)
    return SettingsEdit(settings, before, text)


def put_back(path: Path, done: SettingsEdit, disk: Disk = DISK) -> Settings:
    """Takes an edit back, to the letter. Gives the settings as they are then.

    Raises:
        NotSaved: the file was changed since, and stays as it is; or the disk said no.
        Unreadable: it cannot be read.
    """
    _read(path)
    if _text(path) != done.after:
        raise NotSaved(f"{path} was changed since, so it stays as it is; set it by hand.")
    _write(path, done.before, disk)
    return settings_from(tomllib.loads(done.before))


def _text(path: Path) -> str:
    """The file to the letter, line ends included; empty where there is none."""
    return path.read_bytes().decode() if path.exists() else ""


def _set(document: Any, key: str, value: Any) -> None:
    import tomlkit

    *sections, name = key.split(".")
    table: Any = document
    for section in sections:
        table = table.setdefault(section, tomlkit.table())
        if not isinstance(table, dict):
            raise BadSettings(f"{key} is no setting: {section} has no parts.")
    rows = [msgspec.structs.asdict(one) for one in value] if _has_rows(value) else []
    if value is None or value == ():
        table.pop(name, None)
    elif rows:
        _set_rows(table, name, rows)
    else:
        table[name] = list(value) if isinstance(value, tuple) else value


def _has_rows(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(one, msgspec.Struct) for one in value)


def _set_rows(table: Any, name: str, rows: list[dict[str, Any]]) -> None:
    """Puts rows such as days away in place of those that are there; what stays keeps its place and its comments."""
    import tomlkit

    if not table.get(name):  # in a table within braces there is no room for one of lines
        table[name] = tomlkit.array() if isinstance(table, tomlkit.items.InlineTable) else tomlkit.aot()
    held = table[name]
    make = tomlkit.inline_table if isinstance(held, tomlkit.items.Array) else tomlkit.table
    fresh = [row for row in rows if row not in list(map(dict, held))]
    gone = [place for place, row in enumerate(held) if dict(row) not in rows]
    while fresh and gone:
        held[gone.pop(0)].update(fresh.pop(0))
    for place in reversed(gone):
        del held[place]
    for row in fresh:
        made = make()
        made.update(row)
        if make is tomlkit.table:
            made.add(tomlkit.nl())
        held.append(made)


def _write(path: Path, text: str, disk: Disk) -> None:
    try:
        private_folder(path.absolute().parent, disk)
        replace_file(path, [text.encode()], disk)
    except OSError as error:
        raise not_saved(path, error) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode())
    except FileNotFoundError:
        return {}
    except IsADirectoryError:
        raise Unreadable(f"{path} is a folder, not a settings file.") from None
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise Unreadable(f"{path} is not a text file in UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{path} is not readable as TOML: {str(error).rstrip('.')}.") from None
    except RecursionError:
        raise Unreadable(f"{path} is not readable as TOML: it is nested too deeply.") from None


def _flat(tables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tables.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _fields(section: msgspec.Struct, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of the settings; a dictionary such as `cadence.tags` counts with each of its entries."""
    for name in section.__struct_fields__:
        value = getattr(section, name)
        if isinstance(value, msgspec.Struct):
            yield from _fields(value, f"{prefix}{name}.")
        elif isinstance(value, dict):
            yield from ((f"{prefix}{name}.{entry}", held) for entry, held in value.items())
        else:
            yield f"{prefix}{name}", value
