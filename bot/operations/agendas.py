"""A meeting's agenda: points of members in their order, some of them actions or proposals."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.meeting_cards import AgendaCard, AgendaLine, MeetingForm
from bot.operations import meetings
from bot.operations.finding import find_action_id
from bot.operations.journal import Watched
from bot.operations.meeting_times import over
from bot.operations.meetings import access_meeting, access_planned, card_of, found, may_change_meeting, one_line
from bot.operations.people import access_as_reader
from bot.operations.proposals import meant
from bot.turn import Turn
from storage.models import Action, AgendaItem, Meeting, Proposal
from storage.queries import meetings as queries

MOST_POINTS = 40
MOST_MINUTES = 24 * 60
_PROPOSAL = re.compile(r"[Pp]\d{1,9}")


@dataclass(frozen=True, slots=True)
class Point:
    """A point as somebody typed it."""

    text: str
    minutes: int | None = None
    about: str = ""
    """ "#15" or "P7"."""


def agenda(session: Session, turn: Turn, asked: str) -> AgendaCard:
    """The agenda as it stands."""
    access_as_reader(turn)
    meeting = found(session, turn, asked)
    return _card(session, turn, meeting)


def form(session: Session, turn: Turn, asked: str) -> MeetingForm:
    """The meeting that a point is to be added to."""
    meeting = _open(session, turn, asked)
    _with_room(session, meeting)
    return meetings.form(session, turn, "agenda", f"M{meeting.number}")


def add_point(session: Session, turn: Turn, asked: str, point: Point) -> AgendaCard:
    """Put a point at the end of a meeting's agenda: words, an action or a proposal, with minutes where known."""
    meeting = _open(session, turn, asked)
    text = one_line(point.text, "text")
    action, proposal = _about(session, turn, point.about)
    if not text and action is None and proposal is None:
        raise BadInput(
            "What is the point? For example: "
            f"`{turn.house.command} agenda M{meeting.number} Next conference; 15 min`, or #15, or P7",
            field="text",
        )
    if point.minutes is not None and not 0 < point.minutes <= MOST_MINUTES:
        raise BadInput(f"How many minutes? A number from 1 to {MOST_MINUTES:,}, or nothing.", field="minutes")
    items = _with_room(session, meeting)
    if any(
        (action and item.action_id == action.id) or (proposal and item.proposal_id == proposal.id) for item in items
    ):
        raise Conflict(f"{point.about.upper()} is on the agenda of M{meeting.number} already.")
    item = AgendaItem(
        meeting_id=meeting.id or 0,
        position=max((one.position for one in items), default=0) + 1,
        text=text,
        minutes=point.minutes,
        action_id=action.id if action else None,
        proposal_id=proposal.id if proposal else None,
        person_id=turn.actor.id,
        at=turn.now,
    )
    title = " ".join(filter(None, (point.about.upper(), text)))
    entry = Watched(session).record(
        turn, "agenda", meeting, f"put on the agenda of M{meeting.number}: {title}", added=(item,)
    )
    return _card(session, turn, meeting, "On the agenda", entry.id or 0)


def remove_point(session: Session, turn: Turn, asked: str, place: int) -> AgendaCard:
    """Take a point of mine off; whoever may change the meeting takes off any."""
    meeting, items = _to_order(session, turn, asked)
    item = _at(turn, meeting, items, place)
    _access(session, turn, meeting, item)
    title = next(line.text for line in agenda_lines(session, turn, meeting) if line.place == place)
    summary = f"took off the agenda of M{meeting.number}: {title}"
    entry = Watched(session).record(turn, "agenda", meeting, summary, removed=(item,))
    return _card(session, turn, meeting, "Taken off the agenda", entry.id or 0)


def move_point(session: Session, turn: Turn, asked: str, place: int, to: int) -> AgendaCard:
    """Put a point of mine, or any where one may change the meeting, at another place."""
    meeting, items = _to_order(session, turn, asked)
    item = _at(turn, meeting, items, place)
    _access(session, turn, meeting, item)
    watched = Watched(session, *items)
    items.remove(item)
    items.insert(max(1, to) - 1, item)
    for position, one in enumerate(items, 1):
        one.position = position
    entry = watched.record(turn, "agenda", meeting, f"put the agenda of M{meeting.number} in another order")
    if not entry.changes:
        raise Conflict("It stands there already. Nothing was changed.")
    return _card(session, turn, meeting, "In another order", entry.id or 0)


def agenda_lines(session: Session, turn: Turn, meeting: Meeting) -> tuple[AgendaLine, ...]:
    """The points as people see them. What a proposed contact says of a person is not shown."""
    changes = may_change_meeting(session, turn, meeting)
    lines = []
    for place, (item, name) in enumerate(queries.agenda(session, meeting.id or 0), 1):
        number, text = _titled(session, item)
        may = turn.actor.member and (changes or item.person_id == turn.actor.id)
        lines.append(AgendaLine(place, text, number, item.minutes, name or "", may))
    return tuple(lines)


def points(session: Session, meeting_id: int) -> tuple[str, ...]:
    """The same in a few words each, for announcements."""
    said = []
    for place, (item, _) in enumerate(queries.agenda(session, meeting_id), 1):
        number, text = _titled(session, item)
        minutes = f" ({item.minutes} min)" if item.minutes else ""
        said.append(f"{place}. {'' if text == number else f'{number} '.lstrip()}{text}{minutes}")
    return tuple(said)


def _titled(session: Session, item: AgendaItem) -> tuple[str, str]:
    """Its number where it is an action or a proposal, and its words."""
    action = session.get(Action, item.action_id) if item.action_id else None
    proposal = session.get(Proposal, item.proposal_id) if item.proposal_id else None
    number, about = "", ""
    if action:
        number, about = f"#{action.number}", action.what
    elif proposal:
        number, about = f"P{proposal.number}", "" if proposal.kind == "contact" else proposal.text
    return number, ": ".join(filter(None, (" ".join(about.split()), item.text))) or number


def _about(session: Session, turn: Turn, said: str) -> tuple[Action | None, Proposal | None]:
    if not said:
        return None, None
    if _PROPOSAL.fullmatch(said):
        return None, meant(session, turn, said)
    return session.get(Action, find_action_id(session, turn, said)), None


def _open(session: Session, turn: Turn, asked: str) -> Meeting:
    meeting = access_meeting(session, turn, asked)
    access_planned(meeting)
    if over(meeting, turn.now):
        raise Conflict(f"M{meeting.number} {meeting.title} is past, so its agenda stays as it is.")
    return meeting


def _with_room(session: Session, meeting: Meeting) -> list[AgendaItem]:
    items = [item for item, _ in queries.agenda(session, meeting.id or 0)]
    if len(items) >= MOST_POINTS:
        raise Conflict(f"The agenda of M{meeting.number} has {MOST_POINTS} points, which is the most it holds.")
    return items


def _to_order(session: Session, turn: Turn, asked: str) -> tuple[Meeting, list[AgendaItem]]:
    meeting = _open(session, turn, asked)
    return meeting, [item for item, _ in queries.agenda(session, meeting.id or 0)]


def _at(turn: Turn, meeting: Meeting, items: list[AgendaItem], place: int) -> AgendaItem:
    if not 1 <= place <= len(items):
        has = "has no points yet" if not items else f"has {len(items)} point{'s' if len(items) > 1 else ''}"
        raise NotFound(
            f"The agenda of M{meeting.number} {has}, so there is no {place}. "
            f"`{turn.house.command} agenda M{meeting.number}` shows it."
        )
    return items[place - 1]


def _access(session: Session, turn: Turn, meeting: Meeting, item: AgendaItem) -> None:
    if item.person_id != turn.actor.id and not may_change_meeting(session, turn, meeting):
        raise NotAllowed(
            "A point is moved or taken off by who put it there, by who added the meeting, or by the chairs."
        )


def _card(session: Session, turn: Turn, meeting: Meeting, sentence: str = "", undo: int = 0) -> AgendaCard:
    open_ = meeting.state == "planned" and not over(meeting, turn.now) and turn.actor.member
    items = agenda_lines(session, turn, meeting)
    return AgendaCard(card_of(session, meeting), items, sentence, undo, may=open_)
