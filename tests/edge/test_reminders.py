"""Reminders in the workspace: their buttons do the work from the message, for whoever may; each deed once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.clock import ShiftedClock, system_now
from bot.operations.announcements import plan_programme
from bot.sandbox.messages import Message
from bot.sandbox.running import Slack
from storage.engine import Units
from storage.models import Action, JournalEntry, Note, ReminderAnswer
from tests.builders import HOUSE, a_cast, a_programme, an_action
from tests.edge.bot import Served, serving
from tests.edge.conftest import move_to
from tests.promises.planned import day

EVE = datetime(2022, 1, 14, 15, tzinfo=UTC)
"""A Friday; the Monday after is fourteen days before the last of January."""
MONDAY, LAST = date(2022, 1, 17), date(2022, 1, 31)


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock(EVE - system_now())


@pytest.fixture
def bot(slack: Slack, lite: Units, clock: ShiftedClock) -> Iterator[Served]:
    """Chloe hears for DLR-PT, and the channel is asked for somebody, on Monday morning."""
    with lite.writing() as session:
        cast = a_cast(session)
        move_to(cast)
        for person in (cast.ana, cast.ben, cast.chloe):
            person.zone = "Europe/Brussels"
        programme = a_programme(session, adopted_at=datetime(2022, 1, 3, 9, tzinfo=UTC))
        for what in ("Draft the brief", "Book the venue"):
            an_action(session, programme, what, owners=(cast.dlr,), when="31 January 2022", window=day(LAST))
        an_action(session, programme, "Map the stakeholders", who_said="Any volunteers?", seeking=True)
        plan_programme(session, programme.id or 0, now=EVE, house=HOUSE)
    with serving(slack, str(lite.engine.url), clock) as served:
        clock.move_to(MONDAY, HOUSE.zone)
        yield served


def one(bot: Served, number: int) -> Action:
    with bot.units.reading() as session:
        row = session.exec(select(Action).where(Action.number == number)).one()
        session.expunge(row)
        return row


def reminded(bot: Served, slack: Slack) -> Message:
    """Chloe's message of that Monday."""
    slack.person("Ben").types("/wp note 1 any change wakes the sender")
    message = slack.person("Chloe").reads("Draft the brief", "dm")
    bot.noted()
    return message


def test_a_reminder_says_what_when_and_why_me_and_each_thing_has_its_buttons(bot: Served, slack: Slack) -> None:
    message = reminded(bot, slack)
    assert "In 14 days" in message.words and "31 January 2022" in message.words
    assert "DLR-PT holds it, and you are its contact" in message.words
    assert message.labels()[:5] == ["Done", "Still on track", "New date", "Remind me in 3 days", "Hand over"]
    assert len(message.labels()) == 10, "two actions, one message"


def test_done_from_the_reminder_leaves_the_other_things_of_the_message_where_they_are(
    bot: Served, slack: Slack, clock: ShiftedClock
) -> None:
    chloe, message = slack.person("Chloe"), reminded(bot, slack)
    chloe.presses("Done: #1 Draft the brief", message)
    assert chloe.answer().text.startswith("Done: *#1*")
    assert one(bot, 1).state == "done"
    clock.shift += timedelta(seconds=5)  # Slack takes one call a second
    chloe.types("/wp note 2 any change wakes the sender")
    chloe.answer()
    now = chloe.reads("Settled since", "dm")
    assert now.ts == message.ts, "the reminder itself says what became of it"
    assert "Book the venue" in now.words
    chloe.presses("Still on track: #2 Book the venue", message)
    assert chloe.answer().text.startswith("On track: *#2*")


def test_done_in_the_moment_before_the_sender_hears_that_its_reminder_stands_is_said_there_too(
    bot: Served, slack: Slack
) -> None:
    chloe = slack.person("Chloe")
    gate = slack.faults.hold("chat.postMessage")
    slack.person("Ben").types("/wp note 1 any change wakes the sender")
    while gate.reached() and not chloe.sees("dm"):  # several are told that morning, in any order
        following = slack.faults.hold("chat.postMessage")
        gate.release()
        gate = following
    message = chloe.reads("Draft the brief", "dm")
    chloe.presses("Done: #1 Draft the brief", message)
    assert chloe.answer().text.startswith("Done: *#1*")
    gate.release()
    now = chloe.reads("Settled since", "dm")
    assert now.ts == message.ts
    assert "Draft the brief\nDone" in now.words and "Book the venue" in now.words


def test_still_on_track_and_remind_me_are_kept_and_journalled(bot: Served, slack: Slack) -> None:
    chloe, message = slack.person("Chloe"), reminded(bot, slack)
    chloe.presses("Remind me in 3 days: #1 Draft the brief", message)
    assert "I will remind you on Thursday 20 January" in chloe.answer().text
    chloe.presses("Still on track: #1 Draft the brief", message)
    assert "On track" in chloe.answer().text
    with bot.units.reading() as session:
        kept = session.exec(select(ReminderAnswer).order_by(col(ReminderAnswer.id))).all()
        assert [(row.kind, row.until) for row in kept] == [("later", date(2022, 1, 20)), ("on track", LAST)]
        wanted = select(JournalEntry.verb).where(col(JournalEntry.verb).in_(["later", "on track"]))
        assert list(session.exec(wanted)) == ["later", "on track"]


def test_new_date_and_hand_over_open_their_forms_and_a_note_can_be_added(bot: Served, slack: Slack) -> None:
    chloe, message = slack.person("Chloe"), reminded(bot, slack)
    chloe.presses("New date: #1 Draft the brief", message)
    chloe.form("New date for #1")
    assert chloe.submits({"when": "15 February 2022", "why": "the venue moved"}).ok
    assert "15 February 2022" in chloe.answer().text
    assert one(bot, 1).ends_on == date(2022, 2, 15)
    chloe.presses("Hand over: #2 Book the venue", message)
    assert "You hold it until they accept." in str(chloe.form("Hand over #2").blocks)


@pytest.mark.parametrize(
    ("name", "line", "sentence"),
    [
        ("Gus", "on-track 1", "Guests can read the programme"),
        ("Gus", "later 1", "Guests can read the programme"),
        ("Gus", "claim 3 for us", "Guests can read the programme"),
        ("Ben", "on-track 1", "can be changed by who holds it"),
        ("Ben", "later 1 soon", "In how many days?"),
        ("Ben", "later 1 0", "In how many days?"),
        ("Ben", "later 1 61", "In how many days?"),
        ("Newt", "claim 3 for us", "Nobody has confirmed yet where you belong"),
        ("Ben", "claim 1 for us", "is held by DLR-PT already"),
        ("Chloe", "on-track 99", "There is no action #99"),
    ],
)
def test_whoever_may_not_and_whatever_is_unclear_is_told_so(
    bot: Served, slack: Slack, name: str, line: str, sentence: str
) -> None:
    person = slack.person(name)
    person.types(f"/wp {line}", in_="programme")
    assert sentence in person.answer().words
    with bot.units.reading() as session:
        assert session.exec(select(ReminderAnswer)).all() == []


def test_what_is_done_already_is_neither_on_track_nor_reminded_of(bot: Served, slack: Slack) -> None:
    chloe, message = slack.person("Chloe"), reminded(bot, slack)
    chloe.types("/wp done 1")
    chloe.answer()
    for label in ("Still on track", "Remind me in 3 days"):
        chloe.presses(f"{label}: #1 Draft the brief", message)
        assert "#1 is done already" in chloe.answer().text


def test_from_the_weekly_part_an_organisation_takes_an_action_without_naming_anybody(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp note 1 any change wakes the sender")
    ben.answer()
    asked = ben.reads("Looking for someone", "programme")
    assert {"I'll take it", "My organisation will"} <= set(asked.labels())
    ben.presses("My organisation will take #3 Map the stakeholders", asked)
    assert ben.answer().text.startswith("CNRS will: *#3* Map the stakeholders (CNRS;")
    assert ben.reads("CNRS has taken #3 Map the stakeholders.", "programme")
    sam, chloe = slack.person("Sam"), slack.person("Chloe")
    sam.presses("I'll take #3 Map the stakeholders", asked)
    assert "open to the members of the alliance" in sam.answer().text
    chloe.presses("I'll take #3 Map the stakeholders", asked)
    assert "#3 is held by CNRS already" in chloe.answer().text


def test_notes_of_reminders_do_not_stand_among_the_remarks(bot: Served, slack: Slack) -> None:
    chloe, message = slack.person("Chloe"), reminded(bot, slack)
    chloe.presses("Still on track: #1 Draft the brief", message)
    chloe.answer()
    with bot.units.reading() as session:
        assert not any("track" in note.text for note in session.exec(select(Note)))
    chloe.types("/wp show 1")
    assert "said that #1 is on track" in chloe.answer().words
