#include "kiosk/ground/texts.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>

namespace circle {
namespace {

constexpr std::size_t kLargest = 4u << 20;

// GNU MO format: magic, revision, count, offset of the key table, offset of the text table; each table row is
// {length, offset}. (GNU gettext manual, "The Format of GNU MO Files".)
class MoBytes {
  public:
    explicit MoBytes(std::string_view bytes) : bytes_(bytes) {}

    bool word(std::size_t at, std::uint32_t& value) const {
        if (at > bytes_.size() || bytes_.size() - at < sizeof value) return false;
        std::memcpy(&value, bytes_.data() + at, sizeof value);
        return true;
    }

    bool slice(std::size_t row, std::string_view& text) const {
        std::uint32_t length = 0, offset = 0;
        if (!word(row, length) || !word(row + 4, offset)) return false;
        if (offset > bytes_.size() || bytes_.size() - offset < length) return false;
        text = bytes_.substr(offset, length);
        return true;
    }

  private:
    std::string_view bytes_;
};

}  // namespace

tl::expected<Texts, std::string> Texts::parse(std::string_view mo_bytes) {
    constexpr std::uint32_t kMagic = 0x950412de;
    const MoBytes mo(mo_bytes);
    std::uint32_t magic = 0, revision = 0, count = 0, keys = 0, values = 0;
    if (mo_bytes.size() > kLargest || !mo.word(0, magic) || magic != kMagic || !mo.word(4, revision) ||
        (revision >> 16) != 0 || !mo.word(8, count) || !mo.word(12, keys) || !mo.word(16, values)) {
        return tl::unexpected(std::string("not a gettext .mo file of this machine's byte order"));
    }
    Texts texts;
    for (std::uint32_t i = 0; i < count; ++i) {
        std::string_view key, value;
        if (!mo.slice(keys + std::size_t{8} * i, key) || !mo.slice(values + std::size_t{8} * i, value)) {
            return tl::unexpected(std::string("text ") + std::to_string(i) + " lies outside the .mo file");
        }
        if (!key.empty() && !value.empty()) texts.table_.emplace(key, value);
    }
    return texts;
}

tl::expected<Texts, std::string> Texts::load(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return tl::unexpected(path + ": cannot be opened");
    std::string bytes;
    bytes.resize(kLargest + 1);
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return parse(bytes).map_error([&](const std::string& why) { return path + ": " + why; });
}

std::string Texts::operator()(std::string_view key) const {
    const auto found = table_.find(key);
    return found == table_.end() ? std::string(key) : found->second;
}

std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string>> values) {
    std::string filled;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find('{', at);
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        filled += text.substr(at, open == std::string_view::npos ? open : open - at);
        if (close == std::string_view::npos) {
            if (open != std::string_view::npos) filled += text.substr(open);
            break;
        }
        const auto name = text.substr(open + 1, close - open - 1);
        const auto* found =
            std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
        filled += found == values.end() ? text.substr(open, close - open + 1) : std::string_view(found->second);
        at = close + 1;
    }
    return filled;
}

}  // namespace circle
