"""Does every page that the handbook shows answer, and is every picture it names there? Takes them anew when asked to."""

import base64
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.pages import DIRECTOR
from tests.journeys.pictures import (
    HEAVIEST,
    MATTER,
    NAMES,
    PICTURES,
    PLACE,
    PROPOSED,
    REPORT,
    REPORT_ADDRESS,
    REPORT_PAGES,
    WIDE,
    Picture,
)
from tests.journeys.test_pages import PATIENCE_MS, sign_in

CHECKOUT = PLACE.parents[2]
TAKEN = os.environ.get("RODATRADEN_PICTURES") == "1"
SWEDISH_DAYS = """document.querySelectorAll("input[type=date]").forEach(field => {
  const day = field.value; field.type = "text"; field.value = day; field.size = 10;
})"""
"""Debian's Chromium writes a day the American way in a field; a Swedish reader's browser writes it so."""

Reader = Callable[[str], Page]


@pytest.fixture(scope="module")
def reader(browser: Browser, site: str) -> Iterator[Reader]:
    """A page of an account that is signed in once."""
    contexts: dict[str, BrowserContext] = {}

    def read(account: str) -> Page:
        if account not in contexts:
            context = browser.new_context(base_url=site, locale="sv-SE", color_scheme="light", reduced_motion="reduce")
            context.set_default_timeout(PATIENCE_MS)
            contexts[account] = context
            if account:
                sign_in(context.new_page(), account)
        return contexts[account].new_page()

    yield read
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def proposal(browser: Browser, site: str, reader: Reader) -> str:
    """The address of a proposal with an alternative to it, prepared without scripts: then there is nothing to wait for."""
    signed_in: Any = reader(DIRECTOR).context.storage_state()
    context = browser.new_context(base_url=site, locale="sv-SE", java_script_enabled=False, storage_state=signed_in)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"/forslag/nytt?arende={MATTER}")
    _answer(page, "main form.rt-form", PROPOSED._asdict(), ("title", "effective_on", "unit"))
    with page.expect_navigation():
        page.locator("main form.rt-form button[type=submit]").click()
    address = page.url.removeprefix(site)
    for change in PROPOSED.changes:
        _add(page, address, *change)
    _answer(page, "#forslag", PROPOSED.said, PROPOSED.said)
    _press(page, "save")
    page.locator("main input[name=label]").last.fill(PROPOSED.label)
    _press(page, "alternative")
    _add(page, page.url.removeprefix(site), *PROPOSED.instead)
    context.close()
    return address


def _add(page: Page, address: str, kind: str, answers: Mapping[str, str]) -> None:
    """Add a change by its form. An answer may decide what is asked next."""
    page.goto(f"{address}?slag={kind}")
    for name, value in answers.items():
        if not page.locator(f"#andring [name=andring-{name}]").count():
            _press(page, "go_on")
        _answer(page, "#andring", {f"andring-{name}": value}, [f"andring-{name}"])
    _press(page, "add")


def _answer(page: Page, form: str, answers: Mapping[str, Any], names: Iterable[str]) -> None:
    for name in names:
        field = page.locator(f"{form} [name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(answers[name])
        else:
            field.fill(answers[name])


def _press(page: Page, do: str) -> None:
    with page.expect_navigation():
        page.locator(f'button[name=do][value="{do}"]').first.click()


@pytest.mark.browser
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_the_page_of_a_picture_answers(picture: Picture, reader: Reader, request: pytest.FixtureRequest) -> None:
    page = reader(picture.account)
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    prepared = request.getfixturevalue("proposal") if "{proposal}" in picture.address else ""

    answer = page.goto(picture.address.format(proposal=prepared))

    assert answer
    assert answer.status == 200, picture.address
    assert [selector for selector, _text in picture.typed if page.locator(selector).count() != 1] == []
    if TAKEN:
        _type(page, picture)
        _begin(page, picture)
        page.screenshot(path=_place(picture.name))
    page.close()


def _type(page: Page, picture: Picture) -> None:
    """Type what the picture shows typed, and press what it shows pressed."""
    for selector, text in picture.typed:
        field = page.locator(selector)
        if selector.startswith("select"):
            field.select_option(text)
        else:
            field.fill(text)
    if picture.pressed:
        page.locator(picture.pressed).click()
        page.get_by_role("heading", name="Det här behöver rättas").wait_for()  # sent when the save under way is done
    elif picture.typed:
        page.locator("#autosave", has_text=re.compile(r"\d\.\d\d")).wait_for()


def _begin(page: Page, picture: Picture) -> None:
    """Wait until the page stands still, and go to where the picture begins."""
    page.wait_for_load_state("networkidle")
    if picture.opened:
        page.locator(picture.opened).first.click()
    page.wait_for_function("document.fonts.status === 'loaded'")  # unlike evaluate, it gives up
    page.evaluate("document.activeElement.blur()")
    page.evaluate(SWEDISH_DAYS)
    page.evaluate("window.scrollTo(0, 0)")
    if picture.top:
        page.locator(picture.top).first.evaluate("element => element.scrollIntoView()")


@pytest.mark.browser
def test_the_printed_report_answers(reader: Reader, tmp_path: Path) -> None:
    page = reader("")

    answer = page.request.get(REPORT_ADDRESS, timeout=PATIENCE_MS * 4)

    assert answer.status == 200
    assert answer.body().startswith(b"%PDF-")
    if TAKEN:
        _print(page, answer.body(), tmp_path)
    page.close()


def _print(page: Page, document: bytes, folder: Path) -> None:
    """Some pages side by side. Poppler draws them, as it does in the readers that people have."""
    drawer = shutil.which("pdftoppm")
    if not drawer:
        pytest.skip("No pdftoppm here: sudo apt install poppler-utils")
    (folder / "report.pdf").write_bytes(document)
    for number in REPORT_PAGES:
        one = ["-f", str(number), "-l", str(number), "-singlefile"]
        subprocess.run(
            [drawer, "-png", "-scale-to-x", "394", "-scale-to-y", "-1", *one, "report.pdf", str(number)],
            cwd=folder,
            check=True,
        )
    drawn = [base64.b64encode((folder / f"{number}.png").read_bytes()).decode() for number in REPORT_PAGES]
    sheets = "".join(f'<img alt="" src="data:image/png;base64,{each}">' for each in drawn)
    style = "body{margin:0;padding:24px;display:flex;align-items:flex-start;gap:24px;background:#ddd}img{width:394px;background:#fff}"
    page.set_viewport_size({"width": WIDE, "height": 470})
    page.set_content(f"<style>{style}</style>{sheets}")
    page.screenshot(path=_place(REPORT))


def _place(name: str) -> Path:
    PLACE.mkdir(parents=True, exist_ok=True)
    return PLACE / f"{name}.png"


def _shown() -> dict[str, set[str]]:
    """Which pictures each document shows: name of the document → names of the pictures."""
    documents = [CHECKOUT / "README.md", *sorted(PLACE.parent.glob("*.md"))]
    return {
        each.name: set(re.findall(r"!\[[^\]]*\]\([^)]*bilder/([^)]+)\.png\)", each.read_text())) for each in documents
    }


def test_every_picture_that_is_shown_is_taken_and_there() -> None:
    shown = set().union(*_shown().values())

    assert shown <= NAMES, "name them in tests/journeys/pictures.py"
    assert [name for name in sorted(shown) if not (PLACE / f"{name}.png").is_file()] == [], (
        "run with RODATRADEN_PICTURES=1"
    )


def test_every_picture_that_is_taken_is_shown() -> None:
    assert sorted(NAMES.difference(*_shown().values())) == []


def test_no_picture_is_heavy_or_left_over() -> None:
    there = {each.stem: each.stat().st_size for each in PLACE.glob("*")}

    assert {name: size for name, size in there.items() if size > HEAVIEST} == {}
    assert set(there) <= NAMES
