"""What an import would do: who is new, who is there already, and what changes. Pure: nothing is kept here.

Somebody is recognised, strongest sign first, by a key of the system they come from, an e-mail address, a phone number,
or name and company together. Stronger signs of any row are honoured before weaker ones of another, and no contact
stands for two people of one file: a wrong match loses somebody, a double is reported and can be merged.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.exchange.grouping import merged_rows, strict_keys
from followup_tui.exchange.identity import name_key
from followup_tui.exchange.network import Network
from followup_tui.exchange.recognition import Recogniser
from followup_tui.exchange.rows import FormerEmployer, ImportedPerson, Row, Skipped
from followup_tui.exchange.stagger import Stagger
from followup_tui.exchange.updating import YOU, Update, new_contact, note_told, update
from followup_tui.model.clean import folded
from followup_tui.model.records import Company, Contact, Source
from followup_tui.model.validation import LINE_LIMIT, NAME_LIMIT, problems_of


class Matched(NamedTuple):
    """A person of the file who is in the network already, and what the file changes."""

    person: ImportedPerson
    before: Contact
    update: Update


class Added(NamedTuple):
    """A person of the file who is new, with the contact made of them; its id is negative until it is kept."""

    person: ImportedPerson
    contact: Contact


class PossibleDuplicate(NamedTuple):
    """Somebody who was added although another contact may be the same person.

    `why` is the sign, such as "name"; `whom` the other with what tells them from others of that name: "Ann Lee, Acme".
    """

    person: ImportedPerson
    contact: Contact
    other: Contact
    why: str
    whom: str


class Note(NamedTuple):
    """What was left out of a row that was imported, in one sentence."""

    row: int
    what: str


class ImportPlan(NamedTuple):
    """What an import of one file would do. `rows` counts its rows, all other figures count people."""

    rows: int
    new: tuple[Added, ...]
    updated: tuple[Matched, ...]
    unchanged: tuple[Matched, ...]
    duplicates: tuple[PossibleDuplicate, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[Note, ...]


def plan_import(rows: Iterable[Row], network: Network, source: Source, stagger: Stagger) -> ImportPlan:
    """Holds the rows of one file against the network, and writes into it what they change.

    Several files are planned one after the other on one network, and see each other's people.
    """
    people: list[ImportedPerson] = []
    skipped: list[Skipped] = []
    employers: list[str] = []
    for row in rows:
        if isinstance(row, FormerEmployer):
            employers.append(row.name)
        elif isinstance(row, Skipped):
            skipped.append(row)
        elif why := _unfit(row):
            skipped.append(Skipped(row.row, why))
        else:
            people.append(row)
    notes = tuple(Note(person.row, what) for person in people for what in person.notes)
    merged = [_with_weak_key(person, source.name) for person in merged_rows(people)]
    new, matched, duplicates = _matched(merged, network, source, stagger)
    _mark_deserted(network, {one.update.left for one in matched} - {0}, source)
    _mark_employers(network, employers, source)
    changed = tuple(one for one in matched if one.update.contact != one.before)
    unchanged = tuple(one for one in matched if one.update.contact == one.before)
    return ImportPlan(
        len(people) + len(skipped), tuple(new), changed, unchanged, tuple(duplicates), tuple(skipped), notes
    )


def _matched(
    people: Sequence[ImportedPerson], network: Network, source: Source, stagger: Stagger
) -> tuple[list[Added], list[Matched], list[PossibleDuplicate]]:
    recogniser = Recogniser(network)
    known = recogniser.recognise(people)
    new: list[Added] = []
    matched: list[Matched] = []
    duplicates: list[PossibleDuplicate] = []
    rows: dict[int, int] = {}
    for place, person in enumerate(people):
        if place in known:
            before = network.contacts[known[place]]
            change = update(before, recogniser.without_others_keys(person, before), network, source)
            if change.contact != before:
                network.put_contact(change.contact)
            note_told(network, before.id, person, source)
            matched.append(Matched(person, before, change))
            continue
        contact = new_contact(person, network, source)
        contact = network.put_contact(replace(contact, first_by=stagger.first_by(contact)))
        note_told(network, contact.id, person, source)
        new.append(Added(person, contact))
        rows[contact.id] = person.row
        like = recogniser.like(person)
        if like:
            whom = _whom(like.contact, network, rows)
            duplicates.append(PossibleDuplicate(person, contact, like.contact, like.sign, whom))
        recogniser.learn(contact)
    return new, matched, duplicates


def _whom(contact: Contact, network: Network, rows: Mapping[int, int]) -> str:
    """A contact, told from others of the name by company, row of this file, or else by an address or a number."""
    company = network.companies.get(contact.company)
    about = [company.name] if company else []
    if contact.id in rows:
        about.append(f"row {rows[contact.id]:,}")
    elif not about:
        about = [*contact.emails[:1], *contact.phones[:1]][:1]
    return f"{contact.name}, {', '.join(about)}" if about else contact.name


def _unfit(person: ImportedPerson) -> str:
    """Why no contact can be made of a person; empty when one can."""
    draft = Contact(
        name=person.name,
        given=person.given,
        family=person.family,
        emails=person.emails,
        phones=person.phones,
        linkedin=person.linkedin,
        urls=person.urls,
        tags=person.tags,
        note=person.note,
        birthday=person.birthday,
        met_on=person.met_on,
        keys=person.keys,
    )
    problem = next(problems_of(draft), "")
    if not problem and len(person.title) > LINE_LIMIT:
        problem = f"The title has {len(person.title):,} characters; {LINE_LIMIT:,} are the most it can have."
    if not problem and len(person.company) > NAME_LIMIT:
        problem = f"The company has {len(person.company):,} characters; {NAME_LIMIT:,} are the most it can have."
    return problem


def _with_weak_key(person: ImportedPerson, source: str) -> ImportedPerson:
    """The person with a key made of what the file says, by which the same row is known again whatever was edited here.

    On LinkedIn that is name and day of connecting, which outlive a change of job; exports before mid-2023 have no
    other key. A card without a UID is known by its name, first address, first number and company.
    """
    if source == "linkedin" and person.met_on:
        weak = f"linkedin-since:{person.met_on}:{name_key(person.name)}"
    elif strict_keys(person.keys):
        return person
    else:
        about = (person.name, *person.emails[:1], *person.phones[:1], person.company)
        weak = f"{source}-as:{':'.join(folded(one) for one in about)}"
    return replace(person, keys=(*person.keys, weak[:LINE_LIMIT]))


def _mark_deserted(network: Network, left: Iterable[int], source: Source) -> None:
    """Companies where the last contact has gone need a new one."""
    for company in network.deserted(sorted(left)):
        if not company.needs_contact and _may_mark(company, "needs_contact"):
            network.put_company(_marked(company, "needs_contact", source))


def _mark_employers(network: Network, names: Iterable[str], source: Source) -> None:
    """Companies of the network that the owner of the file worked for; others are none of ours."""
    for name in names:
        company = network.companies.get(network.find_company(name))
        if company and not company.worked_for and "worked_for" not in company.sources:
            network.put_company(_marked(company, "worked_for", source))


def _may_mark(company: Company, field: str) -> bool:
    origin = company.sources.get(field)
    return origin is None or origin.name != YOU


def _marked(company: Company, field: str, source: Source) -> Company:
    return replace(company, **{field: True}, sources=company.sources | {field: source})
