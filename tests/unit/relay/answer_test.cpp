// Every odd shape of a reply that the field has seen, and the hostile ones.
#include "kiosk/relay/answer.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace circle;
using namespace circle::relay;

namespace {

std::string fault(std::string_view body) {
    const auto answer = read_answer(body);
    return answer ? "none" : answer.error();
}

}  // namespace

TEST_CASE("a whole answer of 1101") {
    const auto answer = read_answer(R"({"infcode":0,"inf_refmsgid":"431000202611221544260000000001",
        "refmsg_time":"20261122154426120","respond_time":"20261122154426345","err_msg":null,"warn_msg":"请核对",
        "output":{"baseinfo":{"psn_no":"4300001","psn_name":"𫗧㛃","age":61.0,"expContent":"{\"a\":[1,2]}","nobody":null},
                  "insuinfo":[{"insutype":"390","balc":1286.40},{"insutype":"310","balc":"0.10"}],"idetinfo":[]}})");
    REQUIRE(answer);
    CHECK(answer->success);
    CHECK(answer->reply.warning == "请核对");
    CHECK(answer->platform_ms == 1795333466345);
    const std::vector<Row> base{
        {{"psn_no", "4300001"}, {"psn_name", "𫗧㛃"}, {"age", "61.0"}, {"expContent", "{\"a\":[1,2]}"}}};
    CHECK(answer->reply.nodes.at("baseinfo") == base);
    const std::vector<Row> insured{{{"insutype", "390"}, {"balc", "1286.40"}},
                                   {{"insutype", "310"}, {"balc", "0.10"}}};
    CHECK(answer->reply.nodes.at("insuinfo") == insured);
    CHECK(answer->reply.nodes.at("idetinfo").empty());
    CHECK(answer->reply.nodes.size() == 3);
}

TEST_CASE("infcode comes as number or text") {
    for (const char* zero : {"0", "\"0\"", "\" 0 \"", "0.0", "-0", "\"0000\""}) {
        INFO(zero);
        const auto answer = read_answer(std::string(R"({"infcode":)") + zero + "}");
        REQUIRE(answer);
        CHECK(answer->success);
    }
    for (const char* other : {"-1", "\"-1\"", "1", "\"-2\"", "999", "0.5", "10"}) {
        INFO(other);
        const auto answer = read_answer(std::string(R"({"err_msg":"人员不存在","infcode":)") + other + "}");
        REQUIRE(answer);
        CHECK_FALSE(answer->success);
        CHECK(answer->err_msg == "人员不存在");
    }
    for (const char* none : {"null", "\"\"", "\"ok\"", "{}", "[0]", "true", "\"-\"", "\".\""}) {
        INFO(none);
        CHECK(fault(std::string(R"({"infcode":)") + none + "}") == "infcode_missing");
    }
    CHECK(fault("{}") == "infcode_missing");
    CHECK(fault("[]") == "infcode_missing");
    CHECK(fault("\"text\"") == "infcode_missing");
    CHECK(fault(R"({"code":"999","msg":"x"})") == "infcode_missing");
}

TEST_CASE("output as null, array, scalar, list of rows, or with more depth than a row") {
    const auto nodes = [](const char* output) {
        const auto answer = read_answer(std::string(R"({"infcode":"0","output":)") + output + "}");
        REQUIRE(answer);
        return answer->reply.nodes;
    };
    using Nodes = decltype(Reply::nodes);
    CHECK(nodes("null").empty());
    CHECK(nodes("{}").empty());
    CHECK(nodes("[]").empty());
    CHECK(nodes(R"({"a":{"x":1}})") == Nodes{{"a", {{{"x", "1"}}}}});
    CHECK(nodes(R"([{"a":{"x":1}},{"a":{"x":2},"b":[{"y":"3"}]}])") ==
          Nodes{{"a", {{{"x", "1"}}, {{"x", "2"}}}}, {"b", {{{"y", "3"}}}}});
    CHECK(nodes(R"([{"x":1},{"x":2}])") == Nodes{{"", {{{"x", "1"}}, {{"x", "2"}}}}});
    CHECK(nodes(R"({"x":"1","y":true,"a":{"z":[1],"w":{"v":1},"u":2}})") ==
          Nodes{{"", {{{"x", "1"}, {"y", "true"}}}}, {"a", {{{"u", "2"}}}}});
    CHECK(nodes(R"("text")") == Nodes{{"", {{{"output", "text"}}}}});
    CHECK(nodes(R"({"a":[1,"x",null,[{"y":1}]]})") == Nodes{{"a", {}}});
}

TEST_CASE("decimals keep every digit") {
    for (const char* number :
         {"1286.40", "0.000001", "123456789012345678901234567890", "1E2", "-5.00", "1.10e-7"}) {
        const auto answer = read_answer(std::string(R"({"infcode":0,"output":{"a":{"n":)") + number + "}}}");
        REQUIRE(answer);
        CHECK(answer->reply.nodes.at("a").at(0).at("n") == number);
    }
}

TEST_CASE("a reply that cannot be read whole is not read") {
    CHECK(fault("") == "cut_body");
    CHECK(fault("{\"infcode\":0,\"outp") == "cut_body");
    CHECK(fault("{\"infcode\":0") == "cut_body");
    CHECK(fault("{\"infcode\":0,\"a\":tru") == "cut_body");
    CHECK(fault("<html>502</html>") == "not_json");
    CHECK(fault("{\"infcode\":0,}") == "not_json");
    CHECK(fault("{\"infcode\":0} x") == "not_json");
    CHECK(fault("{\"infcode\":00}") == "not_json");
    CHECK(fault("{\"infcode\":0,\"a\":\"\xd6\xd0\xce\xc4\"}") == "unreadable");  // GBK
    CHECK(fault("{\"infcode\":0,\"infcode\":-1}") == "unreadable");
    CHECK(fault("{\"infcode\":0,\"output\":{\"a\":{\"x\":1,\"x\":2}}}") == "unreadable");
    CHECK(fault("{\"infcode\":0,\"a\":1e999}") == "unreadable");
    CHECK(fault("{\"infcode\":0,\"a\":\"x\\u0000y\"}") == "unreadable");
    CHECK(fault("{\"infcode\":0,\"a\":" + std::string(31, '[') + std::string(31, ']') + "}") == "none");
    CHECK(fault("{\"infcode\":0,\"a\":" + std::string(32, '[') + std::string(32, ']') + "}") == "unreadable");
    CHECK(fault(std::string(200'000, '[')) == "unreadable");
    CHECK(fault("{\"infcode\":0,\"a\":\"" + std::string(1 << 20, 'x') + "\"}") == "unreadable");
    std::string many = R"({"infcode":0,"a":[1)";
    for (int i = 0; i < 60'000; ++i) many += ",1";
    CHECK(fault(many + "]}") == "unreadable");
    std::string wide = "{\"infcode\":0";
    for (int i = 0; i < 600; ++i) wide += ",\"k" + std::to_string(i) + "\":1";
    CHECK(fault(wide + "}") == "unreadable");
}

TEST_CASE("every prefix of a good reply is refused, none crashes") {
    const std::string whole =
        R"({"infcode":"0","respond_time":20261122154426345,"output":{"a":[{"x":"龘\n","y":-1.50}]}})";
    REQUIRE(read_answer(whole));
    CHECK(read_answer(whole)->platform_ms == 1795333466345);
    for (std::size_t n = 0; n < whole.size(); ++n) {
        INFO(n);
        const std::string told = fault(whole.substr(0, n));
        CHECK((told == "cut_body" || told == "not_json" || told == "unreadable"));
    }
}

TEST_CASE("messages are bounded and times that are none are ignored") {
    const auto answer =
        read_answer(R"({"infcode":-1,"refmsg_time":"yesterday","respond_time":null,"err_msg":")" +
                    std::string(5000, 'x') + "\"}");
    REQUIRE(answer);
    CHECK(answer->err_msg.size() == 1000);
    CHECK_FALSE(answer->platform_ms);
    CHECK(read_answer(R"({"infcode":0,"refmsg_time":"20261122154426120","respond_time":""})")->platform_ms ==
          1795333466120);
}
