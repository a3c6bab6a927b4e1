#include "kiosk/identity/person.h"

#include <catch2/catch_test_macros.hpp>

using namespace circle;

namespace {

Reply answer() {
    Reply reply;
    reply.nodes["baseinfo"] = {{{"psn_no", "43100000000000000001"},
                                {"psn_cert_type", "01"},
                                {"certno", "431021195806040025"},
                                {"psn_name", "张秀英"},
                                {"gend", "2"},
                                {"brdy", "1958-06-04"}}};
    reply.nodes["insuinfo"] = {
        {{"insutype", "310"}, {"psn_insu_stas", "4"}, {"balc", "12.345"}},
        {{"insutype", "390"}, {"psn_insu_stas", "1"}, {"balc", "0.00"}, {"insuplc_admdvs", "431021"}},
    };
    return reply;
}

}  // namespace

TEST_CASE("active relations come first; an amount that cannot be read is absent") {
    const auto person = identity::person_from(answer());
    REQUIRE(person);
    REQUIRE(person->insurances.size() == 2);
    CHECK(person->main_insurance()->kind == "390");
    CHECK(person->main_insurance()->balance_fen == 0);
    CHECK_FALSE(person->insurances[1].balance_fen);
    CHECK(person->strength == identity::Strength::None);
}

TEST_CASE("nothing partial is a person") {
    const auto without = [](const char* column) {
        auto reply = answer();
        reply.nodes["baseinfo"].front().erase(column);
        return identity::person_from(reply);
    };
    CHECK(without("psn_no").error().reason == "no_number");
    CHECK(without("psn_name").error().reason == "no_name");
    CHECK(without("certno").error().reason == "no_certificate");
    CHECK(identity::person_from({}).error().reason == "no_baseinfo");
    auto two = answer();
    two.nodes["baseinfo"].push_back(two.nodes["baseinfo"].front());
    CHECK(identity::person_from(two).error().reason == "many_persons");
    auto long_number = answer();
    long_number.nodes["baseinfo"].front()["psn_no"] = std::string(31, '1');
    CHECK(identity::person_from(long_number).error().reason == "no_number");
}

TEST_CASE("somebody without any relation is still a person") {
    auto reply = answer();
    reply.nodes.erase("insuinfo");
    const auto person = identity::person_from(reply);
    REQUIRE(person);
    CHECK(person->main_insurance() == nullptr);
}
