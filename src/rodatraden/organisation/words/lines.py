"""Who steers whom, in plain sentences made from the lines that were found: right for any two units or posts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from rodatraden.organisation.rules.lines import STEERING, Line, Lines, Step, Via
from rodatraden.organisation.rules.things import Organisation, RelationKind, UnitKind
from rodatraden.ui import formats

LINES: Final = {
    RelationKind.POLITICAL: gettext_lazy("Political line"),
    RelationKind.LINE: gettext_lazy("Line of officials"),
    RelationKind.OWNER: gettext_lazy("Owner line"),
    RelationKind.SUPPORT: gettext_lazy("Support"),
}

WAYS: Final = {
    RelationKind.POLITICAL: gettext_lazy("politically"),
    RelationKind.LINE: gettext_lazy("in the line of officials"),
    RelationKind.OWNER: gettext_lazy("as owner"),
    RelationKind.SUPPORT: gettext_lazy("with support"),
}

_NONE: Final = {
    RelationKind.POLITICAL: gettext_lazy("no political line"),
    RelationKind.LINE: gettext_lazy("no line of officials"),
    RelationKind.OWNER: gettext_lazy("no owner line"),
}

VIAS: Final = {
    Via.RELATION: gettext_lazy("as decided"),
    Via.TREE: gettext_lazy("stands right under"),
    Via.REPORTS: gettext_lazy("reports to"),
    Via.HEADS: gettext_lazy("is its manager"),
    Via.PART: gettext_lazy("is part of"),
    Via.PLACED: gettext_lazy("is placed in"),
}
"""What a step rests on, as said of its lower end (of its upper end: is its manager)."""

ONE: Final = {
    UnitKind.MUNICIPALITY: gettext_lazy("a municipality"),
    UnitKind.ASSEMBLY: gettext_lazy("an assembly"),
    UnitKind.BOARD: gettext_lazy("a board"),
    UnitKind.COMMITTEE: gettext_lazy("a committee"),
    UnitKind.ADMINISTRATION: gettext_lazy("an administration"),
    UnitKind.COMPANY: gettext_lazy("a company"),
    UnitKind.FEDERATION: gettext_lazy("a federation"),
    UnitKind.DEPARTMENT: gettext_lazy("a department"),
    UnitKind.UNIT: gettext_lazy("a unit"),
    UnitKind.TEAM: gettext_lazy("a team"),
}

_ONE_OF: Final = {
    UnitKind.BOARD: ngettext_lazy("one of %(number)s board", "one of %(number)s boards", "count"),
    UnitKind.COMMITTEE: ngettext_lazy("one of %(number)s committee", "one of %(number)s committees", "count"),
    UnitKind.ADMINISTRATION: ngettext_lazy(
        "one of %(number)s administration", "one of %(number)s administrations", "count"
    ),
    UnitKind.COMPANY: ngettext_lazy("one of %(number)s company", "one of %(number)s companies", "count"),
    UnitKind.FEDERATION: ngettext_lazy("one of %(number)s federation", "one of %(number)s federations", "count"),
    UnitKind.DEPARTMENT: ngettext_lazy("one of %(number)s department", "one of %(number)s departments", "count"),
    UnitKind.UNIT: ngettext_lazy("one of %(number)s unit", "one of %(number)s units", "count"),
    UnitKind.TEAM: ngettext_lazy("one of %(number)s team", "one of %(number)s teams", "count"),
}

_NUMBERS: Final = (
    *(gettext_lazy("zero"), gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four")),
    *(gettext_lazy("five"), gettext_lazy("six"), gettext_lazy("seven"), gettext_lazy("eight"), gettext_lazy("nine")),
    *(gettext_lazy("ten"), gettext_lazy("eleven"), gettext_lazy("twelve")),
)


def label(organisation: Organisation, code: str) -> str:
    """What a unit or post is called; a post whose title others have too, with its unit."""
    if code in organisation.units:
        return organisation.units[code].name
    post = organisation.posts[code]
    namesakes = sum(each.title == post.title for each in organisation.posts.values())
    return post.title if namesakes == 1 else f"{post.title} ({organisation.units[post.unit].name})"


def explanation(lines: Lines, organisation: Organisation, since: Mapping[str, date]) -> list[str]:
    """The answer first, then why, a paragraph each. `since` is the day from which what a step rests on is so."""
    return list(_Telling(lines, organisation, since).sentences())


class _Telling:
    """The sentences of one answer; each names only the two, and what stands in the lines."""

    def __init__(self, lines: Lines, organisation: Organisation, since: Mapping[str, date]) -> None:
        self.lines, self.organisation, self.since = lines, organisation, since
        self.names = {"a": label(organisation, lines.a), "b": label(organisation, lines.b)}

    def sentences(self) -> Iterator[str]:
        if self.lines.a == self.lines.b:
            yield _("You asked about %(a)s twice. Nobody steers themselves.") % self.names
            return
        if self.lines.steers:
            ways = self.joined(self.lines.there, WAYS)
            yield _("Yes. %(a)s steers %(b)s %(ways)s.") % {**self.names, "ways": ways}
            yield from self.paths(self.lines.there)
        elif self.lines.is_steered:
            ways = self.joined(self.lines.back, WAYS)
            yield _("No. It is the other way round: %(b)s steers %(a)s %(ways)s.") % {**self.names, "ways": ways}
            yield from self.paths(self.lines.back)
        else:
            yield from self.no()
        yield from self.support()
        if not self.lines.steers:
            yield from self.managers()
            yield from self.above()

    def no(self) -> Iterator[str]:
        yield " ".join((_("No."), *self.what_they_are()))
        nothing = _list([str(_NONE[kind]) for kind in STEERING])
        yield _("From %(a)s to %(b)s there is %(nothing)s.") % {**self.names, "nothing": nothing}

    def what_they_are(self) -> Iterator[str]:
        """One of eight administrations, and another; or what sort of unit each is."""
        a, b = (self.organisation.units.get(code) for code in (self.lines.a, self.lines.b))
        if a is None or b is None:
            return
        if a.kind is b.kind and a.kind in _ONE_OF:
            count = Counter(unit.kind for unit in self.organisation.units.values())[a.kind]
            number = str(_NUMBERS[count]) if count < len(_NUMBERS) else formats.number(count)
            one_of = _ONE_OF[a.kind] % {"count": count, "number": number}
            yield _("%(a)s is %(one_of)s, and %(b)s is another.") % {**self.names, "one_of": one_of}
        else:
            kinds = {"kind_a": str(ONE[a.kind]), "kind_b": str(ONE[b.kind])}
            yield _("%(a)s is %(kind_a)s and %(b)s is %(kind_b)s.") % {**self.names, **kinds}

    def paths(self, lines: Sequence[Line]) -> Iterator[str]:
        for line in lines:
            if line.exists and line.kind in STEERING:
                yield f"{LINES[line.kind]}: {self.path(line.path)}."

    def path(self, steps: Sequence[Step]) -> str:
        """Who comes after whom."""
        return " → ".join(
            label(self.organisation, code) for code in (steps[0].source, *(each.target for each in steps))
        )

    def joined(self, lines: Sequence[Line], said: Mapping[RelationKind, object]) -> str:
        return _list([str(said[line.kind]) for line in lines if line.exists and line.kind in STEERING])

    def support(self) -> Iterator[str]:
        paths = [line.path for line in (*self.lines.there, *self.lines.back) if line.kind is RelationKind.SUPPORT]
        told = [self.supports(path) for path in paths if path]
        if told:
            yield " ".join((*told, _("Support is not steering.")))
        elif not self.lines.steers and not self.lines.is_steered:
            yield _("Nor is there a line of support.")

    def supports(self, path: Sequence[Step]) -> str:
        """That one supports the other; through which parts, if any; and since when."""
        support = next(step for step in path if step.via is Via.RELATION)
        said = {"one": label(self.organisation, path[0].source), "other": label(self.organisation, path[-1].target)}
        day = self.since.get(support.subject)
        if len(path) > 1:
            return _("There is a line of support: %(path)s.") % {"path": self.path(path)}
        if day is None:
            return _("There is a line of support: %(one)s supports %(other)s.") % said
        return _("There is a line of support since %(day)s: %(one)s supports %(other)s.") % {
            **said,
            "day": formats.day(day),
        }

    def managers(self) -> Iterator[str]:
        """A director placed in the unit may head the other; that is not the unit's doing."""
        for line in self.lines.of_managers:
            post = label(self.organisation, line.path[0].source)
            said = {**self.names, "post": post, "path": self.path(line.path)}
            placed = _("%(post)s is placed in %(a)s and has a line of officials to %(b)s (%(path)s).") % said
            yield f"{placed} {_('But a unit does not steer because of a post that is placed in it.')}"

    def above(self) -> Iterator[str]:
        found: dict[RelationKind, list[str]] = {}
        for kind, step in self.lines.above:
            if kind in STEERING:
                found.setdefault(kind, []).append(label(self.organisation, step.source))
        if found:
            told = "; ".join(f"{WAYS[kind]} {_list(sorted(set(names)))}" for kind, names in found.items())
            yield _("This is what steers %(b)s: %(told)s.") % {**self.names, "told": told}
        elif not self.lines.is_steered:
            yield _("No decision has put anything over %(b)s.") % self.names


def _list(words: Sequence[str]) -> str:
    """One, two and three."""
    return f"{', '.join(words[:-1])} {_('and')} {words[-1]}" if len(words) > 1 else "".join(words)
