// What a program of ours does from its first line to its exit code. Exit codes: 0 done, 1 failed, 2 wrong
// usage; CLI11's own for a command line that cannot be parsed.
#pragma once

namespace circle {

int run_program(int argc, char** argv);

}  // namespace circle
