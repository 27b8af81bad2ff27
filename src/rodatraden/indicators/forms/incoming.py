"""Which file of values, and which column of it is what?"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import TypeAdapter

from rodatraden.files.columns import PeriodCode
from rodatraden.indicators.forms.written import Typed
from rodatraden.ui.inputs import one_of

ROLES: Final = {
    "": gettext_lazy("not read"),
    "place": gettext_lazy("unit or municipality"),
    "period": gettext_lazy("period"),
    "year": gettext_lazy("year"),
    "month": gettext_lazy("month"),
    "quarter": gettext_lazy("quarter"),
    "gender": gettext_lazy("gender"),
    "indicator": gettext_lazy("indicator"),
    "value": gettext_lazy("value"),
    "count": gettext_lazy("how many it rests on"),
    "only": gettext_lazy("only the rows that say …"),
    "of": gettext_lazy("values of the indicator …"),
    "in": gettext_lazy("values of the period …"),
}
"""What a column may hold, by the code of its role."""


class FileForm(forms.Form):
    """A file of values."""

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy(".xlsx, .xls, .csv, .px or json-stat2."))
    sheet = forms.IntegerField(
        label=gettext_lazy("Sheet number"),
        min_value=1,
        max_value=100,
        initial=1,
        help_text=gettext_lazy("In a workbook with several sheets."),
    )

    def __init__(self, *given: Any, readable: Sequence[str]) -> None:
        super().__init__(*given)
        self.readable = readable

    def clean_file(self) -> Any:
        """A file of a kind that can be read, and not too large."""
        file = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower() not in self.readable:
            raise forms.ValidationError(
                _("The file must end in one of: %(endings)s.") % {"endings": ", ".join(self.readable)}
            )
        if file.size > settings.RODATRADEN_MAX_FILE_MB * 1024 * 1024:
            reason = _("The file is larger than %(limit)d MB.")
            raise forms.ValidationError(reason % {"limit": settings.RODATRADEN_MAX_FILE_MB})
        return file


class MappingForm(forms.Form):
    """What each column holds, and what is the same for all rows."""

    heading = forms.IntegerField(label=gettext_lazy("The headings stand on line"), min_value=0, max_value=100_000)
    period = Typed(TypeAdapter(PeriodCode), label=gettext_lazy("Period of all values"), required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)

    def __init__(
        self,
        data: Any,
        *,
        width: int,
        indicators: Mapping[str, str],
        units: Mapping[str, str],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.width = width
        for place in range(width):
            label = _("Column %(number)d") % {"number": place + 1}
            self.fields[f"role-{place}"] = forms.ChoiceField(label=label, choices=[*ROLES.items()], required=False)
            self.fields[f"word-{place}"] = forms.CharField(label=label, max_length=300, required=False)
        self.fields["indicator"] = one_of(indicators, required=False, label=gettext_lazy("Indicator of all values"))
        self.fields["unit"] = one_of(units, required=False, label=gettext_lazy("Unit of all values"))

    @property
    def whole(self) -> list[Any]:
        """The fields of what is the same for all rows."""
        return [self[name] for name in ("heading", "indicator", "unit", "period", "source")]

    def columns(self) -> list[tuple[Any, Any]]:
        """The two fields of each column."""
        return [(self[f"role-{place}"], self[f"word-{place}"]) for place in range(self.width)]
