"""What tests of planning share: people, networks, and an import into one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from followup_tui.exchange.matching import ImportPlan, plan_import
from followup_tui.exchange.network import Network
from followup_tui.exchange.rows import ImportedPerson, Row
from followup_tui.exchange.stagger import Stagger
from followup_tui.model.records import Company, Contact, Source

AS_OF = date(2026, 11, 23)
LATER = date(2027, 2, 1)


def person(name: str = "Ann Lee", **fields: Any) -> ImportedPerson:
    """A person of a file, with a profile when `slug` is given."""
    slug = fields.pop("slug", "")
    if slug:
        fields |= {"linkedin": f"https://www.linkedin.com/in/{slug}", "keys": (f"linkedin:{slug}",)}
    given, _, family = name.partition(" ")
    return ImportedPerson(**{"row": 1, "name": name, "given": given, "family": family, **fields})


def network(*contacts: Contact, companies: Sequence[Company] = ()) -> Network:
    """A network of these records."""
    return Network({one.id: one for one in contacts}, {one.id: one for one in companies})


def roomy(as_of: date = AS_OF) -> Stagger:
    """A queue in which everybody has a place today."""
    return Stagger(as_of, 0, lambda day: 10**9, lambda contact: date(2100, 1, 1))


def plan(rows: Iterable[Row], into: Network, source: str = "linkedin", as_of: date = AS_OF) -> ImportPlan:
    """Plans an import into a network, each row with a number of its own."""
    numbered = [
        replace(row, row=place) if isinstance(row, ImportedPerson) else row for place, row in enumerate(rows, 1)
    ]
    return plan_import(numbered, into, Source(name=source, on=as_of), roomy(as_of))


def kept(into: Network) -> Network:
    """The network as it is once everything planned was kept: what was new has ids of its own."""
    last = max((*into.companies, *into.contacts, 0))

    def lasting(number: int) -> int:
        return number if number >= 0 else last - number

    companies = [replace(one, id=lasting(one.id)) for one in into.companies.values()]
    contacts = []
    for one in into.contacts.values():
        positions = tuple(replace(job, company=lasting(job.company)) for job in one.positions)
        contacts.append(replace(one, id=lasting(one.id), positions=positions))
    return network(*contacts, companies=companies)


def figures(done: ImportPlan) -> tuple[int, int, int]:
    """How many are new, updated and unchanged."""
    return len(done.new), len(done.updated), len(done.unchanged)


def only(into: Network) -> Contact:
    """The one contact of a network."""
    (contact,) = into.contacts.values()
    return contact
