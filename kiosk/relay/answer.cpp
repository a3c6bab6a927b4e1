#include "kiosk/relay/answer.h"

#include <algorithm>

#include "kiosk/ground/utf8.h"
#include "kiosk/relay/json_value.h"
#include "kiosk/relay/wire_time.h"

namespace circle::relay {
namespace {

using Kind = JsonValue::Kind;

constexpr std::size_t kLongestMessage = 1000;  // published as 200; some answer with more

// Zero or not; nothing: neither a number nor a text that is one.
std::optional<bool> is_zero(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return std::nullopt;
    text = text.substr(first, text.find_last_not_of(" \t") - first + 1);
    if (text.front() == '-' || text.front() == '+') text.remove_prefix(1);
    bool zero = true;
    bool digit = false;
    for (const char c : text) {
        if (c == '.') continue;
        if (c < '0' || c > '9') return std::nullopt;
        digit = true;
        zero = zero && c == '0';
    }
    if (!digit) return std::nullopt;
    return zero;
}

Row row_of(const JsonValue& object) {
    Row row;
    for (const auto& [name, value] : object.members) {
        if (value.kind == Kind::Scalar) row.emplace(name, value.text);
    }
    return row;
}

// One object of output: scalars are one row under "", objects one row under their name, arrays one row an
// object.
void add_object(Reply& reply, const JsonValue& output) {
    if (Row scalars = row_of(output); !scalars.empty()) reply.nodes[""].push_back(std::move(scalars));
    for (const auto& [name, value] : output.members) {
        if (value.kind == Kind::Object) reply.nodes[name].push_back(row_of(value));
        if (value.kind != Kind::Array) continue;
        auto& rows = reply.nodes[name];  // an empty array is a node without rows: an answer, not a missing one
        for (const JsonValue& item : value.items) {
            if (item.kind == Kind::Object) rows.push_back(row_of(item));
        }
    }
}

Reply reply_of(const JsonValue& top) {
    Reply reply;
    reply.warning = presentable(top.scalar("warn_msg"), kLongestMessage);
    const JsonValue* output = top.member("output");
    if (output == nullptr) return reply;
    if (output->kind == Kind::Scalar) reply.nodes[""].push_back({{"output", output->text}});
    if (output->kind == Kind::Object) add_object(reply, *output);
    for (const JsonValue& item : output->items) {  // 1101 sometimes answers with an array of outputs
        if (item.kind == Kind::Object) add_object(reply, item);
    }
    return reply;
}

}  // namespace

tl::expected<PlatformAnswer, std::string> read_answer(std::string_view body) {
    const auto parsed = parse_json(body);
    if (!parsed) return tl::unexpected(parsed.error());
    const auto zero = is_zero(parsed->scalar("infcode"));
    if (!zero) return tl::unexpected(std::string("infcode_missing"));

    PlatformAnswer answer;
    answer.success = *zero;
    answer.err_msg = presentable(parsed->scalar("err_msg"), kLongestMessage);
    answer.reply = reply_of(*parsed);
    answer.platform_ms = compact_to_ms(parsed->scalar("respond_time"));
    if (!answer.platform_ms) answer.platform_ms = compact_to_ms(parsed->scalar("refmsg_time"));
    return answer;
}

}  // namespace circle::relay
