"""What is read from outside: which of it is new, which is known already, and which is refused and why, line by line?

Every source – a sheet, SCB, Kolada's files, a survey, the accounts – yields `Read` rows and comes through this door.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault, shorten
from rodatraden.indicators import models, queries
from rodatraden.indicators.actions import NewReading
from rodatraden.indicators.rules import WITHOUT_VALUE, Gender, SourceKind, Standing, State, in_range
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A value as a source tells it. `indicator` and `place` are what they are called there; "" where it doesn't say."""

    line: int
    indicator: str
    period: str
    value: Decimal | None
    place: str = ""
    gender: Gender = Gender.ALL
    state: State = State.PLAIN
    count: int | None = None
    source: str = ""


class Source(Protocol):
    """An outside system or a file of one."""

    @property
    def kind(self) -> SourceKind:
        """Which kind it is: its names for indicators are looked for among those of the kind first."""

    @property
    def called(self) -> str:
        """What it is called in receipts: the name of a file, or of a system."""

    def read(self) -> Iterable[Read | Fault]:
        """Its values, and a fault for each line that holds none that can be read."""


@dataclass(slots=True)
class Trial:
    """What taking in a source would do."""

    called: str
    read: int = 0
    added: list[NewReading] = field(default_factory=list)
    changed: list[tuple[NewReading, Decimal | None]] = field(default_factory=list)
    """What says something else than what counts now, with that."""
    unchanged: int = 0
    twice: int = 0
    """Lines that say the same as another line."""
    refused: list[Fault] = field(default_factory=list)

    @property
    def readings(self) -> list[NewReading]:
        """All that is to be recorded."""
        return [*self.added, *(given for given, _before in self.changed)]


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to recognise the names of a source by."""

    indicators: Mapping[str, models.Indicator]
    words: Mapping[str, str]
    places: Mapping[str, str]

    def indicator(self, word: str) -> str | None:
        """The code of the indicator that a word means: its code, its name there, or its name here."""
        return self.words.get(_folded(word))

    def unit(self, word: str) -> str | None:
        """The code of the unit that a word means: its code or name, or the code or name of the municipality.

        A code of SCB's may have lost its first nought (114 is 0114), or have the name behind it (0114 Upplands Väsby).
        """
        bare = word.strip()
        if coded := re.fullmatch(r"(\d{3,4})(?:\.0+)?(?:\s+\D.*)?", bare):
            return self.places.get(coded[1].zfill(4))
        return self.places.get(_folded(bare))


def _folded(word: str) -> str:
    """A word without case, accents and spaces at its ends: Alingsås, ALINGSÅS and Alingsas are the same place."""
    plain = unicodedata.normalize("NFKD", word.strip().casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def known_for(kind: SourceKind, *, on: date) -> Known:
    """The indicators by their words, those of one kind of source first; and the units of a day by theirs."""
    indicators = queries.by_code()
    words: dict[str, str] = {}
    for code, row in sorted(indicators.items(), key=lambda each: each[1].source_kind != kind):
        for word in (row.source_key, code, row.name):
            if word:
                words.setdefault(_folded(word), code)
    units = organisation.units(on=on, known=on).units
    places = {_folded(unit.name): code for code, unit in units.items()} | {_folded(code): code for code in units}
    if municipality := organisation.municipality():
        name = municipality.name.removesuffix(" kommun").removesuffix(" stad")
        for word in (municipality.national_code, municipality.name, name, name.removesuffix("s")):
            if word:
                places.setdefault(_folded(word), municipality.root)
    return Known(indicators, words, places)


_Key = tuple[str, str, str, Gender]


@dataclass(slots=True)
class _Weighing:
    known: Known
    trial: Trial
    met: dict[_Key, tuple[int, NewReading]] = field(default_factory=dict)
    clashing: set[_Key] = field(default_factory=set)

    def take(self, row: Read) -> None:
        self.trial.read += 1
        code = self.known.indicator(row.indicator)
        if code is None:
            return self._refuse(row, _("indicator"), row.indicator, _("There is no indicator that is called so here."))
        indicator = self.known.indicators[code]
        unit = self.known.unit(row.place) if row.place else indicator.unit
        if unit is None:
            return self._refuse(row, _("unit"), row.place, _("There is no unit that is called so here."))
        value = str(row.value) if row.value is not None else ""
        if row.value is not None and row.state in WITHOUT_VALUE:
            reason = _("What is missing or not shown has no value. Take away one of them.")
            return self._refuse(row, _("value"), value, reason)
        if not in_range(row.value, lowest=indicator.lowest, highest=indicator.highest):
            reason = _("The indicator can't have that value: see its lowest and highest possible.")
            return self._refuse(row, _("value"), value, reason)
        is_empty = row.value is None and not row.state
        given = NewReading(
            indicator=code,
            unit=unit,
            period=row.period,
            gender=row.gender,
            value=row.value,
            state=State.MISSING if is_empty else row.state,
            count=row.count,
            source=row.source,
        )
        return self._meet(row, given, (code, unit, row.period, row.gender))

    def _meet(self, row: Read, given: NewReading, key: _Key) -> None:
        """The same thing twice: once is enough when both say the same, and none holds when they don't."""
        line, before = self.met.setdefault(key, (row.line, given))
        if before is given:
            return
        if (before.value, before.state) == (given.value, given.state):
            self.trial.twice += 1
            return
        self.clashing.add(key)
        reason = _("Line %(line)d says %(value)s of the same thing. Neither is taken.")
        told = shorten("–" if given.value is None else given.value)
        stands = "–" if before.value is None else before.value
        self.trial.refused.append(
            Fault(self.trial.called, row.line, _("value"), told, reason % {"line": line, "value": stands})
        )

    def _refuse(self, row: Read, heading: str, value: str, reason: str) -> None:
        self.trial.refused.append(Fault(self.trial.called, row.line, heading, shorten(value), reason))

    def settle(self) -> None:
        """Hold what was met against what counts now."""
        holding = {key: each for key, each in self.met.items() if key not in self.clashing}
        for key in self.clashing:
            line, given = self.met[key]
            reason = _("Another line says something else of the same thing. Neither is taken.")
            told = shorten("–" if given.value is None else given.value)
            self.trial.refused.append(Fault(self.trial.called, line, _("value"), told, reason))
        now = _counting({key[0] for key in holding})
        for key, (_line, given) in holding.items():
            before = now.get(key)
            if before is None and given.value is None:
                self.trial.unchanged += 1  # nothing was known of it, and nothing is
            elif before is None:
                self.trial.added.append(given)
            elif _says(before) == (given.value, given.state, given.count):
                self.trial.unchanged += 1
            else:
                self.trial.changed.append((given, before.value))
        self.trial.refused.sort(key=lambda fault: fault.line or 0)


def _says(row: models.Reading) -> tuple[Decimal | None, str, int | None]:
    is_empty = row.value is None and not row.state
    return row.value, State.MISSING.value if is_empty else row.state, row.count


def _counting(codes: set[str]) -> dict[_Key, models.Reading]:
    rows = queries.readings(known=FOREVER).filter(indicator__in=codes, standing=Standing.PUBLISHED)
    return {(row.indicator, row.unit, row.period, Gender(row.gender)): row for row in rows}


def try_out(source: Source, *, on: date) -> Trial:
    """What taking in a source would do, as everything stands on a day. Nothing is stored."""
    weighing = _Weighing(known_for(source.kind, on=on), Trial(source.called))
    for row in source.read():
        if isinstance(row, Fault):
            weighing.trial.read += 1
            weighing.trial.refused.append(row)
        else:
            weighing.take(row)
    weighing.settle()
    return weighing.trial


def within(trial: Trial, units: Sequence[str]) -> Trial:
    """The same, with what is about other units than some refused: nobody writes in the values of others' units."""
    reason = _("You may not write in values of this unit.")
    strange = [given for given in trial.readings if given.unit not in units]
    refused = [Fault(trial.called, None, _("unit"), given.unit, reason) for given in strange]
    return Trial(
        trial.called,
        trial.read,
        [given for given in trial.added if given.unit in units],
        [(given, before) for given, before in trial.changed if given.unit in units],
        trial.unchanged,
        trial.twice,
        [*trial.refused, *refused],
    )
