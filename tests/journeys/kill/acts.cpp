#include "tests/journeys/kill/acts.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <charconv>
#include <utility>

namespace circle::kill {

std::optional<Boundary> boundary_of(std::string_view words) {
    const auto first = words.find(' '), last = words.rfind(' ');
    if (first == last || first == std::string_view::npos) return std::nullopt;
    const auto side = words.substr(0, first), number = words.substr(last + 1);
    Boundary boundary{side == "before", std::string(words.substr(first + 1, last - first - 1)), 0};
    const auto end = number.data() + number.size();
    const auto parsed = std::from_chars(number.data(), end, boundary.ordinal);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == end && boundary.ordinal > 0;
    if (!whole || (!boundary.before && side != "after")) return std::nullopt;
    return boundary;
}

Acts::Acts(std::string armed, std::string trace, std::optional<Boundary> death)
    : armed_(std::move(armed)), trace_(std::move(trace)), death_(std::move(death)) {}

bool Acts::armed() const { return !armed_.empty() && access(armed_.c_str(), F_OK) == 0; }

int Acts::begins(std::string_view act) {
    const std::lock_guard lock(mutex_);
    auto found = counts_.find(act);
    if (found == counts_.end()) found = counts_.emplace(act, 0).first;
    const int ordinal = ++found->second;
    write_down(std::string(act) + " " + std::to_string(ordinal) + "\n");
    if (is_end(true, act, ordinal)) die();
    return ordinal;
}

void Acts::ended(std::string_view act, int ordinal) {
    if (is_end(false, act, ordinal)) die();
}

bool Acts::is_end(bool before, std::string_view act, int ordinal) const {
    return death_ && death_->before == before && death_->act == act && death_->ordinal == ordinal;
}

// Past the functions that this library stands before: what is written here is no act.
void Acts::write_down(std::string_view line) const {
    const int file = open(trace_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return;
    syscall(SYS_write, file, line.data(), line.size());
    close(file);
}

// As the power cut and the kernel's out-of-memory killer do it: nothing of the process runs after this.
void Acts::die() const {
    write_down("killed\n");
    while (true) ::kill(getpid(), SIGKILL);
}

}  // namespace circle::kill
