"""Composed reports made by hand: a small one with every kind of block, and one as large as they come."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from rodatraden.reports.composed.blocks import (
    Cell,
    Chart,
    Heading,
    Item,
    Missing,
    Prose,
    Row,
    Section,
    Sides,
    Source,
    Table,
)
from rodatraden.reports.composed.context import Document
from rodatraden.reports.setting.edition import Edition
from rodatraden.ui import charts, formats

NASTY: Final = "#panic() $x$ *b* &amp; =cmd|' /C calc'!A0 \\LaTeX 😀 \x07"
SIGNED: Final = Edition(
    number=2,
    signed_at=datetime(2026, 10, 20, 9, 30, tzinfo=UTC),
    signed_by="Kommundirektör",
    sha256="5f1d7a84db0ebf6a2a1c0f6ec1cc5b6f3c4ab2a0e6a1f4be2d3b7a4b1c9d8e7f",
    changes="Ändrat sedan förra utgåvan: 2 texter, 1 siffra.",
)
RICH: Final = (
    "<p>Resultatet är <strong>84,2 mnkr</strong> bättre än budget. Det beror på högre skatteintäkter och på att "
    "<em>färre barn</em> än väntat började i förskolan; se <a href='https://www.norrvik.example/budget'>budgeten</a>.</p>"
    "<h3>Vad vi gör åt det</h3><p>Tre saker väger tyngst:</p>"
    "<ul><li>Två förskolor slås ihop från januari.<ul><li>Barnen får gå kvar i sin grupp.</li></ul></li>"
    "<li>Vikarier hyrs inte längre in.</li></ul>"
    "<ol><li>Först prövas behovet.</li><li>Sedan beslutar nämnden.</li></ol>"
    "<h4>Hur det följs</h4><blockquote>Vi vill veta hur det går varje månad, inte en gång om året.</blockquote>"
    "<p>Nästa uppföljning lämnas till kommunstyrelsen i december.</p>"
)


def amount(millions: str | None, *, source: int | None = None) -> Cell:
    if millions is None:
        return Cell(text="–")
    value = Decimal(millions) * 1_000_000
    return Cell(text=formats.amount(value), value=value, source=source, address="/ekonomi")


def row(
    name: str, *millions: str | None, sources: tuple[int | None, ...] = (), level: int = 0, total: bool = False
) -> Row:
    given = sources or (None,) * len(millions)
    cells = (amount(each, source=number) for each, number in zip(millions, given, strict=True))
    return Row(cells=(Cell(text=name), *cells), level=level, is_sum=total)


def money(caption: str = "Driftens utfall och prognos, mnkr") -> Table:
    return Table(
        caption=caption,
        headings=("Nämnd", "Budget 2026", "Prognos 2026", "Avvikelse", "Utfall 2025"),
        numeric=(False, True, True, True, True),
        rows=(
            row("Barn- och utbildningsnämnden", "-1512.4", "-1498.1", "14.3", "-1466.0", sources=(1, 2, 3, 4)),
            row("varav förskola", "-412.0", "-402.3", "9.7", "-405.5", sources=(1, 2, 3, 4), level=1),
            row("Socialnämnden", "-1102.7", "-1131.9", "-29.2", "-1090.3", sources=(1, 2, 3, 4)),
            row("Samhällsbyggnadsnämnden", "-210.5", "-209.0", "1.5", None, sources=(1, 2, 3, None)),
            row("Summa", "-2825.6", "-2839.0", "-13.4", "-2556.3", sources=(1, 2, 3, 4), total=True),
        ),
        remark="Minus är en kostnad.",
    )


def statuses() -> Table:
    shapes = (
        ("reached", "uppfyllt"), ("mostly", "till stor del"), ("partly", "delvis"), ("slightly", "till liten del"),
        ("missed", "ej uppfyllt"), ("unmeasured", "kan ej bedömas"), ("not_yet", "inte bedömt"),
    )  # fmt: skip
    rows = tuple(
        Row(
            cells=(
                Cell(text=f"Kontroll {place}: att underlag finns till varje utbetalning", address="/internkontroll"),
                Cell(text="Socialnämnden"),
                Cell(text=word, shape=shape),
                Cell(text=f"{place}\u202f000", value=Decimal(place * 1000), source=1 + place % 3),
                Cell(text="Rutinen skrivs om, och alla som attesterar får en kort utbildning före årets slut."),
            )
        )
        for place, (shape, word) in enumerate(shapes, 1)
    )
    headings = ("Kontrollmoment", "Nämnd", "Hur det gick", "Antal prövade", "Vad som görs")
    return Table(caption="Kontroller", headings=headings, numeric=(False, False, False, True, False), rows=rows)


def wide() -> Table:
    years = tuple(str(year) for year in range(2013, 2027))
    rows = tuple(
        row(
            name,
            *(f"{-1000 - 37 * place - 11 * far}.{place}" for place in range(len(years))),
            sources=(1,) * len(years),
        )
        for far, name in enumerate(("Barn- och utbildningsnämnden", "Socialnämnden", "Kultur- och fritidsnämnden"))
    )
    return Table(
        caption="Nettokostnader sedan 2013, mnkr", headings=("Nämnd", *years), numeric=(False, *(True,) * 14), rows=rows
    )


def spec(seed: int = 0) -> dict[str, Any]:
    bars = [
        charts.Bar(name, Decimal(900 + 37 * place + seed) * 1_000_000, Decimal(890 + 41 * place) * 1_000_000)
        for place, name in enumerate(("Barn- och utbildning", "Socialnämnden", "Samhällsbyggnad", "Kultur och fritid"))
    ]
    return charts.budget_and_forecast(bars)


def chart(seed: int = 0) -> Chart:
    return Chart(
        title="Budget och prognos, mnkr",
        description="Barn- och utbildning 900 mot 890, Socialnämnden 937 mot 931.",
        spec=json.dumps(spec(seed)),
    )


def sides() -> Sides:
    reached = Item(
        name="Alla elever klarar skolan", shape="reached", word="uppfyllt", owner="Barn- och utbildningsnämnden",
        html="<p>Nio av tio elever gick ut nian med behörighet till gymnasiet. Läxhjälpen nådde alla skolor.</p>",
    )  # fmt: skip
    missed = Item(
        name="Äldre är trygga hemma", shape="missed", word="ej uppfyllt", owner="Socialnämnden",
        reason="Personalkontinuiteten är 17 personer på 14 dagar mot målet 12.",
        html="<p><strong>Fakta:</strong> 17 personer. <strong>Orsak:</strong> sjukfrånvaro.</p><h4>Åtgärd</h4>"
        "<p>Fasta team införs i mars.</p>",
    )  # fmt: skip
    partly = Item(name="Det är lätt att starta företag", shape="partly", word="delvis uppfyllt")
    apart = Item(name="Medborgarna känner sig hörda", shape="unmeasured", word="kan ej bedömas")
    return Sides(achieved=(reached,), not_achieved=(missed, partly), apart=(apart,))


SOURCES: Final = (
    Source(number=1, text="Kommunfullmäktiges budget 2026, beslut 2025-11-24 § 143", address="/beslut/KF-2025-143"),
    Source(number=2, text="Nämndernas prognoser per 31 augusti 2026", address="/ekonomi?round=2026-08"),
    Source(number=3, text="Prognos minus budget", address="/ekonomi?round=2026-08#avvikelse"),
    Source(number=4, text="Årsredovisning 2025, s. 41", address="https://www.norrvik.example/arsredovisning-2025.pdf"),
)


def document(*sections: Section, **more: Any) -> Document:
    """A report of the sections given, or of one with every kind of block."""
    given: dict[str, Any] = {
        "report": "delarsrapport-2026-08-31",
        "template": "delarsrapport",
        "title": "Delårsrapport augusti 2026",
        "about": "Hur det har gått hittills under året, och hur året ser ut att sluta.",
        "source": "13 kap. lagen (2018:597) om kommunal bokföring och redovisning och RKR R17",
        "municipality": "Norrviks kommun",
        "unit": "",
        "unit_name": "",
        "round": "uppfoljning-2026-08",
        "round_title": "Uppföljning augusti 2026",
        "day": date(2026, 8, 31),
        "known": date(2026, 10, 1),
        "at": datetime(2026, 10, 1, 8, 0, tzinfo=UTC),
        "sections": sections or every_kind(),
        "sources": SOURCES,
    }
    return Document(**{**given, **more})


def every_kind() -> tuple[Section, ...]:
    return (
        Section(code="sammanfattning", heading="Året hittills", blocks=(Prose(html=RICH), chart())),
        Section(
            code="mal",
            heading="God ekonomisk hushållning",
            blocks=(Prose(html="<h4>Samlat</h4><p>Målen nås till en del.</p>", by="Kommunstyrelsen"), sides()),
        ),
        Section(
            code="malen", heading="Målen ett i taget", level=2, blocks=(Heading(level=2, text="Skola"), statuses())
        ),
        Section(code="resultat", heading="Förväntat resultat", blocks=(money(), wide())),
        Section(
            code="personal",
            heading="Medarbetare",
            blocks=(Missing(text="Sjukfrånvaron för augusti har inte lästs in.", address="/indikatorer"),),
        ),
    )


def large(sections: int = 60, rows: int = 56) -> Document:
    """A report of about 150 pages: in each section a text, a chart and a table over more than a page."""
    return document(
        *(
            Section(
                code=f"avsnitt-{number}",
                heading=f"Verksamhet {number}",
                blocks=(Prose(html=RICH), chart(number), _long(number, rows)),
            )
            for number in range(1, sections + 1)
        )
    )


def _long(number: int, rows: int) -> Table:
    lines = tuple(
        row(f"Enhet {number}.{place}", f"{-place}.5", f"{-place}.1", "0.4", f"{1 - place}.9", sources=(1, 2, 3, 4))
        for place in range(1, rows)
    )
    total = row("Summa", "-1540.5", "-1518.5", "22.0", "-1490.5", sources=(1, 2, 3, 4), total=True)
    headings = ("Enhet", "Budget 2026", "Prognos 2026", "Avvikelse", "Utfall 2025")
    numeric = (False, True, True, True, True)
    return Table(caption=f"Verksamhet {number}, mnkr", headings=headings, numeric=numeric, rows=(*lines, total))
