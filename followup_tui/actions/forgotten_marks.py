"""By what somebody who was forgotten is known again when a file brings them: never by less than tells them apart.

- An e-mail address, a profile, a key of another program: each is theirs alone, so one is enough, whatever the name.
- A phone number counts together with a name, since colleagues and couples share one: with the same given name, the same
  words in another order, a short form of the given name with the same family name, or initials that stand for them.
- A name counts with a company; alone only the name they had last, and only where the row says nothing against it (an
  address, profile or company of its own, which makes it a namesake).

Everything they ever had counts, also what the history alone still knew.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from followup_tui.exchange.grouping import name_keys, strict_keys
from followup_tui.exchange.identity import email_key, phone_key, profile_key
from followup_tui.exchange.rows import ImportedPerson
from followup_tui.model.clean import folded
from followup_tui.model.records import Contact

Marks = dict[str, tuple[str, ...]]
TAIL = 8
"""Last digits by which two numbers are compared: with and without the country code they are the same."""
SHORT = 3
"""First letters of a given name that a short form keeps ("Chris", "Zeb")."""


def marks_of_row(person: ImportedPerson) -> Marks:
    """What a row of an import shows."""
    marks = _marks([person], [person.company], person)
    return marks | {"phone": tuple(_phones([person], "full", "short"))}


def marks_of_contact(contact: Contact, company: str) -> Marks:
    """What a contact in another followup file shows, who is at a company of that name there."""
    marks = _marks([contact], [company], contact)
    return marks | {"phone": tuple(_phones([contact], "full", "short")), "id": (str(contact.id),)}


def marks_to_keep(former: Sequence[Contact], company_name: Callable[[int], str]) -> Marks:
    """What is kept of somebody from all that they ever were, the newest last."""
    companies = [company_name(held.company) for contact in former for held in contact.positions]
    marks = _marks(former, companies, former[-1] if former else None)
    return marks | {"phone": tuple(_phones(former, "short", "full")), "id": tuple({str(one.id) for one in former})}


def _marks(
    people: Sequence[Contact | ImportedPerson], companies: Iterable[str], newest: Contact | ImportedPerson | None
) -> Marks:
    at = {folded(company) for company in companies if company.strip()}
    names = {name for person in people for name in _in_any_order(person)}
    return {
        "name": tuple(_in_any_order(newest)) if newest else (),
        "email": _unique(email_key(email) for person in people for email in person.emails),
        "profile": _unique(profile_key(person.linkedin) for person in people),
        "key": _unique(key for person in people for key in strict_keys(person.keys).values()),
        "company": tuple(at),
        "employed": tuple(f"{name}\n{company}" for name in names for company in at),
    }


def _names(person: Contact | ImportedPerson) -> frozenset[str]:
    return name_keys(person.name, person.given, person.family)


def _in_any_order(person: Contact | ImportedPerson) -> set[str]:
    """Their names, and the same with the words in alphabetical order: "Quux, Zeb" is "Zeb Quux"."""
    names = _names(person)
    return {*names, *(" ".join(sorted(name.split())) for name in names)}


def _phones(people: Sequence[Contact | ImportedPerson], always: str, shortened: str) -> Iterator[str]:
    """Each number with each form of each name.

    Initials stand for a name where one of the two sides has no more than them: `always` marks those of any name,
    `shortened` those of a name that has a word of one letter. The two sides mark them the other way round.
    """
    numbers = {phone_key(phone).lstrip("+")[-TAIL:] for person in people for phone in person.phones}
    for words in {tuple(name.split()) for person in people for name in _names(person)}:
        if not words:
            continue
        first, last = words[0], words[-1]
        initials = "".join(sorted((first[0], last[0])))
        forms = {" ".join(sorted(words)), f"{always}:{initials}"}
        if min(len(first), len(last)) == 1:
            forms.add(f"{shortened}:{initials}")
        elif len(words) > 1:
            forms.add(f"{first[:SHORT]}* {last}")
        if len(first) > 1:
            forms.add(first)
        yield from (f"{number}\n{form}" for number in numbers if number for form in forms)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
