"""Is what the machine says read strictly, and is what goes wrong told in a sentence?"""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError
from django.utils import translation

from rodatraden.config import cli, environment, settings
from rodatraden.config.management.commands import serve

NAME = "RODATRADEN_TRIAL"


@pytest.mark.parametrize(("given", "read"), [("", "x"), ("  ", "x"), (" a ", "a")])
def test_a_text_is_its_default_when_it_is_empty(monkeypatch: pytest.MonkeyPatch, given: str, read: str) -> None:
    monkeypatch.setenv(NAME, given)

    assert environment.text(NAME, "x") == read


@pytest.mark.parametrize(("given", "read"), [("", 50), ("7", 7), ("0", 0)])
def test_a_number_is_whole(monkeypatch: pytest.MonkeyPatch, given: str, read: int) -> None:
    monkeypatch.setenv(NAME, given)

    assert environment.number(NAME, 50) == read


@pytest.mark.parametrize("given", ["x", "-1", "1.5", "1 000"])
def test_another_number_ends_the_program_with_a_sentence(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(NAME, given)

    with pytest.raises(SystemExit, match=f"{NAME} ska vara ett heltal"):
        environment.number(NAME, 50)


@pytest.mark.parametrize(
    ("given", "read"), [("", False), ("1", True), ("ja", True), ("TRUE", True), ("0", False), ("nej", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, given: str, *, read: bool) -> None:
    monkeypatch.setenv(NAME, given)

    assert environment.flag(NAME) is read


def test_another_flag_ends_the_program_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "kanske")

    with pytest.raises(SystemExit, match=f"{NAME} ska vara 1 eller 0"):
        environment.flag(NAME)


def test_home_is_where_the_machine_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RODATRADEN_HOME", str(tmp_path / "a" / ".." / "b"))
    assert environment.home() == tmp_path / "b"

    monkeypatch.delenv("RODATRADEN_HOME")
    assert environment.home().name == "var"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Disken är full."),
        (OperationalError("database or disk is full"), "Disken är full."),
        (OperationalError("no such table: decisions_decision"), "Databasen är tom."),
        (DatabaseError('relation "decisions_decision" does not exist'), "Databasen är tom."),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), "Rättighet saknas till /x."),
        (OperationalError("connection refused\n"), "Databasen svarar inte som den ska: connection refused. Kör"),
        (OSError("odd"), "Det gick inte: odd."),
    ],
)
def test_what_is_beyond_the_program_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["rodatraden", "load"])
    monkeypatch.setattr(cli, "execute_from_command_line", _raising(error))

    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert str(ended.value.code).startswith(said)


def test_an_interruption_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["rodatraden", "load"])
    monkeypatch.setattr(cli, "execute_from_command_line", _raising(KeyboardInterrupt()))

    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130


def test_a_pipe_that_was_closed_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["rodatraden", "get"])
    monkeypatch.setattr(cli, "execute_from_command_line", _raising(BrokenPipeError()))

    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == ""


def test_a_traceback_is_shown_to_who_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["rodatraden", "load", "--traceback"])
    monkeypatch.setattr(cli, "execute_from_command_line", _raising(OSError("odd")))

    with pytest.raises(OSError, match="odd"):
        cli.main()


def test_without_a_command_help_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["rodatraden"])
    monkeypatch.setattr(cli, "execute_from_command_line", asked.append)

    cli.main()

    assert asked == [["rodatraden", "help"]]


def _raising(error: BaseException) -> object:
    def run(_arguments: list[str]) -> None:
        raise error

    return run


def test_the_key_is_made_once_and_anew_when_nothing_could_be_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.delenv("RODATRADEN_SECRET_KEY", raising=False)
    (tmp_path / "secret-key").touch(mode=0o600)

    made = settings._secret_key()

    assert len(made) >= 50
    assert settings._secret_key() == made
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("DATABASE_URL", "nonsense", "DATABASE_URL ska skrivas som postgres://"),
        ("DATABASE_URL", "mysqll://x:hemligt@y/z", "DATABASE_URL ska skrivas som postgres://"),
        ("RODATRADEN_LOG", "mycket", "RODATRADEN_LOG ska vara DEBUG, INFO, WARNING eller ERROR, men är «MYCKET»."),
    ],
)
def test_a_setting_that_is_none_ends_the_program_with_a_sentence(name: str, given: str, sentence: str) -> None:
    command = [sys.executable, "-c", "import rodatraden.config.settings"]
    done = subprocess.run(command, env=os.environ | {name: given}, check=False, capture_output=True, text=True)  # noqa: S603 – ours

    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert "hemligt" not in done.stderr


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("127.0.0.1", -1), ("192.0.2.1", 8000)])
def test_an_address_that_nobody_can_answer_on_is_not_called_taken(host: str, port: int) -> None:
    with translation.override("en"), pytest.raises(CommandError, match=f"not possible to answer on {host}:{port}: "):
        serve.refuse_taken(host, port)


def test_a_port_that_is_taken_is_told_with_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with translation.override("en"), pytest.raises(CommandError, match=f"Port {port} is taken.*--port {port + 1}"):
            serve.refuse_taken("127.0.0.1", port)
