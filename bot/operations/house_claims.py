"""An organisation takes an action, and says later who of it will do it."""

from sqlmodel import Session

from bot.cards import Done
from bot.errors import Conflict, NotAllowed
from bot.operations import handing_over, telling
from bot.operations.actions import access_action, finished
from bot.operations.claims import held_already
from bot.operations.journal import Watched
from bot.turn import Turn
from storage.models import Action, Assignment
from storage.queries import actions as queries


def claim_for_ours(session: Session, turn: Turn, asked: str) -> Done:
    """Take an action that nobody holds for my organisation, with no person named; who wants may take it there.

    For people whose organisation is confirmed. Raises Conflict saying who has it where somebody was quicker.
    """
    action = access_action(session, turn, asked)
    assert action.id is not None
    if not turn.actor.confirmed or turn.actor.organisation_id is None:
        where = f"that you belong to {turn.actor.organisation}" if turn.actor.organisation else "where you belong"
        how = "" if turn.actor.organisation else f" Say it with `{turn.house.command} me` and its name."
        raise NotAllowed(
            f"Nobody has confirmed yet {where}, so you cannot take #{action.number} in an organisation's name.{how} "
            f"`{turn.house.command} claim {action.number}` takes it in your own."
        )
    if action.state != "open":
        raise Conflict(f"#{action.number} is {action.state}; there is nothing left to take.")
    asked_of_us = [held for held in queries.assignments_of(session, action.id) if _asks_us(turn, held)]
    was = Watched(session, action, *asked_of_us)
    # Who is asked may take it beside, or instead of, those who hold it.
    if not queries.own_if_free(session, action.id) and not asked_of_us:
        raise held_already(session, turn, action)
    session.refresh(action)
    given = [one for request in asked_of_us for one in handing_over.passed_on(session, turn, action, request)]
    for assignment in asked_of_us:
        session.refresh(assignment)
        assignment.state, assignment.at = "holds", turn.now
    added = () if asked_of_us else (_ours(turn, action),)
    summary = f"took #{action.number} for {turn.actor.organisation}"
    entry = was.record(turn, "claim", action, summary, added=added, removed=tuple(given))
    told = telling.taken_by_house(session, turn, action)
    for assignment in asked_of_us:
        words = f"{turn.actor.organisation} takes #{action.number}: {action.what}{handing_over.no_longer(given)}"
        telling.answered(session, turn, action, assignment, words)
    return finished(session, turn, action, f"{turn.actor.organisation} will", entry, also=told)


def _asks_us(turn: Turn, assignment: Assignment) -> bool:
    ours = assignment.organisation_id == turn.actor.organisation_id
    return assignment.state == "asked" and assignment.person_id is None and ours


def _ours(turn: Turn, action: Action) -> Assignment:
    assert action.id is not None
    return Assignment(action_id=action.id, organisation_id=turn.actor.organisation_id, at=turn.now, claimed=True)
