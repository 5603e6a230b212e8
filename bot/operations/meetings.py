"""The rules of meetings: adding one, or a series; which is meant; who may change it; how it is shown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.cards import MeetingCard, day_in_words
from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.meeting_cards import MeetingChange, MeetingForm
from bot.operations.anchors import in_its_history
from bot.operations.announcements import plan_meeting
from bot.operations.journal import Watched
from bot.operations.meeting_news import said_when
from bot.operations.meeting_times import Times, minutes_of, over, read_times, store_times
from bot.operations.occasions import instant
from bot.operations.occurrences import occurrences, plan_new
from bot.operations.people import access_as_member
from bot.operations.showing import may_change
from bot.operations.wanted import wanted_of_meetings
from bot.turn import Turn
from storage.models import Action, JournalEntry, Meeting, MeetingSeries
from storage.queries import actions as action_queries
from storage.queries import meetings as queries
from storage.queries import programmes as programme_queries
from storage.queries.numbers import next_number

LONGEST = 500
"""Characters of a title or a place."""


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting as somebody typed it."""

    title: str
    when: str = ""
    where: str = ""
    lasts: str = ""
    """When it ends or how long it takes, where the "when" does not say it."""


def add(session: Session, turn: Turn, new: NewMeeting, *, proposal_id: int | None = None) -> MeetingChange:
    """Add a meeting on a firm day ahead, on several, or again and again. Raises BadInput saying what is missing."""
    access_as_member(turn)
    title, where = one_line(new.title, "title"), one_line(new.where, "where")
    if not title:
        raise BadInput(f"What is the meeting called? For example: {example(turn)}", field="title")
    if not new.when.strip():
        raise BadInput(f"When is it? For example: {example(turn)}", field="when")
    when, lasts = one_line(new.when, "when"), one_line(new.lasts, "lasts")
    times = read_times(session, turn, when, lasts, example(turn))
    programme = programme_queries.current(session, times.on)
    adopted = programme is not None and programme.state == "adopted"
    meeting = Meeting(
        number=0,
        programme_id=programme.id if programme and adopted else None,
        title=title,
        zone=times.zone,
        on_date=times.on,
        place=where,
        added_by_id=turn.actor.id,
        added_at=turn.now,
        proposal_id=proposal_id,
    )
    store_times(meeting, times)
    if times.rule:
        return _add_series(session, turn, meeting, times)
    meeting.number = next_number(session, "meeting")
    entry = keep(session, turn, meeting)
    return MeetingChange(
        "Added", card(meeting), undo=entry.id or 0, also=(*times.shown, *heard(session, turn, meeting)), may=CALENDAR
    )


CALENDAR = frozenset({"calendar"})


def keep(session: Session, turn: Turn, meeting: Meeting, *changed: Action) -> JournalEntry:
    """Store a new meeting, made of rows that have `changed` where it is one, and plan what is said of it."""
    session.add(meeting)
    session.flush()
    watched = Watched(session, *changed)
    for action in changed:
        action.meeting_id = meeting.id
        in_its_history(session, turn, action, f"made #{action.number} the meeting M{meeting.number}")
    entry = watched.record(turn, "add", meeting, f"added M{meeting.number}", added=(meeting,))
    plan_meeting(session, meeting, now=turn.now, house=turn.house)
    return entry


def heard(session: Session, turn: Turn, meeting: Meeting, name: str = "it") -> tuple[str, ...]:
    """What the channel is still to hear of a meeting, called `name`."""
    said = {
        one.offset_days
        for wanted in wanted_of_meetings(session, [meeting], turn.house).values()
        for _, one in wanted.said
        if one.due_at > turn.now
    }
    if 0 not in said:
        return ()
    last = "one hour before" if meeting.at_time else "that morning"
    days = " and ".join(f"{offset} days" for offset in sorted(said, reverse=True) if offset)
    return (f"The channel hears of {name} {f'{days} before, and ' if days else ''}{last}.",)


def _add_series(session: Session, turn: Turn, first: Meeting, times: Times) -> MeetingChange:
    series = MeetingSeries(
        rule=times.rule,
        from_on=times.from_on or times.on,
        until_on=times.until_on,
        title=first.title,
        when_said=times.said,
        at_time=times.at,
        until_time=times.until,
        zone=times.zone,
        place=first.place,
        programme_id=first.programme_id,
        added_by_id=first.added_by_id,
        added_at=first.added_at,
    )
    session.add(series)
    session.flush()
    made = occurrences(session, series, times.days)
    made[0].proposal_id = first.proposal_id
    said = f"added {_from_to(made)}"
    entry = Watched(session).record(turn, "add", made[0], said, added=(series, *made))
    plan_new(session, made, now=turn.now, house=turn.house)
    # The first may be too near for all that is said of the others.
    said_of_each = heard(session, turn, made[-1], "each" if len(made) > 1 else "it")
    also = (*times.shown, f"Each has a number of its own: {_from_to(made)}.", *said_of_each)
    return MeetingChange("Added", card(made[0], series), undo=entry.id or 0, also=also, may=CALENDAR)


def _from_to(made: Sequence[Meeting]) -> str:
    first, last = made[0].number, made[-1].number
    return f"M{first}" if first == last else f"M{first} to M{last}"


def example(turn: Turn) -> str:
    """A line ready to copy."""
    return f"`{turn.house.command} meeting add Trio meeting; when: 3 March 2027 10:00; where: https://…`"


def found(session: Session, turn: Turn, asked: str) -> Meeting:
    """The meeting of a number, M3, to look at. Raises NotFound."""
    number = _number(asked)
    meeting = queries.by_number(session, number) if number else None
    if meeting is None:
        raise _unknown(turn, asked)
    return meeting


def access_meeting(session: Session, turn: Turn, asked: str) -> Meeting:
    """The meeting meant, locked until the unit ends, for anyone who may contribute. Raises WorkError."""
    access_as_member(turn)
    number = _number(asked)
    meeting = queries.lock_by_number(session, number) if number else None
    if meeting is None:
        raise _unknown(turn, asked)
    return meeting


def access_meeting_to_change(session: Session, turn: Turn, asked: str) -> Meeting:
    """The same for those who may change it: who added it, the chairs, and who may change a row that it is."""
    meeting = access_meeting(session, turn, asked)
    if not may_change_meeting(session, turn, meeting):
        raise NotAllowed(f"M{meeting.number} can be changed by who added it, or by the chairs.")
    return meeting


def may_change_meeting(session: Session, turn: Turn, meeting: Meeting) -> bool:
    """Who added it, the chairs, and who may change a row of the programme that it is."""
    if not turn.actor.member:
        return False
    if turn.actor.chair or meeting.added_by_id == turn.actor.id:
        return True
    return any(
        may_change(turn, action.added_by_id, action_queries.assignments_of(session, action.id or 0))
        for action in queries.actions_about(session, [meeting.id])
    )


def _number(asked: str) -> int:
    match = re.fullmatch(r"#?[Mm]?\s*(\d{1,9})", asked.strip())
    return int(match[1]) if match else 0


def _unknown(turn: Turn, asked: str) -> NotFound:
    said = " ".join(asked.split())
    if not said:
        return NotFound(f"Which meeting? Give its number, as in M3. `{turn.house.command} meetings` lists them.")
    return NotFound(f"I know no meeting “{said[:50]}”. `{turn.house.command} meetings` lists them.")


def access_planned(meeting: Meeting) -> None:
    """Raise Conflict where the meeting was cancelled."""
    if meeting.state == "cancelled":
        raise Conflict(f"M{meeting.number} is cancelled.")


def access_meeting_to_cancel(session: Session, turn: Turn, asked: str, *, onward: bool) -> Meeting:
    """A meeting for those who may change it. Raises Conflict where it is past or was cancelled: then with `onward`
    there may still be later ones.
    """
    meeting = access_meeting_to_change(session, turn, asked)
    if meeting.state == "cancelled" and not onward:
        raise Conflict(f"M{meeting.number} is cancelled already.")
    if over(meeting, turn.now):
        raise Conflict(f"M{meeting.number} is past: {said_when(meeting)}. Nothing was changed.")
    return meeting


def form(session: Session, turn: Turn, kind: str, asked: str = "", *, onward: bool = False) -> MeetingForm:
    """What a form about a meeting is opened with, `onward` where the later ones are meant too; "add" needs none."""
    access_as_member(turn)
    if kind == "add":
        return MeetingForm("add")
    if kind == "change":
        meeting = access_meeting_to_change(session, turn, asked)
        access_planned(meeting)
    elif kind == "cancel":
        meeting = access_meeting_to_cancel(session, turn, asked, onward=onward)
    else:
        meeting = found(session, turn, asked)
    made = card_of(session, meeting)
    return MeetingForm(kind, made, meeting.title, own_words(meeting), own_length(meeting), meeting.place, onward=onward)


def own_words(meeting: Meeting) -> str:
    """When a meeting is, in words that are read back: as written, but an occurrence's own day where it repeats."""
    if meeting.series_id is None:
        return meeting.when_said
    at = f" {meeting.at_time:%H:%M}" if meeting.at_time else ""
    return f"{day_in_words(meeting.on_date)}{at}"


def own_length(meeting: Meeting) -> str:
    """How long it lasts, as a form shows it, so that a new time keeps it; empty where that is open."""
    minutes = minutes_of(meeting)
    return f"{minutes} minutes" if minutes else ""


def card(meeting: Meeting, series: MeetingSeries | None = None) -> MeetingCard:
    """The meeting as people see it, with how it repeats where its series is given."""
    where = ZoneInfo(meeting.zone)
    until = meeting.until_time if meeting.at_time else None
    return MeetingCard(
        number=meeting.number,
        title=meeting.title,
        on_date=meeting.on_date,
        at_time=meeting.at_time,
        zone=meeting.zone,
        place=meeting.place,
        state=meeting.state,
        when_said=meeting.when_said,
        starts_at=instant(meeting.on_date, meeting.at_time, where) if meeting.at_time else None,
        last_on=meeting.last_on,
        until_time=meeting.until_time,
        ends_at=instant(meeting.last_on or meeting.on_date, until, where) if until else None,
        series=series.when_said if series else "",
        outcome=meeting.outcome,
    )


def cards(session: Session, meetings: Iterable[Meeting]) -> tuple[MeetingCard, ...]:
    """Cards of these meetings in order, their series fetched once for all."""
    rows = list(meetings)
    series = queries.series_by_id(session, [one.series_id for one in rows])
    return tuple(card(one, series.get(one.series_id)) for one in rows)


def card_of(session: Session, meeting: Meeting) -> MeetingCard:
    """The card of one meeting, with how it repeats."""
    return cards(session, [meeting])[0]


def one_line(said: str, field: str) -> str:
    """Typed text on one line. Raises BadInput, beside its field, where it is too long to keep."""
    said = " ".join(said.split())
    if len(said) > LONGEST:
        raise BadInput(
            f"That text has {len(said):,} characters; {LONGEST} is the most I keep here. Nothing was changed.",
            field=field,
        )
    return said
