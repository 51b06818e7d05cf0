"""All that is known about one contact, as JSON."""

from typing import Any

import msgspec

from followup_tui.actions.following import Following
from followup_tui.actions.interviews import promises_of
from followup_tui.book import Book
from followup_tui.cli.rows import row_of
from followup_tui.model.ids import short
from followup_tui.model.records import Contact, Draft, Interaction, Interview, Result, Task

_OWN = (
    "phones", "linkedin", "urls", "topics", "relation", "place", "language", "birthday", "how_met", "met_on",
    "raise_next", "avoid_next", "note", "added_on", "snoozed_until", "planned_on", "paused_on", "paused_until",
    "archived_on",
)  # fmt: skip


def profile_of(book: Book, contact: Contact) -> dict[str, Any]:
    """What ``show --json`` prints: the row that every list has, the fields of the contact, and its history."""
    row = msgspec.structs.asdict(row_of(book, contact.id))
    verdict = book.verdict(contact.id)
    draft = book.drafts.get(contact.id)
    return {
        "as_of": book.as_of,
        "contact": {
            **row,
            **{name: getattr(contact, name) for name in _OWN},
            "unanswered": verdict.unanswered,
            "owes_since": verdict.owes_since,
        },
        "positions": [
            {
                "company": book.company_name(one.company),
                "title": one.title,
                "since": one.since,
                "until": one.until,
            }
            for one in contact.positions
        ],
        "interviews": [interview_row(book, one) for one in book.interviews_of(contact.id)],
        "interactions": [interaction_row(book, one) for one in book.interactions_of(contact.id)],
        "tasks": [task_row(book, one) for one in book.tasks_of(contact.id)],
        "results": [result_row(book, one) for one in book.results_of(contact.id)],
        "drafts": [draft_row(draft)] if draft else [],
    }


def interview_row(book: Book, interview: Interview) -> dict[str, Any]:
    """An interview."""
    return {
        "id": short(interview.id),
        "company": book.company_name(interview.company),
        "role": interview.role,
        "stage": interview.stage,
        "outcome": interview.outcome,
        "began": interview.began,
        "ended": interview.ended,
        "with": _people(book, interview.contacts),
        "said_by": next(iter(_people(book, (interview.said_by,) if interview.said_by else ())), None),
        "permission": interview.permission,
        "offer": interview.offer,
        "came_of": short(interview.came_of) if interview.came_of else None,
        "promises": [task_row(book, one) for one in promises_of(book, interview)],
        "reason": interview.reason,
        "story": interview.story,
        "feedback": interview.feedback,
        "rounds": [
            {"on": one.on, "kind": one.kind, "with": _people(book, one.contacts), "note": one.note}
            for one in interview.rounds
        ],
    }


def following_row(book: Book, one: Following) -> dict[str, Any]:
    """A step that follows an interview, and whom it is for."""
    return {"kind": one.kind, "with": _people(book, one.contacts), "opens": one.opens, "latest": one.latest}


def interaction_row(book: Book, one: Interaction) -> dict[str, Any]:
    """An interaction."""
    return {
        "id": short(one.id),
        "on": one.on,
        "channel": one.channel,
        "direction": one.direction,
        "with": _people(book, one.contacts),
        "counts": one.counts,
        "subject": one.subject,
        "text": one.text,
        "template": one.template,
        "shared": [short(clipping) for clipping in one.shared],
        "next": one.next_step,
        "next_on": one.next_on,
    }


def task_row(book: Book, task: Task) -> dict[str, Any]:
    """A promise."""
    return {
        "id": short(task.id),
        "text": task.text,
        "on": task.on,
        "done_on": task.done_on,
        "with": _people(book, task.contacts),
        "company": book.company_name(task.company),
    }


def result_row(book: Book, result: Result) -> dict[str, Any]:
    """What a contact gave."""
    return {
        "id": short(result.id),
        "kind": result.kind,
        "on": result.on,
        "company": book.company_name(result.company),
        "role": result.role,
        "value": result.value,
        "note": result.note,
        "from": _people(book, (result.contact,)),
        "came_of": short(result.came_of) if result.came_of else "",
        "interaction": short(result.interaction) if result.interaction else "",
        "interview": short(result.interview) if result.interview else "",
    }


def draft_row(draft: Draft) -> dict[str, Any]:
    """A message begun and not yet sent."""
    return {
        "channel": draft.channel,
        "subject": draft.subject,
        "body": draft.body,
        "template": draft.template,
        "shared": [short(clipping) for clipping in draft.shared],
        "updated": draft.updated,
    }


def _people(book: Book, contacts: tuple[int, ...]) -> list[dict[str, str]]:
    return [{"id": short(one), "name": book.contacts[one].name if one in book.contacts else ""} for one in contacts]
