"""Which sheet of the plan is to be read in?"""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.files.sheets import SUFFIXES

_MEGABYTE = 1024 * 1024


class PlanFile(forms.Form):
    """A sheet as a file."""

    file = forms.FileField(
        label=gettext_lazy("The sheet"),
        help_text=gettext_lazy("An Excel file (.xlsx) or a CSV file, with the headings of the template."),
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "missing": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_file(self) -> Any:
        """A file of a kind that can be read, no larger than is taken in anywhere."""
        given: UploadedFile[Any] = self.cleaned_data["file"]
        if Path(given.name or "").suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(_("The file must end in .csv or .xlsx."))
        if (given.size or 0) > settings.RODATRADEN_MAX_FILE_MB * _MEGABYTE:
            raise forms.ValidationError(_("The file is larger than RODATRADEN_MAX_FILE_MB allows."))
        return given
