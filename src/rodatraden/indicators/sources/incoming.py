"""Where does a file lie while someone looks at what it would change? For a day at most, and for nobody else."""

import hashlib
import re
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

_LONGEST_S = 24 * 60 * 60


def keep(pieces: Iterable[bytes], *, called: str, owner: str) -> str:
    """Keep a file for its owner, and throw away those that have lain too long. Gives the name to ask for it by."""
    folder: Path = settings.INCOMING_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    content = b"".join(pieces)
    name = f"{hashlib.sha256(content).hexdigest()[:32]}{Path(called).suffix.lower()[:6]}"
    (folder / f"{owner}-{name}").write_bytes(content)
    return name


def find(name: str, *, owner: str) -> Path | None:
    """The file that its owner has kept under a name; None when there is none any more."""
    if not re.fullmatch(r"[0-9a-f]{32}\.[a-z]{2,5}", name):
        return None
    path: Path = settings.INCOMING_FOLDER / f"{owner}-{name}"
    return path if path.is_file() else None


def forget(name: str, *, owner: str) -> None:
    """Throw a file away."""
    if path := find(name, owner=owner):
        path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - _LONGEST_S:
            path.unlink(missing_ok=True)
