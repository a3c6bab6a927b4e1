// Taking a filing back: only on its person's wish, only by the number that the platform gave it. Its
// lists as published show no numbers (platform-interface.md §4.6): what another channel filed stays as it is.
#include <algorithm>
#include <charconv>
#include <utility>

#include "kiosk/transaction/listed.h"
#include "kiosk/visit/acts.h"
#include "kiosk/visit/forms.h"

namespace circle::visit {
namespace {

std::string value_in(const Row& row, std::string_view column) {
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
}

bool may_file(const Rules& rules, std::string_view item, identity::Strength strength) {
    return std::any_of(rules.offers.begin(), rules.offers.end(), [&](const Offer& offer) {
        return offer.id == item && offer.files && strength >= offer.needs;
    });
}

// How the filing is looked up and numbered; nothing when the profile does not say that this takes it back.
const relay::Settle* settle_of(const Rules& rules, const catalogue::Item& item) {
    if (!item.sheet || !item.sheet->undo || rules.profile == nullptr) return nullptr;
    const auto* filing = rules.profile->transaction(item.sheet->send.transaction);
    const bool known = filing != nullptr && filing->settle && !filing->settle->handle.empty() &&
                       filing->settle->undo == item.sheet->undo->transaction;
    return known ? &*filing->settle : nullptr;
}

// Its number: of the list where a platform shows it there, else what our own filing of the same was given. Each
// of ours is one row of the list, so equal ones are not taken for each other twice.
std::string number_of(const relay::Settle& settle, const Row& row, std::vector<const Filed*>& ours) {
    if (auto shown = value_in(row, settle.handle); !shown.empty()) return shown;
    for (auto filed = ours.begin(); filed != ours.end(); ++filed) {
        transaction::Content content;
        content.fields = (*filed)->fields;
        if (transaction::equal_rows(settle, content, {row}) == 0) continue;
        auto number = (*filed)->number;
        ours.erase(filed);
        return number;
    }
    return {};
}

void add_rows(std::vector<Undoable>& all, const Visit& visit, const Asked& question,
              const catalogue::Item& item, const relay::Settle& settle) {
    const auto node = question.reply->nodes.find(settle.node);
    if (node == question.reply->nodes.end()) return;
    std::vector<const Filed*> ours;
    for (const auto& filed : visit.filed) {
        if (filed.transaction == item.sheet->send.transaction) ours.push_back(&filed);
    }
    for (auto row : node->second) {
        auto number = number_of(settle, row, ours);
        if (number.empty()) continue;  // without its number nobody takes it back here
        row[settle.handle] = std::move(number);
        all.push_back({&item, {item.sheet->undo->transaction, settle.handle, std::move(row)}});
    }
}

}  // namespace

std::vector<Undoable> undoable(const State& state, const Rules& rules) {
    std::vector<Undoable> all;
    if (!state.visit || !state.visit->person || rules.catalogue == nullptr) return all;
    for (const auto& question : state.visit->questions) {
        if (!question.reply) continue;
        for (const auto& item : rules.catalogue->items) {
            const auto* settle = settle_of(rules, item);
            if (settle == nullptr || settle->lookup != question.transaction) continue;
            if (may_file(rules, item.id, state.visit->person->strength))
                add_rows(all, *state.visit, question, item, *settle);
        }
    }
    return all;
}

relay::Fields shown_of(const catalogue::UndoPlan& plan, const Row& row, bool chinese) {
    relay::Fields shown;
    for (const auto& one : plan.shows) {
        auto value = value_in(row, one.column);
        if (!value.empty()) shown.emplace_back(chinese ? one.label.zh : one.label.en, std::move(value));
    }
    return shown;
}

void undo_filing(Turn& turn) {
    auto& visit = *turn.state.visit;
    const auto digits = turn.node.substr(std::string_view("query.undo.").size());
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    auto all = undoable(turn.state, turn.rules);
    if (error != std::errc() || end != digits.data() + digits.size() || index >= all.size()) return;
    if (hold_back(turn, all[index].undoing.transaction)) return;
    visit.outcome.reset();
    visit.judging = {};
    visit.filing.emplace();
    visit.filing->item = all[index].item->id;
    visit.filing->undoing = std::move(all[index].undoing);
    go(turn, Place::Review);
    turn.effects.push_back(Reserve{});
}

std::optional<Submit> undo_order(const State& state, const Rules& rules) {
    const auto& undoing = *state.visit->filing->undoing;
    const auto* item = item_of(state, rules);
    const auto* settle = item == nullptr ? nullptr : settle_of(rules, *item);
    if (settle == nullptr) return std::nullopt;
    Submit submit;
    submit.transaction = undoing.transaction;
    submit.fields = {{undoing.handle, value_in(undoing.original, undoing.handle)},
                     {"psn_no", state.visit->person->number},
                     {"memo", item->sheet->undo->memo}};
    submit.words = shown_of(*item->sheet->undo, undoing.original, true);
    // By these the list is asked for and compared: those of the filing, and whose it is.
    submit.original_fields.emplace_back("psn_no", state.visit->person->number);
    const auto keep = [&](const std::string& column) {
        const bool there = std::any_of(submit.original_fields.begin(), submit.original_fields.end(),
                                       [&](const auto& one) { return one.first == column; });
        if (!there) submit.original_fields.emplace_back(column, value_in(undoing.original, column));
    };
    for (const auto& column : settle->match) keep(column);
    for (const auto& [column, from] : settle->ask) keep(from);
    return submit;
}

}  // namespace circle::visit
