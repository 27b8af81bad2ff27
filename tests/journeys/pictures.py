"""Which pictures does the handbook show, of which page, seen by whom, and cut where?

`RODATRADEN_PICTURES=1 .venv/bin/pytest tests/journeys/test_pictures.py` takes them anew. The demo's today is the real
today, so a picture taken later shows a later day in its header; what stands on the page is the same.
"""

from pathlib import Path
from typing import Final, NamedTuple

from tests.journeys.pages import ADMIN, AUDITOR, DIRECTOR, HEAD

PLACE: Final = Path(__file__).parents[2] / "docs" / "handbok" / "bilder"
WIDE: Final = 1280
NARROW: Final = 390
HEAVIEST: Final = 200_000
"""Bytes. Who reads the handbook on a telephone pays for each."""

CULTURE: Final = "forvaltningschef-kff@norrvik.example"
ROUND: Final = "uppfoljning-2026-10"
SIGNED: Final = "uppfoljning-2026-08"


class Picture(NamedTuple):
    """A page, how much of it is shown, and what is typed into it first.

    `top` is where the picture begins: a selector, or the top of the page. `typed` holds selector → text (or choice) and
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


PICTURES: Final = (
    Picture("laget", "/", height=1130),
    Picture("laget-telefon", "/", height=1000, width=NARROW),
    Picture("roller", "/logga-in/roller", height=700),
    Picture("dag", "/organisation?on=2018-12-31", height=760),
    Picture("kand", "/organisation?on=2024-10-01&known=2024-06-01", height=460),
    Picture("organisation", "/organisation", height=1050),
    Picture("befattning", "/organisation/befattning/KD", height=1000),
    Picture("beslut", "/beslut/KD-2024-011", height=1010),
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
