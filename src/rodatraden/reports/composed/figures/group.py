"""Which committees and companies make up the group, who steers or owns them, and what has changed in the year?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from rodatraden.organisation import queries as organisation
from rodatraden.organisation import words as organisation_words
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.organisation.rules.things import Organisation, Relation, RelationKind, Unit, UnitKind
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block, Cell, Missing, Prose, Row, Table
from rodatraden.reports.composed.figures import reading
from rodatraden.ui import formats

_BODIES = (UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE)
_OWNED = (UnitKind.COMPANY, UnitKind.FEDERATION)


def blocks(asked: Asked) -> Sequence[Block]:
    """A table of the bodies, one of what they own with the votes, and what is not as it was on the first of January."""
    bodies = [_body(each, asked) for each in _of(asked, _BODIES)]
    owned = list(_owned(asked))
    if not bodies and not owned:
        return [Missing(text=_("No committees or companies are recorded."), address="/organisation")]
    found: list[Block] = []
    if bodies:
        found.append(_table(_("Committees"), (_("Body"), _("Kind"), _("Administration")), bodies, numbers=0))
    if owned:
        headings = (_("Company or federation"), _("Kind"), _("Owner"), _("Share of the votes"))
        remark = _("An owner of at least 20 per cent of the votes is presumed to have significant influence.")
        found.append(_table(_("Companies and federations"), headings, owned, numbers=1, remark=remark))
    return [*found, *_changes(asked)]


def _table(caption: str, headings: tuple[str, ...], rows: Sequence[Row], *, numbers: int, remark: str = "") -> Table:
    numeric = (False,) * (len(headings) - numbers) + (True,) * numbers
    return Table(caption=caption, headings=headings, numeric=numeric, rows=tuple(rows), remark=remark)


def _of(asked: Asked, kinds: Sequence[UnitKind]) -> list[Unit]:
    codes = [each.code for each in asked.units.units.values() if each.kind in kinds and asked.is_about(each.code)]
    return [asked.units.units[code] for code in reading.in_tree_order(asked, codes)]


def _name(unit: Unit) -> Cell:
    return Cell(text=unit.name, address=unit_address(unit.code))


def _kind(unit: Unit) -> Cell:
    return Cell(text=str(organisation_words.UNIT_KINDS[unit.kind]))


def _body(unit: Unit, asked: Asked) -> Row:
    steered = [
        asked.name(each.target)
        for each in asked.units.relations
        if each.kind is RelationKind.POLITICAL and each.source == unit.code
    ]
    return Row(cells=(_name(unit), _kind(unit), Cell(text=", ".join(sorted(steered)) or "–")))


def _owned(asked: Asked) -> Iterator[Row]:
    owning = [each for each in asked.units.relations if each.kind is RelationKind.OWNER]
    for unit in _of(asked, _OWNED):
        level = max(sum(each.kind in _OWNED for each in asked.units.path(unit.code)) - 1, 0)
        owners = sorted((each for each in owning if each.target == unit.code), key=lambda each: each.source)
        if not owners:
            yield Row(cells=(_name(unit), _kind(unit), Cell(text="–"), Cell(text="–")), level=level)
        for owner in owners:
            cells = (_name(unit), _kind(unit), Cell(text=asked.name(owner.source)), _votes(owner, asked))
            yield Row(cells=cells, level=level)


def _votes(of: Relation, asked: Asked) -> Cell:
    if of.votes is None:
        return Cell(text="–")
    source = asked.sources.number(_("Decision %(code)s") % {"code": of.decision}, f"/beslut/{of.decision}")
    return Cell(text=f"{formats.number(of.votes)}{formats.SPACE}%", value=of.votes, source=source)


def _changes(asked: Asked) -> list[Block]:
    """The bodies, administrations and companies that came, went or took another name since the first of January."""
    first = date(asked.day.year, 1, 1)
    before = organisation.units_and_relations(on=first, known=asked.known)
    told = list(_told(before, asked))
    day = formats.day(first)
    if not told:
        return [Prose(html=reading.paragraph(_("The group is as it was on %(day)s.") % {"day": day}))]
    heading = reading.paragraph(strong=_("Changed since %(day)s.") % {"day": day})
    return [Prose(html=heading + reading.bullets(told))]


def _told(before: Organisation, asked: Asked) -> Iterator[tuple[str, str]]:
    kinds = {*_BODIES, *_OWNED, UnitKind.ADMINISTRATION}
    now = asked.units.units
    for code in reading.in_tree_order(asked, {*before.units, *now}):
        was, unit = before.units.get(code), now.get(code)
        of = unit or was
        if of is None or of.kind not in kinds or not (asked.is_about(code) or (asked.unit == "" and was)):
            continue
        if was is None and unit:
            yield unit.name, _("is new.")
        elif was and unit is None:
            yield was.name, _("is closed.")
        elif was and unit and was.name != unit.name:
            yield unit.name, _("was called %(name)s.") % {"name": was.name}
        elif was and unit and was.parent != unit.parent:
            yield unit.name, _("now stands under %(name)s.") % {"name": asked.name(unit.parent or "")}
