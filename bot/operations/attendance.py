"""Who comes to a meeting: said by each person once, changed at will, shown by organisation."""

from itertools import groupby

from sqlmodel import Session

from bot.errors import Conflict
from bot.meeting_cards import Answered, Coming
from bot.operations.journal import Watched
from bot.operations.meeting_times import over
from bot.operations.meetings import access_meeting, access_planned, card_of
from bot.turn import Turn
from storage.models import Attendance, Meeting
from storage.queries import meetings as queries


def answer(session: Session, turn: Turn, asked: str, *, comes: bool) -> Answered:
    """Say that I come, or that I can't; what I said before is replaced. Saying it twice changes nothing."""
    meeting = access_meeting(session, turn, asked)
    access_planned(meeting)
    if over(meeting, turn.now):
        raise Conflict(
            f"M{meeting.number} {meeting.title} is past. `{turn.house.command} show M{meeting.number}` has it."
        )
    assert meeting.id is not None
    said = queries.answer_of(session, meeting.id, turn.actor.id)
    if said is not None and said.coming == comes:
        return Answered(card_of(session, meeting), coming(session, turn, meeting))
    watched = Watched(session, *([said] if said else []))
    words = f"comes to M{meeting.number}" if comes else f"can't come to M{meeting.number}"
    added: tuple[Attendance, ...] = ()
    if said is not None:
        said.coming, said.at = comes, turn.now
    else:
        added = (Attendance(meeting_id=meeting.id, person_id=turn.actor.id, coming=comes, at=turn.now),)
    entry = watched.record(turn, "coming", meeting, words, added=added)
    return Answered(card_of(session, meeting), coming(session, turn, meeting), undo=entry.id or 0)


def coming(session: Session, turn: Turn, meeting: Meeting) -> Coming:
    """Who said what, by organisation."""
    assert meeting.id is not None
    rows = [(said, person, home or "") for said, person, home in queries.answers(session, meeting.id)]
    rows.sort(key=lambda row: (row[2] == "", row[2].casefold()))

    def by_home(comes: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
        wanted = [(home, person.name) for said, person, home in rows if said.coming == comes]
        return tuple(
            (home, tuple(name for _, name in group)) for home, group in groupby(wanted, key=lambda one: one[0])
        )

    mine = next((said.coming for said, person, _ in rows if person.id == turn.actor.id), None)
    return Coming(by_home(True), by_home(False), mine)
