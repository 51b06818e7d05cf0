"""Templates: the built-in ones and the person's own, to look at and to choose from."""

from pathlib import Path

from followup_tui.actions.outcome import Refused
from followup_tui.messages.library import Library, load
from followup_tui.messages.template_file import BadTemplate
from followup_tui.model.template import Template

__all__ = ["BadTemplate", "Library", "load_templates", "template_named"]


def load_templates(folder: Path | None) -> Library:
    """The built-in templates and those of `folder`; what is wrong with a file is among the library's problems."""
    return load(folder)


def template_named(library: Library, name: str) -> Template:
    """The template of that name.

    Raises:
        Refused: there is none; the message names one that is close.
    """
    found = library.get(name)
    if found:
        return found
    from difflib import get_close_matches  # 5 ms, for a typing error only

    near = get_close_matches(name, [one.name for one in library.templates], n=1)
    hint = f"did you mean {near[0]}?" if near else "followup templates list names them all."
    raise Refused(f'There is no template "{name[:40]}"; {hint}')
