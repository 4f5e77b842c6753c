"""Knows how Alembic runs our revisions: on the connection it is given, inside its transaction."""

from __future__ import annotations

from alembic import context

from backend.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can only change a table by copying it
    user_module_prefix="backend.db.",
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
