// The whole relay against a small platform of the test's own: session, clock, line, cancel, forget.
#include "kiosk/relay/relay.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "kiosk/relay/clock.h"
#include "tests/unit/relay/scratch.h"
#include "tests/unit/relay/tls_server.h"

using namespace circle;
using namespace circle::relay;
using namespace circle::relay::test;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace {

// Real seconds pass, from noon in Asia/Shanghai; the terminal's clock is wherever the test puts it.
class TestClock final : public Clock {
  public:
    std::int64_t true_ms() const {
        return 1795320000000 + std::chrono::duration_cast<std::chrono::milliseconds>(steady() - start_).count();
    }
    std::int64_t wall_ms() const override { return true_ms() + shift_ms; }
    std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }
    std::atomic<std::int64_t> shift_ms{0};

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// What the relay said, waited for without sleeping.
class Heard {
  public:
    Relay::Sink sink() {
        return [this](Event event) {
            const std::lock_guard lock(mutex_);
            if (auto* answered = std::get_if<Answered>(&event)) answers_.push_back(std::move(*answered));
            if (auto* line = std::get_if<LineChanged>(&event)) lines_.push_back(std::move(*line));
            changed_.notify_all();
        };
    }
    Answered answer() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, 60s, [&] { return !answers_.empty(); })) FAIL("no answer");
        Answered first = std::move(answers_.front());
        answers_.pop_front();
        return first;
    }
    // The next LineChanged for which `is` holds.
    template <typename Is>
    LineChanged line(Is is) {
        std::unique_lock lock(mutex_);
        std::optional<LineChanged> found;
        const bool came = changed_.wait_for(lock, 60s, [&] {
            while (!found && next_line_ < lines_.size()) {
                if (is(lines_[next_line_++])) found = lines_[next_line_ - 1];
            }
            return found.has_value();
        });
        if (!came) FAIL("the line did not change so");
        return *found;
    }
    std::size_t answers_left() {
        const std::lock_guard lock(mutex_);
        return answers_.size();
    }
    std::vector<LineChanged> lines() {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Answered> answers_;
    std::vector<LineChanged> lines_;
    std::size_t next_line_ = 0;
};

std::string field(const std::string& body, const std::string& name) {
    const std::size_t at = body.find("\"" + name + "\":\"");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 4;
    return body.substr(from, body.find('"', from) - from);
}

Action ok(const std::string& output) { return reply(R"({"infcode":0,"output":)" + output + "}"); }
Action refused(const std::string& err_msg) {
    return reply(R"({"infcode":"-1","err_msg":")" + err_msg + R"(","output":null})");
}

// A platform and a terminal. `platform` answers everything but 9001, which gives SN-1, SN-2 …
struct Town {
    using Handler = TlsServer::Handler;

    explicit Town(Handler platform = [](const Seen&) { return ok("{}"); }) : platform_(std::move(platform)) {
        settings.url = server.url("/isp-api/powercsb/");
        settings.ca_file = scratch.write("ca.pem", authority.certificate());
        settings.certificate_file = scratch.write("t.pem", terminal.certificate);
        settings.key_file = scratch.write("t.key", terminal.key);
        settings.access_key = "circle-demo";
        settings.secret_file = scratch.write("secret", "demo-secret-0123456789\n");
        settings.profile_file = demo_profile_file();
        settings.mark_path = scratch.path("journal.db");
        settings.institution = "H43102100001";
        settings.institution_name = "某某镇卫生院";
        settings.area = "431021";
        settings.terminal = 7;
    }
    std::unique_ptr<Relay> start() {
        auto relay = Relay::start(settings, heard.sink(), clock);
        if (!relay) FAIL(relay.error());
        return std::move(*relay);
    }
    Action handle(const Seen& seen) {
        bodies.push_back(seen.body);
        if (field(seen.body, "infno") != "9001") return platform_(seen);
        ++sign_ins;
        if (sign_in) return sign_in(seen);
        return ok(R"({"signinoutb":{"sign_time":"2026-11-22 15:44:26","sign_no":"SN-)" +
                  std::to_string(sign_ins) + "\"}}");
    }

    Scratch scratch;
    Authority authority{"bureau"};
    Issued terminal = authority.issue({"terminal", "DNS:terminal"});
    Heard heard;
    std::shared_ptr<TestClock> clock = std::make_shared<TestClock>();
    Settings settings;
    Handler sign_in;
    std::vector<std::string> bodies;  // read after the server stopped, or inside the handler
    std::atomic<int> sign_ins{0};
    Handler platform_;
    TlsServer server{authority.issue({}), authority.certificate(),
                     [this](const Seen& seen) { return handle(seen); }};
};

Query person(std::uint64_t id) {
    return {id, "1101", {{"mdtrt_cert_type", "03"}, {"mdtrt_cert_no", "A12345678"}, {"card_sn", "123"}}, ""};
}

std::string told(const Answered& answered) {
    if (answered.result) return "ok";
    return std::to_string(static_cast<int>(answered.result.error().kind)) + " " +
           answered.result.error().reason;
}
std::string told(FailureKind kind, const char* reason) {
    return std::to_string(static_cast<int>(kind)) + " " + reason;
}

bool is_ready(const LineChanged& line) { return line.up && line.signed_in; }

}  // namespace

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
    town.clock->shift_ms += 24 * 3600 * 1000;
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
            const std::time_t local = static_cast<std::time_t>(town.clock->true_ms() / 1000 + 8 * 3600);
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

TEST_CASE("silence ends the call with a time-out but not the line") {
    Town town([](const Seen&) -> Action { return {.silent = true}; });
    town.settings.call_timeout = 400ms;
    const auto relay = town.start();
    town.heard.line(is_ready);
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::TimedOut, "timeout"));
    while (town.server.handshakes() < 2)
        std::this_thread::yield();  // the probe that asks whether the line is there
    CHECK(std::ranges::all_of(town.heard.lines(), &LineChanged::up));
}

TEST_CASE("the line's end and return are told, and the session outlives them") {
    Town town;
    town.settings.probe_interval = 200ms;
    const auto relay = town.start();
    town.heard.line(is_ready);
    town.server.stop();
    const LineChanged down = town.heard.line([](const LineChanged& line) { return !line.up; });
    CHECK(down.reason == "connect");
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::NotReached, "connect"));
    town.server.listen_again();
    town.heard.line(is_ready);
    relay->ask(person(2));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(town.sign_ins == 1);
}

TEST_CASE("a platform that appears later is signed in to as soon as it is there") {
    Town town;
    town.settings.probe_interval = 200ms;
    town.server.stop();
    const auto relay = town.start();
    const LineChanged down = town.heard.line([](const LineChanged& line) { return !line.up; });
    CHECK_FALSE(down.signed_in);
    town.server.listen_again();
    town.heard.line(is_ready);
    CHECK(town.sign_ins == 1);
}

TEST_CASE("a sign-in that is turned down is told, and each waiting call with it") {
    Town town;
    town.sign_in = [](const Seen&) { return refused("机构未授权"); };
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::Declined, "declined"));
    const LineChanged line = town.heard.line([](const LineChanged& l) { return l.up && !l.reason.empty(); });
    CHECK_FALSE(line.signed_in);
    CHECK(line.reason == "declined");
}

TEST_CASE("a sign-in without a number is no sign-in") {
    Town town;
    town.sign_in = [](const Seen&) { return ok(R"({"signinoutb":{"sign_no":""}})"); };
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::Broken, "sign_number_missing"));
}

TEST_CASE("cancel gives exactly one answer, whenever it comes") {
    std::atomic<bool> silent{true};
    Town town([&](const Seen&) -> Action { return silent ? Action{.silent = true} : ok("{}"); });
    const auto relay = town.start();
    town.heard.line(is_ready);
    relay->ask(person(1));
    while (town.server.requests() < 2) std::this_thread::yield();
    relay->cancel(1);
    CHECK(told(town.heard.answer()) == told(FailureKind::Cancelled, "cancelled"));
    relay->cancel(1);
    relay->cancel(99);
    silent = false;
    relay->ask(person(2));
    CHECK(town.heard.answer().id == 2);
    for (std::uint64_t id = 100; id < 160; ++id) {
        relay->ask(person(id));
        relay->cancel(id);
    }
    std::vector<std::uint64_t> ids;
    for (int i = 0; i < 60; ++i) ids.push_back(town.heard.answer().id);
    std::ranges::sort(ids);
    CHECK(std::ranges::adjacent_find(ids) == ids.end());
    CHECK(town.heard.answers_left() == 0);
}

TEST_CASE("forget drops the connections and what runs; the session stays") {
    std::atomic<bool> silent{false};
    Town town([&](const Seen&) -> Action { return silent ? Action{.silent = true} : ok("{}"); });
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(town.server.handshakes() == 1);
    CHECK(town.server.open_connections() == 1);
    relay->forget();
    while (town.server.open_connections() != 0) std::this_thread::yield();
    silent = true;
    relay->ask(person(2));
    while (town.server.requests() < 3) std::this_thread::yield();
    relay->forget();
    CHECK(told(town.heard.answer()) == told(FailureKind::Cancelled, "cancelled"));
    silent = false;
    relay->ask(person(3));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(town.sign_ins == 1);
    CHECK(town.server.handshakes() >= 3);
}

TEST_CASE("forgetting during the sign-in does not lose the session") {
    Town town;
    std::atomic<int> seen{0};
    town.sign_in = [&](const Seen&) -> Action {
        if (++seen == 1) return {.silent = true};
        return ok(R"({"signinoutb":{"sign_no":"SN-2"}})");
    };
    const auto relay = town.start();
    while (town.sign_ins == 0) std::this_thread::yield();
    relay->forget();
    town.heard.line(is_ready);
    CHECK(town.sign_ins == 2);
}

TEST_CASE("the end of the relay answers everything first") {
    Town town([](const Seen&) -> Action { return {.silent = true}; });
    auto relay = town.start();
    town.heard.line(is_ready);
    for (std::uint64_t id = 1; id <= 20; ++id) relay->ask(person(id));
    relay.reset();
    for (int i = 0; i < 20; ++i) CHECK(told(town.heard.answer()) == told(FailureKind::Cancelled, "cancelled"));
    CHECK(town.heard.answers_left() == 0);
}

TEST_CASE("more than sixty-four calls at once are turned away, none is lost") {
    Town town([](const Seen&) -> Action { return {.silent = true}; });
    auto relay = town.start();
    town.heard.line(is_ready);
    for (std::uint64_t id = 0; id < 70; ++id) relay->ask(person(id));
    for (int i = 0; i < 6; ++i) CHECK(told(town.heard.answer()) == told(FailureKind::Invalid, "too_many"));
    relay.reset();
    for (int i = 0; i < 64; ++i) CHECK(told(town.heard.answer()) == told(FailureKind::Cancelled, "cancelled"));
}
