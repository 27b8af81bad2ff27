"""Which documents are to be attached to a proposal? Several at once, as they are."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SeveralFiles(forms.FileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files. What is wrong with one of them is told when it is attached: it doesn't stop the others."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files. Raises ValidationError when there is none."""
        given = data if isinstance(data, list) else [data]
        found = [each for each in given if each]
        if not found:
            super().clean(None, initial)
        return found


class Attached(forms.Form):
    """Documents to attach to a proposal."""

    documents = Files(
        label=gettext_lazy("Choose documents"),
        error_messages={"required": gettext_lazy("Choose a file."), "missing": gettext_lazy("Choose a file.")},
    )

    def __init__(self, *given: Any, largest: int, most: int) -> None:
        super().__init__(*given)
        told = _(
            "Several at once, of any kind, at most %(largest)d MB each and %(most)d in all. They are shown to nobody "
            "else until the proposal is decided; then they are public with the decision."
        )
        self.fields["documents"].help_text = told % {"largest": largest, "most": most}
