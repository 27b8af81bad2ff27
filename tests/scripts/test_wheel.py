"""Is the wheel the whole program? Built, unpacked and run far from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_it_carries_all_that_the_program_uses_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert "rodatraden/config/locale/sv/LC_MESSAGES/django.mo" in names
    assert "rodatraden/examples/norrvik/municipality.yaml" in names
    assert any(name.startswith("rodatraden/ui/static/vendor/fonts/pdf/") for name in names)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert [name for name in names if "/tests/" in name or name.endswith(".po")] == []


def test_it_loads_the_demo_where_there_is_no_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    variables = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "RODATRADEN_HOME"}}
    start = "from rodatraden.config.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-W", "error", "-c", start, "demo", "--no-serve"],
        env=variables | {"PYTHONPATH": str(tmp_path / "installed")},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "var" / "register.sqlite3").exists() or "DATABASE_URL" in variables
