"""The person's own templates in the shell: written in their editor, checked before they are used."""

import sys
from collections.abc import Sequence

import click

from followup_tui.actions.outcome import Refused
from followup_tui.actions.own_templates import (
    OwnTemplates,
    ShownFact,
    edit_text,
    preview,
    problems,
    start_text,
)
from followup_tui.actions.templates import template_named
from followup_tui.cli.columns import table
from followup_tui.cli.message_text import say_message
from followup_tui.cli.options import Call
from followup_tui.cli.output import paper, plain, say, say_json
from followup_tui.cli.private_file import edited, private_file, throw_away
from followup_tui.cli.suggesting import library_of, templates_folder


def new_in_editor(call: Call, name: str, source: str) -> None:
    """Opens a new template in $VISUAL or $EDITOR and keeps it.

    Raises:
        BadName, Refused: it cannot be begun, or cannot be used; the message says where the text lies.
    """
    own = OwnTemplates(templates_folder(call))
    _in_editor(call, own, name, start_text(own, library_of(call), name, source), as_it_is=bool(source))


def edit_in_editor(call: Call, name: str) -> None:
    """The same for one there is; a built-in one becomes a copy of yours.

    Raises:
        BadName, Refused: there is none, or it cannot be used; the message says where the text lies.
    """
    own = OwnTemplates(templates_folder(call))
    _in_editor(call, own, name, edit_text(own, library_of(call), name), as_it_is=False)


def say_problems(call: Call, name: str) -> int:
    """Prints what is wrong with the templates; 0 when nothing is, else 1.

    Raises:
        Refused: there is no template `name`.
    """
    library = library_of(call)
    found = problems(OwnTemplates(templates_folder(call)), library, name)
    if call.json:
        rows = [{"file": one.file, "line": one.line, "column": one.column, "says": one.sentence} for one in found]
        say_json({"ok": not found, "templates": 1 if name else len(library.templates), "problems": rows})
    else:
        say(*(plain(str(one)) for one in found))
        if not found:
            say(f"{name} can be used." if name else f"All {len(library.templates)} templates can be used.")
    return 1 if found else 0


def say_for(call: Call, name: str, who: Sequence[str]) -> None:
    """Prints a template as somebody would get it, and the facts it is made of.

    Raises:
        Nobody, Unclear, Refused: there is no such person or template.
        BadTemplate: it cannot be rendered.
    """
    from followup_tui.cli.matches import contact_meant
    from followup_tui.cli.opening import opened

    with opened() as (_, book):
        contact = contact_meant(book, who)
        seen = preview(book, contact, template_named(library_of(call), name))
        used = [one for one in seen.facts if one.used]
        if call.json:
            say_json({
                "as_of": book.as_of, "template": name, "subject": seen.proposal.message.subject,
                "body": seen.proposal.message.body, "blanks": seen.proposal.message.blanks,
                "facts": [_row(one) for one in used],
            })  # fmt: skip
            return
        say_message(call, book, contact, seen.proposal)
        if used:
            rows = [(one.name, plain(one.words) or "not known", one.source) for one in used]
            say("", "Made of:", *table(rows, (18, 44), paper().width))


def _row(one: ShownFact) -> dict[str, str]:
    return {"name": one.name, "value": one.words, "from": one.source, "says": one.says}


def _in_editor(call: Call, own: OwnTemplates, name: str, before: str, *, as_it_is: bool) -> None:
    """Lets a text be edited until it can be used or is given up; a copy that was asked for is kept `as_it_is`."""
    path = private_file(f"{name}.md", before)
    while True:
        after = edited(path)
        if after == before and not as_it_is:
            _report(call, "Nothing was changed.", "")
            break
        if call.dry_run:
            _report(call, f"Would keep the template {name}.", "")
            break
        saved = own.keep(name, after)
        if not saved.problems:
            _report(call, f"Kept the template {name} in {saved.path}", str(saved.path))
            break
        wrong = " ".join(plain(str(one)) for one in saved.problems)
        if not _again(wrong):
            throw_away(path)
            raise Refused(f"{wrong} It is not used yet; followup templates edit {name} goes on with {saved.path}")
    throw_away(path)


def _report(call: Call, said: str, file: str) -> None:
    if call.json:
        say_json({"said": said, "file": file or None})
    else:
        say(plain(said))


def _again(problem: str) -> bool:
    """Whether to open the editor once more; asked on a terminal only."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"{problem} Edit again?", default=True, err=True)
