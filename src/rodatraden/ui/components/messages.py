"""What should the reader know now? Notices, receipts, faults, and what to do where there is nothing yet."""

from datetime import datetime

from django import forms
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rodatraden.ui import formats
from rodatraden.ui.components.registry import block, leaf, show


@block
def notice(context: Context, content: SafeString, *, kind: str = "info", heading: str = "") -> str:
    """A sentence that stands out from the page. Kinds: info, warning, error, receipt; the last two are read out.

    {% notice %}Uppföljningen öppnar den 2 maj.{% endnotice %}

    {% notice kind='warning' heading='Två enheter saknas' %}<p>Rapporten kan inte skrivas under än.</p>{% endnotice %}

    {% notice kind='error' heading='Filen kunde inte läsas' %}
    <p>Rad 14, kolumn «belopp»: «ca 5» är inget tal.</p>{% endnotice %}

    {% notice kind='receipt' %}Sparat. 212 rader lades till, 3 var redan kända.{% endnotice %}
    """
    words = {"warning": _("Note"), "error": _("Error"), "receipt": _("Done")}
    role = {"error": "alert", "receipt": "status"}.get(kind, "")
    return show(context, "notice", content=content, kind=kind, heading=heading, word=words.get(kind, ""), role=role)


@block
def nothing_here(context: Context, content: SafeString, *, heading: str) -> str:
    """An empty page says what belongs here and gives the first step.

    {% nothing_here heading='Inga mål än' %}
    <p>Här står målen för enheten. Läs in en plan så visas de.</p>{% endnothing_here %}
    """
    return show(context, "nothing_here", content=content, heading=heading)


@leaf
def autosave(context: Context, *, at: datetime | None = None, failed: bool = False, left: str = "") -> str:
    """Says when what you write was last saved, in a live region, and what is left to save and why.

    Stands in a form with data-rt-draft, which htmx sends while one writes; put what is in it in its place after each
    save. With nothing to tell it is shown only where scripts run, for without them nothing is saved by itself.

    {% autosave at=some_moment %}

    {% autosave failed=True %}

    {% autosave at=some_moment left='Skriv varför bedömningen skiljer sig.' %}
    """
    told = bool(at or failed or left)
    return show(context, "autosave", at=at, time=formats.clock(at), failed=failed, left=left, told=told)


@leaf
def error_summary(context: Context, form: forms.BaseForm) -> str:
    """Every fault of a form in one place, each a link to its field. Shows nothing when there is none.

    {% error_summary faulty_form %}
    """
    faults: list[tuple[str, str]] = (
        [("", fault) for fault in map(str, form.non_field_errors())] if form.is_bound else []
    )
    if form.is_bound:
        faults += [(field.id_for_label, fault) for field in form for fault in map(str, field.errors)]
    return show(context, "error_summary", faults=faults)
