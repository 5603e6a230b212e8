"""What was proposed, as each person may see it: the queue, and one whole."""

import re

from sqlmodel import Session

from bot.cards import Choice
from bot.errors import NotFound
from bot.operations import journal
from bot.operations.finding import CHOICES, SeveralMatch
from bot.operations.people import access_as_reader
from bot.operations.showing import window_of
from bot.proposal_cards import ProposalCard, ProposalPage, QueueCard
from bot.turn import Turn
from storage.models import JournalEntry, Proposal
from storage.queries import proposals as queries
from storage.queries.proposals import OPEN, Found

KINDS = ("event", "contact", "media", "idea")
PAGE = 10
_NUMBER = re.compile(r"[Pp]?\s*#?(\d{1,9})$")


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
