"""What the chairs said of proposals, decisions that are held, and what was merged into what. Nothing here commits."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from storage.models import Counter, HeldDecision, Person, Proposal, ProposalNote
from storage.queries.proposals import OPEN


def hold_all(session: Session) -> None:
    """Whoever changes what belongs to what waits for others who do: a circle must not close behind one's back."""
    session.exec(select(Counter).where(Counter.noun == "proposal").with_for_update()).first()


def parts(session: Session, ids: Collection[int]) -> Sequence[Proposal]:
    """What was merged into these, or is a duplicate of them, by number; one step down."""
    query = select(Proposal).where(col(Proposal.into_id).in_(ids)).order_by(col(Proposal.number))
    return session.exec(query.execution_options(populate_existing=True)).all()


def open_ones(session: Session, limit: int) -> Sequence[Proposal]:
    """The newest of what is not decided, the newest first."""
    return newest(session, OPEN, limit)


def newest(session: Session, states: Collection[str], limit: int) -> Sequence[Proposal]:
    """The newest in these states, the newest first."""
    query = select(Proposal).where(col(Proposal.state).in_(states)).order_by(col(Proposal.number).desc())
    return session.exec(query.limit(limit)).all()


def notes(session: Session, ids: Collection[int]) -> Sequence[tuple[ProposalNote, str | None]]:
    """The chairs' remarks on these, oldest first, with the name of who made them."""
    return session.exec(
        select(ProposalNote, Person.name)
        .join(Person, col(Person.id) == col(ProposalNote.person_id), isouter=True)
        .where(col(ProposalNote.proposal_id).in_(ids))
        .order_by(col(ProposalNote.id))
    ).all()


def held(session: Session, ids: Collection[int] | None = None) -> Sequence[tuple[HeldDecision, Proposal, str | None]]:
    """Decisions that are made and not told, in the order they were made: all, or those on these proposals."""
    query = (
        select(HeldDecision, Proposal, Person.name)
        .join(Proposal, col(Proposal.id) == col(HeldDecision.proposal_id))
        .join(Person, col(Person.id) == col(HeldDecision.person_id), isouter=True)
        .order_by(col(HeldDecision.id))
    )
    return session.exec(query if ids is None else query.where(col(HeldDecision.proposal_id).in_(ids))).all()
