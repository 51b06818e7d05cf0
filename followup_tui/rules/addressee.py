"""Whom a message goes to: by which names they may be called, where they are, and what in a text belongs to others."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

from followup_tui.model.clean import folded
from followup_tui.rules.sentences import Sentence

_NOBODY = frozenset(
    {
        "again", "all", "both", "colleague", "colleagues", "crew", "dear", "everybody", "everyone", "folks", "friend",
        "friends", "from", "gang", "guys", "hello", "hi", "hiring", "madam", "manager", "mate", "my", "old", "people",
        "sir", "team", "there", "world",
    }
)  # fmt: skip
"""Words of a greeting that are nobody's name."""
_NICKNAMES = tuple(
    frozenset(group.split())
    for group in (
        "alexander alexandra alex sasha sascha sandra xander", "andrew andreas andy drew", "anthony antonia tony",
        "barbara barb babs", "benjamin ben", "catherine katherine kathryn cathy kate kathy katie kat",
        "charles charlie chuck", "christopher christine christina chris tina", "daniel danielle dan danny",
        "david dave", "edward ed eddie ted ned", "elizabeth liz lizzie beth betty eliza lisa", "frederick fred freddy",
        "gabriel gabriela gabe gabi", "gregory greg", "james jim jimmy jamie", "jennifer jen jenny",
        "jessica jess", "john johannes jack johnny hans", "jonathan jon", "joseph josephine joe jo", "joshua josh",
        "kenneth ken kenny", "lawrence laurence larry", "margaret maggie meg peggy", "matthew matt", "michael michaela "
        "mike mick micha", "nicholas nicolas nicole nick niko nicky", "patricia patrick pat patty paddy", "peter pete",
        "philip phillip phil", "rebecca becky", "richard rich rick dick ricky", "robert bob rob bobby bert",
        "ronald ron", "samuel samantha sam sammy", "stephen steven stefan steve", "susan suzanne sue susie",
        "theodore theo ted", "thomas tom tommy", "timothy tim", "victoria vicky tori", "william will bill billy liam",
        "zachary zach zack",
    )
)  # fmt: skip
_NAME = r"[^\W\d_][\w'’.-]*"
_GREETING = re.compile(
    r"\A\s*(?:hi|hiya|hello|hey|dear|greetings|good (?:morning|afternoon|evening)|hallo|liebe|lieber|moin|bonjour|"
    rf"salut|hola|ciao|cara|caro)(?: again| there)?,?[ ]+(?P<names>{_NAME}(?:(?: and| &|,)? {_NAME}){{0,3}}?)"
    r"[ ]*(?=[,!:;–—\n]|\Z|\.(?:\s|\Z)| [-–—])",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?i:thanks|thank you|many thanks|congratulations|congrats|happy birthday|welcome back|well done|cheers|sorry)"
    r"(?i: again| so much| very much)?, (?P<names>[^\W\d_a-z][\w'’-]+)(?=[!.,?]|\s*$)",
    re.MULTILINE,
)
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau"})
_JOINING = frozenset({"and", "von", "van", "de", "der", "den", "da", "di", "la", "le", "el", "bin", "al", "du"})
_PLACE = re.compile(
    r"\b(?i:how(?:['’]s| is| are| have| has| goes)\b[^.?!\n]{0,50}?"
    r"|(?:life|things|everything|all|work) (?:is|are|goes|go|at)\b[^.?!\n]{0,30}?"
    r"|you(?:['’]re| are)\b[^.?!\n]{0,20}?"
    r"|your (?:new )?(?:role|job|position|team|work|colleagues|start|office|people|first \w+)\b[^.?!\n]{0,15}?)"
    r"(?<=[ ])at (?P<place>[^\W\d_a-z][\w&.'’-]*(?: (?:[^\W_a-z][\w&.'’-]*|of|and|the|&))*)"
)
_PAST = re.compile(
    r"\b(?:interview\w*|met|was|were|had|left|used to|back then|when|ago|talked|spoke|worked)\b", re.IGNORECASE
)


class Addressee(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a message goes to. All names but `first_name` and `company_now` are folded."""

    first_name: str
    called: frozenset[str] = frozenset()
    """Every word by which they may be called."""
    mine: frozenset[str] = frozenset()
    """The writer's own names: who signs is not addressed."""
    company_now: str = ""
    companies: frozenset[str] = frozenset()
    """The names of their company."""
    elsewhere: frozenset[str] = frozenset()
    """The names of companies where they are not: those they left, and all others of the network."""


class Misplaced(NamedTuple):
    """Words that belong to somebody else, and what to put there."""

    text: str
    start: int
    end: int
    fix: str | None


def names_for(words: Iterable[str]) -> frozenset[str]:
    """Every folded word that `words` (names, parts of addresses) allow, with the short forms that are customary."""
    own = {word for text in words for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", folded(text))}
    own |= {part for word in own for part in re.split(r"['’-]", word) if len(part) > 1}
    return frozenset(own.union(*(group for group in _NICKNAMES if not group.isdisjoint(own))))


def greeted(text: str) -> tuple[str, ...]:
    """The names in the greeting of a message, as they are written."""
    match = _GREETING.match(text)
    return tuple(_names(match["names"])) if match else ()


def wrong_names(body: str, who: Addressee) -> Iterator[Misplaced]:
    """Whoever is addressed in a text and is not they. Nobody who is only spoken of."""
    match = _GREETING.match(body)
    if match and who.called:
        yield from _misplaced(match["names"], match.start("names"), who)
    last_line = body.rstrip().rfind("\n") + 1
    for call in _CALL.finditer(body):
        signs = call.start() >= last_line > 0
        if who.called and not signs and folded(call["names"]) not in who.mine:
            yield from _misplaced(call["names"], call.start("names"), who)


def wrong_companies(sentences: Iterable[Sentence], who: Addressee) -> Iterator[Misplaced]:
    """Companies that a text takes for theirs now and that are known to be others. What was is left alone."""
    for sentence in sentences:
        if _PAST.search(sentence.text):
            continue
        for match in _PLACE.finditer(sentence.text):
            place = _company(match["place"], who.elsewhere)
            if place and folded(place) not in who.companies and not _is_part(folded(place), who.companies):
                start = sentence.start + match.start("place")
                yield Misplaced(place, start, start + len(place), who.company_now or None)


def _misplaced(names: str, start: int, who: Addressee) -> Iterator[Misplaced]:
    words = list(_names(names))
    if words and not any(_may_be_called(word, who.called) for word in words):
        yield Misplaced(names, start, start + len(names), who.first_name or None)


def _names(names: str) -> Iterator[str]:
    """The words of a greeting that are names: capitals, or letters that have none. None when it is no row of names."""
    found = []
    for word in re.findall(_NAME, names):
        bare = word.rstrip(".")
        if folded(bare) in _TITLES | _JOINING:
            continue
        if folded(bare) in _NOBODY or bare[0].islower():
            return
        found.append(bare)
    yield from found


def _may_be_called(word: str, called: Collection[str]) -> bool:
    said = folded(word)
    parts = [said, *re.split(r"['’-]", said)]
    if any(part in called for part in parts):
        return True
    # A short form that nobody listed: Seb for Sebastian; but Ann is not Anna.
    short = [name for name in called if len(said) >= 3 and len(name) - len(said) >= 2 and name.startswith(said)]
    return bool(short)


def _company(words: str, known: Collection[str]) -> str:
    """The longest beginning of some words that names a known company, as it is written; empty when none does."""
    parts = words.split(" ")
    for length in range(len(parts), 0, -1):
        name = " ".join(parts[:length])
        for one in (name, name.rstrip(".,'’-"), re.sub(r"['’]s$", "", name)):
            if folded(one) in known:
                return one
    return ""


def _is_part(place: str, companies: Iterable[str]) -> bool:
    """Whether one name is the other with more words: Google, and Google Cloud."""
    return any(f" {place} " in f" {one} " or f" {one} " in f" {place} " for one in companies)
