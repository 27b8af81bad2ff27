"""Which pages are there, with one example of each in the demo municipality? What is here is opened in a browser."""

from typing import NamedTuple


class Example(NamedTuple):
    """An address in the demo, and the account that looks at it (nobody: not signed in)."""

    route: str
    address: str
    account: str = ""


MANAGER = "avdelningschef-barnfamilj@norrvik.example"
HEAD = "forvaltningschef-buf@norrvik.example"
CONTROLLER = "budgetcontroller@norrvik.example"
DIRECTOR = "kommundirektor@norrvik.example"
AUDITOR = "revisor@norrvik.example"
ADMIN = "systemadmin@norrvik.example"

EXAMPLES = (
    Example("", "/"),
    Example("", "/", MANAGER),
    Example("logga-in", "/logga-in"),
    Example("logga-in/roller", "/logga-in/roller"),
    Example("galleri", "/galleri"),
    Example("organisation", "/organisation"),
    Example("organisation", "/organisation?on=1999-01-01"),
    Example("organisation", "/organisation?enhet=KLF"),
    Example("organisation", "/organisation?vy=karta&q=skola"),
    Example("organisation", "/organisation?vy=lista"),
    Example("organisation", "/organisation?vy=a3&oppna=alla"),
    Example("organisation/enhet/<str:code>", "/organisation/enhet/BUF"),
    Example("organisation/enhet/<str:code>", "/organisation/enhet/BUF?on=2015-03-01"),
    Example("organisation/befattning/<str:code>", "/organisation/befattning/KD"),
    Example("organisation/befattning/<str:code>", "/organisation/befattning/KD", DIRECTOR),
    Example("organisation/grupp/<str:code>", "/organisation/grupp/KLG"),
    Example("organisation/skillnad", "/organisation/skillnad?from=2018-01-01&to=2026-05-01"),
    Example("no day", "/organisation/skillnad?from=2026-02-30"),
    Example("organisation/vem-styr-vem", "/organisation/vem-styr-vem?a=KLF&b=BUF"),
    Example("no page", "/organisation/vem-styr-vem?a=KF&b=skolan"),
    Example("organisation/kostnad/<str:code>", "/organisation/kostnad/KLF"),
    Example("forslag", "/forslag", DIRECTOR),
    Example("forslag/nytt", "/forslag/nytt", DIRECTOR),
    Example("forslag/fran-lista", "/forslag/fran-lista", DIRECTOR),
    Example("beslut", "/beslut"),
    Example("beslut", "/beslut?q=skola"),
    Example("beslut", "/beslut?ar=2026&ratt=delegation&lage=galler"),
    Example("beslut/<str:code>", "/beslut/BUF-2018-003"),
    Example("beslut/<str:code>", "/beslut/KS-2024-009"),
    Example("beslut/<str:code>/anslag", "/beslut/KS-2024-009/anslag", DIRECTOR),
    Example("delegation", "/delegation"),
    Example("delegation", "/delegation?on=2012-01-01"),
    Example("delegation/anmalan", "/delegation/anmalan?organ=KS&from=2024-01-01"),
    Example("kontroll", "/kontroll"),
    Example("kontroll", "/kontroll?ar=2019"),
    Example("kontroll/risker", "/kontroll/risker"),
    Example("kontroll/risker/<str:code>", "/kontroll/risker/SBF-R1"),
    Example("kontroll/risker/<str:code>/andra", "/kontroll/risker/BUF-R1/andra", HEAD),
    Example("kontroll/risker/ny", "/kontroll/risker/ny", HEAD),
    Example("kontroll/plan/<str:unit>/<int:year>", "/kontroll/plan/VON/2026"),
    Example("kontroll/plan/<str:unit>/<int:year>/<str:code>", "/kontroll/plan/VON/2026/1.1"),
    Example("kontroll/plan/<str:unit>/<int:year>/<str:code>/kontroll", "/kontroll/plan/BUN/2026/1.1/kontroll", HEAD),
    Example("arenden", "/arenden"),
    Example("arenden", "/arenden?slag=motion"),
    Example("arenden/<str:code>", "/arenden/KS-2026-198"),
    Example("arenden/<str:code>", "/arenden/BUN-2026-88", HEAD),
    Example("arenden/nytt", "/arenden/nytt", HEAD),
    Example("arenden/<str:code>/andra", "/arenden/BUN-2026-88/andra", HEAD),
    Example("arenden/<str:code>/steg", "/arenden/BUN-2026-88/steg?krav=forankring", HEAD),
    Example("arenden/<str:code>/steg/<str:step>", "/arenden/BUN-2026-88/steg/1", HEAD),
    Example("arenden/<str:code>/berorda", "/arenden/BUN-2026-88/berorda?enhet=VOF", HEAD),
    Example("arenden/<str:code>/undantag/<str:gate>", "/arenden/BUN-2026-88/undantag/forankring", HEAD),
    Example("moten", "/moten"),
    Example("moten/<str:code>", "/moten/KLG"),
    Example("moten/<str:code>", "/moten/KLG", HEAD),
    Example("styrmodell", "/styrmodell"),
    Example("styrmodell", "/styrmodell?on=2014-01-01"),
    Example("mal", "/mal"),
    Example("mal/brutna-tradar", "/mal/brutna-tradar"),
    Example("mal/brutna-tradar", "/mal/brutna-tradar?enhet=BUN", CONTROLLER),
    Example("mal/<str:code>", "/mal/vision"),
    Example("mal/<str:code>", "/mal/kf-kunskap"),
    Example("nyckeltal", "/nyckeltal?q=äldreomsorg"),
    Example("nyckeltal/<str:code>", "/nyckeltal/N20014"),
    Example("nyckeltal/<str:code>", "/nyckeltal/N20014", CONTROLLER),
    Example("nyckeltal/<str:code>/koppla", "/nyckeltal/N20014/koppla", CONTROLLER),
    Example("jamfor", "/jamfor"),
    Example("jamfor", "/jamfor?k=N20014&grupp=G30831"),
    Example("jamfor", "/jamfor?k=N20014&k=N00093&ar=2010"),
    Example("jamfor/lage", "/jamfor/lage"),
    Example("ekonomi", "/ekonomi?round=uppfoljning-2026-04"),
    Example("ekonomi/belopp", "/ekonomi/belopp?round=uppfoljning-2026-04&slag=drift&kolumn=prognos"),
    Example("uppfoljning", "/uppfoljning"),
    Example("uppfoljning/<str:code>", "/uppfoljning/uppfoljning-2026-04"),
    Example("uppfoljning/<str:code>", "/uppfoljning/uppfoljning-2026-10", DIRECTOR),
    Example("uppfoljning/ny", "/uppfoljning/ny", DIRECTOR),
    Example("uppfoljning/<str:code>/saknas", "/uppfoljning/uppfoljning-2026-10/saknas", DIRECTOR),
    Example("uppfoljning/<str:code>/stang", "/uppfoljning/uppfoljning-2026-10/stang", DIRECTOR),
    Example("uppfoljning/<str:code>/<str:unit>", "/uppfoljning/uppfoljning-2026-10/BUN", HEAD),
    Example("uppfoljning/<str:code>/<str:unit>", "/uppfoljning/dialog-2026-10/S-TJA", HEAD),
    Example("uppfoljning/<str:code>/<str:unit>", "/uppfoljning/uppfoljning-2026-10/BOF", MANAGER),
    Example("rapporter", "/rapporter"),
    Example("rapporter/<str:code>", "/rapporter/uppfoljning-2026-04"),
    Example("journal", "/journal", AUDITOR),
    Example("konton", "/konton", ADMIN),
    Example("konton/<str:username>", f"/konton/{MANAGER}", ADMIN),
    Example("konto/losenord", "/konto/losenord", MANAGER),
    Example("sok", "/sok"),
    Example("sok", "/sok?q=skola"),
    Example("sok", "/sok?q=skola&slag=enhet&on=2016-01-01&known=2020-01-01", HEAD),
    Example("no page", "/finns-inte"),
    Example("no day", "/organisation?on=2026-02-30"),
)

NO_PAGES = {
    "forslag/<str:code>": "nothing is prepared in the demo; opened in test_proposals",
    "forslag/<str:code>/besluta": "as above",
    "forslag/<str:code>/jamfor": "as above",
    "forslag/<str:code>/handlingar": "as above",
    "forslag/<str:code>/handling/<str:file>": "a document to save",
    "api/docs": "ninja's own page",
    "api/openapi.json": "no page",
    "logga-ut": "only takes a form",
    "val": "only takes a form",
    "vapen.svg": "a picture",
    "beslut/<str:code>/handling/<str:file>": "a document to save",
}
"""Routes without a page of ours; those that end in a file's suffix need not be named."""
