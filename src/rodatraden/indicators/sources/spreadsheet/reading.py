"""Which values stand in the lines of a sheet, by a mapping, and which lines can't be read?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault, shorten
from rodatraden.files.sheets import Cells
from rodatraden.indicators.rules import Gender, SourceKind
from rodatraden.indicators.sources.door import Read
from rodatraden.indicators.sources.spreadsheet import cells
from rodatraden.indicators.sources.spreadsheet.cells import Unreadable
from rodatraden.indicators.sources.spreadsheet.mapping import Role, SheetMapping


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a sheet and how they are read."""

    called: str
    lines: Sequence[Cells]
    mapping: SheetMapping
    kind: SourceKind = SourceKind.SPREADSHEET

    def read(self) -> Iterator[Read | Fault]:
        """The values under the headings, of the lines that say the words that are asked for."""
        for line in self.lines:
            if line.number > self.mapping.heading and self._is_asked_for(line):
                yield from self._of_line(line)

    def asked_for(self) -> int:
        """How many lines are read: those under the headings that say the words that are asked for."""
        return sum(line.number > self.mapping.heading and self._is_asked_for(line) for line in self.lines)

    def _is_asked_for(self, line: Cells) -> bool:
        only = [(place, column.word) for place, column in enumerate(self.mapping.columns) if column.role is Role.ONLY]
        return all(_at(line, place).casefold() == word.strip().casefold() for place, word in only)

    def _of_line(self, line: Cells) -> Iterator[Read | Fault]:
        try:
            common = self._common(line)
        except _WrongError as wrong:
            yield Fault(self.called, line.number, wrong.heading, shorten(wrong.given), wrong.reason)
            return
        for place, column in enumerate(self.mapping.columns):
            if column.role not in {Role.VALUE, Role.OF, Role.IN}:
                continue
            text = _at(line, place)
            if not text and column.role is not Role.VALUE:
                continue
            try:
                value = cells.number(text)
            except Unreadable as error:
                yield Fault(self.called, line.number, self._heading(place), shorten(text), str(error))
                continue
            yield Read(
                line=line.number,
                indicator=column.word if column.role is Role.OF else common.indicator,
                period=column.word if column.role is Role.IN else common.period,
                place=common.place,
                gender=common.gender,
                value=value,
                count=common.count,
                source=self.mapping.source or self.called,
            )

    def _common(self, line: Cells) -> "_Common":
        """What all values of a line share. Raises _WrongError."""
        mapping = self.mapping
        return _Common(
            indicator=self._text(line, Role.INDICATOR) or mapping.indicator,
            place=self._text(line, Role.PLACE) or mapping.unit,
            period=self._period(line),
            gender=self._gender(line),
            count=self._count(line),
        )

    def _period(self, line: Cells) -> str:
        if any(column.role is Role.IN for column in self.mapping.columns):
            return ""
        for role in (Role.YEAR, Role.PERIOD):
            if text := self._text(line, role):
                month, quarter = self._text(line, Role.MONTH), self._text(line, Role.QUARTER)
                try:
                    return cells.part_of_year(text, month=month, quarter=quarter)
                except Unreadable as error:
                    raise _WrongError(self._named(role), f"{text} {month}{quarter}".strip(), str(error)) from None
        if self.mapping.period:
            return self.mapping.period
        raise _WrongError(_("period"), "", _("Must be filled in."))

    def _gender(self, line: Cells) -> Gender:
        text = self._text(line, Role.GENDER)
        try:
            return cells.gender(text)
        except Unreadable as error:
            raise _WrongError(self._named(Role.GENDER), text, str(error)) from None

    def _count(self, line: Cells) -> int | None:
        text = self._text(line, Role.COUNT)
        try:
            count = cells.number(text)
        except Unreadable as error:
            raise _WrongError(self._named(Role.COUNT), text, str(error)) from None
        if count is not None and (count < 0 or count != count.to_integral_value() or count > Decimal(10_000_000)):
            raise _WrongError(self._named(Role.COUNT), text, _("Not a whole number."))
        return None if count is None else int(count)

    def _text(self, line: Cells, role: Role) -> str:
        places = (place for place, column in enumerate(self.mapping.columns) if column.role is role)
        return next((text for place in places if (text := _at(line, place))), "")

    def _named(self, role: Role) -> str:
        place = next(place for place, column in enumerate(self.mapping.columns) if column.role is role)
        return self._heading(place)

    def _heading(self, place: int) -> str:
        line = next((line for line in self.lines if line.number == self.mapping.heading), None)
        return (_at(line, place) if line else "") or _("column %(number)d") % {"number": place + 1}


@dataclass(frozen=True, slots=True)
class _Common:
    indicator: str
    place: str
    period: str
    gender: Gender
    count: int | None


class _WrongError(Exception):
    def __init__(self, heading: str, given: str, reason: str) -> None:
        super().__init__(heading)
        self.heading, self.given, self.reason = heading, given, reason


def _at(line: Cells, place: int) -> str:
    return line.values[place].strip() if place < len(line.values) else ""
