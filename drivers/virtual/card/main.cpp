// circle-virtual-card: a social-security card in a reader of vsmartcard's vpcd (drivers/virtual/README.md).
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstring>
#include <iostream>

#include "drivers/virtual/card/control.h"
#include "drivers/virtual/card/player.h"

namespace virtual_card = circle::drivers::virtual_card;

namespace {

int milliseconds_until(const std::optional<virtual_card::Player::Clock::time_point>& at) {
    if (!at) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*at - virtual_card::Player::Clock::now());
    return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

int run(virtual_card::VpcdLink& link, virtual_card::Player& player, virtual_card::Control& control) {
    using Clock = virtual_card::Player::Clock;
    std::vector<pollfd> polled;
    while (!player.quit() && !control.ended()) {
        polled.clear();
        if (link.connected()) polled.push_back({link.fd(), POLLIN, 0});
        const bool watched = link.connected();
        control.add_to(polled);
        if (poll(polled.data(), polled.size(), milliseconds_until(player.wake_at())) < 0) continue;
        if (watched && polled.front().revents != 0) player.readable(Clock::now());
        player.tick(Clock::now());
        control.serve(polled);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"A social-security card at the far end of vsmartcard's vpcd"};
    std::string host = "127.0.0.1", port = "35963", person_file, control_path;
    bool inserted = false;
    app.add_option("--host", host, "Host of the vpcd reader")->capture_default_str();
    app.add_option("--port", port, "Port of the vpcd reader: 35963 first slot, 35964 second")
        ->capture_default_str();
    app.add_option("--person", person_file, "Whose card: a TOML file as in assets/people")->required();
    app.add_option("--control", control_path, "Unix socket for control lines (default: standard input)");
    app.add_flag("--inserted", inserted, "Insert the card at once");
    app.set_version_flag("--version", "circle-virtual-card 0.1.0");
    CLI11_PARSE(app, argc, argv);

    std::signal(SIGPIPE, SIG_IGN);
    const auto person = virtual_card::load_person(person_file);
    if (!person) {
        std::cerr << "circle-virtual-card: " << person_file << ": " << person.error() << "\n";
        return 1;
    }
    virtual_card::VpcdLink link(host, port);
    virtual_card::Player player(link, virtual_card::Card(virtual_card::write_files(*person)),
                                virtual_card::stem(person_file));
    virtual_card::Control control(
        [&player](std::string_view line) { return player.command(line, virtual_card::Player::Clock::now()); });
    if (control_path.empty()) {
        control.use_standard_input();
    } else if (!control.listen_on(control_path)) {
        std::cerr << "circle-virtual-card: " << control_path << ": " << std::strerror(errno) << "\n";
        return 1;
    }
    if (inserted) player.command("insert", virtual_card::Player::Clock::now());
    return run(link, player, control);
}
