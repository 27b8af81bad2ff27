"""What has the machine told us? Small typed readers of environment variables, and where the program stores things."""

import os
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent.parent
_CHECKOUT: Final = PACKAGE.parent.parent


def text(name: str, default: str = "") -> str:
    """A variable as text; the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int) -> int:
    """A variable as a whole number. Raises SystemExit with a sentence when it is none."""
    given = text(name, str(default))
    if not given.isdecimal():
        raise SystemExit(f"{name} ska vara ett heltal, men är «{given}».")
    return int(given)


def flag(name: str, *, default: bool = False) -> bool:
    """A variable as yes or no. Raises SystemExit with a sentence when it is neither."""
    given = text(name, "1" if default else "0").lower()
    if given not in {"0", "1", "true", "false", "yes", "no", "ja", "nej"}:
        raise SystemExit(f"{name} ska vara 1 eller 0, men är «{given}».")
    return given in {"1", "true", "yes", "ja"}


def home() -> Path:
    """The one folder for all that the program stores: RODATRADEN_HOME, else var/ in the checkout or where one is."""
    in_checkout = (_CHECKOUT / "pyproject.toml").exists()
    default = _CHECKOUT / "var" if in_checkout else Path.cwd() / "var"
    return Path(text("RODATRADEN_HOME", str(default))).expanduser().resolve()
