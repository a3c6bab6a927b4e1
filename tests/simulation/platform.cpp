#include "tests/simulation/platform.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace circle::simulation {
namespace {

constexpr std::string_view kPerson = "4300001000000000";  // each person's number, but for its last four digits

bool stood(const Standing& row, std::int64_t at_ms) {
    return row.since_ms <= at_ms && (!row.until_ms || *row.until_ms > at_ms);
}

Reply one_row(const char* node, Row row) {
    Reply reply;
    reply.nodes[node] = {std::move(row)};
    return reply;
}

// Her record, as 1101 gives it.
Reply record_of(const std::string& card) {
    Reply reply;
    const std::string person = std::string(kPerson) + card.substr(1);
    reply.nodes["baseinfo"] = {{{"psn_no", person},
                                {"certno", "43102119580604" + card.substr(1)},
                                {"psn_name", "演示" + card.substr(1)}}};
    reply.nodes["insuinfo"] = {{{"insutype", "390"}, {"psn_insu_stas", "1"}, {"insuplc_admdvs", "431021"}}};
    return reply;
}

}  // namespace

std::string card_of(const std::string& person) { return "C" + person.substr(kPerson.size()); }

std::string referral_of(const relay::Fields& fields) {
    return value_of(fields, "diag_code") + " " + value_of(fields, "reflin_medins_no") + " " +
           value_of(fields, "refl_date").substr(0, 10);
}

std::string value_of(const relay::Fields& fields, std::string_view column) {
    for (const auto& [name, value] : fields) {
        if (name == column) return value;
    }
    return {};
}

bool Platform::carry_out(const relay::Order& order, const Touch& touch, std::int64_t at_ms) {
    if (order.transaction == "2501") {
        const std::string number = "G" + std::to_string(++last_number_);
        numbers_[order.message_id] = number;
        books_.push_back({touch.person, referral_of(order.fields), number, at_ms, {}});
        return true;
    }
    if (order.transaction == "2502") {
        const auto row =
            std::ranges::find(books_, value_of(order.fields, "trt_dcla_detl_sn"), &Standing::number);
        if (row == books_.end() || row->until_ms) return false;
        row->until_ms = at_ms;
        return true;
    }
    if (order.transaction == "LC13") {
        const std::string key = value_of(order.fields, "local_key");
        const auto [known, fresh] = keys_.try_emplace(key, at_ms);
        if (fresh) ++executions_[touch.person + " " + std::to_string(touch.matter)];
        known->second = std::min(known->second, at_ms);  // the earlier of two arrivals is the one that does it
        return true;
    }
    if (order.transaction == "2601") {
        barred_.try_emplace(value_of(order.fields, "omsgid"), at_ms);
        return true;
    }
    return !barred_.contains(order.message_id);  // a settlement
}

void Platform::foreign(const Touch& touch, std::int64_t at_ms) {
    books_.push_back({touch.person, touch.referral, "F" + std::to_string(++last_number_), at_ms, {}});
}

tl::expected<Reply, relay::Failure> Platform::look_up(const relay::Query& query, std::int64_t at_ms) const {
    if (query.transaction == "LC00") {
        const std::string key = value_of(query.fields, "local_key");
        return one_row("result", {{"local_key", key},
                                  {"stas", executed(key, at_ms) ? "1" : "0"},
                                  {"serv_matt_inst_id", "S" + key.substr(0, 8)}});
    }
    if (query.transaction == "1101") return record_of(value_of(query.fields, "mdtrt_cert_no"));
    Reply reply;
    if (query.transaction != "5304") return reply;
    auto& rows = reply.nodes["refmedin"];
    for (const Standing& row : books_) {
        if (row.person != value_of(query.fields, "psn_no") || !stood(row, at_ms)) continue;
        std::istringstream words(row.referral);
        std::string diagnosis, hospital, day;
        words >> diagnosis >> hospital >> day;
        rows.push_back({{"diag_code", diagnosis},
                        {"reflin_medins_no", hospital},
                        {"refl_date", day + " 00:00:00"},
                        {"insutype", "390"}});
    }
    return reply;
}

Reply Platform::success(const relay::Order& order, const Touch& touch) const {
    if (order.transaction == "LC13")
        return one_row("result",
                       {{"local_key", touch.key}, {"serv_matt_inst_id", "S" + touch.key.substr(0, 8)}});
    if (order.transaction == "2501")
        return one_row("result", {{"trt_dcla_detl_sn", numbers_.at(order.message_id)}});
    return {};
}

std::optional<std::int64_t> Platform::foreign_since(const std::string& person,
                                                    const std::string& referral) const {
    const auto found = std::ranges::find_if(books_, [&](const Standing& row) {
        return row.person == person && row.referral == referral && row.number.front() == 'F';
    });
    return found == books_.end() ? std::nullopt : std::optional(found->since_ms);
}

std::string Platform::number_of(const std::string& message_id) const {
    const auto found = numbers_.find(message_id);
    return found == numbers_.end() ? std::string() : found->second;
}

bool Platform::gone(const std::string& number, std::int64_t at_ms) const {
    return std::ranges::any_of(books_, [&](const Standing& row) {
        return row.number == number && row.until_ms && *row.until_ms <= at_ms;
    });
}

bool Platform::executed(const std::string& key, std::int64_t at_ms) const {
    const auto known = keys_.find(key);
    return known != keys_.end() && known->second <= at_ms;
}

int Platform::executions(const std::string& person) const {
    const auto found = executions_.find(person);
    return found == executions_.end() ? 0 : found->second;
}

bool Platform::reversed(const std::string& message_id, std::int64_t at_ms) const {
    const auto found = barred_.find(message_id);
    return found != barred_.end() && found->second <= at_ms;
}

}  // namespace circle::simulation
