"""Which components are there? Each registers itself here as a template tag and is shown in the gallery.

A component is a typed function; Django refuses a misspelt or missing attribute when the template is compiled.
Its docstring says what it is for; its paragraphs of template code are live examples: the gallery shows them, the tests
run them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, getdoc, signature
from textwrap import dedent
from typing import Any, Final, TypeVar

from django.http import HttpRequest
from django.template import Context, Engine, Library
from django.utils.safestring import SafeString

from rodatraden.ui.days import Days
from rodatraden.ui.formats import UNITS

register: Final = Library()

Function = TypeVar("Function", bound=Callable[..., str])


@dataclass(frozen=True, slots=True)
class Component:
    """One component as the gallery shows it."""

    name: str
    function: Callable[..., str]
    closes: bool

    @property
    def purpose(self) -> str:
        """What it is for: the docstring without its examples."""
        return "\n\n".join(each for each in self._paragraphs if not _is_example(each))

    @property
    def examples(self) -> list[str]:
        """The paragraphs of the docstring that are template code, which works as it stands."""
        return [each for each in self._paragraphs if _is_example(each)]

    @property
    def _paragraphs(self) -> list[str]:
        return [dedent(each) for each in (getdoc(self.function) or "").split("\n\n")]

    @property
    def attributes(self) -> list[Parameter]:
        """What may be said to it, with type and default."""
        hidden = {"context", "content"} if self.closes else {"context"}
        return [each for each in signature(self.function).parameters.values() if each.name not in hidden]


def _is_example(paragraph: str) -> bool:
    """Template code stands bare; where a sentence speaks of it, it stands in backticks."""
    return "{%" in paragraph and "`" not in paragraph


COMPONENTS: Final[dict[str, Component]] = {}


def leaf(function: Function) -> Function:
    """Register a component without content: `{% name … %}`."""
    return _registered(function, register.simple_tag(takes_context=True, name=_tag(function))(function), closes=False)


def block(function: Function) -> Function:
    """Register a component around content: `{% name … %}…{% endname %}`."""
    made = register.simple_block_tag(takes_context=True, name=_tag(function))(function)
    return _registered(function, made, closes=True)


def _tag(function: Callable[..., str]) -> str:
    return function.__name__.rstrip("_")


def _registered(function: Function, made: Any, *, closes: bool) -> Function:
    COMPONENTS[_tag(function)] = Component(_tag(function), function, closes)
    return made if callable(made) else function


def show(context: Context, component: str, /, **values: Any) -> SafeString:
    """A component's template with its values; request and token are passed on, nothing else."""
    template = Engine.get_default().get_template(f"ui/components/{component}.html")
    kept = {key: context[key] for key in ("request", "csrf_token") if key in context}
    return template.render(context.new({**kept, **values}))


def request_of(context: Context) -> HttpRequest | None:
    """The request behind a page; None in a text that is made without one."""
    request = getattr(context, "request", None) or context.get("request")  # the second is searched
    return request if isinstance(request, HttpRequest) else None


def days_of(context: Context) -> Days | None:
    """The days that the page shows; None where no day was asked for."""
    days = getattr(request_of(context), "days", None)
    return days if isinstance(days, Days) else None


def amounts_in(context: Context) -> str:
    """What the reader sees amounts in: `?belopp=` of the address, else mnkr."""
    request = request_of(context)
    asked = request.GET.get("belopp", "") if request else ""
    return asked if asked in UNITS else "mnkr"
