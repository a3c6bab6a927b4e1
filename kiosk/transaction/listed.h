// What a person's list, or the local contract's answer, says about an order of ours.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/relay/profile.h"
#include "kiosk/transaction/matter.h"

namespace circle::transaction {

// The look-up that shows the matter. Columns of ours without a value are left out.
relay::Query lookup_of(const relay::Settle& settle, const Content& content);

// The rows of the answer, cut to the columns that are compared. Nothing: no answer (the node is missing, or
// there are more rows than can be kept).
std::optional<std::vector<Row>> rows_of(const relay::Settle& settle, const Reply& reply);

// How many of the rows equal our order (an undoing: the filing that it undoes). Dates count by their day.
std::size_t equal_rows(const relay::Settle& settle, const Content& content, const std::vector<Row>& rows);

enum class Shown { Nothing, Done, Several };  // Several: more has changed than one order of ours can have done
// By the list alone; the content holds the list kept before.
Shown shown_by(const relay::Settle& settle, const Content& content, const std::vector<Row>& rows);

// By key: executed or not known; nothing when the answer is about something else or says neither.
struct KeyAnswer {
    bool executed = false;
    std::string handle;
};
std::optional<KeyAnswer> key_answer(const relay::Settle& settle, const Content& content, const Reply& reply);

// The value of a column among fields, empty when it is not there.
std::string value_of(const relay::Fields& fields, std::string_view column);
// The handle in a success's reply, empty when it has none.
std::string handle_in(const relay::Settle& settle, const Reply& reply);

}  // namespace circle::transaction
