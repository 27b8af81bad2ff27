"""Which files have been made already? The latest in memory, those of signed editions on disk too: they never change."""

import os
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

_AT_MOST: Final = 12
_ON_DISK_AT_MOST: Final = 400
_memory: OrderedDict[str, bytes] = OrderedDict()


def key(*parts: str) -> str:
    """A name for what is made of some things by this version of the program."""
    return sha256("\n".join([_makers(), *parts]).encode()).hexdigest()


def once(name: str, make: Callable[[], bytes], *, on_disk: bool) -> bytes:
    """The file with a name, made when it is nowhere. A disk that can't be written costs time, and nothing else."""
    content = _memory.get(name)
    if content is None and on_disk:
        content = _read(name)
    if content is None:
        content = make()
        if on_disk:
            _write(name, content)
    _memory[name] = content
    _memory.move_to_end(name)
    while len(_memory) > _AT_MOST:
        _memory.popitem(last=False)
    return content


def forget() -> None:
    """Keep nothing in memory."""
    _memory.clear()


@cache
def _makers() -> str:
    """What the files are made by: another version may set a page otherwise, and must not find what an older one set."""
    found = sha256()
    for folder in ("setting", "composed"):
        for path in sorted((Path(__file__).parent.parent / folder).glob("*.*")):
            found.update(path.read_bytes())
    return found.hexdigest()


def _folder() -> Path:
    return Path(settings.HOME) / "rendered"


def _read(name: str) -> bytes | None:
    try:
        return (_folder() / name).read_bytes()
    except OSError:
        return None


def _write(name: str, content: bytes) -> None:
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".")
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(temporary).replace(folder / name)
        _tidy(folder)
    except OSError:
        return


def _tidy(folder: Path) -> None:
    """The oldest give way: all of them can be made again."""
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_ON_DISK_AT_MOST:]:
        path.unlink(missing_ok=True)
