"""The chairs' answer to a proposal: checked, carried out once, and told to everybody who waits for it."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session

from bot.cards import day_in_words
from bot.errors import BadInput, Conflict
from bot.operations import becoming, journal, verdicts
from bot.operations.actions import typed_text
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.proposals import card_of, meant
from bot.operations.proposers import tell_proposers
from bot.operations.replanning import plan_proposals
from bot.operations.traces import mirrored, root_of, whole
from bot.operations.verdicts import DECISIONS, RIGHT, Verdict
from bot.operations.whens import read_for
from bot.proposal_cards import DecisionForm, Received
from bot.turn import Turn
from storage.models import HeldDecision, JournalEntry, Proposal
from storage.queries import considering as considering_queries
from storage.queries import proposals as queries
from storage.queries.proposals import OPEN

TAKEN_BACK = timedelta(days=7)
"""How long a decision can be undone: what people were told long ago, they have acted on."""
CHOICES = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as a chair typed it, or sent it by form."""

    verb: str
    which: str
    reason: str = ""
    other: str = ""
    """What it is to be merged into, or is a duplicate of."""
    until: str = ""
    hold: bool = False
    """It is to be told later."""
    by_form: bool = False


def completed(session: Session, turn: Turn, asked: Asked) -> Asked:
    """Day and reason of a deferral told apart, where nothing stands between them: the day ends where it is said."""
    if asked.verb != "defer" or asked.reason or asked.by_form or not asked.until:
        return asked
    until, reason = _split(session, turn, asked.until)
    return replace(asked, until=until, reason=reason)


def lacks(asked: Asked) -> bool:
    """A form has to ask for what was not typed."""
    decision = DECISIONS.get(asked.verb)
    if asked.by_form or decision is None:
        return False
    owed = [asked.reason] if decision.needs_reason else []
    owed += [asked.other] if decision.joint else []
    return not all(owed + ([asked.until] if asked.verb == "defer" else []))


def decision_form(session: Session, turn: Turn, asked: Asked) -> DecisionForm:
    """The proposal whose proposer is owed a reason, with what was said already; `hold` asks for the decision too."""
    proposal = _to_decide(session, turn, asked.verb, asked.which)
    joint = asked.verb == "hold" or DECISIONS[asked.verb].joint
    # What is the same as something decided is a duplicate of it; nothing can be merged into that any more.
    states = (*OPEN, "accepted", "declined") if asked.verb == "duplicate" else OPEN
    others = considering_queries.newest(session, states, CHOICES) if joint else ()
    return DecisionForm(
        asked.verb,
        card_of(session, turn, proposal),
        reason=asked.reason,
        other=asked.other,
        until=asked.until,
        others=tuple((f"P{one.number}", f"P{one.number} {one.text}") for one in others if one.id != proposal.id),
        hold=asked.hold,
    )


def decide(session: Session, turn: Turn, asked: Asked) -> Received:
    """Give the chairs' answer; the proposers are told who decided what and why.

    Raises BadInput where a reason, a day or the other proposal is owed, Conflict where it was decided meanwhile.
    """
    return carry_out(session, turn, checked(session, turn, asked), turn.actor.full_name)


def carry_out(session: Session, turn: Turn, verdict: Verdict, by: str, note: str = "") -> Received:
    """What was checked is done, written down and told. `by` is who decided, as the proposers read it."""
    proposal, decision = verdict.proposal, verdict.decision
    watched = Watched(session, proposal)
    proposal.state = decision.state
    proposal.into_id = verdict.other.id if verdict.other else None
    proposal.deferred_until = verdict.until
    if verdict.verb == "revise":
        proposal.waits_since = turn.now
    entry = watched.record(turn, verdict.verb, proposal, f"{verdict.summary}{note}", why=verdict.reason)
    if verdict.other:
        mirrored(session, entry, verdict.other)
    plan_proposals(session, turn, entry)
    said = verdicts.said(session, turn, verdict, by)
    told = tell_proposers(session, turn, said, f"decided:{entry.id}")
    sentence = verdict.summary[0].upper() + verdict.summary[1:]
    back = f"You can undo this for {TAKEN_BACK.days} days; whoever was told is told again."
    return Received(sentence, card_of(session, turn, proposal), undo=entry.id or 0, also=(*told, back))


def checked(session: Session, turn: Turn, asked: Asked, *, held: bool = False) -> Verdict:
    """What is to be decided, with everything it needs; the proposal stays locked until the unit ends.

    `held`: it is the decision that is held, which now is carried out.
    """
    decision = DECISIONS.get(asked.verb)
    if decision is None:
        raise BadInput(f"Choose what is decided: one of {', '.join(DECISIONS)}.", field="decision")
    if decision.joint:
        access_as_chair(turn, RIGHT)
        considering_queries.hold_all(session)
    proposal = _to_decide(session, turn, asked.verb, asked.which, held=held)
    other = _other(session, turn, proposal, asked) if decision.joint else None
    until, reason = None, typed_text(asked.reason, "reason")
    if asked.verb == "defer":
        until = _until(session, turn, proposal, asked.until)
    if decision.needs_reason and not reason:
        raise BadInput(
            "The proposer is told why. Add the reason, as in "
            f"`{turn.house.command} {verdicts.line(asked.verb, proposal, other, until)} your reason`. "
            "Nothing was changed.",
            field="reason",
        )
    return Verdict(asked.verb, proposal, reason, other, until)


def take_back(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """What `undo` does to a decision: it stands as before, and those who were told are told again."""
    access_as_chair(turn, RIGHT)
    if turn.now - entry.at > TAKEN_BACK:
        raise Conflict(
            f"You {entry.summary} on {day_in_words(entry.at.astimezone(turn.house.zone).date())}; a decision can be "
            f"undone for {TAKEN_BACK.days} days. Nothing was changed."
        )
    proposal = queries.lock(session, entry.noun_id)
    other = session.get(Proposal, proposal.into_id) if proposal.into_id else None
    side = whole(session, root_of(session, other)) if other else []
    if entry.verb == "accept":
        becoming.take_back(session, turn, proposal)
    back = journal.undo(session, turn, entry)
    if other:
        mirrored(session, back, side[0])
    session.refresh(proposal)
    return tell_proposers(
        session, turn, verdicts.said_back(session, proposal, side, turn.actor.full_name), f"back:{back.id}"
    )


def _to_decide(session: Session, turn: Turn, verb: str, asked: str, *, held: bool = False) -> Proposal:
    access_as_chair(turn, RIGHT)
    if asked.strip().removeprefix("#").isdecimal():
        # A bare number is an action's everywhere else, and what is decided is told to somebody at once.
        number = asked.strip().removeprefix("#")
        other = {"accept": "claim", "decline": "not-us"}.get(verb, "note")
        raise BadInput(
            f"For proposal P{number}, write `{turn.house.command} {verb} P{number}`. "
            f"If you were asked to take action #{number}: `{turn.house.command} {other} {number}`."
        )
    found = meant(session, turn, asked)
    assert found.id is not None
    proposal = queries.lock(session, found.id)
    again = verb not in ("defer", "hold") and proposal.state == DECISIONS[verb].state
    if proposal.state not in OPEN or again:
        raise Conflict(f"{_so_far(session, turn, proposal)} Nothing was changed.")
    waiting = considering_queries.held(session, [found.id])
    if waiting and not held:
        raise Conflict(f"{_held(turn, *waiting[0])} Nothing was changed.")
    return proposal


def _other(session: Session, turn: Turn, proposal: Proposal, asked: Asked) -> Proposal:
    """What it is to belong to. A merged one is stood for by what it was merged into."""
    joint, verb = DECISIONS[asked.verb].joint, asked.verb
    if not asked.other.strip():
        raise BadInput(
            f"{verb.capitalize()} P{proposal.number} {joint} which one? For example: "
            f"`{turn.house.command} {verb} P{proposal.number} {joint} P3 they say nearly the same`",
            field="other",
        )
    found = meant(session, turn, asked.other)
    root = root_of(session, found)
    assert root.id is not None
    if root.id == proposal.id:
        why = f"P{proposal.number} is that one itself: name another"
        if found.id != proposal.id:
            why = f"P{proposal.number} and P{found.number} would be a circle, since P{found.number} belongs to "
            why += f"P{proposal.number}. To take it out first: `{turn.house.command} unmerge P{found.number}`"
        raise BadInput(f"{why}. Nothing was changed.", field="other")
    root = queries.lock(session, root.id)
    if root.state == "withdrawn" or (verb == "merge" and root.state not in OPEN):
        instead = (
            f" `{turn.house.command} duplicate P{proposal.number} of P{root.number} …` says that they are the same."
        )
        raise BadInput(
            f"{_so_far(session, turn, root)} Nothing can be merged into it any more."
            f"{'' if root.state == 'withdrawn' else instead} Nothing was changed.",
            field="other",
        )
    return root


def _until(session: Session, turn: Turn, proposal: Proposal, said: str) -> date:
    """The first day of what was said. Raises BadInput where none can be seen, or it is not ahead."""
    example = f"`{turn.house.command} defer P{proposal.number} until 1 March; the venue is not known yet`"
    said = said.strip()
    if not said:
        raise BadInput(f"Until when? For example: {example}", field="until")
    window = read_for(session, turn, None, said).window
    day = window.start or window.end
    if day is None:
        raise BadInput(f"I can't see a day in “{said[:100]}”. For example: {example}", field="until")
    if day <= turn.today:
        raise BadInput(f"{day_in_words(day)} is not ahead. For example: {example}", field="until")
    return day


def _split(session: Session, turn: Turn, said: str) -> tuple[str, str]:
    """Until when, and why: without a mark between them, the day ends where it is understood."""
    ends = [match.start() for match in re.finditer(r"\s", said)]
    found, best = len(said), None
    for end in (*ends, len(said))[:8]:
        reading = read_for(session, turn, None, said[:end])
        if reading.window.dated and not reading.unread and reading.window != best:
            found, best = end, reading.window
    return said[:found].rstrip(" ,:;-–—"), typed_text(said[found:].strip(" ,:;-–—"), "reason")


def _so_far(session: Session, turn: Turn, proposal: Proposal) -> str:
    past = [
        (entry, name)
        for entry, name in journal.history(session, "proposal", proposal.id or 0)
        if entry.verb in (*DECISIONS, "withdraw") and not entry.undone
    ]
    if not past:
        return f"P{proposal.number} is {proposal.state} already."
    entry, name = past[-1]
    who = "You have" if entry.person_id == turn.actor.id else f"{name or 'Somebody'} has"
    did = entry.summary if entry.verb in DECISIONS else f"withdrawn P{proposal.number}"
    return f"{who} {did} already." + (f" “{entry.why}”" if entry.why else "")


def _held(turn: Turn, held: HeldDecision, proposal: Proposal, name: str | None) -> str:
    who = "You have" if held.person_id == turn.actor.id else f"{name or 'Somebody'} has"
    number = f"P{proposal.number}"
    return (
        f"{who} decided on {number} already: {held.verb}, to be told later."
        + (f" “{held.reason}”" if held.reason else "")
        + f" `{turn.house.command} hold release {number}` tells it, `{turn.house.command} hold drop {number}` does not."
    )
