// circle-memory-scan: looks for planted markers in the writable memory of running processes and in files.
//
//   circle-memory-scan [PID…] [--marker TEXT]… [--markers-file FILE|-] [--files FOLDER|FILE]…
//
// A markers file holds one marker a line ("-": standard input). Prints one line per place: where, offset,
// encoding and the marker's number in the order given, never its content. Exit 0: none found; 1: found; 2:
// something could not be read or was said wrongly, so that nothing is proved.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "tests/memory/forms.h"
#include "tests/memory/search.h"

namespace {

using circle::tests::memory::Search;
using circle::tests::memory::StreamSearch;

struct Task {
    std::vector<pid_t> processes;
    std::vector<std::string> markers;
    std::vector<std::filesystem::path> files;
};

struct Pattern {
    std::size_t marker;  // from 1
    std::string encoding;
};

struct Region {
    std::uint64_t begin = 0, end = 0;
    std::string rights, name;

    std::string text() const {
        std::array<char, 64> range{};
        std::snprintf(range.data(), range.size(), "%llx-%llx", static_cast<unsigned long long>(begin),
                      static_cast<unsigned long long>(end));
        return std::string(range.data()) + ' ' + rights + ' ' + (name.empty() ? "[anonymous]" : name);
    }
};

class Scan {
  public:
    bool prepare(const std::vector<std::string>& markers) {
        for (std::size_t i = 0; i < markers.size(); ++i) {
            const auto forms = circle::tests::memory::forms(markers[i]);
            if (forms.empty()) return fail("marker " + std::to_string(i + 1) + " is not UTF-8");
            for (const auto& form : forms) {
                if (!search_.add(form.bytes, patterns_.size()))
                    return fail("marker " + std::to_string(i + 1) + " is too short: " + form.encoding +
                                " has " + std::to_string(form.bytes.size()) + " bytes");
                patterns_.push_back({i + 1, form.encoding});
            }
        }
        return true;
    }

    void process(pid_t pid) {
        const std::string folder = "/proc/" + std::to_string(pid);
        const int memory = open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
        const auto before = regions(folder);
        if (memory < 0 || before.empty()) {
            fail(folder + ": cannot be read (is it running, and do we have CAP_SYS_PTRACE over it?)");
            if (memory >= 0) close(memory);
            return;
        }
        for (const Region& region : before) memory_region(pid, memory, region);
        close(memory);
        if (regions(folder).empty()) fail(folder + ": ended while it was scanned");
    }

    void file_or_folder(const std::filesystem::path& path) {
        std::error_code fault;
        if (std::filesystem::is_directory(path, fault)) {
            using Walk = std::filesystem::recursive_directory_iterator;
            for (Walk entry(path, fault), end; !fault && entry != end; entry.increment(fault)) {
                name(entry->path());
                if (entry->is_regular_file(fault) && !entry->is_symlink(fault)) file(entry->path());
                fault.clear();
            }
        } else if (std::filesystem::is_regular_file(path, fault)) {
            file(path);
        } else {
            fail(path.string() + ": is neither a file nor a folder");
        }
        if (fault) fail(path.string() + ": " + fault.message());
    }

    int result() const {
        std::fprintf(stderr, "%zu patterns, %zu regions, %zu files, %.1f MiB, %zu places\n", patterns_.size(),
                     regions_, files_, static_cast<double>(bytes_) / 1048576, places_);
        return places_ > 0 ? 1 : failed_ ? 2 : 0;
    }

  private:
    static constexpr std::size_t piece_size = std::size_t{1} << 20;

    bool fail(const std::string& what) {
        std::fprintf(stderr, "circle-memory-scan: %s\n", what.c_str());
        failed_ = true;
        return false;
    }

    void tell(const std::string& where, std::uint64_t offset, std::size_t pattern) {
        ++places_;
        std::printf("%s +0x%llx encoding=%s marker=%zu\n", where.c_str(),
                    static_cast<unsigned long long>(offset), patterns_[pattern].encoding.c_str(),
                    patterns_[pattern].marker);
    }

    // Writable regions; empty when the process is gone or is none of ours.
    static std::vector<Region> regions(const std::string& folder) {
        std::vector<Region> all;
        std::ifstream maps(folder + "/maps");
        for (std::string line; std::getline(maps, line);) {
            Region region;
            std::array<char, 8> rights{};
            unsigned long long begin = 0;
            unsigned long long end = 0;
            int name = 0;
            if (std::sscanf(line.c_str(), "%llx-%llx %7s %*s %*s %*s %n", &begin, &end, rights.data(), &name) <
                3)
                continue;
            region.begin = begin;
            region.end = end;
            region.rights = rights.data();
            if (name > 0 && static_cast<std::size_t>(name) < line.size())
                region.name = line.substr(static_cast<std::size_t>(name));
            if (region.rights.size() > 1 && region.rights[1] == 'w') all.push_back(region);
        }
        return all;
    }

    void memory_region(pid_t pid, int memory, const Region& region) {
        ++regions_;
        const std::string where = "pid " + std::to_string(pid) + ' ' + region.text();
        StreamSearch search(search_,
                            [&](std::uint64_t offset, std::size_t pattern) { tell(where, offset, pattern); });
        std::uint64_t unreadable = 0;
        for (std::uint64_t at = region.begin; at < region.end;) {
            const std::size_t wanted = std::min<std::uint64_t>(piece_size, region.end - at);
            const ssize_t got = pread(memory, piece_.data(), wanted, static_cast<off_t>(at));
            if (got > 0) {
                bytes_ += static_cast<std::size_t>(got);
                search.piece({piece_.data(), static_cast<std::size_t>(got)});
                at += static_cast<std::uint64_t>(got);
            } else {  // one page at a time until it can be read again
                at += page_;
                unreadable += page_;
                search.restart(at - region.begin);
            }
        }
        if (unreadable == 0) return;
        // Memory of a graphics card cannot be read so; a region that was given back meanwhile need not.
        const bool device = region.name.starts_with("/dev/") && !region.name.starts_with("/dev/shm");
        for (const Region& now : regions("/proc/" + std::to_string(pid)))
            if (!device && now.begin == region.begin && now.end == region.end)
                fail(where + ": " + std::to_string(unreadable) + " bytes cannot be read");
        if (device) std::fprintf(stderr, "%s: memory of a device, not read\n", where.c_str());
    }

    void name(const std::filesystem::path& path) {
        const std::string text = path.filename().string();
        search_.find(text, [&](std::size_t at, std::size_t pattern, std::size_t) {
            tell("file name in " + path.parent_path().string(), at, pattern);
        });
    }

    void file(const std::filesystem::path& path) {
        const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor < 0) {
            fail(path.string() + ": cannot be read");
            return;
        }
        ++files_;
        StreamSearch search(search_, [&](std::uint64_t offset, std::size_t pattern) {
            tell("file " + path.string(), offset, pattern);
        });
        ssize_t got = 0;
        while ((got = read(descriptor, piece_.data(), piece_.size())) > 0) {
            bytes_ += static_cast<std::size_t>(got);
            search.piece({piece_.data(), static_cast<std::size_t>(got)});
        }
        if (got < 0) fail(path.string() + ": cannot be read to its end");
        close(descriptor);
    }

    Search search_;
    std::vector<Pattern> patterns_;
    std::vector<char> piece_ = std::vector<char>(piece_size);
    std::uint64_t page_ = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    std::size_t regions_ = 0, files_ = 0, bytes_ = 0, places_ = 0;
    bool failed_ = false;
};

bool read_markers(const std::string& name, std::vector<std::string>& markers) {
    std::ifstream file;
    if (name != "-") file.open(name);
    std::istream& lines = name == "-" ? std::cin : file;
    if (!lines) return false;
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) markers.push_back(line);
    return true;
}

// Words when the command line is wrong.
std::string read_task(const std::vector<std::string>& words, Task& task) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const bool takes_value = word == "--marker" || word == "--markers-file" || word == "--files";
        if (takes_value && i + 1 == words.size()) return word + " needs a value";
        if (word == "--marker") {
            task.markers.push_back(words[++i]);
        } else if (word == "--markers-file") {
            if (!read_markers(words[++i], task.markers)) return words[i] + " cannot be read";
        } else if (word == "--files") {
            task.files.emplace_back(words[++i]);
        } else {
            pid_t pid = 0;
            const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), pid);
            if (fault != std::errc() || end != word.data() + word.size() || pid <= 0)
                return word + ": what is that?";
            if (pid == getpid()) return "the scanner holds the markers itself";
            task.processes.push_back(pid);
        }
    }
    if (task.markers.empty()) return "no marker given";
    if (task.processes.empty() && task.files.empty()) return "neither a process nor a file given";
    return {};
}

}  // namespace

int main(int count, char** words) {
    Task task;
    if (const std::string fault = read_task({words + 1, words + count}, task); !fault.empty()) {
        std::fprintf(
            stderr,
            "circle-memory-scan: %s\nusage: circle-memory-scan [PID…] [--marker TEXT]… [--markers-file FILE|-] "
            "[--files FOLDER|FILE]…\n",
            fault.c_str());
        return 2;
    }
    Scan scan;
    if (!scan.prepare(task.markers)) return 2;
    for (const pid_t pid : task.processes) scan.process(pid);
    for (const auto& path : task.files) scan.file_or_folder(path);
    return scan.result();
}
