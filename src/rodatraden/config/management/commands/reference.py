"""rodatraden reference: write docs/reference from the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from rodatraden.config import commands, environment, reference


class Command(commands.Command):
    """Write the pages on settings, commands and files. A test holds them equal to the code."""

    help = "Skriver om sidorna i docs/reference från koden. För den som ändrar i programmet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = environment.PACKAGE.parent.parent / "docs" / "reference"
        parser.add_argument("--out", type=Path, default=default, help="mappen att skriva i; annars docs/reference")

    def handle(self, *, out: Path, **_options: Any) -> None:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in reference.pages().items():
            (out / name).write_text(text, encoding="utf-8")
            self.say(out / name)
