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

Drill at_query(const Reply& listed) {
    Drill drill;
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
