// What a process of ours does once, first thing in main(): nobody may look into it, and it leaves nothing
// behind.
#pragma once

#include <string>
#include <vector>

namespace circle::privacy {

struct Hardening {
    bool undumpable = false;  // PR_SET_DUMPABLE 0: no core, and no ptrace but by a process with CAP_SYS_PTRACE
    bool no_core = false;     // RLIMIT_CORE 0, hard
    bool memory_locked = false;  // no page reaches the swap
    std::string
        lock_refusal;  // why not, as a token: "limit" (RLIMIT_MEMLOCK is bounded), "kernel"; empty when locked
    std::vector<std::string> dropped;  // names of environment variables that were removed; never their values
};

// Call before any thread exists. Never fails as a whole: what could not be had is said, and the caller logs it.
//
// Memory is locked (mlockall, current and future, as pages are first used) only where RLIMIT_MEMLOCK is
// infinite or can be made so: with a bounded limit later allocations would fail. The systemd unit sets
// LimitMEMLOCK=infinity.
//
// The file mode mask becomes 077. The environment keeps what the display, sound, smart-card service, locale,
// systemd and the sanitizers read; everything else goes, first of all what would change where the line leads or
// what is written about it (proxies, SSLKEYLOGFILE, OPENSSL_CONF, LD_PRELOAD).
Hardening harden_process();

// Whether the environment keeps a variable of that name. Pure.
bool environment_keeps(const std::string& name);

}  // namespace circle::privacy
