#include "tests/memory/search.h"

#include <algorithm>
#include <cstring>

namespace circle::tests::memory {

std::uint32_t Search::head(const char* bytes) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

bool Search::add(std::string pattern, std::size_t number) {
    if (pattern.size() < shortest) return false;
    const std::uint32_t first = head(pattern.data());
    const std::size_t bit = slot(first);
    bitmap_[bit / 64] |= std::uint64_t{1} << bit % 64;
    longest_ = std::max(longest_, pattern.size());
    by_head_[first].push_back({std::move(pattern), number});
    return true;
}

void Search::find(std::span<const char> bytes, const Found& found) const {
    if (bytes.size() < shortest) return;
    const std::size_t end = bytes.size() - shortest + 1;
    for (std::size_t at = 0; at < end; ++at) {
        const std::uint32_t first = head(bytes.data() + at);
        const std::size_t bit = slot(first);
        if ((bitmap_[bit / 64] >> bit % 64 & 1) == 0) continue;
        const auto candidates = by_head_.find(first);
        if (candidates == by_head_.end()) continue;
        for (const Pattern& pattern : candidates->second)
            if (bytes.size() - at >= pattern.bytes.size() &&
                std::memcmp(bytes.data() + at, pattern.bytes.data(), pattern.bytes.size()) == 0)
                found(at, pattern.number, pattern.bytes.size());
    }
}

void StreamSearch::restart(std::uint64_t offset) {
    window_.clear();
    kept_ = 0;
    offset_ = offset;
}

void StreamSearch::piece(std::span<const char> bytes) {
    window_.insert(window_.end(), bytes.begin(), bytes.end());
    search_.find(window_, [&](std::size_t at, std::size_t number, std::size_t length) {
        if (at + length > kept_) found_(offset_ + at, number);  // else it was told with the piece before
    });
    const std::size_t keep = std::min(window_.size(), search_.longest() > 0 ? search_.longest() - 1 : 0);
    offset_ += window_.size() - keep;
    window_.erase(window_.begin(), window_.end() - static_cast<std::ptrdiff_t>(keep));
    kept_ = keep;
}

}  // namespace circle::tests::memory
