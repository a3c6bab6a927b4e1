#include "kiosk/inspect/codec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>

namespace circle::inspect {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t longest_wait = 600'000;     // ms
constexpr std::int64_t longest_step = 86'400'000;  // ms, a day
constexpr std::size_t most_points = 2'000;
constexpr double farthest_mm = 5'000;

// One object's parameters. The first that is missing or wrong is remembered; what was read after it does not
// count.
class Parameters {
  public:
    explicit Parameters(const Json& object) : object_(object) {}

    bool has(const char* name) const { return object_.contains(name); }

    std::string text(const char* name, std::size_t longest, bool may_be_empty = false) {
        const Json* value = find(name);
        if (value == nullptr) return {};
        if (!value->is_string()) return wrong(name, "is not a string"), std::string();
        const auto& text = value->get_ref<const std::string&>();
        if (text.size() > longest) return wrong(name, "is too long"), std::string();
        if (text.empty() && !may_be_empty) return wrong(name, "is empty"), std::string();
        if (text.find('\0') != std::string::npos) return wrong(name, "holds a zero byte"), std::string();
        return text;
    }

    std::int64_t number(const char* name, std::int64_t lowest, std::int64_t highest) {
        const Json* value = find(name);
        if (value == nullptr) return 0;
        const bool fits = value->is_number_integer() &&
                          (!value->is_number_unsigned() || value->get<std::uint64_t>() <= INT64_MAX) &&
                          value->get<std::int64_t>() >= lowest && value->get<std::int64_t>() <= highest;
        if (!fits) return wrong(name, "is not an integer in its range"), 0;
        return value->get<std::int64_t>();
    }

    std::vector<std::pair<float, float>> points(const char* name) {
        const Json* value = find(name);
        std::vector<std::pair<float, float>> points;
        if (value == nullptr) return points;
        if (!value->is_array() || value->empty() || value->size() > most_points)
            return wrong(name, "is not a list of 1 to 2000 points"), points;
        for (const Json& point : *value) {
            const auto coordinate = [](const Json& number) {
                return number.is_number() && std::abs(number.get<double>()) <= farthest_mm;
            };
            if (!point.is_array() || point.size() != 2 || !coordinate(point[0]) || !coordinate(point[1]))
                return wrong(name, "holds something that is no [x_mm, y_mm]"), points;
            points.emplace_back(point[0].get<float>(), point[1].get<float>());
        }
        return points;
    }

    void only(std::initializer_list<std::string_view> names) {
        for (const auto& [name, value] : object_.items())
            if (name != "id" && name != "do" && std::ranges::find(names, name) == names.end())
                wrong(name.substr(0, 40), "is not a parameter of this command");
    }

    void wrong(std::string_view name, std::string_view what) {
        if (fault_.empty()) fault_.append("'").append(name).append("' ").append(what);
    }
    const std::string& fault() const { return fault_; }

  private:
    const Json* find(const char* name) {
        const auto found = object_.find(name);
        if (found != object_.end()) return &*found;
        wrong(name, "is missing");
        return nullptr;
    }

    const Json& object_;
    std::string fault_;
};

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_text = 16'384;
constexpr std::size_t longest_path = 4'000;

Command read_wait(Parameters& given) {
    given.only({"node", "state", "event", "after", "timeout_ms"});
    Wait wait;
    const auto name = [&](const char* key, std::optional<std::string>& into) {
        if (!given.has(key)) return 0;
        into = given.text(key, longest_name);
        return 1;
    };
    if (name("node", wait.node) + name("state", wait.state) + name("event", wait.event) != 1)
        given.wrong("wait", "takes exactly one of node, state and event");
    if (given.has("after")) {
        wait.after = static_cast<std::uint64_t>(given.number("after", 0, INT64_MAX));
        if (!wait.event) given.wrong("after", "goes with event only");
    }
    if (given.has("timeout_ms"))
        wait.timeout = std::chrono::milliseconds(given.number("timeout_ms", 0, longest_wait));
    return wait;
}

Command read_screenshot(Parameters& given) {
    given.only({"path"});
    Screenshot shot{given.text("path", longest_path)};
    if (!shot.path.starts_with('/')) given.wrong("path", "is not absolute");
    return shot;
}

// Nothing for a command that does not exist.
std::optional<Command> read(const std::string& name, Parameters& given) {
    const auto plain = [&](Command command) {
        given.only({});
        return command;
    };
    if (name == "tree") return plain(Tree{});
    if (name == "said") return plain(Said{});
    if (name == "state") return plain(State{});
    if (name == "counters") return plain(Counters{});
    if (name == "quit") return plain(Quit{});
    if (name == "wait") return read_wait(given);
    if (name == "screenshot") return read_screenshot(given);
    if (name == "tap") {
        given.only({"node"});
        return Tap{given.text("node", longest_name)};
    }
    if (name == "text") {
        given.only({"node", "value"});
        std::string node = given.text("node", longest_name);
        return Text{std::move(node), given.text("value", longest_text, true)};
    }
    if (name == "key") {
        given.only({"name"});
        return Key{given.text("name", longest_name)};
    }
    if (name == "stroke") {
        given.only({"node", "points"});
        std::string node = given.text("node", longest_name);
        return Stroke{std::move(node), given.points("points")};
    }
    if (name == "advance") {
        given.only({"ms"});
        return Advance{std::chrono::milliseconds(given.number("ms", 0, longest_step))};
    }
    return std::nullopt;
}

// --- answers ---

const char* name(Code code) {
    switch (code) {
        case Code::BadRequest:
            return "bad_request";
        case Code::UnknownCommand:
            return "unknown_command";
        case Code::NotFound:
            return "not_found";
        case Code::Disabled:
            return "disabled";
        case Code::Hidden:
            return "hidden";
        case Code::Unsupported:
            return "unsupported";
        case Code::Timeout:
            return "timeout";
        case Code::Failed:
            return "failed";
    }
    return "failed";
}

const char* name(screens::Role role) {
    using screens::Role;
    switch (role) {
        case Role::Page:
            return "page";
        case Role::Heading:
            return "heading";
        case Role::Text:
            return "text";
        case Role::Button:
            return "button";
        case Role::Choice:
            return "choice";
        case Role::Row:
            return "row";
        case Role::Status:
            return "status";
        case Role::Progress:
            return "progress";
        case Role::Image:
            return "image";
        case Role::Alert:
            return "alert";
        case Role::Dialog:
            return "dialog";
        case Role::Field:
            return "field";
        case Role::Writing:
            return "writing";
    }
    return "text";
}

double hundredths(float value) { return std::isfinite(value) ? std::round(double{value} * 100) / 100 : 0; }

std::string hex(screens::Rgb colour) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const unsigned part : {colour.r, colour.g, colour.b})
        text.append({digits[part >> 4], digits[part & 15]});
    return text;
}

Json json(const screens::Node& node) {
    return {{"id", node.id},
            {"role", name(node.role)},
            {"label", node.label},
            {"spoken", node.spoken},
            {"value", node.value},
            {"private", node.is_private},
            {"enabled", node.enabled},
            {"visible", node.visible},
            {"state", !node.enabled   ? "disabled"
                      : !node.visible ? "hidden"
                                      : "ready"},
            {"rect_mm", Json::array({hundredths(node.rect_mm.x), hundredths(node.rect_mm.y),
                                     hundredths(node.rect_mm.w), hundredths(node.rect_mm.h)})},
            {"text_mm", hundredths(node.text_mm)},
            {"fg", hex(node.fg)},
            {"bg", hex(node.bg)}};
}

Json numbers(const std::vector<std::pair<std::string, std::uint64_t>>& named) {
    Json object = Json::object();
    for (const auto& [key, value] : named) object[key] = value;
    return object;
}

struct Result {
    Json operator()(const Done&) const { return Json::object(); }
    Json operator()(const Nodes& reply) const {
        Json nodes = Json::array();
        for (const auto& node : reply.nodes) nodes.push_back(json(node));
        return {{"page", reply.page}, {"nodes", std::move(nodes)}};
    }
    Json operator()(const NodeThere& reply) const { return {{"node", json(reply.node)}}; }
    Json operator()(const EventSeen& reply) const {
        Json line = Json::parse(reply.line, nullptr, false);
        if (!line.is_object()) line = Json::object();
        return {{"seq", reply.seq}, {"event", std::move(line)}};
    }
    Json operator()(const StateNow& reply) const {
        return {{"state", reply.state},
                {"dialog", reply.dialog ? Json(*reply.dialog) : Json(nullptr)},
                {"language", reply.language},
                {"view", reply.view},
                {"transactions", numbers(reply.transactions)}};
    }
    Json operator()(const CountersNow& reply) const { return numbers(reply.counters); }
    Json operator()(const SaidSince& reply) const { return {{"said", reply.said}}; }
    Json operator()(const Saved& reply) const { return {{"path", reply.path}}; }
    Json operator()(const Error&) const { return {}; }
};

}  // namespace

tl::expected<Parsed, Rejected> parse(std::string_view line) {
    const auto reject = [](std::optional<std::int64_t> id, Code code, std::string text) {
        return tl::unexpected(Rejected{id, {code, std::move(text)}});
    };
    if (line.size() > longest_line) return reject({}, Code::BadRequest, "the line is longer than 65536 bytes");
    const Json object = Json::parse(line, nullptr, false);
    if (!object.is_object()) return reject({}, Code::BadRequest, "not a JSON object");

    Parameters head(object);
    const std::int64_t id = head.number("id", 0, std::int64_t{1} << 53);
    if (!head.fault().empty()) return reject({}, Code::BadRequest, head.fault());
    const std::string command = head.text("do", longest_name);
    if (!head.fault().empty()) return reject(id, Code::BadRequest, head.fault());

    Parameters given(object);
    auto read_command = read(command, given);
    if (!read_command)
        return reject(id, Code::UnknownCommand, "there is no command '" + command.substr(0, 40) + "'");
    if (!given.fault().empty()) return reject(id, Code::BadRequest, given.fault());
    return Parsed{id, std::move(*read_command)};
}

std::string answer_line(std::optional<std::int64_t> id, const Reply& reply) {
    Json line = {{"id", id ? Json(*id) : Json(nullptr)}};
    if (const auto* error = std::get_if<Error>(&reply)) {
        line["ok"] = false;
        line["error"] = {{"code", name(error->code)}, {"text", error->text}};
    } else {
        line["ok"] = true;
        line["result"] = std::visit(Result{}, reply);
    }
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace circle::inspect
