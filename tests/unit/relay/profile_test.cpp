// The shipped profile reads as meant, and a wrong one is told with its line.
#include "kiosk/relay/profile.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "tests/unit/relay/scratch.h"

using namespace circle::relay;
using namespace circle::relay::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("the shipped Hunan profile says what the reference says") {
    const auto profile = load_profile(demo_profile_file());
    if (!profile) FAIL(profile.error());
    CHECK(profile->name == "hunan-csb");
    CHECK(profile->path == "/{infno}");
    CHECK(profile->api_version == "1.0.0");
    CHECK(profile->card_pair_checked);
    CHECK(profile->input_characters == 40000);
    for (const char* number : {"1101", "2001", "5301", "5302", "5304"}) {
        INFO(number);
        REQUIRE(profile->transaction(number) != nullptr);
        CHECK(profile->transaction(number)->kind == TransactionClass::Query);
    }
    CHECK(profile->transaction("9001")->kind == TransactionClass::Session);
    CHECK(profile->transaction("2601")->kind == TransactionClass::Reversal);
    CHECK(profile->transaction("LC00")->kind == TransactionClass::Query);
    CHECK(profile->transaction("2102") == nullptr);
    CHECK(profile->transaction("1101")->outputs ==
          std::vector<std::string>{"baseinfo", "insuinfo", "idetinfo"});
    const Field* pair = profile->transaction("1101")->field("card_sn");
    REQUIRE(pair != nullptr);
    CHECK(pair->length == 32);
    CHECK(pair->when_column == "mdtrt_cert_type");
    CHECK(pair->when_values == std::vector<std::string>{"03"});
}

TEST_CASE("every filing and the local contract say how an unknown end is settled") {
    const auto profile = load_profile(demo_profile_file());
    REQUIRE(profile);
    const Transaction* referral = profile->transaction("2501");
    REQUIRE(referral != nullptr);
    CHECK(referral->kind == TransactionClass::Filing);
    CHECK(referral->node == "refmedin");
    CHECK(referral->fields.size() == 19);
    CHECK(referral->settle->lookup == "5304");
    CHECK(referral->settle->node == "refmedin");
    CHECK(referral->settle->expect == Expect::OneMore);
    CHECK(referral->settle->ask ==
          std::vector<std::pair<std::string, std::string>>{{"psn_no", "psn_no"}, {"begntime", "refl_date"}});
    CHECK(referral->settle->handle == "trt_dcla_detl_sn");
    CHECK(referral->settle->undo == "2502");
    CHECK_FALSE(referral->settle->settles_after);  // not published: never guessed
    for (const char* number : {"2502", "2504", "2506"}) {
        CHECK(profile->transaction(number)->settle->expect == Expect::OneLess);
    }
    CHECK(profile->transaction("2503")->settle->lookup == "5301");
    CHECK(profile->transaction("2505")->settle->lookup == "5302");
    const Transaction* away = profile->transaction("LC13");
    REQUIRE(away != nullptr);
    CHECK(away->kind == TransactionClass::Local);
    CHECK(away->settle->expect == Expect::ByKey);
    CHECK(away->settle->key == "local_key");
    CHECK(away->settle->executed == "1");
    CHECK(away->settle->not_known == "0");
}

TEST_CASE("an order is refused only by a proof, which stands at the beginning") {
    const auto profile = load_profile(demo_profile_file());
    REQUIRE(profile);
    CHECK(profile->proven_refusal("签名校验失败[CP-SIGNATURE]") == "signature");
    CHECK(profile->proven_refusal("时间戳超出允许范围[CP-CLOCK]") == "clock");
    CHECK(profile->proven_refusal("签到编号无效或已过期，请重新签到[CP-SIGNIN]") == "sign_in");
    CHECK(profile->proven_refusal("必填字段为空(input.data.psn_no)[CP-FIELD-MISSING]") == "field");
    CHECK_FALSE(profile->proven_refusal("已受理，但回执签名校验失败"));
    CHECK_FALSE(profile->proven_refusal("保存后写日志时间戳超出允许范围"));
    CHECK_FALSE(profile->proven_refusal("签名错误"));  // enough for a query only
    CHECK_FALSE(profile->proven_refusal(""));
}

TEST_CASE("codes become words, unknown ones stay unknown") {
    const auto profile = load_profile(demo_profile_file());
    REQUIRE(profile);
    CHECK(profile->word("insutype", "390", "zh") == "城乡居民基本医疗保险");
    CHECK(profile->word("insutype", "390", "en") == "Residents' basic medical insurance");
    CHECK(profile->word("psn_type", "1501", "zh") == "普通居民（成年）");
    CHECK(profile->word("psn_insu_stas", "2", "zh") == "暂停参保");
    CHECK_FALSE(profile->word("psn_insu_stas", "3", "zh"));
    CHECK_FALSE(profile->word("psn_idet_type", "1", "zh"));  // no values are published: never guessed
}

TEST_CASE("only listed texts are certain refusals") {
    const auto profile = load_profile(demo_profile_file());
    REQUIRE(profile);
    for (const Refusal& refusal : profile->refusals) {
        for (const std::string& text : refusal.texts)
            CHECK(profile->certain_refusal("xx" + text + "yy") == refusal.reason);
    }
    CHECK_FALSE(profile->certain_refusal("系统繁忙，请稍后再试"));
    CHECK_FALSE(profile->certain_refusal(""));
}

TEST_CASE("a wrong profile is refused with file, line and key") {
    struct Change {
        const char* from;
        const char* to;
        const char* told;
    };
    const Change change = GENERATE(values<Change>({
        {"kind = \"csb\"", "kind = \"telepathy\"", "gateway.kind: must be one of: csb"},
        {"card_pair_checked = true", "card_pair_cheked = true", "card_pair_cheked"},
        {"api_version = \"1.0.0\"", "api_version = 1", "api_version"},
        {"path = \"/{infno}\"", "path = \"{infno}\"", "must begin with /"},
        {"sign_in = \"9001\"", "sign_in = \"1101\"", "is not a transaction of class session"},
        {"infno = \"2001\"", "infno = \"1101\"", "\"1101\" stands twice"},
        {"codes = \"med_type\"", "codes = \"med_tpye\"", "there is no code table \"med_tpye\""},
        {"column = \"mdtrt_cert_type\", is", "column = \"nowhere\", is", "unknown field \"nowhere\""},
        {"[\"391\",", "[\"390\",", "\"390\" stands twice"},
        {"[\"1\", \"男\", \"Male\"]", "[\"1\", \"男\"]", "a word is [code, Chinese, English]"},
        {"reason = \"clock\"", "reason = \"mood\"", "must be one of: signature, clock, sign_in, field"},
        {"from = \"area\"", "from = \"area\", value = \"x\"", "either from or value"},
        {"input_characters = 40000", "input_characters = -1", "input_characters"},
        {"title =", "title", "expected '='"},
        {"lookup = \"5304\"", "lookup = \"2501\"", "\"2501\" is not a transaction of class query"},
        {"match = [\"diag_code\"", "match = [\"tel\"", "\"tel\" is no mandatory field"},
        {"from = \"refl_date\" }", "from = \"refl_dat\" }", "there is no field \"refl_dat\""},
        {"{ column = \"begntime\", from", "{ column = \"begn\", from", "the look-up has no field \"begn\""},
        {"undo = \"2504\"", "undo = \"9504\"", "there is no transaction \"9504\""},
        {"class = \"reversal\"", "class = \"filing\"", "is missing: how is an unknown end settled?"},
    }));
    INFO(change.to);
    const Scratch scratch;
    std::string text = slurp(demo_profile_file());
    const std::size_t at = text.find(change.from);
    REQUIRE(at != std::string::npos);
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    text.replace(at, std::string_view(change.from).size(), change.to);
    const std::string file = scratch.write("region.toml", text);
    const auto profile = load_profile(file);
    REQUIRE_FALSE(profile);
    CHECK_THAT(profile.error(), ContainsSubstring(change.told));
    CHECK_THAT(profile.error(), ContainsSubstring(file + ":"));
    // Where a fault belongs to the row and not to the key, the row's line is told: within a few lines above.
    const auto told = std::stol(profile.error().substr(file.size() + 1));
    CHECK(told <= line + 1);
    CHECK(told >= line - 40);  // a fault between two rows is told at the beginning of the row
}

TEST_CASE("a profile that is missing, empty or too large is an error and no crash") {
    const Scratch scratch;
    CHECK_FALSE(load_profile(scratch.path("nowhere.toml")));
    CHECK_FALSE(load_profile(scratch.write("empty.toml", "")));
    CHECK_FALSE(load_profile(scratch.write("large.toml", std::string(2 << 20, '#'))));
    CHECK_FALSE(load_profile(scratch.write("bytes.toml", "name = \"\xff\xfe\"")));
}
