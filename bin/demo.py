"""How do I see the program on my own machine? Brings the environment, then hands over to `rodatraden demo`."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

import bootstrap

_ROOM: Final = 200_000_000  # the demo's database, facts and reports with room to spare


def main() -> int:
    """Bring what the demo needs and start it."""
    bootstrap.environment()
    bootstrap.assets()
    _check_room()
    command = [*bootstrap.in_venv("rodatraden"), "demo", *sys.argv[1:]]
    os.execve(command[0], command, bootstrap.variables())


def _check_room() -> None:
    home = Path(os.environ.get("RODATRADEN_HOME") or bootstrap.CHECKOUT / "var").expanduser()
    home.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(home).free < _ROOM:
        raise bootstrap.Stop(
            f"Disken där {home} ligger är nästan full: ungefär 200 MB behövs. "
            "Frigör plats, eller välj en annan mapp med RODATRADEN_HOME=/sökväg."
        )


bootstrap.run_main(main)
