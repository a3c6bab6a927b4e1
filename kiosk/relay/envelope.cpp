#include "kiosk/relay/envelope.h"

#include <algorithm>
#include <optional>

#include "kiosk/ground/utf8.h"
#include "kiosk/relay/wire_time.h"

namespace circle::relay {
namespace {

tl::unexpected<Failure> invalid(std::string reason, std::string column) {
    return tl::unexpected(Failure{FailureKind::Invalid, std::move(reason), std::move(column)});
}

// Characters; nothing when it is no valid UTF-8.
std::optional<std::size_t> length_of(std::string_view text) {
    const auto all = characters(text);
    return all ? std::optional(all->size()) : std::nullopt;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// Only for text that has passed `bad_text`: valid UTF-8 without control characters.
void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
    if (out.back() != '{') out += ',';
    append_string(out, name);
    out += ':';
    append_string(out, value);
}

// The token of what is wrong with the value; empty when it may be sent.
std::string_view fault(const Profile& profile, const Field& field, std::string_view value) {
    const auto length = length_of(value);
    if (!length || std::ranges::any_of(value, is_control)) return "bad_text";
    if (field.length && *length > *field.length) return "too_long";
    switch (field.kind) {
        case FieldKind::Text:
            break;
        case FieldKind::Digits:
            if (!std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; })) return "bad_digits";
            break;
        case FieldKind::Date:
            if (!is_date(value)) return "bad_date";
            break;
        case FieldKind::Time:
            if (!is_date(value) && !is_time(value)) return "bad_date";
            break;
    }
    if (!field.codes.empty() && !profile.word(field.codes, value, "zh")) return "bad_code";
    return {};
}

std::string_view value_of(const Fields& fields, std::string_view column) {
    for (const auto& [name, value] : fields) {
        if (name == column) return value;
    }
    return {};
}

bool is_mandatory(const Field& field, const Fields& fields) {
    if (field.mandatory) return true;
    if (field.when_column.empty()) return false;
    return std::ranges::find(field.when_values, value_of(fields, field.when_column)) != field.when_values.end();
}

std::string with_terminal(std::string text, const std::string& terminal) {
    constexpr std::string_view kMark = "{terminal}";
    const std::size_t at = text.find(kMark);
    return at == std::string::npos ? text : text.replace(at, kMark.size(), terminal);
}

std::string header_value(const HeaderField& field, const Transaction& transaction, const Sender& sender,
                         const RequestStamp& stamp, std::string_view insured_area) {
    switch (field.source) {
        case HeaderSource::Fixed:
            return with_terminal(field.value, sender.terminal);
        case HeaderSource::Transaction:
            return transaction.number;
        case HeaderSource::MessageId:
            return stamp.message_id;
        case HeaderSource::Area:
            return sender.area;
        case HeaderSource::InsuredArea:
            return std::string(insured_area);
        case HeaderSource::Time:
            return stamp.time;
        case HeaderSource::Institution:
            return sender.institution;
        case HeaderSource::InstitutionName:
            return sender.institution_name;
        case HeaderSource::SignNumber:
            return transaction.kind == TransactionClass::Session ? std::string() : stamp.sign_number;
    }
    return {};
}

}  // namespace

bool names_a_person(const Fields& fields) { return !value_of(fields, "psn_no").empty(); }

tl::expected<std::string, Failure> write_input(const Profile& profile, const Transaction& transaction,
                                               const Fields& fields) {
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (transaction.field(it->first) == nullptr) return invalid("unknown_column", it->first);
        const auto same = [&](const auto& other) { return other.first == it->first; };
        if (std::any_of(fields.begin(), it, same)) return invalid("column_twice", it->first);
    }
    std::string out = "{";
    append_string(out, transaction.node);
    out += ":{";
    for (const Field& field : transaction.fields) {
        const std::string_view value = value_of(fields, field.name);
        if (value.empty()) {
            if (is_mandatory(field, fields)) return invalid("missing_column", field.name);
            continue;
        }
        if (const auto wrong = fault(profile, field, value); !wrong.empty())
            return invalid(std::string(wrong), field.name);
        append_member(out, field.name, value);
    }
    out += "}}";
    if (length_of(out).value_or(0) > profile.input_characters) return invalid("input_too_long", "input");
    return out;
}

tl::expected<std::string, Failure> write_envelope(const Profile& profile, const Transaction& transaction,
                                                  const Sender& sender, const RequestStamp& stamp,
                                                  std::string_view insured_area, std::string_view input) {
    std::string out = "{";
    for (const HeaderField& field : profile.header) {
        const std::string value = header_value(field, transaction, sender, stamp, insured_area);
        if (value.empty()) {
            const bool unsigned_call =
                field.source == HeaderSource::SignNumber && transaction.kind != TransactionClass::Session;
            if (field.mandatory || unsigned_call) return invalid("missing_header", field.name);
            continue;
        }
        const auto length = length_of(value);
        if (!length || std::ranges::any_of(value, is_control)) return invalid("bad_text", field.name);
        if (*length > field.length) return invalid("too_long", field.name);
        append_member(out, field.name, value);
    }
    out += ",\"input\":";
    out += input;
    out += '}';
    return out;
}

}  // namespace circle::relay
