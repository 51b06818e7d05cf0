"""The fields of the form for an interview: how each is written as text, read back, checked and explained."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec.structs import replace

from followup_tui.model.clean import clean_line, clean_text, folded
from followup_tui.model.ids import short
from followup_tui.model.records import Round
from followup_tui.model.validation import LINE_LIMIT, TEXT_LIMIT
from followup_tui.model.words import Outcome, Permission, Stage
from followup_tui.rules.interview_entry import (
    BadEntry,
    InterviewEntry,
    PersonEntry,
    PromiseEntry,
    RoundEntry,
    parse_entered_person,
    parse_people,
    parse_round,
    round_words,
    usual_stage,
)
from followup_tui.rules.when import BadWhen, parse_when
from followup_tui.rules.wording import counted, shortened, weekday_words
from followup_tui.tui.edit_fields import FieldSpec, Remark

INTERVIEW_FIELDS: Final = (
    FieldSpec("company", "Company", "line", "Fisher Diagnostics"),
    FieldSpec("role", "Role", "line", "Data engineer"),
    FieldSpec("people", "People", "list", "Ann Lee (hiring manager), Bo Carr <bo@x.org> (recruiter)"),
    FieldSpec("began", "From", "line", "1 sep, last mon or 2026-09-01"),
    FieldSpec("ended", "To", "line", "yesterday, -3d or last fri; empty is today when it is over"),
    FieldSpec("outcome", "Outcome", "choice", choices=tuple(one.value for one in Outcome)),
    FieldSpec("said_by", "Said by", "line", "Bo"),
    FieldSpec("reason", "Reason", "line", "somebody with more of a background in maps"),
    FieldSpec("rounds", "Rounds", "lines", "2 May panel: Ann Lee, Bo Carr: they liked the maps"),
    FieldSpec("feedback", "Feedback", "line", "show more code"),
    FieldSpec("story", "Story", "text"),
    FieldSpec("offer", "Offer", "line", "senior, four days a week"),
    FieldSpec("promises", "Promises", "lines", "send the paper > fri"),
    FieldSpec("stage", "Stage", "choice", choices=("", *(one.value for one in Stage))),
    FieldSpec("permission", "Permission", "choice", choices=tuple(one.value or "not-asked" for one in Permission)),
)
_DAYS: Final = frozenset({"began", "ended"})
_SPLITS: Final = re.compile(r"[,;:()<>+\n]")
"""What a name may have in it that parts one name from the next."""
BAD: Final = (BadEntry, BadWhen)


def interview_texts(entry: InterviewEntry) -> dict[str, str]:
    """An entry as it stands in the form."""
    return {
        "company": clean_line(entry.company),
        "role": clean_line(entry.role),
        "people": ", ".join(_written(entry.people)),
        "began": _day(entry.began),
        "ended": _day(entry.ended),
        "outcome": entry.outcome.value,
        "said_by": "".join(_written((entry.said_by,) if entry.said_by else ())),
        "reason": clean_line(entry.reason),
        "rounds": "\n".join(map(_round_text, entry.rounds)),
        "feedback": clean_line(entry.feedback),
        "story": clean_text(entry.story),
        "offer": clean_line(entry.offer),
        "promises": "\n".join(map(_promise_text, entry.promises)),
        "stage": _stage_text(entry),
        "permission": entry.permission.value or "not-asked",
    }


class InterviewReader:
    """Reads the texts of the form. What still stands as it did in `before` means what it did in `former`."""

    def __init__(self, former: InterviewEntry, as_of: date) -> None:
        self._former = former
        self._as_of = as_of
        self._before = interview_texts(former)
        self._known = _known_people(former)

    def note(self, before: Mapping[str, str]) -> None:
        """Takes note of how the texts look once they stand in the form: a line there has no line ends."""
        self._before = dict(before)

    def entry(self, texts: Mapping[str, str]) -> InterviewEntry:
        """The entry that the form says.

        Raises:
            BadEntry, BadWhen: a field cannot be read; `remark` says which.
        """
        return InterviewEntry(**{name: self.value(name, text) for name, text in texts.items()})

    def value(self, name: str, text: str) -> Any:
        """What the text of a field means, as a field of an `InterviewEntry`.

        Raises:
            BadEntry, BadWhen: it cannot be read.
        """
        if name == "stage":
            return Stage(text) if text else None
        if text == self._before[name]:
            return getattr(self._former, name)
        return self._read(name, text)

    def remark(self, spec: FieldSpec, text: str) -> Remark:
        """What to say about the text of a field: a problem, or what it means."""
        try:
            value = self.value(spec.name, text)
        except BAD as error:
            return Remark(str(error), is_problem=True)
        most = TEXT_LIMIT if spec.kind == "text" or spec.name in {"reason", "feedback", "offer"} else LINE_LIMIT
        if spec.kind in {"line", "text"} and len(text) > most:
            return Remark(f"That has {len(text):,} characters; {most:,} are the most it can have.", is_problem=True)
        if spec.name in _DAYS and value:
            return Remark(weekday_words(value, self._as_of))
        if spec.name == "rounds":
            return Remark(self._rounds_words(value))
        if spec.name == "promises":
            return Remark(" · ".join(map(self._promise_words, value)))
        return Remark("")

    def _read(self, name: str, text: str) -> Any:
        if name in _DAYS:
            return parse_when(text, self._as_of, "past") if text.strip() else None
        if name == "outcome":
            return Outcome(text or Outcome.OPEN)
        if name == "permission":
            return Permission("" if text in {"", "not-asked"} else text)
        if name == "people":
            return self._people(text)
        if name == "said_by":
            line = clean_line(self._by_number(text))
            return self._same(parse_entered_person(line)) if line else None
        if name == "rounds":
            return self._lines(name, text, _round_text, self._round)
        if name == "promises":
            return self._lines(name, text, _promise_text, self._promise)
        return clean_text(text).strip() if name == "story" else clean_line(text)

    def _people(self, text: str) -> tuple[PersonEntry, ...]:
        return tuple(map(self._same, parse_people(self._by_number(text))))

    def _by_number(self, text: str) -> str:
        """The text with the id in place of every known name that would be taken apart at its own commas."""
        for name, one in self._known.items():
            if _SPLITS.search(name) and any(map(str.isalnum, name)):
                text = text.replace(name, short(one.contact))
        return text

    def _by_name(self, text: str) -> str:
        """The text with the names again: a note is nobody's list."""
        for name, one in self._known.items():
            text = text.replace(short(one.contact), name)
        return text

    def _same(self, entry: PersonEntry) -> PersonEntry:
        """The person who was in the entry under that name already, with what was typed of them besides."""
        if entry.new:
            return entry
        found = next(
            (one for name, one in self._known.items() if entry.name in {name, short(one.contact)}), None
        ) or next((one for name, one in self._known.items() if folded(name) == folded(entry.name)), None)
        return replace(entry, contact=found.contact, name=found.name) if found else entry

    def _lines(self, name: str, text: str, write: Callable[[Any], str], read: Callable[[str, Any], Any]) -> Any:
        """A line each. A line that stands as before is what it was; another is a change of one that does not."""
        former: dict[str, list[Any]] = {}
        for one in getattr(self._former, name):
            former.setdefault(write(one), []).append(one)
        wanted = [line for line in text.split("\n") if line.strip()]
        kept = {line: list(those) for line, those in former.items()}
        left = [one for line, those in former.items() if line not in wanted for one in those]
        found = []
        for number, line in enumerate(wanted, start=1):
            if kept.get(line):
                found.append(kept[line].pop(0))
                continue
            try:
                found.append(read(line, left.pop(0) if left else None))
            except BAD as error:
                raise BadEntry(f"Line {number}: {error}" if len(wanted) > 1 else str(error)) from None
        return tuple(found)

    def _round(self, line: str, _: RoundEntry | None) -> RoundEntry:
        found = parse_round(self._by_number(line), self._as_of)
        note, kind = self._by_name(found.note), self._by_name(found.kind)
        return replace(found, people=tuple(map(self._same, found.people)), note=note, kind=kind)

    def _promise(self, line: str, former: PromiseEntry | None) -> PromiseEntry:
        text, sign, when = line.rpartition(">")
        on = parse_when(when, self._as_of) if sign and when.strip() else None
        words = clean_line(text if sign else line)
        if not words:
            raise BadEntry("Say what was promised before the >, like send the paper > fri.")
        return replace(former or PromiseEntry(), text=words, on=on)

    def _rounds_words(self, rounds: Sequence[RoundEntry]) -> str:
        told = (
            " ".join(filter(None, (
                weekday_words(one.on, self._as_of) if one.on else "",
                one.kind,
                f"with {', '.join(each.name for each in one.people)}" if one.people else "",
                f"“{shortened(one.note, 40)}”" if one.note else "",
            )))
            for one in rounds[-1:]
        )  # fmt: skip
        number = f"{counted(len(rounds), 'round')}, the last: " if len(rounds) > 1 else ""
        return f"{number}{''.join(told)}"

    def _promise_words(self, one: PromiseEntry) -> str:
        return f"{shortened(one.text, 40)}, {f'by {weekday_words(one.on, self._as_of)}' if one.on else 'no day'}"


def stage_words(texts: Mapping[str, str]) -> str:
    """What an empty stage means with the other texts."""
    return f"as the rest says: {usual_stage(Outcome(texts['outcome'] or Outcome.OPEN), texts['offer']).value}"


def _known_people(entry: InterviewEntry) -> dict[str, PersonEntry]:
    """Who is in an entry by an id, under what is written for them; long names first, as they may hold short ones."""
    held = [*entry.people, *(one for each in entry.rounds for one in each.people)]
    held += [entry.said_by] if entry.said_by else []
    known = {text: one for one, text in zip(held, _written(held), strict=True) if one.contact}
    return dict(sorted(known.items(), key=lambda item: -len(item[0])))


def _written(people: Iterable[PersonEntry]) -> list[str]:
    """A name each; where two have the same, the id of the second."""
    told: dict[str, int] = {}
    written = []
    for one in people:
        name = clean_line(one.name)
        mine = told.setdefault(folded(name), one.contact) == one.contact
        written.append(name if mine or not one.contact else short(one.contact))
    return written


def _round_text(one: RoundEntry) -> str:
    return clean_line(round_words(Round(on=one.on, kind=one.kind, note=one.note), ", ".join(_written(one.people))))


def _promise_text(one: PromiseEntry) -> str:
    text = clean_line(one.text)
    return f"{text} > {one.on.isoformat()}" if one.on else f"{text} >" if ">" in text else text


def _stage_text(entry: InterviewEntry) -> str:
    """Empty where the stage is what it would be anyway, so that it follows when the outcome changes."""
    usual = usual_stage(entry.outcome, entry.offer)
    return "" if entry.stage in {None, usual} else entry.stage.value if entry.stage else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
