// The simulation's program; tests/simulation/run says how it is called.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/catalogue/loader.h"
#include "tests/simulation/world.h"
#include "tests/unit/relay/scratch.h"

using namespace circle;
using namespace circle::simulation;

namespace {

constexpr int kTouches = 100;  // of one world: small journals, many of them

struct Broken {
    std::uint64_t seed = 0;
    std::string promise;
};

struct Folder {
    relay::test::Scratch scratch;
    // The journal's key is made once, and always the same: where a row stands in an index follows from it, and
    // a seed must give the same writes.
    Folder() {
        scratch.write("journal.db.key", "thirty-two bytes, always the same");
        std::filesystem::resize_file(key(), 32);
        std::filesystem::permissions(key(), std::filesystem::perms::owner_read);
    }
    std::string key() const { return scratch.path("journal.db.key"); }
    std::string path() const { return std::filesystem::path(key()).parent_path().string(); }
};

template <typename Loaded>
auto must(Loaded loaded) {
    if (!loaded) {
        std::fprintf(stderr, "%s\n", loaded.error().c_str());
        std::exit(2);
    }
    return std::move(*loaded);
}

relay::Profile region() {
    auto loaded = must(relay::load_profile(relay::test::demo_profile_file()));
    relay::Transaction settlement;  // no region's file has one yet
    settlement.number = "2102";
    settlement.kind = relay::TransactionClass::Settlement;
    settlement.node = "druginfo";
    settlement.fields = {{.name = "psn_no", .length = 30, .mandatory = true}};
    loaded.transactions.push_back(std::move(settlement));
    return loaded;
}

const Assets& assets() {
    const char* given = std::getenv("CIRCLE_ASSETS");
    static const std::string folder = given != nullptr ? given : "assets";
    static const Assets read{catalogue::load(folder + "/catalogue").value().catalogue,
                             must(Areas::load(folder + "/places/divisions.csv")), region()};
    return read;
}

std::optional<Broken> run(std::uint64_t seed, int transactions, Mutation mutation, Counts* met,
                          bool trace = false) {
    const Folder folder;
    for (int made = 0; made < transactions; made += kTouches, ++seed) {
        World world(seed, mutation, folder.path(), assets());
        if (trace) world.trace();
        std::string promise = world.run(kTouches);
        if (met != nullptr) {
            for (const auto& [what, count] : world.met()) (*met)[what] += count;
        }
        if (!promise.empty()) return Broken{seed, std::move(promise)};
    }
    return std::nullopt;
}

const char* const kMustBeMet[] = {"accepted ",
                                  "refused signature",
                                  "absent connect",
                                  "absent already_there",
                                  "absent list_unread",
                                  "absent not_sent",
                                  "absent journal",
                                  "absent not_there",
                                  "confirmed equal_row",
                                  "confirmed by_key",
                                  "handed_over several_equal",
                                  "handed_over day_over",
                                  "handed_over reversal_lost",
                                  "handed_over reversal_refused",
                                  "reversed by_2601",
                                  "power cut",
                                  "process killed",
                                  "power at an act",
                                  "disk failed",
                                  "disk full",
                                  "clock jumped",
                                  "clean restart",
                                  "visit ended: done",
                                  "visit ended: cancelled",
                                  "visit ended: declined",
                                  "visit ended: timed_out",
                                  "visit ended: card_taken",
                                  "visit ended: other_card",
                                  "sending ended by itself",
                                  "told first",
                                  "acknowledged",
                                  "judged",
                                  "found by code",
                                  "held back by the visit",
                                  "card forgotten",

                                  "noted not_written"};

int simulate(std::uint64_t seed, int transactions, bool trace) {
    Counts met;
    const auto begun = std::chrono::steady_clock::now();
    const auto broken = run(seed, transactions, Mutation::None, &met, trace);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    for (const auto& [what, count] : met)
        std::printf("  %-32s %8llu\n", what.c_str(), static_cast<unsigned long long>(count));
    if (broken) {
        std::printf("BROKEN: %s\nreplay: tests/simulation/run --seed %llu --transactions %d\n",
                    broken->promise.c_str(), static_cast<unsigned long long>(broken->seed), kTouches);
        return 1;
    }
    int missing = 0;
    for (const char* what : kMustBeMet) {
        // A promise about an end that never comes would prove nothing; few transactions need not meet them all.
        if (met.contains(what) || transactions < 20'000) continue;
        std::printf("never met: %s\n", what);
        ++missing;
    }
    std::printf("%d transactions from seed %llu in %.1f s: every promise held\n", transactions,
                static_cast<unsigned long long>(seed), seconds);
    return missing == 0 ? 0 : 1;
}

int mutate(std::uint64_t seed, int transactions) {
    int survived = 0;
    std::printf("%-22s %-50s %-10s %s\n", "taken away", "the precaution", "seed", "the promise that breaks");
    for (const Described& each : kMutations) {
        const auto broken = run(seed, transactions, each.mutation, nullptr);
        std::printf("%-22.*s %-50.*s ", static_cast<int>(each.name.size()), each.name.data(),
                    static_cast<int>(each.precaution.size()), each.precaution.data());
        if (broken)
            std::printf("%-10llu %s\n", static_cast<unsigned long long>(broken->seed), broken->promise.c_str());
        else
            std::printf("SURVIVED   %d transactions and nothing was found\n", transactions);
        std::fflush(stdout);
        survived += broken ? 0 : 1;
    }
    return survived == 0 ? 0 : 1;
}

struct Wanted {
    std::uint64_t seed = 20261122;
    int transactions = 100'000;
    bool mutations = false, trace = false;
};

template <typename Number>
bool number(std::string_view text, Number& value) {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size();
}

std::optional<Wanted> wanted(int argc, char** argv) {
    Wanted said;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const std::string_view value = i + 1 < argc ? argv[i + 1] : "";
        if (word == "--mutations") {
            said.mutations = true;
        } else if (word == "--trace") {
            said.trace = true;
        } else if (word == "--seed" && number(value, said.seed)) {
            ++i;
        } else if (word == "--transactions" && number(value, said.transactions) && said.transactions > 0) {
            ++i;
        } else {
            return std::nullopt;
        }
    }
    return said;
}

}  // namespace

int main(int argc, char** argv) {
    const auto said = wanted(argc, argv);
    if (!said) {
        std::fprintf(stderr, "simulation [--seed N] [--transactions N] [--trace] [--mutations]\n");
        return 2;
    }
    if (said->mutations) return mutate(said->seed, std::min(said->transactions, 10'000));
    return simulate(said->seed, said->transactions, said->trace);
}
