// Her paper: preview, order, and how it ended. The visit goes on whatever the printer does.
#include <utility>

#include "kiosk/visit/acts.h"
#include "kiosk/visit/forms.h"

namespace circle::visit {
namespace {

using Stage = Printing::Stage;
using drivers::Certainty;

Printing* printing_of(Turn& turn) {
    const auto& visit = turn.state.visit;
    return visit && visit->printing ? &*visit->printing : nullptr;
}

bool answers_open(const Visit& visit) {
    for (const auto& question : visit.questions) {
        if (question.waiting) return true;
    }
    return false;
}

void order(Turn& turn, Printing& printing, bool copy) {
    printing.stage = Stage::Running;
    printing.copy = copy;
    printing.trouble_text.clear();
    printing.request = turn.state.next_request++;
    turn.effects.push_back(Print{printing.request, copy});
}

}  // namespace

void show_paper(Turn& turn) {
    auto& visit = *turn.state.visit;
    if (!visit.person || !turn.rules.has_printer) return;
    const bool of_matter = turn.state.at.place == Place::Result;
    if (of_matter ? !just_sent(turn.state) : answers_open(visit)) return;
    // What came out, or may have come out, in this visit makes the next one of the same a copy.
    const auto matter = of_matter ? visit.outcome->matter : 0;
    const auto& before = visit.printing;
    const bool copy = before && before->matter == matter && before->stage != Stage::Preview &&
                      before->stage != Stage::NotPrinted;
    visit.printing = Printing{.composed_ms = turn.now.unix_ms, .matter = matter, .copy = copy};
    go(turn, Place::Paper);
}

void print_paper(Turn& turn) {
    auto* printing = printing_of(turn);
    if (printing == nullptr || !turn.state.printer.can_print()) return;
    if (printing->stage == Stage::Preview || printing->stage == Stage::NotPrinted) {
        order(turn, *printing, printing->copy);
    }
}

// After an uncertain end, or when she wants it once more: only on her word, and marked as a copy.
void print_copy(Turn& turn) {
    auto* printing = printing_of(turn);
    if (printing == nullptr || !turn.state.printer.can_print()) return;
    if (printing->stage == Stage::Uncertain || printing->stage == Stage::Printed) order(turn, *printing, true);
}

// What has not begun is not printed for somebody who is gone; what is on its way cannot be called back.
void stop_printing(Turn& turn) {
    auto* printing = printing_of(turn);
    if (printing == nullptr || printing->request == 0) return;
    turn.effects.push_back(StopPrinting{std::exchange(printing->request, 0)});
}

void printer_changed(Turn& turn, const drivers::printer::StateChanged& event) {
    auto& slot = turn.state.printer;
    slot.printer = event.state;
    slot.paper = event.paper;
    slot.trouble_text = event.error ? event.error->resident_text : std::string();
}

void printed(Turn& turn, const drivers::printer::Printed& event) {
    auto* printing = printing_of(turn);
    if (printing == nullptr || event.request != printing->request) return;  // of a page that was left
    printing->request = 0;
    printing->trouble_text = event.error ? event.error->resident_text : std::string();
    switch (event.certainty) {
        case Certainty::Done:
            printing->stage = Stage::Printed;
            break;
        case Certainty::NotDone:
            printing->stage = Stage::NotPrinted;
            break;
        case Certainty::Unknown:
            printing->stage = Stage::Uncertain;
            break;
    }
    turn.state.touched_ms = turn.now.steady_ms;  // she reads how it ended
}

}  // namespace circle::visit
