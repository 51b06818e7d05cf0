"""The program: its verbs, each loaded only when called, and the one place where errors become sentences."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from followup_tui.cli.failing import failure_of
from followup_tui.cli.options import COMMON, DRY_RUN, VERSION, this_call
from followup_tui.cli.output import HungUp

SHELLS = ("bash", "zsh", "fish")
_RC = {"bash": ">> ~/.bashrc", "zsh": ">> ~/.zshrc", "fish": "> ~/.config/fish/completions/followup.fish"}

_VERBS: dict[str, dict[str, str]] = {
    "Every day": {
        "today": "reading", "plan": "planning", "due": "reading", "show": "reading", "find": "reading",
        "compose": "composing",
        "log": "touching", "snooze": "touching", "skip": "touching", "pause": "touching", "resume": "touching",
    },
    "The network": {
        "add": "people", "edit": "people", "archive": "people", "unarchive": "people", "company": "companies",
        "interview": "interviewing",
        "decline": "declining", "moved": "moving", "clip": "clipping", "task": "promising", "import": "importing",
        "export": "exporting",
    },
    "What it gives": {
        "result": "giving", "looking": "looking", "stats": "telling", "simulate": "simulating",
    },
    "Going back": {
        "undo": "travelling", "redo": "travelling", "history": "travelling", "backup": "backing_up",
        "restore": "backing_up", "doctor": "doctoring", "forget": "forgetting",
    },
    "Setting up": {"demo": "opening_app", "templates": "composing", "config": "configuring"},
}  # fmt: skip
"""The verbs by group, each with the module of this package that holds it."""


class Program(click.Group):
    """The root command. A verb's module is imported when the verb is called, or when help lists it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb, in the order of the help."""
        return [verb for verbs in _VERBS.values() for verb in verbs]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, None when there is none."""
        for verbs in _VERBS.values():
            if cmd_name in verbs:
                module = import_module(f"followup_tui.cli.{verbs[cmd_name]}")
                command: click.Command = getattr(module, f"{cmd_name}_command")
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that was typed, or one that is close to it in the refusal."""
        verb = args[0]
        if self.get_command(ctx, verb) is None and not verb.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches  # 5 ms, for a typing error only

            near = get_close_matches(verb, self.list_commands(ctx), n=1)
            hint = f"did you mean {near[0]}?" if near else "followup --help lists the verbs."
            raise click.UsageError(f'"{verb[:40]}" is no verb; {hint}', ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the verbs, group by group."""
        for title, verbs in _VERBS.items():
            rows = [(verb, self._summary(ctx, verb)) for verb in verbs]
            with formatter.section(title):
                formatter.write_dl(rows)

    def _summary(self, ctx: click.Context, verb: str) -> str:
        command = self.get_command(ctx, verb)
        return command.get_short_help_str(limit=100) if command else ""


def _completion(ctx: click.Context, _: click.Parameter, shell: str | None) -> None:
    """Prints the completion script of a shell; its first line says where it belongs."""
    if shell is None or ctx.resilient_parsing:
        return
    name = os.path.basename(os.environ.get("SHELL", "")) if shell == "auto" else shell  # noqa: PTH119
    if name not in SHELLS:
        raise click.UsageError(
            f"Completion is there for {', '.join(SHELLS)}; name one, like --install-completion bash."
        )
    from click.shell_completion import get_completion_class

    kind = get_completion_class(name)
    if kind is not None:
        script = kind(ctx.command, {}, "followup", "_FOLLOWUP_COMPLETE")
        click.echo(f"# followup, completion for {name}. To install: followup --install-completion {name} {_RC[name]}")
        click.echo(kind.source_template % script.source_vars())
    ctx.exit()


COMPLETION = click.Option(
    ("--install-completion",),
    is_flag=False,
    flag_value="auto",
    default=None,
    metavar="[SHELL]",
    is_eager=True,
    expose_value=False,
    callback=_completion,
    help="Print the completion script for bash, zsh or fish.",
)


@click.pass_context
def _root(ctx: click.Context) -> None:
    """Keeps your professional network warm: whom to write to today, why, and what to say.

    Without a verb it opens the app. WHO is a name, part of one, an e-mail, name@company or an id; WHEN is like
    2026-03-01, yesterday, -3d, 2w, next tue or 1 Mar.
    """
    if ctx.invoked_subcommand is None:
        from followup_tui.cli.opening_app import open_app

        ctx.exit(open_app(this_call()))


PROGRAM = Program(
    "followup", invoke_without_command=True, callback=_root, params=[*COMMON, DRY_RUN, VERSION, COMPLETION]
)


def run(arguments: Sequence[str]) -> int:
    """Runs one call and gives its exit code. Whatever goes wrong is said in a sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a Latin-1 terminal shows a ?, never a traceback
    try:
        code = PROGRAM.main(list(arguments), prog_name="followup", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, HungUp):
        return _hung_up()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last resort: a sentence, never a traceback
        failure = failure_of(error)
        for number, line in enumerate(failure.lines):
            print(line if number else f"followup: {line}", file=sys.stderr)
        return failure.code
    return code if isinstance(code, int) else 0


def _hung_up() -> int:
    """The reader of our output went away, as `head` does: nothing is wrong, and nothing more can be said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
