"""At rest the terminal sleeps: one picture a minute for the clock, one wake-up in five seconds for the watchdog."""
import time
from pathlib import Path

SECONDS = 20


def switches(pid: int) -> dict:
    """Voluntary context switches of each thread: every time it went to sleep."""
    counts = {}
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        for line in status.read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                counts[status.parent.name] = int(line.split()[1])
    return counts


def test_counters_at_rest(rig):
    rig.to_idle()
    time.sleep(2)  # what the last visit left to do is done
    pid = rig.terminal.process_id()
    before, slept = rig.screen.counters(), switches(pid)
    time.sleep(SECONDS)
    awake = {thread: count - slept.get(thread, 0) for thread, count in switches(pid).items()}
    after = rig.screen.counters()
    assert after["frames"] - before["frames"] <= 1
    asked = 1  # the second question about the counters is a wake-up of its own
    assert after["wakeups"] - before["wakeups"] <= SECONDS / 5 + 1 + asked
    # What the counters say is what the kernel saw: the main thread does not poll beside its loop.
    assert awake[str(pid)] <= 4 * (SECONDS / 5 + 2), awake
    assert sum(awake.values()) <= 10 * (SECONDS / 5 + 2), awake
