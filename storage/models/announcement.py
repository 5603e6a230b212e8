"""The plan of what is to be said: a row before it is a message."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlmodel import Field, Index, SQLModel

from storage.models.columns import cascade, one_of


class Announcement(SQLModel, table=True):
    """One message to one receiver, due at one moment.

    `id` is random, not a counter: after a restore a counter would hand an old message's key to a new one. It is the
    key that stands in Slack's metadata. `maybe_sent_at` is set before any post and cleared only by proof.
    """

    __table_args__ = (
        one_of("state", "planned", "sending", "sent", "skipped", "cancelled"),
        Index(
            "ix_announcement_due",
            "due_at",
            "id",
            sqlite_where=text("state IN ('planned','sending')"),
            postgresql_where=text("state IN ('planned','sending')"),
        ),
        Index(
            "uq_announcement_in_flight",
            "receiver",
            unique=True,
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        Index(
            "ix_announcement_confirm",
            "posted_at",
            sqlite_where=text("confirms < 2"),
            postgresql_where=text("confirms < 2"),
        ),
        Index(
            "ix_announcement_amend",
            "amend_at",
            sqlite_where=text("amend_at IS NOT NULL"),
            postgresql_where=text("amend_at IS NOT NULL"),
        ),
    )
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    slot: str = Field(unique=True)
    """Receiver, kind of message and moment in one: planning twice cannot make two."""
    kind: str
    """"digest": all that a receiver hears at one moment of a day; "meeting": meetings that begin in an hour; "trouble":
    the chairs hear what could not be sent; "asked", "told" and the like: somebody hears at once what somebody did."""
    receiver: str
    """C… or U… id."""
    local_date: date
    local_time: time
    zone: str
    due_at: datetime
    """Derived from local date, time and zone, in UTC."""
    not_after: datetime | None = None
    """Old news after this moment: skipped and told to the chairs, never sent."""
    state: str = "planned"
    cancel_wanted: bool = False
    lease_owner: str = ""
    lease_until: datetime | None = None
    attempts: int = 0
    maybe_sent_at: datetime | None = None
    next_try_at: datetime | None = None
    ts: str = ""
    posted_at: datetime | None = None
    was_late: bool = False
    reason: str = ""
    told_at: datetime | None = None
    confirms: int = 2
    """Looks at the channel that are done; below 2 it is looked up again what stands there, below 0 at once."""
    amend_at: datetime | None = None
    """When it is to be seen whether what it says has changed since it was posted; None where nothing asks for it."""
    text_hash: str = ""
    """Of what stands there."""
    words: str = ""
    """What a chair wants said first."""
    moved: bool = False
    """A chair has chosen the moment: the plan leaves it there."""


class AnnouncementLine(SQLModel, table=True):
    """What an announcement says about one item, as planned from the item's version."""

    __tablename__ = "announcement_line"
    __table_args__ = (
        # A line made from an item is said once. One with words of its own is as unique as its message's slot.
        Index(
            "uq_announcement_line_item",
            "item",
            "item_id",
            "kind",
            "offset_days",
            "local_date",
            "receiver",
            unique=True,
            sqlite_where=text("words = ''"),
            postgresql_where=text("words = ''"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    announcement_id: UUID = cascade("announcement.id", index=True)
    item: str
    """What it is about: action, meeting, programme, proposal, call or person; a receiver, in a message of trouble."""
    item_id: int = Field(index=True)
    item_version: int
    kind: str
    offset_days: int = 0
    """Days before the item's day; 0 on the day."""
    local_date: date
    receiver: str
    words: str = ""
    """What somebody has to be told, where it is not derived from the item as it is at sending."""
    wanted: bool = True
    """False once the item no longer asks for it."""
    left_out: bool = False
    """A chair does not want it said."""


class Attempt(SQLModel, table=True):
    """One try to send: what came of it."""

    __table_args__ = (one_of("outcome", "ok", "lost", "refused", "limited", "error", "found"),)
    id: int | None = Field(default=None, primary_key=True)
    announcement_id: UUID = cascade("announcement.id", index=True)
    at: datetime
    owner: str
    outcome: str
    detail: str = ""


class ChannelPace(SQLModel, table=True):
    """When a receiver may next be posted to, shared by all replicas; and whether it is broken."""

    __tablename__ = "channel_pace"
    receiver: str = Field(primary_key=True)
    next_at: datetime
    broken_reason: str = ""
    broken_since: datetime | None = None
    told_at: datetime | None = None
    conversation: str = ""
    """D… id of the direct messages with a person, once it is known: looking, changing and removing need it."""
    blind_scope: str = ""
    """The scope nobody has granted and without which it cannot be looked up what stands there."""
    swept_at: datetime | None = None
    """When all of it was last looked through for what does not belong there."""


class Heartbeat(SQLModel, table=True):
    """The last beat of each sender."""

    owner: str = Field(primary_key=True)
    last_tick: datetime
    version: str
    wrong: str = ""
    """Why this sender gave up for good; empty while all is well."""
