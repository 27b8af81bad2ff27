"""Where do documents lie? Each under the hash of what it holds, in the program's own folder; never executed.

What is kept is never altered: the same content has the same name, and another content has another.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

from rodatraden.files.sheets import MEGABYTE

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a document: the hash that it lies under, and its size in bytes."""

    sha256: str
    size: int


class TooLarge(Exception):
    """A document larger than RODATRADEN_MAX_FILE_MB."""


def measure(path: Path) -> Kept:
    """The hash and the size of a file as it is, without keeping it. Raises TooLarge, OSError."""
    found, size = sha256(), 0
    for part in _parts(path):
        size += len(part)
        found.update(part)
    return Kept(found.hexdigest(), size)


def keep_file(path: Path) -> Kept:
    """Keep a copy of a file. Raises TooLarge, OSError."""
    return keep(_parts(path))


def keep(content: Iterable[bytes]) -> Kept:
    """Keep a document, given in parts as an upload comes. There is all of it under its name, or nothing.

    Raises TooLarge, OSError.
    """
    folder: Path = settings.DOCUMENTS_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    found, size = sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder, prefix=".")
    try:
        with os.fdopen(handle, "wb") as out:
            for part in _limited(content):
                size += len(part)
                found.update(part)
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(folder / found.hexdigest())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Kept(found.hexdigest(), size)


def find(digest: str) -> Path | None:
    """The file that holds the document with a hash; None when it is lost."""
    path = Path(settings.DOCUMENTS_FOLDER) / digest
    return path if path.is_file() else None


def forget(digest: str) -> None:
    """Throw a document away. The caller knows that nothing names it any more."""
    (Path(settings.DOCUMENTS_FOLDER) / digest).unlink(missing_ok=True)


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from _limited(iter(lambda: file.read(_CHUNK), b""))


def _limited(content: Iterable[bytes]) -> Iterator[bytes]:
    left = settings.RODATRADEN_MAX_FILE_MB * MEGABYTE
    for part in content:
        left -= len(part)
        if left < 0:
            raise TooLarge
        yield part
