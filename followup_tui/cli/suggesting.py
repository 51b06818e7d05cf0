"""The templates of a call: the built-in ones and those beside the settings file, and what they suggest for today."""

from pathlib import Path

from followup_tui.actions.composing import fitting
from followup_tui.actions.templates import Library, load_templates
from followup_tui.book import Book
from followup_tui.cli.opening import paths_of
from followup_tui.cli.options import Call


def templates_folder(call: Call) -> Path:
    """Where the person's own templates are: ``templates`` beside the settings file."""
    return paths_of(call)[1].parent / "templates"


def library_of(call: Call) -> Library:
    """Every template there is for this call."""
    return load_templates(templates_folder(call))


def best_template(book: Book, contact: int, library: Library) -> tuple[str, str]:
    """Name and why of the template that fits a contact best today; empty when none does."""
    best = next(iter(fitting(book, book.contacts[contact], library)), None)
    return (best.template.name, best.why) if best else ("", "")
