"""Does every component come out as it says, escaped, and refuse what is misspelt?"""

from datetime import date
from decimal import Decimal

import pytest
from django.template import TemplateSyntaxError
from django.utils.safestring import mark_safe

from rodatraden.kernel.figures import Figure, Source, total
from rodatraden.kernel.likeness import passages
from rodatraden.ui import gallery
from rodatraden.ui.shapes import Link, Step
from rodatraden.ui.templatetags.rt import COMPONENTS
from rodatraden.ui.tests.make import rendered, request

ON = date(2026, 4, 30)
OPEN = {"link", "here"}  # they take the names of addresses and parameters, which are anybody's


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_every_component_says_what_it_is_for_and_its_examples_come_out(name: str) -> None:
    component = COMPONENTS[name]

    assert component.purpose
    assert component.examples or name == "stylesheet"
    assert all(gallery.render(code, request()).strip() for code in component.examples)


@pytest.mark.parametrize("name", sorted(COMPONENTS.keys() - OPEN))
def test_no_component_accepts_a_misspelt_attribute(name: str) -> None:
    end = f"{{% end{name} %}}" if COMPONENTS[name].closes else ""

    with pytest.raises(TemplateSyntaxError):
        rendered(f"{{% {name} mispelt=1 %}}{end}")


def test_links_keep_the_days_and_the_choice_of_amounts() -> None:
    address = "/galleri?on=2023-03-01&belopp=tkr"

    assert rendered("{% link 'ui:gallery' query='a=1' %}", address) == "/galleri?a=1&amp;on=2023-03-01&amp;belopp=tkr"
    assert rendered("{% to 'https://example.org/' %}", address) == "https://example.org/"


def test_this_address_can_be_changed_one_parameter_at_a_time() -> None:
    assert rendered("{% here sida=2 on=None %}", "/mal?on=2023-03-01&sida=1&q=%26") == "/mal?q=%26&amp;sida=2"


@pytest.mark.parametrize(
    ("belopp", "written"), [("", "146,3"), ("?belopp=tkr", "146\u202f300"), ("?belopp=dollar", "146,3")]
)
def test_amounts_follow_the_readers_choice(belopp: str, written: str) -> None:
    html = rendered("{% amount kronor %}", f"/ekonomi{belopp}", kronor=Decimal(146_300_000))

    assert f">{written.split(maxsplit=1)[0]}" in html


def test_a_missing_amount_is_read_as_missing_and_never_as_zero() -> None:
    html = rendered("{% amount None unit=True %}")

    assert "uppgift saknas" in html
    assert "0" not in html


def test_a_deviation_says_in_words_what_its_colour_shows() -> None:
    assert "sämre än budget" in rendered("{% deviation kronor %}", kronor=Decimal(-1_000_000))
    assert "+1,0" in rendered("{% deviation kronor %}", kronor=Decimal(1_000_000))


def test_a_figure_leads_to_its_trail_and_tells_value_day_and_source() -> None:
    figure = Figure(Decimal("5300000.50"), "kr", ON, Source("budget.csv, rad 4", address="/ekonomi/rad/4"))
    html = rendered("{% figure it %}", "/ekonomi?on=2026-04-30", it=figure)

    assert 'href="/ekonomi/rad/4?on=2026-04-30"' in html
    assert 'title="5\u202f300\u202f000,5 kr · 30 april 2026 · källa: budget.csv, rad 4"'.replace("\u202f", " ") in (
        html.replace("\u202f", " ")
    )


def test_a_computed_figure_tells_how_many_rows_it_has_and_how_many_are_empty() -> None:
    known = Figure(Decimal(1), "kr", ON, Source("a"))
    html = rendered("{% figure it %}", it=total([known, Figure(None, "kr", ON, Source("b"))], unit="kr", on=ON))

    assert "räknat på 2 rader · 1 rad saknar uppgift" in html
    assert "<a" not in html


def test_status_has_a_shape_and_a_word() -> None:
    html = rendered("{% status 'partly' %}")

    assert "◐" in html
    assert "delvis uppfyllt" in html
    assert "inte bedömt än" in rendered("{% status None %}")


def test_what_people_write_is_escaped_everywhere() -> None:
    evil = "<script>x</script>"
    crumbs = [Link(evil, "/"), Link(evil)]
    steps = [Step("goal", evil, "/mal")]
    code = (
        "{% page_heading title=evil lead=evil %}{% endpage_heading %}{% breadcrumb crumbs %}{% thread steps %}"
        "{% tag evil %}{% button evil value=evil name=evil %}{% notice heading=evil %}{{ evil }}{% endnotice %}"
        "{% terms %}{% term evil %}{{ evil }}{% endterm %}{% endterms %}{% status 'reached' word=evil %}"
    )

    assert "<script" not in rendered(code, evil=evil, crumbs=crumbs, steps=steps)


def test_content_inside_a_component_is_kept_as_it_was_rendered() -> None:
    html = rendered("{% notice %}<b>{{ word }}</b>{% endnotice %}", word=mark_safe("<i>a</i>"))

    assert "<b><i>a</i></b>" in html


def test_a_fault_stands_by_its_field_and_in_the_summary() -> None:
    form = gallery.ExampleForm({"name": ""})
    field = rendered("{% field form.name %}", form=form)

    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_name-help id_name-fault"' in field
    assert 'href="#id_name"' in rendered("{% error_summary form %}", form=form)
    assert rendered("{% error_summary form %}", form=gallery.ExampleForm()) == ""


def test_a_link_without_a_day_in_the_address_stays_bare() -> None:
    assert rendered("{% link 'ui:gallery' %}") == "/galleri"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"{'ord ' * 16}slut\npå raden", f"<p>{'ord ' * 16}slut på raden</p>"),
        ("kort rad\nnästa", "<p>kort rad<br>nästa</p>"),
        (f"{'ord ' * 16}\n- en punkt\n1. en till", f"<p>{'ord ' * 16}<br>- en punkt<br>1. en till</p>"),
        ("ett\r\n\r\ntvå", "<p>ett</p> <p>två</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
    ],
)
def test_running_text_has_the_lines_of_the_page(text: str, html: str) -> None:
    assert rendered("{% prose text %}", text=text) == f'<div class="rt-prose">{html}</div>'


def test_texts_that_differ_are_told_by_shape_and_word_and_never_as_code() -> None:
    html = rendered("{% compared passages %}", passages=passages("läggs på <i>A</i> nu", "läggs på B<script> nu"))

    assert '<del><span class="rt-sr">' in html
    assert "<script>" not in html
    assert html.index("<del><span") < html.index("<ins><span")
