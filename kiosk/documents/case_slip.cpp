#include "kiosk/documents/case_slip.h"

namespace circle::documents {
namespace {

using namespace drivers::printer;

class Writer {
  public:
    void words(const std::string& text, Words how) {
        if (text.empty()) return;
        how.text = text;
        slip.elements.emplace_back(std::move(how));
    }
    void facts(const CaseSlip::Facts& list) {
        for (const auto& [label, value] : list) slip.elements.emplace_back(Fact{label, value});
    }
    void rule() { slip.elements.emplace_back(Rule{}); }

    Slip slip;
};

}  // namespace

Slip case_slip(const CaseSlip& made) {
    Writer writer;
    writer.words(made.point, {.bold = true, .align = Align::Centre});
    writer.words(made.title, {.bold = true, .large = true, .align = Align::Centre});
    writer.words(made.copy_mark, {.bold = true, .align = Align::Centre});
    writer.rule();
    writer.facts(made.facts);
    writer.rule();
    writer.words(made.standing, {.bold = true, .large = true});
    writer.words(made.standing_line, {});
    for (const auto& section : made.sections) {
        if (section.facts.empty() && section.lines.empty()) continue;
        writer.rule();
        writer.words(section.title, {.bold = true});
        writer.facts(section.facts);
        for (const auto& line : section.lines) writer.words(line, {});
    }
    if (!made.code.empty()) {
        writer.rule();
        writer.words(made.code_label, {.align = Align::Centre});
        writer.words(made.code_shown, {.bold = true, .large = true, .align = Align::Centre});
        writer.slip.elements.emplace_back(Qr{made.code, made.code_caption});
    }
    writer.rule();
    writer.facts(made.tail);
    writer.words(made.closing, {});
    return std::move(writer.slip);
}

}  // namespace circle::documents
