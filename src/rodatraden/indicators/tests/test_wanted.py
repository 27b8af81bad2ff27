"""Does a reader find the KPI they mean?"""

import pytest

from rodatraden.indicators.queries import catalogue
from rodatraden.indicators.queries.catalogue import Filter
from rodatraden.indicators.rules.kolada import measure_of
from rodatraden.indicators.rules.wanted import Index, Text

EVERY = Filter()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("N00945", "N00945"),
        ("n00945", "N00945"),
        ("soliditet kommun", "N03106"),
        ("SOLIDITET KOMMUNEN", "N03106"),
        ("vab män", "N00945"),
        ("kostnaden för förskolor kr", "N11006"),
        ("kostnader förskolor kr/inv", "N11006"),
        ("nettokostnad äldreomsorg", "N20014"),
    ],
)
def test_the_kpi_one_means_is_among_the_first(text: str, first: str) -> None:
    assert first in [kpi.code for kpi in catalogue.search(text, EVERY)[:3]]


@pytest.mark.parametrize(
    ("said", "holds"), [("dagis", "förskola"), ("sjukskrivning", "sjukfrånvaro"), ("folkmängd", "invånare")]
)
def test_what_people_say_finds_what_is_written(said: str, holds: str) -> None:
    found = catalogue.search(said, EVERY)

    assert holds in found[0].title.casefold()


def test_words_are_found_in_any_form_and_inside_compounds_but_rings_and_dots_count() -> None:
    index = Index([Text("1", "Grundskolornas lokaler", ""), Text("2", "Skolor", ""), Text("3", "Håbo", "")])

    assert index.find("skola") == ["2", "1"]
    assert index.find("habo") == []
    assert index.find("håbo") == ["3"]
    assert index.find("skola håbo") == []


@pytest.mark.parametrize("text", ["", "   ", "!!", "zzzzqqqq", "\0", "a" * 5000])
def test_strange_words_are_no_fault(text: str) -> None:
    catalogue.search(text, EVERY)


def test_the_catalogue_is_whole_and_filters_narrow_it() -> None:
    every = catalogue.search("", EVERY)
    assert len(every) == 6099
    assert {kpi.code[0] for kpi in catalogue.search("", Filter(letter="U"))} == {"U"}
    assert all(kpi.by_gender for kpi in catalogue.search("", Filter(by_gender=True)))
    assert all(kpi.has_units for kpi in catalogue.search("", Filter(has_units=True)))
    assert {kpi.kind for kpi in catalogue.search("", Filter(kind="K"))} == {"K", "A"}
    assert len(catalogue.search("", Filter(area="Gymnasieskola åk 1-3"))) == 301


def test_a_municipality_has_its_groups_and_those_of_its_likes() -> None:
    groups = catalogue.groups_with("1489")

    assert "Liknande kommuner, övergripande, Alingsås, 2025" in {group.name for group in groups}
    assert not [group.name for group in groups if group.name.startswith("Liknande") and "Alingsås" not in group.name]
    assert len(catalogue.municipalities()) == 290


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("Soliditet kommun, (%)", "%"),
        ("Invånare 65+, antal", "antal"),
        ("Nettokostnad äldreomsorg, kr/inv", "kr/inv"),
        ("Väntetid i antal dagar till boende", ""),
    ],
)
def test_a_title_tells_the_unit_of_measure(title: str, measure: str) -> None:
    assert measure_of(title) == measure
