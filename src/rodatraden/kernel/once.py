"""What has been read already while one page is put together? The same question gets the same answer, asked for once.

    @once
    def municipality() -> Municipality | None: ...

    with one_reading():
        municipality()
        municipality()  # what was found the first time

Only for reads, and only inside `one_reading`, which is opened around a request that writes nothing. Elsewhere every
call reads anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Params = ParamSpec("Params")
Read = TypeVar("Read")

_found: ContextVar[dict[object, Any] | None] = ContextVar("found", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, each read marked `once` is made at most once with the same arguments."""
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def once(read: Callable[Params, Read]) -> Callable[Params, Read]:
    """A read that need not be made twice in one reading. What it gives is shared: nobody may change it."""

    @wraps(read)
    def found(*args: Params.args, **kwargs: Params.kwargs) -> Read:
        kept = _found.get()
        if kept is None:
            return read(*args, **kwargs)
        asked = (read, args, tuple(sorted(kwargs.items())))
        if asked not in kept:
            kept[asked] = read(*args, **kwargs)
        answer: Read = kept[asked]
        return answer

    return found
