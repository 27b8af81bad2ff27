"""Which pictures does the handbook show, of which page, seen by whom, and cut where?

`RODATRADEN_PICTURES=1 .venv/bin/pytest tests/journeys/test_pictures.py` takes them anew. The demo's today is the real
today, so a picture taken later shows a later day in its header; what stands on the page is the same.
"""

from pathlib import Path
from typing import Final, NamedTuple

from tests.journeys.pages import ADMIN, AUDITOR, DIRECTOR, HEAD, MANAGER

PLACE: Final = Path(__file__).parents[2] / "docs" / "handbok" / "bilder"
WIDE: Final = 1280
NARROW: Final = 390
HEAVIEST: Final = 200_000
"""Bytes. Who reads the handbook on a telephone pays for each."""

CULTURE: Final = "forvaltningschef-kff@norrvik.example"
PLANNER: Final = "controller@norrvik.example"
ROUND: Final = "uppfoljning-2026-10"
SIGNED: Final = "uppfoljning-2026-08"
TWO_DAYS: Final = "from=2026-01-02&to=2026-09-01"
MATTER: Final = "KS-2026-231"


class Picture(NamedTuple):
    """A page, how much of it is shown, and what is typed into it first.

    `{proposal}` in an address is the proposal that PROPOSED tells. `top` is where the picture begins: a selector, or the
    top of the page. `opened` is what is unfolded. `typed` holds selector → text (or choice) and
    `pressed` is the button pressed after that. What is typed is kept as a draft, so no other test may ask for that unit.
    """

    name: str
    address: str
    account: str = ""
    height: int = 900
    width: int = WIDE
    top: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    pressed: str = ""
    opened: str = ""


class Proposed(NamedTuple):
    """A proposal for the pictures: its changes (kind, and the answers in their form), and what is said of it."""

    title: str
    effective_on: str
    unit: str
    changes: tuple[tuple[str, dict[str, str]], ...]
    said: dict[str, str]
    label: str
    """What is different in the alternative to it."""
    instead: tuple[str, dict[str, str]]
    """The change that the alternative has besides."""


PROPOSED: Final = Proposed(
    title="Ett nummer för el, vatten och avfall",
    effective_on="2027-03-01",
    unit="KLF",
    changes=(
        (
            "post.established",
            {
                "post": "KC-VAG4",
                "title": "Samhällsvägledare el, vatten och avfall",
                "unit": "KC",
                "reports_to": "KC-CHEF",
                "yearly_cost": "540 000",
            },
        ),
        ("budget.moved", {"from": "NEAB", "to": "KC", "yearly_amount": "540 000"}),
    ),
    said={
        "decided_by": "KS",
        "right": "own",
        "reasons": (
            "En mätning hösten 2026 visade att 22 procent av dem som ringde bolagen inte fick svar av rätt person samma "
            "dag. Telefonväxeln kan koppla men inte svara. Ett kontaktcenter med vägledare även för el, vatten och avfall "
            "inrättas. Målet är att sex av tio frågor ska lösas vid första kontakten efter två år. Finansieringen, 0,5 "
            "mnkr, förs över från bolagen i förhållande till antalet samtal."
        ),
    },
    label="Två vägledare",
    instead=(
        "post.established",
        {
            "post": "KC-VAG5",
            "title": "Samhällsvägledare hamn och bostäder",
            "unit": "KC",
            "reports_to": "KC-CHEF",
            "yearly_cost": "540 000",
        },
    ),
)
"""Its reasons are nearly those by which the contact centre was opened in 2017."""

PICTURES: Final = (
    Picture("laget", "/", height=1130),
    Picture("laget-telefon", "/", height=1000, width=NARROW),
    Picture("uppdrag", "/uppdrag", DIRECTOR, height=1000),
    Picture("uppdrag-sida", "/uppdrag/KF-2022-148-1", DIRECTOR, height=1250),
    Picture("mina-uppgifter", "/mina-uppgifter", MANAGER, height=800),
    Picture("arshjul", "/arshjul?ar=2026", height=955, top=".rt-choice"),
    Picture("roller", "/logga-in/roller", height=700),
    Picture("dag", "/organisation?on=2018-12-31", height=1000),
    Picture("kand", "/organisation?enhet=KOM&on=2024-10-01&known=2024-06-01", height=1150),
    Picture("organisation", "/organisation", height=1270, top="main h1"),
    Picture("enhet-nara", "/organisation?enhet=FUN", height=1000, top=".rt-boxes__legend"),
    Picture("skillnad", f"/organisation/skillnad?{TWO_DAYS}", height=900, top="main section"),
    Picture("skillnad-trad", f"/organisation/skillnad?{TWO_DAYS}", height=1000, top="section:has(.rt-boxes__legend)"),
    Picture("styrmodell", "/styrmodell", height=1250),
    Picture("mal-las-in", "/mal/las-in", PLANNER, height=560),
    Picture("brutna-tradar", "/mal/brutna-tradar", PLANNER, height=1000),
    Picture("mal-skriv", "/mal/s-tja-gard/andra", PLANNER, height=1100),
    Picture("vem-styr-vem", "/organisation/vem-styr-vem?a=KLF&b=BUF", height=1120),
    Picture("kostnad", "/organisation/kostnad/KLF", height=900),
    Picture("befattning", "/organisation/befattning/KD", height=1000),
    Picture("beslut", "/beslut/KD-2024-011", height=1010),
    Picture("beslut-handling", "/beslut/KS-2026-007", height=1320, width=1000, top="main dl"),
    Picture("delegation-anmalan", "/delegation/anmalan?organ=KS&from=2024-01-01&to=2026-11-22", height=900),
    Picture("arende", f"/arenden/{MATTER}", DIRECTOR, height=1000),
    Picture("mote", "/moten/KLG", height=1000),
    Picture("forslag", "{proposal}", DIRECTOR, height=1000),
    Picture("forslag-dela", "{proposal}?slag=unit.split", DIRECTOR, height=900, top="#andringar"),
    Picture(
        "forslag-likhet", "{proposal}", DIRECTOR, height=800, top="label[for=id_reasons]", opened="#liknar summary"
    ),
    Picture("forslag-jamfor", "{proposal}/jamfor", DIRECTOR, height=900),
    Picture("forslag-besluta", "{proposal}/besluta", DIRECTOR, height=1100),
    Picture("mal", "/mal?enhet=BUN", height=1150),
    Picture("ett-mal", "/mal/kf-kunskap", height=1150),
    Picture("ekonomi", "/ekonomi", height=1100),
    Picture("belopp", f"/ekonomi/belopp?round={ROUND}&slag=drift&kolumn=avvikelse", height=830),
    Picture("att-gora", "/", CULTURE, height=620),
    Picture("uppfoljning", f"/uppfoljning/{ROUND}", height=1000),
    Picture(
        "uppfoljning-skriv",
        f"/uppfoljning/{ROUND}/KFN",
        CULTURE,
        height=1500,
        typed=(
            ("textarea[name=text]", "Simhallen var stängd två veckor i juli. Biblioteken hade fler besök än i fjol."),
            ("textarea[name='text:kfn-lasa']", "Lånen ökade med 4 procent. Bokstarten når nu alla familjer."),
        ),
    ),
    Picture(
        "uppfoljning-skal",
        f"/uppfoljning/{ROUND}/KFN",
        CULTURE,
        height=640,
        typed=(("select[name='assessed:kfn-lasa']", "partly"),),
        pressed="button[name=do][value=submit]",
    ),
    Picture("uppfoljning-godkann", f"/uppfoljning/{ROUND}/BUN", HEAD, height=900),
    Picture("rapport", f"/rapporter/{SIGNED}", height=1150),
    Picture(
        "rapport-signera", f"/rapporter/{SIGNED}", DIRECTOR, height=385, top="section:has(form[action$='/signera'])"
    ),
    Picture("journal", "/journal", AUDITOR, height=700),
    Picture("konto", "/konton/bibliotekschef@norrvik.example", ADMIN, height=720),
)

REPORT: Final = "rapport-pdf"
"""Three pages of the printed report, side by side: in short, the money, the goals."""
REPORT_ADDRESS: Final = f"/rapporter/{SIGNED}.pdf"
REPORT_PAGES: Final = (1, 3, 7)

NAMES: Final = frozenset({REPORT, *(picture.name for picture in PICTURES)})
