"""Does every page work for everyone: wide and narrow, by day and by night, with and without scripts?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.journeys.pages import EXAMPLES, Example

pytestmark = pytest.mark.browser

PATIENCE_MS = 15_000
WIDTHS = {"wide": 1280, "narrow": 390, "narrowest": 320}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
WRONG_ON_PURPOSE = {"no page", "no day"}


@pytest.fixture(scope="module")
def visits(browser: Browser, site: str) -> Iterator["dict[str, BrowserContext]"]:
    """A browser of its own for each account, signed in once."""
    contexts: dict[str, BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def opened(example: Example, visits: "dict[str, BrowserContext]", browser: Browser, site: str) -> Iterator[Page]:
    """An empty page of the account that looks at the example."""
    if example.account not in visits:
        context = browser.new_context(
            base_url=site, locale="sv-SE", reduced_motion="reduce", viewport={"width": WIDTHS["wide"], "height": 900}
        )
        context.set_default_timeout(PATIENCE_MS)
        visits[example.account] = context
        if example.account:
            sign_in(context.new_page(), example.account)
    page = visits[example.account].new_page()
    yield page
    page.close()


def sign_in(page: Page, account: str) -> None:
    """Choose a role, as one does in the demo."""
    page.goto("/logga-in/roller")
    page.locator(f'button[name=account][value="{account}"]').click()
    page.wait_for_load_state("load")  # Chromium may never close a page that is still on its way
    page.close()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.address} {each.account}".strip())
def test_works_for_everyone(example: Example, opened: Page) -> None:
    page, complaints = opened, listen(opened)

    answer = page.goto(example.address)

    assert answer
    assert answer.status < 400 or example.route in WRONG_ON_PURPOSE, f"answered {answer.status}"
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.locator("h1").count() == 1 or example.route == "galleri", "the gallery shows a heading as an example"
    assert page.title().strip(" –")
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, CONTRAST) == []
    for name in ("narrow", "narrowest"):
        page.set_viewport_size({"width": WIDTHS[name], "height": 800})
        assert sticks_out(page) == [], name
    assert faults(page) == []
    if example.route not in WRONG_ON_PURPOSE:
        assert complaints == []


def listen(page: Page) -> list[str]:
    """What the browser complains of: errors, and what the content security policy refuses."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def faults(page: Page, rules: dict[str, list[str]] = RULES) -> list[str]:
    """What axe finds, a line for each element."""
    found = Axe().run(page, options=rules).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]} – {node['failureSummary']}" for fault in found for node in fault["nodes"]
    ]


def sticks_out(page: Page) -> list[str]:
    """Elements that make the page wider than the window (a table may scroll within itself)."""
    script = Path(__file__).with_name("sticks_out.js").read_text()
    return [str(each) for each in page.evaluate(script)]


@pytest.mark.parametrize("example", [each for each in EXAMPLES if not each.account], ids=lambda each: each.address)
def test_shows_the_same_without_scripts(example: Example, browser: Browser, site: str) -> None:
    with_scripts, without = (
        browser.new_context(base_url=site, java_script_enabled=on, locale="sv-SE") for on in (True, False)
    )
    told = []
    for context in (with_scripts, without):
        page = context.new_page()
        page.goto(example.address)
        told.append(re.sub(r"\s+", " ", page.locator("main h1").first.inner_text()))
        context.close()

    assert told[0] == told[1]


def test_the_first_stop_of_the_keyboard_leads_past_the_header(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_a_table_that_is_wider_than_the_phone_shows_it_and_scrolls_by_keyboard(page: Page, site: str) -> None:
    page.set_viewport_size({"width": WIDTHS["narrow"], "height": 800})
    page.goto(f"{site}/ekonomi?round=uppfoljning-2026-04")
    table = page.get_by_role("region", name="Resultat per enhet")
    name = table.locator("tbody th").first

    assert table.evaluate("each => each.scrollWidth > each.clientWidth")
    assert "linear-gradient" in table.evaluate("each => getComputedStyle(each).backgroundImage")
    before = name.bounding_box()
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("each => each.scrollLeft > 0", arg=table.element_handle())
    after = name.bounding_box()
    assert before
    assert after
    assert after["x"] == before["x"]


def test_the_key_for_search_leads_there_also_where_the_menu_is_folded_and_can_be_turned_off(
    page: Page, site: str
) -> None:
    page.set_viewport_size({"width": WIDTHS["narrow"], "height": 800})
    page.goto(f"{site}/organisation?on=2016-01-01")
    page.keyboard.press("/")
    page.keyboard.type("skola")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok?q=skola&on=2016-01-01")

    page.locator("#q").focus()
    page.keyboard.press("End")
    page.keyboard.type("/")
    assert page.locator("#q").input_value() == "skola/"

    page.get_by_role("button", name="Av", exact=True).click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == ""


def test_a_day_that_counts_as_known_is_chosen_by_keyboard_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto("/organisation?on=2018-06-01")
    page.locator("summary", has_text="så som det var känt").press("Enter")
    page.locator("#rt-known").fill("2017-01-01")
    page.locator("#rt-known").press("Enter")

    page.wait_for_url("**known=2017-01-01**")
    said = page.locator(".rt-then").inner_text()
    assert "1 juni 2018" in said
    assert "1 januari 2017" in said
    context.close()
