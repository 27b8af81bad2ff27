"""Can a unit write its follow-up, hand it in and have it approved, and does the public see it then and not before?"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.pages import DIRECTOR
from tests.journeys.test_pages import PATIENCE_MS, sign_in

pytestmark = pytest.mark.browser

ADDRESS = "/uppfoljning/uppfoljning-2026-10/ITD"
MANAGER = "digitaliseringschef@norrvik.example"
TEXT = "Införandet av den nya e-tjänsten är klart. Supporten svarar inom två timmar."

Visitor = Callable[[str], Page]


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visitor]:
    """Someone with a browser of their own: an account, or nobody."""
    contexts: list[BrowserContext] = []

    def come(account: str = "") -> Page:
        context = browser.new_context(base_url=site, locale="sv-SE")
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        if account:
            sign_in(context.new_page(), account)
        return context.new_page()

    yield come
    for context in contexts:
        context.close()


def do(page: Page, what: str) -> None:
    """Press the button of a form by what it does."""
    page.locator(f'button[name=do][value="{what}"]').click()
    page.wait_for_load_state()


def test_a_contribution_is_written_handed_in_and_approved(visitor: Visitor) -> None:
    manager, director, citizen = visitor(MANAGER), visitor(DIRECTOR), visitor("")

    manager.goto(ADDRESS)
    manager.locator("textarea[name=text]").fill(TEXT)
    do(manager, "save")
    manager.goto(ADDRESS)
    assert manager.locator("textarea[name=text]").input_value() == TEXT
    do(manager, "submit")
    unseen = citizen.goto(ADDRESS)
    assert unseen
    assert unseen.status == 403
    assert TEXT not in citizen.content()

    director.goto(ADDRESS)
    assert TEXT in director.locator("main").inner_text()
    do(director, "approve")

    seen = citizen.goto(ADDRESS)
    assert seen
    assert seen.status == 200
    assert TEXT in citizen.locator("main").inner_text()


def test_the_day_is_a_control_that_follows_along(visitor: Visitor) -> None:
    page = visitor("")
    page.goto("/organisation")
    page.locator("input[name=on]").fill("2015-03-01")
    page.locator("form.rt-dayform button").click()

    assert "on=2015-03-01" in page.url
    page.locator("main a[href^='/organisation/enhet/']").first.click()
    assert "on=2015-03-01" in page.url
    page.locator(".rt-then a").click()
    assert "on=" not in page.url


def test_a_download_has_the_same_day_and_rows_as_the_page(visitor: Visitor) -> None:
    page = visitor("")
    page.goto("/organisation?on=2015-03-01")
    with page.expect_download() as coming:
        page.locator(".rt-downloads a[href*='.csv']").click()

    rows = coming.value.path().read_text(encoding="utf-8-sig").splitlines()
    names = [name for name in page.locator("main a[href^='/organisation/enhet/']").all_inner_texts() if name]
    assert len(rows) > len(names) > 3
    assert all(any(name in row for row in rows) for name in names)
