"""How does a bare machine with Python get the program's environment? Standard library only: nothing else is there yet.

Everything lands in the checkout: uv in .tools/ when the machine has none, the locked packages in .venv/, CSS and fonts
where bin/assets puts them. What is in place already is left alone, so that a second run needs seconds and no network.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent
VENV: Final = CHECKOUT / ".venv"
PYTHON: Final = VENV / "bin" / "python"
TOOLS: Final = CHECKOUT / ".tools"
RUN_LOCK: Final = CHECKOUT / "requirements.lock"
DEV_LOCK: Final = CHECKOUT / "requirements-dev.lock"
UV_LOCK: Final = CHECKOUT / "requirements-uv.lock"
_STAMP: Final = VENV / "rodatraden-stamp.json"
_OLDEST_UV: Final = (0, 5)
_FIRST_RUN_BYTES: Final = 1_500_000_000  # environment, its cache, fonts and the demo's database with room to spare


class Stop(Exception):
    """We can't go on; the sentence says what to do."""


def run_main(main: Callable[[], int]) -> None:
    """Run a script's main and turn what went wrong into a sentence. Ends the process."""
    try:
        sys.exit(main())
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
    except OSError as error:
        print(f"\n{_in_words(str(error)) or f'Det gick inte att läsa eller skriva här: {error}'}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nAvbrutet.", file=sys.stderr)
    sys.exit(1)


def environment(*, dev: bool = False) -> None:
    """Bring .venv to what the lock says, with the program installed from this checkout. Raises Stop."""
    done = _stamp()
    dev = dev or "dev" in done  # who has the checks keeps them
    wanted = {"python": sys.version.split()[0], "run": _digest(RUN_LOCK)}
    if dev:
        wanted["dev"] = _digest(DEV_LOCK)
    if not PYTHON.exists() or {name: done.get(name) for name in wanted} != wanted:
        _sync(DEV_LOCK if dev else RUN_LOCK)
        done = wanted
    project = _digest(CHECKOUT / "pyproject.toml", CHECKOUT / "CHANGELOG.md")
    if done.get("project") != project:
        _uv(["pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."])
        _STAMP.write_text(json.dumps(done | {"project": project}))


def assets() -> None:
    """Build CSS, fonts and translations when what they are built from has changed. Raises Stop."""
    script = CHECKOUT / "bin" / "assets.py"
    done = subprocess.run(
        [PYTHON, script], cwd=CHECKOUT, env=variables(), check=False, stderr=subprocess.PIPE, text=True
    )
    if done.returncode:
        told = "" if "Traceback" in done.stderr else done.stderr.strip()
        raise Stop(told or _failed("bygga stilmallar och typsnitt", [str(script)], done.stderr))


def in_venv(command: str) -> list[str]:
    """A command of the environment, ready to be followed by its arguments."""
    return [str(VENV / "bin" / command)]


def variables(**more: str) -> dict[str, str]:
    """This process's environment variables, with .venv first in the path and in nobody else's environment."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
    path = os.pathsep.join([str(VENV / "bin"), inherited.get("PATH", os.defpath)])
    return inherited | {"PATH": path, "VIRTUAL_ENV": str(VENV)} | more


def run(command: Sequence[str], *, doing: str) -> None:
    """Run a program silently. Raises Stop with the likely reason when it fails."""
    done = subprocess.run(
        command, cwd=CHECKOUT, env=variables(), check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise Stop(_failed(doing, command, done.stdout + done.stderr))


def _failed(doing: str, command: Sequence[str], said: str) -> str:
    """What could not be done, and why or where to read why."""
    reason = _in_words(said)
    if not reason:
        TOOLS.mkdir(exist_ok=True)
        log = TOOLS / "last-error.log"
        log.write_text(f"$ {' '.join(command)}\n{said}")
        reason = f"Det som programmet sade står i {log}."
    return f"Det gick inte att {doing}. {reason}"


def say(sentence: str) -> None:
    """Tell what is going on, at once."""
    print(sentence, flush=True)


def _sync(lock: Path) -> None:
    if shutil.disk_usage(CHECKOUT).free < _FIRST_RUN_BYTES and not PYTHON.exists():
        raise Stop(f"Det är för lite plats på disken för {CHECKOUT}: ungefär 1,5 GB behövs. Frigör plats och kör igen.")
    say("Hämtar och installerar de låsta paketen. Första gången tar det någon minut …")
    _STAMP.unlink(missing_ok=True)
    if not PYTHON.exists() or _stamp_python() != sys.version.split()[0]:
        _uv(["venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)])
    _uv(["pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), str(lock)])


def _stamp() -> dict[str, str]:
    try:
        return dict(json.loads(_STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def _stamp_python() -> str:
    """Which Python .venv was made with, as pyvenv.cfg tells."""
    config = (VENV / "pyvenv.cfg").read_text()
    found = re.search(r"^version_info = (\S+)", config, re.MULTILINE)
    return found[1] if found else ""


def _digest(*files: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(files):
        if not file.exists():
            raise Stop(f"{file.name} saknas i {file.parent}. Hämta hem hela källkoden på nytt.")
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _uv(arguments: Sequence[str]) -> None:
    run([str(uv()), *arguments], doing="installera programmets paket")


def uv() -> Path:
    """The program uv: the machine's own, or one in .tools/ that is brought there when missing. Raises Stop."""
    ours = TOOLS / "bin" / "uv"
    for found in [shutil.which("uv"), ours]:
        if found and _recent(Path(found)):
            return Path(found)
    say("Hämtar uv, som installerar de övriga paketen …")
    install = ["install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    install += ["--target", str(TOOLS), "--upgrade", "-r", str(UV_LOCK)]
    run([*_pip(), *install], doing="hämta uv")
    return ours


def _pip() -> list[str]:
    """How pip is started: the machine's own, that of a new venv, or the one Debian keeps as a package. Raises Stop."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if importlib.util.find_spec("ensurepip"):
        run([sys.executable, "-m", "venv", "--clear", str(TOOLS / "venv")], doing="förbereda hämtningen av uv")
        return [str(TOOLS / "venv/bin/python"), "-m", "pip"]
    if wheel := _debians_pip():
        return [sys.executable, str(wheel / "pip")]  # a wheel can be run as it lies
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise Stop(
        f"Python {version} finns här, men varken pip eller venv, och utan dem kan inget hämtas.\n"
        f"  Debian och Ubuntu:  sudo apt install python3-venv   (eller python{version}-venv)\n"
        "  macOS:              brew install uv\n"
        "Kör sedan samma kommando igen."
    )


def _debians_pip() -> Path | None:
    """The wheel of pip from Debian's or Ubuntu's own package, unpacked in .tools/: nothing is installed for that.

    None on other systems, and where the list of packages is missing and only root may fetch it.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return None
    place = TOOLS / "pip"
    place.mkdir(parents=True, exist_ok=True)
    steps = [["apt-get", "download", "-qq", "python3-pip-whl"]]
    if os.geteuid() == 0:  # a new container has no list of packages
        steps += [["apt-get", "update", "-qq"], *steps]
    for step in steps:
        subprocess.run(step, cwd=place, check=False, capture_output=True, stdin=subprocess.DEVNULL)
        if package := next(place.glob("*.deb"), None):
            run(["dpkg-deb", "-x", str(package), str(place)], doing="packa upp pip")
            return next(place.glob("usr/share/python-wheels/pip-*.whl"), None)
    return None


def _recent(uv: Path) -> bool:
    """Whether this uv can be started and knows what we ask of it."""
    try:
        told = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    found = re.search(r"(\d+)\.(\d+)", told)
    return found is not None and (int(found[1]), int(found[2])) >= _OLDEST_UV


_NO_NETWORK: Final = (
    r"dns error|error sending request|failed to fetch|could not connect|connection refused|connection reset|timed out"
    r"|newconnectionerror|network is unreachable|temporary failure in name|enotfound|eai_again|econnrefused"
)
_REASONS: Final = {
    r"no space left|os error 28|enospc": "Disken är full. Frigör plats och kör igen; det som är klart behålls.",
    _NO_NETWORK: (
        "Nätet svarade inte. Första gången behövs nät för att hämta paketen: anslut och kör igen. "
        "Senare körningar klarar sig utan."
    ),
    r"hash mismatch|do not match the hashes": "Ett paket är inte det som låset säger. Ta reda på varför.",
    r"permission denied|os error 13|read-only file system": (
        "Du får inte skriva i mappen. Flytta källkoden till en mapp som är din."
    ),
}


def _in_words(text: str) -> str:
    """What a program's complaint most likely means, as what to do; empty when we can't tell."""
    return next((words for pattern, words in _REASONS.items() if re.search(pattern, text, re.IGNORECASE)), "")
