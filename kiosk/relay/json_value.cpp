#include "kiosk/relay/json_value.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace circle::relay {
namespace {

constexpr std::size_t kLargestBody = 1 << 20;
constexpr std::size_t kDeepest = 32;
constexpr std::size_t kMostValues = 50'000;
constexpr std::size_t kMostMembers = 512;

using Json = nlohmann::json;

// Builds the value while the parser walks, and stops it at the first bound that is passed.
class Builder final : public nlohmann::json_sax<Json> {
  public:
    bool null() override { return put({}); }
    bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
    bool number_float(number_float_t, const string_t& written) override { return scalar(written); }
    bool string(string_t& value) override { return value.find('\0') == std::string::npos && scalar(value); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(JsonValue::Kind::Object); }
    bool key(string_t& name) override {
        auto& members = open_.back()->members;
        const bool twice =
            std::ranges::any_of(members, [&](const JsonMember& member) { return member.name == name; });
        if (twice || members.size() >= kMostMembers || name.find('\0') != std::string::npos) return false;
        members.push_back({name, {}});
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(JsonValue::Kind::Array); }
    bool end_array() override { return close(); }

    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception& error) override {
        syntax_error_at_ = position;
        // 406: a number that no double holds; it is JSON, but nothing of ours.
        encoding_ = error.id == 406 ||
                    std::string_view(error.what()).find("ill-formed UTF-8") != std::string_view::npos;
        return false;
    }

    std::string token(std::size_t size) const {
        if (syntax_error_at_ == 0) return "unreadable";
        if (syntax_error_at_ > size) return "cut_body";
        return encoding_ ? "unreadable" : "not_json";
    }
    JsonValue take() { return std::move(root_); }

  private:
    bool scalar(std::string text) {
        JsonValue value;
        value.kind = JsonValue::Kind::Scalar;
        value.text = std::move(text);
        return put(std::move(value));
    }
    bool put(JsonValue value) {
        if (++values_ > kMostValues) return false;
        slot() = std::move(value);
        return true;
    }
    bool open(JsonValue::Kind kind) {
        if (++values_ > kMostValues || open_.size() >= kDeepest) return false;
        JsonValue& value = slot();
        value.kind = kind;
        open_.push_back(&value);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }
    // Where the next value goes. A parent's vector does not grow while its child is open, so the pointers hold.
    JsonValue& slot() {
        if (open_.empty()) return root_;
        JsonValue& parent = *open_.back();
        if (parent.kind == JsonValue::Kind::Object) return parent.members.back().value;
        return parent.items.emplace_back();
    }

    JsonValue root_;
    std::vector<JsonValue*> open_;
    std::size_t values_ = 0;
    std::size_t syntax_error_at_ = 0;
    bool encoding_ = false;
};

}  // namespace

const JsonValue* JsonValue::member(std::string_view name) const {
    const auto it = std::ranges::find(members, name, &JsonMember::name);
    return it == members.end() ? nullptr : &it->value;
}

std::string_view JsonValue::scalar(std::string_view name) const {
    const JsonValue* found = member(name);
    return found != nullptr && found->kind == Kind::Scalar ? std::string_view(found->text) : std::string_view();
}

tl::expected<JsonValue, std::string> parse_json(std::string_view body) {
    if (body.size() > kLargestBody) return tl::unexpected(std::string("unreadable"));
    Builder builder;
    if (!Json::sax_parse(body.begin(), body.end(), &builder)) return tl::unexpected(builder.token(body.size()));
    return builder.take();
}

}  // namespace circle::relay
