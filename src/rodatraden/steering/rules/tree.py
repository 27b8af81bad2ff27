"""Which goal stands under which, in which order are they told, and which would stand above themselves?"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Final

from rodatraden.steering.rules.judging import Counts, Status


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


def code_of(title: str, *, unit: str, taken: Collection[str]) -> str:
    """A code for a new goal, from its owner and the first words of what it says: bun-trygga-elever."""
    plain = title.casefold().translate(_PLAIN)
    words = [each for each in re.findall(r"[a-z0-9]+", plain) if len(each) > 2][:3]
    stem = "-".join([unit.casefold().translate(_PLAIN), *words])[:56].strip("-.")
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    return found


_PLAIN: Final = str.maketrans("åäöéü", "aaoeu")


def below(told: Sequence[tuple[str, Sequence[str], Status | None]]) -> dict[str, Counts]:
    """How many goals of each status contribute to each goal, however far down and along whichever line: each once.

    `told` holds each goal with those that it contributes to, and its status where it counts.
    """
    own = {code: 1 << place if status else 0 for place, (code, _up, status) in enumerate(told)}
    of = dict.fromkeys(Status, 0)
    children: dict[str, list[str]] = {}
    for code, up, status in told:
        if status:
            of[status] |= own[code]
        for above in up:
            children.setdefault(above, []).append(code)
    under: dict[str, int] = {}
    for code, _up, _status in told:
        _add_under(code, children, own, under)
    return {code: _counts(under[code], of) for code in own}


def _add_under(
    start: str, children: Mapping[str, Sequence[str]], own: Mapping[str, int], under: dict[str, int]
) -> None:
    """The marks of all that stands under a goal, those below first; no deeper in the calls however deep the tree."""
    waiting, begun = [start], set[str]()
    while waiting:
        code = waiting[-1]
        left = [each for each in children.get(code, ()) if each not in under and each not in begun]
        begun.add(code)
        if left:
            waiting += left
            continue
        waiting.pop()
        if code not in under:
            found = 0
            for each in children.get(code, ()):
                found |= own[each] | under.get(each, 0)
            under[code] = found


def _counts(marks: int, of: Mapping[Status, int]) -> Counts:
    return Counts(**{status.value: (marks & those).bit_count() for status, those in of.items()})


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
