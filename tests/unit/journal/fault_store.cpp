#include "tests/unit/journal/fault_store.h"

#include <algorithm>
#include <utility>

namespace circle::journal::test {
namespace {

constexpr std::size_t kPiece = 512;

void lay_on(std::string& bytes, const Pending& act) {
    if (act.truncation) {
        if (bytes.size() > act.offset) bytes.resize(act.offset);
        return;
    }
    if (bytes.size() < act.offset + act.bytes.size()) bytes.resize(act.offset + act.bytes.size(), '\0');
    std::copy(act.bytes.begin(), act.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(act.offset));
}

}  // namespace

std::uint64_t next_random(std::uint64_t& state) {  // splitmix64
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

void Node::write(std::size_t offset, const char* bytes, std::size_t size) {
    pending.push_back({.offset = offset, .bytes = std::string(bytes, size)});
    lay_on(live, pending.back());
}

void Node::truncate(std::size_t size) {
    pending.push_back({.offset = size, .truncation = true});
    lay_on(live, pending.back());
}

void Node::sync() {
    if (!durable) {
        durable = live;
    } else {
        for (const Pending& act : pending) lay_on(*durable, act);
    }
    pending.clear();
}

std::optional<std::string> Node::after_power_cut(std::uint64_t& random) const {
    if (!durable || random == 0) return durable;
    std::string bytes = *durable;
    for (const Pending& act : pending) {
        if (act.truncation) {
            if (next_random(random) % 2 == 0) lay_on(bytes, act);
            continue;
        }
        for (std::size_t from = 0; from < act.bytes.size(); from += kPiece) {
            if (next_random(random) % 2 == 0) continue;
            lay_on(bytes, {.offset = act.offset + from, .bytes = act.bytes.substr(from, kPiece)});
        }
    }
    return bytes;
}

Fault FaultVfs::Store::next_act() {
    if (off) return Fault::power;
    ++acts;
    if (fault == Fault::none || (lasting ? acts < fail_act : acts != fail_act)) return Fault::none;
    if (fault == Fault::power) off = true;
    return fault;
}

FaultVfs::FaultVfs(std::string name) : store_(std::make_unique<Store>()) {
    store_->name = std::move(name);
    register_callbacks(*store_);
}

FaultVfs::~FaultVfs() = default;

const std::string& FaultVfs::name() const { return store_->name; }
std::uint64_t FaultVfs::acts() const { return store_->acts; }
void FaultVfs::reset_acts() { store_->acts = 0; }

void FaultVfs::fail_at(std::uint64_t act, Fault fault, bool lasting) {
    store_->fail_act = act;
    store_->fault = fault;
    store_->lasting = lasting;
}

void FaultVfs::read_only(bool on) { store_->readonly = on; }
bool FaultVfs::powerless() const { return store_->off; }

void FaultVfs::power_cut(std::uint64_t seed) {
    Store& store = *store_;
    std::uint64_t random = seed;
    std::map<std::string, std::shared_ptr<Node>> after;
    for (const auto& [file, node] : store.files) {
        auto bytes = node->after_power_cut(random);
        if (!bytes) continue;
        auto kept = std::make_shared<Node>();
        kept->live = *bytes;
        kept->durable = std::move(bytes);
        after.emplace(file, std::move(kept));
    }
    for (const auto& [file, bytes] : store.deleted) {
        if (after.contains(file) || (random != 0 && next_random(random) % 2 == 0)) continue;
        auto kept = std::make_shared<Node>();
        kept->live = bytes;
        kept->durable = bytes;
        after.emplace(file, std::move(kept));
    }
    store.files = std::move(after);
    store.deleted.clear();
    ++store.generation;
    store.off = false;
    store.fault = Fault::none;
}

void FaultVfs::process_killed() {
    Store& store = *store_;
    for (auto& [file, node] : store.files) {
        auto kept = std::make_shared<Node>();
        kept->live = node->live;
        kept->durable = node->durable;
        kept->pending = node->pending;
        node = std::move(kept);
    }
    ++store.generation;
    store.off = false;
    store.fault = Fault::none;
}

void FaultVfs::ignore_syncs(bool on) { store_->ignores_syncs = on; }

bool FaultVfs::exists(const std::string& file) const { return store_->files.contains(file); }

std::string FaultVfs::content(const std::string& file) const {
    const auto found = store_->files.find(file);
    return found == store_->files.end() ? std::string() : found->second->live;
}

void FaultVfs::put(const std::string& file, const std::string& bytes) {
    auto node = std::make_shared<Node>();
    node->live = bytes;
    node->durable = bytes;
    store_->files[file] = std::move(node);
    store_->deleted.erase(file);
}

}  // namespace circle::journal::test
