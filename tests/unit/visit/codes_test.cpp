// A matter asked for by its pick-up code.
#include "tests/unit/visit/drill.h"

using namespace circle;
using drill::Drill;
using visit::Place;

namespace {

void type(Drill& drill, const std::string& code) {
    for (const char digit : code) drill.touch(std::string("form.code.") + digit);
}

}  // namespace

TEST_CASE("a code shows how its matter stands, and nothing about anybody") {
    Drill drill;
    drill.touch("idle.result");
    REQUIRE(drill.place() == Place::AskCode);
    type(drill, "073551");
    drill.touch("form.code.9");  // no seventh digit
    drill.touch("form.next");
    const auto* asked = drill.find<visit::FindByCode>(drill.last);
    REQUIRE(asked != nullptr);
    CHECK(asked->code == "073551");
    visit::Outcome one;
    one.matter = 3;
    one.transaction = "LC13";
    one.state = transaction::State::Accepted;
    drill.take(visit::Found{one, true});
    REQUIRE(drill.place() == Place::Result);
    CHECK(drill.state.visit->outcome->by_code);
    drill.touch("rate.1");
    drill.touch("result.done");
    CHECK(drill.count<visit::Tell>(drill.all) == 0);  // whoever has the code need not be she
    CHECK(drill.count<visit::Rate>(drill.all) == 0);
    CHECK(drill.ended() == "done");
}

TEST_CASE("a matter that ends while its code's page is shown tells its state there, and no more") {
    Drill drill;
    drill.touch("idle.result");
    type(drill, "073551");
    drill.touch("form.next");
    visit::Outcome one;
    one.matter = 3;
    one.state = transaction::State::Sending;
    drill.take(visit::Found{one, true});
    drill.take(visit::Moved{3, transaction::State::Accepted, {}, "Z00001", "words of the platform"});
    REQUIRE(drill.place() == Place::Result);
    CHECK(drill.state.visit->outcome->state == transaction::State::Accepted);
    CHECK(drill.state.visit->outcome->handle.empty());
    CHECK(drill.state.visit->outcome->platform_words.empty());
}

TEST_CASE("a code that is too short or not there says so") {
    Drill drill;
    drill.touch("idle.result");
    type(drill, "07355");
    drill.touch("form.next");
    CHECK(drill.count<visit::FindByCode>(drill.all) == 0);
    CHECK_FALSE(drill.state.visit->code_trouble.empty());
    drill.touch("form.code.1");
    CHECK(drill.state.visit->code_trouble.empty());
    drill.touch("form.next");
    drill.take(visit::Found{std::nullopt, true});
    CHECK(drill.place() == Place::AskCode);
    CHECK_FALSE(drill.state.visit->code_trouble.empty());
}

TEST_CASE("codes are not guessed one after the other") {
    Drill drill;
    drill.touch("idle.result");
    for (int i = 0; i < 12; ++i) {
        drill.write("code", "00000" + std::to_string(i % 10));
        drill.touch("form.next");
        if (drill.count<visit::FindByCode>(drill.last) > 0) drill.take(visit::Found{std::nullopt, true});
    }
    CHECK(drill.count<visit::FindByCode>(drill.all) == 5);
}
