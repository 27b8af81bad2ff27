"""Can a municipality's colour be read by day and by night?"""

import pytest

from rodatraden.ui import colours


@pytest.mark.parametrize("given", ["#9b2226", "1d4f73", "#1b4332", "#000000"])
def test_a_colour_that_can_be_read_gets_shades_for_day_and_night(given: str) -> None:
    shades = colours.accent(given)

    assert shades
    assert colours.contrast(colours.rgb(shades.light), colours.PAPER) >= colours.ENOUGH
    assert colours.contrast(colours.rgb(shades.light_strong), colours.WHITE) >= colours.ENOUGH
    assert colours.contrast(colours.rgb(shades.dark), colours.NIGHT) >= colours.ENOUGH
    assert colours.contrast(colours.rgb(shades.dark_strong), colours.NIGHT) >= colours.ENOUGH


@pytest.mark.parametrize("given", ["#ffdd00", "#ffffff", "#9bc53d"])
def test_a_colour_that_could_not_be_read_is_refused(given: str) -> None:
    assert colours.accent(given) is None


@pytest.mark.parametrize("given", ["", "red", "#fff", "#9b222", "#9b2226;}body{display:none"])
def test_what_is_no_colour_is_said_to_be_none(given: str) -> None:
    with pytest.raises(colours.NotAColour):
        colours.accent(given)
