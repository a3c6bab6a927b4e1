"""Where things are. CIRCLE_BIN, CIRCLE_ASSETS and CIRCLE_OUT come from tests/run and kiosk/demo."""
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(os.environ.get("CIRCLE_BIN") or ROOT / "build" / "release" / "bin")
ASSETS = Path(os.environ.get("CIRCLE_ASSETS") or ROOT / "assets")
OUT = Path(os.environ.get("CIRCLE_OUT") or ROOT / "build" / "journeys")
PLATFORM = ROOT / "tests" / "platform" / "circle-platform"
PLATFORM_PEOPLE = ROOT / "tests" / "platform" / "people"

# How long a journey waits for something to happen before it calls it missing. Generous: it is a bound on failure,
# not a measurement, and sanitizer builds on a busy machine are slow.
PATIENCE = float(os.environ.get("CIRCLE_PATIENCE", "30"))


def outside_sandbox() -> str:
    """Why the journeys may not run here; empty when they may."""
    if os.environ.get("CIRCLE_SANDBOX") != "1":
        return "not in the sandbox; say: .ci/sandbox /usr/bin/python3 -m pytest tests/journeys"
    with open("/proc/net/dev", encoding="ascii") as file:  # /sys may still show the outer namespace
        others = [line.split(":")[0].strip() for line in file if ":" in line and not _quiet(line)]
    if others:
        return f"the network here is not private ({', '.join(others)}): CIRCLE_SANDBOX is set but this is no sandbox"
    return ""


def _quiet(line: str) -> bool:
    name = line.split(":")[0].strip()
    return name == "lo" or name.startswith(("sit", "tunl", "ip6", "gre", "erspan", "ip_vti"))
