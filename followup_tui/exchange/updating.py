"""A person of a file as a contact: a new one, or changes to one that is there, field by field.

Who may write a field: nobody but the person, once they typed it or emptied it. A value without a source counts as
typed. Else an import may fill what is empty, and replace what an import that knows no better has set: LinkedIn tells
the present, an address book what was true when somebody last cared for it. A list (of addresses, numbers, tags) only
grows, whoever tells more of it: what was there first stays first.

Within one import the first value holds, and what comes later fills gaps: the cards of one person would else replace
each other's values in a ring, each time they are imported.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from followup_tui.exchange.grouping import name_keys, united
from followup_tui.exchange.identity import email_key, linkedin_slug, name_key, phone_key, profile_key
from followup_tui.exchange.network import Network
from followup_tui.exchange.rows import ImportedPerson
from followup_tui.model.clean import folded
from followup_tui.model.records import Contact, Position, Source

YOU = "you"
LINKEDIN = "linkedin"
_LISTS: dict[str, Callable[[str], str]] = {
    "emails": email_key,
    "phones": lambda phone: phone_key(phone) or phone,
    "urls": str,
    "tags": folded,
}
_ONE_VALUE = ("name", "given", "family", "linkedin", "birthday", "met_on", "note")


class Update(NamedTuple):
    """What a person of a file does to a contact.

    `changed` and `kept` name fields: those with a new value, and those whose value is not the file's and stays.
    `left` is the company that they are no longer at, 0 when they did not change it.
    """

    contact: Contact
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    left: int


def new_contact(person: ImportedPerson, network: Network, source: Source) -> Contact:
    """The contact of somebody who is not in the network yet."""
    company = network.company(person.company, source)
    positions = (Position(company=company, title=person.title),) if company or person.title else ()
    fields: dict[str, Any] = {
        "name": person.name,
        "given": person.given,
        "family": person.family,
        "emails": person.emails,
        "phones": person.phones,
        "labels": person.labels,
        "linkedin": person.linkedin,
        "urls": person.urls,
        "positions": positions,
        "tags": person.tags,
        "note": person.note,
        "birthday": person.birthday,
        "met_on": person.met_on,
    }
    filled = {field: value for field, value in fields.items() if value}
    return Contact(**filled, keys=person.keys, added_on=source.on, sources=dict.fromkeys(filled, source))


def note_told(network: Network, contact: int, person: ImportedPerson, source: Source) -> None:
    """Remembers, for the rest of the import, which fields a file had a value for.

    Lists are not among them, as they only grow, and neither is the job that LinkedIn tells: an older export and then a
    newer one tell a change of job, and both jobs are kept.
    """
    told = network.told.setdefault(contact, {})
    for field in _ONE_VALUE:
        if getattr(person, field):
            told[field] = max(told.get(field, 0), _knows(source.name))
    if person.company and source.name != LINKEDIN:
        told["positions"] = max(told.get("positions", 0), _knows(source.name))
    if person.company and person.title:
        network.told_jobs.setdefault(contact, []).append((person.company, person.title))


def update(contact: Contact, person: ImportedPerson, network: Network, source: Source) -> Update:
    """The contact with what the file knows of them."""
    right = _Right(contact, source.name, network.told.get(contact.id, {}))
    told: dict[str, Any] = {**_names(person, right), **_texts(contact, person)}
    told |= {field: united(getattr(contact, field), getattr(person, field), key) for field, key in _LISTS.items()}
    told["labels"] = _labels(person, told, right)
    written: dict[str, Any] = {}
    kept: list[str] = []
    for field, value in told.items():
        if value and value != getattr(contact, field):
            if right.to_add(field) if field in _LISTS else right.to_write(field):
                written[field] = value
            else:
                kept.append(field)
    employment = _employment(right, person, network, source)
    if employment.positions != contact.positions:
        written["positions"] = employment.positions
    elif employment.kept:
        kept.append("positions")
    better = {one for one in _LISTS if _knows(_origin(contact, one)) > _knows(source.name)}
    sources = contact.sources | dict.fromkeys(written.keys() - better, source)
    if employment.titled and _knows(_origin(contact, "positions")) > _knows(source.name):
        sources["positions"] = contact.sources["positions"]  # who told the job knows better than who told its title
    if employment.confirmed and _origin(contact, "positions") != source.name:
        sources["positions"] = source
    keys = united(contact.keys, person.keys, str)
    updated = replace(contact, **written, keys=keys, sources=sources)
    return Update(updated, tuple(written), tuple(kept), employment.left)


class _Right(NamedTuple):
    """What a file of that source may write: `told` are the fields that the import has told already, and how well."""

    contact: Contact
    source: str
    told: Mapping[str, int]

    def to_write(self, field: str) -> bool:
        """Whether the file may set the field."""
        there = bool(getattr(self.contact, field))
        if there and self.told.get(field, 0) >= _knows(self.source):
            return False
        origin = _origin(self.contact, field)
        if not origin:
            return not there
        return origin != YOU and _knows(self.source) >= _knows(origin)

    def to_add(self, field: str) -> bool:
        """Whether the file may add to a list: the one that a person typed is theirs alone."""
        origin = _origin(self.contact, field)
        return origin != YOU if origin else not getattr(self.contact, field)


def _origin(contact: Contact, field: str) -> str:
    source = contact.sources.get(field)
    return source.name if source else ""


def _knows(source: str) -> int:
    """How well a source knows: LinkedIn, which its people keep up themselves, better than any address book."""
    return 2 if source == LINKEDIN else 1


def _names(person: ImportedPerson, right: _Right) -> dict[str, str]:
    """The parts of a name belong together: those of another spelling do not go with the name that somebody typed."""
    contact = right.contact
    parts = {"given": person.given, "family": person.family}
    if right.to_write("name"):
        return {"name": person.name, **parts}
    told = {} if name_key(contact.name) == name_key(person.name) else {"name": person.name}
    theirs = name_keys(contact.name, contact.given, contact.family)
    return told | parts if theirs & name_keys(person.name, person.given, person.family) else told


def _texts(contact: Contact, person: ImportedPerson) -> dict[str, str]:
    same_profile = profile_key(contact.linkedin) == linkedin_slug(person.linkedin)
    return {
        "linkedin": contact.linkedin if same_profile else person.linkedin,
        "birthday": person.birthday,
        "met_on": person.met_on,
        "note": person.note,
    }


def _labels(person: ImportedPerson, told: dict[str, Any], right: _Right) -> dict[str, str]:
    """Labels of the addresses and numbers that the contact will have; those that are there win."""
    there = {
        address
        for field in ("emails", "phones")
        for address in (told[field] if right.to_add(field) else getattr(right.contact, field))
    }
    return {address: label for address, label in person.labels.items() if address in there} | right.contact.labels


class _Employment(NamedTuple):
    """Positions with what a file says of the present job.

    `confirmed`: it says what was there already. `titled`: all it adds is the title of a job that was there.
    """

    positions: tuple[Position, ...]
    left: int = 0
    kept: bool = False
    confirmed: bool = False
    titled: bool = False


def _employment(right: _Right, person: ImportedPerson, network: Network, source: Source) -> _Employment:
    """A job that differs is a new one: the old one is closed in the month of the import, and both are kept.

    A file that names a job which was closed already is older than what we know. A job that LinkedIn confirms is
    LinkedIn's to keep up from then on, also when a person typed it: what they typed stays in the list of positions.
    """
    contact = right.contact
    same = _Employment(contact.positions)
    if not person.company and (not person.title or source.name != LINKEDIN):
        return same if contact.positions or not person.title else _Employment((Position(title=person.title),))
    company = network.find_company(person.company) if person.company else 0
    known = bool(company) or not person.company
    held = next((one for one in contact.positions if known and not one.until and one.company == company), None)
    if held and (not person.title or folded(held.title) == folded(person.title)):
        return same._replace(confirmed=source.name == LINKEDIN)
    if held and not held.title:
        titled = replace(held, title=person.title)
        positions = tuple(titled if one is held else one for one in contact.positions)
        return _Employment(positions, confirmed=source.name == LINKEDIN, titled=True)
    past = (one for one in contact.positions if known and one.until and one.company == company)
    closed = any(not person.title or folded(one.title) == folded(person.title) for one in past)
    if closed or not right.to_write("positions"):
        return same._replace(kept=True)
    company = network.company(person.company, source)
    return _changed_job(contact, company, person.title or _told_title(contact, company, network), source)


def _told_title(contact: Contact, company: int, network: Network) -> str:
    """The title that an earlier file of the import told for a job that nobody had confirmed then; empty for none.

    Else the title would be filled in only when the files are imported for the second time.
    """
    jobs = network.told_jobs.get(contact.id, ())
    return next((title for name, title in jobs if network.find_company(name) == company), "")


def _changed_job(contact: Contact, company: int, title: str, source: Source) -> _Employment:
    month = f"{source.on:%Y-%m}"
    current = contact.position
    new = Position(company=company, title=title, since=month if current else "")
    past = tuple(replace(one, until=month) if one is current else one for one in contact.positions)
    left = current.company if current and current.company != company else 0
    return _Employment((new, *past), left)
