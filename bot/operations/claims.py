"""Taking an action, giving it back, asking somebody else, and answering such a request."""

from sqlmodel import Session

from bot.cards import Done, FormCard, listed
from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import handing_over, telling
from bot.operations.actions import access_action, finished
from bot.operations.forms import filled
from bot.operations.journal import Watched
from bot.operations.owners import assignments_for, owners_of
from bot.operations.showing import card
from bot.titles import as_title
from bot.turn import Turn
from storage.models import Action, Assignment, Programme
from storage.queries import actions as queries


def claim(session: Session, turn: Turn, asked: str) -> Done:
    """Take an action: one that nobody holds, that I am asked for, or that my organisation holds with no person named.

    Raises Conflict saying who has it where somebody was quicker.
    """
    action = access_action(session, turn, asked)
    assert action.id is not None
    if action.state != "open":
        raise Conflict(f"#{action.number} is {action.state}; there is nothing left to take.")
    assignments = queries.assignments_of(session, action.id)
    if any(held.person_id == turn.actor.id and held.state == "holds" for held in assignments):
        raise Conflict(f"You hold #{action.number} already.")
    for assignment in assignments:
        if _asks_me(turn, assignment):
            return _accept(session, turn, action, assignment)
    if not action.owned:
        return _take(session, turn, action)
    for assignment in assignments:
        if assignment.organisation_id in turn.actor.owner_ids and assignment.state == "holds":
            return _take_for_ours(session, turn, action, assignment)
    raise held_already(session, turn, action)


def _asks_me(turn: Turn, assignment: Assignment) -> bool:
    if assignment.state != "asked":
        return False
    if assignment.person_id:
        return assignment.person_id == turn.actor.id
    return assignment.organisation_id in turn.actor.owner_ids


def _take(session: Session, turn: Turn, action: Action) -> Done:
    assert action.id is not None
    was = Watched(session, action)
    if not queries.own_if_free(session, action.id):
        raise held_already(session, turn, action)
    session.refresh(action)
    mine = Assignment(
        action_id=action.id,
        organisation_id=turn.actor.organisation_id if turn.actor.confirmed else None,
        person_id=turn.actor.id,
        at=turn.now,
        claimed=True,
    )
    entry = was.record(turn, "claim", action, f"took #{action.number}", added=(mine,))
    return finished(session, turn, action, "Yours", entry, also=telling.taken(session, turn, action))


def _take_for_ours(session: Session, turn: Turn, action: Action, assignment: Assignment) -> Done:
    assert assignment.id is not None
    was = Watched(session, assignment)
    if not queries.name_person_if_free(session, assignment.id, turn.actor.id):
        raise held_already(session, turn, action)
    session.refresh(assignment)
    entry = was.record(turn, "claim", action, f"took #{action.number} for {turn.actor.organisation}")
    session.refresh(action)
    return finished(session, turn, action, "Yours", entry)


def _accept(session: Session, turn: Turn, action: Action, assignment: Assignment) -> Done:
    given = handing_over.passed_on(session, turn, action, assignment)
    was = Watched(session, action, assignment)
    assignment.state, assignment.person_id, assignment.at = "holds", turn.actor.id, turn.now
    if within := [one for one in given if one.organisation_id == assignment.organisation_id]:
        assignment.claimed = all(one.claimed for one in within)  # what the document gave them stays with them
    action.owned = True
    entry = was.record(turn, "claim", action, f"accepted #{action.number}", removed=given)
    words = f"{turn.actor.name} ({turn.actor.organisation or 'you asked'}) takes #{action.number}: {action.what}"
    telling.answered(session, turn, action, assignment, words + handing_over.no_longer(given))
    return finished(session, turn, action, "Yours", entry)


def held_already(session: Session, turn: Turn, action: Action) -> Conflict:
    """What somebody hears who was not the first: who has it, and what still looks for someone."""
    assert action.id is not None
    held = card(session, turn, action.id)
    names = listed(
        f"{owner.name} ({owner.organisation})"
        if owner.name and owner.organisation
        else owner.name or owner.organisation
        for owner in held.owners
        if not owner.asked
    )
    return Conflict(
        f"#{action.number} is held by {names or 'somebody else'} already. "
        f"`{turn.house.command} open` shows what still looks for someone."
    )


def release(session: Session, turn: Turn, asked: str) -> Done:
    """Give back what I hold; what the document gave my organisation stays with it."""
    action = access_action(session, turn, asked)
    assert action.id is not None
    if action.state != "open":
        raise Conflict(f"#{action.number} is {action.state}; there is nothing left to give back.")
    assignments = [held for held in queries.assignments_of(session, action.id) if held.state == "holds"]
    mine = [held for held in assignments if held.person_id == turn.actor.id]
    # What the organisation took by a claim of its own, anybody of it may give back; what the document says stays.
    mine = mine or [
        held
        for held in assignments
        if held.claimed and held.person_id is None and held.organisation_id in turn.actor.owner_ids
    ]
    if not mine:
        raise NotAllowed(
            f"You do not hold #{action.number} in your own name, so there is nothing to give back. "
            f"`{turn.house.command} show {action.number}` says who does."
        )
    was = Watched(session, action, *mine)
    removed = tuple(held for held in mine if held.claimed)
    for held in mine:
        if not held.claimed:
            held.person_id = None
    action.owned = any(held not in removed for held in assignments)
    entry = was.record(turn, "release", action, f"gave #{action.number} back", removed=removed)
    return finished(session, turn, action, "Given back", entry)


def assign(session: Session, turn: Turn, asked: str, whom: str, why: str = "") -> Done:
    """Ask a person or an organisation to take an action; whom I speak for holds it at once.

    What I hold of it passes on to who accepts; until then it stays with me. Where somebody holds it already in an
    adopted programme, another owner carries a reason: BadInput without.
    """
    action, assignments = handing_over.access_action_to_give(session, turn, asked)
    if not whom.strip():
        raise BadInput(
            f"Whom? For example: `{turn.house.command} assign {action.number} @somebody` or an organisation's name.",
            field="who",
        )
    owners = owners_of(session, turn, whom, kept=False)
    if not owners.people and not owners.organisations:
        raise NotFound(
            " ".join(owners.shown)
            or f"I know nobody called “{owners.said}” here. `{turn.house.command} people` lists who I know."
        )
    people = {held.person_id for held in assignments}
    houses = {held.organisation_id for held in assignments if held.person_id is None}
    added = tuple(
        made
        for made in assignments_for(turn, action, owners)
        if (made.person_id not in people if made.person_id else made.organisation_id not in houses)
    )
    given = handing_over.given_by(turn.actor, assignments)
    if not added:
        back = f" `{turn.house.command} release {action.number}` gives back what you hold." if given else ""
        raise Conflict(f"They hold #{action.number} already, or are asked.{back}")
    programme = session.get(Programme, action.programme_id)
    if action.owned and programme and programme.state == "adopted" and not why.strip():
        raise BadInput(
            "Why another owner? The programme is adopted, so a reason goes with it: "
            f"`{turn.house.command} assign {action.number} {owners.said}; why: they have the venue`",
            field="why",
        )
    was = Watched(session, action)
    at_once = any(made.state == "holds" for made in added)
    action.owned = action.owned or at_once
    entry = was.record(
        turn,
        handing_over.VERB if given else "assign",
        action,
        f"asked {owners.said} to take #{action.number}",
        why=why.strip(),
        added=added,
        removed=tuple(one for one in given if one.person_id) if at_once else (),
    )
    told = telling.asked(session, turn, action, added, why)
    until = ("You hold it until they accept.",) if given and not at_once else ()
    verb = "Asked for" if any(made.state == "asked" for made in added) else "Held now"
    return finished(session, turn, action, verb, entry, also=(*owners.shown, *told, *until))


def decline(session: Session, turn: Turn, asked: str) -> Done:
    """Answer "not us" to a request; whoever asked is told, and the action looks for someone else."""
    action, assignment = _request(session, turn, asked)
    was = Watched(session, action)
    entry = was.record(turn, "decline", action, f"declined #{action.number}", removed=(assignment,))
    words = f"{turn.actor.name} cannot take #{action.number}: {action.what}"
    telling.answered(session, turn, action, assignment, words)
    return finished(session, turn, action, "Declined", entry, also=("I have told who asked.",))


def question_form(session: Session, turn: Turn, asked: str) -> FormCard:
    """The action of a request to me, to ask something about it."""
    return filled(session, turn, _request(session, turn, asked)[0])


def ask_back(session: Session, turn: Turn, asked: str, question: str) -> Done:
    """Answer a request with a question; it goes to whoever asked, and the request stays open."""
    action, assignment = _request(session, turn, asked)
    if not question.strip():
        raise BadInput("What would you like to know?", field="question")
    what = f"#{action.number} {as_title(action.what)}"
    words = f"{turn.actor.full_name} asks about {what}: “{question.strip()}” Answer {turn.actor.name} directly."
    telling.answered(session, turn, action, assignment, words)
    return Done(sentence="Sent your question about", action=card(session, turn, action.id or 0))


def _request(session: Session, turn: Turn, asked: str) -> tuple[Action, Assignment]:
    action = access_action(session, turn, asked)
    assert action.id is not None
    for assignment in queries.assignments_of(session, action.id):
        if _asks_me(turn, assignment):
            return action, assignment
    raise NotFound(f"Nobody asks you to take #{action.number} at the moment.")
