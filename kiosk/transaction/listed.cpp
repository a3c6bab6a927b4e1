#include "kiosk/transaction/listed.h"

#include <algorithm>
#include <utility>

namespace circle::transaction {
namespace {

std::string value_in(const Row& row, std::string_view column) {
    const auto it = row.find(column);
    return it == row.end() ? std::string() : it->second;
}

// "2026-11-22 00:00:00" and "2026-11-22" are the same day: the field sends both for the same column.
std::string_view day_of(std::string_view value) {
    constexpr std::size_t kDay = 10;
    const bool timed = value.size() > kDay && value[4] == '-' && value[7] == '-' && value[kDay] == ' ';
    return timed ? value.substr(0, kDay) : value;
}

const relay::Fields& compared(const relay::Settle& settle, const Content& content) {
    return settle.expect == relay::Expect::OneLess ? content.original_fields : content.fields;
}

}  // namespace

std::string value_of(const relay::Fields& fields, std::string_view column) {
    for (const auto& [name, value] : fields) {
        if (name == column) return value;
    }
    return {};
}

relay::Query lookup_of(const relay::Settle& settle, const Content& content) {
    relay::Query query;
    query.transaction = settle.lookup;
    query.insured_area = content.insured_area;
    for (const auto& [column, from] : settle.ask) {
        std::string value = value_of(compared(settle, content), from);
        if (!value.empty()) query.fields.emplace_back(column, std::move(value));
    }
    return query;
}

std::optional<std::vector<Row>> rows_of(const relay::Settle& settle, const Reply& reply) {
    const auto node = reply.nodes.find(settle.node);
    if (node == reply.nodes.end() || node->second.size() > kMostKept) return std::nullopt;
    std::vector<Row> rows;
    for (const Row& row : node->second) {
        Row cut;
        for (const std::string& column : settle.match) {
            if (const auto it = row.find(column); it != row.end()) cut.insert(*it);
        }
        rows.push_back(std::move(cut));
    }
    return rows;
}

std::size_t equal_rows(const relay::Settle& settle, const Content& content, const std::vector<Row>& rows) {
    const relay::Fields& ours = compared(settle, content);
    return static_cast<std::size_t>(std::ranges::count_if(rows, [&](const Row& row) {
        return std::ranges::all_of(settle.match, [&](const std::string& column) {
            return day_of(value_in(row, column)) == day_of(value_of(ours, column));
        });
    }));
}

Shown shown_by(const relay::Settle& settle, const Content& content, const std::vector<Row>& rows) {
    const std::size_t before = equal_rows(settle, content, content.kept);
    const std::size_t now = equal_rows(settle, content, rows);
    if (now == before) return Shown::Nothing;
    const bool one = settle.expect == relay::Expect::OneLess ? now + 1 == before : now == before + 1;
    return one ? Shown::Done : Shown::Several;
}

std::optional<KeyAnswer> key_answer(const relay::Settle& settle, const Content& content, const Reply& reply) {
    const auto node = reply.nodes.find(settle.node);
    if (node == reply.nodes.end() || node->second.size() != 1) return std::nullopt;
    const Row& row = node->second.front();
    const std::string key = value_of(content.fields, settle.key);
    if (key.empty() || value_in(row, settle.key) != key) return std::nullopt;
    const std::string state = value_in(row, settle.state);
    if (state != settle.executed && state != settle.not_known) return std::nullopt;
    return KeyAnswer{state == settle.executed, value_in(row, settle.handle)};
}

std::string handle_in(const relay::Settle& settle, const Reply& reply) {
    if (settle.handle.empty()) return {};
    for (const auto& [node, rows] : reply.nodes) {
        for (const Row& row : rows) {
            if (std::string handle = value_in(row, settle.handle); !handle.empty()) return handle;
        }
    }
    return {};
}

}  // namespace circle::transaction
