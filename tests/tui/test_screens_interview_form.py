"""The form for an interview: quick to fill in, says what it understands, loses nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace
from textual import events
from textual.keys import _character_to_key

from followup_tui.actions.interviews import add_interview, promises_of
from followup_tui.model.ids import short
from followup_tui.model.records import Interview
from followup_tui.model.words import Outcome, Permission, Relation, Stage
from followup_tui.rules.interview_entry import InterviewEntry, PersonEntry, PromiseEntry, RoundEntry
from followup_tui.tui.interview_fields import INTERVIEW_FIELDS, InterviewReader, interview_texts
from followup_tui.tui.screens.form_input import FormInput
from tests.conftest import TODAY
from tests.tui.frames import HOSTILE
from tests.tui.pilot_app import Running, control_characters, running

MOST_KEYS = 150
"""Thirty seconds at five keys a second."""
A_PROCESS = (
    "A",
    *"Nimbus Labs", "enter",
    *"Data engineer", "enter",
    *"Ann Lee (h", "right", *", Bo Carr (rec", "right", *", Cy Fu", "enter",
    *"1 feb", "enter",
    *"-3d", "enter",
    *"ru", "enter",
    *"Bo", "enter",
    *"more Go", "enter",
    *"9 feb panel: Ann, Cy", "enter", "enter",
    "enter", "tab", "enter",
    *"send notes > fri", "enter",
    "f2",
)  # fmt: skip


def texts(**fields: str) -> dict[str, str]:
    return {**interview_texts(InterviewEntry()), **fields}


def newest(it: Running) -> Interview:
    return max(it.book.interviews.values(), key=lambda one: one.id)


def strike(it: Running, keys: Sequence[str]) -> None:
    """Strikes keys as fast as a terminal can bring them: each still is an event of its own."""
    for key in keys:
        named = _character_to_key(key) if len(key) == 1 else key
        it.app.post_message(events.Key(named, key if len(key) == 1 else None))


async def open_form(it: Running, *keys: str) -> None:
    await it.press(*(keys or ("A",)))
    await it.until(lambda: it.on_top("InterviewForm"))


async def test_a_finished_process_with_three_interviewers_takes_less_than_thirty_seconds(sample_file: Path) -> None:
    assert len(A_PROCESS) <= MOST_KEYS
    async with running(sample_file, size=(80, 36)) as it:
        strike(it, A_PROCESS[:-1])
        await it.until(lambda: "new: Ann Lee (hiring manager), Bo Carr (recruiter), Cy Fu" in it.shown)
        await it.until(lambda: "Answer Ann Lee, Bo Carr and Cy Fu with thanks by 7 Mar" in it.shown)
        await it.until(lambda: "then every 3-6 months" in " ".join(it.shown.split()))
        await it.press(A_PROCESS[-1])
        await it.until_said("Added the interview for Data engineer at Nimbus Labs (runner up)")
        made = newest(it)
        ann, bo, cy = (it.book.contacts[one] for one in made.contacts)
        assert [one.name for one in (ann, bo, cy)] == ["Ann Lee", "Bo Carr", "Cy Fu"]
        assert (ann.relation, bo.relation) == (Relation.HIRING_MANAGER, Relation.RECRUITER)
        assert {it.book.company_name(one.company) for one in (ann, bo, cy)} == {"Nimbus Labs"}
        assert (made.outcome, made.said_by, made.reason) == (Outcome.RUNNER_UP, bo.id, "more Go")
        assert (made.began, made.ended) == (date(2026, 2, 1), date(2026, 2, 28))
        assert [(one.on, one.kind, one.contacts) for one in made.rounds] == [
            (date(2026, 2, 9), "panel", (ann.id, cy.id))
        ]
        assert [(one.text, one.on) for one in promises_of(it.book, made)] == [("send notes", date(2026, 3, 6))]
        await it.press("u")
        await it.until(lambda: made.id not in it.book.interviews and ann.id not in it.book.contacts)


async def test_what_was_typed_waits_for_the_next_time_and_errors_stand_at_their_field(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 36)) as it:
        proposed = it.contact
        before = len(it.book.interviews)
        await open_form(it)
        assert proposed.name in it.shown
        await it.type("Nimbus")  # the proposed company is marked: the person proposed goes with it
        await it.until(lambda: proposed.name not in it.shown)
        await it.press("tab", "tab")
        await it.type("An, Ma")
        await it.until(lambda: "! Ma: That can be " in it.shown and "for somebody new" in it.shown)
        await it.press("tab", "tab")
        await it.type("1/2")
        await it.until(lambda: '! "1/2" can be read in two ways' in it.shown)
        await it.press("f2")
        assert it.on_top("InterviewForm")
        assert len(it.book.interviews) == before
        await it.press("escape")
        await it.until(lambda: it.on_top("ReviewScreen"))
        kept = it.book.drafts.forms
        await it.until(lambda: kept.all().get(0, {}).get("ended") == "1/2")  # also over a crash
        await open_form(it, "j", "A")
        await it.until(lambda: "as you left it" in it.shown and '! "1/2" can be' in it.shown)
        await it.press("f4")
        await it.until(lambda: "Nimbus" not in it.shown)
        await it.press("f4")
        await it.until(lambda: "Nimbus" in it.shown)
        await it.press("f4", "escape")
        await it.until(lambda: not kept.all())
        await it.until(lambda: it.on_top("ReviewScreen"))


async def test_an_interview_is_changed_where_it_differs_and_nothing_else(sample_file: Path) -> None:
    async with running(sample_file, size=(120, 50)) as it:
        held = next(
            one for one in it.book.interviews.values() if len(one.contacts) > 1 and one.outcome is Outcome.REJECTED
        )
        await it.press("g", "a")
        await it.go_to(held.contacts[0])
        timeline = it.screen.timeline
        timeline.focus()
        while timeline.cursor_key != ("interview", held.id):
            timeline.action_cursor_down()
        await open_form(it, "e")
        field = it.app.screen.query_one("#edit-feedback", FormInput)
        field.focus()
        await it.press("end")
        await it.type(" and smile")
        await it.press("f2")
        await it.until(lambda: it.on_top("ReviewScreen"))
        now = it.book.interviews[held.id]
        assert replace(now, feedback=held.feedback, updated=held.updated) == held
        assert now.feedback == f"{held.feedback} and smile".strip()
        add_interview(it.book, InterviewEntry(company=it.book.company_name(held.company), role="Gardener"))
        it.screen.go_to("company", held.company)
        await it.press("g", "e")
        await it.until(lambda: it.on_top("InterviewChoice") and "Gardener at" in it.shown)
        await it.press("G", "enter")
        await it.until(lambda: it.on_top("InterviewForm") and "Edit the interview for Gardener" in it.shown)


async def test_hostile_texts_are_shown_as_text(sample_file: Path) -> None:
    async with running(sample_file, size=(60, 16)) as it:
        await open_form(it)
        for name in HOSTILE[:20]:
            await it.type(name)
        await it.press("tab")
        await it.type(HOSTILE[5])
        await it.press("tab")
        await it.type(", ".join(one for one in HOSTILE[:18] if one.isprintable()))
        await it.until(lambda: "new: " in it.shown or "! " in it.shown)
        assert not control_characters(it.shown)
        await it.press("escape")
        await it.until(lambda: it.on_top("ReviewScreen"))


def test_an_entry_comes_back_from_the_form_as_it_was() -> None:
    people = (
        PersonEntry(name="Lee, Ann (CEO)", contact=4096), PersonEntry(name="Bo", contact=8192),
        PersonEntry(name="bo", contact=12288),
    )  # fmt: skip
    entry = InterviewEntry(
        company="Fisher", role="CTO", people=people, said_by=people[2], outcome=Outcome.REJECTED,
        rounds=(RoundEntry(kind="panel", people=people, note="one\ntwo: three"), RoundEntry(kind="call")),
        reason="one\nline", story="one\ntwo", stage=Stage.FINAL, permission=Permission.GIVEN,
        promises=(PromiseEntry(text="send a > b", task=5, to=people[:1]), PromiseEntry(text="call", task=6),
                  PromiseEntry(text="call", task=7)),
    )  # fmt: skip
    reader = InterviewReader(entry, TODAY)
    shown = interview_texts(entry)
    assert reader.entry(shown) == entry
    changed = reader.entry(
        {
            **shown,
            "people": f"Lee, Ann (CEO) (recruiter), Bo, {short(12288)}, Cy",
            "promises": "call\nsend b > fri\ncall",
        }
    )
    assert [(one.contact, one.name, one.relation) for one in changed.people] == [
        (4096, "Lee, Ann (CEO)", Relation.RECRUITER), (8192, "Bo", Relation.NONE), (12288, "bo", Relation.NONE),
        (0, "Cy", Relation.NONE),
    ]  # fmt: skip
    assert [(one.text, one.task, one.to) for one in changed.promises] == [
        ("call", 6, ()), ("send b", 5, people[:1]), ("call", 7, ()),
    ]  # fmt: skip
    edited = reader.entry({**shown, "rounds": shown["rounds"].replace("panel", "lunch")}).rounds[0]
    assert (edited.kind, [one.contact for one in edited.people]) == ("lunch", [4096, 8192, 12288])


def test_a_line_that_cannot_be_read_is_named() -> None:
    reader = InterviewReader(InterviewEntry(), TODAY)
    specs = {spec.name: spec for spec in INTERVIEW_FIELDS}
    assert "Line 2: " in reader.remark(specs["promises"], "call\nsend > soon").text
    assert "Say what was promised" in reader.remark(specs["promises"], "> fri").text
    assert (
        reader.remark(specs["rounds"], "1 feb call\n9 feb panel: Ann").text
        == "2 rounds, the last: Mon 9 Feb panel with Ann"
    )
    assert reader.entry(texts(stage="", outcome="offer-declined")).stage is None
