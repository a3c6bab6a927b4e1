// Content ↔ bytes: one byte of version, then every member in the order below. Numbers are little-endian; a text
// is its length (4 bytes) and its bytes; a list its count (4 bytes) and its members.
#include <utility>

#include "kiosk/transaction/matter.h"

namespace circle::transaction {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kMostPairs = 200;

class Writer {
  public:
    std::string bytes;
    void number(std::uint64_t value, int width) {
        for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    }
    void text(std::string_view value) {
        number(value.size(), 4);
        bytes += value;
    }
    void pairs(const auto& list) {
        number(list.size(), 4);
        for (const auto& [name, value] : list) {
            text(name);
            text(value);
        }
    }
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    bool good() const { return good_; }
    bool at_end() const { return rest_.empty(); }

    std::uint64_t number(int width) {
        if (rest_.size() < static_cast<std::size_t>(width)) return fail();
        std::uint64_t value = 0;
        for (int i = 0; i < width; ++i) {
            value |= std::uint64_t{static_cast<unsigned char>(rest_[static_cast<std::size_t>(i)])} << (8 * i);
        }
        rest_.remove_prefix(static_cast<std::size_t>(width));
        return value;
    }
    std::string text() {
        const std::uint64_t size = number(4);
        if (!good_ || size > rest_.size()) return fail(), std::string();
        std::string value(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return value;
    }
    bool flag() {
        const std::uint64_t value = number(1);
        if (value > 1) fail();
        return value == 1;
    }
    std::size_t count(std::size_t most) {
        const std::uint64_t value = number(4);
        if (value > most) return fail();
        return value;
    }
    relay::Fields fields() {
        relay::Fields list;
        for (std::size_t left = count(kMostPairs); good_ && left > 0; --left) {
            std::string name = text();
            list.emplace_back(std::move(name), text());
        }
        return list;
    }
    Row row() {
        Row made;
        for (std::size_t left = count(kMostPairs); good_ && left > 0; --left) {
            std::string name = text();
            // In the order of the map, or the same content would have two forms.
            if (!made.empty() && made.rbegin()->first >= name) fail();
            made.emplace(std::move(name), text());
        }
        return made;
    }

  private:
    std::size_t fail() {
        good_ = false;
        rest_ = {};
        return 0;
    }
    std::string_view rest_;
    bool good_ = true;
};

}  // namespace

std::optional<std::string> encode(const Content& content) {
    if (content.fields.size() > kMostPairs || content.words.size() > kMostPairs ||
        content.original_fields.size() > kMostPairs || content.kept.size() > kMostKept) {
        return std::nullopt;
    }
    Writer out;
    out.bytes += kVersion;
    out.text(content.item);
    out.text(content.psn_no);
    out.text(content.insured_area);
    out.pairs(content.fields);
    out.pairs(content.words);
    out.pairs(content.original_fields);
    out.number(content.original, 8);
    out.number(content.list_kept ? 1 : 0, 1);
    out.number(content.kept.size(), 4);
    for (const Row& row : content.kept) {
        if (row.size() > kMostPairs) return std::nullopt;
        out.pairs(row);
    }
    out.text(content.handle);
    out.text(content.platform_words);
    if (out.bytes.size() > kLargestContent) return std::nullopt;
    return std::move(out.bytes);
}

std::optional<Content> decode(std::string_view bytes) {
    if (bytes.empty() || bytes.size() > kLargestContent || bytes.front() != kVersion) return std::nullopt;
    Reader in(bytes.substr(1));
    Content content;
    content.item = in.text();
    content.psn_no = in.text();
    content.insured_area = in.text();
    content.fields = in.fields();
    content.words = in.fields();
    content.original_fields = in.fields();
    content.original = in.number(8);
    content.list_kept = in.flag();
    for (std::size_t left = in.count(kMostKept); in.good() && left > 0; --left)
        content.kept.push_back(in.row());
    content.handle = in.text();
    content.platform_words = in.text();
    if (!in.good() || !in.at_end()) return std::nullopt;
    return content;
}

}  // namespace circle::transaction
