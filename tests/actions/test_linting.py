"""What is suggested is not blamed: the messages of the sample network hold what they are held against."""

from pathlib import Path

from followup_tui.actions.composing import proposals
from followup_tui.actions.linting import lint, lint_context
from followup_tui.messages.library import load
from tests.tui.pilot_app import open_again


def test_only_that_nothing_specific_is_known_is_said_of_a_suggested_message(sample_file: Path) -> None:
    store, book = open_again(sample_file)
    library = load()
    people = sorted(book.contacts.values(), key=lambda one: one.id)[::3]
    found = [
        (contact.name, proposal.message.template, one.sentence)
        for contact in people
        for about in (lint_context(book, contact),)
        for proposal in proposals(book, contact, library)
        for one in lint(
            proposal.message.body, proposal.message.subject, proposal.suggestion.channel, about,
            proposal.suggestion.template,
        )
        if one.level == "warning" and one.kind != "no-fact"
    ]  # fmt: skip
    store.close()
    assert found == []
    assert any(lint_context(book, contact).give_and_ask for contact in people)
