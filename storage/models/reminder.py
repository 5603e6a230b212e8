"""What people have answered to reminders."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.models.columns import NEVER_AGAIN, cascade, one_of


class ReminderAnswer(SQLModel, table=True):
    """Somebody has said of an action that it is on track, or has asked to be reminded of it again on a day."""

    __tablename__ = "reminder_answer"
    __table_args__ = (
        UniqueConstraint("action_id", "person_id", "kind"),
        one_of("kind", "on track", "later"),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = cascade("action.id", index=True)
    person_id: int = cascade("person.id")
    kind: str
    until: date
    """On track: nobody is reminded before this day. Later: the day on which the person is reminded."""
    action_version: int
    """Of the action as it was then: "on track" is said of that, and not of what it has become since."""
    at: datetime
