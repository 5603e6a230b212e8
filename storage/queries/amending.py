"""Marks that what was said, or may be on its way, has to be said otherwise by now. Nothing here commits."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, update
from sqlmodel import Session, col, select

from storage.models import Action, Announcement, AnnouncementLine

ASKING = ("asked", "call", "confirm", "moved", "outcome")
"""Kinds of lines in words of their own that are answered by a button."""


def want_amended(session: Session, item: str, ids: Collection[int], now: datetime, useful_since: datetime) -> None:
    """What was said of these items, or may be on its way, may have to be said otherwise."""
    moments = {"about": item, "ids": list(ids), "useful": useful_since, "now": now}
    session.connection().execute(_amending(), moments)


@cache
def _amending() -> Any:
    about = select(AnnouncementLine.announcement_id).where(
        col(AnnouncementLine.item) == bindparam("about"),
        col(AnnouncementLine.item_id).in_(bindparam("ids", expanding=True)),
        # Words of its own stay as they are, but a request says what came of it.
        or_(col(AnnouncementLine.words) == "", col(AnnouncementLine.kind).in_(ASKING)),
    )
    useful = or_(col(Announcement.not_after).is_(None), col(Announcement.not_after) >= bindparam("useful"))
    return _to_amend(about, and_(col(Announcement.state) == "sent", useful))


def want_requests_amended(session: Session, programme_id: int, now: datetime) -> None:
    """What people were asked to take in a programme may have to be said otherwise."""
    session.connection().execute(_amending_requests(), {"programme": programme_id, "now": now})


@cache
def _amending_requests() -> Any:
    about = (
        select(AnnouncementLine.announcement_id)
        .join(Action, col(Action.id) == col(AnnouncementLine.item_id))
        .where(
            col(AnnouncementLine.item) == "action",
            col(AnnouncementLine.kind) == "asked",
            col(Action.programme_id) == bindparam("programme"),
        )
    )
    return _to_amend(about, col(Announcement.state) == "sent")


def _to_amend(about: Any, sent: Any) -> Any:
    on_its_way = or_(
        col(Announcement.state) == "sending",
        and_(col(Announcement.state) == "planned", col(Announcement.maybe_sent_at).is_not(None)),
        sent,
    )
    return update(Announcement).where(on_its_way, col(Announcement.id).in_(about)).values(amend_at=bindparam("now"))


def want_restated(session: Session, key: UUID, now: datetime) -> None:
    """What a message says is to be compared with what it should say."""
    session.connection().execute(update(Announcement).where(col(Announcement.id) == key).values(amend_at=now))
