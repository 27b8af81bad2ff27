"""The command `rodatraden`: one door to the program."""

import os
import sys


def main() -> None:
    """Run a command of the program."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodatraden.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 – after the settings are named

    execute_from_command_line(["rodatraden", *sys.argv[1:]])
