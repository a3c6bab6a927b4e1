// The keys of each kind of field.
#include "kiosk/visit/forms.h"
#include "tests/unit/visit/drill.h"

using namespace circle;
using drill::Drill;
using visit::Place;

namespace {

std::string answered(const Drill& drill, const std::string& field) {
    const auto& answers = drill.state.visit->filing->answers;
    const auto found = answers.find(field);
    return found == answers.end() ? std::string() : found->second;
}

// The form with this field on screen; the others keep what stands there.
Drill at(const std::string& field) {
    Drill drill;
    drill.open_form();
    drill.state.at.subject = field;
    return drill;
}

}  // namespace

TEST_CASE("digits: typed, taken back, cleared, never longer than the field") {
    auto drill = at("tel");
    for (const char digit : std::string("0735")) drill.touch(std::string("form.tel.") + digit);
    drill.touch("form.tel.dash");
    CHECK(answered(drill, "tel") == "0735-");
    for (int i = 0; i < 20; ++i) drill.touch("form.tel.2");
    CHECK(answered(drill, "tel") == "0735-22222222");
    drill.touch("form.tel.delete");
    CHECK(answered(drill, "tel") == "0735-2222222");
    drill.touch("form.tel.clear");
    CHECK(answered(drill, "tel").empty());
    drill.touch("form.tel.delete");
    drill.touch("form.tel.q");
    CHECK(answered(drill, "tel").empty());
}

TEST_CASE("a date goes by years, months and days that exist") {
    auto drill = at("begndate");
    drill.write("begndate", "2028-01-31");
    drill.touch("form.begndate.month.more");
    CHECK(answered(drill, "begndate") == "2028-02-29");
    drill.touch("form.begndate.year.less");
    CHECK(answered(drill, "begndate") == "2027-02-28");
    drill.touch("form.begndate.day.more");
    CHECK(answered(drill, "begndate") == "2027-03-01");
    drill.touch("form.begndate.today");
    CHECK(answered(drill, "begndate") == "2026-11-22");
    drill.write("begndate", "not a day");
    drill.touch("form.next");
    CHECK(drill.state.at.subject == "begndate");
    drill.touch("form.begndate.day.less");
    CHECK(answered(drill, "begndate") == "2026-11-21");
}

TEST_CASE("a city: province, then city, page by page") {
    auto drill = at("rloc_admdvs");
    auto lists = visit::places_at(drill.state, drill.rules);
    CHECK(lists.upper.pages == 4);  // 31 with something beneath them, eight a page
    CHECK(lists.lower.options.empty());
    drill.touch("form.rloc_admdvs.upper.next");
    drill.touch("form.rloc_admdvs.upper.next");
    drill.touch("form.rloc_admdvs.upper.440000");
    lists = visit::places_at(drill.state, drill.rules);
    CHECK(lists.upper.page == 2);
    CHECK(lists.lower.pages > 1);
    CHECK(answered(drill, "rloc_admdvs").empty());
    drill.touch("form.rloc_admdvs.441900");
    CHECK(answered(drill, "rloc_admdvs") == "441900");
    drill.touch("form.rloc_admdvs.999999");
    CHECK(answered(drill, "rloc_admdvs") == "441900");
}

TEST_CASE("a municipality is its own only city") {
    auto drill = at("rloc_admdvs");
    drill.touch("form.rloc_admdvs.upper.110000");
    CHECK(answered(drill, "rloc_admdvs") == "110000");
}

TEST_CASE("a county: province, city, county, and back up to the provinces") {
    auto counties = drill::assets().catalogue;
    for (auto& item : counties.items) {
        if (item.id == "I13") {
            for (auto& field : item.sheet->fields) field.level = Level::County;
        }
    }
    Drill drill;
    drill.rules.catalogue = &counties;
    drill.open_form();
    drill.touch("form.rloc_admdvs.upper.430000");
    auto lists = visit::places_at(drill.state, drill.rules);
    CHECK_FALSE(lists.may_rise);
    drill.touch("form.rloc_admdvs.431000");  // a city is not fine enough: its counties come
    CHECK(answered(drill, "rloc_admdvs").empty());
    lists = visit::places_at(drill.state, drill.rules);
    CHECK(lists.may_rise);
    CHECK(lists.upper.options.size() == 7);  // with the way back up they are eight
    drill.touch("form.rloc_admdvs.431021");
    CHECK(answered(drill, "rloc_admdvs") == "431021");
    lists = visit::places_at(drill.state, drill.rules);
    REQUIRE_FALSE(lists.lower.options.empty());
    CHECK(lists.lower.options.front().code.substr(0, 4) == "4310");
    drill.touch("form.rloc_admdvs.rise");
    lists = visit::places_at(drill.state, drill.rules);
    CHECK_FALSE(lists.may_rise);
    CHECK(answered(drill, "rloc_admdvs") == "431021");
    drill.touch("form.rloc_admdvs.upper.110000");  // a municipality has its counties at once
    lists = visit::places_at(drill.state, drill.rules);
    CHECK(lists.may_rise);
    CHECK(lists.lower.options.front().code.substr(0, 2) == "11");
}

TEST_CASE("a place that the official list lacks stands first in its province") {
    auto drill = at("rloc_admdvs");
    drill.touch("form.rloc_admdvs.upper.430000");
    const auto lists = visit::places_at(drill.state, drill.rules);
    REQUIRE_FALSE(lists.lower.options.empty());
    CHECK(lists.lower.options.front().code == "439900");
    drill.touch("form.rloc_admdvs.439900");
    CHECK(answered(drill, "rloc_admdvs") == "439900");
}

TEST_CASE("a city by the initials of its pinyin") {
    auto drill = at("rloc_admdvs");
    drill.touch("form.rloc_admdvs.find");
    drill.touch("form.rloc_admdvs.letter.D");
    drill.touch("form.rloc_admdvs.letter.G");
    const auto lists = visit::places_at(drill.state, drill.rules);
    REQUIRE_FALSE(lists.found.options.empty());
    CHECK(lists.found.options.front().code == "441900");
    CHECK(lists.found.options.front().name == "广东省 东莞市");
    drill.touch("form.rloc_admdvs.441900");
    CHECK(answered(drill, "rloc_admdvs") == "441900");
    drill.touch("form.rloc_admdvs.letter.delete");
    CHECK(drill.state.visit->filing->picking.typed == "D");
    drill.touch("form.rloc_admdvs.lists");
    CHECK_FALSE(drill.state.visit->filing->picking.by_letters);
}

TEST_CASE("yes or no, a choice, a promise that can be taken back") {
    auto drill = at("stay");
    drill.touch("form.stay.perhaps");
    CHECK(answered(drill, "stay").empty());
    drill.touch("form.stay.no");
    CHECK(answered(drill, "stay") == "no");
    drill.state.at.subject = "proof_kind";
    drill.touch("form.proof_kind.other");
    CHECK(answered(drill, "proof_kind").empty());
    drill.touch("form.proof_kind.commitment");
    CHECK(answered(drill, "proof_kind") == "commitment");
    drill.state.at.subject = "promise";
    drill.touch("form.promise.agree");
    CHECK(answered(drill, "promise") == "agreed");
    drill.touch("form.promise.agree");
    CHECK(answered(drill, "promise").empty());
}

TEST_CASE("a signature is drawn, not written; strokes go one by one or all at once") {
    auto drill = at("signature");
    drill.write("signature", "signed");
    CHECK(answered(drill, "signature").empty());
    drill.take(visit::Drawn{"form.signature", {{1, 2}, {3, 4}}});
    drill.take(visit::Drawn{"form.signature", {{5, 6}}});
    drill.take(visit::Drawn{"form.tel", {{5, 6}}});
    CHECK(drill.state.visit->filing->ink.at("signature").size() == 2);
    CHECK(answered(drill, "signature") == "signed");
    drill.touch("form.signature.undo");
    CHECK(answered(drill, "signature") == "signed");
    drill.touch("form.signature.clear");
    CHECK(answered(drill, "signature").empty());
    for (int i = 0; i < 500; ++i) drill.take(visit::Drawn{"form.signature", {{1, 1}}});
    CHECK(drill.state.visit->filing->ink.at("signature").size() == 200);
}

TEST_CASE("what is written is bounded and judged like the rest") {
    auto drill = at("tel");
    drill.write("tel", std::string(100'000, '9'));
    CHECK(answered(drill, "tel").size() <= 200);
    drill.touch("form.next");
    CHECK(drill.state.at.subject == "tel");
    drill.write("rloc_admdvs", "441900");  // not the field on screen
    CHECK(answered(drill, "rloc_admdvs").empty());
}
