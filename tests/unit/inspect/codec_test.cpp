#include "kiosk/inspect/codec.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <variant>

namespace {

using namespace circle::inspect;  // NOLINT: the whole file is about these names

template <typename Wanted>
Wanted command(const std::string& line) {
    auto parsed = parse(line);
    INFO(line);
    REQUIRE(parsed.has_value());
    REQUIRE(std::holds_alternative<Wanted>(parsed->command));
    return std::get<Wanted>(parsed->command);
}

Rejected rejected(const std::string& line) {
    auto parsed = parse(line);
    INFO(line);
    REQUIRE_FALSE(parsed.has_value());
    return parsed.error();
}

}  // namespace

TEST_CASE("inspect codec: every command is read") {
    CHECK(parse(R"({"id":7,"do":"tree"})")->id == 7);
    command<Tree>(R"({"id":1,"do":"tree"})");
    CHECK(command<Tap>(R"({"id":1,"do":"tap","node":"home.item.I13"})").node == "home.item.I13");
    const auto text = command<Text>(R"({"id":1,"do":"text","node":"form.phone","value":"张𠀀"})");
    CHECK(text.node == "form.phone");
    CHECK(text.value == "张𠀀");
    CHECK(command<Text>(R"({"id":1,"do":"text","node":"a","value":""})").value.empty());
    CHECK(command<Key>(R"({"id":1,"do":"key","name":"Return"})").name == "Return");
    const auto stroke = command<Stroke>(R"({"id":1,"do":"stroke","node":"sign","points":[[1,2.5],[3,-4]]})");
    REQUIRE(stroke.points_mm.size() == 2);
    CHECK(stroke.points_mm[0] == std::pair(1.0F, 2.5F));
    CHECK(command<Advance>(R"({"id":1,"do":"advance","ms":60000})").by == std::chrono::minutes(1));
    command<Said>(R"({"do":"said","id":1})");
    CHECK(command<Screenshot>(R"({"id":1,"do":"screenshot","path":"/tmp/a.png"})").path == "/tmp/a.png");
    command<State>(R"({"id":1,"do":"state"})");
    command<Counters>(R"({"id":1,"do":"counters"})");
    command<Quit>(R"({"id":1,"do":"quit"})");
}

TEST_CASE("inspect codec: wait takes exactly one thing") {
    const auto node = command<Wait>(R"({"id":1,"do":"wait","node":"idle.start"})");
    CHECK(node.node == "idle.start");
    CHECK_FALSE(node.state.has_value());
    CHECK(node.timeout == std::chrono::seconds(10));
    const auto event =
        command<Wait>(R"({"id":1,"do":"wait","event":"card.read.end","after":12,"timeout_ms":0})");
    CHECK(event.event == "card.read.end");
    CHECK(event.after == 12U);
    CHECK(event.timeout == std::chrono::seconds(0));
    CHECK(command<Wait>(R"({"id":1,"do":"wait","state":"query","timeout_ms":600000})").state == "query");
    for (const char* wrong : {R"({"id":1,"do":"wait"})", R"({"id":1,"do":"wait","node":"a","state":"b"})",
                              R"({"id":1,"do":"wait","state":"b","after":3})",
                              R"({"id":1,"do":"wait","node":"a","timeout_ms":600001})",
                              R"({"id":1,"do":"wait","node":"a","timeout_ms":-1})"})
        CHECK(rejected(wrong).error.code == Code::BadRequest);
}

TEST_CASE("inspect codec: what is wrong is said, with the client's number where it can be read") {
    CHECK(rejected("").error.code == Code::BadRequest);
    CHECK_FALSE(rejected("[1]").id.has_value());
    CHECK_FALSE(rejected(R"({"do":"tree"})").id.has_value());
    CHECK_FALSE(rejected(R"({"id":"x","do":"tree"})").id.has_value());
    CHECK_FALSE(rejected(R"({"id":-1,"do":"tree"})").id.has_value());
    CHECK_FALSE(rejected(R"({"id":18446744073709551615,"do":"tree"})").id.has_value());
    const auto unknown = rejected(R"({"id":5,"do":"dance"})");
    CHECK(unknown.id == 5);
    CHECK(unknown.error.code == Code::UnknownCommand);
    CHECK(unknown.error.text == "there is no command 'dance'");
    for (const char* wrong :
         {R"({"id":5})", R"({"id":5,"do":3})", R"({"id":5,"do":"tap"})", R"({"id":5,"do":"tap","node":7})",
          R"({"id":5,"do":"tap","node":""})", R"({"id":5,"do":"tap","node":"a\u0000b"})",
          R"({"id":5,"do":"tap","node":"a","nod":"b"})", R"({"id":5,"do":"advance","ms":1.5})",
          R"({"id":5,"do":"advance","ms":86400001})", R"({"id":5,"do":"screenshot","path":"a.png"})",
          R"({"id":5,"do":"stroke","node":"a","points":[]})",
          R"({"id":5,"do":"stroke","node":"a","points":[[1]]})",
          R"({"id":5,"do":"stroke","node":"a","points":[[1,1e300]]})", R"({"id":5,"do":"tree","x":1})"}) {
        const auto fault = rejected(wrong);
        CHECK(fault.id == 5);
        CHECK(fault.error.code == Code::BadRequest);
        CHECK_FALSE(fault.error.text.empty());
    }
    CHECK(rejected(R"({"id":5,"do":"tap","node":")" + std::string(70000, 'a') + "\"}").error.code ==
          Code::BadRequest);
    CHECK(rejected(std::string(60000, '[')).error.code == Code::BadRequest);
    CHECK(rejected("{\"id\":5,\"do\":\"tap\",\"node\":\"\xC3\x28\"}").error.code == Code::BadRequest);
}

TEST_CASE("inspect codec: broken lines never do more than reject") {
    std::mt19937 dice(7);
    const std::string good = R"({"id":1,"do":"stroke","node":"sign","points":[[1,2.5],[3,-4]],"after":3})";
    std::size_t accepted = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string line = good;
        const int changes = std::uniform_int_distribution(1, 4)(dice);
        for (int change = 0; change < changes; ++change) {
            const auto at = std::uniform_int_distribution<std::size_t>(0, line.size() - 1)(dice);
            line[at] = static_cast<char>(std::uniform_int_distribution(0, 255)(dice));
        }
        const auto parsed = parse(line);
        if (parsed)
            ++accepted;
        else
            CHECK_FALSE(parsed.error().error.text.empty());
    }
    CHECK(accepted < 20000);
}

TEST_CASE("inspect codec: answers, byte for byte") {
    CHECK(answer_line(1, Done{}) == "{\"id\":1,\"ok\":true,\"result\":{}}\n");
    CHECK(answer_line({}, Error{Code::BadRequest, "not a JSON object"}) ==
          "{\"id\":null,\"ok\":false,\"error\":{\"code\":\"bad_request\",\"text\":\"not a JSON object\"}}\n");
    circle::screens::Node node;
    node.id = "query.name";
    node.role = circle::screens::Role::Status;
    node.label = "张*";
    node.spoken = "姓名";
    node.is_private = true;
    node.rect_mm = {1.234F, 2, 30.5F, 15};
    node.text_mm = 4.8F;
    node.fg = {0, 16, 255};
    node.bg = {255, 255, 255};
    CHECK(
        answer_line(2, Nodes{"query", {node}}) ==
        R"({"id":2,"ok":true,"result":{"page":"query","nodes":[{"id":"query.name","role":"status","label":"张*",)"
        R"("spoken":"姓名","value":"","private":true,"enabled":true,"visible":true,"state":"ready",)"
        R"("rect_mm":[1.23,2.0,30.5,15.0],"text_mm":4.8,"fg":"#0010ff","bg":"#ffffff"}]}})"
        "\n");
    node.enabled = false;
    CHECK(answer_line(2, NodeThere{node}).find(R"("state":"disabled")") != std::string::npos);
    CHECK(answer_line(3, StateNow{"query", std::nullopt, "zh-CN", "standard", {{"unknown", 1}}}) ==
          R"({"id":3,"ok":true,"result":{"state":"query","dialog":null,"language":"zh-CN","view":"standard",)"
          R"("transactions":{"unknown":1}}})"
          "\n");
    CHECK(answer_line(3, StateNow{"idle", "timeout", "en", "elder", {}}).find(R"("dialog":"timeout")") !=
          std::string::npos);
    CHECK(answer_line(4, CountersNow{{{"frames", 3}, {"wakeups", 9}}}) ==
          "{\"id\":4,\"ok\":true,\"result\":{\"frames\":3,\"wakeups\":9}}\n");
    CHECK(answer_line(5, SaidSince{{"请插卡"}}) ==
          "{\"id\":5,\"ok\":true,\"result\":{\"said\":[\"请插卡\"]}}\n");
    CHECK(answer_line(5, SaidSince{}) == "{\"id\":5,\"ok\":true,\"result\":{\"said\":[]}}\n");
    CHECK(answer_line(6, EventSeen{9, R"({"seq":9,"event":"card.inserted"})"}) ==
          R"({"id":6,"ok":true,"result":{"seq":9,"event":{"seq":9,"event":"card.inserted"}}})"
          "\n");
    CHECK(answer_line(7, Saved{"/tmp/a.png"}) ==
          "{\"id\":7,\"ok\":true,\"result\":{\"path\":\"/tmp/a.png\"}}\n");
    const std::string broken = answer_line(8, Error{Code::Failed, "\xFF"});
    CHECK(broken.find("\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("inspect codec: error codes are stable words") {
    const auto code = [](Code which) {
        const std::string line = answer_line(1, Error{which, ""});
        const auto from = line.find(R"("code":")") + 8;
        return line.substr(from, line.find('"', from) - from);
    };
    CHECK(code(Code::BadRequest) == "bad_request");
    CHECK(code(Code::UnknownCommand) == "unknown_command");
    CHECK(code(Code::NotFound) == "not_found");
    CHECK(code(Code::Disabled) == "disabled");
    CHECK(code(Code::Hidden) == "hidden");
    CHECK(code(Code::Unsupported) == "unsupported");
    CHECK(code(Code::Timeout) == "timeout");
    CHECK(code(Code::Failed) == "failed");
}
