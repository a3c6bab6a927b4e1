#include "tests/devices/printer_rig.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace rig {

using namespace circle::drivers;
using namespace circle::drivers::printer;

VirtualPrinter::VirtualPrinter(On on, const std::vector<std::string>& options) : on_(on), options_(options) {
    std::string name = (std::filesystem::temp_directory_path() / "circle-printer-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    folder_ = name;
    start("0");
}

VirtualPrinter::~VirtualPrinter() {
    child_.end(9);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void VirtualPrinter::start(const std::string& port) {
    const char* bin = std::getenv("CIRCLE_BIN");
    if (bin == nullptr) throw std::runtime_error("CIRCLE_BIN is not set: run by ctest");
    std::vector<std::string> command{std::string(bin) + "/circle-virtual-printer", "--out", folder_.string()};
    const std::vector<std::string> wire = on_ == On::Tcp
                                              ? std::vector<std::string>{"--tcp", "127.0.0.1:" + port}
                                              : std::vector<std::string>{"--pty", (folder_ / "line").string()};
    command.insert(command.end(), wire.begin(), wire.end());
    command.insert(command.end(), options_.begin(), options_.end());
    child_ = Child(command, true);
    const std::string ready = child_.line();
    if (!ready.starts_with("ready ")) throw std::runtime_error("the virtual printer does not start: " + ready);
    where_ = ready.substr(6);
}

Wire VirtualPrinter::wire() const {
    if (on_ == On::Tcp) return TcpLine{"127.0.0.1", static_cast<std::uint16_t>(std::stoi(where_))};
    return SerialLine{where_, 115200};
}

std::string VirtualPrinter::say(const std::string& line) const {
    std::string answer = child_.ask(line);
    if (!answer.starts_with("ok")) throw std::runtime_error(line + " -> " + answer);
    return answer;
}

std::string VirtualPrinter::field(const std::string& name) const {
    std::istringstream words(say("status"));
    std::string word;
    while (words >> word) {
        if (word.starts_with(name + "=")) return word.substr(name.size() + 1);
    }
    throw std::runtime_error("no field " + name);
}

std::size_t VirtualPrinter::slips() const { return std::stoul(field("cuts")); }

std::filesystem::path VirtualPrinter::picture(std::size_t number) const {
    std::string digits = std::to_string(number);
    digits.insert(0, 3 - std::min<std::size_t>(digits.size(), 3), '0');
    return folder_ / ("slip-" + digits + ".png");
}

std::string VirtualPrinter::text(std::size_t number) const {
    auto path = picture(number);
    std::ifstream file(path.replace_extension(".txt"));
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

void VirtualPrinter::kill() { child_.end(9); }

void VirtualPrinter::start_again() { start(where_); }

Settings PrinterRig::impatient() {
    Settings settings;
    settings.status_deadline = 1000ms;
    settings.job_deadline = 3000ms;
    return settings;
}

PrinterRig::PrinterRig(VirtualPrinter::On on, const std::vector<std::string>& options,
                       const std::vector<std::string>& faults, const Settings& settings)
    : far_end(on, options) {
    for (const std::string& fault : faults) far_end.say("fault " + fault);
    Settings with_wire = settings;
    with_wire.wire = far_end.wire();
    printer = Printer::start(with_wire, [this](Event event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(std::move(event));
        changed_.notify_all();
    });
    if (!wait([this] { return last_state().state != State::Absent && last_state().state != State::Starting; }))
        throw std::runtime_error("the printer is not found");
}

std::uint64_t PrinterRig::submit(const Slip& slip) {
    printer->submit(++last_request_, slip);
    return last_request_;
}

std::size_t PrinterRig::completions(std::uint64_t request) const {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const Event& event : events_) {
        const auto* printed = std::get_if<Printed>(&event);
        if (printed != nullptr && printed->request == request) ++count;
    }
    return count;
}

Printed PrinterRig::done(std::uint64_t request) {
    if (!wait([&] { return completions(request) > 0; }))
        throw std::runtime_error("the slip has no end: " + far_end.say("status"));
    const std::lock_guard lock(mutex_);
    for (const Event& event : events_) {
        const auto* printed = std::get_if<Printed>(&event);
        if (printed != nullptr && printed->request == request) return *printed;
    }
    throw std::logic_error("lost");
}

StateChanged PrinterRig::last_state() const {
    const std::lock_guard lock(mutex_);
    StateChanged last{State::Absent, Paper::Unknown, std::nullopt};
    for (const Event& event : events_) {
        if (const auto* changed = std::get_if<StateChanged>(&event)) last = *changed;
    }
    return last;
}

bool PrinterRig::reaches(State state) {
    return wait([&] { return last_state().state == state; });
}

}  // namespace rig
