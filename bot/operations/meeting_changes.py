"""Moving and cancelling meetings: said once in the channel, planned anew, and taken back truthfully."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session

from bot.errors import BadInput, Conflict
from bot.meeting_cards import MeetingChange
from bot.operations import journal, meeting_news
from bot.operations.anchors import in_its_history
from bot.operations.announcements import plan_action, plan_gone, plan_meeting
from bot.operations.journal import Watched
from bot.operations.meeting_news import cancelled_words, moved_words, said_when, spread
from bot.operations.meeting_series import anew, forget_rolled, later_ones
from bot.operations.meeting_times import Times, lasting_as_before, over_at, read_times, store_times
from bot.operations.meetings import (
    CALENDAR,
    access_meeting_to_cancel,
    access_meeting_to_change,
    access_planned,
    card_of,
    example,
    one_line,
    own_length,
    own_words,
)
from bot.operations.showing import store_window
from bot.turn import Turn
from storage.models import Action, JournalEntry, Meeting, MeetingSeries
from storage.queries import meetings as queries

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MeetingEdit:
    """What is to be changed of a meeting, as typed; None where it stays."""

    title: str | None = None
    when: str | None = None
    lasts: str = ""
    where: str | None = None
    why: str = ""
    onward: bool = False
    """This one and the later ones of its series."""
    whole: bool = False
    """All of it was said, by form: an empty length means that it has none."""


def change(session: Session, turn: Turn, asked: str, edit: MeetingEdit) -> MeetingChange:
    """Move a meeting, or call it or its place otherwise. Rows of the programme that it is move with it."""
    meeting = access_meeting_to_change(session, turn, asked)
    access_planned(meeting)
    times = _new_times(session, turn, meeting, edit)
    series, rows = later_ones(session, meeting) if edit.onward else (None, [meeting])
    about = queries.actions_about(session, [one.id for one in rows], lock=True)
    watched = Watched(session, *([series] if series else []), *rows, *about)
    before = said_when(meeting)
    place, first = meeting.place, meeting.series_on or meeting.on_date
    added: tuple[Meeting | MeetingSeries, ...] = ()
    moved = list(rows)
    if edit.title is not None and edit.title.strip():
        title = one_line(edit.title, "title")
        for one in (*rows, *([series] if series else [])):
            one.title = title
    if edit.where is not None:
        where = one_line(edit.where, "where")
        for one in (*rows, *([series] if series else [])):
            one.place = where
    if times and series:
        spare, new = anew(session, series, rows, times)
        series.until_on = first - _DAY
        for one in spare:
            one.state = "cancelled"
        fresh = session.get(MeetingSeries, meeting.series_id)
        added = (*([fresh] if fresh else []), *new)
        moved += new
    elif times:
        store_times(meeting, times)
    _rows_follow(about, rows, times)
    here = said_when(meeting)
    for action in about if times else ():
        in_its_history(session, turn, action, f"moved #{action.number} with its meeting M{meeting.number} to {here}")
    is_moved = before != here or place != meeting.place
    summary = _summary(meeting, before, here, len(rows))
    entry = watched.record(
        turn, "move" if is_moved else "edit", meeting, summary, why=one_line(edit.why, "why"), added=added
    )
    if not entry.changes:
        raise Conflict(f"That is so already for M{meeting.number}. Nothing was changed.")
    _plan_all(session, turn, moved, about)
    told: tuple[str, ...] = ()
    if is_moved:
        words = moved_words(meeting, before, place, one_line(edit.why, "why"), onward=edit.onward)
        told = spread(session, turn, meeting, rows, "moved", words, entry)
    also = (*(times.shown if times else ()), *_followed(about), *told)
    return MeetingChange(
        "Moved" if is_moved else "Changed", card_of(session, meeting), undo=entry.id or 0, also=also, may=CALENDAR
    )


def _new_times(session: Session, turn: Turn, meeting: Meeting, edit: MeetingEdit) -> Times | None:
    said = one_line(edit.when or "", "when")
    lasts = one_line(edit.lasts, "lasts")
    same_length = lasts == own_length(meeting) if edit.whole else not lasts
    same_when = said in ("", meeting.when_said, own_words(meeting))
    if same_when and same_length:
        return None
    line = f"`{turn.house.command} meeting move M{meeting.number} 4 March 2027 10:00`"
    times = read_times(session, turn, own_words(meeting) if same_when else said, lasts, line, meeting)
    if not edit.whole:
        times = _as_before(times, meeting)
        if over_at(times.on, times.last, times.at, times.until, times.zone) <= turn.now:
            raise BadInput(f"“{times.said}” is past. When is it?", field="when")
    if times.rule and not edit.onward:
        if meeting.series_id:
            raise BadInput(
                f"That repeats, and M{meeting.number} is one meeting. For it and the later ones: "
                f"`{turn.house.command} meeting move M{meeting.number} from here on; when: {times.said}`",
                field="when",
            )
        raise BadInput(
            f"That repeats, and M{meeting.number} is one meeting. Add a series: {example(turn)}", field="when"
        )
    if edit.onward and not times.rule:
        raise BadInput(
            "For this one and the later ones, say how they repeat: every second Tuesday 10:00. Nothing was changed.",
            field="when",
        )
    return times


def _as_before(times: Times, meeting: Meeting) -> Times:
    """A new day alone keeps the time; a new time alone keeps how long it lasts."""
    if times.last is not None or meeting.at_time is None:
        return times
    if times.at is None:
        times = replace(times, at=meeting.at_time, said=f"{times.said}, {meeting.at_time:%H:%M}")
    if times.until is None and meeting.until_time is not None and times.at is not None:
        return lasting_as_before(times, meeting)
    return times


def _rows_follow(about: Sequence[Action], rows: Sequence[Meeting], times: Times | None) -> None:
    if times is None:
        return
    by_id = {one.id: one for one in rows}
    for action in about:
        meeting = by_id.get(action.meeting_id)
        if meeting is not None:
            window = replace(times, on=meeting.on_date, last=meeting.last_on).window
            store_window(action, meeting.when_said, window, "")


def _followed(about: Sequence[Action]) -> tuple[str, ...]:
    names = ", ".join(f"#{action.number}" for action in about)
    return (f"{names} of the programme moved with it.",) if about else ()


def _summary(meeting: Meeting, before: str, here: str, count: int) -> str:
    later = f" and {_those(count - 1)} after it" if count > 1 else ""
    if before != here:
        return f"moved M{meeting.number}{later} from {before} to {here}"
    return f"changed M{meeting.number}{later}"


def _those(count: int) -> str:
    return f"the {count}" if count > 1 else "the one"


def cancel(session: Session, turn: Turn, asked: str, why: str, *, onward: bool = False) -> MeetingChange:
    """Cancel a meeting, with the reason; the channel hears it once, and nothing of the meeting after that.

    With `onward`, the later ones of its series too, and no further ones come.
    """
    meeting = access_meeting_to_cancel(session, turn, asked, onward=onward)
    why = one_line(why, "why")
    if not why:
        raise BadInput(
            f"Why is it cancelled? For example: "
            f"`{turn.house.command} meeting cancel M{meeting.number} the host is ill`",
            field="why",
        )
    again = meeting.state == "cancelled"
    series, rows = later_ones(session, meeting) if onward else (None, [meeting])
    if onward and not rows:
        raise Conflict(f"M{meeting.number} and the later ones are cancelled already.")
    watched = Watched(session, *([series] if series else []), *rows)
    for one in rows:
        one.state = "cancelled"
    if series and meeting.series_on:
        series.until_on = meeting.series_on - _DAY
    later = len([one for one in rows if one.id != meeting.id])
    after = f"{_those(later)} after"
    if again:
        summary, done = f"cancelled {after} M{meeting.number}", f"Cancelled {after} it"
    elif later:
        summary, done = f"cancelled M{meeting.number} and {after} it", f"Cancelled, with {after} it"
    else:
        summary, done = f"cancelled M{meeting.number}", "Cancelled"
    entry = watched.record(turn, "cancel", meeting, summary, why=why)
    _plan_all(session, turn, rows, ())
    words = cancelled_words(meeting, why, series.when_said if series else "", again=again)
    told = spread(session, turn, meeting, rows, "cancelled", words, entry)
    rest = ("The others of the series stay.",) if meeting.series_id and not onward else ()
    may = frozenset({"onward"}) if rest else frozenset()
    kept = tuple(
        f"#{one.number} of the programme stays as it is." for one in queries.actions_about(session, [meeting.id])
    )
    also = (*rest, *kept, *told)
    return MeetingChange(done, card_of(session, meeting), undo=entry.id or 0, also=also, may=may)


def _plan_all(session: Session, turn: Turn, meetings: Iterable[Meeting], actions: Iterable[Action]) -> None:
    for meeting in meetings:
        plan_meeting(session, meeting, now=turn.now, house=turn.house)
    for action in actions:
        plan_action(session, action, now=turn.now, house=turn.house)


def take_back(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """What `undo` does to a change of meetings: all stands as before, and whoever heard of it hears that too."""
    gone = forget_rolled(session, entry) if entry.verb == "add" else []
    journal.undo(session, turn, entry)
    replan(session, turn, entry)
    for key in gone:
        plan_gone(session, "meeting", key, now=turn.now)
    meeting = session.get(Meeting, entry.noun_id)
    if entry.verb not in ("move", "cancel") or meeting is None:
        return ()
    here = f"M{meeting.number} {meeting.title} is on {said_when(meeting)} after all"
    if meeting.state == "cancelled":
        here = f"the meetings after M{meeting.number} {meeting.title} are on after all"
    words = f"{turn.actor.full_name} has taken that back: {here}."
    return meeting_news.take_back(session, turn, meeting, words, entry)


def replan(session: Session, turn: Turn, entry: JournalEntry) -> None:
    """After a change was taken back: make the plan agree with every meeting and row of it as they are now."""
    for made in entry.changes:
        if made["table"] == "meeting":
            meeting = session.get(Meeting, made["id"], populate_existing=True)
            if meeting is None:
                plan_gone(session, "meeting", made["id"], now=turn.now)
            else:
                plan_meeting(session, meeting, now=turn.now, house=turn.house)
        elif made["table"] == "action":
            action = session.get(Action, made["id"], populate_existing=True)
            if action is not None:
                plan_action(session, action, now=turn.now, house=turn.house)
