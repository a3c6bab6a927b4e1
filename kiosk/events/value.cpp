#include "kiosk/events/value.h"

#include <algorithm>

namespace circle::events {
namespace {

constexpr std::string_view refused = "refused";
constexpr std::string_view none = "none";

bool digit(char letter) { return letter >= '0' && letter <= '9'; }
bool capital(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool hexadecimal(char letter) {
    return digit(letter) || (letter >= 'A' && letter <= 'F') || (letter >= 'a' && letter <= 'f');
}
bool alphanumeric(char letter) { return digit(letter) || capital(letter) || (letter >= 'a' && letter <= 'z'); }

bool status_word(std::string_view text) {
    return text.size() >= 2 && text.size() <= 8 && std::ranges::all_of(text, hexadecimal);
}

bool constant_name(std::string_view text) {
    return text.size() >= 4 && text.size() <= 40 && capital(text.front()) && capital(text.back()) &&
           text.find('_') != std::string_view::npos &&
           std::ranges::all_of(text, [](char letter) { return capital(letter) || letter == '_'; });
}

bool version_number(std::string_view text) {
    std::size_t numbers = 0;
    std::size_t all = 0;
    while (true) {
        const auto end = std::min(text.find('.'), text.size());
        const std::string_view number = text.substr(0, end);
        if (number.empty() || number.size() > 3 || !std::ranges::all_of(number, digit)) return false;
        ++numbers;
        all += number.size();
        if (end == text.size()) break;
        text.remove_prefix(end + 1);
    }
    return numbers >= 2 && numbers <= 4 && all <= 8;
}

}  // namespace

Token Token::checked(std::string_view name) {
    Token token;
    token.assign(name.empty() ? none : allows(name) ? name : refused);
    return token;
}

RawCode RawCode::checked(std::string_view raw) {
    RawCode code;
    if (raw.starts_with("0x") || raw.starts_with("0X")) raw.remove_prefix(2);
    code.assign(raw.empty() ? none : status_word(raw) || constant_name(raw) ? raw : refused);
    return code;
}

Version Version::checked(std::string_view version) {
    Version number;
    number.assign(version_number(version) ? version : refused);
    return number;
}

SiteLabel SiteLabel::from_configuration(std::string_view label) {
    std::string safe;
    for (std::size_t i = 0; i < label.size() && safe.size() < 64;) {
        std::size_t end = i;
        while (end < label.size() && alphanumeric(label[end])) ++end;
        const std::string_view word = label.substr(i, end - i);
        if (!word.empty()) {
            const auto digits = std::ranges::count_if(word, digit);
            const bool key_like = word.size() >= 16 && std::ranges::all_of(word, hexadecimal);
            safe += digits >= 6 || key_like ? std::string_view("#") : word;
            i = end;
            continue;
        }
        const char letter = label[i++];
        const bool printable = letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
        safe += printable ? letter : '?';
    }
    SiteLabel result;
    result.assign(safe.empty() ? none : std::string_view(safe));
    return result;
}

void Fields::begin(std::string_view name) {
    if (!json_.empty()) json_ += ',';
    json_.append("\"").append(name).append("\":");
}

void Fields::add(std::string_view name, std::string_view word) {
    begin(name);
    json_.append("\"").append(word).append("\"");
}

void Fields::add(std::string_view name, std::int64_t number) {
    begin(name);
    json_ += std::to_string(number);
}

void Fields::add_flag(std::string_view name, bool flag) {
    begin(name);
    json_ += flag ? "true" : "false";
}

}  // namespace circle::events
