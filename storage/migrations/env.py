"""Alembic's entry: runs on the connection it is handed, so no ini file and no address is needed."""

import json
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.rewriter import Rewriter
from alembic.operations import ops
from sqlalchemy import Column, text
from sqlmodel import SQLModel

import storage.models  # noqa: F401  (makes the metadata whole)


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write SQLModel's own column types as plain SQLAlchemy ones, so that old migrations need none of our imports."""
    module = type(item).__module__
    if kind == "type" and module.startswith("sqlmodel"):
        name = type(item).__name__
        return {"AutoString": "sa.String()", "UTCDateTime": "sa.DateTime(timezone=True)"}.get(name, False)
    return False


rewriter = Rewriter()


@rewriter.rewrites(ops.AddColumnOp)
def fill(_context: Any, _revision: Any, operation: ops.AddColumnOp) -> ops.AddColumnOp:
    """Rows that are there already need a value for a new column: the one the model gives to new rows."""
    column: Column[Any] = operation.column
    if not column.nullable and column.server_default is None and column.default is not None:
        default: Any = column.default
        value = default.arg(None) if default.is_callable else default.arg
        said = json.dumps(value) if not isinstance(value, str) else value
        plain = isinstance(value, bool | int)
        operation.column = Column(
            column.name, column.type, nullable=False, server_default=text(said if plain else f"'{said}'")
        )
    return operation


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
    transaction_per_migration=True,
    process_revision_directives=rewriter,
)
with context.begin_transaction():
    context.run_migrations()
