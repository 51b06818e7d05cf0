"""The words that the lines of occasions share."""

from followup_tui.rules.facts import one_line
from followup_tui.rules.situation import Situation


def called(about: Situation) -> str:
    """What to call them in a line about them: their first name, else ``They``."""
    return one_line(about.first_name, 40) or "They"


def in_quotes(text: str) -> str:
    """The beginning of a text in quotation marks; unlike a message's, a note's first sentence may say nothing."""
    return f"“{one_line(text, 70)}”"
