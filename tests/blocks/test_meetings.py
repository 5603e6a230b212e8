"""Meetings as people see them, held by golden files; any words in them stay inert and within Slack's limits."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import calendars, meeting_forms, meetings
from bot.cards import HistoryLine, MeetingCard
from bot.meeting_cards import (
    AgendaCard,
    AgendaLine,
    Answered,
    CalendarCard,
    Coming,
    MeetingChange,
    MeetingForm,
    MeetingPage,
    MeetingsCard,
    Published,
)
from bot.sandbox.limits import message_problems, view_problems
from tests.blocks.made import words
from tests.blocks.test_announcements import ASSEMBLY, TRIO, unsafe

SERIES = replace(
    TRIO,
    series="every first Tuesday 10:00",
    until_time=time(11, 30),
    ends_at=datetime(2022, 1, 31, 10, 30, tzinfo=UTC),
)
DAYS = replace(ASSEMBLY, last_on=date(2022, 2, 2), place="Lisbon <!channel>")
AGENDA = (
    AgendaLine(1, "Next conference", "", 15, "Chloe", True),
    AgendaLine(2, "Draft the brief: where it stands", "#15", None, "Ana"),
    AgendaLine(3, "P7", "P7", 5, "Ben", True),
)
COMING = Coming((("CNRS", ("Ben",)), ("", ("Newt",))), (("DLR-PT", ("Chloe",)),), True)
AT = datetime(2022, 1, 10, 10, tzinfo=UTC)
PAGE = MeetingPage(
    meeting=SERIES,
    agenda=AGENDA,
    coming=COMING,
    actions=((15, "Draft the <brief>"),),
    next=(replace(TRIO, number=5, on_date=date(2022, 3, 1)),),
    added_by="Ben",
    may=frozenset({"answer", "agenda", "change"}),
    history=(HistoryLine(AT, "Ben", "added M3 to M14"), HistoryLine(AT, "Ben", "moved M3", "the <room>")),
)
ADDRESS = CalendarCard("Work programme 2022", "programme", "https://wp.example.org/calendar/secret.ics")
ANSWERS = {
    "meetings": meetings.listing(MeetingsCard((SERIES, DAYS), 12)),
    "meetings_past": meetings.listing(MeetingsCard((replace(TRIO, outcome="We go to Lisbon"),), 1, past=True)),
    "meetings_empty": meetings.listing(MeetingsCard((), 0)),
    "meetings_empty_guest": meetings.listing(MeetingsCard((), 0, member=False)),
    "meeting_page": meetings.page(PAGE),
    "meeting_page_guest": meetings.page(replace(PAGE, may=frozenset(), agenda=(), coming=Coming(), history=())),
    "meeting_page_past": meetings.page(replace(PAGE, over=True, may=frozenset({"outcome"}), history=())),
    "meeting_page_cancelled": meetings.page(MeetingPage(replace(DAYS, state="cancelled"))),
    "meeting_added": meetings.changed(
        MeetingChange("Added", SERIES, undo=8, also=("The channel hears of it.",), may=frozenset({"calendar"}))
    ),
    "meeting_cancelled": meetings.changed(MeetingChange("Cancelled", SERIES, undo=8, may=frozenset({"onward"}))),
    "meeting_agenda": meetings.agenda(AgendaCard(TRIO, AGENDA, "On the agenda", undo=9, may=True)),
    "meeting_agenda_empty": meetings.agenda(AgendaCard(TRIO, ())),
    "meeting_coming": meetings.answered(Answered(TRIO, COMING, 7)),
    "meeting_not_coming": meetings.answered(Answered(TRIO, Coming(mine=False), 7)),
    "calendar_choice": calendars.choice("CNRS"),
    "calendar_address": calendars.address(ADDRESS),
    "calendar_sent": calendars.sent(CalendarCard("M3 Trio", "M3", file=Published("M3 Trio", ()))),
    "calendar_revoked": calendars.revoked(replace(ADDRESS, address="", sentence="The address no longer works")),
}
FORMS = {
    "form_meeting_add": MeetingForm("add"),
    "form_meeting_row": MeetingForm("add", title="General Assembly", where="Lisbon", action="#15"),
    "form_meeting_change": MeetingForm(
        "change", SERIES, "Trio meeting", "31 January 2022 10:00", "90 minutes", "online"
    ),
    "form_meeting_cancel": MeetingForm("cancel", SERIES),
    "form_meeting_agenda": MeetingForm("agenda", TRIO),
    "form_meeting_outcome": MeetingForm("outcome", replace(TRIO, outcome="We go to Lisbon")),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_answered_looks_as_reviewed(name: str, golden: Any) -> None:
    answer = ANSWERS[name]
    golden(name, {"text": answer.text, "blocks": list(answer.blocks)})
    assert message_problems({"text": answer.text, "blocks": list(answer.blocks)}) == []


@pytest.mark.parametrize("name", FORMS)
def test_forms_look_as_reviewed(name: str, golden: Any) -> None:
    form = meeting_forms.form(FORMS[name]).form
    golden(name, form)
    assert view_problems(form) == []


held = st.builds(
    MeetingCard,
    number=st.integers(1, 10**6),
    title=words,
    on_date=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    at_time=st.just(time(10)),
    zone=st.just("America/Argentina/Buenos_Aires"),
    place=words,
    state=st.sampled_from(["planned", "cancelled"]),
    when_said=words,
    starts_at=st.none() | st.just(TRIO.starts_at),
    until_time=st.none() | st.just(time(1)),
    series=words,
    outcome=words,
)
points = st.lists(
    st.builds(AgendaLine, st.integers(1, 40), words, words, st.none() | st.integers(1, 999), words, st.booleans()),
    max_size=40,
).map(tuple)
homes = st.lists(st.tuples(words, st.lists(words, min_size=1, max_size=4).map(tuple)), max_size=30).map(tuple)
may = st.frozensets(st.sampled_from(["answer", "agenda", "change", "outcome", "calendar", "onward"]))


@given(held, points, homes, may, st.booleans())
def test_any_words_stay_inert_and_within_slacks_limits(
    card: MeetingCard, agenda: Any, people: Any, rights: frozenset[str], over: bool
) -> None:
    coming = Coming(people, people, True)
    drawn = [
        meetings.page(
            MeetingPage(
                card,
                agenda,
                coming,
                ((1, card.title),) * 5,
                (card,) * 3,
                over=over,
                added_by=card.title,
                may=rights,
            )
        ),
        meetings.listing(MeetingsCard((card,) * 10, 50, past=over)),
        meetings.agenda(AgendaCard(card, agenda, "On the agenda", 3, over)),
        meetings.answered(Answered(card, coming)),
        meetings.changed(MeetingChange("Moved", card, 1, (card.title,) * 5, rights)),
        calendars.address(
            CalendarCard(card.title, card.place, "https://wp.example.org/calendar/x.ics", None, card.title)
        ),
    ]
    for answer in drawn:
        assert message_problems({"text": answer.text, "blocks": list(answer.blocks)}) == []
        assert unsafe(list(answer.blocks)) == []
    for kind in ("add", "change", "cancel", "agenda", "outcome"):
        form = meeting_forms.form(MeetingForm(kind, card, card.title, card.when_said, "", card.place)).form
        assert view_problems(form) == []


def test_a_meeting_has_its_title_on_a_line_of_its_own_as_an_action_has() -> None:
    title, facts = meetings.line(TRIO).split("\n")
    assert title == "*M3* Trio meeting"
    assert "31 January 2022" in facts and "https://meet.example.org/trio" in facts
