"""Whom the person asked to forget, as salted fingerprints: enough to know them when an import brings them again.

What is kept cannot be turned back into a name or an address without trying out names: it is a keyed hash, the key is
random for each data file, and the file is for the owner alone.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from followup_tui.store.atomic import own_folder, replace_file
from followup_tui.store.disk import DISK, Disk
from followup_tui.store.errors import Unreadable
from followup_tui.store.places import Places

Marks = Mapping[str, Iterable[str]]
"""What somebody is known by, by kind, each in its form to compare.

``email``, ``profile``, ``key`` (of another program) and ``id`` (of this one) are theirs alone. ``phone`` is a number
together with a name, as people share numbers; so is ``employed``, a name with a company. ``name`` and ``company`` stand
alone.
"""
STRONG = ("email", "profile", "key", "id", "phone")
"""Kinds of which one in common is enough."""
AGAINST = ("email", "profile", "id", "company")
"""Kinds that speak against a name alone, where both have one and none is in common: it is a namesake's."""


class _Person(msgspec.Struct, frozen=True):
    on: date
    marks: dict[str, frozenset[str]]


class Fingerprints(msgspec.Struct, frozen=True):
    """All fingerprints of one data file."""

    salt: str
    people: tuple[_Person, ...] = ()

    def know(self, marks: Marks) -> bool:
        """Whether somebody with these marks was to be forgotten."""
        if not self.people:
            return False
        seen = self._hashed(marks)
        return any(_same(person.marks, seen) for person in self.people)

    def with_person(self, marks: Marks, on: date) -> "Fingerprints":
        """The same with one person more."""
        return msgspec.structs.replace(self, people=(*self.people, _Person(on, self._hashed(marks))))

    def _hashed(self, marks: Marks) -> dict[str, frozenset[str]]:
        key = bytes.fromhex(self.salt)
        return {
            kind: frozenset(
                blake2b(f"{kind}:{one}".encode(), key=key, digest_size=16).hexdigest() for one in values if one
            )
            for kind, values in marks.items()
        }


def _same(known: Mapping[str, frozenset[str]], seen: Mapping[str, frozenset[str]]) -> bool:
    """A name with the company is believed unless there are two profiles; a name alone only where nothing speaks
    against it."""
    none: frozenset[str] = frozenset()
    shared = {kind for kind in known if known[kind] & seen.get(kind, none)}
    differing = {kind for kind in known if known[kind] and seen.get(kind)} - shared
    if shared.intersection(STRONG):
        return True
    if "employed" in shared:
        return not differing & {"profile", "id"}
    return "name" in shared and not differing.intersection(AGAINST)


def fingerprints_of(places: Places) -> Fingerprints:
    """The fingerprints of a data file; none, with a new salt, where nobody was forgotten yet.

    Raises:
        Unreadable: the file of fingerprints is damaged.
    """
    try:
        return msgspec.json.decode(places.forgotten.read_bytes(), type=Fingerprints)
    except FileNotFoundError:
        return Fingerprints(secrets.token_hex(32))
    except (OSError, msgspec.MsgspecError) as error:
        raise Unreadable(f"{places.forgotten} cannot be read ({error}); followup doctor says more.") from error


def keep_fingerprints(places: Places, fingerprints: Fingerprints, disk: Disk = DISK) -> None:
    """Writes the fingerprints.

    Raises:
        OSError: the disk said no.
    """
    own_folder(places.folder, disk)
    document: Any = msgspec.json.encode(fingerprints)
    replace_file(places.forgotten, [document], disk)


def forget_theirs_too(places: Places, path: Path, disk: Disk = DISK) -> bool:
    """Adds the fingerprints of another machine's list. False when they cannot be compared with ours: it cannot be read,
    or its key is another one, as when both machines forgot somebody for the first time before they knew of each other.

    Raises:
        OSError: the disk said no.
    """
    try:
        theirs = msgspec.json.decode(path.read_bytes(), type=Fingerprints)
        ours = fingerprints_of(places)
    except (msgspec.MsgspecError, Unreadable):
        return False
    if theirs.salt != ours.salt:
        return False
    more = tuple(person for person in theirs.people if person not in ours.people)
    keep_fingerprints(places, msgspec.structs.replace(ours, people=(*ours.people, *more)), disk)
    return True
