"""Rows of one file that are the same person, made one."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from followup_tui.exchange.identity import email_key, family_agrees, name_key, names_agree, phone_key
from followup_tui.exchange.rows import ImportedPerson
from followup_tui.model.clean import folded

STRICT_KINDS = ("linkedin:", "vcard:")
"""Keys of which a person has one a system; two different ones of a kind are two people, or one who began anew."""

MOST_SHARERS = 100
"""How many different people with one sign are compared with the next; a file of 10,000 who share one stays quick."""


def strict_keys(keys: Iterable[str]) -> dict[str, str]:
    """The first key of each strict kind."""
    found: dict[str, str] = {}
    for key in keys:
        for kind in STRICT_KINDS:
            if key.startswith(kind):
                found.setdefault(kind, key)
    return found


def keys_conflict(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two sets of keys name two different entries of one system, and none in common."""
    mine, theirs = set(some), set(others)
    if mine & theirs:
        return False
    one, other = strict_keys(mine), strict_keys(theirs)
    return any(kind in other for kind in one)


def name_keys(name: str, given: str, family: str) -> frozenset[str]:
    """The forms of a name to compare: as it is shown, and as its parts make it."""
    shown = name_key(name)
    return frozenset((shown, name_key(f"{given} {family}"))) if given and family else frozenset((shown,))


def phones_agree(phone: str, one: str, other: str) -> bool:
    """Whether a shared number speaks for one person: colleagues share a switchboard, so the names must match well.

    A number without its country code is less than that: then the names must be the same.
    """
    if not phone.startswith("+"):
        return one == other
    return names_agree(one, other) and family_agrees(one, other)


class _Groups:
    """Disjoint sets of rows: each row points to the first one it was found to be the same as."""

    def __init__(self, people: Sequence[ImportedPerson]) -> None:
        self._first = list(range(len(people)))
        self._keys = [set(person.keys) for person in people]

    def of(self, row: int) -> int:
        while self._first[row] != row:
            self._first[row] = self._first[self._first[row]]
            row = self._first[row]
        return row

    def join(self, one: int, other: int) -> None:
        first, later = sorted((self.of(one), self.of(other)))
        if first != later:
            self._first[later] = first
            self._keys[first] |= self._keys[later]

    def conflict(self, one: int, other: int) -> bool:
        return keys_conflict(self._keys[self.of(one)], self._keys[self.of(other)])


def merged_rows(people: Sequence[ImportedPerson]) -> list[ImportedPerson]:
    """The people of a file, each once, in the order of their first rows; what rows disagree on, the first one says.

    The strongest signs go first: key, e-mail, phone, then name with company. The last one is only believed when no
    key speaks against it.
    """
    groups = _Groups(people)
    names = [name_key(person.name) for person in people]
    _join(groups, people, lambda person: person.keys, lambda *_: True)
    _join(groups, people, email_keys, lambda _, one, other: names_agree(names[one], names[other]))
    _join(groups, people, phone_keys, lambda sign, one, other: phones_agree(sign, names[one], names[other]))
    _join(groups, people, _name_and_company, lambda _, one, other: not groups.conflict(one, other))
    members: dict[int, list[ImportedPerson]] = {}
    for row, person in enumerate(people):
        members.setdefault(groups.of(row), []).append(person)
    return [_one_of(rows) if len(rows) > 1 else rows[0] for rows in members.values()]


def _join(
    groups: _Groups,
    people: Sequence[ImportedPerson],
    signs: Callable[[ImportedPerson], Iterable[str]],
    holds: Callable[[str, int, int], bool],
) -> None:
    """Joins rows with a sign in common for which `holds(sign, row, row)`."""
    rows: dict[str, list[int]] = {}
    for row, person in enumerate(people):
        for sign in signs(person):
            known = rows.setdefault(sign, [])
            for other in known:
                if holds(sign, other, row):
                    groups.join(other, row)
                    break
            else:
                if len(known) < MOST_SHARERS:
                    known.append(row)


def email_keys(person: ImportedPerson) -> Iterator[str]:
    """The keys of their e-mail addresses."""
    return (email_key(email) for email in person.emails)


def phone_keys(person: ImportedPerson) -> Iterator[str]:
    """The keys of their numbers; none for what is too short to be one."""
    return filter(None, (phone_key(phone) for phone in person.phones))


def _name_and_company(person: ImportedPerson) -> Iterator[str]:
    if person.company:
        yield f"{name_key(person.name)}\n{folded(person.company)}"


def _one_of(rows: Sequence[ImportedPerson]) -> ImportedPerson:
    merged = rows[0]
    for row in rows[1:]:
        named = merged if merged.given or name_key(merged.name) != name_key(row.name) else row
        employed = merged if merged.company or merged.title else row
        merged = replace(
            merged,
            name=named.name,
            given=named.given,
            family=named.family,
            emails=united(merged.emails, row.emails, email_key),
            phones=united(merged.phones, row.phones, lambda phone: phone_key(phone) or phone),
            labels={**row.labels, **merged.labels},
            linkedin=merged.linkedin or row.linkedin,
            urls=united(merged.urls, row.urls, str),
            company=employed.company,
            title=employed.title,
            tags=united(merged.tags, row.tags, str),
            note=merged.note or row.note,
            birthday=merged.birthday or row.birthday,
            met_on=merged.met_on or row.met_on,
            keys=united(merged.keys, row.keys, str),
            notes=(*merged.notes, *row.notes),
        )
    return merged


def united(some: tuple[str, ...], others: tuple[str, ...], key: Callable[[str], str]) -> tuple[str, ...]:
    """`some`, and behind them those of `others` that are not among them by their keys."""
    known = {key(one) for one in some}
    added: dict[str, str] = {}
    for other in others:
        if key(other) not in known:
            added.setdefault(key(other), other)
    return (*some, *added.values()) if added else some
