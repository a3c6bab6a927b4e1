// The command line: what can be answered without a window, and the terminal itself.
#include "kiosk/main/command_line.h"

#include <fmt/format.h>
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "kiosk/events/events.h"
#include "kiosk/events/log.h"
#include "kiosk/events/sinks.h"
#include "kiosk/main/assets.h"
#include "kiosk/main/fitting.h"
#include "kiosk/main/signals.h"
#include "kiosk/main/terminal.h"
#include "kiosk/privacy/harden.h"
#include "kiosk/privacy/heap.h"
#include "kiosk/settings/settings.h"

namespace circle {
namespace {

constexpr int kGood = 0, kFailed = 1, kUsage = 2;

struct Command {
    std::string config = "/etc/circle-terminal/terminal.toml";
    std::string assets;
    std::string inspect;
    std::string role = "resident";
    std::string kind;
    bool check_config = false;
    bool list_items = false;
};

// glibc raises its threshold for blocks of their own with the first large one that is freed, and then keeps the
// room of pictures and glyph textures (4 to 16 MB) in the heap. Held fixed, they go back as they are freed. One
// arena beside the main one is enough: the other threads allocate little.
void keep_heap_small() {
    constexpr int kOwnBlock = 256 * 1024;  // bytes
    mallopt(M_MMAP_THRESHOLD, kOwnBlock);
    mallopt(M_ARENA_MAX, 2);
}

int list_items(const Command& command) {
    const auto assets = load_assets(assets_folder(command.assets), "hunan-csb");
    for (const auto& fault : assets.catalogue_faults) fmt::print(stderr, "{}\n", catalogue::describe(fault));
    const auto kind = catalogue::kind_named(command.kind);
    if (!command.kind.empty() && !kind) {
        fmt::print(stderr, "--list-items: '{}' is none of township, village, provider, school, extension\n",
                   command.kind);
        return kUsage;
    }
    if (kind) {
        for (const auto* item : assets.catalogue.items_for(*kind))
            fmt::print("{}\t{}\n", item->id, item->title.zh);
    } else {
        for (const auto& item : assets.catalogue.items) fmt::print("{}\t{}\n", item.id, item.title.zh);
    }
    return assets.catalogue_faults.empty() ? kGood : kFailed;
}

int check_config(const Command& command) {
    const auto read = settings::load(command.config);
    if (!read) {
        for (const auto& problem : read.error())
            fmt::print(stderr, "{}: {}\n", command.config, describe(problem));
        return kFailed;
    }
    fmt::print("{}", settings::effective(*read));
    for (const auto& problem : settings::exposed_files(*read))
        fmt::print(stderr, "warning: {}\n", describe(problem));
    const auto assets = load_assets(assets_folder(command.assets), read->platform.profile);
    for (const auto& problem : assets.problems) fmt::print(stderr, "{}\n", problem);
    const auto unfit = unfit_site(read->site, assets.profile, command.config);
    for (const auto& problem : unfit) fmt::print(stderr, "{}: {}\n", command.config, describe(problem));
    return assets.problems.empty() && unfit.empty() ? kGood : kFailed;
}

void log_hardening(events::Log& log, const privacy::Hardening& hardening) {
    if (!hardening.undumpable) log.write(events::ProcessNotHardened{.step = "dumpable"});
    if (!hardening.no_core) log.write(events::ProcessNotHardened{.step = "core"});
    if (!hardening.memory_locked) {
        log.write(events::MemoryLockRefused{.reason = events::Token::checked(hardening.lock_refusal)});
    }
    if (!privacy::heap_wipes()) log.write(events::MemoryHeapNotWiped{});
}

// A broken configuration must not leave a black screen: residents read that the terminal is out of service and
// where to go, the technician reads line and key.
void tell_unusable(const Command& command, const std::vector<settings::Problem>& problems, events::Log& log,
                   TerminalOptions& options) {
    if (problems.empty()) return;
    log.write(events::SettingsProblems{.problems = problems.size()});
    for (const auto& problem : problems) {
        const auto words = fmt::format("{}: {}", command.config, describe(problem));
        fmt::print(stderr, "{}\n", words);
        if (options.unusable.empty()) options.unusable = words;
    }
}

int run_terminal(const Command& command, const privacy::Hardening& hardening) {
    const auto began = std::chrono::steady_clock::now();
    const auto recent = std::make_shared<events::MemorySink>();
    events::Log log({events::stderr_sink(), recent});
    log.write(events::ProgramStarted{.version = events::Version::checked(CIRCLE_VERSION),
                                     .role = events::Token::checked(command.role)});
    log_hardening(log, hardening);

    TerminalOptions options;
    options.inspect_socket = command.inspect;
    if (auto read = settings::load(command.config)) {
        options.settings = std::move(*read);
        for (const auto& problem : settings::exposed_files(options.settings)) {
            log.write(events::SettingsFileExposed{.key = events::Token::checked(problem.key)});
            fmt::print(stderr, "{}: {}\n", command.config, describe(problem));
        }
    } else {
        tell_unusable(command, read.error(), log, options);
        options.settings.screen.width_mm = 268;
        options.settings.screen.height_mm = 476;
        options.settings.platform.profile = "hunan-csb";
    }
    const auto folder = assets_folder(command.assets);
    options.profile_file = profile_path(folder, options.settings.platform.profile).string();
    options.assets = load_assets(folder, options.settings.platform.profile);
    if (!options.assets.catalogue_faults.empty()) {
        log.write(events::CatalogueProblems{.problems = options.assets.catalogue_faults.size()});
    }
    for (const auto& problem : options.assets.problems) fmt::print(stderr, "{}\n", problem);
    tell_unusable(command, unfit_site(options.settings.site, options.assets.profile, command.config), log,
                  options);

    auto terminal = Terminal::start(std::move(options), log, recent);
    if (!terminal) {
        fmt::print(stderr, "{}\n", terminal.error());
        return kFailed;
    }
    log.write(events::ProgramReady{.took = std::chrono::duration_cast<std::chrono::milliseconds>(
                                       std::chrono::steady_clock::now() - began)});
    const auto reason = (*terminal)->run();
    terminal->reset();
    log.write(events::ProgramStopped{
        .reason = events::Token::checked(reason),
        .seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began)
                       .count()});
    return kGood;
}

}  // namespace

int run_program(int argc, char** argv) {
    keep_heap_small();
    block_end_signals();
    const auto hardening = privacy::harden_process();

    Command command;
    CLI::App app("服务圈终端: the terminal of a medical-insurance service point", "circle-terminal");
    app.set_version_flag("--version", CIRCLE_VERSION);
    app.add_option("--config", command.config, "configuration file")->capture_default_str();
    app.add_option("--assets", command.assets, "folder of catalogue, regions, places and texts");
    app.add_option("--role", command.role, "resident (counter, technician and board are not in this version)")
        ->check(CLI::IsMember({"resident", "counter", "technician", "board"}))
        ->capture_default_str();
    app.add_flag("--check-config", command.check_config,
                 "print the effective configuration, or what is wrong with it");
    auto* list =
        app.add_option("--list-items", command.kind,
                       "items of a kind of point (township, village, provider, school, extension), or all")
            ->expected(0, 1);
    app.add_option("--inspect", command.inspect,
                   "Unix socket of the inspect channel (not in the packaged program)");
    CLI11_PARSE(app, argc, argv);

    if (list->count() > 0) return list_items(command);
    if (command.check_config) return check_config(command);
    if (command.role != "resident") {
        fmt::print(stderr, "--role {}: not in this version; only resident is\n", command.role);
        return kUsage;
    }
    return run_terminal(command, hardening);
}

}  // namespace circle
