"""Which settings, commands and files are there? The pages of docs/reference, written from the code itself."""

import ast
import pkgutil
from argparse import SUPPRESS, Action
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from django.core.management import BaseCommand, load_command_class
from django.utils import translation

from rodatraden.config import environment, reference_folder

SETTINGS: Final[Mapping[str, str]] = {
    "DATABASE_URL": "Databasen: `postgres://användare:lösenord@värd/databas`. Utan den: SQLite i `RODATRADEN_HOME`.",
    "RODATRADEN_DEBUG": "1 visar fel i detalj. Bara för den som utvecklar programmet, aldrig där andra når det.",
    "RODATRADEN_DEMO": "1 låter vem som helst logga in i en roll utan lösenord. `rodatraden demo` sätter den själv.",
    "RODATRADEN_HOME": "Mappen för allt som programmet lagrar. Annars `var/` i källkoden eller där du står.",
    "RODATRADEN_HOSTS": "Värdnamnen som programmet svarar på, med mellanslag emellan.",
    "RODATRADEN_HTTPS": "1 när programmet nås över https bakom en proxy: säkra kakor, omstyrning och HSTS.",
    "RODATRADEN_LOG": "Hur mycket som loggas: DEBUG, INFO, WARNING eller ERROR.",
    "RODATRADEN_MAIL_FROM": "Avsändaren för e-post.",
    "RODATRADEN_MAIL_HOST": "E-postservern. Utan den skickas ingen e-post.",
    "RODATRADEN_MAIL_PORT": "E-postserverns port.",
    "RODATRADEN_KOLADA": "Adressen till Koladas API v3, eller till en egen spegling av det.",
    "RODATRADEN_SCB": "Adressen till SCB:s PxWebApi v2, eller till en egen spegling av det.",
    "RODATRADEN_FACTS_MEMORY_MB": "Så mycket minne, i megabyte, får frågorna till Koladas värden ta i varje process.",
    "RODATRADEN_MAX_FILE_MB": "Den största fil, i megabyte, som tas emot.",
    "RODATRADEN_ORIGINS": "Adresser, med https://, som formulär får komma från när en proxy byter värdnamn.",
    "RODATRADEN_SECRET_KEY": "Nyckeln som sessioner signeras med. Annars görs en, som sparas i `RODATRADEN_HOME`.",
}
"""What each variable of the environment does. A test fails when one is read that is not told of here."""

_MADE: Final = "<!-- Skriven av `rodatraden reference`. Ändra i koden, inte här. -->\n\n"
_DJANGOS: Final[Mapping[str, str]] = {"migrate": "Lägger upp eller uppdaterar databasens tabeller."}


@dataclass(frozen=True, slots=True)
class Reading:
    """One place where the environment is read: the variable, how, and what stands in for it."""

    name: str
    kind: str
    default: str


def pages() -> dict[str, str]:
    """Every page of the reference by file name."""
    with translation.override("sv"):
        written = {"settings.md": _settings(), "commands.md": _commands(), "folder.md": reference_folder.page()}
    return {name: f"{_MADE}{text.rstrip()}\n" for name, text in written.items()}


def readings() -> list[Reading]:
    """Every variable that the program reads, found in its code, in alphabetical order."""
    found: dict[str, Reading] = {}
    for path in sorted(environment.PACKAGE.rglob("*.py")):
        if "tests" not in path.parts:
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call) and (read := _reading(call)) and (read.default or read.name not in found):
                    found[read.name] = read
    return sorted(found.values(), key=lambda each: each.name)


def _reading(call: ast.Call) -> Reading | None:
    """A call such as environment.flag("NAME") or text("NAME", "default"); None for any other."""
    asked = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if asked not in {"text", "number", "flag"} or not call.args or not isinstance(call.args[0], ast.Constant):
        return None
    name = str(call.args[0].value)
    if not name.isupper():
        return None
    default = call.args[1] if len(call.args) > 1 else None
    shown = str(default.value) if isinstance(default, ast.Constant) else ""
    return Reading(name, {"text": "text", "number": "heltal", "flag": "1 eller 0"}[asked], shown)


def _settings() -> str:
    rows = [(f"`{each.name}`", each.kind, _code(each.default), SETTINGS.get(each.name, "")) for each in readings()]
    said = "Allt som skiljer en installation från en annan sägs med miljövariabler. Ingen behövs för att börja."
    return f"# Inställningar\n\n{said}\n\n{table(('Variabel', 'Värde', 'Annars', 'Vad den gör'), rows)}"


def _commands() -> str:
    parts = [
        "# Kommandon\n\nSamma program, `rodatraden`, gör allt. `rodatraden KOMMANDO --help` visar det som står här.\n"
    ]
    parts += [f"## rodatraden {name}\n\n{said}\n" for name, said in _DJANGOS.items()]
    parts += [_command(name, command) for name, command in sorted(commands().items())]
    return "\n".join(parts)


def commands() -> dict[str, BaseCommand]:
    """The program's own commands by name."""
    folder = f"{__package__}.management.commands"
    names = [module.name for module in pkgutil.iter_modules(import_module(folder).__path__)]
    return {name: load_command_class(__package__, name) for name in names}


def _command(name: str, command: BaseCommand) -> str:
    parser = command.create_parser("rodatraden", name)
    given = {action.dest for action in BaseCommand().create_parser("rodatraden", name)._actions}  # noqa: SLF001 – no public list
    own = [action for action in parser._actions if action.dest not in given and action.help != SUPPRESS]  # noqa: SLF001 – argparse has no other list
    shown = table(("Argument", "Vad det gör"), [(_argument(action), str(action.help or "")) for action in own])
    return f"## rodatraden {name}\n\n{command.help}\n\n{shown if own else ''}"


def _argument(action: Action) -> str:
    if not action.option_strings:
        return f"`{action.metavar or action.dest}`"
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return f"`{', '.join(action.option_strings)}{value}`"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    return "\n".join(_lines(tuple(heads), rows)) + "\n"


def _lines(heads: tuple[str, ...], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
