// An SQLite VFS for tests: files in memory, of which each knows what is on the disk and what is only in flight;
// any write, sync, truncation or deletion can fail or be the last one before a power cut.
//
// A power cut keeps what was synced. What was not is lost, or kept in part: pieces of 512 bytes chosen by a
// seed, in any order, as disks do. A file whose first sync has not come does not exist afterwards; a deletion
// without a sync of the folder may be undone. The same calls and the same seed give the same bytes.
//
// One thread. Several connections may have a file open (locks and the write-ahead log's shared memory are kept
// as in one process). A FaultVfs outlives every connection that was opened on it; after a power cut the old
// ones get errors only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace circle::journal::test {

enum class Fault {
    none,
    io,         // SQLITE_IOERR_WRITE, _FSYNC, _TRUNCATE or _DELETE; nothing is done
    full,       // SQLITE_FULL; nothing is done
    torn_full,  // SQLITE_FULL after half of the write was done
    power,      // this act and all later ones never happen; then call power_cut()
};

class FaultVfs {
  public:
    // Registers under `name`, which Journal::open takes as `vfs`; not the default VFS.
    explicit FaultVfs(std::string name);
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;
    ~FaultVfs();

    const std::string& name() const;

    // Acts (writes, syncs, truncations, deletions) since the start or the last reset_acts().
    std::uint64_t acts() const;
    void reset_acts();

    // The act of that number, counted from 1, fails; with `lasting` all later ones too. Fault::none takes it
    // back.
    void fail_at(std::uint64_t act, Fault fault, bool lasting = false);
    // Files opened from now on may only be read.
    void read_only(bool on);

    // Whether Fault::power has struck.
    bool powerless() const;
    // The power comes back: faults are taken back, files are what the disk held. `seed` 0: everything unsynced
    // is lost; another chooses what of it had arrived.
    void power_cut(std::uint64_t seed = 0);
    // Only the process dies: what it wrote stays written, synced or not; its connections get errors from now
    // on.
    void process_killed();
    // A disk that says that it has synced and has not.
    void ignore_syncs(bool on);

    bool exists(const std::string& file) const;
    // What a reader sees now. `file` as it was opened, or with "-wal" after it.
    std::string content(const std::string& file) const;
    // Puts a file there, synced; no connection may have it open.
    void put(const std::string& file, const std::string& bytes);

    struct Store;  // fault_vfs.cpp

  private:
    std::unique_ptr<Store> store_;
};

}  // namespace circle::journal::test
