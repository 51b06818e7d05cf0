"""The templates of a call: the built-in ones and those beside the settings file, and what they suggest for today."""

from followup_tui.actions.composing import fitting
from followup_tui.actions.templates import Library, load_templates
from followup_tui.book import Book
from followup_tui.cli.options import Call
from followup_tui.cli.paths import templates_folder as templates_folder


def library_of(call: Call) -> Library:
    """Every template there is for this call."""
    return load_templates(templates_folder(call))


def best_template(book: Book, contact: int, library: Library) -> tuple[str, str]:
    """Name and why of the template that fits a contact best today; empty when none does."""
    best = next(iter(fitting(book, book.contacts[contact], library)), None)
    return (best.template.name, best.why) if best else ("", "")
