"""The projection: every version of every unit, post, relation, group and budget move, for a range query to find.

Rebuilt from the decisions for what a decision touches, in the same transaction; never edited by anyone else.
A version holds on the days [valid_from, valid_to) in the knowledge of the days [known_from, known_to).
"""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.organisation.rules.things import FULL_TIME, RelationKind, Role, UnitKind

Row = TypeVar("Row", bound="Version")


class Versions(models.QuerySet[Row]):
    """Versions by day."""

    def at(self, *, on: date, known: date) -> Self:
        """Those that hold on a day, as known on a day."""
        return self.filter(valid_from__lte=on, valid_to__gt=on, known_from__lte=known, known_to__gt=known)


class Version(models.Model):
    """What every version has."""

    code = models.CharField(_("code"), max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
    known_from = models.DateField()
    known_to = models.DateField()
    decision = models.CharField(_("put there by decision"), max_length=64)

    class Meta:
        abstract = True
        indexes: ClassVar = [
            models.Index(fields=["known_to", "valid_to", "known_from", "valid_from"], name="org_%(class)s_at"),
            models.Index(fields=["code"], name="org_%(class)s_code"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_from__lt=models.F("valid_to"), known_from__lt=models.F("known_to")),
                name="org_%(class)s_lasts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}–{self.valid_to}"


class UnitVersion(Version):
    """A unit under one name at one place, with its own staff. Siblings stand in the order of `rank`."""

    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=[(kind.value, kind.value) for kind in UnitKind])
    parent = models.CharField(_("under"), max_length=64, null=True)  # noqa: DJ001 – None is the root, "" would be a code
    headcount = models.PositiveIntegerField(_("employees"), null=True)
    fte = models.DecimalField(_("full-time equivalents"), max_digits=12, decimal_places=2, null=True)
    staff_decision = models.CharField(_("staff told by decision"), max_length=64, default="")
    rank = models.CharField(_("order among siblings"), max_length=100, default="")

    objects: ClassVar[Versions["UnitVersion"]] = Versions.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta(Version.Meta):
        pass


class PostVersion(Version):
    """A post with one title, place, superior, cost (kronor a year) and degree of employment (per cent)."""

    title = models.CharField(_("title"), max_length=300)
    unit = models.CharField(_("unit"), max_length=64)
    role = models.CharField(_("role"), max_length=20, choices=[(role.value, role.value) for role in Role])
    reports_to = models.CharField(_("reports to"), max_length=64, null=True)  # noqa: DJ001 – None: to nobody
    yearly_cost = models.DecimalField(_("yearly cost"), max_digits=18, decimal_places=2, null=True)
    cost_decision = models.CharField(_("cost set by decision"), max_length=64)
    degree = models.DecimalField(_("degree of employment"), max_digits=5, decimal_places=2, default=FULL_TIME)

    objects: ClassVar[Versions["PostVersion"]] = Versions.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta(Version.Meta):
        indexes: ClassVar = [
            models.Index(  # with what is summed, so that the sums need not read the rows
                fields=["known_to", "valid_to", "known_from", "valid_from", "unit", "yearly_cost"],
                name="org_postversion_sums",
            ),
            *(  # where posts differ between two points, one of these lies between them
                models.Index(fields=[day], name=f"org_postversion_{day}")
                for day in ("valid_from", "valid_to", "known_from")
            ),
            models.Index(fields=["code"], name="org_postversion_code"),
        ]


class RelationVersion(Version):
    """A relation of one kind from one unit or post to another; `code` is kind:source:target."""

    kind = models.CharField(_("kind"), max_length=20, choices=[(kind.value, kind.value) for kind in RelationKind])
    source = models.CharField(_("from"), max_length=64)
    target = models.CharField(_("to"), max_length=64)
    votes = models.DecimalField(_("per cent of the votes"), max_digits=7, decimal_places=4, null=True)

    objects: ClassVar[Versions["RelationVersion"]] = Versions.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta(Version.Meta):
        pass


class GroupVersion(Version):
    """A group with the posts that joined it, and the rules that let in others."""

    name = models.CharField(_("name"), max_length=300)
    members = models.JSONField(_("members"), default=list)
    rules = models.JSONField(_("rules of membership"), default=list)

    objects: ClassVar[Versions["GroupVersion"]] = Versions.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta(Version.Meta):
        pass


class BudgetMoveVersion(Version):
    """Kronor a year that have moved from one unit to another; `code` is source:target."""

    source = models.CharField(_("from"), max_length=64)
    target = models.CharField(_("to"), max_length=64)
    yearly_amount = models.DecimalField(_("kronor a year"), max_digits=18, decimal_places=2)

    objects: ClassVar[Versions["BudgetMoveVersion"]] = Versions.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta(Version.Meta):
        pass


class Municipality(models.Model):
    """The municipality whose folder was loaded: one row. `root` is the code of the unit that is the whole group."""

    code = models.CharField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=300)
    root = models.CharField(_("root unit"), max_length=64)
    fictional = models.BooleanField(_("fictional"), default=False)
    accent = models.CharField(_("colour"), max_length=7)
    coat_of_arms = models.TextField(_("coat of arms (SVG)"), blank=True)
    about = models.TextField(_("about"), blank=True)
    sources = models.JSONField(_("sources"), default=list)
    national_code = models.CharField(_("municipality code of Statistics Sweden"), max_length=4, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def has_arms(self) -> bool:
        """Whether there is a coat of arms to show."""
        return bool(self.coat_of_arms)
