// circle-virtual-printer: an ESC/POS printer on TCP or a pty (drivers/virtual/README.md).
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstring>
#include <iostream>

#include "drivers/virtual/card/control.h"
#include "drivers/virtual/printer/machine.h"
#include "drivers/virtual/printer/wire.h"

namespace virtual_printer = circle::drivers::virtual_printer;

namespace {

using virtual_printer::Machine;
using virtual_printer::Wire;

struct Printer {
    Wire wire;
    Machine machine;
    bool quit = false;

    std::string command(std::string_view line) {
        virtual_printer::Faults faults = machine.faults();
        if (line == "quit") {
            quit = true;
            return "ok";
        }
        if (line == "status") return machine.status() + " connections=" + std::to_string(wire.connections());
        if (line == "clear") {
            machine.set({}, Machine::Clock::now());
            return "ok none";
        }
        if (!line.starts_with("fault ") || !faults.add(line.substr(6))) return "error no such line";
        if (faults.reset_after && !wire.is_tcp()) return "error only TCP can be reset";
        machine.set(faults, Machine::Clock::now());
        return "ok " + faults.list();
    }

    void take(const std::vector<std::uint8_t>& bytes) {
        const auto limit = machine.faults().reset_after;
        const bool over = limit && wire.received() >= *limit;
        std::vector<std::uint8_t> heard = bytes;
        if (over) heard.resize(heard.size() - std::min<std::size_t>(heard.size(), wire.received() - *limit));
        machine.receive(heard, Machine::Clock::now());
        if (over) wire.reset();
    }
};

int milliseconds_until(const std::optional<Machine::Clock::time_point>& at) {
    if (!at) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*at - Machine::Clock::now());
    return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"An ESC/POS printer at the far end of a wire: each slip becomes a PNG and a text file"};
    std::string tcp, pty, folder, control_path, maker = "CIRCLE";
    int paper_mm = 80;
    bool no_cutter = false;
    auto* address = app.add_option("--tcp", tcp, "HOST:PORT to listen on; port 0: any, told by 'ready PORT'");
    app.add_option("--pty", pty, "A pty; this path becomes a link to it")->excludes(address);
    app.add_option("--out", folder, "Folder for slip-001.png, slip-001.txt …")
        ->required()
        ->check(CLI::ExistingDirectory);
    app.add_option("--paper", paper_mm, "Paper in mm")->check(CLI::IsMember({58, 80}))->capture_default_str();
    app.add_option("--maker", maker, "What GS I 66 says; EPSON has GS ( H used; empty: GS I is not answered")
        ->capture_default_str();
    app.add_option("--control", control_path, "Unix socket for control lines (default: standard input)");
    app.add_flag("--no-cutter", no_cutter, "Without a cutter a feed of five lines ends a slip");
    app.set_version_flag("--version", "circle-virtual-printer 0.1.0");
    CLI11_PARSE(app, argc, argv);

    std::signal(SIGPIPE, SIG_IGN);
    Printer printer{
        .wire = {},
        .machine = Machine({.maker = maker, .cutter = !no_cutter},
                           virtual_printer::Paper(paper_mm == 58 ? 384 : 576, folder),
                           [&printer](const virtual_printer::Octets& bytes) { printer.wire.send(bytes); })};
    const auto colon = tcp.rfind(':');
    const bool open = pty.empty() ? colon != std::string::npos &&
                                        printer.wire.listen_on(tcp.substr(0, colon), tcp.substr(colon + 1))
                                  : printer.wire.open_pty(pty);
    if (!open) {
        std::cerr << "circle-virtual-printer: " << (pty.empty() ? tcp : pty) << ": " << std::strerror(errno)
                  << "\n";
        return 1;
    }
    circle::drivers::virtual_card::Control control(
        [&printer](std::string_view line) { return printer.command(line); });
    if (control_path.empty()) {
        control.use_standard_input();
    } else if (!control.listen_on(control_path)) {
        std::cerr << "circle-virtual-printer: " << control_path << ": " << std::strerror(errno) << "\n";
        return 1;
    }
    std::cout << "ready " << (pty.empty() ? std::to_string(printer.wire.port()) : pty) << std::endl;

    std::vector<pollfd> polled;
    while (!printer.quit && !control.ended()) {
        polled.clear();
        printer.wire.add_to(polled, !printer.machine.full());
        control.add_to(polled);
        if (poll(polled.data(), polled.size(), milliseconds_until(printer.machine.wake_at())) < 0) continue;
        const auto bytes = printer.wire.serve(polled);
        if (!bytes.empty()) printer.take(bytes);
        printer.machine.run(Machine::Clock::now());
        control.serve(polled);
    }
    return 0;
}
