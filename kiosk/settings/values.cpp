#include "kiosk/settings/values.h"

#include <algorithm>
#include <filesystem>

namespace circle::settings::values {
namespace {

constexpr std::size_t longest_text = 300;

bool all_of(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view capitals = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// What is wrong with an address, or nothing.
std::optional<std::string> unfit_url(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme)) return "must begin with https:// (there is no switch for less)";
    const std::string_view rest = url.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find('/'));
    if (authority.find('@') != std::string_view::npos) return "must not hold a user or password";
    if (url.find('?') != std::string_view::npos || url.find('#') != std::string_view::npos)
        return "must not hold ? or #";
    const bool odd = std::any_of(url.begin(), url.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte >= 0x7F;
    });
    if (odd) return "must be plain ASCII without spaces";
    const std::size_t bracket = authority.rfind(']');  // an IPv6 address stands in brackets
    const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const std::string_view host = authority.substr(0, colon);
    if (host.empty()) return "names no host";
    if (colon != std::string_view::npos) {
        const std::string_view port = authority.substr(colon + 1);
        const bool number = !port.empty() && port.size() <= 5 && all_of(port, digits);
        if (!number || std::stoi(std::string(port)) < 1 || std::stoi(std::string(port)) > 65535) {
            return "has a port that is not between 1 and 65535";
        }
    }
    return std::nullopt;
}

}  // namespace

void words(Strict& table, std::string_view key, std::string& value, Need need) {
    const std::string* text = table.text(key, need);
    if (text == nullptr) return;
    if (text->empty() && need == Need::Optional) {
        value.clear();
    } else if (const auto wrong = tree::unfit(*text, longest_text)) {
        table.fault(key, *wrong);
    } else {
        value = *text;
    }
}

void path(Strict& table, std::string_view key, const std::string& folder, std::string& value, Need need) {
    std::string text;
    words(table, key, text, need);
    if (text.empty()) return;
    const std::filesystem::path given(text);
    value = (given.is_absolute() ? given : std::filesystem::path(folder) / given).lexically_normal().string();
}

void number(Strict& table, std::string_view key, int least, int most, int& value, Need need) {
    if (const auto given = table.integer(key, least, most, need)) value = static_cast<int>(*given);
}

void flag(Strict& table, std::string_view key, bool& value) {
    if (const auto given = table.boolean(key, Need::Optional)) value = *given;
}

void transport(Strict& table, std::string_view key, std::optional<Transport>& value) {
    const std::string* text = table.text(key);
    if (text == nullptr) return;
    auto parsed = parse_transport(*text);
    if (parsed) {
        value = std::move(*parsed);
    } else {
        table.fault(key, parsed.error());
    }
}

void institution(Strict& table, std::string_view key, std::string& value) {
    const std::string* text = table.text(key);
    if (text == nullptr) return;
    // H or P, area and five more is the form of hospitals and pharmacies; what a bureau gives a service station
    // is not published (platform-interface.md §5), so only what msgid needs is asked for.
    if (text->size() != 12 || !all_of(*text, capitals)) {
        table.fault(key, "must be 12 characters, digits or capital letters");
        return;
    }
    value = *text;
}

void region(Strict& table, std::string_view key, std::string& value) {
    const std::string* text = table.text(key);
    if (text == nullptr) return;
    if (text->size() != 6 || !all_of(*text, digits)) {
        table.fault(key, "must be six digits, such as \"431021\"");
        return;
    }
    value = *text;
}

void url(Strict& table, std::string_view key, std::string& value) {
    const std::string* text = table.text(key);
    if (text == nullptr) return;
    if (text->size() > longest_text) {
        table.fault(key, "is longer than 300 bytes");
    } else if (const auto wrong = unfit_url(*text)) {
        table.fault(key, *wrong);
    } else {
        value = *text;
    }
}

void profile(Strict& table, std::string_view key, std::string& value) {
    const std::string* text = table.text(key);
    if (text == nullptr) return;
    if (text->empty() || text->size() > 64 || !all_of(*text, "abcdefghijklmnopqrstuvwxyz0123456789-")) {
        table.fault(key, "must be the name of a region profile: lower-case letters, digits and dashes");
        return;
    }
    value = *text;
}

std::string toml_text(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

}  // namespace circle::settings::values
