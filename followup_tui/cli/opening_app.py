"""The app, from the command line: on the person's own file, or on a throw-away copy of the sample network."""

import shutil
import sys
from datetime import date
from pathlib import Path
from shlex import quote
from tempfile import mkdtemp

import click

from followup_tui.cli.options import Call, Verb, this_call


def open_app(call: Call) -> int:
    """Opens the app on the person's own network and gives its exit code.

    Raises:
        click.UsageError: there is no terminal, or an option asks for what the app does not do.
    """
    from followup_tui.cli.opening import paths_of

    _need_terminal(call)
    file, config = paths_of(call)
    from followup_tui.tui.app import PRACTISE, run  # Textual: 290 ms, which no verb pays

    code = run(file, config, call.clock)
    if code != PRACTISE:
        return code
    code = _practise(call, None)
    click.echo("That was the sample network; followup opens yours.")
    return code


@click.command("demo", cls=Verb)
@click.pass_context
def demo_command(ctx: click.Context) -> None:
    """Open the app on a throw-away copy of the sample network; --file keeps it.

    Nothing of yours is read or changed, not even your settings: the sample has its own (12 people a day), which --file
    keeps beside it. To see the same in the shell: followup demo --file demo.json, and then what is printed on leaving.
    """
    call = this_call()
    _need_terminal(call)
    kept = call.typed_file
    code = _practise(call, kept)
    if kept:
        click.echo(_carry_on(call, kept))
    ctx.exit(code)


def _practise(call: Call, kept: Path | None) -> int:
    """Opens the app on the sample network as of today, in `kept` or in a folder that goes when it is closed."""
    folder = Path(mkdtemp(prefix="followup-demo-"))  # mode 0700
    try:
        file = kept or folder / "followup.json"
        config = _settings_beside(kept) if kept else folder / "config.toml"
        _refuse_existing(file, config)
        _write_network(file, call.today)
        _write_settings(config, call.today)
        from followup_tui.tui.app import run  # Textual: 290 ms, which no verb pays

        return run(file, config, call.clock, demo=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settings_beside(file: Path) -> Path:
    """Where the settings of a kept sample network are: ``demo.json`` has ``demo-config.toml``."""
    return file.with_name(f"{file.stem}-config.toml")


def _refuse_existing(file: Path, config: Path) -> None:
    """Raises click.UsageError where there is a file already, which may be the person's own."""
    if file.exists():
        own = f" --config {quote(str(config))}" if config.exists() else ""
        raise click.UsageError(f"{file} is there already; followup --file {quote(str(file))}{own} opens it.")
    if config.exists():
        raise click.UsageError(f"{config} is there already; give --file another name.")


def _carry_on(call: Call, file: Path) -> str:
    """Says how to go on with a kept sample network in the shell."""
    from followup_tui.samples import sample_settings

    pace = sample_settings(call.today).plan.per_day
    day = f" --as-of {call.as_of}" if call.as_of else ""
    typed = f"followup --file {quote(str(file))} --config {quote(str(_settings_beside(file)))}{day} today"
    return f"The sample network is kept, with settings of its own ({pace} people a day). In the shell:\n{typed}"


def _write_network(file: Path, as_of: date) -> None:
    """Makes the file of the sample network.

    Raises:
        OSError: it cannot be written.
    """
    from followup_tui.samples import sample_network, write_network  # 30 ms, for this one verb

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_network(file, sample_network(as_of))


def _write_settings(path: Path, as_of: date) -> None:
    """The settings of the sample's owner as a file, which the app reads as it reads any."""
    import tomlkit  # 60 ms, for this one verb
    from msgspec import to_builtins

    from followup_tui.samples import sample_settings

    path.touch(mode=0o600)
    sections = to_builtins(sample_settings(as_of))
    told = {name: {key: value for key, value in section.items() if value is not None}
            for name, section in sections.items()}  # fmt: skip  # TOML has no word for nothing
    path.write_text(tomlkit.dumps(told), encoding="utf-8")


def _need_terminal(call: Call) -> None:
    if call.json:
        raise click.UsageError("--json goes with a verb that prints, like followup today --json.")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("The app needs a terminal; followup today prints the plan anywhere.")
