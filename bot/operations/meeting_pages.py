"""Meetings to look at: what comes up, what was, and one whole."""

from sqlmodel import Session

from bot.cards import HistoryLine, MeetingCard
from bot.meeting_cards import MeetingPage, MeetingsCard
from bot.operations import journal
from bot.operations.agendas import agenda_lines
from bot.operations.attendance import coming
from bot.operations.meeting_times import over
from bot.operations.meetings import cards, found, may_change_meeting
from bot.operations.people import access_as_reader
from bot.turn import Turn
from storage.models import Meeting, Person, Proposal
from storage.queries import meetings as queries

SHOWN = 10
NEXT = 3
"""Further occurrences that the page of one names."""


def upcoming(session: Session, turn: Turn) -> tuple[MeetingCard, ...]:
    """The next meetings that were not cancelled, from today on; a series is its next occurrence."""
    return cards(session, _next_ones(session, turn)[:SHOWN])


def listed(session: Session, turn: Turn, *, past: bool = False, offset: int = 0) -> MeetingsCard:
    """Those that come up, or those that were, for whoever may read; with how many there are."""
    access_as_reader(turn)
    if past:
        total = queries.count_before_day(session, turn.today)
        offset = offset if offset < total else 0  # [More] was pressed after some had gone
        rows = queries.before_day(session, turn.today, SHOWN, offset)
        return MeetingsCard(
            cards(session, rows), total, turn.house.command, past=True, offset=offset, member=turn.actor.member
        )
    ahead = _next_ones(session, turn)
    offset = offset if offset < len(ahead) else 0
    shown = cards(session, ahead[offset : offset + SHOWN])
    return MeetingsCard(shown, len(ahead), turn.house.command, offset=offset, member=turn.actor.member)


def _next_ones(session: Session, turn: Turn) -> list[Meeting]:
    first: dict[tuple[str, int | None], Meeting] = {}
    for meeting in queries.from_day(session, turn.today):
        key = ("series", meeting.series_id) if meeting.series_id else ("meeting", meeting.id)
        first.setdefault(key, meeting)
    return list(first.values())


def show(session: Session, turn: Turn, asked: str) -> MeetingPage:
    """The meeting of a number, M3, whole: place, agenda, who comes, what happened to it. Raises NotFound."""
    access_as_reader(turn)
    meeting = found(session, turn, asked)
    assert meeting.id is not None
    after = queries.next_of_series(session, meeting, turn.today, NEXT) if meeting.series_id else ()
    author = session.get(Person, meeting.added_by_id) if meeting.added_by_id else None
    return MeetingPage(
        meeting=cards(session, [meeting])[0],
        agenda=agenda_lines(session, turn, meeting),
        coming=coming(session, turn, meeting),
        actions=tuple((action.number, action.what) for action in queries.actions_about(session, [meeting.id])),
        next=cards(session, after),
        came_from=session.get_one(Proposal, meeting.proposal_id).number if meeting.proposal_id else 0,
        over=over(meeting, turn.now),
        added_by=author.name if author else "",
        may=_may(session, turn, meeting),
        history=tuple(
            HistoryLine(entry.at.astimezone(turn.house.zone), name or "somebody", entry.summary, entry.why)
            for entry, name in journal.history(session, "meeting", meeting.id)
            if entry.verb != "coming"
        ),
    )


def _may(session: Session, turn: Turn, meeting: Meeting) -> frozenset[str]:
    if not turn.actor.member or meeting.state == "cancelled":
        return frozenset()
    changes = may_change_meeting(session, turn, meeting)
    if over(meeting, turn.now):
        return frozenset({"outcome"} if changes else ())
    return frozenset({"answer", "agenda"} | ({"change"} if changes else set()))
