"""The reason line: a fact and its day, in one plain sentence, whatever the records hold."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.model.records import Contact, Interaction, Interview, Task
from followup_tui.model.settings import Cadences
from followup_tui.model.words import Channel, Direction, Outcome
from followup_tui.rules.reason import latest_of, reason
from followup_tui.rules.today import Kind
from followup_tui.rules.touches import touches_of
from followup_tui.rules.verdict import encounters, verdict
from tests.strategies import CADENCES, SOME_DAYS, interviews, standings, touches_in_any_order

DAY = date(2026, 11, 23)
IN, OUT = Direction.IN, Direction.OUT


def said(
    *steps: tuple[int, Direction, str],
    met: Interview | None = None,
    company: str = "Acme",
    channel: Channel = Channel.EMAIL,
    **fields: object,
) -> str:
    """The line for Ann on `DAY`, after messages so many days ago."""
    ann = Contact(**{"id": 1, "name": "Ann Lee", "added_on": date(2020, 1, 1), **fields})  # type: ignore[arg-type]  # fields of a contact
    rows = [
        Interaction(id=number, on=DAY - timedelta(days=ago), direction=way, text=text, channel=channel, contacts=(1,))
        for number, (ago, way, text) in enumerate(steps, start=1)
    ]
    encounter = encounters([met] if met else [], DAY).get(1)
    found = verdict(ann, touches_of(rows, DAY), encounter, Cadences(), DAY)
    return reason(ann, found, DAY, interview=met, company=company if met else "", last=latest_of(rows[::-1]))


def interview(days_ago: int, outcome: Outcome, role: str = "Data Engineer") -> Interview:
    ended = DAY - timedelta(days=days_ago)
    return Interview(id=1, company=1, role=role, contacts=(1,), ended=ended, outcome=outcome)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (said((40, OUT, "")), "Last in touch 6 weeks ago; next from 14 Jan 2027 (3-6 months)."),
        (
            said((120, OUT, "")),
            "Last in touch 4 months ago; a good time to write is until 26 Jan 2027 (3-6 months).",
        ),
        (said((184, OUT, "")), "Last in touch 6 months ago; today is the last day of the window (3-6 months)."),
        (said((185, OUT, "")), "Last in touch 6 months ago; 1 day past the window (3-6 months)."),
        (said((30, OUT, ""), cadence="2w"), "Last in touch 4 weeks ago; 13 days past the window (2 weeks)."),
        (said(added_on=DAY), "Added today, never in touch yet; a first hello is planned by 23 May 2027."),
        (said(), "Added 6 years ago, never in touch yet; a first hello was planned by 1 Jul 2020."),
        (said(added_on=None), "Never in touch yet; a first hello is planned by 23 May 2027."),
        (said((90, OUT, ""), cadence="none"), "Last in touch 3 months ago; no cadence, so never due."),
        (
            said(met=interview(1100, Outcome.OFFER_DECLINED)),
            "The interview for Data Engineer at Acme ended 3 years ago (offer declined); 2 years past the window"
            " (3-6 months).",
        ),
        (
            said(met=interview(30, Outcome.REJECTED, "")),
            "The interview at Acme ended 4 weeks ago (rejected); a gentle word until 7 Dec: the seat may be open"
            " again.",
        ),
        (
            said(met=interview(30, Outcome.WITHDREW, "")),
            "The interview at Acme ended 4 weeks ago (withdrew); next from 24 Jan 2027 (3-6 months).",
        ),
        (
            said((16, OUT, ""), met=interview(20, Outcome.ROLE_CLOSED, "")),
            "The interview at Acme ended 20 days ago (role closed); a gentle word from 3 Dec to 17 Dec: the seat may be"
            " open again.",
        ),
        (
            said(met=interview(0, Outcome.RUNNER_UP)),
            "The interview for Data Engineer at Acme ended today (runner up); answer with thanks by 30 Nov.",
        ),
        (
            said((9, OUT, ""), met=interview(8, Outcome.REJECTED, "")),
            "The interview at Acme ended 8 days ago (rejected); an answer with thanks is still welcome.",
        ),
        (
            said(met=interview(1, Outcome.OFFER_DECLINED, "")),
            "The interview at Acme ended yesterday (offer declined); tell them by tomorrow.",
        ),
        (
            said(met=interview(1, Outcome.OPEN, "CTO")),
            "The interview for CTO at Acme had a round yesterday; thank them by today.",
        ),
        (
            said(met=interview(20, Outcome.OPEN, "CTO")),
            "The interview for CTO at Acme is still open, its last step was 20 days ago; next from 3 Feb 2027"
            " (3-6 months).",
        ),
        (
            said((100, OUT, ""), (30, OUT, "")),
            "2 messages unanswered, the last 4 weeks ago; next from 11 Mar 2027 (3-6 months).",
        ),
        (
            said((300, OUT, ""), (200, OUT, ""), (100, OUT, "")),
            "3 messages unanswered, the last 3 months ago, perhaps let it rest; next from 15 Feb 2027 (3-6 months).",
        ),
        (
            said((21, IN, "Could you send me the paper? I would love to read it.")),
            "They have waited 3 weeks for your answer (“Could you send me the paper?”).",
        ),
        (
            said((21, IN, "Hi"), (1, IN, "Did you get my mail?")),
            "They have waited 3 weeks for your answer; last on 22 Nov (“Did you get my mail?”).",
        ),
        (said((0, IN, "")), "They wait for your answer since today."),
        (said((3, IN, ""), channel=Channel.CALL), "They have waited 3 days for your answer."),
        (said(archived_on=DAY - timedelta(days=50)), "Archived 7 weeks ago."),
        (said(paused_on=DAY), "Paused today."),
        (
            said((2, IN, "hey"), paused_on=date(2026, 11, 14), paused_until=date(2027, 1, 2)),
            "Paused 9 days ago until Sat 2 Jan 2027; they wrote 2 days ago and wait for your answer.",
        ),
        (said(snoozed_until=date(2026, 11, 27)), "Snoozed until Fri 27 Nov."),
    ],
)
def test_it_reads_well(line: str, expected: str) -> None:
    assert line == expected


def test_promises_and_birthdays() -> None:
    ann = Contact(id=1, name="Ann Lee", added_on=DAY)
    found = verdict(ann, touches_of([], DAY), None, Cadences(), DAY)
    lines = [
        reason(ann, found, DAY, kind=Kind.TASK, task=Task(id=1, text="send her the paper", on=on))
        for on in (DAY, date(2026, 11, 20), None)
    ]
    assert lines == [
        "You promised: “send her the paper”, for today.",
        "You promised: “send her the paper”, for Fri 20 Nov (3 days ago).",
        "You promised: “send her the paper”.",
    ]
    assert reason(ann, found, DAY, kind=Kind.BIRTHDAY) == "Ann's birthday is today."


UNKIND = st.text(st.one_of(st.characters(), st.sampled_from("\x1b]0;\x07\x9b\n\r[m\u202e“”.")), max_size=200)


@given(
    standings(name=UNKIND.filter(str.strip)), touches_in_any_order(3), st.none() | interviews(contact=1), CADENCES,
    SOME_DAYS, UNKIND, st.sampled_from(Kind),
)  # fmt: skip
def test_it_is_one_line_with_a_full_stop_and_no_control_code(
    contact: Contact, rows: list[Interaction], met: Interview | None, cadences: Cadences, as_of: date, text: str,
    kind: Kind,
) -> None:  # fmt: skip
    encounter = encounters([met] if met else [], as_of).get(1)
    found = verdict(contact, touches_of(rows, as_of), encounter, cadences, as_of)
    last = Interaction(id=1, on=as_of, direction=IN, text=text, contacts=(1,))
    line = reason(
        contact, found, as_of, kind=kind, task=Task(id=1, text=text, on=as_of), interview=met, company=text, last=last
    )
    assert line.endswith(".")
    assert len(line.splitlines()) == 1
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} or letter == "\u202e" for letter in line)
    assert len(line) < 400


def test_a_note_is_not_the_last_word() -> None:
    note = Interaction(id=2, on=DAY, counts=False, contacts=(1,))
    call = Interaction(id=1, on=DAY, contacts=(1,))
    assert latest_of([note, call]) == call
    assert latest_of([note]) is None
