"""Does a bare machine get a sentence instead of a traceback?"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

BIN = Path(__file__).parents[2] / "bin"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("error: Failed to fetch: x\n  Caused by: dns error: failed to lookup", "Nätet svarade inte"),
        ("OSError: [Errno 28] No space left on device", "Disken är full"),
        ("Hash mismatch for `django==5.2.19`", "inte det som låset säger"),
        ("failed to create directory: Permission denied (os error 13)", "Du får inte skriva"),
        ("something else", ""),
    ],
)
def test_says_what_a_failure_most_likely_means(said: str, answer: str) -> None:
    words = bootstrap._in_words(said)

    assert words.startswith(answer) if answer.startswith(("Nätet", "Disken", "Du")) else answer in words


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    for name in ("dirname", "cat"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    told = subprocess.run(
        ["/bin/sh", BIN / "with-python", "demo.py"],
        env={"PATH": str(tmp_path), "RODATRADEN_PYTHON": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert "Python 3.11 eller nyare" in told.stderr


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    for name, answer in (("python3", "exit 1"), ("python3.11", 'echo "took $1"')):
        (tmp_path / name).write_text(f'#!/bin/sh\n[ "$1" = -c ] && [ {name} = python3.11 ] && exit 0\n{answer}\n')
        (tmp_path / name).chmod(0o755)
    told = subprocess.run(
        ["/bin/sh", BIN / "with-python", "demo.py"],
        env={"PATH": f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin", "RODATRADEN_PYTHON": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == f"took {BIN / 'demo.py'}\n"


def test_a_stop_is_a_sentence_and_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    def stopped() -> int:
        raise bootstrap.Stop("Disken är full.")

    with pytest.raises(SystemExit) as ended:
        bootstrap.run_main(stopped)

    assert ended.value.code == 1
    assert capsys.readouterr().err == "\nDisken är full.\n"


def test_nothing_is_done_when_the_environment_is_what_the_lock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(bootstrap, "_STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(bootstrap, "_sync", asked.append)
    monkeypatch.setattr(bootstrap, "_uv", asked.append)
    bootstrap.environment()
    bootstrap.environment()

    assert asked == [bootstrap.RUN_LOCK, asked[1]]
    assert sys.version.split()[0] in bootstrap._STAMP.read_text()


@pytest.mark.parametrize("asked", [["lint", "types"], ["lint,types"], ["--only", "lint", "types"]])
def test_a_step_is_run_also_when_only_its_name_is_given(asked: list[str]) -> None:
    told = subprocess.run(
        [sys.executable, BIN / "test.py", *asked, "-k", "x", "--list"], capture_output=True, text=True, check=True
    )

    assert [line.split()[0] for line in told.stdout.splitlines()] == ["types", "lint"]


def _without_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, programs: dict[str, str]) -> None:
    """A machine with Python, but neither pip nor venv, and some other programs."""
    for name, does in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin" if programs else str(tmp_path))
    monkeypatch.setattr(bootstrap, "TOOLS", tmp_path / "tools")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)


def test_pip_comes_from_debians_own_package_where_there_is_neither_pip_nor_venv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheels = "usr/share/python-wheels"
    unpack = f"mkdir -p $3/{wheels} && touch $3/{wheels}/pip-23.0.1-py3-none-any.whl"
    _without_pip(monkeypatch, tmp_path, {"apt-get": "[ $1 = download ] && touch p.deb", "dpkg-deb": unpack})

    command = bootstrap._pip()

    assert command == [sys.executable, str(tmp_path / "tools/pip" / wheels / "pip-23.0.1-py3-none-any.whl/pip")]


@pytest.mark.parametrize("programs", [{}, {"apt-get": "exit 100", "dpkg-deb": "exit 1"}])
def test_a_machine_where_pip_is_not_to_be_had_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: dict[str, str]
) -> None:
    _without_pip(monkeypatch, tmp_path, programs)

    with pytest.raises(bootstrap.Stop, match="varken pip eller venv"):
        bootstrap._pip()
