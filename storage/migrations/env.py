"""Alembic's entry: runs on the connection it is handed, so no ini file and no address is needed."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel

import storage.models  # noqa: F401  (makes the metadata whole)


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write SQLModel's own column types as plain SQLAlchemy ones, so that old migrations need none of our imports."""
    module = type(item).__module__
    if kind == "type" and module.startswith("sqlmodel"):
        name = type(item).__name__
        return {"AutoString": "sa.String()", "UTCDateTime": "sa.DateTime(timezone=True)"}.get(name, False)
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
