// A matter asked for by the code that its review page showed: how it stands, and nothing about anybody.
#include <utility>

#include "drivers/contract/words.h"
#include "kiosk/visit/acts.h"
#include "kiosk/visit/forms.h"

namespace circle::visit {
namespace {

using drivers::N_;

constexpr int kMostCodes = 5;  // of one visit: codes are not to be guessed

constexpr const char* kTooShort = N_("办理码是 6 位数字，请接着输");
constexpr const char* kNotFound =
    N_("本机没有这个办理码。请看一下有没有输错；在别的机器上办的，请到那台机器或人工窗口查");
constexpr const char* kTooMany = N_("试的次数太多了。请带卡办理，或到人工窗口查问");
constexpr const char* kUnreadable = N_("本机现在读不到办理记录。请到人工窗口查问，工作人员会报修");

}  // namespace

void ask_for_code(Turn& turn) {
    begin(turn, "browse");
    go(turn, Place::AskCode);
}

void type_code(Turn& turn) {
    auto& visit = *turn.state.visit;
    const auto key = turn.node.substr(std::string_view("form.code.").size());
    visit.code_trouble.clear();
    if (key == "delete" && !visit.typed_code.empty()) visit.typed_code.pop_back();
    if (key == "clear") visit.typed_code.clear();
    const bool digit = key.size() == 1 && key.front() >= '0' && key.front() <= '9';
    if (digit && visit.typed_code.size() < kCodeDigits) visit.typed_code += key;
}

void find_code(Turn& turn) {
    auto& visit = *turn.state.visit;
    if (visit.typed_code.size() != kCodeDigits) {
        visit.code_trouble = kTooShort;
    } else if (visit.codes_asked >= kMostCodes) {
        visit.code_trouble = kTooMany;
    } else {
        ++visit.codes_asked;
        turn.effects.push_back(FindByCode{visit.typed_code});
    }
}

void found(Turn& turn, const Found& event) {
    auto& visit = turn.state.visit;
    if (!visit || turn.state.at.place != Place::AskCode) return;
    if (!event.matter) {
        visit->code_trouble = event.readable ? kNotFound : kUnreadable;
        return;
    }
    visit->outcome = *event.matter;
    visit->outcome->by_code = true;
    visit->typed_code.clear();
    go(turn, Place::Result);
}

}  // namespace circle::visit
