"""Calendars: of one meeting as a file; of the programme, an organisation or a person by an address, or as a file.

An address is a secret of the person who asked for it: whoever has it reads the calendar, until it is revoked. It is
not among what `undo` takes back: what was revoked must stay so.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col

from bot.errors import NotFound
from bot.meeting_cards import CalendarCard, Event, Published
from bot.operations.directory import organisation_meant
from bot.operations.meetings import found
from bot.operations.people import access_as_reader, acting
from bot.operations.showing import window_of
from bot.titles import programme_name
from bot.turn import Actor, House, Turn
from storage.models import Action, CalendarAddress, Meeting, Organisation, Person
from storage.queries import actions as action_queries
from storage.queries import calendars as queries
from storage.queries import meetings as meeting_queries
from storage.queries import plan as plan_queries
from storage.queries import programmes as programme_queries

BACK = timedelta(days=60)
"""How far back the meetings of a calendar go."""
_TITLE = 200


@dataclass(frozen=True, slots=True)
class Scope:
    """Which calendar: of the programme, an organisation, or a person."""

    kind: str
    organisation_id: int | None
    about: str
    said: str
    """What typed after `calendar` means it."""


def of_meeting(session: Session, turn: Turn, asked: str) -> CalendarCard:
    """One meeting, as a file."""
    access_as_reader(turn)
    meeting = found(session, turn, asked)
    changed = meeting_queries.revised(session, "meeting", meeting.added_at)
    event = _meeting(meeting, changed, busy=True)
    title = f"M{meeting.number} {meeting.title}"
    return CalendarCard(about=title, scope=f"M{meeting.number}", file=Published(title, (event,)))


def calendar(session: Session, turn: Turn, asked: str, *, anew: bool = False) -> CalendarCard:
    """The address of a calendar, made where there is none, or `anew`; the file itself where no addresses are served."""
    access_as_reader(turn)
    scope = _scope(session, turn, asked)
    if not turn.house.calendars:
        return CalendarCard(scope.about, scope.said, file=_published(session, turn, scope))
    mine = [one for one in queries.living(session, turn.actor.id) if _same(one, scope)]
    if anew and mine:
        queries.revoke(session, [one.id or 0 for one in mine], turn.now)
        mine = []
    row = mine[0] if mine else _made(session, turn, scope)
    said = "The old address no longer works; this is the new one" if anew else ""
    return CalendarCard(
        scope.about, scope.said, address=f"{turn.house.calendars}/calendar/{row.token}.ics", sentence=said
    )


def revoke(session: Session, turn: Turn, asked: str) -> CalendarCard:
    """My addresses, or the one of a calendar, answer no more. Raises NotFound where there is none."""
    access_as_reader(turn)
    mine = queries.living(session, turn.actor.id)
    about = "All your calendars"
    if asked:
        scope = _scope(session, turn, asked)
        mine, about = [one for one in mine if _same(one, scope)], scope.about
    if not mine:
        raise NotFound("There is no address of yours to revoke.")
    queries.revoke(session, [one.id or 0 for one in mine], turn.now)
    one = len(mine) == 1
    count = "The address no longer works" if one else f"{len(mine)} addresses no longer work"
    said = f"{count}; calendars that have {'it' if one else 'them'} stay as they were"
    return CalendarCard(about, asked, sentence=said)


def _made(session: Session, turn: Turn, scope: Scope) -> CalendarAddress:
    row = CalendarAddress(
        token=secrets.token_urlsafe(24),
        person_id=turn.actor.id,
        scope=scope.kind,
        organisation_id=scope.organisation_id,
        made_at=turn.now,
    )
    session.add(row)
    session.flush()
    return row


def _same(row: CalendarAddress, scope: Scope) -> bool:
    return (row.scope, row.organisation_id) == (scope.kind, scope.organisation_id)


def _scope(session: Session, turn: Turn, asked: str) -> Scope:
    said = asked.strip()
    match said.casefold():
        case "mine" | "me" | "my" | "":
            return Scope("person", None, "What is yours, and every meeting", "mine")
        case "programme" | "program" | "all" | "everything":
            return Scope("programme", None, _programme_title(session, turn), "programme")
        case "ours" if turn.actor.organisation_id:
            return Scope("organisation", turn.actor.organisation_id, turn.actor.organisation, turn.actor.organisation)
    home = organisation_meant(session, turn, said)
    return Scope("organisation", home.id, home.short_name, home.short_name)


def _programme_title(session: Session, turn: Turn) -> str:
    programme = programme_queries.current(session, turn.today)
    if programme is None or programme.state != "adopted":
        return "The programme"
    return programme_name(programme.title, programme.state)


def served(session: Session, token: str, *, now: datetime, house: House) -> Published | None:
    """What an address answers with now; None where it is not good, or its person may read no more."""
    row = queries.by_token(session, token)
    person = session.get(Person, row.person_id) if row else None
    if row is None or person is None or person.is_gone:
        return None
    actor = acting(session, person, now.astimezone(house.zone).date(), house)
    if not actor.reader:
        return None
    turn = Turn(actor, now, house)
    home = session.get(Organisation, row.organisation_id) if row.organisation_id else None
    about = {"programme": _programme_title(session, turn), "person": f"Work programme: {actor.name}"}
    name = home.short_name if home else ""
    return _published(session, turn, Scope(row.scope, row.organisation_id, about.get(row.scope, name), name))


def _published(session: Session, turn: Turn, scope: Scope) -> Published:
    first = turn.today - BACK
    said = meeting_queries.answers_of(session, turn.actor.id) if scope.kind == "person" else {}
    changed = meeting_queries.revised(session, "meeting", turn.now - 7 * BACK)
    meetings = [
        _meeting(meeting, changed, busy=said.get(meeting.id or 0, False))
        for meeting in meeting_queries.since(session, first)
        if said.get(meeting.id or 0, True)
    ]
    revised = meeting_queries.revised(session, "action", turn.now - 7 * BACK)
    actions = [_window(action, revised) for action in _actions(session, turn.actor, scope)]
    return Published(scope.about, (*meetings, *actions))


def _actions(session: Session, actor: Actor, scope: Scope) -> Sequence[Action]:
    adopted = col(Action.programme_id).in_(plan_queries.adopted_programmes(session))
    match scope.kind:
        case "programme":
            return queries.dated_actions(session, adopted)
        case "organisation":
            held = action_queries.held_by_organisations({scope.organisation_id or 0})
            return queries.dated_actions(session, adopted, held)
    return queries.dated_actions(session, adopted, action_queries.held_by_person(actor.id))


def _meeting(meeting: Meeting, changed: dict[int, datetime], *, busy: bool) -> Event:
    text = [f"M{meeting.number} of the work programme."]
    if meeting.when_said and meeting.series_id:
        text.append(f"Repeats: {meeting.when_said}")
    return Event(
        uid=f"meeting-{meeting.number}-{_stamp(meeting.added_at)}@work-programme",
        sequence=meeting.version - 1,
        revised_at=max(meeting.added_at, changed.get(meeting.id or 0, meeting.added_at)),
        title=meeting.title,
        on=meeting.on_date,
        at=meeting.at_time,
        last=meeting.last_on,
        until=meeting.until_time if meeting.at_time else None,
        zone=meeting.zone,
        place=meeting.place,
        text="\n".join(text),
        state="cancelled" if meeting.state == "cancelled" else "confirmed",
        busy=busy and meeting.state == "planned",
    )


def _window(action: Action, changed: dict[int, datetime]) -> Event:
    window = window_of(action)
    day = window.start or window.end
    assert day is not None
    kind = "" if window.start and window.end else "Due: " if window.end else "Begins: "
    title = " ".join(action.what.split())
    text = [f"When, as written: {action.when_said}" if action.when_said else ""]
    text.append(f"Who: {action.who_said}" if action.who_said else "")
    return Event(
        uid=f"action-{action.number}-{_stamp(action.added_at)}@work-programme",
        sequence=action.version - 1,
        revised_at=max(action.added_at, changed.get(action.id or 0, action.added_at)),
        title=f"{kind}#{action.number} {title if len(title) <= _TITLE else title[: _TITLE - 1] + '…'}",
        on=day,
        last=window.end if window.end != day else None,
        text="\n".join(filter(None, text)),
        state="tentative",
        busy=False,
    )


def _stamp(at: datetime) -> str:
    """Tells numbers of different databases apart."""
    return f"{at:%Y%m%dT%H%M%S%f}"
