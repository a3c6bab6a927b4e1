// Forms as data: I13 and I20 from their files, a made-up item that is a file only, hostile files.
#include <unistd.h>

#include <catch2/matchers/catch_matchers_string.hpp>
#include <fstream>
#include <iterator>

#include "kiosk/catalogue/plan.h"
#include "tests/unit/catalogue/demo_catalogue.h"

namespace circle::catalogue {
namespace {

using Catch::Matchers::ContainsSubstring;
using namespace std::chrono_literals;

const Areas& areas() {
    static const Areas loaded = Areas::load((test::assets() / "places/divisions.csv").string()).value();
    return loaded;
}

Known known() {
    return {{{"person.number", "43010000000000000001"},
             {"person.id_type", "01"},
             {"person.id_number", "430102199001010016"},
             {"person.name", "演示甲"},
             {"person.sex", "1"},
             {"person.birth_date", "1990-01-01"},
             {"insurance.kind", "390"},
             {"insurance.area", "431021"},
             {"matter.key", "0123456789abcdef0123456789abcdef"}},
            std::vector<Filing>{},
            2026y / 11 / 25};
}

Answers remote() {
    return {{"rloc_admdvs", "441900"}, {"stay", "yes"},          {"begndate", "2026-11-25"},
            {"tel", "13800000000"},    {"proof_kind", "papers"}, {"signature", "signed"}};
}

const Form& form(std::string_view id) { return test::demo_catalogue().find(id)->sheet.value(); }

// "field rule effect" of each fault, hints left out.
std::vector<std::string> told(std::string_view id, const Answers& answers, const Known& facts = known()) {
    std::vector<std::string> result;
    for (const AnswerFault& fault : check(form(id), answers, facts, areas())) {
        CHECK_FALSE(fault.words.zh.empty());
        CHECK_FALSE(fault.words.en.empty());
        if (fault.effect != Effect::Hint) result.push_back(fault.field + " " + fault.rule);
    }
    return result;
}

using List = std::vector<std::string>;

std::filesystem::path copy_of_catalogue() {
    std::string pattern = (std::filesystem::temp_directory_path() / "forms-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    for (const auto& entry : std::filesystem::directory_iterator(test::assets() / "catalogue")) {
        std::filesystem::copy(entry.path(), std::filesystem::path(pattern) / entry.path().filename());
    }
    return pattern;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("I13: an empty form tells everything that is missing at once (LR-35)") {
    CHECK(told("I13", {}) == List{"rloc_admdvs required", "stay required", "begndate required", "tel required",
                                  "proof_kind required", "signature required"});
}

TEST_CASE("I13: a good form has no fault and becomes the row of the local contract") {
    CHECK(told("I13", remote()) == List{});
    const auto row = values(form("I13"), remote(), known(), areas());
    REQUIRE(row.has_value());
    CHECK(row->at("dcla_souc") == "05");
    CHECK(row->at("resout_addr") == "广东省 东莞市");
    CHECK(row->at("proof_kind") == "证明材料");
    CHECK_FALSE(row->contains("commitment"));
    CHECK_FALSE(row->contains("enddate"));  // open-ended, LR-18
    Known nobody = known();
    nobody.facts.erase("person.number");
    const auto lacking = values(form("I13"), {}, nobody, areas());
    REQUIRE_FALSE(lacking.has_value());
    CHECK(std::find(lacking.error().begin(), lacking.error().end(), "psn_no") != lacking.error().end());
}

TEST_CASE("I13: rules LR-01, 03, 16, 17, 23 at their edges") {
    auto answers = remote();
    answers["rloc_admdvs"] = "431000";
    CHECK(told("I13", answers) == List{"rloc_admdvs LR-16"});
    answers["rloc_admdvs"] = "441300";
    answers["stay"] = "no";
    CHECK(told("I13", answers) == List{"stay LR-16"});
    answers = remote();
    answers["proof_kind"] = "commitment";
    CHECK(told("I13", answers) == List{"proof_kind LR-17", "promise required"});
    Known facts = known();
    facts.filings = std::vector<Filing>{{"I13", "441900", "2026-01-01", ""}};
    CHECK(told("I13", remote(), facts) == List{"rloc_admdvs LR-16"});
    facts.filings->front().until = "2026-11-24";
    CHECK(told("I13", remote(), facts) == List{});
    facts.filings->front() = {"I17", "430100", "2026-11-01", "2026-11-25"};
    CHECK(told("I13", remote(), facts) == List{"rloc_admdvs LR-23"});
    facts = known();
    facts.facts["person.id_number"] = "430102199001010017";
    CHECK(told("I13", remote(), facts) == List{" LR-01"});
    facts.facts["person.id_type"] = "08";  // a passport is no ID card
    CHECK(told("I13", remote(), facts) == List{});
    facts.facts["person.birth_date"] = "2026-11-26";
    CHECK(told("I13", remote(), facts) == List{" LR-03"});
    facts.facts["person.birth_date"] = "1905-11-26";
    CHECK(told("I13", remote(), facts) == List{});
    facts.facts["person.birth_date"] = "1905-11-25";
    CHECK(told("I13", remote(), facts) == List{" LR-03"});
}

TEST_CASE("I13: hints never refuse (LR-02, LR-18, LR-20, LR-21)") {
    auto answers = remote();
    answers["rloc_admdvs"] = "430100";
    Known facts = known();
    facts.facts["person.sex"] = "2";
    const auto faults = check(form("I13"), answers, facts, areas());
    List ids;
    for (const AnswerFault& fault : faults) ids.push_back(fault.rule);
    CHECK(ids == List{"LR-21", "LR-18", "LR-20", "LR-02"});
    CHECK_FALSE(blocks(faults));
}

TEST_CASE("phones: mobile, or land line with its area code") {
    for (const char* good :
         {"13800000000", "19900000000", "07352222222", "0735-2222222", "01012345678", "02112345678"}) {
        auto answers = remote();
        answers["tel"] = good;
        INFO(good);
        CHECK(told("I13", answers) == List{});
    }
    for (const char* wrong :
         {"12800000000", "23800000000", "1380000000", "22222222222", "0735-222222", "138-00000000"}) {
        auto answers = remote();
        answers["tel"] = wrong;
        INFO(wrong);
        CHECK(told("I13", answers) == List{"tel F-REM tel"});
    }
}

TEST_CASE("what a field cannot be is its own fault, whatever is sent") {
    Answers answers{{"rloc_admdvs", "430000"}, {"stay", "perhaps"},    {"begndate", "2026-02-30"},
                    {"tel", "138000x0000"},    {"proof_kind", "oath"}, {"signature", std::string(9999, 'x')},
                    {"colour", "blue"}};
    CHECK(told("I13", answers) == List{"rloc_admdvs level", "stay yes_no", "begndate real_date", "tel digits",
                                       "proof_kind option", "signature signature", " unknown"});
}

TEST_CASE("I20 becomes the published filing 2501; LR-41 asks, a hospital that has not agreed blocks") {
    Answers answers{{"diag", "I63"},
                    {"hospital", "H43010000101"},
                    {"refl_rea", "limited"},
                    {"refl_opnn", "agreed"},
                    {"tel", "13800000000"}};
    answers = with_defaults(form("I20"), answers, known(), areas());
    CHECK(answers.at("refl_date") == "2026-11-25");
    CHECK(told("I20", answers) == List{});
    const auto row = values(form("I20"), answers, known(), areas());
    REQUIRE(row.has_value());
    CHECK(row->at("diag_name") == "脑梗死");
    CHECK(row->at("mdtrtarea_admdvs") == "430100");
    CHECK(row->at("refl_type") == "2");
    Known facts = known();
    facts.filings = std::vector<Filing>{{"I17", "430100", "2026-11-25", ""}};
    CHECK(told("I20", answers, facts) == List{"hospital LR-41"});
    facts.filings->front().from = "2026-11-24";
    CHECK(told("I20", answers, facts) == List{});
    answers["refl_opnn"] = "open";
    CHECK(told("I20", answers) == List{"refl_opnn F-REF agreed"});
    CHECK(blocks(check(form("I20"), answers, known(), areas())));
}

TEST_CASE("the slip: what was taken in, what is missing, and no limit where none is known") {
    const auto words = slip(*test::demo_catalogue().find("I13"), remote(), known(), areas());
    REQUIRE(words.has_value());
    CHECK(words->taken.front().value.zh == "广东省 东莞市");
    CHECK(words->missing.size() == 1);
    CHECK_FALSE(words->working_days.has_value());
}

TEST_CASE("a made-up item is a file and nothing else; a hostile one is refused with its line") {
    const auto folder = copy_of_catalogue();
    std::string item = text_of(test::assets() / "catalogue/I07.toml");
    item = replaced(item, "id = \"I07\"", "id = \"I24\"");
    const std::size_t places = item.find("[places]");
    const std::size_t title = item.find("[title]");
    item.replace(places, title - places, "[places]\nvillage = 90\n\n");
    const std::string good = item + R"(
[[field]]
name = "visits"
kind = "digits"
most = 2
label = { zh = "次数", en = "Visits" }
ask = { zh = "几次？", en = "How many visits?" }
source = "made up"
grade = "D"
[[field]]
name = "sure"
kind = "yes_no"
show_when = { of = "answer.visits", is = ["99"] }
label = { zh = "确定", en = "Sure" }
ask = { zh = "确定吗？", en = "Are you sure?" }
source = "made up"
grade = "D"
[[check]]
id = "X-1"
of = "answer.visits"
test = "not_one_of"
values = ["0"]
effect = "block"
fault = { zh = "至少一次。", en = "At least one." }
source = "made up"
grade = "D"
[send]
transaction = "LC99"
node = "data"
optional = ["sure"]
[send.columns]
psn_no = "person.number"
visits = "answer.visits"
sure = "answer.sure"
[slip]
taken = ["sure"]
[[slip.next]]
zh = "完"
en = "End"
)";
    const auto load_with = [&](const std::string& text) {
        std::ofstream(folder / "I24.toml", std::ios::binary) << text;
        return load(folder).value();
    };
    const auto loaded = load_with(good);
    for (const Fault& fault : loaded.faults) UNSCOPED_INFO(describe(fault));
    REQUIRE(loaded.catalogue.find("I24") != nullptr);
    const Form& made_up = loaded.catalogue.find("I24")->sheet.value();
    CHECK(check(made_up, {{"visits", "0"}}, known(), areas()).front().rule == "X-1");
    CHECK(check(made_up, {{"visits", "99"}}, known(), areas()).front().field == "sure");
    CHECK(check(made_up, {{"visits", "100"}}, known(), areas()).front().rule == "length");
    CHECK(values(made_up, {{"visits", "3"}}, known(), areas())->at("visits") == "3");
    struct Break {
        const char *from, *to, *says;
    };
    for (const Break& broken : std::vector<Break>{
             {"most = 2", "most = 2\ncolour = 1", "colour is an unknown key"},
             {"most = 2", "most = \"two\"", "must be a whole number"},
             {"most = 2", "most = 100000", "out of range"},
             {"kind = \"digits\"", "kind = \"telepathy\"", "must be one of digits"},
             {"of = \"answer.visits\"\ntest", "of = \"answer.gone\"\ntest", "\"gone\", which does not exist"},
             {"psn_no = \"person.number\"", "psn_no = \"person.soul\"", "is no source"},
             {"psn_no = \"person.number\"", "psn_no = \"answer.visits.also.x\"", "no option of visits has"},
             {"most = 2", "most = 2\nshow_when = { of = \"answer.sure\", is = [\"yes\"] }", "goes in a circle"},
             {"test = \"not_one_of\"", "test = \"told\"", "can only be warn or hint"},
             {"test = \"not_one_of\"", "test = \"guess\"", "must be one of phone"},
             {"taken = [\"sure\"]", "taken = [\"visits\"]", "numbers do not stand on a slip"},
             {"optional = [\"sure\"]", "optional = [\"gone\"]", "which is no column"},
             {"[send]", "[sent]", "send.transaction is missing"},
             {"name = \"sure\"", "name = \"visits\"", "stands twice"},
         }) {
        INFO(broken.from << " becomes " << broken.to);
        const auto bad = load_with(replaced(good, broken.from, broken.to));
        CHECK(bad.catalogue.find("I24") == nullptr);
        std::string all;
        for (const Fault& fault : bad.faults) {
            CHECK(fault.line > 0);
            all += describe(fault) + "\n";
        }
        CHECK_THAT(all, ContainsSubstring(broken.says));
    }
    std::filesystem::remove_all(folder);
}

}  // namespace circle::catalogue
