// A transaction made durable by the journal against a bare append and fsync of the same bytes, in turns, so
// that the disk's mood falls on both. Prints one JSON line. Usage: bench_journal [ROUNDS]; writes below
// CIRCLE_OUT, else the current folder, and cleans up.
//
// "bare" appends as many bytes as the row has, sealed; "bare log" as many as SQLite writes to its log for it
// (whole pages with their frames): what any store with pages must write.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/journal/journal.h"

using namespace circle::journal;

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kContent = 900;              // a filing with its list from before
constexpr std::size_t kRow = kContent + 29 + 130;  // sealed, with clear columns and hashes
constexpr int kOpenRows = 10000;

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "bench_journal: %s\n", why.c_str());
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

class BareFile {
  public:
    BareFile(const std::string& file, std::size_t size)
        : bytes_(size, 'b'), fd_(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
        if (fd_ < 0) stop("cannot write " + file);
    }
    BareFile(const BareFile&) = delete;
    BareFile& operator=(const BareFile&) = delete;
    ~BareFile() { ::close(fd_); }
    void append() const {
        if (::write(fd_, bytes_.data(), bytes_.size()) != static_cast<ssize_t>(bytes_.size()) ||
            ::fsync(fd_) != 0) {
            stop("cannot append");
        }
    }

  private:
    std::string bytes_;
    int fd_;
};

Row filing() {
    Row row;
    row.state = "recorded";
    row.kind = "filing";
    row.transaction = "2501";
    row.message_id = "H43102100001202611221544260000";
    row.created_ms = row.changed_ms = 1795312800000;
    row.content = std::string(kContent, 'c');
    return row;
}

Journal open(const std::string& file) {
    auto journal = Journal::open(file);
    if (!journal) stop(journal.error().text);
    return std::move(*journal);
}

std::int64_t add(Journal& journal, const Row& row, int number) {
    const auto id = journal.add(row, "person " + std::to_string(number), std::to_string(number));
    if (!id) stop(id.error().text);
    return *id;
}

std::size_t size_of(const std::string& file) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    return none ? 0 : static_cast<std::size_t>(size);
}

// What the log grows by for one row, once the indexes have some pages.
std::size_t log_bytes(const std::string& folder) {
    Journal journal = open(folder + "/log.db");
    for (int i = 0; i < 50; ++i) add(journal, filing(), i);
    const std::size_t before = size_of(folder + "/log.db-wal");
    for (int i = 0; i < 50; ++i) add(journal, filing(), 50 + i);
    return (size_of(folder + "/log.db-wal") - before) / 50;
}

double open_microseconds(const std::string& folder) {
    const std::string file = folder + "/large.db";
    {
        Journal journal = open(file);
        for (int i = 0; i < kOpenRows; ++i) {
            Row row = filing();
            row.settled = row.told = i % 2 == 0;
            add(journal, row, i);
        }
    }
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) {
        times.push_back(microseconds([&] {
            Journal journal = open(file);
            const auto rows = journal.open_rows();
            if (!rows || rows->size() != kOpenRows / 2) stop("rows are missing");
        }));
    }
    return median(times);
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = std::max(argc > 1 ? std::atoi(argv[1]) : 600, 10);
    const char* out = std::getenv("CIRCLE_OUT");
    std::string folder = std::string(out != nullptr ? out : ".") + "/journal-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) stop("no folder for the files");
    {
        const std::size_t log = log_bytes(folder);
        Journal journal = open(folder + "/j.db");
        const BareFile bare(folder + "/bare", kRow), bare_log(folder + "/bare_log", log);
        std::vector<double> adds, changes, bares, bare_logs;
        for (int i = 0; i < rounds; ++i) {
            Row row = filing();
            bares.push_back(microseconds([&] { bare.append(); }));
            adds.push_back(microseconds([&] { row.id = add(journal, row, i); }));
            bare_logs.push_back(microseconds([&] { bare_log.append(); }));
            row.state = "sending";
            row.content.reset();
            changes.push_back(microseconds([&] {
                if (!journal.change(row)) stop("cannot change a row");
            }));
        }
        const double opening = open_microseconds(folder);
        std::printf(
            "{\"rounds\":%d,\"row_bytes\":%zu,\"log_bytes\":%zu,\"bare_us\":%.1f,\"bare_log_us\":%.1f,\"add_"
            "us\":%.1f,"
            "\"change_us\":%.1f,\"ratio\":%.2f,\"rows\":%d,\"open_us\":%.1f}\n",
            rounds, kRow, log, median(bares), median(bare_logs), median(adds), median(changes),
            median(adds) / median(bares), kOpenRows, opening);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return 0;
}
