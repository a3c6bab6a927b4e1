"""The stand-in as a real process, once a module."""
import subprocess

import pytest
from filer import Filer
from standin import PROGRAM, Platform


@pytest.fixture(scope="session")
def pki(tmp_path_factory):
    where = tmp_path_factory.mktemp("pki")
    subprocess.run([PROGRAM, "pki", where], check=True)
    return where


@pytest.fixture(scope="module")
def started(pki, tmp_path_factory):
    platform = Platform(pki, tmp_path_factory.mktemp("platform"))
    yield platform
    platform.stop()


@pytest.fixture
def platform(started):
    """The module's stand-in, without what the test before switched on."""
    started.command("clear")
    started.command("skew", seconds=180)
    started.hang_up()
    return started


@pytest.fixture
def filer(platform):
    """A person of the book, with nothing filed and an empty log."""
    platform.command("books", clear=True)
    platform.command("log", clear=True)
    return Filer(platform)
