"""Forgetting in an open network: the book is without them at once, and everything else goes on."""

from pathlib import Path

import pytest

from followup_tui.actions.forgetting import forget
from followup_tui.actions.outcome import Refused
from followup_tui.actions.people import add
from followup_tui.model.clock import Clock
from followup_tui.model.settings import Settings
from followup_tui.opening import network_open
from followup_tui.rules.capture import parse_person
from tests.conftest import TODAY


def test_an_open_book_is_without_them_and_can_be_undone_as_before(sample_file: Path) -> None:
    with network_open(sample_file, Settings(), Clock(TODAY)) as book:
        contact = next(one for one in book.contacts.values() if book.interactions_of(one.id) and one.emails)
        others = {one.id: book.interactions_of(one.id) for one in book.contacts.values() if one != contact}
        later = add(book, parse_person("Later Person"))
        done = forget(book, contact)
        assert contact.name not in done.said
        assert contact.id not in book.contacts
        assert book.interactions_of(contact.id) == ()
        assert all(contact.id not in one.contacts for one in book.interactions.values())
        for number, former in others.items():
            assert {one.id for one in book.interactions_of(number)} == {one.id for one in former}
        with pytest.raises(Refused):
            forget(book, contact)
        assert book.undo().change.label == "Add Later Person"
        assert later.made.id not in book.contacts
    with network_open(sample_file, Settings(), Clock(TODAY)) as book:
        assert contact.id not in book.contacts


def test_a_dry_run_keeps_them(sample_file: Path) -> None:
    with network_open(sample_file, Settings(), Clock(TODAY), dry_run=True) as book:
        contact = next(iter(book.contacts.values()))
        assert forget(book, contact).found.removed["contacts"] == 1
        assert contact.id in book.contacts
