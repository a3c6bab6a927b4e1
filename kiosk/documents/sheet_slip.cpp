#include "kiosk/documents/sheet_slip.h"

#include <algorithm>

#include "kiosk/ground/texts.h"

namespace circle::documents {
namespace {

namespace sv = screens::view;
using namespace drivers::printer;

class Writer {
  public:
    explicit Writer(std::string more) : more_(std::move(more)) {}

    void head(const Letterhead& head) {
        words(head.point, {.bold = true, .align = Align::Centre});
        words(head.title, {.bold = true, .large = true, .align = Align::Centre});
        if (!head.copy_mark.empty()) words(head.copy_mark, {.bold = true, .align = Align::Centre});
    }

    void card(const sv::Card& card) {
        slip_.elements.emplace_back(Rule{});
        auto title = card.title.words;
        if (card.chip) title += "  " + card.chip->label.words;
        words(title, {.bold = true});
        for (const auto& line : card.lines) words(line.words, {});
        const auto shown = std::min(card.facts.size(), kMostFactsOfACard);
        for (std::size_t i = 0; i < shown; ++i) fact(card.facts[i]);
        if (shown < card.facts.size()) {
            words(fill(more_, {{"count", std::to_string(card.facts.size() - shown)}}), {});
        }
        if (card.strip) {
            words(card.strip->title.words, {.bold = true});
            words(card.strip->body.words, {});
        }
    }

    void tail(const Letterhead& head) {
        slip_.elements.emplace_back(Rule{});
        for (const auto& [label, value] : head.facts) slip_.elements.emplace_back(Fact{label, value});
        words(head.closing, {});
    }

    Slip take() { return std::move(slip_); }

  private:
    void words(const std::string& text, Words how) {
        if (text.empty()) return;
        how.text = text;
        slip_.elements.emplace_back(std::move(how));
    }

    // A value of several lines keeps its first beside the label; a state stands behind the value.
    void fact(const sv::Fact& fact) {
        auto value = fact.value.words;
        std::string rest;
        if (const auto end = value.find('\n'); end != std::string::npos) {
            rest = value.substr(end + 1);
            value.resize(end);
        }
        if (fact.chip) value += (value.empty() ? "" : "  ") + fact.chip->label.words;
        slip_.elements.emplace_back(Fact{fact.label.words, std::move(value)});
        words(rest, {.align = Align::Right});
    }

    Slip slip_;
    std::string more_;
};

bool only_for_the_screen(const sv::Card& card) {
    return card.action && card.facts.empty();  // it stands there for its button
}

}  // namespace

Slip sheet_slip(const sv::SheetBody& sheet, const Letterhead& head, const std::string& more) {
    Writer writer(more);
    writer.head(head);
    for (const auto& card : sheet.cards) {
        if (!only_for_the_screen(card)) writer.card(card);
    }
    writer.tail(head);
    return writer.take();
}

}  // namespace circle::documents
