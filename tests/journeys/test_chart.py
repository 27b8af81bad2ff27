"""Can the chart and the line of time be used with the keyboard, in their place, and on paper?"""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_box_unfolds_in_its_place_and_the_focus_stays(page: Page, site: str) -> None:
    page.goto(f"{site}/organisation")
    page.evaluate("window.sameDocument = true")

    page.locator("#fold-BUF").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#box-GR")).to_be_visible()
    expect(page.locator("#fold-BUF")).to_be_focused()
    expect(page.locator("#fold-BUF")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-rt-status]")).not_to_be_empty()
    assert page.url.endswith("oppna=BUF")
    assert page.evaluate("window.sameDocument")


def test_the_way_back_shows_the_chart_as_it_was(page: Page, site: str) -> None:
    page.goto(f"{site}/organisation")
    page.locator("#box-KLF").click()
    expect(page.locator("#rt-told-name")).to_be_visible()

    page.go_back()

    expect(page.locator("#box-KF")).to_be_visible()
    expect(page.locator("#rt-told-name")).to_have_count(0)


def test_arrow_keys_step_between_the_days_of_decisions(page: Page, site: str) -> None:
    page.goto(f"{site}/organisation?on=2018-01-01&enhet=KLF")
    line = page.locator("#rt-time-range")
    line.focus()
    page.keyboard.press("ArrowLeft")

    page.wait_for_url("**on=2017-*")
    assert "enhet=KLF" in page.url
    expect(line).to_be_focused()
    expect(line).to_have_attribute("aria-valuetext", page.locator("[data-rt-now]").inner_text())


def test_the_ticks_are_one_stop_of_the_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/organisation?on=2018-01-01")
    page.locator('.rt-time__ticks a[tabindex="0"]').focus()
    before = page.evaluate("document.activeElement.title")
    page.keyboard.press("ArrowRight")

    assert page.evaluate("document.activeElement.title") != before
    assert page.locator('.rt-time__ticks a[tabindex="0"]').count() == 1


def test_the_whole_chart_fits_one_sheet_of_paper(page: Page, site: str) -> None:
    page.goto(f"{site}/organisation?vy=a3&oppna=alla")
    paper = page.pdf(prefer_css_page_size=True)

    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type/Page\n") + paper.count(b"/Type /Page>>") == 1
