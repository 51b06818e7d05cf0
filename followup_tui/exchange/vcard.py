"""The format ``vcard``: address books as .vcf files, versions 2.1, 3.0 and 4.0, or a folder of them."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from followup_tui.exchange.identity import email_key, linkedin_address, linkedin_slug
from followup_tui.exchange.names import PersonName, from_card
from followup_tui.exchange.rows import BadImport, ImportedPerson, Reading, Row, Skipped
from followup_tui.exchange.source import Source, SourceFolder
from followup_tui.exchange.vcard_lines import Card, Line, count_cards, parts, read_cards, unescaped
from followup_tui.model.clean import clean_line, clean_text
from followup_tui.model.partial_date import birthday_parts
from followup_tui.model.validation import LINE_LIMIT, NAME_LIMIT, is_email

_NO_PERSON = {"org": "a company", "group": "a group", "location": "a place", "device": "a device"}
_NO_VOICE = frozenset({"fax", "pager", "modem", "bbs", "telex"})
_LABELS = {"work": "work", "home": "home", "cell": "mobile", "mobile": "mobile", "iphone": "mobile"}
_BUILT_IN = re.compile(r"_\$!<(.*)>!\$_")
_SYSTEM_GROUPS = frozenset({"my-contacts", "mycontacts", "starred", "friends-and-family", "unfiled"})
_DAY = re.compile(r"(\d{4}|--)-?(\d{2})-?(\d{2})(?:[T ].*)?")
_NO_YEAR = "1604"
"""The year that Apple writes for a birthday without one: a leap year nobody lives from."""
_TEL = re.compile(r"(?:tel:)?([^;]*)(?:;ext=(\d+))?.*", re.IGNORECASE)
_LEAST_DIGITS = 3
_LAST = 101
"""The place of a value without a preference; those with one have 1 to 100."""


class VCard:
    """Reads cards; see `exchange.formats.Format`."""

    name = "vcard"

    def detects(self, head: bytes, name: str) -> bool:
        """Whether a file begins with a card, in any charset."""
        return count_cards(head) > 0

    def read(self, source: Source) -> Reading:
        """The people on the cards. In a folder, cards are counted on from file to file, in the order of their names.

        Raises:
            BadImport: it cannot be read, or there is no card in it.
        """
        if isinstance(source, SourceFolder):
            files = list(source.cards())
            return Reading(len(files), _folder(source))
        total = count_cards(source.data)
        if not total:
            raise BadImport(f"{source.name} holds no vCard; each begins with a line BEGIN:VCARD.")
        return Reading(total, map(person_of, read_cards(source.data)))


def _folder(folder: SourceFolder) -> Iterator[Row]:
    rows = count(1)
    for file in folder.cards():
        try:
            cards = list(read_cards(file.data))
        except BadImport as error:
            yield Skipped(next(rows), str(error))
            continue
        if not cards:
            yield Skipped(next(rows), f"{clean_line(file.name)} holds no vCard.")
        for card in cards:
            row = person_of(card._replace(number=next(rows)))
            yield Skipped(row.row, f"{clean_line(file.name)}: {row.why}") if isinstance(row, Skipped) else row


def person_of(card: Card) -> ImportedPerson | Skipped:
    """The person of a card, or why there is none."""
    lines: dict[str, list[Line]] = {}
    for line in card.lines:
        lines.setdefault(line.name, []).append(line)
    kind = _first(lines, "KIND", "X-ADDRESSBOOKSERVER-KIND").lower()
    if kind in _NO_PERSON:
        return Skipped(card.number, f"The card is of {_NO_PERSON[kind]}, not of a person.")
    notes = [] if card.closed else ["The card has no END:VCARD; what there is of it was read."]
    labels: dict[str, str] = {}
    custom = {line.group: line.value for line in lines.get("X-ABLABEL", ()) if line.group}
    emails = _emails(lines, labels, custom, notes)
    company = _company(lines)
    called = _called(lines, emails)
    if not called.name or _shows_company(lines, called.name, company):
        named = f"names a company ({company[:60]}) and no person" if company else "has no name and no e-mail address"
        return Skipped(card.number, f"The card {named}.")
    slug = _slug(lines)
    uid = clean_line(_first(lines, "UID", "X-ABUID")).removeprefix("urn:uuid:").lower()[:NAME_LIMIT]
    return ImportedPerson(
        row=card.number,
        name=called.name,
        given=called.given,
        family=called.family,
        emails=emails,
        phones=_phones(lines, labels, custom, notes),
        labels=labels,
        linkedin=linkedin_address(slug) if slug else "",
        urls=_urls(lines, notes),
        company=company,
        title=clean_line(unescaped(_first(lines, "TITLE") or _first(lines, "ROLE"))),
        tags=_tags(lines.get("CATEGORIES", ())),
        note=_note(lines.get("NOTE", ())),
        birthday=_birthday(lines.get("BDAY", ()), notes),
        keys=tuple(key for key in (uid and f"vcard:{uid}", slug and f"linkedin:{slug}") if key),
        notes=tuple(notes),
    )


def _first(lines: dict[str, list[Line]], *names: str) -> str:
    """The value of the first property of these names that has one."""
    return next((line.value for name in names for line in lines.get(name, ()) if line.value.strip()), "")


def _called(lines: dict[str, list[Line]], emails: tuple[str, ...]) -> PersonName:
    structured = [clean_line(part) for part in parts(_first(lines, "N"), ";")]
    family, given, middle = (*structured, "", "", "")[:3]
    full = clean_line(unescaped(_first(lines, "FN"))) or clean_line(f"{given} {middle} {family}")
    full = full or clean_line(unescaped(_first(lines, "NICKNAME")))
    return from_card(full, given, family) if full else PersonName(emails[0] if emails else "", "", "")


def _shows_company(lines: dict[str, list[Line]], name: str, company: str) -> bool:
    """Whether the card is a company's: it says so, or its only name is the company's."""
    if _first(lines, "X-ABSHOWAS").upper() == "COMPANY":
        return True
    return bool(company) and name == company and not _first(lines, "N").strip(" ;")


def _company(lines: dict[str, list[Line]]) -> str:
    """The organisation; its units behind it are left out."""
    return next((clean_line(part) for part in parts(_first(lines, "ORG"), ";") if part.strip()), "")


def _preferred(lines: Iterable[Line]) -> list[Line]:
    """Lines by preference: ``PREF=1`` of version 4.0, ``TYPE=pref`` of 3.0, bare ``PREF`` of 2.1; else as they come."""

    def place(line: Line) -> int:
        number = (*line.parameters.get("PREF", ()), "")[0]
        return int(number) if number.isascii() and number.isdigit() else 1 if "pref" in line.types() else _LAST

    return sorted(lines, key=place)


def _label(line: Line, custom: dict[str, str]) -> str:
    own = custom.get(line.group, "") if line.group else ""
    if own:
        built_in = _BUILT_IN.fullmatch(own)
        word = clean_line(built_in[1] if built_in else unescaped(own)).lower()
        return _LABELS.get(word, word)
    return next((label for word, label in _LABELS.items() if word in line.types()), "")


def _emails(
    lines: dict[str, list[Line]], labels: dict[str, str], custom: dict[str, str], notes: list[str]
) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for line in _preferred(lines.get("EMAIL", ())):
        email = clean_line(unescaped(line.value)).removeprefix("mailto:").strip("<> ")
        if not email:
            continue
        if not is_email(email):
            notes.append(f'"{email[:60]}" is not an e-mail address and was left out.')
            continue
        if email_key(email) not in found and (label := _label(line, custom)):
            labels[email] = label
        found.setdefault(email_key(email), email)
    return tuple(found.values())


def _phones(
    lines: dict[str, list[Line]], labels: dict[str, str], custom: dict[str, str], notes: list[str]
) -> tuple[str, ...]:
    """Numbers that somebody answers: no fax, no pager."""
    found: dict[str, None] = {}
    for line in _preferred(lines.get("TEL", ())):
        match = _TEL.fullmatch(clean_line(unescaped(line.value)))
        if match is None or line.types() & _NO_VOICE or not match[1].strip():
            continue
        phone = match[1].strip() + (f" ext. {match[2]}" if match[2] else "")
        if sum(letter.isdecimal() for letter in phone) < _LEAST_DIGITS:
            notes.append(f'"{phone[:40]}" is not a phone number and was left out.')
            continue
        if phone not in found and (label := _label(line, custom)):
            labels[phone] = label
        found[phone] = None
    return tuple(found)


def _profiles(lines: dict[str, list[Line]]) -> Iterator[Line]:
    for name in ("X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "X-LINKEDIN-URL", "URL"):
        yield from lines.get(name, ())


def _slug(lines: dict[str, list[Line]]) -> str:
    """The LinkedIn profile: an address of one anywhere, else the bare name in a field for it."""
    for line in _profiles(lines):
        if slug := linkedin_slug(unescaped(line.value)):
            return slug
    for line in _profiles(lines):
        service = {*line.types(), *(word.lower() for word in line.parameters.get("SERVICE-TYPE", ()))}
        user = clean_line(unescaped(line.value)).removeprefix("x-apple:").lower()
        if "linkedin" in service and user and not set(user) & set(" /:"):
            return user
    return ""


def _urls(lines: dict[str, list[Line]], notes: list[str]) -> tuple[str, ...]:
    found = (clean_line(unescaped(line.value)) for line in _preferred(lines.get("URL", ())))
    urls = dict.fromkeys(url for url in found if url and not linkedin_slug(url))
    notes += [f"An address of {len(url):,} characters was left out." for url in urls if len(url) > LINE_LIMIT]
    return tuple(url for url in urls if len(url) <= LINE_LIMIT)


def _tags(lines: Iterable[Line]) -> tuple[str, ...]:
    """Categories as tags: in lower case, with hyphens for spaces, so that they can be typed behind a ``#``."""
    words = ("-".join(clean_line(word).lower().split()) for line in lines for word in unescaped(line.value).split(","))
    return tuple(
        dict.fromkeys(word for word in (word.lstrip("#*-") for word in words) if word not in {"", *_SYSTEM_GROUPS})
    )


def _note(lines: Iterable[Line]) -> str:
    texts = (clean_text(unescaped(line.value)).strip() for line in lines)
    return "\n\n".join(dict.fromkeys(filter(None, texts)))


def _birthday(lines: Iterable[Line], notes: list[str]) -> str:
    given = [clean_line(line.value) for line in lines if line.value.strip()]
    for text in given:
        match = _DAY.fullmatch(text)
        year = match[1] if match else ""
        day = f"{'-' if year in {'--', _NO_YEAR} else year}-{match[2]}-{match[3]}" if match else ""
        if birthday_parts(day):
            return day
    if given:
        notes.append(f'"{given[0][:20]}" is not a birthday like 1984-02-03 and was left out.')
    return ""
