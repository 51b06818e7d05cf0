"""The person's own templates: begun from another, checked before they are used, and seen as somebody would get them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from followup_tui.actions.composing import Proposal, proposal_of, situation_of
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.messages.library import Library, load, read_text
from followup_tui.messages.own_templates import BadName, OwnTemplates, Saved, checked_name, problems_of
from followup_tui.messages.rendering import check, facts_used
from followup_tui.messages.template_file import BadTemplate
from followup_tui.model.records import Contact
from followup_tui.model.template import Template
from followup_tui.rules.fact_sources import source_of
from followup_tui.rules.facts import FACTS, facts
from followup_tui.rules.suggestions import Suggestion

__all__ = ["BadName", "BadTemplate", "OwnTemplates", "Preview", "Saved", "ShownFact", "checked_name"]


class ShownFact(NamedTuple):
    """A fact as it is for somebody: its words (empty when it is not known), where it comes from, and what it says.

    `used` says whether the template names it.
    """

    name: str
    words: str
    source: str
    says: str
    used: bool


class Preview(NamedTuple):
    """A template as somebody would get it: the message, every fact there is, those it uses first."""

    proposal: Proposal
    facts: tuple[ShownFact, ...]


def preview(book: Book, contact: Contact, template: Template) -> Preview:
    """The message a template makes for `contact`, and the facts it is made of.

    Raises:
        BadTemplate: it cannot be rendered.
    """
    about = situation_of(book, contact)
    channel = about.channel if about.channel in template.channels else template.channels[0]
    known, used = facts(about), facts_used(template)
    proposal = proposal_of(about, Suggestion(template, "chosen by you", 0, channel))
    shown = [ShownFact(name, known.get(name, ""), source_of(name), says, name in used) for name, says in FACTS.items()]
    asked = [ShownFact(name, "", "you, while writing", "a blank to fill in", True) for name in template.asks]
    return Preview(proposal, (*asked, *sorted(shown, key=lambda one: (not one.used, not one.words))))


def start_text(own: OwnTemplates, library: Library, name: str, source: str = "") -> str:
    """The text that a new template `name` begins with: an unfinished one of that name, else the one of `source`.

    Raises:
        BadName: it is no name.
        Refused: there is one of yours of that name, or none named `source`.
    """
    if own.path_of(name).exists():
        raise Refused(f"You have a template {name} already; followup templates edit {name} changes it.")
    template = library.get(source or name)
    if source and template is None:
        raise Refused(f'There is no template "{source[:40]}"; followup templates list names them all.')
    return own.text_of(name, template)


def edit_text(own: OwnTemplates, library: Library, name: str) -> str:
    """The text of a template to be changed; of a built-in one, what your own of that name begins with.

    Raises:
        BadName: it is no name.
        Refused: there is none.
    """
    template = library.get(name)
    if template is None and name not in own.unfinished() and not own.path_of(name).is_file():
        raise Refused(f'There is no template "{name[:40]}"; followup templates new {name[:40]} begins one.')
    if template and not template.built_in and Path(template.file).stem != name:
        return own.text_of(Path(template.file).stem, template)
    return own.text_of(name, template)


def problems(own: OwnTemplates, library: Library, name: str = "") -> tuple[BadTemplate, ...]:
    """Everything that is wrong with the templates, or with the one of that name, the unfinished ones too.

    Raises:
        Refused: there is none of that name.
    """
    found = tuple(_problems(own, library))
    if not name:
        return found
    mine = tuple(one for one in found if Path(one.file).stem == name)
    if library.get(name) is None and not mine:
        raise Refused(f'There is no template "{name[:40]}"; followup templates list names them all.')
    return mine


def put_away(own: OwnTemplates, library: Library, name: str) -> Path:
    """Moves one of the person's own templates, or an unfinished text, into the bin; where it lies there.

    Raises:
        Refused: there is none, or it is built in.
    """
    if name in own.unfinished():
        return own.drop_unfinished(name)
    template = library.get(name)
    if template is None or template.built_in:
        raise Refused("Built-in templates stay; a template of yours with the same name takes their place.")
    return own.put_away(template)


def reload(folder: Path) -> Library:
    """The templates as they are now."""
    return load(folder)


def _problems(own: OwnTemplates, library: Library) -> Iterator[BadTemplate]:
    yield from library.problems
    for template in library.templates:
        yield from check(template)
    for name in own.unfinished():
        path = own.folder / "unfinished" / f"{name}.md"
        try:
            yield from (
                BadTemplate(str(path), one.line, one.sentence, one.column)
                for one in problems_of(read_text(path, -1), path.name)
            )
        except BadTemplate as problem:
            yield problem
