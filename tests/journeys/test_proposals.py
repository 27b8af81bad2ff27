"""Story 2: can the decision of November 2024 be prepared, seen for what it is, decided and revoked, in the program?

The municipality is examples/vimmerby-2022 as it stood before that decision.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import DJANGO, environment, served
from tests.journeys.test_pages import PATIENCE_MS, WIDTHS, faults, listen, sign_in, sticks_out

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[2] / "examples" / "vimmerby-2022"
LATER = ("KD-2024-011", "KD-2024-012")
DIRECTOR = "kommundirektor@vimmerby.example"
MANAGER = "administrativchef@vimmerby.example"

Visitor = Callable[..., Page]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The municipality without the decisions of November 2024, served."""
    home, folder = tmp_path_factory.mktemp("vimmerby"), tmp_path_factory.mktemp("folder") / "vimmerby"
    shutil.copytree(EXAMPLE, folder)
    for code in LATER:
        (folder / "decisions" / f"{code}.yaml").unlink()
    for command in (["migrate"], ["load", str(folder)]):
        subprocess.run([*DJANGO, *command], env=environment(home), check=True, capture_output=True)
    with served(home, "serve") as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, office: str) -> Iterator[Visitor]:
    """Someone with a browser of their own: an account, or nobody."""
    contexts: list[BrowserContext] = []

    def come(account: str = "", *, scripts: bool = True) -> Page:
        state: Any = None
        if account and not scripts:
            state = come(account).context.storage_state()
        context = browser.new_context(
            base_url=office,
            locale="sv-SE",
            java_script_enabled=scripts,
            storage_state=state,
            viewport={"width": WIDTHS["wide"], "height": 900},
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        if account and scripts:
            sign_in(context.new_page(), account)
        return context.new_page()

    yield come
    for context in contexts:
        context.close()


def decision(code: str) -> dict[str, Any]:
    """A decision as it stands in the example."""
    found: dict[str, Any] = yaml.safe_load((EXAMPLE / "decisions" / f"{code}.yaml").read_text())
    return found


def begin(page: Page, title: str, day: str) -> str:
    """Begin a proposal; its address."""
    page.goto("/forslag/nytt")
    page.locator("input[name=title]").fill(title)
    page.locator("main input[name=effective_on]").fill(day)
    page.locator("select[name=unit]").select_option("KSF")
    with page.expect_navigation():
        page.get_by_role("button", name="Börja").click()
    return re.sub(r"^https?://[^/]+", "", page.url)


def begin_revoking(page: Page, code: str, title: str, day: str) -> str:
    """Begin a proposal that revokes a decision, from the decision's own page; its address."""
    page.goto(f"/beslut/{code}")
    with page.expect_navigation():
        page.get_by_role("link", name="Upphäv beslutet").click()
    assert faults(page) == []
    expect(page.locator("main")).to_contain_text(code)
    page.locator("input[name=title]").fill(title)
    page.locator("main input[name=effective_on]").fill(day)
    page.locator("select[name=unit]").select_option("KSF")
    with page.expect_navigation():
        page.get_by_role("button", name="Börja").click()
    return re.sub(r"^https?://[^/]+", "", page.url)


def say(page: Page, name: str, value: str) -> None:
    """Answer a question of the words' form."""
    field = page.locator(f"#forslag [name={name}]")
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def press(page: Page, do: str) -> None:
    """Press a button by what it does, and wait for the page that comes."""
    with page.expect_navigation():
        page.locator(f'button[name=do][value="{do}"]').first.click()


def decide(page: Page, address: str, *, code: str, day: str) -> None:
    """Decide a proposal as it stands."""
    page.goto(f"{address}/besluta")
    page.locator("input[name=decided_on]").fill(day)
    page.locator("input[name=code]").fill(code)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    assert page.url.endswith(f"/beslut/{code}")


def title_of_hr(page: Page, on: str, known: str) -> str:
    """What the post of the head of HR is called."""
    told = page.request.get(f"/organisation.json?on={on}&known={known}").json()
    return str(next(post["title"] for post in told["posts"] if post["code"] == "HR-CHEF"))


def test_the_decision_of_november_2024_is_prepared_seen_decided_and_revoked(visitor: Visitor) -> None:
    director, citizen = visitor(DIRECTOR), visitor()
    first, revoking = (decision(code) for code in LATER)
    complaints = listen(director)
    address = begin(director, first["title"], "2024-11-18")

    # a change by its form, and what it does beside it
    director.locator("#slag").select_option("post.retitled")
    press(director, "kind")
    director.locator("select[name=andring-post]").select_option("HR-CHEF")
    director.locator("input[name=andring-title]").fill(first["changes"][0]["title"])
    director.locator("#andring button[value=add]").click()
    aside = director.locator("#verkan")
    expect(aside).to_contain_text("HR-chef och biträdande kommundirektör")
    expect(aside).to_contain_text("ny titel")
    expect(aside).to_contain_text("44 av 366 dagar")
    expect(director.locator("#andringar")).to_contain_text("Befattningen HR-chef får titeln")
    assert director.url.endswith(address)

    # the reasons are nearly those of February 2023: told while they are written
    say(director, "reasons", first["reasons"])
    alike = director.locator("#liknar")
    expect(alike).to_contain_text("KD-2023-002")
    per_cent = re.search(r"(\d+) %", alike.inner_text())
    assert per_cent
    assert int(per_cent[1]) > 90
    say(director, "decided_by", "KD")
    say(director, "right", "delegation")
    say(director, "right_reference", first["right_reference"])
    expect(director.locator("#autosave")).to_contain_text("Sparat")
    expect(aside).to_contain_text("Inget återstår")

    assert faults(director) == []
    for name in ("narrow", "narrowest"):
        director.set_viewport_size({"width": WIDTHS[name], "height": 800})
        assert sticks_out(director) == [], name
    director.set_viewport_size({"width": WIDTHS["wide"], "height": 900})

    # nobody else knows of it, and nothing has happened
    refused = citizen.goto(address)
    assert refused
    assert refused.status == 403
    assert first["title"] not in citizen.request.get("/beslut").text()
    assert title_of_hr(citizen, "2024-11-18", "2024-11-05") == "HR-chef"

    decide(director, address, code=LATER[0], day="2024-11-01")
    assert title_of_hr(citizen, "2024-11-18", "2024-11-05") == "HR-chef och biträdande kommundirektör"

    # revoked before it is carried out, from its own page: the chart is as it was, and both decisions are on record
    address = begin_revoking(director, LATER[0], revoking["title"], "2024-11-15")
    expect(director.locator("#verkan")).to_contain_text("HR-chef")
    for name, value in (("reasons", revoking["reasons"]), ("decided_by", "KD"), ("right", "delegation")):
        say(director, name, value)
    press(director, "save")
    decide(director, address, code=LATER[1], day="2024-11-15")

    assert title_of_hr(citizen, "2024-11-18", "2024-11-05") == "HR-chef och biträdande kommundirektör"
    assert title_of_hr(citizen, "2024-11-18", "2024-12-15") == "HR-chef"
    register = citizen.request.get("/beslut").text()
    assert all(code in register for code in LATER)
    director.goto(f"/beslut/{LATER[0]}")
    expect(director.get_by_role("link", name="Upphäv beslutet")).to_have_count(0)
    assert complaints == []


def test_a_proposal_is_prepared_and_decided_without_scripts(visitor: Visitor) -> None:
    page = visitor(DIRECTOR, scripts=False)
    address = begin(page, "Strategen flyttar tillbaka", "2025-02-01")
    say(page, "reasons", "Skrivet innan ändringen valdes.")
    page.locator("#slag").select_option("post.moved")
    press(page, "kind")
    assert page.locator("#forslag textarea[name=reasons]").input_value() == "Skrivet innan ändringen valdes."
    page.locator("select[name=andring-post]").select_option("STRATEG")
    page.locator("select[name=andring-unit]").select_option("ADM")
    press(page, "go_on")
    page.locator("select[name=andring-reports_to]").select_option("ADM-CHEF")
    press(page, "add")
    assert "Administrativa avdelningen" in page.locator("#verkan").inner_text()
    press(page, "remove")
    assert "Inget än" in page.locator("#verkan").inner_text()
    press(page, "restore")
    say(page, "decided_by", "KD")
    say(page, "right", "enforcement")
    press(page, "save")
    decide(page, address, code="KD-2025-001", day="2025-01-15")


def test_two_alternatives_are_compared_and_one_is_laid_aside(visitor: Visitor) -> None:
    page = visitor(DIRECTOR)
    address = begin(page, "Vem leder digitaliseringen?", "2025-03-01")
    page.goto(f"{address}?slag=post.costed")
    page.locator("select[name=andring-post]").select_option("STRATEG")
    page.locator("input[name=andring-yearly_cost]").fill("1 000 000")
    page.locator("#andring button[value=add]").click()
    expect(page.locator("#verkan")).to_contain_text("23 555")
    page.locator("main input[name=label]").last.fill("Utan löneökning")
    press(page, "alternative")
    page.locator("button[name=do][value=remove]").click()
    expect(page.locator("#andringar")).to_contain_text("Borttagen")

    page.get_by_role("link", name="Jämför sida vid sida").click()
    expect(page.get_by_role("table")).to_contain_text("23 555")
    assert faults(page) == []
    for name in ("narrow", "narrowest"):
        page.set_viewport_size({"width": WIDTHS[name], "height": 800})
        assert sticks_out(page) == [], name

    page.goto(address)
    press(page, "discard")
    assert page.locator("button[value=take_up]").is_visible()
    page.goto("/forslag")
    assert "Vem leder digitaliseringen?" in page.locator("main").inner_text()
    assert faults(page) == []
    page.goto("/forslag?visa=undanlagda")
    assert address.rsplit("/", 1)[-1] in page.locator("main").inner_text()


def test_two_who_write_in_the_same_proposal_are_both_told(visitor: Visitor) -> None:
    one, other = visitor(DIRECTOR), visitor(DIRECTOR)
    address = begin(one, "Två skriver", "2025-03-01")
    one.goto(address)
    other.goto(address)

    say(one, "reasons", "Den enas skäl.")
    expect(one.locator("#autosave")).to_contain_text("Sparat")
    say(other, "reasons", "Den andras skäl.")
    expect(other.locator("[id='theirs:reasons']")).to_contain_text("Den enas skäl.")
    assert other.locator("#forslag textarea[name=reasons]").input_value() == "Den andras skäl."
    say(other, "reasons", "Bådas skäl.")
    press(other, "save")
    one.locator("#forslag textarea[name=reasons]").fill("Den enas skäl, och mer.")
    expect(one.locator("[id='theirs:reasons']")).to_contain_text("Bådas skäl.")


def test_a_manager_sees_nothing_of_what_is_prepared_above(visitor: Visitor) -> None:
    director, manager = visitor(DIRECTOR), visitor(MANAGER)
    address = begin(director, "Hemligt än så länge", "2025-03-01")

    answer = manager.goto(address)
    assert answer
    assert answer.status == 404
    for path in ("/forslag", "/forslag.json", "/"):
        assert "Hemligt än så länge" not in manager.request.get(path).text()


def test_documents_are_attached_in_the_browser_and_seen_by_nobody_else(visitor: Visitor) -> None:
    director, citizen = visitor(DIRECTOR), visitor()
    complaints = listen(director)
    address = begin(director, "Ett förslag med handlingar", "2025-03-01")
    director.locator("summary", has_text="Bifoga").click()
    chosen: Any = [
        {"name": "Riskbedömning.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"},
        {"name": "Kör mig.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"},
    ]
    director.locator("input[type=file]").set_input_files(chosen)
    press(director, "attach")
    expect(director.locator("main")).to_contain_text("2 handlingar är bifogade.")
    with director.expect_download() as saved:
        director.get_by_role("link", name="Kör mig.exe").click()
    assert saved.value.suggested_filename == "Kör mig.exe"

    director.goto(f"{address}/handlingar")
    assert faults(director) == []
    for name in ("narrow", "narrowest"):
        director.set_viewport_size({"width": WIDTHS[name], "height": 800})
        assert sticks_out(director) == [], name
    assert citizen.request.get(f"{address}/handling/Riskbedömning.pdf").status == 403
    press(director, "detach")
    assert director.request.get(f"{address}/handling/Riskbedömning.pdf").status == 404
    assert complaints == []
