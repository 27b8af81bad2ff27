"""What a unit consists of: its posts and who reports to whom. Posts and roles, never names of people."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from rodatraden.organisation import queries as organisation
from rodatraden.organisation import words as organisation_words
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.things import Post, Role
from rodatraden.reports.composed.asked import Asked, number, words
from rodatraden.reports.composed.blocks import Block, Cell, Heading, Missing, Row, Table
from rodatraden.reports.composed.figures import reading

_LEADS = (Role.DIRECTOR, Role.HEAD, Role.MANAGER)


def blocks(asked: Asked) -> Sequence[Block]:
    """What is below the unit, and the posts with who each reports to."""
    whole = organisation.with_all_posts(asked.units)
    asked = replace(asked, units=whole)
    posts = [each for each in whole.posts.values() if asked.is_about(each.unit)]
    if not posts:
        return [Missing(text=_("No posts are established in the unit."), address=unit_address(asked.unit))]
    found: list[Block] = []
    if units := list(_units(asked)):
        found.append(_table_of_units(units))
    return [*found, Heading(level=2, text=_("Posts")), _table_of_posts(posts, asked)]


def _units(asked: Asked) -> Iterator[Row]:
    below = [each for each in asked.units.units.values() if asked.unit and asked.is_about(each.code)]
    for code in reading.in_tree_order(asked, [each.code for each in below]):
        unit = asked.units.units[code]
        level = len(asked.units.path(code)) - len(asked.units.path(asked.unit))
        kind = str(organisation_words.UNIT_KINDS[unit.kind])
        source = asked.sources.number(_("Decision %(code)s") % {"code": unit.decision}, f"/beslut/{unit.decision}")
        yield Row(
            cells=(
                Cell(text=unit.name, address=unit_address(code)),
                words(kind),
                number(unit.headcount, source=source if unit.headcount is not None else None),
                number(unit.fte, decimals=1, source=source if unit.fte is not None else None),
            ),
            level=level,
        )


def _table_of_units(rows: Sequence[Row]) -> Table:
    return Table(
        caption=_("The unit and what is below it"),
        headings=(_("Unit"), _("Kind"), _("Employees of its own"), _("Full-time equivalents")),
        numeric=(False, False, True, True),
        rows=tuple(rows),
    )


def _table_of_posts(posts: Sequence[Post], asked: Asked) -> Table:
    place = {code: nth for nth, code in enumerate(reading.in_tree_order(asked, {each.unit for each in posts}))}
    ordered = sorted(posts, key=lambda each: (place[each.unit], each.role not in _LEADS, each.title, each.code))
    return Table(
        caption=_("Posts and who they report to"),
        headings=(_("Post"), _("Unit"), _("Role"), _("Reports to")),
        numeric=(False,) * 4,
        rows=tuple(_post(each, asked) for each in ordered),
    )


def _post(of: Post, asked: Asked) -> Row:
    over = asked.units.posts.get(of.reports_to or "")
    return Row(
        cells=(
            Cell(text=of.title, address=post_address(of.code)),
            words(asked.name(of.unit)),
            words(str(organisation_words.ROLES[of.role])),
            Cell(text=over.title, address=post_address(over.code)) if over else Cell(text="–"),
        )
    )
