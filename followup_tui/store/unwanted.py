"""Nobody whom the person asked to forget comes back by another file: a copy, a snapshot, another machine's version."""

from collections.abc import Callable, Container, Mapping
from contextlib import suppress

from followup_tui.model.codec import BadRecord, decode
from followup_tui.model.records import Contact
from followup_tui.store.documents import to_object
from followup_tui.store.forgetting import Eraser
from followup_tui.store.places import Places

Tables = Mapping[str, Mapping[int, bytes]]
IsUnwanted = Callable[[Contact, str], bool]
"""Tells whether a contact, at a company of that name, is one whom the person asked to forget."""


def without_forgotten(
    places: Places, tables: Tables, there: Container[int], unwanted: IsUnwanted | None
) -> Tables:  # fmt: skip
    """The documents without the contacts whom `unwanted` tells of, unless they are `there`: they were forgotten."""
    companies = tables.get("companies", {})
    for number, row in tables.get(Contact.table, {}).items() if unwanted else ():
        with suppress(BadRecord):
            contact = decode(Contact, number, row)
            company = str(to_object(companies.get(contact.company, b"{}")).get("name", ""))
            if unwanted and number not in there and unwanted(contact, company):
                tables = Eraser(places, number).without_them(tables)
    return tables
