// A JSON text as plain values, numbers kept as they were written. Internal to the relay.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace circle::relay {

struct JsonMember;

struct JsonValue {
    enum class Kind { Null, Scalar, Object, Array };
    Kind kind = Kind::Null;
    std::string text;                 // Scalar: the string's content, the number's or the truth value's letters
    std::vector<JsonMember> members;  // Object
    std::vector<JsonValue> items;     // Array

    const JsonValue* member(std::string_view name) const;
    std::string_view scalar(std::string_view name) const;  // a scalar member's text; empty when there is none
};

struct JsonMember {
    std::string name;
    JsonValue value;
};

// Bounds and error tokens as in answer.h ("cut_body", "not_json", "unreadable").
tl::expected<JsonValue, std::string> parse_json(std::string_view body);

}  // namespace circle::relay
