"""What was proposed, as each person may see it: the one meant, its card, its page."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from bot.cards import Choice
from bot.errors import NotFound
from bot.operations import backers, becoming, journal
from bot.operations.answer_clock import WAITING
from bot.operations.finding import CHOICES, SeveralMatch
from bot.operations.people import access_as_reader
from bot.operations.showing import window_of
from bot.operations.verdicts import DECISIONS, PRIVATE
from bot.proposal_cards import ProposalCard, ProposalPage
from bot.turn import Turn
from storage.models import JournalEntry, Proposal
from storage.queries import proposals as queries
from storage.queries.proposals import OPEN, Found

SPOKEN = {"event": "an event", "contact": "a contact", "media": "a media channel", "idea": "an idea"}
"""By kind: what somebody proposes, in a sentence."""
KINDS = tuple(SPOKEN)
_NUMBER = re.compile(r"#?[Pp]?\s*#?(\d{1,9})$")


def show_proposal(session: Session, turn: Turn, asked: str) -> ProposalPage:
    """One proposal whole, with what happened to it; another's contact only for the chairs."""
    access_as_reader(turn)
    proposal = meant(session, turn, asked)
    assert proposal.id is not None
    hidden = is_hidden(turn, proposal)
    history = tuple(
        (entry.at.astimezone(turn.house.zone).date(), name or _nobody(entry), _happened(entry, hidden))
        for entry, name in journal.history(session, "proposal", proposal.id)
        if turn.actor.chair or entry.verb not in PRIVATE
    )
    return ProposalPage(card_of(session, turn, proposal), history)


def _nobody(entry: JournalEntry) -> str:
    """Who did what no person did, or one who has gone."""
    return "by itself" if entry.verb == "return" else "somebody"


def _happened(entry: JournalEntry, hidden: bool) -> str:
    return entry.summary if hidden or not entry.why else f"{entry.summary}: {entry.why}"


def meant(session: Session, turn: Turn, asked: str) -> Proposal:
    """The proposal of a number, or of distinctive words among the open ones; NotFound or SeveralMatch otherwise."""
    asked = asked.strip()
    if not asked:
        raise NotFound(f"Which proposal? Add its number, P7 for example; `{turn.house.command} proposals` lists them.")
    if match := _NUMBER.match(asked):
        found = queries.by_number(session, int(match[1]))
        if found is None:
            raise NotFound(f"There is no P{match[1]}. `{turn.house.command} proposals` shows what there is.")
        return found
    # Only what the person can read is searched, or a name could be found out by guessing.
    several = [one for one in queries.with_words(session, asked) if not is_hidden(turn, one)][: CHOICES + 1]
    if not several:
        raise NotFound(f"I found no proposal with “{asked[:100]}”. `{turn.house.command} proposals` lists them.")
    if len(several) > 1:
        options = tuple((f"P{one.number} {one.text}", f"P{one.number}") for one in several[:CHOICES])
        raise SeveralMatch(Choice(asked=asked, options=options, noun="proposals", more=len(several) > CHOICES))
    return several[0]


def is_hidden(turn: Turn, proposal: Proposal) -> bool:
    """It is somebody's personal data, for the chairs and who proposed it alone."""
    if proposal.erased_at is not None:
        return True
    return proposal.kind == "contact" and not turn.actor.chair and proposal.proposer_id != turn.actor.id


def card_of(session: Session, turn: Turn, proposal: Proposal) -> ProposalCard:
    """The proposal as it is now, as this person may see it."""
    session.flush()
    return cards(session, turn, [queries.one(session, proposal.id or 0)])[0]


def cards(session: Session, turn: Turn, found: Sequence[Found]) -> tuple[ProposalCard, ...]:
    """Cards of these proposals, in order, as this person may see them, with their support."""
    support = backers.behind(session, [one[0] for one in found])
    became = becoming.of(session, {one[0].id or 0 for one in found})
    into = queries.numbers(session, {one[0].into_id for one in found if one[0].into_id})
    return tuple(
        replace(
            _drawn(turn, one, support[one[0].id or 0]),
            into=into.get(one[0].into_id, 0),
            became=became[one[0].id or 0],
        )
        for one in found
    )


def _drawn(turn: Turn, found: Found, support: Sequence[tuple[int, str]]) -> ProposalCard:
    proposal, priority, proposer, organisation = found
    hidden = is_hidden(turn, proposal)
    number = (priority.number or str(priority.position)) if priority else ""
    since = proposal.waits_since or proposal.proposed_at
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
        details={} if hidden else {name: said for name, said in proposal.details.items() if said},
        message_by="" if hidden else proposal.message_by,
        message_link="" if hidden else proposal.message_link,
        priority=f"{number}. {priority.title}" if priority else "",
        mine=proposal.proposer_id == turn.actor.id,
        hidden=hidden,
        erased=proposal.erased_at is not None,
        support=tuple(name for _, name in support),
        supported=any(key == turn.actor.organisation_id for key, _ in support),
        waits_days=(turn.today - since.astimezone(turn.house.zone).date()).days if proposal.state in WAITING else 0,
        deferred_until=proposal.deferred_until if proposal.state == "deferred" else None,
        may=_may(turn, proposal, {key for key, _ in support}),
    )


def _may(turn: Turn, proposal: Proposal, support: set[int]) -> frozenset[str]:
    may: set[str] = set()
    open_ = proposal.state in OPEN
    if open_ and turn.actor.member and proposal.proposer_id == turn.actor.id:
        may |= {"edit", "withdraw"}
    theirs = turn.actor.confirmed and proposal.organisation_id != turn.actor.organisation_id
    if open_ and theirs and not is_hidden(turn, proposal):
        may.add("unsupport" if turn.actor.organisation_id in support else "support")
    if open_ and turn.actor.chair:
        may |= {*DECISIONS, "hold", "note", "recommend"} - {proposal.state}
    if turn.actor.chair and proposal.into_id:
        may.add("unmerge")
    if turn.actor.chair and proposal.kind == "contact" and proposal.erased_at is None:
        may.add("forget")
    return frozenset(may)
