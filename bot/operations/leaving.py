"""An account is gone: what its owner held stays with the organisation, and somebody there is told."""

from datetime import datetime

from sqlmodel import Session

from bot.operations.announcements import plan_action, plan_for, tell
from bot.operations.journal import Watched
from bot.operations.people import acting, chair_user_ids, meet
from bot.titles import as_title
from bot.turn import House, Profile, Turn
from storage.models import Action, Assignment, Organisation, Person
from storage.queries import actions as action_queries
from storage.queries import people as queries

LISTED = 10
"""Actions named in the message; the rest is a count."""


def account_changed(session: Session, profile: Profile, *, now: datetime, house: House) -> None:
    """Keep what Slack says about an account; where it is gone, what its owner held is looked after."""
    person = meet(session, profile, now=now)
    if person.is_gone:
        person_left(session, person, now=now, house=house)


def person_left(session: Session, person: Person, *, now: datetime, house: House) -> None:
    """Take a person whose account was deactivated off their open actions; safe to call again.

    The organisation keeps what they held for it, with nobody named. Its contact, else its deputy, else the chairs
    are told, once for all actions together. Actions held for no organisation look for someone anew.
    """
    assert person.id is not None
    person_id = person.id
    turn = Turn(acting(session, person, now.astimezone(house.zone).date(), house), now, house)
    person = queries.lock_person(session, person_id)
    home = session.get(Organisation, person.organisation_id) if person.organisation_id and person.confirmed else None
    person.is_gone, person.standing = True, ""
    session.add(person)
    kept: list[Action] = []
    loose: list[Action] = []
    for assignment, action in queries.named_on(session, person_id):
        stays = _unname(session, turn, person, assignment, action, home)
        (kept if stays else loose).append(action)
    organisations = {home.id} if home is not None and home.id is not None else set()
    plan_for(session, people={person_id}, organisations=organisations, now=now, house=house)
    for action in (*kept, *loose):
        plan_action(session, action, now=now, house=house)
    sentences = []
    if kept:
        sentences.append(f"{_listed(kept)} {_stay(kept)} with {home.short_name if home else 'the organisation'}.")
    if loose:
        sentences.append(f"{_listed(loose)} {'look' if len(loose) > 1 else 'looks'} for someone.")
    if not sentences:
        return
    how = f"`{house.command} ours` and `{house.command} open` show what waits for somebody."
    words = f"{person.name}'s account is gone. {' '.join(sentences)} {how}"
    for receiver in _receivers(session, home, turn):
        tell(
            session,
            receiver=receiver,
            kind="told",
            item="person",
            item_id=person_id,
            words=words,
            now=now,
            house=house,
            slot=f"{receiver}:left:{person_id}:{now.isoformat()}",
        )


def _unname(
    session: Session,
    turn: Turn,
    person: Person,
    assignment: Assignment,
    action: Action,
    home: Organisation | None,
) -> bool:
    """Take the person off one action; True where an organisation still stands there."""
    assert action.id is not None
    others = [one for one in action_queries.assignments_of(session, action.id) if one.id != assignment.id]
    watched = Watched(session, assignment, action)
    stays = assignment.organisation_id or (home.id if home else None)
    twin = any(one.organisation_id == stays and one.person_id is None for one in others)
    removed: tuple[Assignment, ...] = ()
    if stays and not twin:
        assignment.organisation_id, assignment.person_id = stays, None
    else:
        removed = (assignment,)
    left = [*others, *([] if removed else [assignment])]
    action.owned = any(one.state == "holds" for one in left)
    watched.record(turn, "left", action, f"{person.name}'s account is gone", removed=removed)
    return stays is not None


def _receivers(session: Session, home: Organisation | None, turn: Turn) -> tuple[str, ...]:
    if home is not None and home.id is not None:
        theirs = [one for one in queries.people_of(session, home.id) if one.confirmed]
        for standing in ("contact", "deputy"):
            first = [one.user_id for one in theirs if one.standing == standing]
            if first:
                return (first[0],)
    chairs = chair_user_ids(session, today=turn.today, house=turn.house)
    return tuple(one for one in chairs if one != turn.actor.user_id)


def _listed(actions: list[Action]) -> str:
    names = [f"#{action.number} {as_title(action.what, 80)}" for action in actions[:LISTED]]
    rest = len(actions) - len(names)
    return "; ".join(names) + (f"; and {rest} more" if rest else "")


def _stay(actions: list[Action]) -> str:
    return "stay" if len(actions) > 1 else "stays"
