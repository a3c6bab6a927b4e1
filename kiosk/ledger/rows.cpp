#include "kiosk/ledger/rows.h"

#include <array>
#include <string_view>
#include <utility>

namespace circle::ledger {
namespace {

using transaction::Class;

constexpr std::array<std::pair<Class, std::string_view>, 4> kClasses{{{Class::Filing, "filing"},
                                                                      {Class::Settlement, "settlement"},
                                                                      {Class::Local, "local"},
                                                                      {Class::Reversal, "reversal"}}};

std::string_view token_of(Class kind) {
    for (const auto& [each, token] : kClasses) {
        if (each == kind) return token;
    }
    return "other";  // never journalled: the book takes orders only
}

std::optional<Class> class_named(std::string_view token) {
    for (const auto& [each, name] : kClasses) {
        if (name == token) return each;
    }
    return std::nullopt;
}

}  // namespace

journal::Row row_of(const transaction::Matter& matter, const std::optional<transaction::Content>& content) {
    journal::Row row;
    row.id = static_cast<std::int64_t>(matter.id);
    row.state = transaction::name(matter.state);
    row.kind = token_of(matter.kind);
    row.transaction = matter.transaction;
    row.message_id = matter.message_id;
    row.created_ms = matter.created_ms;
    row.changed_ms = matter.changed_ms;
    row.tries = matter.tries;
    row.settled = transaction::settled(matter.state);
    row.told = matter.told;
    row.reason = matter.reason;
    if (content) row.content = transaction::encode(*content);
    return row;
}

std::optional<transaction::Matter> matter_of(const journal::Row& row) {
    const auto state = transaction::state_named(row.state);
    const auto kind = class_named(row.kind);
    if (!state || !kind || row.id <= 0) return std::nullopt;
    transaction::Matter matter;
    matter.id = static_cast<std::uint64_t>(row.id);
    matter.state = *state;
    matter.kind = *kind;
    matter.transaction = row.transaction;
    matter.message_id = row.message_id;
    matter.person = row.person;
    matter.created_ms = row.created_ms;
    matter.changed_ms = row.changed_ms;
    matter.tries = row.tries;
    matter.told = row.told;
    matter.reason = row.reason;
    return matter;
}

std::optional<transaction::Content> content_of(const journal::Row& row) {
    return row.content ? transaction::decode(*row.content) : std::nullopt;
}

Known known_of(const journal::Row& row) {
    Known known;
    known.matter = static_cast<std::uint64_t>(row.id);
    known.transaction = row.transaction;
    known.state = transaction::state_named(row.state).value_or(transaction::State::Unknown);
    known.reason = row.reason;
    known.created_ms = row.created_ms;
    if (const auto content = content_of(row)) {
        known.item = content->item;
        known.handle = content->handle;
        known.platform_words = content->platform_words;
        known.words = content->words;
    }
    return known;
}

}  // namespace circle::ledger
