// Taking a filing back, from the query page.
#include "kiosk/visit/forms.h"
#include "tests/unit/visit/drill.h"

using namespace circle;
using drill::Drill;
using visit::Place;

namespace {

Reply referrals(const std::string& number) {
    Reply reply;
    reply.nodes["refmedin"] = {{{"psn_no", "4310210001"},
                                {"trt_dcla_detl_sn", number},
                                {"diag_code", "I63"},
                                {"reflin_medins_no", "H43010000101"},
                                {"reflin_medins_name", "长沙市演示医院"},
                                {"refl_date", "2026-11-20"}}};
    return reply;
}

Drill at_query(const Reply& listed, std::vector<visit::Filed> filed = {}) {
    Drill drill;
    drill.filed = std::move(filed);
    drill.rules.offers.push_back(
        {.id = "I20", .groups = {"away"}, .needs = identity::Strength::Verified, .files = true});
    drill.take(visit::JournalChanged{true, {}});
    drill.come_home();
    drill.touch("home.item.I07");
    for (const auto& question : std::vector(drill.state.visit->questions)) {
        drill.answer(question.id, question.transaction == "5304" ? listed : Reply{});
    }
    return drill;
}

std::string in(const relay::Fields& fields, std::string_view column) {
    for (const auto& [name, value] : fields) {
        if (name == column) return value;
    }
    return {};
}

}  // namespace

TEST_CASE("a filing with its number is looked at once more, then taken back by that number") {
    auto drill = at_query(referrals("Z00001"));
    REQUIRE(visit::undoable(drill.state, drill.rules).size() == 1);
    drill.touch("query.undo.0");
    REQUIRE(drill.place() == Place::Review);
    CHECK(drill.count<visit::Submit>(drill.all) == 0);
    drill.touch("review.send");
    REQUIRE(drill.place() == Place::Sending);
    const auto* submit = drill.find<visit::Submit>(drill.last);
    REQUIRE(submit != nullptr);
    CHECK(submit->transaction == "2502");
    CHECK(submit->item == "I20");
    CHECK(in(submit->fields, "trt_dcla_detl_sn") == "Z00001");
    CHECK(in(submit->fields, "psn_no") == "4310210001");
    CHECK(in(submit->original_fields, "psn_no") == "4310210001");
    CHECK(in(submit->original_fields, "refl_date") == "2026-11-20");
    CHECK(in(submit->original_fields, "diag_code") == "I63");
    CHECK(in(submit->original_fields, "reflin_medins_no") == "H43010000101");
}

// As the journal has it: what was sent, and the number of the reply.
visit::Filed ours(std::string number, std::string diagnosis = "I63") {
    return {"2501",
            std::move(number),
            {{"psn_no", "4310210001"},
             {"diag_code", std::move(diagnosis)},
             {"reflin_medins_no", "H43010000101"},
             {"refl_date", "2026-11-20 00:00:00"}}};
}

TEST_CASE("a list that shows no numbers: ours is known from its reply, and only of an equal row") {
    auto drill = at_query(referrals(""), {ours("Z00003", "I21"), ours("Z00002")});
    const auto found = visit::undoable(drill.state, drill.rules);
    REQUIRE(found.size() == 1);
    CHECK(found.front().undoing.original.at("trt_dcla_detl_sn") == "Z00002");
    drill.touch("query.undo.0");
    drill.touch("review.send");
    const auto* submit = drill.find<visit::Submit>(drill.last);
    REQUIRE(submit != nullptr);
    CHECK(in(submit->fields, "trt_dcla_detl_sn") == "Z00002");
}

TEST_CASE("two equal rows of which one is ours: one can be taken back") {
    auto listed = referrals("");
    listed.nodes["refmedin"].push_back(listed.nodes["refmedin"].front());
    auto drill = at_query(listed, {ours("Z00002")});
    CHECK(visit::undoable(drill.state, drill.rules).size() == 1);
}

TEST_CASE("ours of another transaction, or no longer in the list, is not taken back") {
    auto other = ours("Z00002");
    other.transaction = "2503";
    auto drill = at_query(referrals(""), {other});
    CHECK(visit::undoable(drill.state, drill.rules).empty());
    drill = at_query(Reply{}, {ours("Z00002")});
    CHECK(visit::undoable(drill.state, drill.rules).empty());
}

TEST_CASE("a filing without its number is not taken back here") {
    auto drill = at_query(referrals(""));
    CHECK(visit::undoable(drill.state, drill.rules).empty());
    drill.touch("query.undo.0");
    CHECK(drill.place() == Place::Query);
}

TEST_CASE("nor where the item is not offered, nor by a node that names none") {
    auto drill = at_query(referrals("Z00001"));
    for (const auto* node : {"query.undo.1", "query.undo.", "query.undo.x", "query.undo.0x", "query.undo.-1"}) {
        drill.touch(node);
        CHECK(drill.place() == Place::Query);
    }
    drill.rules.offers.pop_back();
    drill.touch("query.undo.0");
    CHECK(drill.place() == Place::Query);
}

TEST_CASE("back from the last look leaves the filing as it is") {
    auto drill = at_query(referrals("Z00001"));
    drill.touch("query.undo.0");
    drill.touch("review.back");
    CHECK(drill.place() == Place::Query);
    CHECK(drill.count<visit::Submit>(drill.all) == 0);
}
