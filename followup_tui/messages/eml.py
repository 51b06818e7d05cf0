"""A message as an ``.eml`` draft: a file that mail programs open for sending.

``X-Unsent: 1`` makes those that know it (classic Outlook, Thunderbird with an add-on) open a compose window; others
show the text. From, Date and Message-ID are left to the program that sends it.
"""

import os
import re
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from followup_tui.messages.addresses import BadAddress
from followup_tui.model.clean import clean_line, clean_text, folded
from followup_tui.model.validation import is_email

MOST_TRIES = 10_000


def eml_bytes(address: str, subject: str, body: str, sender: str = "", *, unsent: bool = True) -> bytes:
    """The bytes of a draft; `address` may be empty, then the mail program asks for it.

    Without the mark `unsent` for a program that would send the mark along.

    Raises:
        BadAddress: an address is none, so that nothing can be smuggled into the header.
    """
    for one in filter(None, (address, sender)):
        if not is_email(one) or clean_line(one) != one:
            raise BadAddress(f'"{clean_line(one)[:60]}" is not an e-mail address; write it like ann@example.org.')
    # Addresses beyond ASCII need a header in UTF-8 (RFC 6532); all others keep to what every program reads.
    draft = EmailMessage(policy=SMTP if (address + sender).isascii() else SMTP.clone(utf8=True))
    if sender:
        draft["From"] = sender
    if address:
        draft["To"] = address
    draft["Subject"] = clean_line(subject)
    if unsent:
        draft["X-Unsent"] = "1"
    draft.set_content(clean_text(body) + "\n", charset="utf-8", cte="quoted-printable")
    return draft.as_bytes()


def write_eml(folder: Path, name: str, content: bytes) -> Path:
    """Writes a draft into `folder` (made for the owner only, when missing) and gives its path; never replaces a file.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = re.sub(r"[^a-z0-9]+", "-", folded(name[:60])).strip("-") or "message"
    for number in range(1, MOST_TRIES):
        path = folder / (f"{stem}.eml" if number == 1 else f"{stem}-{number}.eml")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return path
    raise OSError(f"{folder} holds too many drafts named {stem}.")
