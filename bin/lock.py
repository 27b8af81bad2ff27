"""Which exact packages do we run and build with? Writes the locks: hashes, no addresses.

requirements.lock      what the program runs on and its assets are built with
requirements-dev.lock  all of that and what checks it, at the same versions
requirements-uv.lock   uv itself, for machines that have none
"""

import argparse
from pathlib import Path
from typing import Final

import bootstrap

_UV: Final = "uv==0.13.9"
_COMPILE: Final = (
    "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "bin/lock",
)  # fmt: skip


def main() -> int:
    """Compile the three locks, the second constrained by the first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take newer versions (at least a week old)")
    upgrade = ["--upgrade", "--exclude-newer", "7 days"] if parser.parse_args().upgrade else []
    bootstrap.TOOLS.mkdir(exist_ok=True)
    uv_input = bootstrap.TOOLS / "uv.in"
    uv_input.write_text(f"{_UV}\n")
    _compile(uv_input, bootstrap.UV_LOCK, ["--no-annotate"])
    _compile(_PROJECT, bootstrap.RUN_LOCK, ["--group", "assets", "--group", "build", *upgrade])
    _compile(_PROJECT, bootstrap.DEV_LOCK, ["--group", "dev", "--constraint", str(bootstrap.RUN_LOCK), *upgrade])
    return 0


_PROJECT: Final = bootstrap.CHECKOUT / "pyproject.toml"


def _compile(source: Path, lock: Path, options: list[str]) -> None:
    given = str(source.relative_to(bootstrap.CHECKOUT))
    command = [str(bootstrap.uv()), *_COMPILE, *options, "--output-file", lock.name, given]
    bootstrap.run(command, doing=f"skriva {lock.name}")


bootstrap.run_main(main)
