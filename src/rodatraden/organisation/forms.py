"""What may be asked of the organisation beyond a day: the two ends of a difference, and two units or posts."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.organisation.rules.things import Organisation, Role
from rodatraden.ui.days import Days
from rodatraden.ui.inputs import Day


def a_year_before(day: date) -> date:
    """The same day a year earlier; 28 February for a leap day."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def usual_days(days: Days) -> tuple[date, date]:
    """What to compare when nothing is said: another day with today; of today the year that has been."""
    if days.on == days.today:
        return a_year_before(days.today), days.today
    return min(days.on, days.today), max(days.on, days.today)


class TwoDays(forms.Form):
    """The two ends of a difference: a day and, for who asks, the day whose knowledge is used."""

    def __init__(self, given: Mapping[str, str], days: Days) -> None:
        first, last = usual_days(days)
        self.usual = {
            "from": first,
            "to": last,
            "known_from": days.known,
            "known_to": days.known,
        }
        asked = {name: given.get(name, "").strip() or day.isoformat() for name, day in self.usual.items()}
        super().__init__(asked)
        self.fields["from"] = Day(required=False, label=gettext_lazy("From"))
        self.fields["to"] = Day(required=False, label=gettext_lazy("To"))
        self.fields["known_from"] = Day(required=False, label=gettext_lazy("The first day as it was known on"))
        self.fields["known_to"] = Day(required=False, label=gettext_lazy("The second day as it was known on"))

    @property
    def before(self) -> tuple[date, date]:
        """The first day and what was known; only of a valid form."""
        return self._day("from"), self._day("known_from")

    @property
    def after(self) -> tuple[date, date]:
        """The second day and what was known; only of a valid form."""
        return self._day("to"), self._day("known_to")

    def _day(self, name: str) -> date:
        return self.cleaned_data[name] or self.usual[name]

    @property
    def asks_of_knowledge(self) -> bool:
        """Whether any of the days of knowledge is another than the usual, or is wrong: then it is shown."""
        return any(self.data[name] != self.usual[name].isoformat() for name in ("known_from", "known_to"))


class Named(forms.CharField):
    """A unit or a post, by its code or its name; the browser offers those there are while one types."""

    def __init__(self, label: Any, found: Organisation) -> None:
        super().__init__(label=label, max_length=300, widget=forms.TextInput(attrs={"list": "things"}))
        self.found = found

    def clean(self, value: Any) -> str:
        """The code. Raises ValidationError with those it may have been meant to be."""
        text = str(super().clean(value))
        codes = matching(text, self.found)
        if len(codes) == 1:
            return codes[0]
        if codes:
            more = _("%(count)s are called “%(text)s”. Write the code of one of them: %(codes)s.")
            raise forms.ValidationError(more % {"count": len(codes), "text": text, "codes": ", ".join(codes[:_NAMED])})
        close = [f"{name} ({code})" for code, name in resembling(text, self.found)]
        none = _("No unit or post is called “%(text)s” on that day.") % {"text": text[:80]}
        if close:
            none += " " + _("Did you mean %(names)s?") % {"names": ", ".join(close)}
        raise forms.ValidationError(none)


_NAMED: Final = 60
"""So many of those with the same name are named: more than that nobody reads."""


def matching(text: str, found: Organisation) -> list[str]:
    """The codes of the units and posts that a text names: by code, or else by name. Capital letters do not matter."""
    for code in (text, text.upper()):
        if code in found.units or code in found.posts:
            return [code]
    wanted = text.casefold()
    return [
        code for code, name in _names(found) if name.casefold() == wanted or f"{name} ({code})".casefold() == wanted
    ]


def resembling(text: str, found: Organisation, most: int = 5) -> list[tuple[str, str]]:
    """The units and posts whose names or codes hold a text, or are nearly it."""
    wanted, names = text.casefold(), list(_names(found))
    holding = [(code, name) for code, name in names if wanted in name.casefold() or wanted in code.casefold()]
    words = {word.casefold() for each in names for word in each}
    alike = get_close_matches(wanted, words, most, 0.6)
    close = [(code, name) for word in alike for code, name in names if word in {code.casefold(), name.casefold()}]
    return list(dict.fromkeys([*holding, *close]))[:most]


def _names(found: Organisation) -> Iterable[tuple[str, str]]:
    yield from ((unit.code, unit.name) for unit in found.units.values())
    yield from ((post.code, post.title) for post in found.posts.values())


class TwoThings(forms.Form):
    """Two units or posts: does the one steer the other?"""

    def __init__(self, given: Mapping[str, str], found: Organisation) -> None:
        super().__init__({name: given.get(name, "") for name in ("a", "b")} if {"a", "b"} & given.keys() else None)
        self.fields["a"] = Named(gettext_lazy("Who may be steering?"), found)
        self.fields["b"] = Named(gettext_lazy("Whom?"), found)
        self.offered = offered(found)


_OFFERED_ROLES = {Role.DIRECTOR, Role.HEAD, Role.MANAGER}


def offered(found: Organisation) -> list[tuple[str, str]]:
    """What the browser offers: every unit, and the posts that manage; any other post can be written by its code."""
    units = [(unit.code, unit.name) for unit in found.units.values()]
    posts = [
        (post.code, f"{post.title}, {found.units[post.unit].name}")
        for post in found.posts.values()
        if post.role in _OFFERED_ROLES
    ]
    return sorted([*units, *posts], key=lambda each: each[1].casefold())
