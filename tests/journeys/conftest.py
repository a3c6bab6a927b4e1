"""Fixtures of the journeys. `rig` is a running terminal with everything around it, shared by the tests of a file and
put back to rest between them; `rig_of` starts one of its own for a test that needs another configuration."""
import re
import subprocess

import pytest
from circle_journey.rig import Rig
from circle_journey.where import BIN, OUT, PLATFORM, outside_sandbox


def pytest_sessionstart(session):
    reason = outside_sandbox()
    if not reason:
        missing = [name for name in ("circle-terminal", "circle-virtual-card") if not (BIN / name).exists()]
        reason = f"not built: {', '.join(missing)} in {BIN}" if missing else ""
    if reason:
        pytest.exit(f"journeys: {reason}", returncode=4)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.failed_in_call = outcome.get_result().failed


def _folder(node) -> str:
    return re.sub(r"[^\w.-]+", "_", node.name)[:80]


@pytest.fixture(scope="session")
def pki(tmp_path_factory):
    where = tmp_path_factory.mktemp("pki")
    subprocess.run([PLATFORM, "pki", where], check=True)
    return where


class _Shared:
    def __init__(self, pki, folder, how):
        self._pki, self._folder, self._how = pki, folder, how
        self._count = 0
        self.rig = None

    def get(self) -> Rig:
        if self.rig is None:
            self._count += 1
            rig = Rig(self._folder / str(self._count), self._pki, **self._how)
            rig.__enter__()
            self.rig = rig
        return self.rig

    def drop(self, check: bool) -> None:
        rig, self.rig = self.rig, None
        if rig is not None:
            rig.close(check)


@pytest.fixture(scope="module")
def shared(request, pki):
    """RIG in a test file: Rig's arguments for all of its tests."""
    shared = _Shared(pki, OUT / request.module.__name__, getattr(request.module, "RIG", {}))
    yield shared
    shared.drop(check=True)


@pytest.fixture
def rig_of(request, shared, pki):
    """rig_of(change=…, platform_options=…) → a running Rig of this test's own; Rig's arguments."""
    shared.drop(check=True)  # one pcscd at a time: its socket and the reader's port are fixed
    rigs = []

    def make(**how):
        rig = Rig(OUT / _folder(request.node) / str(len(rigs) + 1), pki, **how)
        rig.__enter__()
        rigs.append(rig)
        return rig

    yield make
    failed = getattr(request.node, "failed_in_call", True)
    for rig in reversed(rigs):
        if failed:
            rig.keep()
        rig.close(check=not failed)


@pytest.fixture
def rig(request, shared):
    rig = shared.get()
    rig.begin(_folder(request.node))
    yield rig
    if getattr(request.node, "failed_in_call", True):
        rig.keep()
        shared.drop(check=False)
        return
    try:
        rig.rest()
    except BaseException:
        rig.keep()
        shared.drop(check=False)
        raise
