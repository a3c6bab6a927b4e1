#include "drivers/virtual/card/files.h"

#include <algorithm>

namespace circle::drivers::virtual_card {
namespace {

Octets record(std::uint8_t tag, const Octets& value) {
    Octets out(2 + value.size());
    out[0] = tag;
    out[1] = static_cast<std::uint8_t>(value.size());
    std::ranges::copy(value, out.begin() + 2);
    return out;
}

// an: characters from the left, filled with 00.
Octets characters(std::string_view text, std::size_t width) {
    Octets out(width, 0x00);
    std::copy_n(text.begin(), std::min(text.size(), width), out.begin());
    return out;
}

// cn: digits two to a byte from the left, filled with F; never written means F all over.
Octets packed(std::string text, std::size_t width) {
    text.resize(width * 2, 'F');
    return from_hex(text);
}

// Some cards hold a year in ASCII where eight digits should be packed.
Octets date_or_year(const std::string& text) {
    return text.size() == 4 ? characters(text, 4) : packed(text, 4);
}

}  // namespace

Octets from_hex(std::string_view text) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : (c <= 'F' ? c - 'A' : c - 'a') + 10; };
    Octets out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        out.push_back(static_cast<std::uint8_t>(value(text[i]) * 16 + value(text[i + 1])));
    return out;
}

CardFiles write_files(const Person& person) {
    CardFiles files;
    files.atr = from_hex(person.atr);
    files.issuer = {
        record(0x01, from_hex(person.identification)), record(0x02, characters(person.category, 1)),
        record(0x03, characters(person.version, 4)),   record(0x04, packed(person.issuer, 12)),
        record(0x05, date_or_year(person.issued)),     record(0x06, date_or_year(person.expires)),
        record(0x07, characters(person.number, 9)),
    };
    const std::string_view name = person.name_gb18030;
    files.holder = {record(0x08, characters(person.id_number, 18)), record(0x09, characters(name, 30))};
    if (person.name_extension)
        files.holder.push_back(record(0x4E, characters(name.size() > 30 ? name.substr(30) : "", 20)));
    files.holder.push_back(record(0x0A, characters(person.sex, 1)));
    files.holder.push_back(record(0x0B, packed(person.nation, 1)));
    files.holder.push_back(record(0x0C, packed(person.birthplace, 3)));
    files.holder.push_back(record(0x0D, packed(person.birth_date, 4)));
    files.holder_protected = person.holder_protected;
    files.third_generation = person.version.starts_with("3.");
    return files;
}

}  // namespace circle::drivers::virtual_card
