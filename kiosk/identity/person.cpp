#include "kiosk/identity/person.h"

#include <algorithm>
#include <string_view>

#include "kiosk/ground/money.h"
#include "kiosk/ground/utf8.h"

namespace circle::identity {
namespace {

// Longest values of platform-interface.md §4.2.
constexpr std::size_t kCode = 6, kNumber = 30, kDocument = 50, kName = 50, kEmployer = 200, kMemo = 500;
constexpr std::size_t kMostRows = 64;  // more rows than a person can have: the rest is not shown

std::string field(const Row& row, std::string_view name, std::size_t limit) {
    const auto found = row.find(name);
    return found == row.end() ? std::string() : presentable(found->second, limit);
}

Insurance insurance_from(const Row& row) {
    const auto balance = row.find("balc");
    return {.kind = field(row, "insutype", kCode),
            .person_type = field(row, "psn_type", kCode),
            .status = field(row, "psn_insu_stas", kCode),
            .since = field(row, "psn_insu_date", kNumber),
            .paused = field(row, "paus_insu_date", kNumber),
            .area = field(row, "insuplc_admdvs", kCode),
            .employer = field(row, "emp_name", kEmployer),
            .balance_fen = balance == row.end() ? std::nullopt : parse_yuan(balance->second)};
}

Recognition recognition_from(const Row& row) {
    return {.type = field(row, "psn_idet_type", kCode),
            .level = field(row, "psn_type_lv", kCode),
            .memo = field(row, "memo", kMemo),
            .from = field(row, "begntime", kNumber),
            .until = field(row, "endtime", kNumber)};
}

template <class Value>
std::vector<Value> rows_of(const Reply& reply, std::string_view node, Value (*read)(const Row&)) {
    std::vector<Value> values;
    const auto found = reply.nodes.find(node);
    if (found == reply.nodes.end()) return values;
    for (const auto& row : found->second) {
        if (row.empty()) continue;
        if (values.size() == kMostRows) break;
        values.push_back(read(row));
    }
    return values;
}

}  // namespace

const Insurance* Person::main_insurance() const { return insurances.empty() ? nullptr : &insurances.front(); }

tl::expected<Person, Unreadable> person_from(const Reply& reply) {
    const auto base = reply.nodes.find("baseinfo");
    if (base == reply.nodes.end() || base->second.empty()) return tl::unexpected(Unreadable{"no_baseinfo"});
    if (base->second.size() > 1) return tl::unexpected(Unreadable{"many_persons"});
    const Row& row = base->second.front();

    Person person{.number = field(row, "psn_no", kNumber),
                  .id_type = field(row, "psn_cert_type", kCode),
                  .id_number = field(row, "certno", kDocument),
                  .name = field(row, "psn_name", kName),
                  .sex = field(row, "gend", kCode),
                  .birth_date = field(row, "brdy", kNumber),
                  .insurances = rows_of(reply, "insuinfo", &insurance_from),
                  .recognitions = rows_of(reply, "idetinfo", &recognition_from)};
    // A platform number that is longer than the interface allows was cut above: it is no key.
    if (person.number.empty() || row.at("psn_no").size() > kNumber)
        return tl::unexpected(Unreadable{"no_number"});
    if (person.name.empty()) return tl::unexpected(Unreadable{"no_name"});
    if (person.id_number.empty()) return tl::unexpected(Unreadable{"no_certificate"});
    std::stable_partition(person.insurances.begin(), person.insurances.end(),
                          [](const Insurance& one) { return one.active(); });
    return person;
}

}  // namespace circle::identity
