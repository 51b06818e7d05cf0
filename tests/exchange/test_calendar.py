"""The plan as a calendar: what other programs read is what was meant, whatever a name holds."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from followup_tui.exchange.calendar import CANCELLED_DAYS, PlanCalendar, PromiseCalendar
from followup_tui.exchange.exports import EXPORTS, export_named
from followup_tui.exchange.outgoing import Foreign, Occasion, Promise
from followup_tui.model.clean import clean_line
from followup_tui.model.records import Contact

DAY = date(2026, 11, 23)
HOSTILE = (
    "Bo BEGIN:VEVENT END:VCALENDAR",
    "semi;colon, comma: colon \\ backslash \\n",
    '"quoted" ^n ^\' <b>',
    "王小明 김민준 たろう",
    "👩🏽‍🚀🏳️‍🌈" * 12,
    "Zoë " * 40,
)


class Network(NamedTuple):
    """What is written out, as a test says."""

    days: tuple[Occasion, ...] = ()
    promised: tuple[Promise, ...] = ()
    as_of: date = DAY
    edition: int = 100
    people: tuple[Contact, ...] = ()
    later: int = 0

    def occasions(self) -> tuple[Occasion, ...]:
        """Those of the test."""
        return self.days

    def promises(self) -> tuple[Promise, ...]:
        """Those of the test."""
        return self.promised


def day(uid: str = "A@followup-tui", on: date = DAY, summary: str = "Write to Ann", **more: object) -> Occasion:
    return Occasion(uid, on, summary, **more)  # type: ignore[arg-type]  # fields of an occasion


def read(data: bytes) -> dict[str, Any]:
    calendar = Calendar.from_ical(data)
    return {str(one["uid"]): one for one in calendar.walk() if "uid" in one}


def plan(*days: Occasion, former: bytes = b"", **more: object) -> bytes:
    return PlanCalendar().write(Network(days, **more), former).data  # type: ignore[arg-type]  # fields of a network


@pytest.mark.parametrize("text", HOSTILE)
def test_any_name_comes_back_as_it_was_in_one_event_and_lines_of_75_octets(text: str) -> None:
    data = plan(day(summary=text, description=f"{text}; and more", categories=("followup", text)))
    (event,) = read(data).values()
    assert (str(event["summary"]), str(event["description"])) == (text, f"{text}; and more")
    assert [str(one) for one in event["categories"].cats] == ["followup", text]
    assert data.count(b"\r\n") == data.count(b"\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two


@settings(max_examples=30)
@given(st.text(max_size=120).map(clean_line))
def test_no_text_makes_a_second_event(text: str) -> None:
    data = plan(day(summary=text, description=text), day("B@followup-tui"))
    assert {uid: str(one["summary"]) for uid, one in read(data).items()} == {
        "A@followup-tui": text,
        "B@followup-tui": "Write to Ann",
    }


def test_an_event_takes_the_day_and_no_time_and_reminds_at_nine() -> None:
    (event,) = read(plan(day(url="https://www.linkedin.com/in/ann/"))).values()
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DAY, DAY + timedelta(days=1))
    assert event.decoded("dtstamp") == datetime(2026, 11, 23, tzinfo=UTC)
    assert (event["transp"], event["status"], event["url"]) == (
        "TRANSPARENT",
        "CONFIRMED",
        "https://www.linkedin.com/in/ann/",
    )
    (alarm,) = event.walk("VALARM")
    assert (alarm["action"], alarm.decoded("trigger")) == ("DISPLAY", timedelta(hours=9))


def test_a_birthday_comes_back_every_year_also_one_of_29_february() -> None:
    events = read(plan(day("A", yearly=(11, 23)), day("B", date(2026, 2, 28), yearly=(2, 29))))
    assert events["A"]["rrule"].to_ical() == b"FREQ=YEARLY"
    assert events["B"]["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"


def test_the_same_again_is_the_same_file_and_anything_else_is_newer() -> None:
    first = plan(day())
    assert plan(day(), former=first) == first
    moved = plan(day(on=DAY + timedelta(days=1)), former=first)
    assert read(moved)["A@followup-tui"]["sequence"] == 101
    assert plan(day(on=DAY + timedelta(days=1)), former=moved) == moved
    assert read(plan(day(), former=moved, edition=7))["A@followup-tui"]["sequence"] == 102


def test_who_is_no_longer_planned_is_cancelled_without_a_name_and_for_a_while() -> None:
    first = plan(day(), day("B@followup-tui", summary="Write to Bo"))
    second = PlanCalendar().write(Network((day(),), edition=101), first)
    gone = read(second.data)["B@followup-tui"]
    assert second.counts["cancelled"] == 1
    assert (gone["status"], gone["sequence"], gone.decoded("dtstart")) == ("CANCELLED", 101, DAY)
    assert b"Bo" not in second.data
    assert plan(day(), former=second.data, edition=101) == second.data
    later = DAY + timedelta(days=CANCELLED_DAYS)
    still = plan(day(), former=second.data, edition=200, as_of=later)
    assert read(still)["B@followup-tui"]["sequence"] == 101
    forgotten = plan(day(), former=still, edition=201, as_of=later + timedelta(days=1))
    assert set(read(forgotten)) == {"A@followup-tui"}
    back = read(plan(day(), day("B@followup-tui"), former=second.data, edition=101))["B@followup-tui"]
    assert (back["status"], back["sequence"]) == ("CONFIRMED", 102)


def test_an_earlier_export_that_somebody_spoiled_does_no_harm() -> None:
    spoiled = plan(day(), day("B")).replace(b"VALUE=DATE:20261123", b"VALUE=DATE:soon")
    events = read(plan(day(), former=spoiled))
    assert events["A@followup-tui"].decoded("dtstart") == DAY
    assert (events["B"]["status"], events["B"].decoded("dtstart")) == ("CANCELLED", DAY)


def test_promises_are_to_dos_that_end() -> None:
    open_, done = Promise("A", "Send it; now", "", DAY, None), Promise("B", "Call", "To Bo.", None, DAY)
    written = PromiseCalendar().write(Network(promised=(open_, done)))
    assert written.counts == {"promises": 1, "done": 1, "cancelled": 0}
    found = read(written.data)
    assert (found["A"].decoded("due"), found["A"]["status"], "due" in found["B"]) == (DAY, "NEEDS-ACTION", False)
    assert (found["B"]["status"], found["B"].decoded("completed").date()) == ("COMPLETED", DAY)
    gone = PromiseCalendar().write(Network(promised=(done,), edition=101), written.data)
    assert read(gone.data)["A"]["status"] == "CANCELLED"


@pytest.mark.parametrize("former", [b"hello", b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_earlier_export_of_the_kind_is_not_taken_for_one(former: bytes) -> None:
    promises = PromiseCalendar().write(Network(promised=(Promise("A", "Call", "", DAY, None),))).data
    for other in (former, promises, plan(day())[:300]):
        with pytest.raises(Foreign):
            plan(day(), former=other)


def test_formats_have_names_of_their_own() -> None:
    assert [export_named(one.name) for one in EXPORTS] == list(EXPORTS)
