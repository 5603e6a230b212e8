"""Rows of a programme that may be events."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.models import Action


def without_meeting(session: Session, programme_id: int) -> Sequence[Action]:
    """Open actions of a programme that have an end and no meeting yet, held until the unit ends."""
    return session.exec(
        select(Action)
        .where(
            Action.programme_id == programme_id,
            Action.state == "open",
            col(Action.ends_on).is_not(None),
            col(Action.meeting_id).is_(None),
        )
        .order_by(col(Action.number))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
