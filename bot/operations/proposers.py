"""Telling those whose proposals are spoken of: each once, in their own direct message."""

from collections.abc import Iterable

from sqlmodel import Session

from bot.cards import listed
from bot.operations.announcements import tell
from bot.turn import Turn
from storage.models import Person, Proposal


def tell_proposers(session: Session, turn: Turn, said: Iterable[tuple[Proposal, str]], deed: str) -> tuple[str, ...]:
    """Each proposer hears once, in the words of the first that is theirs; gives what to say to who decided."""
    heard: dict[int, str] = {}
    gone = False
    for proposal, words in said:
        proposer = session.get(Person, proposal.proposer_id) if proposal.proposer_id else None
        if proposer is None or proposer.is_gone:
            gone = True
            continue
        assert proposer.id is not None and proposal.id is not None
        if proposer.id == turn.actor.id or proposer.id in heard:
            continue
        heard[proposer.id] = proposer.name
        tell(
            session,
            receiver=proposer.user_id,
            kind="told",
            item="proposal",
            item_id=proposal.id,
            words=words,
            now=turn.now,
            house=turn.house,
            slot=f"{proposer.user_id}:{deed}",
        )
    told = (f"I have told {listed(heard.values())}.",) if heard else ()
    return (*told, "Who proposed it is no longer here, so nobody is told.") if gone else told
