#include "kiosk/tree/tree.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include <toml++/toml.h>

namespace circle::tree {
namespace {

int line_of(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

Table convert(const toml::table& from);

Value convert(const toml::node& node) {
    Value value;
    value.line = line_of(node.source());
    if (const auto* text = node.as_string()) {
        value.data = text->get();
    } else if (const auto* integer = node.as_integer()) {
        value.data = integer->get();
    } else if (const auto* real = node.as_floating_point()) {
        value.data = real->get();
    } else if (const auto* boolean = node.as_boolean()) {
        value.data = boolean->get();
    } else if (const auto* array = node.as_array()) {
        List list;
        list.reserve(array->size());
        for (const toml::node& element : *array) list.push_back(convert(element));
        value.data = std::move(list);
    } else if (const auto* table = node.as_table()) {
        value.data = convert(*table);
    }
    return value;
}

Table convert(const toml::table& from) {
    Table table;
    table.entries.reserve(from.size());
    for (const auto& [key, node] : from) {
        Entry entry;
        entry.key = std::string(key.str());
        entry.line = line_of(key.source());
        entry.value = convert(node);
        table.entries.push_back(std::move(entry));
    }
    return table;
}

}  // namespace

const Entry* Table::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

tl::expected<Table, Fault> parse(std::string_view text) {
    // The library as Debian builds it throws; the exception ends here.
    try {
        return convert(toml::parse(text));
    } catch (const toml::parse_error& error) {
        return tl::unexpected(Fault{line_of(error.source()), "", std::string(error.description())});
    }
}

tl::expected<Table, Fault> read(const std::filesystem::path& file) {
    const auto unreadable = [](std::string what) { return tl::unexpected(Fault{0, "", std::move(what)}); };
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        return unreadable(error ? "cannot be read: " + error.message() : "is not a regular file");
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return unreadable(std::string("cannot be opened: ") + std::strerror(errno));
    std::string text(largest_file + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad()) return unreadable("cannot be read to its end");
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > largest_file) return unreadable("is larger than 256 KiB");
    return parse(text);
}

}  // namespace circle::tree
