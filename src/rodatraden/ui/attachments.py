"""How is a file that someone has left here handed out? To be saved: never shown by the browser, never run."""

from pathlib import Path
from typing import Final

from django.http import FileResponse

_KINDS: Final = {".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8"}
"""Anything else is just bytes."""


def attachment(path: Path, *, name: str) -> FileResponse:
    """A file to save under a name. What it holds is nobody's word: the browser is told neither to guess nor to open."""
    kind = next((kind for ending, kind in _KINDS.items() if name.lower().endswith(ending)), "application/octet-stream")
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
