"""On what ground does every test stand? A home folder of its own, no network, and a program that is set up."""

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import hypothesis
import pytest

_HOME: Final = tempfile.mkdtemp(prefix="rodatraden-test-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
Path(_HOME, "static").mkdir()  # the web server's files; whitenoise warns where the folder is missing
os.environ["RODATRADEN_HOME"] = _HOME
os.environ["DJANGO_SETTINGS_MODULE"] = "rodatraden.config.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's synchronous door runs a loop in the test's own thread
_KEPT: Final = {"RODATRADEN_HOME", "RODATRADEN_PICTURES"}  # the latter: take the handbook's pictures anew
for _name in [name for name in os.environ if name.startswith("RODATRADEN_") and name not in _KEPT]:
    del os.environ[_name]  # what the machine says must not change what the tests say

from django.conf import settings  # noqa: E402 – the environment comes first
from django.core.cache import cache  # noqa: E402 – the environment comes first
from django.urls import get_resolver  # noqa: E402 – the environment comes first
from django.utils import translation  # noqa: E402 – the environment comes first

# Two cores and many tests: few examples of each property, no clock, nothing kept between runs.
hypothesis.settings.register_profile("house", max_examples=40, deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("house")

_connect: Final = socket.socket.connect
_HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class OutsideWorld(RuntimeError):
    """A test reached for the network."""


def _connect_here(self: socket.socket, address: object) -> None:
    if self.family != socket.AF_UNIX and isinstance(address, tuple) and address[0] not in _HERE:
        raise OutsideWorld(address)
    _connect(self, address)  # type: ignore[arg-type]  # whatever the socket takes


def pytest_configure(config: pytest.Config) -> None:
    """Close the network and wake the settings, so that pytest-django sets the program up."""
    socket.socket.connect = _connect_here  # type: ignore[assignment,method-assign]  # for the whole run
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # signing in is not what is tested
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # each test draws its own
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True, scope="session")
def _every_view_is_read() -> None:
    """Before any test puts something in the place of what a view imports when it is first read."""
    get_resolver().url_patterns  # noqa: B018 – asking for them reads them


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a page kept in memory belongs to another test's register."""
    cache.clear()


@pytest.fixture
def english() -> Iterator[None]:
    """The program speaks as its source does, so that a test can hold a sentence."""
    with translation.override("en"):
        yield
