"""Which list is the organisation to be held against, from which day, and what becomes of what it leaves out?"""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.files.sheets import SUFFIXES
from rodatraden.ui.inputs import Day

_MEGABYTE = 1024 * 1024


class FromList(forms.Form):
    """A list as a file, the day from which it is to hold, and whether it is all there is."""

    file = forms.FileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy("An Excel file (.xlsx) or a CSV file, with the headings of the template."),
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "missing": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    on = Day(label=gettext_lazy("Takes effect"))
    is_whole = forms.BooleanField(
        required=False,
        label=gettext_lazy("What isn't in the list is to be closed"),
        help_text=gettext_lazy("Tick only if the list has every unit and every post."),
    )

    def clean_file(self) -> Any:
        """A file of a kind that can be read, no larger than is taken in anywhere."""
        given: UploadedFile[Any] = self.cleaned_data["file"]
        if Path(given.name or "").suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(_("The file must end in .csv or .xlsx."))
        if (given.size or 0) > settings.RODATRADEN_MAX_FILE_MB * _MEGABYTE:
            raise forms.ValidationError(_("The file is larger than RODATRADEN_MAX_FILE_MB allows."))
        return given
