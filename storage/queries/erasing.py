"""Where somebody's personal data may stand beside the row they belong to. Nothing here commits."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, or_, select

from storage.models import Announcement, AnnouncementLine, HeldDecision, InboundSeen, JournalEntry, ProposalNote


def journal_of(session: Session, noun: str, ids: Collection[int]) -> Sequence[JournalEntry]:
    """Every line of the journal on these things."""
    return session.exec(select(JournalEntry).where(JournalEntry.noun == noun, col(JournalEntry.noun_id).in_(ids))).all()


def journal_with(session: Session, said: str) -> Sequence[JournalEntry]:
    """Lines of the journal on anything that hold these words as they are."""
    held = [column.contains(said, autoescape=True) for column in (col(JournalEntry.summary), col(JournalEntry.why))]
    return session.exec(select(JournalEntry).where(or_(*held))).all()


def lines_on(session: Session, item: str, ids: Collection[int]) -> Sequence[AnnouncementLine]:
    """What was said, or is to be said, of these things in words of its own."""
    return session.exec(
        select(AnnouncementLine).where(
            AnnouncementLine.item == item, col(AnnouncementLine.item_id).in_(ids), AnnouncementLine.words != ""
        )
    ).all()


def lines_with(session: Session, said: str) -> Sequence[AnnouncementLine]:
    """The same of anything, where it holds these words as they are."""
    return session.exec(
        select(AnnouncementLine).where(col(AnnouncementLine.words).contains(said, autoescape=True))
    ).all()


def say_anew(session: Session, keys: Collection[UUID], now: datetime) -> None:
    """What stands in Slack, or is on its way there, is put into words again and compared."""
    there = col(Announcement.state).in_(("sent", "sending"))
    statement = update(Announcement).where(col(Announcement.id).in_(keys), there).values(amend_at=now)
    session.connection().execute(statement)


def chairs_words(session: Session, proposal_id: int) -> Sequence[ProposalNote | HeldDecision]:
    """What the chairs said of a proposal among themselves."""
    return [
        *session.exec(select(ProposalNote).where(ProposalNote.proposal_id == proposal_id)).all(),
        *session.exec(select(HeldDecision).where(HeldDecision.proposal_id == proposal_id)).all(),
    ]


def answers_kept(session: Session) -> Sequence[InboundSeen]:
    """What deliveries were answered, of a day or so."""
    return session.exec(select(InboundSeen)).all()
