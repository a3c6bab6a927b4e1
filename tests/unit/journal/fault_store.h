// The memory behind FaultVfs: files with a durable and a live state, locks, shared memory. No SQLite callbacks
// here.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/unit/journal/fault_vfs.h"

struct sqlite3_vfs;

namespace circle::journal::test {

constexpr std::size_t kSlots = 8;  // SQLITE_SHM_NLOCK

struct Pending {
    std::size_t offset = 0;
    std::string bytes;
    bool truncation = false;  // to `offset`
};

struct Node {
    std::string live;
    std::optional<std::string> durable;  // absent: a power cut before the first sync loses the file
    std::vector<Pending> pending;

    int readers = 0;  // file locks, as SQLite's five states
    bool reserved = false, waiting = false, exclusive = false;

    std::vector<std::unique_ptr<char[]>> memory;  // shared memory of the write-ahead log
    std::array<int, kSlots> shared{};
    std::array<bool, kSlots> owned{};
    int mapped = 0;

    void write(std::size_t offset, const char* bytes, std::size_t size);
    void truncate(std::size_t size);
    void sync();
    // What the disk holds after a power cut; nothing when the file is not there.
    std::optional<std::string> after_power_cut(std::uint64_t& random) const;
};

std::uint64_t next_random(std::uint64_t& state);

struct FaultVfs::Store {
    std::string name;
    std::unique_ptr<sqlite3_vfs, void (*)(sqlite3_vfs*)> vfs{nullptr, nullptr};  // registered
    std::map<std::string, std::shared_ptr<Node>> files;
    std::map<std::string, std::string> deleted;  // and the deletion is not on the disk
    std::uint64_t generation = 1;                // counts power cuts: older handles are dead
    std::uint64_t random = 1;

    std::uint64_t acts = 0, fail_act = 0;
    Fault fault = Fault::none;
    bool lasting = false, readonly = false, off = false, ignores_syncs = false;

    // The fault that strikes the act which is about to happen.
    Fault next_act();
};

// Registers the callbacks (fault_vfs.cpp) for `store`, until it goes.
void register_callbacks(FaultVfs::Store& store);

}  // namespace circle::journal::test
