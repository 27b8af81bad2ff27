"""What do forms ask with that Django has no field for? A day, a longer text, one of very many, and the row one saw."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.ui import rich
from rodatraden.ui.days import EARLIEST, LATEST

FEW: Final = 60
"""How many choices a list can hold and still be looked through; of more one is searched for."""
_SHOWN: Final = 30
_IN_BRACKETS: Final = re.compile(r"\(([^()]+)\)\s*$")


class Day(forms.DateField):
    """A day, written as 2026-05-31, which is what every browser sends."""

    def __init__(self, **options: Any) -> None:
        wrong = gettext_lazy("“%(value)s” is not a day. Write it as year-month-day, such as 2026-05-31.")
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": wrong, "required": gettext_lazy("Choose a day.")},
            **options,
        )

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError for what is none, or lies where no municipality is."""
        try:
            day = super().to_python(value)
        except forms.ValidationError:
            raise forms.ValidationError(self.error_messages["invalid"], params={"value": str(value)[:40]}) from None
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(
                _("Choose a day from %(first)s to %(last)s."), params={"first": EARLIEST, "last": LATEST}
            )
        return day


class OneOfMany(forms.CharField):
    """One of very many, written as its code or (part of) its name; the browser is offered those that fit."""

    def __init__(self, choices: Mapping[str, str], **options: Any) -> None:
        super().__init__(max_length=400, **options)
        self.choices = choices

    def code(self, text: str) -> str | None:
        """The code that is meant by a text; None when it is none of them, or may be several."""
        bracketed = _IN_BRACKETS.search(text)
        for code in (text.strip(), bracketed[1] if bracketed else ""):
            if code in self.choices:
                return code
        fitting = self.fitting(text)
        return fitting[0] if len(fitting) == 1 else None

    def fitting(self, text: str) -> list[str]:
        """The codes of those whose name or code holds every word of a text, in any case."""
        words = text.casefold().replace("(", " ").replace(")", " ").split()
        return [
            code for code, label in self.choices.items() if all(word in f"{label} {code}".casefold() for word in words)
        ]

    def options(self, text: str) -> list[str]:
        """The first labels that fit, for the browser to offer."""
        return [self.choices[code] for code in self.fitting(text)[:_SHOWN]]

    def clean(self, value: Any) -> str:
        """The code. Raises ValidationError with those that it may be."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return ""
        code = self.code(text)
        if code is not None:
            return code
        fitting = self.fitting(text)
        if not fitting:
            raise forms.ValidationError(
                _("“%(text)s” is none of those that can be chosen on that day."), params={"text": text[:100]}
            )
        shown = {"count": len(fitting), "options": "; ".join(self.options(text))}
        if len(fitting) > _SHOWN:
            raise forms.ValidationError(
                _("%(count)s fit. Write more of the name, or one of them. The first are: %(options)s."), params=shown
            )
        raise forms.ValidationError(_("%(count)s fit. Write one of them: %(options)s."), params=shown)


class Prose(forms.CharField):
    """A longer text, kept with one kind of line break. `longest` is in characters."""

    def __init__(self, *, longest: int, rows: int = 4, required: bool = False, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows, "cols": 80})
        super().__init__(required=required, max_length=longest, widget=area, **options)
        self.widget.attrs.pop("maxlength", None)  # a browser would cut a pasted text in silence

    def to_python(self, value: Any) -> str:
        """Counted as it will be stored: a browser sends each line break as two characters."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").strip()


class EditorArea(forms.Textarea):
    """A text area that a script turns into an editor with headings, lists and links (see static/ui/editor.js)."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the address of the editor and the words on its tools, in the reader's language."""
        words = {
            "tools": _("Tools of the text"),
            "heading": _("Heading"),
            "subheading": _("Subheading"),
            "strong": _("Bold"),
            "emphasised": _("Italic"),
            "bullets": _("Bullet list"),
            "numbers": _("Numbered list"),
            "quote": _("Quote"),
            "link": _("Link"),
            "address": _("The address that it leads to. Leave it empty to take the link away."),
        }
        told = {"data-rt-editor": static("django_prose_editor/editor.js"), "data-rt-words": json.dumps(words)}
        return super().get_context(name, value, {**(attrs or {}), **told})


class RichText(Prose):
    """A text with headings, lists and links, kept as clean HTML; without the editor a plain text is taken as well."""

    def __init__(self, *, longest: int, rows: int = 14, required: bool = False, **options: Any) -> None:
        super().__init__(longest=longest, rows=rows, required=required, **options)
        self.widget = EditorArea(attrs={"rows": rows, "cols": 80})

    def to_python(self, value: Any) -> str:
        """As it will be stored."""
        text = super().to_python(value)
        return rich.clean(text if "<" in text else rich.from_plain(text))


class Seen(forms.Form):
    """A form that remembers which row its writer started from, so that another's words are not written over."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def meet(self, theirs: int | None) -> None:
        """Someone else has written meanwhile: say so, and take the next save as meant. `theirs` is the row's key."""
        told = _("Someone else saved this while you wrote. What they wrote stands above. Save again to keep yours.")
        self.add_error(None, told)
        self.data = {**self.data.dict(), "seen": str(theirs or "")}  # type: ignore[attr-defined]  # a QueryDict

    def clean_seen(self) -> int | None:
        """Nothing was seen where there was nothing."""
        return self.cleaned_data["seen"] or None


class Offering(forms.TextInput):
    """A line of text for which the browser offers what can be chosen, as one writes."""

    def __init__(self, offers: Iterable[str]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.offers = list(offers)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The line, and the list that goes with it."""
        listed = f"{(attrs or {}).get('id') or name}-offers"
        line = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.offers))
        return format_html('{}<datalist id="{}">{}</datalist>', line, listed, options)

    def format_value(self, value: Any) -> str | None:
        """What is written already; a code is told with its name."""
        ends = f"({value})"
        return next((each for each in self.offers if value and each.endswith(ends)), super().format_value(value))


def one_of(
    choices: Mapping[str, str], *, required: bool, is_offered: bool = False, **options: Any
) -> forms.ChoiceField | OneOfMany:
    """A list to choose from, or a field to search with when there are too many. `is_offered`: on the page itself."""
    if len(choices) > FEW:
        widget = {"widget": Offering(choices.values())} if is_offered else {}
        return OneOfMany(choices, required=required, **widget, **options)
    empty = gettext_lazy("Choose …") if required else gettext_lazy("Nothing chosen")
    return forms.ChoiceField(choices=[("", empty), *choices.items()], required=required, **options)


def code_meant(field: forms.Field, text: str) -> str | None:
    """The code that is meant in a field made by `one_of`; None when it is none that is offered."""
    if isinstance(field, OneOfMany):
        return field.code(text) if text.strip() else None
    return text if isinstance(field, forms.ChoiceField) and text and field.valid_value(text) else None
