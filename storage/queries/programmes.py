"""Programmes, their priorities, and where they stand."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, case, delete, func
from sqlalchemy import select as plain_select
from sqlmodel import Session, col, select

from storage.models import Action, Priority, Programme, WaitingDocument


def all_programmes(session: Session) -> Sequence[Programme]:
    """Every programme, the last loaded first."""
    return session.exec(select(Programme).order_by(col(Programme.loaded_at).desc(), col(Programme.id).desc())).all()


def current(session: Session, today: date) -> Programme | None:
    """The adopted programme whose period holds today, else the last loaded; None where there is none."""
    holds = and_(col(Programme.state) == "adopted", col(Programme.starts_on) <= today, col(Programme.ends_on) >= today)
    rank = case((holds, 0), else_=1)
    latest = case((holds, col(Programme.starts_on)), else_=None)
    return session.exec(
        select(Programme).order_by(rank, latest.desc(), col(Programme.loaded_at).desc(), col(Programme.id).desc())
    ).first()


def by_fingerprint(session: Session, fingerprint: str) -> Programme | None:
    """The programme that a document was loaded as, if it was."""
    return session.exec(select(Programme).where(Programme.fingerprint == fingerprint)).first()


def priorities(session: Session, programme_id: int) -> Sequence[Priority]:
    """The priorities of a programme in the document's order."""
    return session.exec(
        select(Priority).where(Priority.programme_id == programme_id).order_by(col(Priority.position))
    ).all()


def rows_in_order(session: Session, programme_id: int) -> Sequence[tuple[Action, Priority | None, Programme]]:
    """A programme's actions in the document's order, those of the programme itself last."""
    return session.exec(
        select(Action, Priority, Programme)
        .join(Programme, col(Programme.id) == col(Action.programme_id))
        .join(Priority, col(Priority.id) == col(Action.priority_id), isouter=True)
        .where(Action.programme_id == programme_id)
        .order_by(col(Action.priority_id).is_(None), col(Priority.position), col(Action.position), col(Action.number))
    ).all()


def standing(session: Session, programme_id: int, today: date) -> dict[int | None, tuple[int, int, int, int]]:
    """By priority (None: actions of the programme itself): actions not dropped, done, late, open without owner."""
    open_ = col(Action.state) == "open"
    rows = (
        session.connection()
        .execute(
            plain_select(
                col(Action.priority_id),
                func.count(),
                func.sum(case((col(Action.state) == "done", 1), else_=0)),
                func.sum(case((open_ & (col(Action.ends_on) < today) & ~col(Action.ongoing), 1), else_=0)),
                func.sum(case((open_ & ~col(Action.owned), 1), else_=0)),
            )
            .where(col(Action.programme_id) == programme_id, col(Action.state) != "dropped")
            .group_by(col(Action.priority_id))
        )
        .all()
    )
    return {row[0]: (int(row[1]), int(row[2] or 0), int(row[3] or 0), int(row[4] or 0)) for row in rows}


def keep_waiting(session: Session, document: WaitingDocument, *, older: datetime) -> None:
    """Keep a document until it is loaded, and forget those from before `older`."""
    session.connection().execute(delete(WaitingDocument).where(col(WaitingDocument.at) < older))
    session.add(document)
    session.flush()


def waiting(session: Session, key: UUID) -> WaitingDocument | None:
    """A document that waits to be loaded."""
    return session.get(WaitingDocument, key)
