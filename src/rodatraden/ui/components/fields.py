"""How does the reader answer? One column, label above, help in plain words, the fault beside the field."""

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template import Context
from django.utils.safestring import SafeString

from rodatraden.ui.components.links import keeping
from rodatraden.ui.components.registry import block, leaf, show


@leaf
def field(  # noqa: PLR0913 – the attributes of a tag
    context: Context,
    of: BoundField,
    *,
    label: str = "",
    help: str = "",  # noqa: A002 – the word of the form
    width: str = "full",
    mark: bool = True,
) -> str:
    """One field of a Django form: label, help, control, fault. Widths: full, short (a number, a day), long (text).

    A field that may be left empty is marked as optional. Where nearly all are, say so once and leave out the `mark`.

    {% field some_form.name %}

    {% field some_form.reason width='long' %}

    {% field some_form.agree %}
    """
    widget = of.field.widget
    kind = "check" if isinstance(widget, CheckboxInput) else "group"
    if not isinstance(widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect):
        kind = "plain"
    ident = of.id_for_label or of.html_name
    help_text = help or of.help_text
    told = [f"{ident}-help"] * bool(help_text) + [f"{ident}-fault"] * bool(of.errors)
    control = of.as_widget(attrs={"class": f"ds-input rt-input--{width}", **_described(of, told)})
    return show(
        context,
        "field",
        of=of,
        ident=ident,
        kind=kind,
        label=label or of.label,
        help=help_text,
        control=control,
        optional=mark and not of.field.required,
    )


def _described(of: BoundField, told: list[str]) -> dict[str, str | bool]:
    """What a screen reader is to say of a control: its help, its faults."""
    described = {"aria-describedby": " ".join(told)} if told else {}
    return {**described, **({"aria-invalid": "true"} if of.errors else {})}


@block
def fieldset(context: Context, content: SafeString, *, legend: str, help: str = "") -> str:  # noqa: A002 – as in field
    """Fields that answer one question together.

    {% fieldset legend='Bedömning' %}{% field some_form.name %}{% endfieldset %}
    """
    return show(context, "fieldset", content=content, legend=legend, help=help)


@leaf
def button(context: Context, label: str, *, kind: str = "primary", name: str = "", value: str = "") -> str:
    """Sends the form it stands in. One primary a page; the others secondary. Kinds: primary, secondary, quiet.

    {% button 'Spara' %} {% button 'Spara som utkast' kind='secondary' name='stage' value='draft' %}
    """
    return show(context, "button", label=label, variant=_VARIANTS[kind], name=name, value=value)


@leaf
def action(context: Context, label: str, address: str, *, kind: str = "secondary") -> str:
    """A link that looks like a button because it begins something. The address keeps the days.

    {% action 'Skriv uppföljning' '/galleri' kind='primary' %}
    """
    return show(context, "action", label=label, variant=_VARIANTS[kind], address=keeping(context, address))


_VARIANTS = {"primary": "primary", "secondary": "secondary", "quiet": "tertiary"}
