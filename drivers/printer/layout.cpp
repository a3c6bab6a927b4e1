#include "drivers/printer/layout.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "drivers/printer/text.h"

namespace circle::drivers::printer {
namespace {

constexpr int kMostGap = 20;  // lines of one Gap
constexpr int kFactGap = 2;   // columns at least between label and value
constexpr int kFactIndent = 2;

using Cells = std::span<const Cell>;

int columns_of(Cells cells) {
    int sum = 0;
    for (const Cell& cell : cells) sum += cell.columns;
    return sum;
}

std::string text_of(Cells cells) {
    std::string out;
    for (const Cell& cell : cells) out += to_utf8(cell.code);
    return out;
}

Cells without_blanks_behind(Cells cells) {
    while (!cells.empty() && cells.back().code == ' ') cells = cells.first(cells.size() - 1);
    return cells;
}

// How many cells the first line takes: up to the last place where it may break, or as many as fit.
std::size_t first_line(Cells cells, int columns) {
    int used = 0;
    std::size_t fits = 0;
    std::size_t good = 0;
    while (fits < cells.size()) {
        if (fits > 0 && may_break(cells[fits - 1].code, cells[fits].code)) good = fits;
        used += cells[fits].columns;
        if (used > columns && cells[fits].code != ' ')
            break;  // a blank at the end may stand over: it is dropped
        ++fits;
    }
    if (fits == cells.size()) return fits;
    if (good == 0) good = fits;
    return std::max<std::size_t>(good, 1);
}

std::vector<std::string> wrap(std::string_view utf8, int columns) {
    const std::vector<Cell> all = cells_of(utf8);
    std::vector<std::string> out;
    Cells rest(all);
    while (true) {
        const auto newline = std::ranges::find(rest, U'\n', &Cell::code);
        const auto length = static_cast<std::size_t>(std::distance(rest.begin(), newline));
        Cells paragraph = rest.first(length);
        do {
            const std::size_t count = first_line(paragraph, columns);
            out.push_back(text_of(without_blanks_behind(paragraph.first(count))));
            paragraph = paragraph.subspan(count);
        } while (!paragraph.empty());
        if (length == rest.size()) return out;
        rest = rest.subspan(length + 1);
    }
}

class Maker {
  public:
    explicit Maker(int columns) : columns_(columns) {}

    void operator()(const Words& words) {
        for (std::string& text : wrap(words.text, words.large ? columns_ / 2 : columns_)) {
            lines.push_back(
                {.text = std::move(text), .bold = words.bold, .large = words.large, .align = words.align});
        }
    }

    void operator()(const Fact& fact) {
        const std::vector<Cell> label = cells_of(fact.label);
        const std::vector<Cell> value = cells_of(fact.value);
        const int between = columns_ - columns_of(label) - columns_of(value);
        const bool one_line = std::ranges::find(label, U'\n', &Cell::code) == label.end() &&
                              std::ranges::find(value, U'\n', &Cell::code) == value.end();
        if (one_line && between >= kFactGap) {
            lines.push_back({.text = text_of(label) + std::string(static_cast<std::size_t>(between), ' ') +
                                     text_of(value)});
            return;
        }
        for (std::string& text : wrap(fact.label, columns_)) lines.push_back({.text = std::move(text)});
        for (const std::string& text : wrap(fact.value, columns_ - kFactIndent))
            lines.push_back({.text = std::string(kFactIndent, ' ') + text});
    }

    void operator()(const Rule&) { lines.push_back({.kind = LineKind::Rule}); }

    void operator()(const Qr& qr) {
        lines.push_back({.kind = LineKind::Qr, .text = qr.text, .align = Align::Centre});
        if (!qr.caption.empty()) (*this)(Words{.text = qr.caption, .align = Align::Centre});
    }

    void operator()(const Gap& gap) {
        for (int i = 0; i < std::clamp(gap.lines, 0, kMostGap); ++i) lines.emplace_back();
    }

    std::vector<Line> lines;

  private:
    int columns_;
};

}  // namespace

std::vector<Line> lay_out(const Slip& slip, int columns) {
    Maker maker(std::max(columns, 8));
    for (const Element& element : slip.elements) std::visit(maker, element);
    return std::move(maker.lines);
}

int columns_of(std::string_view utf8) { return columns_of(Cells(cells_of(utf8))); }

}  // namespace circle::drivers::printer
