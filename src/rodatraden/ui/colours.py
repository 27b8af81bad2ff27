"""Can the municipality's colour be read? Contrast by WCAG 2.1, and the tints that belong to a colour."""

import re
from dataclasses import dataclass
from typing import Final

Rgb = tuple[int, int, int]

WHITE: Final[Rgb] = (255, 255, 255)
PAPER: Final[Rgb] = (251, 250, 247)
NIGHT: Final[Rgb] = (23, 22, 20)
ENOUGH: Final = 4.5
"""The contrast that WCAG 2.1 AA asks of text."""
COMFORTABLE: Final = 7.0
"""What we give links at night, where thin light letters on dark need more than the law asks."""


class NotAColour(ValueError):
    """A text that is no colour of the form #9b2226."""


@dataclass(frozen=True, slots=True)
class Accent:
    """A municipality's colour, as it is on paper and as it has to be at night."""

    light: str
    light_strong: str
    dark: str
    dark_strong: str


def rgb(text: str) -> Rgb:
    """The parts of a colour.

    Raises NotAColour.

    >>> rgb("#9b2226")
    (155, 34, 38)
    """
    if not re.fullmatch(r"#?[0-9a-fA-F]{6}", text):
        raise NotAColour(text)
    digits = text.removeprefix("#")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """How much two colours differ, from 1 to 21, by WCAG 2.1.

    >>> round(contrast((0, 0, 0), (255, 255, 255)), 1)
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def accent(text: str) -> Accent | None:
    """The shades of a municipality's colour; None when white text on it, or it on paper, could not be read.

    Raises NotAColour.

    >>> accent("#ffdd00") is None
    True
    """
    given = rgb(text)
    if min(contrast(given, WHITE), contrast(given, PAPER)) < ENOUGH:
        return None
    at_night = given
    while contrast(at_night, NIGHT) < COMFORTABLE:
        at_night = _mix(at_night, WHITE, 0.06)
    return Accent(_hex(given), _hex(_mix(given, (0, 0, 0), 0.22)), _hex(at_night), _hex(_mix(at_night, WHITE, 0.25)))


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
