"""What may a change say, on the day it takes effect, in the organisation as the proposal so far would have it?

One form for every kind of change: the questions come from the fields of the kind, the choices from what is possible.
A question that depends on another is asked when that one is answered.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Terms
from rodatraden.files.reasons import reason
from rodatraden.organisation import words
from rodatraden.organisation.rules.closing import (
    ENDING,
    Hanging,
    Written,
    closed_too,
    handed_over,
    hanging_on_post,
    hanging_on_unit,
    heirs,
    staff_moved,
)
from rodatraden.organisation.rules.offers import BETWEEN, offered
from rodatraden.organisation.rules.questions import Question, Sort, questions
from rodatraden.organisation.rules.things import MembershipRule, Organisation, RelationKind, Role, UnitKind
from rodatraden.organisation.words.asked import TITLES, explained, label
from rodatraden.organisation.words.changes import rule_said
from rodatraden.ui.inputs import Day, OneOfMany, code_meant, one_of

PREFIX: Final = "andring"
_FEWEST_PARTS: Final = 2
_MOST_PARTS: Final = 10
_WORDS: Final[Mapping[Any, Mapping[Any, Any]]] = {UnitKind: words.UNIT_KINDS, Role: words.ROLES}


class Change(forms.Form):
    """One change of a proposal. `given` is what is filled in so far, by the names of the questions."""

    def __init__(
        self, kind: str, found: Organisation, given: Mapping[str, str], *, sent: bool = False, is_new: bool = True
    ) -> None:
        named = {f"{PREFIX}-{name}": text for name, text in given.items()}
        super().__init__(named if sent else None, initial=dict(given), prefix=PREFIX)
        self.kind, self.found, self.given = kind, found, given
        self.is_new = is_new
        """Only of a new change something is suggested: one that is altered says what it says."""
        # a template looks for a field first: what it asks of the form itself is called as no field is
        self.heading, self.slag = TITLES[kind], kind
        self.answers: dict[str, str] = {}
        self.waits = False
        """Whether a question is not asked yet, because another must be answered first."""
        self.unclear: set[str] = set()
        """The questions that are answered with something that can't be chosen, though others depend on them."""
        self.hanging = Hanging()
        self.terms: list[Terms] = []
        for question in questions(kind):
            self._ask(question)
        if not self.waits:
            self._ask_of_staff()
            self._ask_of_hanging()
        self.fields["effective_on"] = Day(
            required=False,
            label=gettext_lazy("Takes effect"),
            help_text=gettext_lazy("Only if it is another day than the proposal's."),
        )

    def _ask(self, question: Question) -> None:
        told: dict[str, Any] = {
            "label": label(self.kind, question.name),
            "help_text": explained(self.kind, question.name),
            "required": question.required,
        }
        match question.sort:
            case Sort.CHOICE:
                self._ask_choice(question, told)
            case Sort.PARTS:
                self._ask_parts(question)
            case Sort.WORD if question.words:
                empty = [] if question.required or question.default else [("", gettext_lazy("Any"))]
                options = [*empty, *((each.value, _WORDS[question.words][each]) for each in question.words)]
                initial = self.given.get(question.name) or (question.default.value if question.default else "")
                self.fields[question.name] = forms.ChoiceField(choices=options, initial=initial, **told)
            case Sort.NUMBER:
                self.fields[question.name] = forms.CharField(
                    max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **told
                )
                if question.default is not None:
                    self.fields[question.name].initial = str(question.default)
            case _:
                self.fields[question.name] = forms.CharField(max_length=300, **told)

    def _ask_choice(self, question: Question, told: dict[str, Any]) -> None:
        offer = question.offer
        if offer is None or any(not self.answers.get(needed) for needed in offer.after):
            self.waits = True
            return
        codes = offered(self.kind, question.name, self.found, self.answers) or []
        told["required"] = told["required"] or (offer.must and bool(codes))
        if not codes and told["required"]:
            told["help_text"] = _("There is nothing to choose on that day.")
        field = one_of({code: self._label(code, question) for code in codes}, **told)
        if (self.kind, question.name) == ("post.moved", "reports_to"):
            self._suggest(question.name)
        self._put_question(question.name, field)
        code = code_meant(field, self.given.get(question.name, ""))
        if code is not None:
            self.answers |= offer.answers(code)
        elif self.given.get(question.name, "").strip():
            self.unclear.add(question.name)

    def _suggest(self, name: str) -> None:
        """Whoever a post reports to already, until something is answered: an empty answer is one too."""
        post = self.found.posts.get(self.answers.get("post", ""))
        if post and post.reports_to and self.is_new and name not in self.given and not self.is_bound:
            self.given = {**self.given, name: post.reports_to}
            self.initial[name] = post.reports_to

    def _ask_of_staff(self) -> None:
        """Those that a unit employs go somewhere when it becomes another: with it, if nobody says otherwise."""
        code = self.answers.get("unit") or ""
        unit = self.found.units.get(code)
        if self.kind in {"unit.merged", "unit.split"} and unit and unit.headcount and self.is_new:
            into = self.answers.get("into")
            if into is None or staff_moved(self.found, code, [(into, Decimal(100))]):
                self.fields["move_staff"] = forms.BooleanField(
                    required=False,
                    initial=True,
                    label=_("Those it employs, %(count)d, move along") % {"count": unit.headcount},
                )

    def _staff(self, cleaned: Mapping[str, Any]) -> Sequence[Written]:
        if not cleaned.get("move_staff"):
            return []
        into = self.answers.get("into")
        try:
            parts = [(into, "100")] if into else [*self._parts("into")]
            shares = [(to, Decimal(share.replace(",", "."))) for to, share in parts]
        except InvalidOperation:
            return []  # told beside the share
        return staff_moved(self.found, self.answers["unit"], shares)

    def _ask_parts(self, question: Question) -> None:
        codes = offered(self.kind, question.name, self.found, self.answers) or []
        choices = {code: self._label(code) for code in codes}
        filled = [row for row in range(_MOST_PARTS) if self.given.get(f"{question.name}-{row}-unit")]
        for row in range(min(max(_FEWEST_PARTS, len(filled) + 1), _MOST_PARTS)):
            number = {"number": row + 1}
            part = one_of(choices, required=row < _FEWEST_PARTS, label=_("Part %(number)d") % number)
            self._put_question(f"{question.name}-{row}-unit", part)
            self.fields[f"{question.name}-{row}-share"] = forms.CharField(
                required=False,
                max_length=20,
                label=_("Share of part %(number)d in per cent") % number,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    def _ask_of_hanging(self) -> None:
        """What ends has perhaps something below it: where is that to go?"""
        owner = ENDING.get(self.kind)
        code = self.answers.get(owner or "")
        if owner is None or not code or self._lives_on(code):
            return
        self.hanging = (hanging_on_unit if owner == "unit" else hanging_on_post)(self.found, code)
        if not self.hanging.needs_heir:
            return
        choices = {each: self._label(each) for each in heirs(self.found, self.kind, code)}
        heir = one_of(
            choices,
            required=self.kind not in {"unit.closed", "post.closed"},
            label=_("Move what is below it to") if owner == "unit" else _("Those who report to it report to"),
            initial=self._usual_heir(owner, code),
            help_text="" if owner == "unit" else _("Left empty, they report to nobody."),
        )
        self._put_question("heir", heir)
        if self.kind == "unit.closed":
            self.fields["close_below"] = forms.BooleanField(
                required=False, label=_("Or close everything below it too, units and posts")
            )

    def _usual_heir(self, owner: str, code: str) -> str:
        """What it is merged into, or the superior of the post that is closed, until something is answered."""
        if owner == "unit" or "heir" in self.given:
            return self.given.get("heir") or self.given.get("into", "")
        return self.found.posts[code].reports_to or ""

    def _put_question(self, name: str, field: forms.Field) -> None:
        """A field; one that is searched in fetches what fits while one types."""
        self.fields[name] = field
        if not isinstance(field, OneOfMany):
            return
        place = f"val-{name}"
        field.widget.attrs |= {
            "list": place,
            "autocomplete": "off",
            "hx-post": "",
            "hx-vals": json.dumps({"do": "options", "field": name}),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{place}",
            "hx-select": "unset",
            "hx-select-oob": "unset",
            "hx-swap": "innerHTML",
            "hx-push-url": "false",
        }
        code = field.code(self.given.get(name, ""))
        if code is not None and not self.is_bound:
            self.initial[name] = field.choices[code]

    @property
    def ties(self) -> int:
        """How many relations, memberships and rules end with what it ends."""
        return len(self.hanging.relations) + len(self.hanging.groups) + len(self.hanging.rules)

    def _lives_on(self, code: str) -> bool:
        return self.kind == "unit.split" and code in {unit for unit, _share in self._parts("into")}

    def _parts(self, name: str) -> Iterator[tuple[str, str]]:
        for row in range(_MOST_PARTS):
            field = self.fields.get(f"{name}-{row}-unit")
            code = code_meant(field, self.given.get(f"{name}-{row}-unit", "")) if field else None
            if code:
                yield code, self.given.get(f"{name}-{row}-share", "").strip()

    def _label(self, code: str, question: Question | None = None) -> str:
        """What a choice is called: names, with the code that tells namesakes apart."""
        if question is not None and question.fields == ("relation",):
            return str(words.RELATION_KINDS[RelationKind(code)]).capitalize()
        if question is not None and len(question.fields) > 1:
            return self._label_of_several(code, question)
        if code in self.found.units:
            return f"{self.found.units[code].name} ({code})"
        if code in self.found.posts:
            post = self.found.posts[code]
            unit = self.found.units.get(post.unit)
            return f"{post.title}, {unit.name if unit else post.unit} ({code})"
        return f"{self.found.groups[code].name} ({code})" if code in self.found.groups else code

    def _label_of_several(self, code: str, question: Question) -> str:
        parts = code.split(BETWEEN)
        if question.fields[0] == "relation":
            kind, source, target = parts
            told = {"kind": words.RELATION_KINDS[RelationKind(kind)], "from": self._label(source)}
            return _("%(kind)s: %(from)s to %(to)s") % {**told, "to": self._label(target)}
        role, unit_kind, within = parts
        rule = MembershipRule(Role(role), UnitKind(unit_kind) if unit_kind else None, within or None)
        return rule_said(rule, {})

    def clean(self) -> dict[str, Any]:
        """The change in its own terms, with what takes care of what hangs on what it ends."""
        cleaned = super().clean() or {}
        if self.waits and not self.errors:
            raise forms.ValidationError(_("Go on: there is more to fill in."))
        if self.errors:
            return cleaned
        written = [*self._staff(cleaned), *self._taken_care_of(cleaned), (self.kind, self._written(cleaned))]
        if not self.errors:
            self.terms = [each for each in map(self._read, written) if each is not None]
        return cleaned

    def _taken_care_of(self, cleaned: Mapping[str, Any]) -> Sequence[Written]:
        if not self.hanging:
            return []
        code, heir = self.answers[ENDING[self.kind]], cleaned.get("heir", "")
        if cleaned.get("close_below"):
            return closed_too(self.found, code)
        if self.kind == "unit.closed" and self.hanging.needs_heir and not heir:
            self.add_error("heir", _("Say where what is below it is to go, or close it too."))
        return handed_over(self.found, self.kind, code, heir)

    def _written(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The change as decisions write it."""
        said: dict[str, Any] = {}
        for question in questions(self.kind):
            if question.sort is Sort.PARTS:
                said[question.name] = [{"unit": unit, "share": share} for unit, share in self._parts(question.name)]
            elif question.offer:
                chosen = cleaned.get(question.name, "")
                said |= question.offer.answers(chosen) if chosen else dict.fromkeys(question.fields)
            elif cleaned.get(question.name, "") != "":
                said[question.name] = cleaned[question.name]
        return said

    def _read(self, written: Written | tuple[str, dict[str, Any]]) -> Terms | None:
        """A change read by its own kind, as from a file; what is wrong is told beside the question it belongs to."""
        kind, said = written
        try:
            terms: Terms = decisions.adapter(kind).validate_python(said)
        except ValidationError as refused:
            for detail in refused.errors():
                self.add_error(self._place(detail["loc"]), reason(detail))
            return None
        return terms

    def _place(self, where: Sequence[Any]) -> str | None:
        """The field that a fault belongs to."""
        name = str(where[0]) if where else ""
        if len(where) > 1 and f"{name}-{where[1]}-{where[-1]}" in self.fields:
            return f"{name}-{where[1]}-{where[-1]}"
        found = next((each.name for each in questions(self.kind) if name in each.fields), "")
        return found if found in self.fields else None

    def tell_unclear(self) -> None:
        """Say only what is wrong in the questions that are answered unclearly: the others are not done with yet."""
        for name in {*self.errors} - self.unclear:
            del self.errors[name]

    def asked(self) -> Iterator[tuple[forms.BoundField, bool]]:
        """The fields in the order they are asked, each with whether what is asked next depends on its answer."""
        return ((self[name], self._steers(name)) for name in self.fields)

    def _steers(self, name: str) -> bool:
        """Whether what is asked next depends on the answer."""
        return (
            name in {ENDING.get(self.kind), "effective_on"}
            or any(question.offer and name in question.offer.after for question in questions(self.kind))
            or name.endswith("-unit")
        )


def given_in(sent: Mapping[str, Any]) -> dict[str, str]:
    """What is filled in so far in a form that was sent; without what was suggested for another post than it is now."""
    start = f"{PREFIX}-"
    given = {name.removeprefix(start): str(text) for name, text in sent.items() if name.startswith(start)}
    stale = {"reports_to", "heir"} if sent.get("changed") == f"{start}post" else set()
    return {name: text for name, text in given.items() if name not in stale}


def given_by(terms: Mapping[str, Any], kind: str) -> dict[str, str]:
    """What a form would have been filled in with to give some terms as they are stored."""
    found: dict[str, str] = {}
    for question in questions(kind):
        if question.sort is Sort.PARTS:
            for row, part in enumerate(terms[question.name]):
                found |= {f"{question.name}-{row}-{name}": str(value) for name, value in part.items()}
            continue
        said = [str(terms[name]) if terms.get(name) is not None else "" for name in question.fields]
        if any(said):
            found[question.name] = BETWEEN.join(said)
    return found
