"""How do I see the program on my own machine? Brings the environment, then hands over to `rodatraden demo`."""

import os
import shutil
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

import bootstrap

_PORT: Final = 8000
_ROOM: Final = 200_000_000  # the demo's database, facts and reports with room to spare


def main() -> int:
    """Check what would stop the demo, bring what it needs and start it."""
    arguments = sys.argv[1:]
    if not {"-h", "--help"} & set(arguments):
        _check_port(arguments)
    bootstrap.environment()
    bootstrap.assets()
    _check_room()
    command = [*bootstrap.in_venv("rodatraden"), "demo", *arguments]
    os.execve(command[0], command, bootstrap.variables())


def _check_port(arguments: list[str]) -> None:
    port = _port(arguments)
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            free = port + 1 if port < 65535 else _PORT
            raise bootstrap.Stop(
                f"Port {port} är upptagen, kanske av en demo som redan är i gång. "
                f"Stäng den, eller välj en annan port: bin/demo --port {free}"
            ) from None


def _port(arguments: list[str]) -> int:
    """The port that is asked for. Raises Stop when it is none."""
    given = str(_PORT)
    for position, argument in enumerate(arguments):
        if argument == "--port":
            given = "".join(arguments[position + 1 : position + 2])
        elif argument.startswith("--port="):
            given = argument.partition("=")[2]
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise bootstrap.Stop(f"--port ska följas av ett tal mellan 1 och 65535, men det står «{given}».")
    return int(given)


def _check_room() -> None:
    home = Path(os.environ.get("RODATRADEN_HOME") or bootstrap.CHECKOUT / "var").expanduser()
    home.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(home).free < _ROOM:
        raise bootstrap.Stop(
            f"Disken där {home} ligger är nästan full: ungefär 200 MB behövs. "
            "Frigör plats, eller välj en annan mapp med RODATRADEN_HOME=/sökväg."
        )


bootstrap.run_main(main)
