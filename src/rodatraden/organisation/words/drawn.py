"""What stands in each box of a chart, and where does it lead? Words and addresses around the pure rules of drawing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.organisation import words
from rodatraden.organisation.rules import difference
from rodatraden.organisation.rules.addresses import post_address
from rodatraden.organisation.rules.closeup import Closeup, draw_closeup
from rodatraden.organisation.rules.drawing import TIERS, Box, Drawing, Mark, Pen, Row, Strand, Tier, Words
from rodatraden.organisation.rules.edges import Officials, officials, said
from rodatraden.organisation.rules.layout import Ink, Sheet, lay_out, on_paper
from rodatraden.organisation.rules.outline import Branch, Folds, Hits, Outline, outline
from rodatraden.organisation.rules.surroundings import FOUR, Beside, Tie, surroundings
from rodatraden.organisation.rules.things import Organisation, Post, RelationKind, Unit
from rodatraden.organisation.words.difference import MARKS

A3: Final = (1494, 850)
"""An A3 sheet across with its margins and the page's heading taken off, in pixels of print."""

_LEAST_SCALE: Final = 0.45
"""Drawn smaller than this, a name is less than five points high."""

_NEAR: Final = Sheet(3, 208, gap=36, evened=True)
"""For a chart that stands beside something else."""

_MOST_POSTS: Final = 12
_NO_HITS: Final = Hits()
_NAMED_TIES: Final = 2
_MANY: Final = 200
"""In a larger organisation the smallest boxes on paper have only their names, so that the letters can be larger."""

SHAPES: Final = {
    RelationKind.POLITICAL: "▶",
    RelationKind.LINE: "●",
    RelationKind.OWNER: "◆",
    RelationKind.SUPPORT: "┤",
}
"""The shape at the end of each kind of line."""


@dataclass(frozen=True, slots=True)
class Place:
    """The address of the chart as it is seen now: the day, the folds and the view, as parameters."""

    path: str
    kept: Mapping[str, str] = field(default_factory=dict)
    folds: Folds = field(default_factory=Folds)

    def __call__(self, *, folds: Folds | None = None, **changes: str) -> str:
        """The same place with some parameters changed; an empty one is left out."""
        query = {**self.kept, **(folds or self.folds).query, **changes}
        asked = urlencode({name: value for name, value in query.items() if value})
        return f"{self.path}?{asked}" if asked else self.path


@dataclass(frozen=True, slots=True)
class Seen:
    """A box as the page shows it: where it leads, what is read aloud, and how it unfolds."""

    box: Box
    address: str
    label: str
    fold_address: str = ""
    fold_label: str = ""
    posts: tuple[tuple[Row, str], ...] = ()
    is_focus: bool = False

    @property
    def rows(self) -> list[Row]:
        """The lines of its own link; a post inside it has a link of its own."""
        return [row for row in self.box.rows if not row.code]

    @property
    def tone(self) -> str:
        """The tone of its mark."""
        return self.box.words.mark.tone if self.box.words.mark else ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A line of the legend: what it looks like and what it means."""

    strand: Strand
    word: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart ready for the page."""

    drawing: Drawing
    boxes: tuple[Seen, ...]
    legend: tuple[Sample, ...]
    title: str
    describes: str

    @property
    def is_tiny(self) -> bool:
        """Whether its letters can hardly be read on a sheet of paper."""
        return min(A3[0] / self.drawing.width, A3[1] / self.drawing.height) < _LEAST_SCALE


def chart_of(  # noqa: PLR0913 – what a chart is drawn of
    organisation: Organisation,
    place: Place,
    *,
    hits: Hits = _NO_HITS,
    marks: Mapping[str, Mark] | None = None,
    for_paper: bool = False,
    top: str = "",
    addresses: Mapping[str, str] | None = None,
    near: bool = False,
) -> Shown:
    """The whole organisation, or a unit with all below it. `marks` say something of units, which are unfolded to.

    `addresses` are where units lead to when that is not a close-up of them. Where only what is `near` is to be
    seen, the marked units stand with what is above them, and the rest is folded.
    """
    folds = replace(place.folds, everything=True) if top else place.folds
    shown = outline(organisation, folds, reveal={*hits.places, *(marks or {})}, top=top, near=near)
    leads = None if top or near else officials(organisation)
    said_of = {**_marks_of(hits), **(marks or {})}
    brief = for_paper and len(organisation.units) > _MANY
    texts = {
        branch.unit.code: _words(branch, said_of.get(branch.unit.code), brief=brief) for branch in shown.branches()
    }
    if leads:
        texts[leads.post.code] = _director(organisation, leads)
    ink = Ink(texts, said(organisation), leads)
    drawing = (
        on_paper(shown, ink, width=A3[0], height=A3[1])
        if for_paper
        else lay_out(shown, ink, _NEAR if near else Sheet())
    )
    boxes = tuple(_seen(box, place, shown, organisation) for box in drawing.boxes)
    if addresses is not None:
        boxes = tuple(replace(seen, address=addresses.get(seen.box.code, seen.address)) for seen in boxes)
    return Shown(drawing, boxes, _legend(drawing), _("Organisation chart"), _describes(shown, organisation))


def marks_drawn(marks: Mapping[str, difference.Mark]) -> dict[str, Mark]:
    """What has happened to units, as it stands in their boxes."""
    gone = {difference.Mark.CLOSED, difference.Mark.MERGED}
    tones = {**dict.fromkeys(gone, "closed"), difference.Mark.ADDED: "added"}
    return {code: Mark(MARKS[mark][0], str(MARKS[mark][1]), tones.get(mark, "changed")) for code, mark in marks.items()}


def _marks_of(hits: Hits) -> dict[str, Mark]:
    """Where the search found something: in the name, or in so many posts."""
    found = dict.fromkeys(hits.units, Mark("▸", _("found"), "hit"))
    for code, posts in hits.posts.items():
        word = ngettext("%(count)d post found", "%(count)d posts found", len(posts)) % {"count": len(posts)}
        found[code] = Mark("▸", f"{_('found')} · {posts_of(len(posts))}" if code in found else word, "hit")
    return found


def posts_of(count: int) -> str:
    """How many posts, in words; nothing when there are none."""
    return ngettext("%(count)d post", "%(count)d posts", count) % {"count": count} if count else ""


def units_of(count: int) -> str:
    """How many units, in words."""
    return ngettext("%(count)d unit", "%(count)d units", count) % {"count": count}


def _words(branch: Branch, mark: Mark | None = None, *, brief: bool = False) -> Words:
    """Name and kind, and how many posts there are in it and below. In brief only where it says more."""
    if brief and branch.unit.kind not in TIERS and not branch.has_below:
        return Words(branch.unit.name, "", mark)
    parts = [str(words.UNIT_KINDS[branch.unit.kind]), _posts_in(branch)]
    return Words(branch.unit.name, " · ".join(filter(None, parts)), mark)


def _posts_in(branch: Branch) -> str:
    """All posts in a unit and below, open or folded, in focus or not; and how many are its own where both have some."""
    posts = posts_of(branch.posts + branch.posts_below)
    if not (branch.posts and branch.posts_below):
        return posts
    own = ngettext("%(count)d own", "%(count)d own", branch.posts) % {"count": branch.posts}
    return f"{posts}, {own}"


def _director(organisation: Organisation, leads: Officials) -> Words:
    unit = organisation.units.get(leads.post.unit)
    return Words(leads.post.title, unit.name if unit else "")


def _seen(box: Box, place: Place, shown: Outline, organisation: Organisation) -> Seen:
    label = ", ".join(row.text for row in (*_read(box), *(row for row in box.rows if row.style in {"tie", "under"})))
    if box.code not in organisation.units:
        return Seen(box, _keeping(place, post_address(box.code)), label)
    seen = Seen(
        box,
        place(enhet=box.code, q=""),
        label,
        posts=tuple((row, _keeping(place, post_address(row.code))) for row in box.rows if row.code),
        is_focus=box.code == place.kept.get("enhet"),
    )
    return _folding(seen, place, shown) if box.fold else seen


def _read(box: Box) -> list[Row]:
    """What is read aloud of the words of a box: whole, not as they are parted into lines."""
    return [
        Row(0, text, "")
        for text in (box.words.name, box.words.note, box.words.mark.word if box.words.mark else "")
        if text
    ]


def _folding(seen: Seen, place: Place, shown: Outline) -> Seen:
    box, is_open = seen.box, seen.box.fold == "open"
    folds = place.folds.turned(box.code, is_open=is_open, usually=shown.usually_open(box.code))
    name = {"name": box.words.name, "units": units_of(box.below)}
    label = (_("Fold %(name)s") if is_open else _("Unfold %(name)s, %(units)s")) % name
    return replace(seen, fold_address=place(folds=folds), fold_label=label)


def _keeping(place: Place, address: str) -> str:
    """Another page, on the same days."""
    days = {name: place.kept[name] for name in ("on", "known") if place.kept.get(name)}
    return f"{address}?{urlencode(days)}" if days else address


def _describes(shown: Outline, organisation: Organisation) -> str:
    count = {"shown": sum(1 for _branch in shown.branches()), "total": len(organisation.units)}
    return _("%(shown)d of %(total)d units are unfolded. The same stands as a list.") % count


def _legend(drawing: Drawing) -> tuple[Sample, ...]:
    """The kinds of lines that the chart has, each with its word."""
    kinds = [*(kind for kind in FOUR if any(each.kind is kind for each in drawing.strands))]
    plain = [None] if any(each.kind is None for each in drawing.strands) else []
    return tuple(_sample(kind) for kind in (*kinds, *plain))


def _sample(kind: RelationKind | None) -> Sample:
    pen = Pen()
    pen.line(kind, "M2 12H50")
    pen.end(kind, 50, 12)
    word = str(words.RELATION_KINDS[kind]) if kind else _("belongs to")
    return Sample(pen.done(margin=0).strands[0], word)


def closeup_of(organisation: Organisation, code: str, place: Place) -> Shown:
    """One unit with what is above, below and beside it, and its posts in its own box."""
    children, unit = organisation.children(), organisation.units[code]
    grown = outline(organisation, Folds(everything=True))
    branches = {branch.unit.code: branch for branch in grown.branches()}
    around = surroundings(organisation, code)
    beside = (*around.towards, *around.outwards)
    below = children.get(code, [])
    near = [*organisation.path(code), *below, *(organisation.units[each.unit] for each in beside)]
    closed = {each.code: replace(branches[each.code], is_open=False) for each in near}
    texts = {each: _words_near(branch) for each, branch in closed.items()}
    own = [*organisation.path(code), *(organisation.units[each.unit] for each in beside)]
    texts |= {each.code: _words(branches[each.code]) for each in own}
    drawn = Closeup(
        above=organisation.path(code)[:-1],
        unit=unit,
        below=below,
        beside=around,
        words=texts,
        tiers={each.unit: TIERS.get(organisation.units[each.unit].kind, Tier.UNIT) for each in beside},
        inside=_posts_inside(organisation, unit),
        ties={each.unit: _tie_rows(organisation, each) for each in beside},
        said=said(organisation),
    )
    drawing = draw_closeup(drawn)
    boxes = tuple(_seen(box, place, grown, organisation) for box in drawing.boxes)
    title = _("%(name)s with what is above, below and beside it") % {"name": unit.name}
    return Shown(drawing, boxes, _legend(drawing), title, "")


def _words_near(branch: Branch) -> Words:
    """A unit near the one looked at: its kind, and how much there is in it and below."""
    below = units_of(branch.units_below) if branch.units_below else ""
    parts = [str(words.UNIT_KINDS[branch.unit.kind]), below, posts_of(branch.posts + branch.posts_below)]
    return Words(branch.unit.name, " · ".join(filter(None, parts)))


def _posts_inside(organisation: Organisation, unit: Unit) -> list[Row]:
    """The posts of the unit, those with the same title and superior as one; the superior where it is another unit's."""
    alike: dict[tuple[str, str | None], list[Post]] = {}
    for post in organisation.posts.values():
        if post.unit == unit.code:
            alike.setdefault((post.title, post.reports_to), []).append(post)
    groups = sorted(alike.values(), key=lambda posts: (posts[0].role.value == "employee", posts[0].code))
    rows = [row for posts in groups[:_MOST_POSTS] for row in _post_rows(organisation, posts)]
    rest = sum(len(posts) for posts in groups[_MOST_POSTS:])
    more = (
        [Row(0, ngettext("and %(count)d more", "and %(count)d more", rest) % {"count": rest}, "note")] if rest else []
    )
    return [*rows, *more]


def _post_rows(organisation: Organisation, posts: Sequence[Post]) -> Iterable[Row]:
    first = posts[0]
    yield Row(0, f"{len(posts)} × {first.title}" if len(posts) > 1 else first.title, "post", first.code)
    superior = organisation.posts.get(first.reports_to or "")
    if superior:
        yield Row(0, _("reports to %(superior)s") % {"superior": superior.title}, "under")


def _tie_rows(organisation: Organisation, beside: Beside) -> list[Row]:
    """What runs between the two, each kind with its shape and word, and the posts where it runs between posts."""
    rows: list[Row] = []
    for kind in beside.kinds:
        ties = [tie for tie in beside.ties if tie.kind is kind]
        rows.append(Row(0, f"{SHAPES[kind]} {words.RELATION_KINDS[kind]}", "tie"))
        named = [text for tie in ties[:_NAMED_TIES] if (text := _posts_tied(organisation, tie))]
        rest = len(ties) - _NAMED_TIES
        more = [ngettext("and %(count)d more", "and %(count)d more", rest) % {"count": rest}] if rest > 0 else []
        rows += [Row(0, text, "under") for text in (*named, *more)]
    return rows


def _posts_tied(organisation: Organisation, tie: Tie) -> str:
    """The posts at the ends of a relation; nothing when it is between units."""
    ends = [organisation.posts[end].title for end in (tie.source, tie.target) if end in organisation.posts]
    return " → ".join(ends)
