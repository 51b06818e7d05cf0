"""The commands that begin a message in a mail program of the terminal, as lists of arguments: no shell reads them.

None of them sends: each opens the message for the person, who sends it there. A program that is given a message on its
standard input would send it at once, so that form is never used.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from followup_tui.messages.addresses import BadAddress, mailto_url

_PLACE = re.compile(r"\{(eml|mailto|to|subject)\}")


def mailer_command(mailer: str, draft: Path, address: str, subject: str, body: str) -> list[str]:
    """The command for one of `opener.TERMINAL_MAILERS`.

    neomutt reads the draft with its headers (``-H``); aerc and himalaya take a mailto link, however long, as their
    argument, which others on this machine may see in the list of processes while they run.

    Raises:
        BadAddress: a link is needed and `address` is no e-mail address.
        KeyError: there is no such mailer.
    """
    if mailer == "neomutt":
        return [mailer, "-H", str(draft)]
    return [{"aerc": "aerc", "himalaya": "himalaya"}[mailer], mailto_url(address, subject, body)]


def filled_command(command: Sequence[str], draft: Path, address: str, subject: str, body: str) -> list[str]:
    """The person's own command with {eml}, {mailto}, {to} and {subject} filled in; without any, the draft comes last.

    Each part stays one argument, and what is filled in is not read again.

    Raises:
        BadAddress: it holds {mailto}, or {to}, and `address` is no e-mail address or would be an option.
    """
    values = {"eml": str(draft), "to": address, "subject": subject}
    whole = " ".join(command)
    if "{mailto}" in whole or "{to}" in whole:
        if address.startswith("-"):
            raise BadAddress(f"{address[:60]} would be taken for an option.")
        values["mailto"] = mailto_url(address, subject, body)
    made = [_PLACE.sub(lambda place: values[place[1]], part) for part in command]
    return made if _PLACE.search(whole) else [*made, str(draft)]
