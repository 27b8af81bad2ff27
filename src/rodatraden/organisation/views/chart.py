"""The organisation on a day: the chart, the same as a table, and the coat of arms."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.http import Http404, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from rodatraden.organisation import queries, words
from rodatraden.organisation.rules.addresses import group_address, unit_address
from rodatraden.organisation.rules.outline import Folds, Hits, search
from rodatraden.organisation.rules.things import Organisation, Unit
from rodatraden.organisation.views.told import told
from rodatraden.organisation.words.drawn import Place, Shown, chart_of, closeup_of, posts_of, units_of
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Node, Stop
from rodatraden.ui.tables import Column, Form, Row, Table

_OPEN_LEVELS = 2
_MOST_HITS = 12
_ALL_HITS = 1000
_LONGEST = 100
_VIEWS = ("karta", "lista", "a3")


@dataclass(frozen=True, slots=True)
class Look:
    """What the reader wants to see of the organisation: as the address says."""

    view: str
    unit: str
    text: str
    place: Place
    wants_all: bool = False

    @classmethod
    def asked(cls, request: Request) -> "Look":
        """A word that is none of the views is none: then the width of the window decides."""
        asked = request.GET
        view = asked.get("vy", "") if asked.get("vy") in _VIEWS else ""
        text = " ".join(asked.get("q", "").split())[:_LONGEST]
        folds = Folds.asked(asked.get("oppna", ""), asked.get("stang", ""))
        unit = asked.get("enhet", "").strip()
        days = {name: asked.get(name, "") for name in ("on", "known", "belopp")}
        return cls(
            view,
            unit,
            text,
            Place(request.path, {**days, "vy": view, "enhet": unit, "q": text}, folds),
            asked.get("traffar") == "alla",
        )

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a new search keeps: the day and the view."""
        return [(name, value) for name, value in self.place.kept.items() if value and name not in {"q", "enhet"}]


@reads
def chart(request: Request, form: Form = "page") -> HttpResponse:
    """Every unit in its place. Public: who exists and who steers whom is no secret."""
    days = request.days
    found = queries.organisation(on=days.on, known=days.known)
    if form != "page":
        return tables.answer(_units_table(found), form, days)
    look = Look.asked(request)
    hits = search(found, look.text)
    is_near = look.unit in found.units and look.view != "a3"
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    response = page(
        request,
        "organisation/chart.html#region" if is_part else "organisation/chart.html",
        organisation=found,
        look=look,
        views=_views(look),
        chart=_drawn(found, look, hits),
        told=told(found, look.unit, known=days.known) if is_near else None,
        unknown=look.unit if look.unit not in found.units else "",
        whole=look.place(enhet=""),
        unfold=look.place(folds=Folds(everything=True), enhet=""),
        fold=look.place(folds=Folds(), enhet="", q="") if look.place.folds != Folds() else "",
        hits=_hits(found, hits, look),
        hits_in_all=_count(hits),
        all_hits=look.place(traffar="alla") if _is_cut(hits, look) else "",
        hit_counts=_hit_counts(hits) if look.text else "",
        nodes=_nodes(found, hits, look.unit) if look.view in {"", "lista"} else [],
        counts=_counts(found),
        groups=[Link(group.name, group_address(group.code)) for group in found.groups.values()],
        stops=_stops(queries.turns(known=days.known)),
    )
    if is_part:
        response["HX-Push-Url"] = request.get_full_path()
    patch_vary_headers(response, ["HX-Request"])
    return response


def _views(look: Look) -> list[tuple[str, str, bool]]:
    """The ways to see it, each with its address and whether it is the one that is seen."""
    said = {"karta": _("Chart"), "lista": _("List"), "a3": _("For printing on A3")}
    return [(word, look.place(vy=view), view == look.view) for view, word in said.items()]


def _drawn(found: Organisation, look: Look, hits: Hits) -> Shown | None:
    if look.view == "lista" or not found.units:
        return None
    if look.view == "a3":
        return chart_of(found, look.place, hits=hits, for_paper=True, top=look.unit if look.unit in found.units else "")
    if look.unit in found.units:
        return closeup_of(found, look.unit, look.place)
    return chart_of(found, look.place, hits=hits)


def _is_cut(hits: Hits, look: Look) -> bool:
    """Whether more was found than is listed: of the posts only the first of each unit is, until all are asked for."""
    return not look.wants_all and _count(hits) > _MOST_HITS


def _count(hits: Hits) -> int:
    return len(hits.units) + sum(map(len, hits.posts.values()))


def _hits(found: Organisation, hits: Hits, look: Look) -> list[Link]:
    """The first of what the search found or, where all is asked for, every one; each with the way to its unit."""
    place, is_cut = look.place, _is_cut(hits, look)
    units = [Link(found.units[code].name, place(enhet=code, q="")) for code in sorted(hits.units)]
    posts = [
        Link(f"{found.posts[code].title}, {found.units[unit].name}", place(enhet=unit, q=""))
        for unit, codes in hits.posts.items()
        for code in (codes[:1] if is_cut else codes)
    ]
    return [*units, *posts][: _MOST_HITS if is_cut else _ALL_HITS]


def _hit_counts(hits: Hits) -> str:
    """How many units and posts the search found, in words."""
    posts = sum(map(len, hits.posts.values()))
    counted = {"units": units_of(len(hits.units)), "posts": posts_of(posts) or _("no posts")}
    return _("%(units)s and %(posts)s found") % counted if hits else ""


def _stops(turns: Sequence[tuple[date, str]]) -> list[Stop]:
    """The days on which something takes effect, each once with all that did."""
    return [Stop(day, tuple(title for _day, title in same)) for day, same in groupby(turns, key=itemgetter(0))]


def _nodes(found: Organisation, hits: Hits, unit: str) -> list[Node]:
    """The same as a nested list, open where something was found and where the unit looked at stands."""
    children, posts = found.children(), Counter(each.unit for each in found.posts.values())
    above = {each.code for code in (*hits.places, unit) for each in found.path(code)[:-1]}

    def node(unit: Unit, level: int) -> Node:
        below = [node(child, level + 1) for child in children.get(unit.code, [])]
        note = ", ".join(filter(None, (str(words.UNIT_KINDS[unit.kind]), posts_of(posts[unit.code]))))
        is_open = level < _OPEN_LEVELS or unit.code in above
        mark = f"▸ {_('found')}" if unit.code in hits else ""
        return Node(unit.name, unit_address(unit.code), note, below, is_open, mark)

    return [node(root, 0) for root in children.get(None, [])]


def _counts(found: Organisation) -> list[str]:
    numbers = Counter(unit.kind for unit in found.units.values())
    return [word % {"count": numbers[kind]} for kind, word in words.UNIT_COUNTS.items() if numbers[kind]]


def _units_table(found: Organisation) -> Table:
    columns = [
        Column("unit", _("Unit"), "link"),
        Column("code", _("Code")),
        Column("kind", _("Kind")),
        Column("parent", _("Under")),
        Column("decision", _("Decision")),
    ]
    rows = [
        Row(
            (
                Link(unit.name, unit_address(unit.code)),
                unit.code,
                str(words.UNIT_KINDS[unit.kind]),
                unit.parent,
                unit.decision,
            ),
            level=len(found.path(unit.code)) - 1,
        )
        for unit in in_tree_order(found)
    ]
    return Table("organisation", _("Organisation"), columns, rows)


def in_tree_order(found: Organisation) -> list[Unit]:
    """The units from the root down, each followed by what is below it."""
    children = found.children()

    def walk(unit: Unit) -> list[Unit]:
        return [unit, *(each for child in children.get(unit.code, []) for each in walk(child))]

    return [each for root in children.get(None, []) for each in walk(root)]


@reads
def arms(request: Request) -> HttpResponse:
    """The municipality's coat of arms. Checked when it was loaded; sent so that nothing in it could run anyway."""
    municipality = queries.municipality()
    if municipality is None or not municipality.has_arms:
        raise Http404(_("No coat of arms is loaded."))
    response = HttpResponse(municipality.coat_of_arms, content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
