"""Columns that several tables share, and the naming of constraints (unnamed ones are lost in SQLite's batch mode)."""

from datetime import date, time
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class WhenColumns(SQLModel):
    """A "when": the words as written, and the window they were understood as, column by column of `Window`."""

    when_said: str = ""
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, index=True)
    tentative: bool = False
    ongoing: bool = False
    recurring: bool = False
    approximate: bool = False
    rule: str = ""
    time_of_day: time | None = None
    zone: str = ""
    unread: str = ""
    """What in the words was not understood."""


NEVER_AGAIN = {"sqlite_autoincrement": True}
"""SQLite gives a deleted row's id to the next one; the journal names rows by id, so they must stay unique for good."""


def one_of(column: str, *values: str) -> CheckConstraint:
    """A named check that `column` holds one of `values`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def cascade(target: str, *, null: bool = False, **more: Any) -> Any:
    """A foreign key whose rows go with their parent, or lose the link where `null`."""
    default: dict[str, Any] = {"default": None, "nullable": True} if null else {}
    return Field(foreign_key=target, ondelete="SET NULL" if null else "CASCADE", **default, **more)
