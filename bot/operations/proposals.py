"""The collation queue: proposing, looking at what is proposed, taking one's own back."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from bot.cards import Choice
from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import journal
from bot.operations.actions import priority_meant, typed_text
from bot.operations.announcements import tell
from bot.operations.finding import CHOICES, SeveralMatch
from bot.operations.forms import priorities_of
from bot.operations.journal import Watched
from bot.operations.people import access_as_member, access_as_reader, chair_user_ids
from bot.operations.programmes import current_programme
from bot.operations.showing import store_window, window_of
from bot.operations.whens import read_for
from bot.proposal_cards import ProposalCard, ProposalForm, ProposalPage, QueueCard, Received
from bot.turn import Turn
from storage.models import JournalEntry, Proposal
from storage.queries import proposals as queries
from storage.queries.numbers import next_number
from storage.queries.proposals import OPEN, Found

KINDS = ("event", "contact", "media", "idea")
PAGE = 10
_NUMBER = re.compile(r"[Pp]?\s*#?(\d{1,9})$")


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal as somebody typed it."""

    text: str
    kind: str = "idea"
    when: str = ""
    link: str = ""
    why: str = ""
    priority: str = ""


def proposal_form(session: Session, turn: Turn, filled: NewProposal) -> ProposalForm:
    """An empty form, or one filled from a message."""
    access_as_member(turn)
    return ProposalForm(filled.kind, filled.text, priorities_of(session, current_programme(session, turn)))


def propose(session: Session, turn: Turn, new: NewProposal) -> Received:
    """Put a suggestion in the queue; the chairs are told that it is there. Gives the receipt."""
    access_as_member(turn)
    text = typed_text(new.text, "text")
    if not text:
        raise BadInput(
            "What do you propose? For example: "
            f"`{turn.house.command} propose event Science diplomacy day in Vienna; when: autumn 2022`",
            field="text",
        )
    if new.kind not in KINDS:
        raise BadInput(f"A proposal is one of: {', '.join(KINDS)}. “{new.kind[:50]}” is none of them.", field="kind")
    programme = current_programme(session, turn)
    priority = priority_meant(session, turn, programme, new.priority) if programme else None
    reading = read_for(session, turn, programme, typed_text(new.when, "when"))
    proposal = Proposal(
        number=next_number(session, "proposal"),
        programme_id=programme.id if programme else None,
        priority_id=priority.id if priority else None,
        kind=new.kind,
        text=text,
        link=typed_text(new.link, "link"),
        why=typed_text(new.why, "why"),
        proposer_id=turn.actor.id,
        organisation_id=turn.actor.organisation_id if turn.actor.confirmed else None,
        proposed_at=turn.now,
    )
    store_window(proposal, reading.said, reading.window, reading.unread)
    session.add(proposal)
    session.flush()
    Watched(session).record(turn, "propose", proposal, f"proposed P{proposal.number}", added=(proposal,))
    told = _tell_chairs(session, turn, proposal)
    hears = "They have been told" if told else "It waits for them"
    next_step = f"Next: the chairs look at it. {hears}, and you hear by direct message what they decide."
    return Received("Received", card_of(session, turn, proposal), also=(*reading.shown, next_step))


def _tell_chairs(session: Session, turn: Turn, proposal: Proposal) -> bool:
    assert proposal.id is not None
    chairs = [one for one in chair_user_ids(session, today=turn.today, house=turn.house) if one != turn.actor.user_id]
    who = f"{turn.actor.name} ({turn.actor.organisation})" if turn.actor.confirmed else turn.actor.name
    # A contact is somebody's personal data: it stays in the queue, where it can be erased.
    text = "" if proposal.kind == "contact" else f": {title_of(proposal)}"
    article = "an" if proposal.kind in ("event", "idea") else "a"
    words = f"{who} proposes {article} {proposal.kind}, P{proposal.number}{text}. {turn.house.command} proposals"
    for receiver in chairs:
        tell(
            session,
            receiver=receiver,
            kind="told",
            item="proposal",
            item_id=proposal.id,
            words=f"{words} lists what waits for the chairs.",
            now=turn.now,
            house=turn.house,
            slot=f"{receiver}:proposed:{proposal.number}",
        )
    return bool(chairs)


def title_of(proposal: Proposal) -> str:
    """Its words on one line, at most 150 characters."""
    title = " ".join(proposal.text.split())
    return title if len(title) <= 150 else title[:149] + "…"


def queue(session: Session, turn: Turn, offset: int = 0) -> QueueCard:
    """For chairs, what waits for them, by kind, oldest first; for others, their own and then all that is open."""
    access_as_reader(turn)
    me = None if turn.actor.chair else turn.actor.id
    total = queries.count(session, me)
    cards = tuple(_drawn(turn, found) for found in queries.queue(session, me, limit=PAGE, offset=offset))
    how = f"`{turn.house.command} propose event …` puts the first one in."
    return QueueCard(
        title="Proposals by kind" if turn.actor.chair else "Proposals",
        proposals=cards,
        total=total,
        offset=offset,
        empty=f"Nothing is proposed at the moment. {how if turn.actor.member else ''}".strip(),
    )


def show_proposal(session: Session, turn: Turn, asked: str) -> ProposalPage:
    """One proposal whole, with what happened to it; another's contact only for the chairs."""
    access_as_reader(turn)
    proposal = meant(session, turn, asked)
    assert proposal.id is not None
    hidden = _hidden(turn, proposal)
    history = tuple(
        (entry.at.astimezone(turn.house.zone).date(), name or "somebody", _happened(entry, hidden))
        for entry, name in journal.history(session, "proposal", proposal.id)
    )
    return ProposalPage(card_of(session, turn, proposal), history)


def _happened(entry: JournalEntry, hidden: bool) -> str:
    return entry.summary if hidden or not entry.why else f"{entry.summary}: {entry.why}"


def withdraw(session: Session, turn: Turn, asked: str) -> Received:
    """Take one's own proposal back, before it is decided."""
    access_as_member(turn)
    found = meant(session, turn, asked)
    assert found.id is not None
    proposal = queries.lock(session, found.id)
    if proposal.proposer_id != turn.actor.id:
        raise NotAllowed(f"P{proposal.number} can be withdrawn by who proposed it.")
    if proposal.state not in OPEN:
        raise Conflict(f"P{proposal.number} is {proposal.state} already.")
    watched = Watched(session, proposal)
    proposal.state = "withdrawn"
    entry = watched.record(turn, "withdraw", proposal, f"withdrew P{proposal.number}")
    return Received("Withdrawn", card_of(session, turn, proposal), undo=entry.id or 0)


def take_back(session: Session, turn: Turn, proposal_id: int) -> None:
    """What `undo` does to a new proposal: withdrawn, not erased, since the chairs know its number by now."""
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise NotFound("That proposal is no longer there.")
    withdraw(session, turn, f"P{proposal.number}")


def meant(session: Session, turn: Turn, asked: str) -> Proposal:
    """The proposal of a number, or of distinctive words among the open ones; NotFound or SeveralMatch otherwise."""
    asked = asked.strip()
    if not asked:
        raise NotFound(f"Which proposal? Give its number, as in `{turn.house.command} show P7`.")
    if match := _NUMBER.match(asked):
        found = queries.by_number(session, int(match[1]))
        if found is None:
            raise NotFound(f"There is no P{match[1]}. `{turn.house.command} proposals` shows what there is.")
        return found
    # Only what the person can read is searched, or a name could be found out by guessing.
    several = [one for one in queries.with_words(session, asked) if not _hidden(turn, one)][: CHOICES + 1]
    if not several:
        raise NotFound(f"I found no proposal with “{asked}”. `{turn.house.command} proposals` shows what there is.")
    if len(several) > 1:
        options = tuple((f"P{one.number} {one.text}", f"P{one.number}") for one in several[:CHOICES])
        raise SeveralMatch(Choice(asked=asked, options=options, noun="proposals"))
    return several[0]


def _hidden(turn: Turn, proposal: Proposal) -> bool:
    return proposal.kind == "contact" and not turn.actor.chair and proposal.proposer_id != turn.actor.id


def card_of(session: Session, turn: Turn, proposal: Proposal) -> ProposalCard:
    """The proposal as it is now, as this person may see it."""
    session.flush()
    return _drawn(turn, queries.one(session, proposal.id or 0))


def _drawn(turn: Turn, found: Found) -> ProposalCard:
    proposal, priority, proposer, organisation = found
    hidden = _hidden(turn, proposal)
    mine = proposal.proposer_id == turn.actor.id
    number = (priority.number or str(priority.position)) if priority else ""
    return ProposalCard(
        number=proposal.number,
        kind=proposal.kind,
        text="" if hidden else proposal.text,
        state=proposal.state,
        proposer=proposer or "somebody",
        organisation=organisation or "",
        proposed_at=proposal.proposed_at.astimezone(turn.house.zone),
        when_said="" if hidden else proposal.when_said,
        window=window_of(proposal),
        link="" if hidden else proposal.link,
        why="" if hidden else proposal.why,
        priority=f"{number}. {priority.title}" if priority else "",
        mine=mine,
        hidden=hidden,
        may=_may(turn, proposal),
    )


def _may(turn: Turn, proposal: Proposal) -> frozenset[str]:
    if proposal.state not in OPEN:
        return frozenset()
    withdraw = turn.actor.member and proposal.proposer_id == turn.actor.id
    decide = {"accept", "decline", "revise"} if turn.actor.chair else set()
    return frozenset(decide - {proposal.state} | ({"withdraw"} if withdraw else set()))
