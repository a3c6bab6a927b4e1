// SQLite's side of FaultVfs: the callbacks of sqlite3_vfs and sqlite3_io_methods (https://sqlite.org/vfs.html,
// and "shared-memory" and "locks" in sqlite3.h). Files of no name are temporary and never fail.
#include "tests/unit/journal/fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "tests/unit/journal/fault_store.h"

namespace circle::journal::test {
namespace {

using Store = FaultVfs::Store;

struct Handle {
    sqlite3_file base;
    Store* store;
    std::shared_ptr<Node> node;
    std::uint64_t generation;
    int lock;
    std::uint32_t shared, owned;  // slots of shared memory that this connection holds
    bool mapped, named, readonly;
};

Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
Store& of(sqlite3_vfs* vfs) { return *static_cast<Store*>(vfs->pAppData); }
bool dead(const Handle& handle) { return handle.generation != handle.store->generation; }

// What an act ends with before it happens; `failure` is the kind of I/O error.
int strike(const Handle& handle, int failure, Fault* struck = nullptr) {
    if (!handle.named) return SQLITE_OK;
    if (dead(handle)) return failure;
    if (handle.readonly) return SQLITE_READONLY;
    const Fault fault = handle.store->next_act();
    if (struck != nullptr) *struck = fault;
    if (fault == Fault::none) return SQLITE_OK;
    return fault == Fault::full || fault == Fault::torn_full ? SQLITE_FULL : failure;
}

void set_lock(Handle& handle, int level) {
    Node& node = *handle.node;
    if (handle.lock >= SQLITE_LOCK_SHARED && level < SQLITE_LOCK_SHARED) --node.readers;
    if (handle.lock < SQLITE_LOCK_SHARED && level >= SQLITE_LOCK_SHARED) ++node.readers;
    if (handle.lock >= SQLITE_LOCK_RESERVED || level >= SQLITE_LOCK_RESERVED) {
        node.reserved = level >= SQLITE_LOCK_RESERVED;
        node.waiting = level >= SQLITE_LOCK_PENDING;
        node.exclusive = level >= SQLITE_LOCK_EXCLUSIVE;
    }
    handle.lock = level;
}

int lock(sqlite3_file* file, int level) {
    Handle& handle = of(file);
    if (dead(handle)) return SQLITE_IOERR_LOCK;
    if (level <= handle.lock) return SQLITE_OK;
    const Node& node = *handle.node;
    const bool others_write = node.reserved && handle.lock < SQLITE_LOCK_RESERVED;
    if (level == SQLITE_LOCK_SHARED && (node.waiting || node.exclusive)) return SQLITE_BUSY;
    if (level >= SQLITE_LOCK_RESERVED && others_write) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_EXCLUSIVE && node.readers > 1) {
        set_lock(handle, SQLITE_LOCK_PENDING);
        return SQLITE_BUSY;
    }
    set_lock(handle, level);
    return SQLITE_OK;
}

int unlock(sqlite3_file* file, int level) {
    Handle& handle = of(file);
    if (level < handle.lock) set_lock(handle, level);
    return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* reserved) {
    *reserved = of(file).node->reserved ? 1 : 0;
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    const Handle& handle = of(file);
    if (dead(handle) || handle.store->off) return SQLITE_IOERR_READ;
    const std::string& live = handle.node->live;
    const auto from = std::min(static_cast<std::size_t>(offset), live.size());
    const auto got = std::min(static_cast<std::size_t>(size), live.size() - from);
    std::memcpy(to, live.data() + from, got);
    if (got == static_cast<std::size_t>(size)) return SQLITE_OK;
    std::memset(static_cast<char*>(to) + got, 0, static_cast<std::size_t>(size) - got);
    return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    Handle& handle = of(file);
    Fault fault = Fault::none;
    const int struck = strike(handle, SQLITE_IOERR_WRITE, &fault);
    const auto whole = static_cast<std::size_t>(size);
    if (struck == SQLITE_OK || fault == Fault::torn_full) {
        handle.node->write(static_cast<std::size_t>(offset), static_cast<const char*>(bytes),
                           struck == SQLITE_OK ? whole : whole / 2);
    }
    return struck;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    Handle& handle = of(file);
    if (const int struck = strike(handle, SQLITE_IOERR_TRUNCATE); struck != SQLITE_OK) return struck;
    handle.node->truncate(static_cast<std::size_t>(size));
    return SQLITE_OK;
}

int sync(sqlite3_file* file, int /*flags*/) {
    Handle& handle = of(file);
    const int struck = strike(handle, SQLITE_IOERR_FSYNC);
    if (struck != SQLITE_OK) return struck;
    if (handle.store->ignores_syncs && handle.node->durable) return SQLITE_OK;
    // A new file's first sync syncs its folder too, as SQLite's own VFS does it: deletions before are then on
    // the disk.
    if (handle.named && !handle.node->durable) handle.store->deleted.clear();
    handle.node->sync();
    return SQLITE_OK;
}

int size_of(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(of(file).node->live.size());
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
// As SQLite's own VFS says of a Linux disk: bytes beside a write are not harmed by a power cut.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
    Handle& handle = of(file);
    *to = nullptr;
    if (dead(handle)) return SQLITE_IOERR_SHMMAP;
    Node& node = *handle.node;
    if (!handle.mapped) {
        handle.mapped = true;
        ++node.mapped;
    }
    while (static_cast<int>(node.memory.size()) <= page) {
        if (extend == 0) return SQLITE_OK;
        node.memory.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
    }
    *to = node.memory[static_cast<std::size_t>(page)].get();
    return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    Handle& handle = of(file);
    if (dead(handle)) return SQLITE_IOERR_SHMLOCK;
    Node& node = *handle.node;
    const auto first = static_cast<std::size_t>(offset), last = first + static_cast<std::size_t>(count);
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if ((flags & SQLITE_SHM_LOCK) != 0) {
        for (std::size_t slot = first; slot < last; ++slot) {
            const std::uint32_t bit = 1U << slot;
            const int others = node.shared[slot] - ((handle.shared & bit) != 0 ? 1 : 0);
            if ((node.owned[slot] && (handle.owned & bit) == 0) || (exclusive && others > 0))
                return SQLITE_BUSY;
        }
    }
    for (std::size_t slot = first; slot < last; ++slot) {
        const std::uint32_t bit = 1U << slot;
        if ((flags & SQLITE_SHM_LOCK) != 0) {
            if (exclusive) {
                node.owned[slot] = true;
                handle.owned |= bit;
            } else if ((handle.shared & bit) == 0) {
                ++node.shared[slot];
                handle.shared |= bit;
            }
            continue;
        }
        if ((handle.owned & bit) != 0) node.owned[slot] = false;
        if ((handle.shared & bit) != 0) --node.shared[slot];
        handle.owned &= ~bit;
        handle.shared &= ~bit;
    }
    return SQLITE_OK;
}

void shm_barrier(sqlite3_file*) {}

int shm_unmap(sqlite3_file* file, int /*remove*/) {
    Handle& handle = of(file);
    if (!handle.mapped) return SQLITE_OK;
    handle.mapped = false;
    if (--handle.node->mapped == 0) handle.node->memory.clear();
    return SQLITE_OK;
}

int close(sqlite3_file* file) {
    Handle& handle = of(file);
    shm_unmap(file, 0);
    set_lock(handle, SQLITE_LOCK_NONE);
    handle.~Handle();
    return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {
    .iVersion = 2,
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = size_of,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = check_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given) {
    Store& store = of(vfs);
    file->pMethods = nullptr;
    if (store.off) return SQLITE_CANTOPEN;
    std::shared_ptr<Node> node;
    if (name == nullptr) {
        node = std::make_shared<Node>();
    } else if (const auto found = store.files.find(name); found != store.files.end()) {
        node = found->second;
    } else {
        if ((flags & SQLITE_OPEN_CREATE) == 0 || store.readonly) return SQLITE_CANTOPEN;
        node = std::make_shared<Node>();
        store.files.emplace(name, node);
    }
    auto* handle = new (file) Handle{};
    handle->base.pMethods = &kMethods;
    handle->store = &store;
    handle->node = std::move(node);
    handle->generation = store.generation;
    handle->named = name != nullptr;
    handle->readonly = store.readonly && name != nullptr;
    if (given != nullptr) {
        *given = handle->readonly ? (flags & ~SQLITE_OPEN_READWRITE) | SQLITE_OPEN_READONLY : flags;
    }
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    Store& store = of(vfs);
    const auto found = store.files.find(name);
    if (found == store.files.end()) return SQLITE_IOERR_DELETE_NOENT;
    if (store.next_act() != Fault::none) return SQLITE_IOERR_DELETE;
    if (sync_folder == 0 && found->second->durable) {
        store.deleted[name] = *found->second->durable;
    } else {
        store.deleted.erase(name);
    }
    store.files.erase(found);
    return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, const char* name, int, int* yes) {
    const Store& store = of(vfs);
    *yes = store.files.contains(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* to) {
    if (std::strlen(name) >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::strcpy(to, name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* to) {
    for (int i = 0; i < size; ++i) to[i] = static_cast<char>(next_random(of(vfs).random));
    return size;
}

int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }  // nobody else would let go meanwhile

int current_time(sqlite3_vfs*, double* days) {
    *days = 2461367.5;  // 2026-11-22
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

void register_callbacks(FaultVfs::Store& store) {
    static_assert(kSlots == SQLITE_SHM_NLOCK);
    store.vfs = {new sqlite3_vfs{}, [](sqlite3_vfs* vfs) {
                     sqlite3_vfs_unregister(vfs);
                     delete vfs;
                 }};
    sqlite3_vfs& vfs = *store.vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = 512;
    vfs.zName = store.name.c_str();
    vfs.pAppData = &store;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleep;
    vfs.xCurrentTime = current_time;
    vfs.xGetLastError = last_error;
    sqlite3_vfs_register(&vfs, 0);
}

}  // namespace circle::journal::test
