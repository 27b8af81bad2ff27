"""How grave is a risk? Likelihood times consequence, and what the municipality has said about such a product."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

from pydantic import Field

from rodatraden.control.rules.codes import RiskLevel

Step = Annotated[int, Field(ge=1, le=5)]
Product = Annotated[int, Field(ge=1, le=26)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A scale from 1 to `size` for likelihood and consequence, and from which product on a risk is watched, and so on.

    A limit above the highest product is never reached.
    """

    size: Annotated[int, Field(ge=3, le=5)] = 4
    watch: Product = 4
    reduce: Product = 9
    act: Product = 16

    @property
    def is_ordered(self) -> bool:
        """Whether what is graver also weighs more."""
        return self.watch <= self.reduce <= self.act

    def level(self, likelihood: int, consequence: int) -> RiskLevel:
        """How grave a risk is. Steps above the scale count as its highest: the scale may have been longer once."""
        product = min(likelihood, self.size) * min(consequence, self.size)
        if product >= self.act:
            return RiskLevel.ACT
        if product >= self.reduce:
            return RiskLevel.REDUCE
        return RiskLevel.WATCH if product >= self.watch else RiskLevel.ACCEPT


USUAL: Final = Matrix()
"""Four by four, as most municipalities have it; a plan that is adopted may carry another."""


Risk = TypeVar("Risk")


@dataclass(frozen=True, slots=True)
class Square(Generic[Risk]):
    """One square of the matrix: which risks lie there, and how grave they are."""

    likelihood: int
    consequence: int
    level: RiskLevel
    risks: Sequence[Risk]


def squares(risks: Iterable[tuple[int, int, Risk]], matrix: Matrix = USUAL) -> list[list[Square[Risk]]]:
    """The matrix as it is drawn: a row for each likelihood, the highest first; a column for each consequence.

    `risks` are each with its likelihood and consequence.
    """
    lying: dict[tuple[int, int], list[Risk]] = {}
    for likelihood, consequence, risk in risks:
        place = (min(likelihood, matrix.size), min(consequence, matrix.size))
        lying.setdefault(place, []).append(risk)
    return [
        [
            Square(row, column, matrix.level(row, column), lying.get((row, column), ()))
            for column in range(1, matrix.size + 1)
        ]
        for row in range(matrix.size, 0, -1)
    ]
