"""The outreach register. Nothing here commits."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import Select

from storage.models import Organisation, Person, RegisterEntry

Found = tuple[RegisterEntry, str | None, str | None, str | None]
"""An entry; names of who suggested it, of their organisation, of the organisation that approached it."""


def page(session: Session, kind: str = "", *, limit: int | None = None, offset: int = 0) -> Sequence[Found]:
    """Part of the register, contacts first, by number; of one kind where one is named."""
    wanted = _found().order_by(col(RegisterEntry.kind), col(RegisterEntry.number)).limit(limit).offset(offset)
    return session.exec(wanted.where(RegisterEntry.kind == kind) if kind else wanted).all()


def count(session: Session, kind: str = "") -> int:
    """How many entries there are."""
    wanted = select(func.count()).select_from(RegisterEntry)
    return session.exec(wanted.where(RegisterEntry.kind == kind) if kind else wanted).one()


def one(session: Session, entry_id: int) -> Found:
    """One entry with its names."""
    return session.exec(_found().where(RegisterEntry.id == entry_id)).one()


def lock_by_number(session: Session, number: int) -> RegisterEntry | None:
    """The entry of a number as it is now, held until the unit ends."""
    query = select(RegisterEntry).where(RegisterEntry.number == number).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one_or_none()


def by_number(session: Session, number: int) -> RegisterEntry | None:
    """The entry of a number, to look at."""
    return session.exec(select(RegisterEntry).where(RegisterEntry.number == number)).first()


def everything(session: Session) -> Sequence[RegisterEntry]:
    """All entries, by number."""
    return session.exec(select(RegisterEntry).order_by(col(RegisterEntry.number))).all()


def of_proposal(session: Session, proposal_id: int) -> Sequence[RegisterEntry]:
    """What came of a proposal."""
    return session.exec(select(RegisterEntry).where(RegisterEntry.proposal_id == proposal_id)).all()


def naming(session: Session, organisation_id: int) -> Sequence[RegisterEntry]:
    """Entries that an organisation suggested or approached."""
    return session.exec(
        select(RegisterEntry)
        .where(
            or_(
                col(RegisterEntry.suggested_for_id) == organisation_id,
                col(RegisterEntry.approached_by_id) == organisation_id,
            )
        )
        .order_by(col(RegisterEntry.id))
    ).all()


def _found() -> Select[RegisterEntry, str, str, str]:
    suggested, approached = aliased(Organisation), aliased(Organisation)
    return (
        select(RegisterEntry, Person.name, suggested.short_name, approached.short_name)
        .join(Person, col(Person.id) == col(RegisterEntry.suggested_by_id), isouter=True)
        .join(suggested, col(suggested.id) == col(RegisterEntry.suggested_for_id), isouter=True)
        .join(approached, col(approached.id) == col(RegisterEntry.approached_by_id), isouter=True)
    )
