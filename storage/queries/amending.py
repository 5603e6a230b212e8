"""Marks that what was said, or may be on its way, has to be said otherwise by now. Nothing here commits."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, update
from sqlmodel import Session, col, select

from storage.models import Announcement, AnnouncementLine


def want_amended(session: Session, item: str, ids: Collection[int], now: datetime, useful_since: datetime) -> None:
    """What was said of these items, or may be on its way, may have to be said otherwise."""
    moments = {"about": item, "ids": list(ids), "useful": useful_since, "now": now}
    session.connection().execute(_amending(), moments)


@cache
def _amending() -> Any:
    about = select(AnnouncementLine.announcement_id).where(
        col(AnnouncementLine.item) == bindparam("about"),
        col(AnnouncementLine.item_id).in_(bindparam("ids", expanding=True)),
        # Words of its own stay as they are, but a question says when it is answered.
        or_(col(AnnouncementLine.words) == "", col(AnnouncementLine.kind) == "outcome"),
    )
    useful = or_(col(Announcement.not_after).is_(None), col(Announcement.not_after) >= bindparam("useful"))
    on_its_way = or_(
        col(Announcement.state) == "sending",
        and_(col(Announcement.state) == "planned", col(Announcement.maybe_sent_at).is_not(None)),
        and_(col(Announcement.state) == "sent", useful),
    )
    return update(Announcement).where(on_its_way, col(Announcement.id).in_(about)).values(amend_at=bindparam("now"))


def want_restated(session: Session, key: UUID, now: datetime) -> None:
    """What a message says is to be compared with what it should say."""
    session.connection().execute(update(Announcement).where(col(Announcement.id) == key).values(amend_at=now))


def keep_read(session: Session, lines: Collection[int]) -> None:
    """Lines that may be read by now, in messages that are to stand for others, stay: they say what became of them."""
    if not lines:
        return
    stands = select(Announcement.id).where(
        col(Announcement.state).in_(["planned", "sending"]),
        col(Announcement.maybe_sent_at).is_not(None),
        ~col(Announcement.cancel_wanted),
    )
    mine = col(AnnouncementLine.id).in_([*lines]), col(AnnouncementLine.announcement_id).in_(stands)
    session.connection().execute(update(AnnouncementLine).where(*mine).values(wanted=True))
