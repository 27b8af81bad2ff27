"""Which goal stands under which, in which order are they told, and which would stand above themselves?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter


def cycles(told: Iterable[tuple[datetime, str, str]]) -> set[str]:
    """The goals that at some instant would stand above themselves.

    `told` holds when a goal was put under which other ("" at the top); of two at one instant the later in order counts.
    """
    parents, found = dict[str, str](), set[str]()
    for _at, together in groupby(sorted(told, key=itemgetter(0)), key=itemgetter(0)):
        changed = {code: above for _at, code, above in together}
        parents |= changed
        found |= {code for code in changed if _meets_itself(code, parents)}
    return found


def _meets_itself(code: str, parents: Mapping[str, str]) -> bool:
    seen, above = set[str](), parents.get(code, "")
    while above and above not in seen:
        if above == code:
            return True
        seen.add(above)
        above = parents.get(above, "")
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
