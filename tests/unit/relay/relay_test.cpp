// The whole relay against a small platform: session, clock, and what an answer becomes.
#include "kiosk/relay/relay.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <ctime>

#include "tests/unit/relay/town.h"

using namespace circle;
using namespace circle::relay;
using namespace circle::relay::test;
using namespace std::chrono_literals;

TEST_CASE("it signs in by itself, then asks with the session's number") {
    Town town([](const Seen&) { return ok(R"({"baseinfo":{"psn_name":"𫗧㛃"}})"); });
    const auto relay = town.start();
    const LineChanged line = town.heard.line(is_ready);
    CHECK(line.reason.empty());
    CHECK(line.certificate_days.has_value());
    relay->ask(person(42));
    const Answered answered = town.heard.answer();
    CHECK(answered.id == 42);
    CHECK(answered.transaction == "1101");
    REQUIRE(answered.result);
    CHECK(answered.result->nodes.at("baseinfo").at(0).at("psn_name") == "𫗧㛃");
    town.server.stop();
    REQUIRE(town.bodies.size() == 2);
    CHECK(field(town.bodies[0], "infno") == "9001");
    CHECK(field(town.bodies[0], "opter_no") == "07");
    CHECK_FALSE(field(town.bodies[0], "ip").empty());
    CHECK_FALSE(town.bodies[0].find("sign_no") != std::string::npos);
    CHECK(field(town.bodies[1], "sign_no") == "SN-1");
    CHECK(field(town.bodies[0], "msgid") < field(town.bodies[1], "msgid"));
    CHECK(town.server.handshakes() == 1);
}

TEST_CASE("calls asked before the sign-in wait for it") {
    Town town;
    town.sign_in = [&](const Seen&) -> Action {
        Action slow = ok(R"({"signinoutb":{"sign_no":"SN-SLOW"}})");
        slow.delay = 200ms;
        return slow;
    };
    const auto relay = town.start();
    for (std::uint64_t id = 1; id <= 9; ++id) relay->ask(person(id));
    std::vector<std::uint64_t> ids;
    for (int i = 0; i < 9; ++i) {
        const Answered answered = town.heard.answer();
        CHECK(told(answered) == "ok");
        ids.push_back(answered.id);
    }
    std::ranges::sort(ids);
    CHECK(ids == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    town.server.stop();
    CHECK(town.sign_ins == 1);
    for (std::size_t i = 1; i < town.bodies.size(); ++i) CHECK(field(town.bodies[i], "sign_no") == "SN-SLOW");
}

TEST_CASE("a refused session is renewed once, and the call asked again with a new msgid") {
    std::atomic<int> calls{0};
    Town town([&](const Seen& seen) {
        return ++calls, field(seen.body, "sign_no") == "SN-1" ? refused("未签到") : ok("{}");
    });
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == "ok");
    relay->ask(person(2));
    CHECK(told(town.heard.answer()) == "ok");
    town.server.stop();
    CHECK(town.sign_ins == 2);
    CHECK(calls == 3);
    std::vector<std::string> ids;
    for (const std::string& body : town.bodies) ids.push_back(field(body, "msgid"));
    CHECK(std::ranges::adjacent_find(ids, std::greater_equal<>()) == ids.end());
}

TEST_CASE("a platform that refuses every session is asked twice and no more") {
    std::atomic<int> calls{0};
    Town town([&](const Seen&) { return ++calls, refused("签到已失效"); });
    const auto relay = town.start();
    relay->ask(person(1));
    const Answered answered = town.heard.answer();
    CHECK(told(answered) == told(FailureKind::Refused, "sign_in"));
    CHECK(answered.result.error().message == "签到已失效");
    CHECK(calls == 2);
    CHECK(town.sign_ins == 2);
}

TEST_CASE("a new day in Asia/Shanghai needs a new session") {
    Town town;
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(town.sign_ins == 1);
    town.clock->shift_ms += 24LL * 3600 * 1000;
    relay->ask(person(2));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(town.sign_ins == 2);
}

TEST_CASE("a clock that is wrong is found out by the refusal and followed once") {
    std::atomic<int> calls{0};
    Town town([&](const Seen& seen) {
        ++calls;
        const std::int64_t off = std::stoll(seen.headers.at("_api_timestamp")) - town.clock->true_ms();
        if (std::abs(off) < 60'000) return ok("{}");
        return reply(R"({"infcode":-1,"err_msg":"时间戳超出允许范围","output":null})", "200 OK",
                     "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n");
    });
    town.sign_in = [&](const Seen&) { return ok(R"({"signinoutb":{"sign_no":"SN-1"}})"); };
    town.clock->shift_ms = -3'600'000;
    SECTION("the platform tells its time") {
        Town::Handler honest = std::move(town.platform_);
        town.platform_ = [&, honest](const Seen& seen) {
            Action action = honest(seen);
            // respond_time in Asia/Shanghai, as the real one writes it
            const auto local = static_cast<std::time_t>(town.clock->true_ms() / 1000 + 8LL * 3600);
            std::tm parts{};
            ::gmtime_r(&local, &parts);
            char text[32];
            std::strftime(text, sizeof text, "%Y%m%d%H%M%S000", &parts);
            const std::string body = action.bytes.substr(action.bytes.find("\r\n\r\n") + 4);
            return reply(R"({"respond_time":")" + std::string(text) + "\"," + body.substr(1));
        };
        const auto relay = town.start();
        relay->ask(person(1));
        CHECK(told(town.heard.answer()) == "ok");
        CHECK(calls == 2);
        relay->ask(person(2));
        CHECK(told(town.heard.answer()) == "ok");
        CHECK(calls == 3);
        const LineChanged line = town.heard.line([](const LineChanged& l) { return l.clock_offset != 0ms; });
        CHECK(line.clock_offset > 3590s);
        CHECK(line.clock_offset < 3610s);
    }
    SECTION("the platform tells nothing believable") {
        const auto relay = town.start();
        relay->ask(person(1));
        CHECK(told(town.heard.answer()) == told(FailureKind::Refused, "clock"));
        CHECK(calls == 1);
    }
}

TEST_CASE("what the platform says becomes the right kind of failure") {
    struct Case {
        Action action;
        FailureKind kind;
        const char* reason;
    };
    const std::vector<Case> cases = {
        {refused("签名校验失败"), FailureKind::Refused, "signature"},
        {refused("必填字段为空"), FailureKind::Refused, "field"},
        {refused("系统繁忙"), FailureKind::Declined, "declined"},
        {reply(R"({"infcode":-1,"err_msg":"签名错误"})", "403 Forbidden"), FailureKind::Refused, "signature"},
        {reply(R"({"infcode":-1,"err_msg":"签名错误"})", "500 Oh"), FailureKind::Broken, "http_500"},
        {reply(R"({"infcode":0})", "403 Forbidden"), FailureKind::Broken, "http_403"},
        {reply("<html>", "502 Bad Gateway"), FailureKind::Broken, "http_502"},
        {reply("", "302 Found", "Location: https://127.0.0.1:1/\r\n"), FailureKind::Broken, "http_302"},
        {reply("<html>"), FailureKind::Broken, "not_json"},
        {reply("{\"infcode\":0,"), FailureKind::Broken, "cut_body"},
        {reply("{\"output\":{}}"), FailureKind::Broken, "infcode_missing"},
        {reply("{\"infcode\":0,\"a\":\"\xff\"}"), FailureKind::Broken, "unreadable"},
        {{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", true}, FailureKind::Broken, "cut_body"},
        {{"", true}, FailureKind::Broken, "closed"},
        {reply("The SSL certificate error", "400 Bad Request"), FailureKind::NotReached, "client_certificate"},
    };
    std::atomic<std::size_t> current{0};
    Town town([&](const Seen&) { return cases.at(current).action; });
    const auto relay = town.start();
    for (; current < cases.size(); ++current) {
        INFO(cases[current].reason << " " << current);
        relay->ask(person(current));
        CHECK(told(town.heard.answer()) == told(cases[current].kind, cases[current].reason));
    }
}

TEST_CASE("what our own check finds never leaves the machine") {
    Town town;
    const auto relay = town.start();
    town.heard.line(is_ready);
    const std::vector<std::pair<Query, const char*>> wrong = {
        {{1, "7777", {}, ""}, "unknown_transaction"},
        {{2, "9001", {}, ""}, "not_a_query"},
        {{3, "1101", {{"mdtrt_cert_type", "03"}}, ""}, "missing_column"},
        {{4, "5301", {{"psn_no", "1"}}, ""}, "missing_area"},
        {{5, "5301", {{"psn_no", "1"}}, "4310211"}, "too_long"},
    };
    for (const auto& [query, reason] : wrong) {
        relay->ask(query);
        const Answered answered = town.heard.answer();
        CHECK(answered.id == query.id);
        CHECK(told(answered) == told(FailureKind::Invalid, reason));
    }
    CHECK(town.server.requests() == 1);
}
