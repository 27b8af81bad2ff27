"""Is there a browser for the tests on this machine? Brings Debian's Chromium when the user may install it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import bootstrap

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC: Final = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def found() -> str:
    """The path of a Chromium; empty when there is none."""
    in_path = next(filter(None, map(shutil.which, _NAMES)), "")
    return in_path or (str(_MAC) if _MAC.exists() else "")


def missing(*, required: bool) -> str:
    """Why the browser tests can't run here; empty when they can. Raises Stop when they must run."""
    if found() or _install():
        return ""
    reason = "No Chromium here, so no page was opened in a browser. Install it: sudo apt install chromium"
    if required:
        raise bootstrap.Stop(f"{reason}\nIn CI a missing browser is a failure.")
    return reason


def _install() -> bool:
    """Install Debian's Chromium where the user may without being asked."""
    if not shutil.which("apt-get"):
        return False
    may = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if may and not shutil.which("sudo"):
        return False
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            [*may, "apt-get", *arguments], env=variables, check=False, capture_output=True, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            return False
    return bool(found())
