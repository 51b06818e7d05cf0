"""The book: the same truth however it was come by, and one change at a time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui import standing
from followup_tui.actions import people, touch
from followup_tui.book import Book
from followup_tui.model.clock import Clock
from followup_tui.model.records import Contact, Interaction, Interview, Round, Task
from followup_tui.model.settings import Cadences, Plan, Settings
from followup_tui.model.validation import Invalid
from followup_tui.model.words import Channel, Direction, Outcome, Status
from followup_tui.on_demand import OnDemand
from followup_tui.rules.roster import Listed, Roster
from followup_tui.rules.today import Kind, Planned
from followup_tui.rules.touches import Touches, touches_of
from followup_tui.store.errors import StoreError
from followup_tui.store.store import Store
from tests.desk import MONDAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "followup.json")
    yield made
    made.store.close()


def busy(desk: Desk) -> tuple[Contact, Contact, Contact]:
    """Three people with a little history, on a day half a year later."""
    ann, bo, cy = desk.add("Ann @Fisher #loose"), desk.add("Bo @Fisher"), desk.add("Cy every 2w")
    desk.log(ann)
    desk.log(bo, Direction.IN)
    with desk.book.transaction("Interview", "interview add") as change:
        change.put(Interview(company=1, contacts=(cy.id,), ended=MONDAY, outcome=Outcome.REJECTED, role="CTO"))
    desk.go_to(MONDAY + timedelta(days=190))
    desk.log(ann, days_ago=30)
    touch.snooze(desk.book, desk.now_of(bo), desk.book.as_of + timedelta(days=3))
    return ann, bo, cy


def told(book: Book) -> dict[int, tuple[object, str]]:
    return {number: (found, book.reason_for(number)) for number, found in book.verdicts().items()}


def test_a_book_opened_anew_tells_the_same(desk: Desk) -> None:
    busy(desk)
    other = desk.reopened()
    assert told(other) == told(desk.book)
    assert other.today() == desk.book.today()


def test_asking_for_one_and_for_all_gives_the_same(desk: Desk) -> None:
    ann, bo, cy = busy(desk)
    one_by_one = {number: desk.reopened().verdict(number) for number in (cy.id, bo.id, ann.id)}
    assert one_by_one == dict(desk.reopened().verdicts())


def test_today_and_the_verdicts_agree_whatever_was_asked_first(desk: Desk) -> None:
    ann, bo, cy = busy(desk)
    desk.log([cy, ann])
    for number in (cy.id, bo.id, ann.id):
        desk.book.verdict(number)
    today, other = desk.book.today(), desk.reopened().today()
    assert today == other
    assert today.done == (ann.id, cy.id)
    late = [one for one in desk.book.verdicts().values() if one.status is Status.OVERDUE]
    assert today.overdue_total == len(late)


def test_a_day_that_passes_while_it_is_open_changes_what_it_says(desk: Desk) -> None:
    ann = desk.add("Ann every 2w")
    desk.log(ann)
    assert desk.book.verdict(ann.id).status is Status.LATER
    desk.go_to(MONDAY + timedelta(days=14))
    assert desk.book.verdict(ann.id).status is Status.DUE
    desk.go_to(MONDAY + timedelta(days=30))
    assert desk.book.verdict(ann.id).days_overdue == 13
    desk.go_to(MONDAY)
    assert desk.book.verdict(ann.id).status is Status.LATER


def test_looking_from_an_earlier_day_leaves_out_what_came_later(desk: Desk) -> None:
    ann = desk.add("Ann")
    desk.log(ann, Direction.IN, days_ago=20)
    desk.log(ann)
    desk.go_to(MONDAY - timedelta(days=10))
    assert desk.book.verdict(ann.id).owes_since == MONDAY - timedelta(days=20)
    assert desk.book.reason_for(ann.id) == "They have waited 10 days for your answer (“Hi”)."


def test_other_settings_count_at_once(desk: Desk) -> None:
    ann = desk.add("Ann #vc")
    desk.log(ann)
    desk.go_to(MONDAY + timedelta(days=30))
    assert desk.book.verdict(ann.id).status is Status.LATER
    desk.book.use_settings(Settings(plan=Plan(per_day=1), cadence=Cadences(tags={"vc": "2w"})))
    assert desk.book.verdict(ann.id).status is Status.OVERDUE
    assert desk.book.verdict(ann.id).cadence_from == "tag vc"
    assert desk.book.today().capacity == 1


def test_an_interview_that_is_changed_or_taken_out_changes_the_verdict(desk: Desk) -> None:
    ann = desk.add("Ann")
    with desk.book.transaction("Interview", "interview add") as change:
        held = change.put(Interview(company=1, contacts=(ann.id,), ended=MONDAY))
    assert desk.book.verdict(ann.id).anchor == MONDAY
    with desk.book.transaction("Interview", "interview edit") as change:
        held = change.put(replace(held, contacts=(), rounds=(Round(on=MONDAY),)))
    assert desk.book.verdict(ann.id).status is Status.NEW
    desk.book.undo()
    assert desk.book.verdict(ann.id).anchor == MONDAY
    with desk.book.transaction("Interview", "interview edit") as change:
        change.remove(held)
    assert desk.book.verdict(ann.id).anchor is None


def test_the_reason_names_the_interview_that_counts(desk: Desk) -> None:
    """Not one that is to come, nor one that began later and ended earlier."""
    ann = desk.add("Ann")
    with desk.book.transaction("Interviews", "interview add") as change:
        old, new = people.company_for(desk.book, change, "Old"), people.company_for(desk.book, change, "New")
        change.put(
            Interview(company=old.id, contacts=(ann.id,), began=MONDAY - timedelta(days=60),
                      rounds=(Round(on=MONDAY - timedelta(days=40)),), outcome=Outcome.WITHDREW)
        )  # fmt: skip
        change.put(Interview(company=new.id, contacts=(ann.id,), began=MONDAY + timedelta(days=5)))
    assert desk.book.reason_for(ann.id).startswith("The interview at Old ended 6 weeks ago (withdrew)")


def test_nothing_is_kept_of_a_transaction_that_failed(desk: Desk) -> None:
    def add_two() -> None:
        with desk.book.transaction("Two", "add") as change:
            change.put(Contact(name="Ann"))
            change.put(Contact(name=""))

    with pytest.raises(Invalid):
        add_two()
    assert not desk.book.contacts
    assert not desk.reopened().contacts
    with desk.book.transaction("None", "add"):
        pass
    assert desk.book.history() == []


def test_a_transaction_within_another_is_one_change(desk: Desk) -> None:
    ann, bo = desk.add("Ann"), desk.add("Bo")
    with desk.book.transaction("Skip both", "skip"):
        touch.skip(desk.book, ann)
        touch.skip(desk.book, bo)
    assert desk.book.history()[0].label == "Skip both"
    desk.book.undo()
    assert desk.book.today().skipped == ()
    assert desk.reopened().today().skipped == ()


def test_a_dry_run_shows_what_would_be_and_keeps_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    book = Book(desk.store, Settings(), desk.book.clock, patient=True, dry_run=True)
    with book.transaction("Add", "add") as change:
        made = change.put(Contact(name="Ann", added_on=MONDAY))
    assert book.verdict(made.id).status is Status.NEW
    assert not desk.store.documents("contacts")
    desk.store.close()


def test_an_impatient_book_has_it_at_once_and_on_disk_in_the_end(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json")
    desk.book.patient = False
    with desk.book.transaction("Add", "add") as change:
        made = change.put(Contact(name="Ann"))
    assert made.id in desk.book.contacts
    assert change.saving is not None
    change.saving.result(10)
    desk.book.undo()
    assert made.id not in desk.book.contacts
    assert desk.store.close(10)
    assert not Book(Store.open(desk.store.path, clock_now=desk.now), Settings(), desk.book.clock).contacts


def test_what_another_program_wrote_is_taken_in(desk: Desk) -> None:
    ann = desk.add("Ann")
    other = desk.reopened()
    number = desk.store.db.table("interactions").insert({"on": MONDAY.isoformat(), "contacts": [ann.id]})
    assert desk.book.verdict(ann.id).status is Status.NEW
    desk.book.refresh([("interactions", number), ("unknown", 1)])
    assert desk.book.verdict(ann.id).status is Status.LATER
    assert other.verdict(ann.id).status is Status.NEW


def test_names_of_companies_are_found_whatever_their_case_and_accents(desk: Desk) -> None:
    ann = desk.add("Ann @Müller & Söhne")
    bo = desk.add("Bo @MULLER & SOHNE")
    assert desk.now_of(ann).company == desk.now_of(bo).company
    assert [one.name for one in desk.book.people_at(desk.now_of(ann).company)] == ["Ann", "Bo"]


def test_open_promises_stand_first(desk: Desk) -> None:
    ann = desk.add("Ann")
    with desk.book.transaction("Promises", "task") as change:
        kept = change.put(Task(contacts=(ann.id,), text="kept", on=MONDAY, done_on=MONDAY))
        late = change.put(Task(contacts=(ann.id,), text="late", on=MONDAY - timedelta(days=3)))
        some_day = change.put(Task(contacts=(ann.id,), text="some day"))
    assert [task.id for task in desk.book.tasks_of(ann.id)] == [late.id, some_day.id, kept.id]
    assert desk.book.today().planned == (Planned(ann.id, Kind.TASK, late.id),)


def test_the_newest_interaction_stands_first_and_among_those_of_a_day_the_last_one(desk: Desk) -> None:
    ann = desk.add("Ann")
    first, second = desk.log(ann), desk.log(ann)
    old = desk.log(ann, days_ago=5)
    assert [one.id for one in desk.book.interactions_of(ann.id)] == [second.id, first.id, old.id]


def test_a_document_that_names_somebody_twice_counts_once(desk: Desk) -> None:
    ann = desk.add("Ann")
    with desk.book.transaction("Log", "log") as change:
        change.put(Interaction(on=MONDAY, contacts=(ann.id, ann.id)))
    assert desk.book.touches(ann.id).number == 1
    assert desk.reopened().touches(ann.id).number == 1
    assert len(desk.book.interactions_of(ann.id)) == 1


def test_somebody_nobody_knows_is_no_trouble(desk: Desk) -> None:
    """References to people who are not in the file: by hand, or from a merge."""
    with desk.book.transaction("Log", "log") as change:
        change.put(Interaction(on=MONDAY, contacts=(12345,)))
        change.put(Interview(company=99, contacts=(12345,), ended=MONDAY))
        change.put(Task(contacts=(12345,), text="send it", on=MONDAY))
    assert desk.book.today().planned == ()
    assert desk.book.today().done == ()


def test_the_clock_is_read_from_the_desk_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json", date(2020, 2, 29))
    ann = desk.add("Ann")
    assert ann.created
    assert ann.created.date() == date(2020, 2, 29)
    assert desk.book.clock == Clock(date(2020, 2, 29), desk.now)
    desk.store.close()


def test_a_colleague_who_is_written_to_every_week_does_not_keep_the_others_from_their_turn(desk: Desk) -> None:
    weekly = desk.add("Ann Lee @Fisher every 5d")
    other = desk.add("Bo Chen @Fisher every 3-6 months")
    desk.log(weekly, days_ago=3)
    desk.log(other, days_ago=200)
    assert Planned(other.id, Kind.CHECK_IN) in desk.book.today().planned


def test_more_for_today_takes_more_even_when_replies_fill_the_day(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "followup.json", settings=Settings(plan=Plan(per_day=1)))
    for number in range(3):
        desk.log(desk.add(f"Writer {number}"), Direction.IN, days_ago=2)
    waiting = desk.add("Ann Lee")
    desk.log(waiting, days_ago=200)
    assert Planned(waiting.id, Kind.CHECK_IN) not in desk.book.today().planned
    assert Planned(waiting.id, Kind.CHECK_IN) in desk.book.today(extra=3).planned


def _waited_on(desk: Desk, settings: Settings | None = None) -> tuple[Book, Store]:
    """The app's book on the desk's file; what others change is told to nobody yet."""
    store = Store.open(desk.store.path, clock_now=desk.now)
    store.on_change = lambda keys: None
    return Book(store, settings or Settings(), desk.book.clock), store


def test_what_another_program_wrote_is_not_overwritten_before_it_is_taken_in(desk: Desk) -> None:
    ann = desk.add("Ann Lee @Fisher")
    book, store = _waited_on(desk)
    people.edit(desk.book, desk.now_of(ann), {"note": "from outside", "title": "Director"})
    assert store.poll()
    touch.snooze(book, book.contacts[ann.id], MONDAY + timedelta(days=9))
    assert store.close(5)
    kept = desk.reopened().contacts[ann.id]
    assert (kept.note, kept.title, kept.snoozed_until) == ("from outside", "Director", MONDAY + timedelta(days=9))


def test_a_record_that_a_hand_spoiled_leaves_the_one_that_is_known(desk: Desk) -> None:
    ann = desk.add("Ann Lee")
    book, store = _waited_on(desk)
    text = desk.store.path.read_text(encoding="utf-8")
    desk.store.path.write_text(text.replace('"name":"Ann Lee"', '"name":5'), encoding="utf-8")
    assert store.poll()
    problems = book.refresh([("contacts", ann.id)])
    assert len(problems) == 1
    assert "cannot be used" in problems[0]
    assert book.contacts[ann.id].name == "Ann Lee"
    store.close(5)


def test_a_file_with_a_record_that_fits_nowhere_is_refused_in_one_sentence(desk: Desk) -> None:
    desk.add("Ann Lee")
    text = desk.store.path.read_text(encoding="utf-8")
    desk.store.path.write_text(text.replace('"name":"Ann Lee"', '"name":5'), encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be used"):
        desk.reopened()


def test_many_interactions_from_outside_find_their_people(desk: Desk) -> None:
    contacts = [desk.add(f"Person {number}") for number in range(3)]
    book, store = _waited_on(desk)
    for number in range(60):
        desk.log(contacts[number % 3], days_ago=number)
    assert store.poll()
    book.refresh([("interactions", number) for number in store.documents("interactions")])
    for contact in contacts:
        assert book.touches(contact.id) == desk.book.touches(contact.id)
        assert [one.id for one in book.interactions_of(contact.id)] == [
            one.id for one in desk.book.interactions_of(contact.id)
        ]
    store.close(5)


def test_what_a_rehearsal_finds_in_a_thread_never_hides_a_later_touch(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = desk.add("Ann")
    desk.log(ann, days_ago=9)
    book = Book(desk.store, desk.book.settings, desk.book.clock, patient=True)
    book._derived.touches.clear()
    rehearsal = book.rehearsal()

    def slowly(mine: Iterable[Interaction], as_of: date) -> Touches:
        made = touches_of(mine, as_of)
        monkeypatch.setattr(standing, "touches_of", touches_of)
        touch.log(book, [ann], "Hi", channel=Channel.CALL, direction=Direction.OUT)  # on the app's own thread
        book.verdicts()
        return made

    monkeypatch.setattr(standing, "touches_of", slowly)
    assert rehearsal.verdict(ann.id).last_touch == MONDAY - timedelta(days=9)
    assert book.touches(ann.id).last == book.verdict(ann.id).last_touch == MONDAY


def test_a_record_that_is_read_in_a_thread_gives_way_to_what_is_put_meanwhile(desk: Desk) -> None:
    ann = desk.add("Ann")
    before, other = desk.log(ann), desk.log(ann)
    after = replace(before, subject="Another")
    kept = dict(desk.store.documents("interactions"))

    def source() -> Mapping[int, bytes]:
        records.put(before.id, after)
        records.put(other.id, None)
        return kept

    records = OnDemand(Interaction, source)
    assert records.get(other.id) is None
    records = OnDemand(Interaction, source)
    assert records[before.id] == after
    assert records.get(other.id) is None


def test_another_pace_and_many_changes_at_once_leave_the_order_that_a_new_start_has(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = [desk.add(f"Person {number} every {number % 3 + 1}w") for number in range(20)]
    desk.go_to(MONDAY + timedelta(days=9))
    desk.book.today()
    made: list[date] = []

    class Told(Roster):
        def __init__(self, as_of: date, everybody: Iterable[Listed]) -> None:
            made.append(as_of)
            super().__init__(as_of, everybody)

    monkeypatch.setattr(standing, "Roster", Told)
    desk.log(everybody[4])
    desk.book.use_settings(Settings(plan=Plan(per_day=7)))
    assert (desk.book.today().capacity, made) == (7, [])
    desk.log(everybody[5:9])
    assert (desk.book.today(), len(made)) == (desk.reopened().today(), 1)
    assert desk.book.everybody() == desk.reopened().everybody()
    desk.book.use_settings(Settings(cadence=Cadences(default="1-2 weeks")))
    assert desk.book.today() == desk.reopened().today()
