"""The settings: where they are, what they are, and where each comes from."""

from typing import Any

import click

from followup_tui.cli.options import Verb, Verbs


@click.group("config", cls=Verbs)
def config_command() -> None:
    """The settings: path, show, check."""


@config_command.command("path", cls=Verb)
def path_command() -> None:
    """Where the data and the settings are."""
    from followup_tui.cli.opening import paths_of
    from followup_tui.cli.options import this_call
    from followup_tui.cli.output import plain, say, say_json

    call = this_call()
    file, config = paths_of(call)
    places = {"config": config, "file": file, "templates": config.parent / "templates"}
    if call.json:
        say_json({name: {"path": str(path), "exists": path.exists()} for name, path in places.items()})
        return
    for name, path in places.items():
        say(f"{name:<11}{plain(str(path))}{'' if path.exists() else '  (not there yet)'}")


@config_command.command("show", cls=Verb)
def show_command() -> None:
    """Every setting, with its value and where it comes from."""
    from followup_tui.cli.columns import table
    from followup_tui.cli.opening import paths_of
    from followup_tui.cli.options import this_call
    from followup_tui.cli.output import paper, plain, say, say_json
    from followup_tui.opening import setting_sources

    call = this_call()
    _, config = paths_of(call)
    found = setting_sources(config)
    if call.json:
        rows = [{"key": key, "value": one.value, "source": one.source} for key, one in found.items()]
        say_json({"config": str(config), "settings": rows})
        return
    where = {"file": plain(str(config)), "default": "default"}
    say(
        *table(
            [(key, plain(_toml(one.value)), where[one.source]) for key, one in found.items()], (32, 34), paper().width
        )
    )


@config_command.command("check", cls=Verb)
def check_command() -> None:
    """Whether the settings can be used, and what messages can be handed to on this machine."""
    from followup_tui.cli.handing import say_possible
    from followup_tui.cli.opening import paths_of
    from followup_tui.cli.options import this_call
    from followup_tui.opening import setting_sources

    call = this_call()
    _, config = paths_of(call)
    found = setting_sources(config)  # refuses what cannot be used
    say_possible(call, tuple(found["sending.command"].value), found["sending.mail"].value)


def _toml(value: Any) -> str:
    """A value as it is written in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_toml, value))}]"
    if hasattr(value, "__struct_fields__"):
        pairs = (f"{name} = {_toml(getattr(value, name))}" for name in value.__struct_fields__)
        return f"{{ {', '.join(pairs)} }}"
    return str(value)
