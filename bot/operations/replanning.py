"""People, organisations and terms in the chair have changed, or proposals: what hangs on them is planned anew, in the
same unit.
"""

from typing import Any

from sqlmodel import Session

from bot.operations import answer_clock
from bot.operations.announcements import plan_for
from bot.operations.call_clock import plan_call
from bot.operations.rolling import plan_anew
from bot.turn import Turn
from storage.models import Call, JournalEntry, Person, Proposal


def plan_touched(session: Session, turn: Turn, entry: JournalEntry) -> None:
    """Make the plan agree with who is who after a change, or after it was taken back. What chairs hear follows at once
    for what is planned anew here, and for all else with the next beat.
    """
    session.flush()
    people: set[int] = set()
    organisations: set[int] = set()
    for change in entry.changes:
        if change["table"] == "person":
            people.add(change["id"])
            person = session.get(Person, change["id"])
            organisations |= _ids(person.organisation_id if person else None)
        if change["table"] == "organisation":
            organisations.add(change["id"])
        for side in (change["before"], change["after"]):
            organisations |= _ids((side or {}).get("organisation_id"))
        if change["table"] == "chair_term":
            plan_anew(session, turn.now)
    plan_for(session, people=people, organisations=organisations, now=turn.now, house=turn.house)


def plan_proposals(session: Session, turn: Turn, entry: JournalEntry) -> None:
    """Make the plan agree with the proposals of a change, with what they were merged into and with the calls that they
    answer; after the change, or after it was taken back.
    """
    ids: set[int] = set()
    for change in entry.changes:
        if change["table"] == "proposal":
            ids.add(change["id"])
            for side in (change["before"], change["after"]):
                ids |= _ids((side or {}).get("into_id"))
    proposals = [one for key in sorted(ids) if (one := session.get(Proposal, key))]
    answer_clock.plan(session, proposals, now=turn.now, house=turn.house)
    for key in sorted({one.call_id for one in proposals if one.call_id}):
        plan_call(session, session.get_one(Call, key), now=turn.now, house=turn.house)


def _ids(said: Any) -> set[int]:
    return {said} if isinstance(said, int) else set()
