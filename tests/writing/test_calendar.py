"""Calendars as files: read back by the library that wrote them, and by another one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from bot.meeting_cards import Event, Published
from bot.writing.calendar import file_name, ics, turns

AT = datetime(2022, 1, 10, 9, tzinfo=UTC)
TRIO = Event(
    uid="meeting-3-x@work-programme",
    sequence=2,
    revised_at=AT,
    title="Trio; meeting, “déjà vu” \\ " + "very long " * 20,
    on=date(2022, 3, 27),
    at=time(10),
    until=time(11, 30),
    zone="Europe/Brussels",
    place="https://meet.example.org/trio",
    text="First line\nsecond; line",
)
WINDOW = Event(
    "action-15-x@work-programme",
    0,
    AT,
    "#15 Draft",
    date(2022, 3, 1),
    last=date(2022, 3, 31),
    state="tentative",
    busy=False,
)


@pytest.mark.parametrize(
    "zone", ["Europe/Brussels", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"]
)
@pytest.mark.parametrize("day", [date(2022, 1, 15), date(2022, 3, 27), date(2022, 7, 1), date(2022, 10, 30)])
def test_another_program_reads_the_same_moments_whatever_the_zone(zone: str, day: date) -> None:
    event = Event("a@b", 0, AT, "Trio", day, time(10), until=time(11, 30), zone=zone)
    read = vobject.readOne(ics(Published("Trio", (event,))).decode()).vevent
    begins = datetime.combine(day, time(10), ZoneInfo(zone))
    assert read.dtstart.value.astimezone(UTC) == begins.astimezone(UTC)
    assert read.dtend.value - read.dtstart.value == timedelta(minutes=90)


def test_nothing_of_a_meeting_is_lost_in_the_file() -> None:
    written = ics(Published("Work programme 2022", (TRIO, WINDOW)))
    assert all(len(line) <= 75 for line in written.split(b"\r\n")), "lines are folded at 75 octets"
    own = Calendar.from_ical(written)
    other = vobject.readOne(written.decode())
    assert other.vevent_list[0].summary.value == TRIO.title.strip() or other.vevent_list[0].summary.value == TRIO.title
    entry = own.events[0]
    assert (str(entry["uid"]), entry["sequence"], str(entry["status"])) == (TRIO.uid, 2, "CONFIRMED")
    assert (str(entry["location"]), str(entry["description"])) == (TRIO.place, TRIO.text)
    whole = other.vevent_list[1]
    assert (whole.dtstart.value, whole.dtend.value) == (date(2022, 3, 1), date(2022, 4, 1)), "an end is not part of it"
    assert (whole.status.value, whole.transp.value) == ("TENTATIVE", "TRANSPARENT")
    assert own.name == "VCALENDAR" and str(own["x-wr-calname"]) == "Work programme 2022"


def test_the_same_calendar_is_the_same_bytes() -> None:
    assert ics(Published("A", (TRIO, WINDOW))) == ics(Published("A", (TRIO, WINDOW)))


def test_the_clocks_are_turned_at_the_time_they_show_before() -> None:
    written = ics(Published("A", (TRIO,))).replace(b"\r\n", b"\n")
    assert b"DTSTART:20220327T020000\nTZNAME:CEST\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200" in written
    assert b"DTSTART:20221030T030000\nTZNAME:CET\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100" in written


def test_an_empty_calendar_is_one_too() -> None:
    assert vobject.readOne(ics(Published("A", ())).decode()).prodid


def test_clocks_are_turned_when_the_zone_says() -> None:
    brussels = list(turns(ZoneInfo("Europe/Brussels"), range(2022, 2023)))
    assert brussels == [datetime(2022, 3, 27, 1, tzinfo=UTC), datetime(2022, 10, 30, 1, tzinfo=UTC)]
    assert list(turns(ZoneInfo("Asia/Kolkata"), range(2022, 2023))) == []


def test_a_file_has_a_name_that_every_system_takes() -> None:
    assert file_name("M3 Trio meeting: é/../x") == "m3-trio-meeting-x.ics"
