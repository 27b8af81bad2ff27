"""Does a chart say what it shows, in Swedish, and within what the page allows?"""

from decimal import Decimal
from xml.etree import ElementTree as ET

from rodatraden.ui import charts

POINTS = [charts.Point("2024", Decimal("1234.5"), Decimal(1000)), charts.Point("2025", None, Decimal(1000))]


def drawn() -> str:
    return charts.draw(charts.value_and_target(POINTS, unit="kr"), title="Väntetid", description="Från 1 < 2 \\1").svg


def test_a_chart_says_its_title_and_what_it_shows() -> None:
    root = ET.fromstring(drawn())  # noqa: S314 – our own drawing

    assert root.get("role") == "img"
    assert root.get("aria-label") == "Väntetid. Från 1 < 2 \\1"
    assert [each.tag.rpartition("}")[2] for each in list(root)[:2]] == ["title", "desc"]


def test_a_chart_needs_no_styles_or_scripts_that_the_page_forbids() -> None:
    assert "<style" not in drawn()
    assert "<script" not in drawn()


def test_numbers_in_a_chart_are_swedish() -> None:
    assert "Utfall 1\u202f234,5 kr" in drawn()
    assert "1\u202f200" in drawn()


def test_a_missing_forecast_has_no_bar_but_is_named() -> None:
    spec = charts.budget_and_forecast([charts.Bar("KS", Decimal(84_200_000), None)])
    svg = charts.draw(spec, title="t", description="d").svg

    assert "–" in svg
    assert charts.picture(spec).startswith(b"\x89PNG")
