#include "tests/simulation/terminal.h"

#include <utility>

namespace circle::simulation {
namespace {

// Undoes, inside the same transaction, what the program wrote: as if it had not been written.
const char* trigger_of(Mutation mutation) {
    switch (mutation) {
        case Mutation::SendingNotWritten:
            return "CREATE TRIGGER lie AFTER UPDATE OF state ON matter WHEN NEW.state = 'sending' BEGIN"
                   " UPDATE matter SET state = OLD.state, message_id = OLD.message_id, tries = OLD.tries"
                   " WHERE id = NEW.id; END";
        case Mutation::EndNotWritten:
            return "CREATE TRIGGER lie AFTER UPDATE OF state ON matter WHEN NEW.state = 'accepted' BEGIN"
                   " UPDATE matter SET state = OLD.state, settled = 0 WHERE id = NEW.id; END";
        case Mutation::OpenForgotten:
            return "CREATE TRIGGER lie AFTER UPDATE OF state ON matter WHEN NEW.state = 'unknown' BEGIN"
                   " UPDATE matter SET settled = 1 WHERE id = NEW.id; END";
        case Mutation::MarkNotDurable:
            return "CREATE TRIGGER lie AFTER UPDATE ON mark BEGIN"
                   " UPDATE mark SET second = OLD.second WHERE name = NEW.name; END";
        default:
            return nullptr;
    }
}

}  // namespace

Terminal::Terminal(const std::string& folder, const relay::Profile& profile, Mutation mutation)
    : file_(folder + "/journal.db"), profile_(profile), mutation_(mutation) {}

std::string Terminal::set_up() {
    if (!start()) return "the first start failed";
    if (const char* lie = trigger_of(mutation_); lie != nullptr && !reader.run(lie))
        return "the lie could not be told";
    disk.ignore_syncs(mutation_ == Mutation::SyncsIgnored);
    return {};
}

std::optional<ledger::Effects> Terminal::start() {
    auto opened = ledger::Ledger::open({file_, "H43102100001", 1, &profile_, disk.name()});
    if (!opened) return std::nullopt;
    auto effects = (*opened)->start(stamp());
    if (!effects || !reader.open(file_, disk.name())) return std::nullopt;
    ledger = std::move(*opened);
    return std::move(*effects);
}

void Terminal::die(bool power, std::uint64_t seed) {
    if (power)
        disk.power_cut(seed);
    else
        disk.process_killed();
    ledger.reset();
    reader.close();
    if (power) booted_ms_ = now_ms - 1'000;
}

void Terminal::end_clean() {
    reader.close();
    ledger.reset();
}

}  // namespace circle::simulation
