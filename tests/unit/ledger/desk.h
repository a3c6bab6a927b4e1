// A ledger over a disk that can be broken, and what a test does with it. All numbers are made up.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/journal/journal.h"
#include "kiosk/ledger/ledger.h"
#include "tests/unit/journal/fault_vfs.h"
#include "tests/unit/relay/scratch.h"

namespace circle::ledger::test {

using journal::test::Fault;
using journal::test::FaultVfs;
using transaction::State;

inline const std::string kHer = "43000010000000000001", kHim = "43000010000000000002";

inline Case referral(const std::string& person = kHer, const std::string& diagnosis = "I21.900") {
    Case made;
    made.item = "I20";
    made.transaction = "2501";
    made.person = person;
    made.insured_area = "431021";
    made.fields = {{"psn_no", person},
                   {"diag_code", diagnosis},
                   {"reflin_medins_no", "H43010000001"},
                   {"refl_date", "2026-11-22"}};
    made.words = {{"hospital", "somewhere"}};
    made.code = "400321";
    return made;
}
inline Case away(const std::string& person = kHer) {
    Case made;
    made.item = "I13";
    made.transaction = "LC13";
    made.person = person;
    made.insured_area = "431021";
    made.fields = {{"local_key", "0123456789abcdef0123456789abcdef"}, {"psn_no", person}};
    made.code = "400322";
    return made;
}
inline Case purchase(const std::string& person = kHer) {
    Case made;
    made.transaction = "2102";
    made.person = person;
    made.insured_area = "431021";
    made.fields = {{"psn_no", person}};
    return made;
}

inline Reply node(const std::string& name, std::vector<Row> rows) {
    Reply reply;
    reply.nodes[name] = std::move(rows);
    return reply;
}
inline Reply accepted(const std::string& handle = "G77") {
    return node("result", {{{"trt_dcla_detl_sn", handle}, {"serv_matt_inst_id", handle}}});
}
inline Reply empty_list() { return node("refmedin", {}); }

struct Desk {
    relay::test::Scratch scratch;
    FaultVfs disk{"ledger"};
    relay::Profile region;
    Stamp now{1'000, 1'795'312'800'000};  // 2026-11-22 10:00 in Shanghai
    std::unique_ptr<Ledger> ledger;

    Desk() {
        auto loaded = relay::load_profile(relay::test::demo_profile_file());
        if (!loaded) FAIL(loaded.error());
        region = std::move(*loaded);
        relay::Transaction settlement;  // no region's file has one yet
        settlement.number = "2102";
        settlement.kind = relay::TransactionClass::Settlement;
        settlement.node = "druginfo";
        settlement.fields = {{.name = "psn_no", .length = 30, .mandatory = true}};
        region.transactions.push_back(std::move(settlement));
        start();
    }

    std::string file() const { return scratch.path("j.db"); }
    Effects start() {
        auto opened = Ledger::open({file(), "H43102100001", 1, &region, disk.name()});
        if (!opened) FAIL(opened.error().text);
        ledger = std::move(*opened);
        auto effects = ledger->start(now);
        if (!effects) FAIL(effects.error().text);
        return std::move(*effects);
    }
    // The process dies, and what the disk did not have is lost.
    Effects power_cut() {
        disk.power_cut();
        ledger.reset();
        return start();
    }
    Effects line_up() { return ledger->line_changed({.up = true, .signed_in = true}, now); }
    // Everything that is due, in its order.
    Effects pass(std::int64_t ms) {
        now.steady_ms += ms;
        now.unix_ms += ms;
        Effects all;
        for (int i = 0; i < 50; ++i) {
            const auto due = ledger->next_due_ms();
            if (!due || *due > now.steady_ms) return all;
            for (auto& effect : ledger->tick(now)) all.push_back(std::move(effect));
        }
        FAIL("ticks without end");
        return all;
    }
    Effects answer(const relay::Query& query, Reply reply) {
        return ledger->answered({query.id, query.transaction, {}, std::move(reply), true}, now);
    }
    Effects answer(const relay::Order& order, Reply reply) {
        return ledger->answered({order.id, order.transaction, {}, std::move(reply), true}, now);
    }
    Effects fails(const relay::Order& order, relay::FailureKind kind, bool left = true,
                  const std::string& words = {}) {
        return ledger->answered(
            {order.id, order.transaction, {}, tl::unexpected(relay::Failure{kind, "x", words}), left}, now);
    }
    // What another reader finds on the disk.
    journal::Row row(std::uint64_t id) {
        auto journal = journal::Journal::open(file(), disk.name());
        REQUIRE(journal);
        auto read = journal->read(static_cast<std::int64_t>(id));
        return read ? *read : journal::Row{};
    }
};

// The one effect of its kind; the test fails when there is none or are several.
template <typename Kind>
Kind only(const Effects& effects) {
    std::optional<Kind> found;
    for (const auto& effect : effects) {
        if (const auto* each = std::get_if<Kind>(&effect)) {
            REQUIRE_FALSE(found);
            found = *each;
        }
    }
    REQUIRE(found);
    return *found;
}

// "recorded query", "sending order", … in their order: what the caller is to do.
inline std::string told(const Effects& effects) {
    std::string words;
    for (const auto& effect : effects) {
        if (!words.empty()) words += ' ';
        if (const auto* moved = std::get_if<Moved>(&effect)) {
            words += transaction::name(moved->state);
            if (!moved->reason.empty()) words += ":" + moved->reason;
        } else if (const auto* noted = std::get_if<transaction::Noted>(&effect)) {
            words += "(" + std::string(noted->what) + ")";
        } else {
            words += std::holds_alternative<relay::Order>(effect) ? "order" : "query";
        }
    }
    return words;
}

}  // namespace circle::ledger::test
