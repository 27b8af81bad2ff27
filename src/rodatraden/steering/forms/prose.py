"""How is a longer text taken from a form?"""

from typing import Any

from django import forms

from rodatraden.steering import rules
from rodatraden.steering.rules import LONGEST_TEXT


class Prose(forms.CharField):
    """A longer text, kept with one kind of line break."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows, "cols": 80})
        super().__init__(required=False, max_length=LONGEST_TEXT, widget=area, **options)
        self.widget.attrs.pop("maxlength", None)  # a browser would cut a pasted text in silence

    def to_python(self, value: Any) -> str:
        """Counted as it will be stored: a browser sends each line break as two characters."""
        return rules.tidy(str(super().to_python(value) or ""))
