"""How long must one wait after passwords that were wrong, and what counts as the same place?"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

_SHORTEST: Final = timedelta(seconds=30)
_LONGEST: Final = timedelta(minutes=15)
FORGOTTEN_AFTER: Final = timedelta(hours=24)


class Counted(StrEnum):
    """What failures are counted for."""

    NAME = "name"
    PLACE = "place"


FREE: Final = {Counted.NAME: 4, Counted.PLACE: 24}
"""How many times one may fail without waiting. A whole town hall can share one address."""


@dataclass(frozen=True, slots=True)
class Failures:
    """How many times in a row it has gone wrong, and when it last did."""

    count: int
    latest: datetime

    def one_more(self, at: datetime) -> "Failures":
        """After another failure; what is a day old is forgotten."""
        return Failures(1 if self.is_forgotten(at) else self.count + 1, at)

    def is_forgotten(self, at: datetime) -> bool:
        """Whether it is too long ago to count."""
        return at - self.latest >= FORGOTTEN_AFTER


def waits_until(failures: Failures, of: Counted) -> datetime | None:
    """Until when every further try is refused, right or wrong: thirty seconds, then twice as long each time.

    Never longer than a quarter of an hour: who wants to shut someone else out should not get a day for five tries.
    """
    over = failures.count - FREE[of]
    if over < 1:
        return None
    doubled: int = 2 ** min(over - 1, 10)
    return failures.latest + min(_SHORTEST * doubled, _LONGEST)


def place(address: str) -> str:
    """The place that an internet address means: a whole network of IPv6, for one subscriber has all of it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def came_from(peer: str, forwarded: str, *, behind_proxy: bool) -> str:
    """The address that a request came from: what the nearest proxy says, where there is one, else who asked.

    Only the last of the forwarded addresses is our proxy's own word; those before it anyone can write.
    """
    told = forwarded.rpartition(",")[2].strip()
    on_this_machine = place(peer) in {"127.0.0.1", "::/64"}
    return told if told and (behind_proxy or on_this_machine) else peer
