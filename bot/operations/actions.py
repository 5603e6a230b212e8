"""The rules of actions: who may do what with one, and what follows from it. Each call is one change, journalled."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.cards import Done
from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import telling
from bot.operations.anchors import its_meeting_stays
from bot.operations.announcements import plan_action
from bot.operations.finding import find_action_id
from bot.operations.journal import Watched
from bot.operations.owners import assignments_for, keep_who, owners_of
from bot.operations.people import access_as_member
from bot.operations.programmes import current_programme, nothing_loaded
from bot.operations.showing import card, may_change, store_window
from bot.operations.whens import read_for
from bot.turn import Turn
from storage.models import Action, Assignment, JournalEntry, Note, Priority, Programme
from storage.queries import actions as queries
from storage.queries import programmes as programme_queries
from storage.queries.numbers import next_number

LONGEST = 5000
"""Characters of one text that somebody may type; a document's cell may be longer."""


@dataclass(frozen=True, slots=True)
class New:
    """An action as somebody typed it."""

    what: str
    who: str = ""
    when: str = ""
    priority: str = ""


def access_action(session: Session, turn: Turn, asked: str) -> Action:
    """The action meant, locked until the unit ends, for anyone who may contribute. Raises WorkError."""
    access_as_member(turn)
    action = queries.lock(session, find_action_id(session, turn, asked))
    programme = session.get(Programme, action.programme_id)
    if programme and programme.state == "closed":
        raise Conflict(f"{programme.title} is closed; its actions stay as they are.")
    return action


def access_action_to_change(session: Session, turn: Turn, asked: str) -> Action:
    """The same for those who may change it: its owners, their organisation, who added it, the chairs."""
    action = access_action(session, turn, asked)
    assert action.id is not None
    if not may_change(turn, action.added_by_id, queries.assignments_of(session, action.id)):
        hint = "" if action.owned else f" Nobody holds it: `{turn.house.command} claim {action.number}` makes it yours."
        raise NotAllowed(
            f"#{action.number} can be changed by who holds it, their organisation, who added it, or the chairs.{hint}"
        )
    return action


def access_action_to_end(session: Session, turn: Turn, asked: str) -> Action:
    """The same where there is something left to end. Raises Conflict where it is done or dropped already."""
    action = access_action_to_change(session, turn, asked)
    if action.state != "open":
        reopen = f"`{turn.house.command} reopen {action.number}` opens it again."
        raise Conflict(f"#{action.number} is {action.state} already. {reopen}")
    return action


def add(session: Session, turn: Turn, new: New, *, proposal_id: int | None = None) -> Done:
    """Add an action to the current programme; what cannot be understood of who and when is kept as written."""
    access_as_member(turn)
    what = typed_text(new.what, "what")
    if not what:
        raise BadInput(
            "What is to be done? For example: "
            f"`{turn.house.command} add Draft the brief; who: CNRS; when: end of March`",
            field="what",
        )
    programme = current_programme(session, turn)
    if programme is None or programme.id is None:
        raise NotFound(nothing_loaded(turn))
    if programme.state == "closed":
        raise Conflict(f"{programme.title} is closed. A chair can load the next one.")
    priority = priority_meant(session, turn, programme, new.priority)
    reading = read_for(session, turn, programme, typed_text(new.when, "when"))
    owners = owners_of(session, turn, typed_text(new.who, "who"))
    action = Action(
        number=next_number(session, "action"),
        programme_id=programme.id,
        priority_id=priority.id if priority else None,
        position=queries.last_position(session, programme.id, priority.id if priority else None) + 1,
        what=what,
        added_by_id=turn.actor.id,
        added_at=turn.now,
        proposal_id=proposal_id,
    )
    store_window(action, reading.said, reading.window, reading.unread)
    session.add(action)
    session.flush()
    assignments = assignments_for(turn, action, owners)
    keep_who(action, owners, assignments)
    entry = Watched(session).record(turn, "add", action, f"added #{action.number}", added=(action, *assignments))
    told = telling.asked(session, turn, action, assignments)
    also = (*reading.shown, *owners.shown, *told)
    return finished(session, turn, action, "Added", entry, also=also, doubt=reading.doubt)


def priority_meant(session: Session, turn: Turn, programme: Programme, asked: str) -> Priority | None:
    """The priority of a programme by number or title; none where nothing is asked. Raises BadInput."""
    asked = asked.strip().rstrip(".")
    if not asked or asked == "0":
        return None
    assert programme.id is not None
    for priority in programme_queries.priorities(session, programme.id):
        if asked in (priority.number, str(priority.position)) or asked.casefold() == priority.title.casefold():
            return priority
    raise BadInput(
        f"{programme.title} has no priority “{asked}”. `{turn.house.command} priorities` lists them.",
        field="priority",
    )


def done(session: Session, turn: Turn, asked: str, note: str) -> Done:
    """Close an action; the other owners are told. Closed already: says so, changes nothing."""
    action = access_action_to_end(session, turn, asked)
    return _end(session, turn, action, "done", typed_text(note, "note"))


def drop(session: Session, turn: Turn, asked: str, why: str) -> Done:
    """Give an action up, with the reason."""
    action = access_action_to_end(session, turn, asked)
    why = typed_text(why, "why")
    if not why:
        raise BadInput(
            f"Why is it dropped? For example: `{turn.house.command} drop {action.number} the partner withdrew`",
            field="why",
        )
    return _end(session, turn, action, "dropped", why)


def _end(session: Session, turn: Turn, action: Action, state: str, outcome: str) -> Done:
    watched = Watched(session, action)
    action.state, action.outcome = state, outcome
    action.ended_at, action.ended_by_id = turn.now, turn.actor.id
    verb = "done" if state == "done" else "drop"
    entry = watched.record(turn, verb, action, f"{state} #{action.number}", why=outcome)
    told = telling.ended(session, turn, action, state)
    return finished(session, turn, action, state.capitalize(), entry, also=told)


def reopen(session: Session, turn: Turn, asked: str) -> Done:
    """Revive an action that was done or dropped."""
    action = access_action_to_change(session, turn, asked)
    if action.state == "open":
        raise Conflict(f"#{action.number} is open.")
    watched = Watched(session, action)
    action.state, action.outcome, action.ended_at, action.ended_by_id = "open", "", None, None
    entry = watched.record(turn, "reopen", action, f"reopened #{action.number}")
    told = telling.ended(session, turn, action, "open again")
    return finished(session, turn, action, "Open again", entry, also=told)


def when(session: Session, turn: Turn, asked: str, said: str, why: str) -> Done:
    """Give a new date, with a reason once the programme is adopted."""
    action = access_action_to_change(session, turn, asked)
    programme = session.get(Programme, action.programme_id)
    said = typed_text(said, "when")
    if programme and programme.state == "adopted" and not why.strip():
        raise BadInput(
            f"Why does the date change? The programme is adopted, so a reason goes with it: "
            f"`{turn.house.command} when {action.number} {said or 'end of March'}; why: the venue moved`",
            field="why",
        )
    reading = read_for(session, turn, programme, said)
    watched = Watched(session, action)
    before = action.when_said or "no date"
    store_window(action, reading.said, reading.window, reading.unread)
    summary = f"moved #{action.number} from {before} to {said or 'no date'}"
    entry = watched.record(turn, "when", action, summary, why=why.strip())
    also = (*reading.shown, *its_meeting_stays(session, turn, action))
    return finished(session, turn, action, "New date for", entry, also=also, doubt=reading.doubt)


def note(session: Session, turn: Turn, asked: str, text: str) -> Done:
    """Leave a remark on an action."""
    action = access_action(session, turn, asked)
    text = typed_text(text, "note")
    if not text:
        raise BadInput(
            f"What is the note? For example: `{turn.house.command} note {action.number} the venue is booked`",
            field="note",
        )
    assert action.id is not None
    remark = Note(action_id=action.id, person_id=turn.actor.id, text=text, at=turn.now)
    entry = Watched(session).record(turn, "note", action, f"noted on #{action.number}: {text}", added=(remark,))
    return finished(session, turn, action, "Noted on", entry)


def edit(session: Session, turn: Turn, asked: str, new: New, why: str = "", version: int = 0) -> Done:
    """Change what, who, when and priority at once, from a form; refused where it was changed since that was opened."""
    action = access_action_to_change(session, turn, asked)
    if version and action.version != version:
        raise Conflict(
            f"Somebody changed #{action.number} while the form was open. "
            f"Open it again: `{turn.house.command} edit {action.number}`. Nothing was changed."
        )
    programme = session.get(Programme, action.programme_id)
    assert programme is not None and programme.id is not None and action.id is not None
    what = typed_text(new.what, "what")
    if not what:
        raise BadInput("What is to be done? The text cannot be empty.", field="what")
    watched = Watched(session, action, *queries.assignments_of(session, action.id))
    shown: tuple[str, ...] = ()
    doubt = False
    said, who = typed_text(new.when, "when"), typed_text(new.who, "who")
    changed = (what, who, said) != (action.what, action.who_said, action.when_said)
    if changed and programme.state == "adopted" and not why.strip():
        raise BadInput(
            "Why does it change? The programme is adopted, so a reason goes with another text, owner or date.",
            field="why",
        )
    action.what = what
    if said != action.when_said:
        reading = read_for(session, turn, programme, said)
        store_window(action, reading.said, reading.window, reading.unread)
        shown, doubt = (*reading.shown, *its_meeting_stays(session, turn, action)), reading.doubt
    priority = priority_meant(session, turn, programme, new.priority)
    if (priority.id if priority else None) != action.priority_id:
        action.priority_id = priority.id if priority else None
        action.position = queries.last_position(session, programme.id, action.priority_id) + 1
    added: tuple[Assignment, ...] = ()
    removed: tuple[Assignment, ...] = ()
    if who != action.who_said:
        owners = owners_of(session, turn, who)
        removed = tuple(queries.assignments_of(session, action.id))
        added = assignments_for(turn, action, owners)
        keep_who(action, owners, added)
        shown += owners.shown
    entry = watched.record(
        turn, "edit", action, f"edited #{action.number}", why=why.strip(), added=added, removed=removed
    )
    told = telling.asked(session, turn, action, added, why)
    return finished(session, turn, action, "Changed", entry, also=(*shown, *told), doubt=doubt)


def typed_text(said: str, field: str) -> str:
    """Typed text without the space around it. Raises BadInput, beside its field, where it is too long to keep."""
    said = said.strip()
    if len(said) > LONGEST:
        raise BadInput(
            f"That text has {len(said):,} characters; {LONGEST:,} is the most I keep. Nothing was changed.", field=field
        )
    return said


def finished(
    session: Session,
    turn: Turn,
    action: Action,
    verb: str,
    entry: JournalEntry,
    *,
    also: tuple[str, ...] = (),
    doubt: bool = False,
) -> Done:
    """What every change ends with: plan anew what is to be said of the action, and show it as it is now stored."""
    plan_action(session, action, now=turn.now, house=turn.house)
    assert action.id is not None
    return Done(sentence=verb, action=card(session, turn, action.id), undo=entry.id or 0, also=also, doubt=doubt)
