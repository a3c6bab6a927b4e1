#include "drivers/virtual/card/person.h"

#include <iconv.h>

#include <toml++/toml.h>
#include <array>
#include <set>
#include <utility>

namespace circle::drivers::virtual_card {
namespace {

constexpr char kContactAtr[] =
    "3B6D00000081314731865043100000000001";  // the shape of a real 2.0 card, devices.md §1.1

tl::expected<std::string, std::string> to_gb18030(std::string text) {
    const iconv_t handle = iconv_open("GB18030", "UTF-8");
    std::array<char, 256> out{};
    char* from = text.data();
    char* to = out.data();
    std::size_t in_left = text.size(), out_left = out.size();
    const std::size_t failed = iconv(handle, &from, &in_left, &to, &out_left);
    iconv_close(handle);
    if (failed == static_cast<std::size_t>(-1))
        return tl::unexpected(std::string("person.name: not representable"));
    return std::string(out.data(), out.size() - out_left);
}

class Table {
  public:
    Table(const toml::table& root, std::string name) : name_(std::move(name)), table_(root[name_].as_table()) {}

    std::string string(const char* key, std::string fallback) {
        if (const toml::node* node = take(key)) {
            if (const auto value = node->value<std::string>(); value && node->is_string()) return *value;
            complain(key, "must be a string");
        }
        return fallback;
    }

    bool boolean(const char* key, bool fallback) {
        if (const toml::node* node = take(key)) {
            if (node->is_boolean()) return *node->value<bool>();
            complain(key, "must be true or false");
        }
        return fallback;
    }

    std::string fault() {
        if (!table_) return name_ + ": table is missing";
        for (const auto& [key, value] : *table_) {
            if (!known_.contains(std::string(key.str()))) complain(key.str(), "is not a known key");
        }
        return fault_;
    }

  private:
    const toml::node* take(const char* key) {
        known_.insert(key);
        return table_ ? table_->get(key) : nullptr;
    }
    void complain(std::string_view key, const char* what) {
        if (fault_.empty()) fault_ = name_ + "." + std::string(key) + " " + what;
    }

    std::string name_;
    const toml::table* table_;
    std::set<std::string> known_;
    std::string fault_;
};

bool hexadecimal(const std::string& text) {
    return text.size() % 2 == 0 && text.find_first_not_of("0123456789ABCDEFabcdef") == std::string::npos;
}

std::string check(const Person& person) {
    const std::size_t name_limit = person.name_extension ? 50 : 30;
    if (person.name_gb18030.empty() || person.name_gb18030.size() > name_limit) return "person.name: length";
    if (person.id_number.size() > 18) return "person.id_number: longer than 18";
    if (person.number.empty() || person.number.size() > 9) return "card.number: 1 to 9 characters";
    if (person.identification.size() != 32 || !hexadecimal(person.identification))
        return "card.identification: 32 hexadecimal digits";
    if (person.atr.empty() || person.atr.size() > 66 || !hexadecimal(person.atr))
        return "card.atr: hexadecimal";
    for (const std::string* number : {&person.issuer, &person.nation, &person.birthplace, &person.birth_date,
                                      &person.issued, &person.expires}) {
        if (number->find_first_not_of("0123456789") != std::string::npos) return "codes and dates are digits";
    }
    if (person.sex.size() > 1 || person.category.size() > 1 || person.version.size() > 4)
        return "field too long";
    return {};
}

}  // namespace

tl::expected<Person, std::string> load_person(const std::string& path) {
    toml::table root;
    try {
        root = toml::parse_file(path);
    } catch (const toml::parse_error& error) {
        return tl::unexpected("line " + std::to_string(error.source().begin.line) + ": " +
                              std::string(error.description()));
    }
    for (const auto& [key, value] : root) {
        if (key.str() != "person" && key.str() != "card")
            return tl::unexpected(std::string(key.str()) + " is not a known table");
    }
    Person person;
    Table about(root, "person");
    auto name = to_gb18030(about.string("name", ""));
    if (!name) return tl::unexpected(name.error());
    person.name_gb18030 = *std::move(name);
    person.id_number = about.string("id_number", "");
    person.sex = about.string("sex", "");
    person.nation = about.string("nation", "");
    person.birthplace = about.string("birthplace", "");
    person.birth_date = about.string("birth_date", "");
    if (std::string fault = about.fault(); !fault.empty()) return tl::unexpected(fault);

    Table card(root, "card");
    person.number = card.string("number", "");
    person.identification = card.string("identification", "");
    std::erase(person.identification, ' ');
    person.category = card.string("category", "3");
    person.version = card.string("version", "2.00");
    person.issuer = card.string("issuer", "915600000243100043100001");
    person.issued = card.string("issued", "");
    person.expires = card.string("expires", "");
    person.atr = card.string("atr", kContactAtr);
    std::erase(person.atr, ' ');
    person.name_extension = card.boolean("name_extension", true);
    person.holder_protected = card.boolean("holder_protected", false);
    if (std::string fault = card.fault(); !fault.empty()) return tl::unexpected(fault);
    if (std::string fault = check(person); !fault.empty()) return tl::unexpected(fault);
    return person;
}

}  // namespace circle::drivers::virtual_card
