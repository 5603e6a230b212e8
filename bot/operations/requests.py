"""Requests that are answered by a button of their message: whether one still stands, else what came of it and by whom.

Several may have been asked the same, and any of them may answer; or it is withdrawn, or overtaken by something else.
What was posted says so to all of them alike.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.announcement_cards import SpokenLine
from bot.cards import long_day
from bot.operations import journal
from bot.operations.meeting_news import said_when
from bot.operations.meeting_outcomes import still_asked
from bot.operations.snapshots import plain
from bot.titles import as_title, programme_name
from storage.models import (
    Action,
    Announcement,
    AnnouncementLine,
    Call,
    JournalEntry,
    Meeting,
    Organisation,
    Person,
    Programme,
)
from storage.queries import announcements as queries
from storage.queries import people

NOTHING = "Nothing has to be done."
GONE = f"It is not planned any more. {NOTHING}"
Row = dict[str, Any]
"""As the journal keeps it."""
Standing = tuple[SpokenLine, str]
"""The request, and what came of it; empty while it stands."""


def said_of(session: Session, message: Announcement, line: AnnouncementLine) -> SpokenLine | None:
    """The request as it is said now. One that was posted and does not stand any more says what came of it; one that was
    not is not sent: None.
    """
    spoken, came = KINDS[message.kind](session, message, line)
    if not came:
        return spoken
    return replace(spoken, answer=came) if message.state == "sent" else None


def _asked(session: Session, message: Announcement, line: AnnouncementLine) -> Standing:
    """Whether somebody takes an action."""
    action = session.get(Action, line.item_id, populate_existing=True)
    spoken = SpokenLine(line.words, line.item, action.number if action else 0)
    if queries.still_asked(session, line.item_id, line.receiver, message.due_at):
        when = f" When: {as_title(action.when_said)}." if action and action.when_said.strip() else ""
        return replace(spoken, words=f"{line.words}{when}"), ""
    history = _history(session, "action", line.item_id)
    asking, mine = _made(session, history, message.due_at, line.receiver)
    if asking is not None and asking.undone:
        back = next((entry for entry in history if entry.undoes_id == asking.id), asking)
        return spoken, f"{_has(session, back.person_id, line.receiver)} withdrawn this request."
    for entry, change in _changes(history, "assignment"):
        asked = change["id"] in mine and (change["before"] or {}).get("state") == "asked"
        if asked and (ended := _ended(session, entry, change, mine[change["id"]], line.receiver)):
            return spoken, ended
    if action is not None and action.state != "open":
        return spoken, f"{_has(session, action.ended_by_id, line.receiver)} marked it as {action.state}."
    programme = session.get(Programme, action.programme_id) if action else None
    if programme is not None and programme.state == "closed":
        name = programme_name(programme.title, programme.state)
        return spoken, f"{_by(session, 'programme', programme.id, 'close', line.receiver)} closed {name}."
    return spoken, "This request was withdrawn."


def _made(
    session: Session, history: Sequence[JournalEntry], at: datetime, receiver: str
) -> tuple[JournalEntry | None, dict[int, Row]]:
    """The entry that made a request at a moment, and as which rows, by id, it was put to the receiver."""
    person = people.person_by_slack(session, "", receiver)

    def to_them(row: Row) -> bool:
        if person is None or row["person_id"]:
            return person is not None and row["person_id"] == person.id
        return bool(row["organisation_id"] == person.organisation_id)

    for entry in history:
        new = [one for one in entry.changes if one["table"] == "assignment" and one["before"] is None]
        rows = {one["id"]: one["after"] for one in new if one["after"]["state"] == "asked"}
        if any(row["at"] == plain(at) for row in rows.values()):
            return entry, {key: row for key, row in rows.items() if to_them(row)} or rows
    return None, {}


def _ended(session: Session, entry: JournalEntry, change: dict[str, Any], was: dict[str, Any], receiver: str) -> str:
    """What a change has made of a request; empty where that still stands."""
    after = change["after"]
    if after is None:
        if entry.verb == "decline":
            return f"{_has(session, entry.person_id, receiver)} declined."
        return f"{_has(session, entry.person_id, receiver)} changed who is asked."
    if after.get("state") != "holds":
        return ""
    for_all = not was["person_id"] and "person_id" not in after
    return f"{_has(session, entry.person_id, receiver)} taken it{' for the organisation' if for_all else ''}."


def _confirm(session: Session, message: Announcement, line: AnnouncementLine) -> Standing:
    """Whether somebody belongs where they say."""
    person = session.get(Person, line.item_id, populate_existing=True)
    if person is None or person.is_gone:
        return SpokenLine(line.words, line.item), f"That account is gone. {NOTHING}"
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    if home is None:
        return SpokenLine(line.words, line.item), f"{person.name} has taken that back. {NOTHING}"
    spoken = SpokenLine(line.words, line.item, press=f"{person.user_id} {home.short_name}")
    if home.short_name not in line.words:
        now = "belongs" if person.confirmed else "says to belong"
        return spoken, f"{person.name} now {now} to {home.short_name}. {NOTHING}"
    said = _history(session, "person", line.item_id)
    if person.confirmed:
        for entry, change in _changes([*said, *_history(session, "organisation", home.id or 0)], "person"):
            if change["id"] == person.id and (change["after"] or {}).get("confirmed"):
                return spoken, f"{_has(session, entry.person_id, line.receiver)} confirmed it."
        return spoken, "It is confirmed."
    last = next((entry for entry in reversed(said) if entry.verb == "me" and not entry.undone), None)
    again = last is not None and last.at != message.due_at
    return spoken, "This was asked anew since." if again else ""


def _outcome(session: Session, message: Announcement, line: AnnouncementLine) -> Standing:
    """What came of a meeting."""
    meeting = session.get(Meeting, line.item_id, populate_existing=True)
    spoken = SpokenLine(line.words, line.item, meeting.number if meeting else 0)
    if still_asked(meeting, line.local_date, message.due_at):
        return spoken, ""
    if meeting is not None and meeting.outcome:
        return spoken, f"{_by(session, 'meeting', meeting.id, 'outcome', line.receiver)} answered: “{meeting.outcome}”"
    if meeting is not None and meeting.state == "planned":
        return spoken, f"It was moved to {said_when(meeting)}. I ask again after that."
    return spoken, GONE


def _moved(session: Session, message: Announcement, line: AnnouncementLine) -> Standing:
    """Whether somebody comes to a meeting that is at another time."""
    meeting = session.get(Meeting, line.item_id, populate_existing=True)
    spoken = SpokenLine(line.words, line.item, meeting.number if meeting else 0)
    if meeting is None:
        return spoken, GONE
    if meeting.state != "planned":
        return spoken, f"{_by(session, 'meeting', meeting.id, 'cancel', line.receiver)} cancelled it since."
    history = _history(session, "meeting", line.item_id)
    moves = [one for one in history if one.verb == "move" and one.at >= message.due_at]
    if moves and moves[0].undone:
        back = next((one.person_id for one in history if one.undoes_id == moves[0].id), None)
        return spoken, f"{_has(session, back, line.receiver)} taken that back since."
    return spoken, "It was changed again since." if any(not one.undone for one in moves[1:]) else ""


def _call(session: Session, _message: Announcement, line: AnnouncementLine) -> Standing:
    """Whether somebody proposes, while a call is open."""
    call = session.get(Call, line.item_id, populate_existing=True)
    spoken = SpokenLine(line.words, line.item, call.number if call else 0)
    if call is None:
        return spoken, "This call was taken back."
    if call.state == "open":
        return spoken, ""
    ended = [one for one in _history(session, "call", line.item_id) if one.verb == "end" and one.person_id]
    if ended and ended[-1].at == call.closed_at:
        return spoken, f"{_has(session, ended[-1].person_id, line.receiver)} closed this call."
    return spoken, f"This call closed on {long_day(call.closes_on)}."


KINDS: dict[str, Callable[[Session, Announcement, AnnouncementLine], Standing]] = {
    "asked": _asked,
    "call": _call,
    "confirm": _confirm,
    "outcome": _outcome,
    "moved": _moved,
}


def _by(session: Session, noun: str, noun_id: int | None, verb: str, receiver: str) -> str:
    done = [one for one in _history(session, noun, noun_id or 0) if one.verb == verb and not one.undone]
    return _has(session, done[-1].person_id if done else None, receiver)


def _has(session: Session, person_id: int | None, receiver: str) -> str:
    """ "You have", "Chloe (DLR-PT) has"."""
    person = session.get(Person, person_id) if person_id else None
    if person is None:
        return "Somebody has"
    if person.user_id == receiver:
        return "You have"
    home = session.get(Organisation, person.organisation_id) if person.organisation_id and person.confirmed else None
    return f"{person.name} ({home.short_name}) has" if home else f"{person.name} has"


def _history(session: Session, noun: str, noun_id: int) -> list[JournalEntry]:
    return [entry for entry, _ in journal.history(session, noun, noun_id)]


def _changes(history: Sequence[JournalEntry], table: str) -> Iterator[tuple[JournalEntry, Row]]:
    """What was done to rows of a table and not taken back, the latest first."""
    for entry in sorted(history, key=lambda one: one.id or 0, reverse=True):
        if not entry.undone:
            yield from ((entry, change) for change in entry.changes if change["table"] == table)
