"""The command `rodatraden`: one door to the program, and the place where what goes wrong becomes a sentence."""

import errno
import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError


def main() -> None:
    """Run a command of the program."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodatraden.config.settings")
    arguments = sys.argv[1:] or ["help"]
    try:
        execute_from_command_line(["rodatraden", *arguments])
    except KeyboardInterrupt:
        sys.exit(130)
    except (DatabaseError, OSError) as error:
        if "--traceback" in arguments:
            raise
        sys.exit(_sentence(error))


def _sentence(error: DatabaseError | OSError) -> str:
    """What went wrong outside the program's own power, and what to do. In Swedish: settings may not even be read."""
    said = str(error)
    if isinstance(error, BrokenPipeError):
        return ""
    if getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in said:
        return "Disken är full. Frigör plats, eller peka RODATRADEN_HOME mot en annan disk, och kör igen."
    if "no such table" in said or "does not exist" in said:
        return "Databasen är tom. Läs in en kommun först: rodatraden load DIR"
    if isinstance(error, PermissionError):
        return (
            f"Rättighet saknas till {error.filename}. Ändra rättigheterna eller peka RODATRADEN_HOME någon annanstans."
        )
    if isinstance(error, DatabaseError):
        return f"Databasen svarar inte som den ska: {said.strip()}. Kör rodatraden doctor."
    return f"Det gick inte: {said}. Lägg till --traceback för att se var."
