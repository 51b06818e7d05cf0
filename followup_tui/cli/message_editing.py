"""A message in the person's own editor, kept as a draft."""

from followup_tui.actions.composing import Proposal
from followup_tui.book import Book
from followup_tui.cli.private_file import edited, private_file, throw_away
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.ids import short
from followup_tui.model.records import Contact, Draft

_SUBJECT = "Subject:"


def keep_edited(book: Book, contact: Contact, proposal: Proposal) -> str:
    """Opens a message in $VISUAL or $EDITOR, keeps it as the contact's draft, and says so.

    Raises:
        Refused: the editor failed; the message says where the text lies.
        StoreError: the draft could not be kept.
    """
    message = proposal.message
    start = f"{_SUBJECT} {message.subject}\n\n" if message.subject else ""
    path = private_file(f"{short(contact.id)}.txt", f"{start}{message.body}\n")
    subject, body = _parts(edited(path))
    book.drafts.put(Draft(
        contact=contact.id, channel=proposal.suggestion.channel, subject=subject, body=body,
        template=message.template, shared=proposal.shared, updated=book.clock.now(),
    ))  # fmt: skip
    throw_away(path)
    return f"Kept as the draft to {contact.name}; the app opens with it."


def _parts(text: str) -> tuple[str, str]:
    """Subject and body of an edited message."""
    text = clean_text(text)
    first, _, rest = text.partition("\n")
    if first.startswith(_SUBJECT):
        return clean_line(first.removeprefix(_SUBJECT)), rest.strip()
    return "", text.strip()
