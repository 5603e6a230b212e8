"""Which organisations stand behind which proposals. Nothing here commits."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from storage.models import Organisation, Support


def of_proposals(session: Session, proposal_ids: Collection[int]) -> Sequence[tuple[int, int, str]]:
    """(proposal, organisation, its short name) of every support of these, in the order it was given."""
    return session.exec(
        select(Support.proposal_id, Support.organisation_id, Organisation.short_name)
        .join(Organisation, col(Organisation.id) == col(Support.organisation_id))
        .where(col(Support.proposal_id).in_(proposal_ids))
        .order_by(col(Support.id))
    ).all()


def one(session: Session, proposal_id: int, organisation_id: int) -> Support | None:
    """An organisation's support of a proposal, where there is any."""
    where = (Support.proposal_id == proposal_id, Support.organisation_id == organisation_id)
    return session.exec(select(Support).where(*where)).first()


def of_organisation(session: Session, organisation_id: int) -> Sequence[Support]:
    """Everything an organisation supports."""
    return session.exec(
        select(Support).where(Support.organisation_id == organisation_id).order_by(col(Support.id))
    ).all()
