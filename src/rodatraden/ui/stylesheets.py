"""Which one stylesheet does a page need? The files of ui/static in order, joined and compressed once."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.templatetags.static import static

_STATIC: Final = Path(__file__).parent / "static"

LAYERS: Final = "@layer ds.theme, ds.base, ds.components, rt.tokens, rt.base, rt.components, rt.print;\n"


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The joined text, the same compressed, and a mark that changes with it."""

    text: bytes
    compressed: bytes
    version: str


@lru_cache(maxsize=1)
def _kept() -> Stylesheet:
    return _joined()


def stylesheet() -> Stylesheet:
    """All styles. Read anew each time while developing, else once."""
    return _joined() if settings.DEBUG else _kept()


def _joined() -> Stylesheet:
    files = [*sorted((_STATIC / "vendor").glob("*.css")), *sorted((_STATIC / "ui").glob("*.css"))]
    text = LAYERS + "\n".join(file.read_text() for file in files)
    text = text.replace('url("../', f'url("{static("")}')
    content = text.encode()
    return Stylesheet(content, gzip.compress(content, mtime=0), hashlib.sha256(content).hexdigest()[:12])
