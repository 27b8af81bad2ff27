"""Pages that span slices: the start page, and all there is to know about one unit."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions import queries as decisions
from rodatraden.organisation import queries as organisation
from rodatraden.organisation import words
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.things import Organisation, Post, Unit
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Row, Table


@reads
def start(request: Request) -> HttpResponse:
    """Läget: what needs me, and how it is going."""
    return page(request, "overview/start.html")


@reads
def unit(request: Request, code: str) -> HttpResponse:
    """One page for a new head: posts, relations, goals, money and decisions of a unit, on the day."""
    days = request.days
    found = organisation.organisation(on=days.on, known=days.known)
    if code not in found.units:
        raise Http404(_no_unit(code, found))
    shown = found.units[code]
    return page(
        request,
        "overview/unit.html",
        unit=shown,
        kind=words.UNIT_KINDS[shown.kind],
        below=[Link(each.name, unit_address(each.code)) for each in found.children().get(code, [])],
        posts=_posts(found, code),
        ties=_ties(found, shown),
        history=organisation.unit_history(code, known=days.known),
        decisions=decisions.about(_subjects(found, shown), known=days.known),
        crumbs=_crumbs(found, shown),
    )


def _no_unit(code: str, found: Organisation) -> str:
    if code in organisation.unit_codes():
        return _("The unit %(code)s did not exist on %(day)s.") % {"code": code, "day": found.on.isoformat()}
    return _("No unit has the code %(code)s.") % {"code": code}


def _posts(found: Organisation, code: str) -> Table:
    columns = [
        Column("post", _("Post"), "link"),
        Column("reports_to", _("Reports to"), "link"),
        Column("yearly_cost", _("Yearly cost"), "kronor"),
        Column("decision", _("Put there by"), "link"),
    ]
    here = [each for each in found.posts.values() if each.unit == code]
    return Table(code, _("Posts"), columns, [_post_row(found, each) for each in here])


def _post_row(found: Organisation, each: Post) -> Row:
    superior = found.posts.get(each.reports_to or "")
    above = Link(superior.title, post_address(superior.code)) if superior else None
    decision = Link(each.decision, f"/beslut/{each.decision}")
    return Row((Link(each.title, post_address(each.code)), above, each.yearly_cost, decision))


def _ties(found: Organisation, shown: Unit) -> list[tuple[str, list[Link], list[Link]]]:
    """For each kind of relation: who stands in it to the unit, and to whom the unit stands in it."""
    ties = []
    for kind, word in words.RELATION_KINDS.items():
        relations = [each for each in found.relations if each.kind is kind]
        sources = sorted(each.source for each in relations if each.target == shown.code)
        targets = sorted(each.target for each in relations if each.source == shown.code)
        if sources or targets:
            ties.append((str(word), [_link(found, each) for each in sources], [_link(found, each) for each in targets]))
    return ties


def _link(found: Organisation, code: str) -> Link:
    if code in found.units:
        return Link(found.units[code].name, unit_address(code))
    return Link(found.posts[code].title, post_address(code)) if code in found.posts else Link(code)


def _subjects(found: Organisation, shown: Unit) -> list[str]:
    ties = [
        f"relation:{each.kind}:{each.source}:{each.target}"
        for each in found.relations
        if shown.code in {each.source, each.target}
    ]
    return [f"unit:{shown.code}", *ties]


def _crumbs(found: Organisation, shown: Unit) -> list[Link]:
    above = [Link(each.name, unit_address(each.code)) for each in found.path(shown.code)[:-1]]
    return [Link(_("Organisation"), "/organisation"), *above, Link(shown.name)]
