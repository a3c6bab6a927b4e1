// State-changing calls: one transmission on a connection of its own, nothing repeated, and the truth about
// whether a byte has left.
#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "tests/unit/relay/town.h"

using namespace circle;
using namespace circle::relay;
using namespace circle::relay::test;
using namespace std::chrono_literals;

namespace {

const char* const kMsgid = "H43102100001202611221544260700";

Order referral(std::uint64_t id) {
    return {id,
            "2501",
            {{"psn_no", "43000010000000000001"},
             {"diag_code", "I21.900"},
             {"diag_name", "急性心肌梗死"},
             {"reflin_medins_no", "H43010000001"},
             {"reflin_medins_name", "某某医院"},
             {"mdtrtarea_admdvs", "430100"},
             {"refl_type", "2"},
             {"refl_date", "2026-11-22"},
             {"refl_rea", "病情需要"},
             {"refl_opnn", "同意转院"}},
            "431021",
            kMsgid};
}

bool is(const Seen& seen, const char* number) { return field(seen.body, "infno") == number; }

}  // namespace

TEST_CASE("an order goes out once, as typed by hand, with its own msgid on a connection of its own") {
    std::vector<Seen> seen;
    Town town([&](const Seen& each) {
        seen.push_back(each);
        return is(each, "2501") ? ok(R"({"result":{"trt_dcla_detl_sn":"430000G001"}})") : ok("{}");
    });
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(town.heard.answer().left);
    relay->send(referral(2));
    const Answered answered = town.heard.answer();
    CHECK(answered.id == 2);
    CHECK(answered.transaction == "2501");
    CHECK(answered.left);
    REQUIRE(answered.result);
    CHECK(answered.result->nodes.at("result").at(0).at("trt_dcla_detl_sn") == "430000G001");
    relay->ask(person(3));
    town.heard.answer();
    town.server.stop();
    REQUIRE(seen.size() == 3);
    CHECK(seen[1].connection != seen[0].connection);
    CHECK(seen[2].connection == seen[0].connection);  // the query's own was kept, the order's was not
    const std::string& body = seen[1].body;
    CHECK(field(body, "msgid") == kMsgid);
    CHECK(field(body, "insuplc_admdvs") == "431021");
    CHECK(
        body.substr(body.find("\"input\"")) ==
        R"("input":{"refmedin":{"psn_no":"43000010000000000001","diag_code":"I21.900","diag_name":"急性心肌梗死",)"
        R"("reflin_medins_no":"H43010000001","reflin_medins_name":"某某医院","mdtrtarea_admdvs":"430100",)"
        R"("refl_type":"2","refl_date":"2026-11-22","refl_rea":"病情需要","refl_opnn":"同意转院"}}})");
}

TEST_CASE("a line that dies under an order is not tried again: one arrival, unknown") {
    std::atomic<int> arrivals{0};
    Town town([&](const Seen& seen) -> Action {
        if (!is(seen, "2501")) return ok("{}");
        ++arrivals;
        return {"", true, true};  // taken in, then the connection is closed before the first byte of a reply
    });
    const auto relay = town.start();
    relay->ask(person(1));  // leaves a kept connection behind, which would be reused by a query
    town.heard.answer();
    relay->send(referral(2));
    const Answered answered = town.heard.answer();
    CHECK(told(answered) == told(FailureKind::Broken, "closed"));
    CHECK(answered.left);
    relay->ask(person(3));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(arrivals == 1);
}

TEST_CASE("no refusal makes an order go out again, but what it teaches serves the next call") {
    std::atomic<int> arrivals{0};
    SECTION("sign-in") {
        Town town([&](const Seen& seen) {
            if (is(seen, "2501")) return ++arrivals, refused("签到编号无效或已过期，请重新签到[CP-SIGNIN]");
            return ok("{}");
        });
        const auto relay = town.start();
        relay->send(referral(1));
        const Answered answered = town.heard.answer();
        CHECK(told(answered) == told(FailureKind::Refused, "sign_in"));
        CHECK(answered.left);
        relay->ask(person(2));
        CHECK(told(town.heard.answer()) == "ok");
        CHECK(arrivals == 1);
        CHECK(town.sign_ins == 2);
    }
    SECTION("clock") {
        Town town([&](const Seen& seen) {
            ++arrivals;
            const std::int64_t off = std::stoll(seen.headers.at("_api_timestamp")) - town.clock->true_ms();
            if (std::abs(off) < 60'000) return ok("{}");
            return reply(R"({"infcode":-1,"err_msg":"时间戳超出允许范围","respond_time":"20261122120000000"})");
        });
        town.clock->shift_ms = -3'600'000;
        const auto relay = town.start();
        relay->send(referral(1));
        CHECK(told(town.heard.answer()) == told(FailureKind::Refused, "clock"));
        CHECK(arrivals == 1);
        relay->send(referral(2));
        CHECK(told(town.heard.answer()) == "ok");
        CHECK(arrivals == 2);
    }
}

TEST_CASE("what counts as refused for an order is narrower than for a query") {
    struct Case {
        Action action;
        FailureKind kind;
        const char* reason;
    };
    const std::vector<Case> cases = {
        {refused("签名校验失败[CP-SIGNATURE]"), FailureKind::Refused, "signature"},
        {refused("必填字段为空(input.data.psn_no)[CP-FIELD-MISSING]"), FailureKind::Refused, "field"},
        {reply(R"({"infcode":-1,"err_msg":"字段超长"})", "400 Bad"), FailureKind::Refused, "field"},
        {refused("备案已保存，回执签名校验失败"), FailureKind::Declined, "declined"},
        {refused("系统繁忙"), FailureKind::Declined, "declined"},
        {reply(R"({"infcode":-1,"err_msg":"签名校验失败"})", "500 Oh"), FailureKind::Broken, "http_500"},
        {reply(R"({"infcode":-1,"err_msg":"某错误"})", "403 No"), FailureKind::Broken, "http_403"},
        {reply(R"({"err_msg":"签名校验失败"})"), FailureKind::Broken, "infcode_missing"},
        {reply(R"({"infcode":0,"err_msg":"签名校验失败"})", "403 No"), FailureKind::Broken, "http_403"},
        {reply("{\"infcode\":0,"), FailureKind::Broken, "cut_body"},
        {reply("The SSL certificate error", "400 Bad Request"), FailureKind::NotReached, "client_certificate"},
    };
    std::atomic<std::size_t> current{0}, arrivals{0};
    Town town([&](const Seen& seen) { return arrivals += is(seen, "2501"), cases.at(current).action; });
    const auto relay = town.start();
    for (; current < cases.size(); ++current) {
        INFO(cases[current].reason << " " << current);
        relay->send(referral(current));
        const Answered answered = town.heard.answer();
        CHECK(told(answered) == told(cases[current].kind, cases[current].reason));
        CHECK(answered.left);  // every one of them had left, whatever came back
    }
    CHECK(arrivals == cases.size());
}

TEST_CASE("what our own check finds never leaves the machine, and is told so") {
    Town town;
    const auto relay = town.start();
    town.heard.line(is_ready);
    const auto with = [](auto change) {
        Order order = referral(1);
        change(order);
        return order;
    };
    const std::vector<std::pair<Order, const char*>> wrong = {
        {with([](Order& o) { o.transaction = "7777"; }), "unknown_transaction"},
        {with([](Order& o) { o.transaction = "1101"; }), "not_an_order"},
        {with([](Order& o) { o.transaction = "9001"; }), "not_an_order"},
        {with([](Order& o) { o.message_id.clear(); }), "message_id"},
        {with([](Order& o) { o.message_id += "0"; }), "too_long"},
        {with([](Order& o) { o.insured_area.clear(); }), "missing_area"},
        {with([](Order& o) { o.fields.pop_back(); }), "missing_column"},
        {with([](Order& o) { o.fields[7].second = "22.11.2026"; }), "bad_date"},
    };
    for (const auto& [order, reason] : wrong) {
        relay->send(order);
        const Answered answered = town.heard.answer();
        CHECK(told(answered) == told(FailureKind::Invalid, reason));
        CHECK_FALSE(answered.left);
    }
    relay->ask({9, "2501", referral(9).fields, "431021"});  // and an order cannot slip through as a query
    CHECK(told(town.heard.answer()) == told(FailureKind::Invalid, "not_a_query"));
    CHECK(town.server.requests() == 1);
}

TEST_CASE("an order that never found a connection has not left") {
    Town town;
    const auto relay = town.start();
    town.heard.line(is_ready);
    town.server.stop();
    relay->send(referral(1));
    const Answered answered = town.heard.answer();
    CHECK(told(answered) == told(FailureKind::NotReached, "connect"));
    CHECK_FALSE(answered.left);
}

TEST_CASE("an order waits for the sign-in and never leaves without one") {
    std::atomic<int> arrivals{0};
    Town town([&](const Seen&) { return ++arrivals, ok("{}"); });
    SECTION("slow, then good") {
        town.sign_in = [](const Seen&) {
            Action slow = ok(R"({"signinoutb":{"sign_no":"SN-SLOW"}})");
            slow.delay = 200ms;
            return slow;
        };
        const auto relay = town.start();
        relay->send(referral(1));
        const Answered answered = town.heard.answer();
        CHECK(told(answered) == "ok");
        CHECK(answered.left);
        CHECK(arrivals == 1);
    }
    SECTION("refused by the platform") {
        town.sign_in = [](const Seen&) { return refused("签到被拒绝"); };
        const auto relay = town.start();
        relay->send(referral(1));
        const Answered answered = town.heard.answer();
        CHECK_FALSE(answered.result);
        CHECK_FALSE(answered.left);
        CHECK(arrivals == 0);
    }
    SECTION("the line dies under the sign-in") {
        town.sign_in = [](const Seen&) -> Action { return {"", true, true}; };
        const auto relay = town.start();
        relay->send(referral(1));
        CHECK_FALSE(town.heard.answer().left);
        CHECK(arrivals == 0);
    }
}

TEST_CASE("the end of a visit and cancel leave an order alone") {
    std::atomic<int> arrivals{0};
    std::atomic<bool> let_go{false};
    Town town([&](const Seen& seen) {
        Action action = ok("{}");
        if (is(seen, "2501")) {
            ++arrivals;
            while (!let_go) std::this_thread::yield();
        } else {
            action.silent = true;
        }
        return action;
    });
    const auto relay = town.start();
    town.heard.line(is_ready);
    SECTION("while it runs, beside a query that is cancelled") {
        relay->ask(person(1));
        relay->send(referral(2));
        while (arrivals == 0) std::this_thread::yield();
        relay->cancel(2);
        relay->forget();
        Answered answered = town.heard.answer();
        CHECK(answered.id == 1);
        CHECK(told(answered) == told(FailureKind::Cancelled, "cancelled"));
        let_go = true;
        answered = town.heard.answer();
        CHECK(answered.id == 2);
        CHECK(told(answered) == "ok");
        CHECK(arrivals == 1);
    }
    SECTION("while it still waits for the sign-in that the end of the visit drops") {
        let_go = true;
        town.clock->shift_ms += 24LL * 3600 * 1000;  // a new day: the session is over
        town.sign_in = [&](const Seen&) {
            Action action = ok(R"({"signinoutb":{"sign_no":"SN-NEW"}})");
            if (town.sign_ins == 2) action.silent = true;
            return action;
        };
        relay->send(referral(2));
        while (town.sign_ins < 2) std::this_thread::yield();
        relay->cancel(2);
        relay->forget();
        const Answered answered = town.heard.answer();
        CHECK(answered.id == 2);
        CHECK(told(answered) == "ok");
        CHECK(town.sign_ins == 3);
        CHECK(arrivals == 1);
    }
}

TEST_CASE("an order that runs into its time-out, and one that the relay's end cuts short, have left") {
    Town town([](const Seen&) -> Action { return {"", false, false, true}; });
    std::atomic<bool> arrived{false};
    SECTION("time-out") {
        town.settings.call_timeout = 300ms;
        const auto relay = town.start();
        town.heard.line(is_ready);
        relay->send(referral(1));
        const Answered answered = town.heard.answer();
        CHECK(told(answered) == told(FailureKind::TimedOut, "timeout"));
        CHECK(answered.left);
    }
    SECTION("the end of the relay") {
        town.platform_ = [&](const Seen&) -> Action {
            arrived = true;
            return {"", false, false, true};
        };
        auto relay = town.start();
        relay->send(referral(1));
        while (!arrived) std::this_thread::yield();
        relay.reset();
        const Answered answered = town.heard.answer();
        CHECK(told(answered) == told(FailureKind::Cancelled, "cancelled"));
        CHECK(answered.left);
    }
}
