"""Being in touch and deciding not to be, on a real store."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.actions import people, touch
from followup_tui.actions.outcome import Refused
from followup_tui.book import Book
from followup_tui.model.records import Contact
from followup_tui.model.words import Channel, Direction, Status
from followup_tui.rules.verdict import Verdict
from followup_tui.store.errors import StoreError
from tests.desk import MONDAY, Desk, desk_in_a_folder_of_its_own

IN, OUT, BOTH = Direction.IN, Direction.OUT, Direction.BOTH


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def test_a_message_moves_the_window_on(desk: Desk) -> None:
    ann = desk.add("Ann Lee @Fisher")
    done = touch.log(desk.book, [ann], "Hi", channel=Channel.EMAIL, direction=OUT)
    assert done.said == "Wrote to Ann Lee · next 23 Feb to 23 May 2027"
    assert desk.book.verdict(ann.id).status is Status.LATER
    assert [one.text for one in desk.book.interactions_of(ann.id)] == ["Hi"]


@pytest.mark.parametrize(
    ("channel", "direction", "said"),
    [
        (Channel.EMAIL, OUT, "Wrote to Ann"),
        (Channel.LINKEDIN, OUT, "Wrote on LinkedIn to Ann"),
        (Channel.CALL, BOTH, "Called Ann"),
        (Channel.CALL, IN, "Logged a call from Ann"),
        (Channel.MEETING, OUT, "Met Ann"),
        (Channel.MESSAGE, IN, "Logged a message from Ann"),
        (Channel.NOTE, OUT, "Noted on Ann"),
        (Channel.EVENT, OUT, "Logged event with Ann"),
    ],
)
def test_what_was_done_is_said_as_it_was(desk: Desk, channel: Channel, direction: Direction, said: str) -> None:
    ann = desk.add("Ann")
    assert touch.log(desk.book, [ann], "x", channel=channel, direction=direction).said.startswith(f"{said} · ")


def test_what_comes_next_is_told_as_it_is(desk: Desk) -> None:
    ann, bo, cy = desk.add("Ann"), desk.add("Bo every none"), desk.add("Cy")
    touch.pause(desk.book, cy)
    said = [
        touch.log(desk.book, [one], "Hi", channel=Channel.EMAIL, direction=way).said.split(" · ")[1]
        for one, way in ((ann, IN), (bo, OUT), (cy, OUT))
    ]
    assert said == ["waits for your answer", "no next date (cadence none)", "still paused"]


def test_one_meeting_with_several_counts_for_each_of_them_once(desk: Desk) -> None:
    ann, bo = desk.add("Ann"), desk.add("Bo")
    made = desk.log([ann, bo, ann], BOTH)
    assert made.contacts == (ann.id, bo.id)
    assert [desk.book.touches(one.id).number for one in (ann, bo)] == [1, 1]
    assert touch.log(desk.book, [ann, bo], "", channel=Channel.CALL, direction=BOTH).said.startswith(
        "Called Ann and Bo"
    )


def test_a_note_is_no_contact(desk: Desk) -> None:
    ann = desk.add("Ann")
    before = desk.book.verdict(ann.id)
    touch.log(desk.book, [ann], "prefers mornings", channel=Channel.NOTE, direction=OUT)
    assert desk.book.verdict(ann.id) == before


def test_the_future_has_not_happened_and_nobody_is_nobody(desk: Desk) -> None:
    ann = desk.add("Ann")
    with pytest.raises(Refused, match="future"):
        desk.log(ann, days_ago=-1)
    with pytest.raises(Refused, match="with whom"):
        desk.log([])
    assert desk.book.interactions_of(ann.id) == ()


def test_a_newest_touch_clears_a_snooze_whoever_wrote(desk: Desk) -> None:
    for number, direction in enumerate(Direction):
        ann = desk.add(f"Ann {number}")
        touch.snooze(desk.book, ann, MONDAY + timedelta(days=30))
        assert desk.book.verdict(ann.id).status is Status.SNOOZED
        desk.log(ann, direction)
        assert desk.book.verdict(ann.id).status is not Status.SNOOZED
        assert desk.now_of(ann).snoozed_until is None


def test_writing_down_the_past_leaves_a_snooze(desk: Desk) -> None:
    ann = desk.add("Ann")
    desk.log(ann, days_ago=10)
    touch.snooze(desk.book, ann, MONDAY + timedelta(days=30))
    before = desk.book.verdict(ann.id)
    desk.log(ann, days_ago=20)
    assert desk.book.verdict(ann.id) == before


def test_a_touch_of_long_ago_makes_nobody_overdue_who_was_snoozed(desk: Desk) -> None:
    ann = desk.add("Ann every 2w")
    desk.go_to(MONDAY + timedelta(days=400))
    touch.snooze(desk.book, desk.now_of(ann), desk.book.as_of + timedelta(days=30))
    desk.log(desk.now_of(ann), days_ago=300)
    assert desk.book.verdict(ann.id).days_overdue == 0


def test_a_note_leaves_a_snooze(desk: Desk) -> None:
    ann = desk.add("Ann")
    touch.snooze(desk.book, ann, MONDAY + timedelta(days=30))
    touch.log(desk.book, [ann], "x", channel=Channel.NOTE, direction=OUT)
    assert desk.book.verdict(ann.id).status is Status.SNOOZED


def test_skipping_is_for_today_and_no_contact(desk: Desk) -> None:
    ann = desk.add("Ann")
    assert [entry.contact for entry in desk.book.today().planned] == [ann.id]
    touch.skip(desk.book, ann)
    assert desk.book.today().planned == ()
    assert desk.book.today().skipped == (ann.id,)
    assert desk.book.verdict(ann.id).last_touch is None
    desk.go_to(MONDAY + timedelta(days=1))
    assert [entry.contact for entry in desk.book.today().planned] == [ann.id]


def test_the_last_word_about_putting_off_holds(desk: Desk) -> None:
    ann = desk.add("Ann")
    touch.pause(desk.book, ann)
    touch.snooze(desk.book, ann, MONDAY + timedelta(days=14))
    assert desk.book.verdict(ann.id).status is Status.SNOOZED
    touch.pause(desk.book, ann, MONDAY + timedelta(days=7))
    desk.go_to(MONDAY + timedelta(days=7))
    assert desk.book.verdict(ann.id).status is Status.NEW


def test_resume_ends_both_and_refuses_when_there_is_nothing_to_end(desk: Desk) -> None:
    ann = desk.add("Ann")
    touch.snooze(desk.book, ann, MONDAY + timedelta(days=3))
    touch.resume(desk.book, ann)
    assert desk.book.verdict(ann.id).status is Status.NEW
    touch.snooze(desk.book, ann, MONDAY + timedelta(days=3))
    desk.go_to(MONDAY + timedelta(days=3))
    with pytest.raises(Refused, match="neither paused nor snoozed"):
        touch.resume(desk.book, ann)


@pytest.mark.parametrize("days", [0, -1])
def test_putting_off_needs_a_day_to_come(desk: Desk, days: int) -> None:
    ann = desk.add("Ann")
    for put_off in (touch.snooze, touch.pause):
        with pytest.raises(Refused, match="not in the future"):
            put_off(desk.book, ann, MONDAY + timedelta(days=days))


def test_the_archived_are_put_off_no_further(desk: Desk) -> None:
    ann = desk.add("Ann")
    people.archive(desk.book, ann)
    for put_off in (touch.snooze, touch.pause):
        with pytest.raises(Refused, match="archived"):
            put_off(desk.book, ann, MONDAY + timedelta(days=9))


def test_no_answer_needed_settles_what_they_wrote(desk: Desk) -> None:
    ann = desk.add("Ann")
    with pytest.raises(Refused, match="No message"):
        touch.no_answer_needed(desk.book, ann)
    desk.log(ann, IN)
    assert desk.book.reason_for(ann.id) == "They wait for your answer since today (“Hi”)."
    touch.no_answer_needed(desk.book, ann)
    assert desk.book.verdict(ann.id).owes_since is None
    desk.go_to(MONDAY + timedelta(days=1))
    desk.log(ann, IN)
    assert desk.book.verdict(ann.id).owes_since == MONDAY + timedelta(days=1)


def test_a_next_step_is_a_promise_and_keeping_it_ends_it(desk: Desk) -> None:
    ann = desk.add("Ann")
    touch.log(
        desk.book, [ann], "Hi", channel=Channel.EMAIL, direction=OUT, next_step="send the paper",
        next_on=MONDAY + timedelta(days=1),
    )  # fmt: skip
    (task,) = desk.book.tasks_of(ann.id)
    assert (task.text, task.on) == ("send the paper", MONDAY + timedelta(days=1))
    desk.go_to(MONDAY + timedelta(days=1))
    assert [entry.task for entry in desk.book.today().planned] == [task.id]
    touch.log(desk.book, [ann], "here", channel=Channel.EMAIL, direction=OUT, keeps=task.id)
    assert desk.book.tasks[task.id].done_on == MONDAY + timedelta(days=1)
    assert desk.book.today().planned == ()


def test_a_record_taken_before_somebody_else_changed_it_overwrites_nothing(desk: Desk) -> None:
    old = desk.add("Ann")
    people.edit(desk.book, old, {"note": "moved to Oslo"})
    touch.snooze(desk.book, old, MONDAY + timedelta(days=9))
    touch.skip(desk.book, old)
    people.edit(desk.book, old, {"topics": ("tea",)})
    desk.log(old)
    people.archive(desk.book, old)
    now = desk.now_of(old)
    assert (now.note, now.topics, len(now.marks)) == ("moved to Oslo", ("tea",), 3)


# Any story


def _verdicts(book: Book) -> dict[int, Verdict]:
    return dict(book.verdicts())


STEP = st.tuples(
    st.sampled_from(["log", "log", "log", "snooze", "pause", "resume", "skip", "archive", "unarchive", "edit", "wait"]),
    st.integers(0, 1), st.integers(0, 400), st.sampled_from(Direction),
)  # fmt: skip


def _take(desk: Desk, step: str, who: Contact, days: int, direction: Direction) -> None:
    book, later = desk.book, desk.book.as_of + timedelta(days=days + 1)
    match step:
        case "log":
            desk.log(who, direction, days_ago=days)
        case "snooze":
            touch.snooze(book, who, later)
        case "pause":
            touch.pause(book, who, later if days % 2 else None)
        case "resume":
            touch.resume(book, who)
        case "skip":
            touch.skip(book, who)
        case "archive":
            people.archive(book, who)
        case "unarchive":
            people.unarchive(book, who)
        case "edit":
            people.edit(book, who, {"cadence": "2w" if days % 2 else ""})
        case _:
            desk.go_to(later)


@given(st.lists(STEP, max_size=10))
@settings(max_examples=60)
def test_any_story_keeps_the_promises_and_can_be_taken_back(steps: list[tuple[str, int, int, Direction]]) -> None:
    with desk_in_a_folder_of_its_own() as desk:
        people_here = [desk.add("Ann @Fisher"), desk.add("Bo @Fisher every 1 month")]
        desk.go_to(MONDAY + timedelta(days=200))
        for step, number, days, direction in steps:
            who = people_here[number]
            before, revision = _verdicts(desk.book), desk.store.depth()[0]
            try:
                _take(desk, step, who, days, direction)
            except Refused:
                assert _verdicts(desk.book) == before
                continue
            after = desk.book.verdict(who.id)
            if step == "log":
                assert after.days_overdue <= before[who.id].days_overdue
            if step == "log" and days == 0:
                assert after.status is not Status.SNOOZED
            if step == "wait":
                continue
            assert {one: verdict for one, verdict in desk.book.verdicts().items() if one != who.id} == {
                one: verdict for one, verdict in before.items() if one != who.id
            }
            now = _verdicts(desk.book)
            desk.book.undo()
            assert _verdicts(desk.book) == before
            desk.book.redo()
            assert _verdicts(desk.book) == now
            assert desk.store.depth()[0] == revision + 1
        assert _verdicts(desk.reopened()) == _verdicts(desk.book)


def test_undo_ends_where_the_story_began(desk: Desk) -> None:
    ann = desk.add("Ann")
    desk.log(ann)
    desk.book.undo()
    desk.book.undo()
    assert not desk.book.contacts
    with pytest.raises(StoreError):
        desk.book.undo()


def test_a_person_written_into_the_file_by_hand_gets_a_beginning_with_the_first_message(desk: Desk) -> None:
    """Without one, a message of long ago would make somebody overdue who never was."""
    desk.store.db.table("contacts").insert({"name": "Ann"})
    book = desk.reopened()
    (ann,) = book.contacts.values()
    assert book.verdict(ann.id).days_overdue == 0
    desk.book.refresh([("contacts", ann.id)])
    desk.log(ann, days_ago=2000)
    assert desk.book.verdict(ann.id).days_overdue == 0
    assert desk.now_of(ann).added_on == date(2026, 11, 23)
