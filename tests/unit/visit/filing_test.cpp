// A matter from its guide to the touch on "send".
#include <algorithm>

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

std::string sent(const visit::Submit& submit, const std::string& column) {
    for (const auto& [name, value] : submit.fields) {
        if (name == column) return value;
    }
    return {};
}

}  // namespace

TEST_CASE("a guide leads to the form, and who she is comes first") {
    Drill drill;
    drill.take(visit::JournalChanged{true, {}});
    drill.touch("idle.browse");
    drill.touch("home.item.I13");
    REQUIRE(drill.place() == Place::Guide);
    drill.touch("guide.begin");
    REQUIRE(drill.place() == Place::Notice);
    drill.touch("notice.agree");
    REQUIRE(drill.place() == Place::Identify);
    drill.insert();
    drill.read(drill::card_of("A00000011"));
    drill.answer(drill.state.visit->asking, drill::person_reply());
    REQUIRE(drill.place() == Place::Form);
    CHECK(drill.state.at.subject == "rloc_admdvs");
    CHECK(answered(drill, "begndate") == "2026-11-22");
    CHECK(drill.state.visit->filing->code == "073551");
}

TEST_CASE("an item without a form has no way to fill one in") {
    Drill drill;
    drill.come_home();
    drill.touch("home.item.I14");
    drill.touch("guide.begin");
    CHECK(drill.place() == Place::Guide);
}

TEST_CASE("a card that is only shown opens no filing that needs more") {
    Drill drill;
    drill.rules.card_pair_checked = false;
    drill.come_home();
    drill.touch("home.item.I13");
    drill.touch("guide.begin");
    CHECK(drill.place() == Place::Stronger);
    CHECK_FALSE(drill.state.visit->filing);
}

TEST_CASE("an unanswered field is not left, and says why") {
    Drill drill;
    drill.open_form();
    CHECK_FALSE(drill.state.visit->filing->judged.contains("rloc_admdvs"));
    drill.touch("form.next");
    CHECK(drill.state.at.subject == "rloc_admdvs");
    CHECK(drill.state.visit->filing->judged.contains("rloc_admdvs"));
    const auto* fault = visit::standing_fault(*drill.state.visit->filing, "rloc_admdvs");
    REQUIRE(fault != nullptr);
    CHECK(fault->rule == "required");
}

TEST_CASE("what is only asked is confirmed by touching once more, for this answer alone") {
    Drill drill;
    drill.open_form();
    drill.write("rloc_admdvs", "431000");  // the city she is insured in
    drill.touch("form.next");
    REQUIRE(drill.state.at.subject == "rloc_admdvs");
    drill.touch("form.next");
    CHECK(drill.state.at.subject == "stay");
    drill.touch("bar.back");
    REQUIRE(drill.state.at.subject == "rloc_admdvs");
    drill.write("rloc_admdvs", "441900");
    drill.write("rloc_admdvs", "431000");
    drill.touch("form.next");  // confirmed already: nothing is asked twice
    CHECK(drill.state.at.subject == "stay");
}

TEST_CASE("the way back keeps every answer, and leads past a question that is gone") {
    Drill drill;
    drill.to_review();
    drill.touch("review.edit.proof_kind");
    drill.touch("form.proof_kind.commitment");
    drill.touch("form.next");
    REQUIRE(drill.place() == Place::Review);
    const auto* fault = visit::standing_fault(*drill.state.visit->filing, "promise");
    REQUIRE(fault != nullptr);  // shown at the answer that is missing now
    CHECK(drill.state.visit->filing->judged.contains("promise"));
    drill.touch("review.send");
    REQUIRE(drill.place() == Place::Review);
    drill.touch("review.edit.promise");
    drill.touch("form.promise.agree");
    drill.touch("form.next");
    REQUIRE(drill.place() == Place::Review);
    drill.touch("bar.back");
    CHECK(drill.state.at.subject == "signature");
    CHECK(answered(drill, "tel") == "13807355521");
}

TEST_CASE("send hands over the checked columns once, and nothing can be called back then") {
    Drill drill;
    drill.to_review();
    drill.touch("review.send");
    REQUIRE(drill.place() == Place::Sending);
    const auto* submit = drill.find<visit::Submit>(drill.last);
    REQUIRE(submit != nullptr);
    CHECK(submit->transaction == "LC13");
    CHECK(submit->item == "I13");
    CHECK(submit->person == "4310210001");
    CHECK(submit->insured_area == "431021");
    CHECK(submit->code == "073551");
    CHECK(sent(*submit, "local_key") == "0123456789abcdef0123456789abcdef");
    CHECK(sent(*submit, "rloc_admdvs") == "441900");
    CHECK(sent(*submit, "begndate") == "2026-11-22");
    CHECK(sent(*submit, "tel") == "13807355521");
    drill.touch("review.send");
    for (const auto* node : {"bar.back", "bar.cancel", "bar.counter", "bar.help"}) {
        drill.touch(node);
        CHECK(drill.place() == Place::Sending);
    }
    drill.remove();
    CHECK(drill.state.dialog == visit::Dialog::None);
    drill.insert();
    CHECK(drill.place() == Place::Sending);
    CHECK(drill.count<visit::Submit>(drill.all) == 1);
}

TEST_CASE("without a line nothing is handed over") {
    Drill drill;
    drill.to_review();
    drill.line(false);
    drill.touch("review.send");
    CHECK(drill.place() == Place::Review);
    CHECK_FALSE(drill.state.visit->filing->obstacle.empty());
    CHECK(drill.count<visit::Submit>(drill.all) == 0);
    drill.line(true);
    drill.touch("review.send");
    CHECK(drill.place() == Place::Sending);
}

TEST_CASE("without the journal nothing is handed over") {
    Drill drill;
    drill.journal_takes = false;
    drill.to_review();
    CHECK(drill.state.visit->filing->numbers_refused);
    drill.touch("review.send");
    CHECK(drill.place() == Place::Review);
    CHECK(drill.count<visit::Submit>(drill.all) == 0);
    CHECK_FALSE(drill.state.visit->filing->obstacle.empty());
}

TEST_CASE("a journal that fails at the touch leaves her answers, and says that nothing was sent") {
    Drill drill;
    drill.to_review();
    drill.touch("review.send");
    drill.moved(1, transaction::State::Drafted, "journal");
    CHECK(drill.place() == Place::Review);
    CHECK_FALSE(drill.state.visit->outcome);
    CHECK_FALSE(drill.state.visit->filing->obstacle.empty());
    CHECK(answered(drill, "tel") == "13807355521");
    drill.touch("review.send");  // room again, perhaps
    CHECK(drill.place() == Place::Sending);
}

TEST_CASE("what may or may not have been recorded is not sent once more from here") {
    Drill drill;
    drill.to_review();
    drill.touch("review.send");
    drill.moved(1, transaction::State::Drafted, "journal_unsure");
    REQUIRE(drill.place() == Place::Review);
    drill.touch("review.send");
    CHECK(drill.place() == Place::Review);
    CHECK(drill.count<visit::Submit>(drill.all) == 1);
}

TEST_CASE("what the platform knows of her is judged too, and blocks the whole") {
    Drill drill;
    drill.take(visit::JournalChanged{true, {}});
    drill.insert();
    drill.touch("notice.agree");
    drill.read(drill::card_of("A00000011"));
    auto reply = drill::person_reply();
    reply.nodes["baseinfo"][0]["psn_cert_type"] = "01";
    reply.nodes["baseinfo"][0]["certno"] = "431021195806040026";  // a wrong check digit
    drill.answer(drill.state.visit->asking, reply);
    drill.touch("home.item.I13");
    drill.touch("guide.begin");
    const auto* fault = visit::standing_fault(*drill.state.visit->filing, "");
    REQUIRE(fault != nullptr);
    CHECK(fault->rule == "LR-01");
}

TEST_CASE("leaving in the middle of a form hands nothing over") {
    Drill drill;
    drill.to_review();
    drill.touch("bar.cancel");
    CHECK(drill.ended() == "cancelled");
    CHECK(drill.count<visit::Submit>(drill.all) == 0);
}

TEST_CASE("help on the way leads back to the same question") {
    Drill drill;
    drill.open_form();
    drill.write("rloc_admdvs", "441900");
    drill.touch("form.next");
    drill.touch("bar.help");
    REQUIRE(drill.place() == Place::Help);
    drill.touch("help.back");
    CHECK(drill.place() == Place::Form);
    CHECK(drill.state.at.subject == "stay");
}
