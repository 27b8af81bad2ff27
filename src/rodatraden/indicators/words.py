"""How do the codes of indicators read for a person?"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rodatraden.indicators.rules import (
    Consolidation,
    Direction,
    Gender,
    Operator,
    SourceKind,
    Standing,
    State,
    Verdict,
    Wrong,
)
from rodatraden.indicators.rules.comparison import Quarter

OPERATORS: Final[Mapping[Operator, Promise]] = {
    Operator.ABOVE: _("more than"),
    Operator.AT_LEAST: _("at least"),
    Operator.BELOW: _("less than"),
    Operator.AT_MOST: _("at most"),
    Operator.EXACTLY: _("exactly"),
}

DIRECTIONS: Final[Mapping[Direction, Promise]] = {
    Direction.UP: _("higher is better"),
    Direction.DOWN: _("lower is better"),
}

VERDICTS: Final[Mapping[Verdict, Promise]] = {
    Verdict.MET: _("met"),
    Verdict.NEAR: _("near the target"),
    Verdict.MISSED: _("not met"),
    Verdict.UNMEASURED: _("can't be judged"),
}

SHAPES: Final[Mapping[Verdict, str]] = {
    Verdict.MET: "reached",
    Verdict.NEAR: "partly",
    Verdict.MISSED: "missed",
    Verdict.UNMEASURED: "unmeasured",
}
"""The codes that the component `{% status %}` draws."""

CONSOLIDATIONS: Final[Mapping[Consolidation, Promise]] = {
    Consolidation.NONE: _("not put together: each unit has its own value"),
    Consolidation.SUM: _("the sum of the units below"),
    Consolidation.WEIGHTED_MEAN: _("the weighted mean of the units below"),
}

SOURCES: Final[Mapping[SourceKind, Promise]] = {
    SourceKind.HAND: _("written by hand"),
    SourceKind.SPREADSHEET: _("spreadsheet"),
    SourceKind.KOLADA: pgettext_lazy("source", "Kolada"),
    SourceKind.SCB: _("SCB, the statistics authority"),
    SourceKind.SURVEY: pgettext_lazy("source", "survey"),
    SourceKind.LEDGER: _("the accounts"),
    SourceKind.COMPUTED: _("computed from other indicators"),
}

TERMS: Final[Mapping[SourceKind, Promise]] = {
    SourceKind.KOLADA: _("Source: Kolada. Free to use again with the source named. Values may be revised."),
    SourceKind.SCB: _("Source: SCB. Open data under CC0: free to use again."),
}
"""What the owner of a source asks of who uses its values."""

GENDERS: Final[Mapping[Gender, Promise]] = {
    Gender.ALL: pgettext_lazy("gender", "all"),
    Gender.WOMEN: pgettext_lazy("gender", "women"),
    Gender.MEN: pgettext_lazy("gender", "men"),
}

STANDINGS: Final[Mapping[Standing, Promise]] = {
    Standing.PUBLISHED: pgettext_lazy("reading", "published"),
    Standing.COMPUTED: pgettext_lazy("reading", "computed"),
}

STATES: Final[Mapping[State, Promise]] = {
    State.PRELIMINARY: pgettext_lazy("reading", "preliminary"),
    State.MISSING: pgettext_lazy("reading", "no value to be had"),
    State.SUPPRESSED: pgettext_lazy("reading", "not shown: too few people"),
}

QUARTERS: Final[Mapping[Quarter, Promise]] = {
    Quarter.LOWEST: _("The value is among the lowest quarter."),
    Quarter.BELOW_MEDIAN: _("The value lies between the lowest quarter and the median."),
    Quarter.ABOVE_MEDIAN: _("The value lies between the median and the highest quarter."),
    Quarter.HIGHEST: _("The value is among the highest quarter."),
}

WRONGS: Final[Mapping[Wrong, Promise]] = {
    Wrong.SHARES_SUMMED: _("Shares, means and ratios can't be summed. Choose the weighted mean, or none."),
    Wrong.WITHOUT_WEIGHTS: _("A weighted mean needs the indicator that weighs: its code."),
    Wrong.WEIGHTS_FOR_NOTHING: _("Only a weighted mean has an indicator that weighs."),
    Wrong.WEIGHED_BY_ITSELF: _("An indicator can't be weighed by itself."),
}

# The sheets are in Swedish whatever language the reader has chosen: a file says the same thing everywhere.
ConsolidationCode: TypeAlias = Literal["ingen", "summa", "vägt medel"]
SourceCode: TypeAlias = Literal["hand", "kalkylblad", "kolada", "scb", "enkät", "redovisning", "uträkning"]
StandingCode: TypeAlias = Literal["publicerat", "uträknat"]
StateCode: TypeAlias = Literal["preliminärt", "saknas", "dolt"]

CONSOLIDATION_CODES: Final[Mapping[Consolidation, ConsolidationCode]] = {
    Consolidation.NONE: "ingen",
    Consolidation.SUM: "summa",
    Consolidation.WEIGHTED_MEAN: "vägt medel",
}
SOURCE_CODES: Final[Mapping[SourceKind, SourceCode]] = {
    SourceKind.HAND: "hand",
    SourceKind.SPREADSHEET: "kalkylblad",
    SourceKind.KOLADA: "kolada",
    SourceKind.SCB: "scb",
    SourceKind.SURVEY: "enkät",
    SourceKind.LEDGER: "redovisning",
    SourceKind.COMPUTED: "uträkning",
}
STANDING_CODES: Final[Mapping[Standing, StandingCode]] = {
    Standing.PUBLISHED: "publicerat",
    Standing.COMPUTED: "uträknat",
}
STATE_CODES: Final[Mapping[State, StateCode]] = {
    State.PRELIMINARY: "preliminärt",
    State.MISSING: "saknas",
    State.SUPPRESSED: "dolt",
}
