// A terminal without hands: the book, a store that remembers what was durable, and what was asked for. A crash
// throws the book away and builds it again from the store.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/transaction/book.h"

namespace bench {

using namespace circle;
using namespace circle::transaction;

inline relay::Profile profile() {
    const char* assets = std::getenv("CIRCLE_ASSETS");
    auto loaded =
        relay::load_profile(std::string(assets != nullptr ? assets : "assets") + "/regions/hunan-csb.toml");
    if (!loaded) FAIL(loaded.error());
    relay::Transaction settlement;  // no region's file has one yet
    settlement.number = "2102";
    settlement.kind = Class::Settlement;
    settlement.node = "druginfo";
    settlement.fields = {{.name = "psn_no", .length = 30, .mandatory = true}};
    loaded->transactions.push_back(std::move(settlement));
    return std::move(*loaded);
}

inline const char* const kPsn = "43000010000000000001";

inline Content referral(const std::string& diagnosis = "I21.900", const std::string& psn = kPsn) {
    Content content;
    content.item = "I20";
    content.psn_no = psn;
    content.insured_area = "431021";
    content.fields = {{"psn_no", psn},
                      {"diag_code", diagnosis},
                      {"reflin_medins_no", "H43010000001"},
                      {"refl_date", "2026-11-22"}};
    return content;
}
inline Row referral_row(const std::string& diagnosis = "I21.900") {
    return {{"diag_code", diagnosis},
            {"reflin_medins_no", "H43010000001"},
            {"refl_date", "2026-11-22 00:00:00"},
            {"insutype", "390"}};
}
inline Content undoing(const std::string& handle = "G1") {
    Content content = referral();
    content.original_fields = content.fields;
    content.fields = {{"trt_dcla_detl_sn", handle}, {"psn_no", kPsn}};
    return content;
}
inline Content away(const std::string& key = "K1", const std::string& psn = kPsn) {
    Content content;
    content.item = "I13";
    content.psn_no = psn;
    content.insured_area = "431021";
    content.fields = {{"local_key", key}, {"psn_no", psn}};
    return content;
}
inline Content purchase() {
    Content content;
    content.psn_no = kPsn;
    content.insured_area = "431021";
    content.fields = {{"psn_no", kPsn}};
    return content;
}

inline Reply list_of(std::vector<Row> rows) {
    Reply reply;
    reply.nodes["refmedin"] = std::move(rows);
    return reply;
}
inline Reply result(Row row) {
    Reply reply;
    reply.nodes["result"] = {std::move(row)};
    return reply;
}
inline tl::unexpected<relay::Failure> failure(relay::FailureKind kind, std::string reason = "x") {
    return tl::unexpected(relay::Failure{kind, std::move(reason), ""});
}

struct Stored {
    Matter matter;
    std::string content;
};

struct Bench {
    relay::Profile region = profile();
    Rules rules{.profile = &region};
    Book book;
    Stamp now{1'000, 1'795'312'800'000};  // 2026-11-22 10:00 in Shanghai
    std::map<std::uint64_t, Stored> store;
    std::vector<relay::Order> orders;
    std::vector<relay::Query> queries;
    std::vector<Moved> moved;
    int numbers = 0;
    bool disk_full = false, number_fails = false;

    Bench() { line(true); }

    void take(const Event& event) {
        std::vector<Event> next;
        for (const Effect& effect : step(book, event, now, rules)) {
            if (!run(effect, next)) break;
        }
        for (const Event& each : next) take(each);
    }
    bool run(const Effect& effect, std::vector<Event>& next) {
        if (const auto* add = std::get_if<Add>(&effect)) {
            if (disk_full) return next.push_back(WriteFailed{add->matter.id}), false;
            CHECK_FALSE(store.contains(add->matter.id));
            store[add->matter.id] = {add->matter, encode(add->content).value()};
        } else if (const auto* write = std::get_if<Write>(&effect)) {
            if (disk_full) return next.push_back(WriteFailed{write->matter.id}), false;
            Stored& row = store.at(write->matter.id);
            CHECK(may_go(row.matter.state, write->matter.state, row.matter.kind));
            row.matter = write->matter;
            if (write->content) row.content = encode(*write->content).value();
        } else if (const auto* number = std::get_if<Number>(&effect)) {
            if (number_fails) {
                next.push_back(NumberFailed{number->id});
            } else {
                next.push_back(Numbered{number->id, "M" + std::to_string(++numbers)});
            }
        } else if (const auto* open = std::get_if<Open>(&effect)) {
            next.push_back(Opened{open->id, decode(store.at(open->id).content)});
        } else if (const auto* send = std::get_if<Send>(&effect)) {
            orders.push_back(send->order);
        } else if (const auto* look = std::get_if<Look>(&effect)) {
            queries.push_back(look->query);
        } else if (const auto* move = std::get_if<Moved>(&effect)) {
            moved.push_back(*move);
        }
        return true;
    }
    void line(bool ready) { take(relay::LineChanged{.up = ready, .signed_in = ready}); }
    void submit(const char* transaction, Content content, std::string person = "P") {
        take(Submitted{0, transaction, std::move(person), std::move(content)});
    }
    void pass(std::int64_t ms) {
        now.steady_ms += ms;
        now.unix_ms += ms;
        for (int i = 0; i < 50; ++i) {
            const auto due = next_due_ms(book);
            if (!due || *due > now.steady_ms) return;
            take(Ticked{});
        }
        FAIL("ticks without end");
    }
    void look_says(tl::expected<Reply, relay::Failure> said) {
        REQUIRE_FALSE(queries.empty());
        take(relay::Answered{queries.back().id, queries.back().transaction, {}, std::move(said), true});
    }
    void order_says(tl::expected<Reply, relay::Failure> said, bool left = true) {
        REQUIRE_FALSE(orders.empty());
        take(relay::Answered{orders.back().id, orders.back().transaction, {}, std::move(said), left});
    }
    void crash() {
        book = Book{};
        std::vector<Matter> matters;
        for (const auto& [id, row] : store) matters.push_back(row.matter);
        take(Started{std::move(matters), 1});
        line(true);
        pass(0);
    }
    std::string state(std::uint64_t id = 1) const {
        const Matter& matter = store.at(id).matter;
        return std::string(name(matter.state)) + (matter.reason.empty() ? "" : " " + matter.reason);
    }
    Content content(std::uint64_t id = 1) const { return decode(store.at(id).content).value(); }
};

}  // namespace bench
