// Requests compared byte for byte with bodies typed out by hand from platform-interface.md §1.1 and §4.
#include "kiosk/relay/envelope.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/unit/relay/scratch.h"

using namespace circle::relay;
using namespace circle::relay::test;

namespace {

const Sender kSender{"H43102100001", "桂阳县某某镇卫生院", "431021", "07"};
const RequestStamp kStamp{"H43102100001202611221544260700", "2026-11-22 15:44:26", "SN-20261122-000000000017"};

Profile profile() {
    auto loaded = load_profile(demo_profile_file());
    if (!loaded) FAIL(loaded.error());
    return *loaded;
}

std::string body(const std::string& number, const Fields& fields, const std::string& insured_area = "",
                 const RequestStamp& stamp = kStamp) {
    const Profile p = profile();
    const Transaction& transaction = *p.transaction(number);
    const auto input = write_input(p, transaction, fields);
    if (!input) return "input: " + input.error().reason + " " + input.error().message;
    const auto made = write_envelope(p, transaction, kSender, stamp, insured_area, *input);
    if (!made) return "envelope: " + made.error().reason + " " + made.error().message;
    return *made;
}

}  // namespace

TEST_CASE("9001 as typed by hand: no sign_no yet") {
    CHECK(
        body("9001", {{"opter_no", "07"}, {"ip", "10.1.2.3"}}) ==
        R"({"infno":"9001","msgid":"H43102100001202611221544260700","mdtrtarea_admvs":"431021",)"
        R"("recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"07","opter_name":"自助终端07",)"
        R"("inf_time":"2026-11-22 15:44:26","fixmedins_code":"H43102100001","fixmedins_name":"桂阳县某某镇卫生院",)"
        R"("input":{"signIn":{"opter_no":"07","ip":"10.1.2.3"}}})");
}

TEST_CASE("1101 by card as typed by hand; the order is the profile's, not the caller's") {
    CHECK(
        body("1101", {{"card_sn", "431000D15600000501234567890ABCDE"},
                      {"mdtrt_cert_no", "A12345678"},
                      {"mdtrt_cert_type", "03"}}) ==
        R"({"infno":"1101","msgid":"H43102100001202611221544260700","mdtrtarea_admvs":"431021",)"
        R"("recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"07","opter_name":"自助终端07",)"
        R"("inf_time":"2026-11-22 15:44:26","fixmedins_code":"H43102100001","fixmedins_name":"桂阳县某某镇卫生院",)"
        R"("sign_no":"SN-20261122-000000000017",)"
        R"("input":{"data":{"mdtrt_cert_type":"03","mdtrt_cert_no":"A12345678","card_sn":"431000D15600000501234567890ABCDE"}}})");
}

namespace {

std::string input_of(const std::string& whole) {
    const std::size_t at = whole.find("\"input\":");
    return at == std::string::npos ? whole : whole.substr(at + 8);
}

}  // namespace

TEST_CASE("filings, undoings, the reversal and the local contract as typed by hand") {
    const std::string psn = "43000010000000000001";
    CHECK(input_of(body("2502", {{"trt_dcla_detl_sn", "G1"}, {"psn_no", psn}}, "431021")) ==
          R"({"data":{"trt_dcla_detl_sn":"G1","psn_no":"43000010000000000001"}}})");
    CHECK(input_of(body("2503",
                        {{"psn_no", psn},
                         {"insutype", "390"},
                         {"opsp_dise_code", "M03900"},
                         {"opsp_dise_name", "高血压病"},
                         {"insu_optins", "431021"},
                         {"ide_fixmedins_no", "H43102100001"},
                         {"ide_fixmedins_name", "某某医院"},
                         {"hosp_ide_date", "2026-11-20"},
                         {"diag_dr_codg", "D431021000001"},
                         {"diag_dr_name", "某医师"},
                         {"begndate", "2026-11-22"}},
                        "431021")) ==
          R"({"data":{"psn_no":"43000010000000000001","insutype":"390","opsp_dise_code":"M03900",)"
          R"("opsp_dise_name":"高血压病","insu_optins":"431021","ide_fixmedins_no":"H43102100001",)"
          R"("ide_fixmedins_name":"某某医院","hosp_ide_date":"2026-11-20","diag_dr_codg":"D431021000001",)"
          R"("diag_dr_name":"某医师","begndate":"2026-11-22"}}})");
    CHECK(input_of(body("2504", {{"trt_dcla_detl_sn", "G1"}, {"psn_no", psn}}, "431021")) ==
          "input: missing_column memo");
    CHECK(
        input_of(body("2505",
                      {{"psn_no", psn},
                       {"biz_appy_type", "03"},
                       {"begndate", "2026-11-22"},
                       {"fix_srt_no", "1"},
                       {"fixmedins_code", "H43102100001"},
                       {"fixmedins_name", "某某医院"}},
                      "431021")) ==
        R"({"data":{"psn_no":"43000010000000000001","biz_appy_type":"03","begndate":"2026-11-22","fix_srt_no":"1",)"
        R"("fixmedins_code":"H43102100001","fixmedins_name":"某某医院"}}})");
    CHECK(input_of(body("2506", {{"trt_dcla_detl_sn", "G1"}, {"psn_no", psn}, {"memo", "填错"}}, "431021")) ==
          R"({"data":{"trt_dcla_detl_sn":"G1","psn_no":"43000010000000000001","memo":"填错"}}})");
    CHECK(
        input_of(
            body("2601", {{"psn_no", psn}, {"omsgid", kStamp.message_id}, {"oinfno", "2102"}}, "431021")) ==
        R"({"data":{"psn_no":"43000010000000000001","omsgid":"H43102100001202611221544260700","oinfno":"2102"}}})");
    CHECK(
        input_of(body("LC13",
                      {{"local_key", "K1"},
                       {"psn_no", psn},
                       {"insutype", "390"},
                       {"insu_admdvs", "431021"},
                       {"rloc_rea", "07"},
                       {"rloc_admdvs", "440300"},
                       {"begndate", "2026-11-22"},
                       {"dcla_souc", "05"}},
                      "431021")) ==
        R"({"data":{"local_key":"K1","psn_no":"43000010000000000001","insutype":"390","insu_admdvs":"431021",)"
        R"("rloc_rea":"07","rloc_admdvs":"440300","begndate":"2026-11-22","dcla_souc":"05"}}})");
    CHECK(input_of(body("LC00", {{"local_key", "K1"}, {"psn_no", psn}}, "431021")) ==
          R"({"data":{"local_key":"K1","psn_no":"43000010000000000001"}}})");
}

TEST_CASE("2001 as typed by hand: with a psn_no goes the insured area") {
    CHECK(
        body("2001",
             {{"psn_no", "43000010000000000001"},
              {"insutype", "390"},
              {"fixmedins_code", "H43102100001"},
              {"med_type", "11"},
              {"begntime", "2026-11-22 15:44:26"}},
             "431099") ==
        R"({"infno":"2001","msgid":"H43102100001202611221544260700","mdtrtarea_admvs":"431021","insuplc_admdvs":"431099",)"
        R"("recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"07","opter_name":"自助终端07",)"
        R"("inf_time":"2026-11-22 15:44:26","fixmedins_code":"H43102100001","fixmedins_name":"桂阳县某某镇卫生院",)"
        R"("sign_no":"SN-20261122-000000000017",)"
        R"("input":{"data":{"psn_no":"43000010000000000001","insutype":"390","fixmedins_code":"H43102100001",)"
        R"("med_type":"11","begntime":"2026-11-22 15:44:26"}}})");
}

TEST_CASE("the filing queries as typed by hand") {
    const std::string head =
        R"("msgid":"H43102100001202611221544260700","mdtrtarea_admvs":"431021","insuplc_admdvs":"431099",)"
        R"("recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"07","opter_name":"自助终端07",)"
        R"("inf_time":"2026-11-22 15:44:26","fixmedins_code":"H43102100001","fixmedins_name":"桂阳县某某镇卫生院",)"
        R"("sign_no":"SN-20261122-000000000017","input":)";
    CHECK(body("5301", {{"psn_no", "4300001"}}, "431099") ==
          R"({"infno":"5301",)" + head + R"({"data":{"psn_no":"4300001"}}})");
    CHECK(body("5302", {{"psn_no", "4300001"}, {"biz_appy_type", "03"}}, "431099") ==
          R"({"infno":"5302",)" + head + R"({"data":{"psn_no":"4300001","biz_appy_type":"03"}}})");
    CHECK(body("5304", {{"psn_no", "4300001"}, {"begntime", "2024-11-22"}, {"endtime", "2026-11-22 23:59:59"}},
               "431099") ==
          R"({"infno":"5304",)" + head +
              R"({"data":{"psn_no":"4300001","begntime":"2024-11-22","endtime":"2026-11-22 23:59:59"}}})");
}

TEST_CASE("quotes and back-slashes are escaped, rare characters stay as they are") {
    const Profile p = profile();
    const auto input =
        write_input(p, *p.transaction("1101"),
                    {{"mdtrt_cert_type", "02"}, {"mdtrt_cert_no", "a\"b\\c/"}, {"psn_name", "𫗧㛃"}});
    REQUIRE(input);
    CHECK(*input == R"({"data":{"mdtrt_cert_type":"02","mdtrt_cert_no":"a\"b\\c/","psn_name":"𫗧㛃"}})");
}

TEST_CASE("what must not leave is told by token and column") {
    struct Wrong {
        const char* number;
        Fields fields;
        const char* told;
    };
    const Wrong wrong = GENERATE(values<Wrong>({
        {"1101", {{"mdtrt_cert_type", "03"}, {"mdtrt_cert_no", "A1"}}, "input: missing_column card_sn"},
        {"1101", {{"mdtrt_cert_type", "01"}, {"mdtrt_cert_no", "t"}}, "input: missing_column psn_cert_type"},
        {"1101", {{"mdtrt_cert_type", "02"}}, "input: missing_column mdtrt_cert_no"},
        {"1101", {{"mdtrt_cert_type", "02"}, {"mdtrt_cert_no", ""}}, "input: missing_column mdtrt_cert_no"},
        {"1101", {{"mdtrt_cert_type", "77"}, {"mdtrt_cert_no", "A1"}}, "input: bad_code mdtrt_cert_type"},
        {"1101", {{"mdtrt_cert_type", "02"}, {"mdtrt_cert_no", "A\n1"}}, "input: bad_text mdtrt_cert_no"},
        {"1101", {{"mdtrt_cert_type", "02"}, {"mdtrt_cert_no", "\xff"}}, "input: bad_text mdtrt_cert_no"},
        {"1101",
         {{"mdtrt_cert_type", "02"}, {"mdtrt_cert_no", "A1"}, {"shoe_size", "39"}},
         "input: unknown_column shoe_size"},
        {"5301", {{"psn_no", "1"}, {"psn_no", "2"}}, "input: column_twice psn_no"},
        {"5301", {{"psn_no", "1234567890123456789012345678901"}}, "input: too_long psn_no"},
        {"5304", {{"psn_no", "1"}, {"begntime", "2026-02-29"}}, "input: bad_date begntime"},
        {"5304", {{"psn_no", "1"}, {"begntime", "2026-02-28 24:00:00"}}, "input: bad_date begntime"},
        {"5304", {{"psn_no", "1"}, {"begntime", "20260228"}}, "input: bad_date begntime"},
    }));
    CHECK(body(wrong.number, wrong.fields) == wrong.told);
}

TEST_CASE("lengths count characters, not bytes") {
    const Profile p = profile();
    const Transaction& t = *p.transaction("1101");
    std::string fifty;
    for (int i = 0; i < 50; ++i) fifty += "𫗧";
    CHECK(write_input(p, t, {{"mdtrt_cert_type", "02"}, {"mdtrt_cert_no", "1"}, {"psn_name", fifty}}));
    const auto longer =
        write_input(p, t, {{"mdtrt_cert_type", "02"}, {"mdtrt_cert_no", "1"}, {"psn_name", fifty + "a"}});
    REQUIRE_FALSE(longer);
    CHECK(longer.error().kind == FailureKind::Invalid);
    CHECK(longer.error().reason == "too_long");
    CHECK(longer.error().message == "psn_name");
}

TEST_CASE("an input above 40,000 characters does not leave") {
    const Profile p = profile();
    const auto large =
        write_input(p, *p.transaction("1101"),
                    {{"mdtrt_cert_type", "02"}, {"mdtrt_cert_no", "1"}, {"sign", std::string(40000, 'x')}});
    REQUIRE_FALSE(large);
    CHECK(large.error().reason == "input_too_long");
}

TEST_CASE("a query without a session number is not written") {
    CHECK(body("5301", {{"psn_no", "1"}}, "431099", {kStamp.message_id, kStamp.time, ""}) ==
          "envelope: missing_header sign_no");
}
