"""Which goal stands under which, in which order are they told, and which would stand above themselves?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter


def cycles(told: Iterable[tuple[datetime, str, Sequence[str]]]) -> set[str]:
    """The goals that at some instant would stand above themselves.

    `told` holds when a goal was put under which others (none, or "", at the top); of two at one instant the later in
    order counts.
    """
    above, found = dict[str, Sequence[str]](), set[str]()
    for _at, together in groupby(sorted(told, key=itemgetter(0)), key=itemgetter(0)):
        changed = {code: over for _at, code, over in together}
        above |= changed
        found |= {code for code in changed if _meets_itself(code, above)}
    return found


def _meets_itself(code: str, above: Mapping[str, Sequence[str]]) -> bool:
    seen, waiting = set[str](), [*above.get(code, ())]
    while waiting:
        over = waiting.pop()
        if over == code:
            return True
        if over not in seen:
            seen.add(over)
            waiting += above.get(over, ())
    return False


def in_tree_order(children: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """Every goal with its depth, each followed by all that stand under it.

    `children` holds the goals right under each goal, those at the top under "".
    """
    found: list[tuple[str, int]] = []
    waiting = [(code, 0) for code in reversed(children.get("", ()))]
    while waiting:
        code, depth = waiting.pop()
        found.append((code, depth))
        waiting += [(below, depth + 1) for below in reversed(children.get(code, ()))]
    return found
