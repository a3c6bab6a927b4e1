// A filing from her touch to its end by the ledger, the line's time not counted, against the bare parts: an
// append and fsync for each of its four writes (recorded, number, sending, accepted), in turns, so that the
// disk's mood falls on both. And a start over a journal of ten thousand rows. Prints one JSON line. Usage:
// bench_ledger [ROUNDS], or bench_ledger rows FILE, which leaves such a journal, all of it open; writes below
// CIRCLE_OUT, else the current folder, and cleans up.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/journal/journal.h"
#include "kiosk/ledger/ledger.h"
#include "tests/unit/journal/fault_vfs.h"

using namespace circle;
using ledger::Ledger;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRows = 10'000;
constexpr std::size_t kRow = 900;  // bytes of a filing's row, sealed, with its clear columns

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "bench_ledger: %s\n", why.c_str());
    std::exit(1);
}

template <typename Act>
double microseconds(Act act) {
    const auto begin = Clock::now();
    act();
    return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

double median(std::vector<double>& values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

relay::Profile profile() {
    const char* assets = std::getenv("CIRCLE_ASSETS");
    auto loaded =
        relay::load_profile(std::string(assets != nullptr ? assets : "assets") + "/regions/hunan-csb.toml");
    if (!loaded) stop(loaded.error());
    return std::move(*loaded);
}

void append(int file, std::size_t size) {
    const std::string bytes(size, 'b');
    if (::write(file, bytes.data(), size) != static_cast<ssize_t>(size) || ::fsync(file) != 0)
        stop("cannot append");
}

std::unique_ptr<Ledger> started(const std::string& file, const relay::Profile& region, const Stamp& now) {
    auto opened = Ledger::open({file, "H43102100001", 1, &region, {}});
    if (!opened) stop(opened.error().text);
    if (const auto effects = (*opened)->start(now); !effects) stop(effects.error().text);
    return std::move(*opened);
}

template <typename Kind>
Kind only(const ledger::Effects& effects) {
    for (const auto& effect : effects) {
        if (const auto* found = std::get_if<Kind>(&effect)) return *found;
    }
    stop("the ledger does not go on");
}

void file_one(Ledger& ledger, int number, const Stamp& now) {
    ledger::Case made;
    made.item = "I20";
    made.transaction = "2501";
    made.person = "4300001000000" + std::to_string(1'000'000 + number);
    made.insured_area = "431021";
    made.fields = {{"psn_no", made.person},
                   {"insutype", "390"},
                   {"diag_code", "I21.900"},
                   {"diag_name", "made up"},
                   {"reflin_medins_no", "H430"},
                   {"reflin_medins_name", "made up"},
                   {"refl_date", "2026-11-22"},
                   {"refl_rea", std::string(100, 'r')},
                   {"refl_opnn", std::string(200, 'o')}};
    made.code = std::to_string(100'000 + number);
    const auto query = only<relay::Query>(ledger.submit(made, now).effects);
    Reply list;
    list.nodes["refmedin"] = {};
    const auto order = only<relay::Order>(ledger.answered({query.id, "5304", {}, list, true}, now));
    Reply done;
    done.nodes["result"] = {{{"trt_dcla_detl_sn", "G1"}}};
    const auto end = only<ledger::Moved>(ledger.answered({order.id, "2501", {}, done, true}, now));
    if (end.state != transaction::State::Accepted) stop("a filing was not accepted");
}

// Ten thousand rows, made on a disk in memory and then put on the real one: what is measured is the start.
void make_rows(const std::string& file, bool open) {
    journal::test::FaultVfs memory("memory");
    {
        auto journal = journal::Journal::open(file, memory.name());
        if (!journal) stop(journal.error().text);
        journal::Row row;
        row.state = open ? "unknown" : "accepted";
        row.kind = "filing";
        row.transaction = "2501";
        row.created_ms = row.changed_ms = 1'795'312'800'000;
        row.settled = row.told = !open;
        row.content = std::string(kRow, 'c');
        for (int i = 0; i < kRows; ++i) {
            if (!journal->add(row, "person " + std::to_string(i), std::to_string(i))) stop("cannot add a row");
        }
    }
    std::ofstream(file, std::ios::binary) << memory.content(file);
}

double start_microseconds(const std::string& folder, const relay::Profile& region, bool open) {
    const std::string file = folder + (open ? "/open.db" : "/closed.db");
    make_rows(file, open);
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) {
        times.push_back(microseconds([&] {
            const auto ledger = started(file, region, {1'000, 1'795'312'800'000});
            if (ledger->book().open.size() != (open ? kRows : 0)) stop("rows are missing");
        }));
    }
    return median(times);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "rows") {  // left there, for the start of a whole terminal
        make_rows(argv[2], true);
        return 0;
    }
    const int rounds = std::max(argc > 1 ? std::atoi(argv[1]) : 400, 10);
    const char* out = std::getenv("CIRCLE_OUT");
    std::string folder = std::string(out != nullptr ? out : ".") + "/ledger-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) stop("no folder for the files");
    {
        const relay::Profile region = profile();
        Stamp now{1'000, 1'795'312'800'000};
        const auto ledger = started(folder + "/j.db", region, now);
        const int bare = ::open((folder + "/bare").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        std::vector<double> filings, bares;
        for (int i = 0; i < rounds; ++i) {
            now.steady_ms += 1'000;
            now.unix_ms += 1'000;  // so that each takes a number of its own second
            bares.push_back(microseconds([&] {
                for (const std::size_t size : {kRow, std::size_t{16}, kRow, kRow}) append(bare, size);
            }));
            filings.push_back(microseconds([&] { file_one(*ledger, i, now); }));
        }
        ::close(bare);
        const double opened = start_microseconds(folder, region, true);
        const double closed = start_microseconds(folder, region, false);
        std::printf(
            "{\"rounds\":%d,\"filing_us\":%.1f,\"bare_us\":%.1f,\"ratio\":%.2f,\"rows\":%d,\"start_open_us\":"
            "%.1f,\"start_closed_us\":%.1f}\n",
            rounds, median(filings), median(bares), median(filings) / median(bares), kRows, opened, closed);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return 0;
}
