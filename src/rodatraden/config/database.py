"""Is the register there, in the shape that this version of the program expects, and what did it hold at one moment?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


def prepare() -> None:
    """Make the tables of a database that has none. Raises CommandError when an older version made them."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        call_command("migrate", verbosity=0)
    elif unapplied():
        raise CommandError(_("The database is older than the program. Run: rodatraden migrate"))


def unapplied() -> list[str]:
    """The migrations that have not been run, by name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is as it was at one moment, whoever writes meanwhile.

    On SQLite any transaction is such a moment; PostgreSQL must be asked for one.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
