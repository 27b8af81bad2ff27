"""Can a unit write its follow-up, hand it in and have it approved, and does the public see it then and not before?"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.journeys.pages import DIRECTOR
from tests.journeys.test_pages import PATIENCE_MS, sign_in

pytestmark = pytest.mark.browser

ADDRESS = "/uppfoljning/uppfoljning-2026-10/ITD"
MANAGER = "digitaliseringschef@norrvik.example"
KEPT = "/uppfoljning/uppfoljning-2026-10/BOF"
KEEPER = "avdelningschef-barnfamilj@norrvik.example"
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
    """Press the button of a form by what it does; a save that is under way is waited for first."""
    with page.expect_navigation():
        page.locator(f'button[name=do][value="{what}"]').click()


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


def test_what_is_typed_is_kept_by_itself_and_two_who_write_are_both_told(visitor: Visitor) -> None:
    one, other = visitor(KEEPER), visitor(KEEPER)
    for each in (one, other):
        each.goto(KEPT)

    one.locator("textarea[name=text]").fill("Den enas text.")
    expect(one.locator("#autosave")).to_contain_text("Sparat")
    other.locator("textarea[name=text]").fill("Den andras text.")
    expect(other.locator("#autosave")).to_contain_text("Någon annan")
    expect(other.locator("[id='theirs:']")).to_contain_text("Den enas text.")

    other.locator("textarea[name=text]").fill("Bådas text.")
    do(other, "save")
    one.locator("textarea[name=text]").fill("Den enas text, och mer.")
    expect(one.locator("[id='theirs:']")).to_contain_text("Bådas text.")
    do(one, "save")  # once more, having seen theirs; a page with unsaved words would ask before it closes
    assert one.locator("textarea[name=text]").input_value() == "Den enas text, och mer."


def test_what_could_not_be_saved_stays_where_it_is_and_is_not_left_without_a_question(visitor: Visitor) -> None:
    page, asked = visitor(KEEPER), list[str]()
    page.goto(KEPT)
    page.context.set_offline(True)
    page.locator("textarea[name=text]").fill("Skrivet på tåget.")
    expect(page.locator("#autosave")).to_contain_text("Inte sparat")

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("location.assign('/mal')")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.locator("textarea[name=text]").input_value() == "Skrivet på tåget."

    page.context.set_offline(False)
    expect(page.locator("#autosave")).to_contain_text("Sparat", timeout=PATIENCE_MS)


def test_the_form_works_without_scripts(browser: Browser, visitor: Visitor, site: str) -> None:
    signed_in = visitor(KEEPER).context.storage_state()
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="sv-SE", storage_state=signed_in)
    page = context.new_page()
    page.goto(KEPT)
    assert not page.locator("#autosave").is_visible()
    page.locator("textarea[name=text]").fill("Utan skript.")
    do(page, "save")
    assert page.locator("textarea[name=text]").input_value() == "Utan skript."
    context.close()


def test_the_day_is_a_control_that_follows_along(visitor: Visitor) -> None:
    page = visitor("")
    page.goto("/organisation?vy=lista")
    page.locator("input[type=date][name=on]").fill("2015-03-01")
    page.locator("form.rt-dayform > button").click()

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
