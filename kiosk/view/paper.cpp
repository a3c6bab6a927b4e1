// Her paper: the preview, drawn from the very slip that is printed, and how the printing stands.
#include "drivers/printer/layout.h"
#include "drivers/printer/qr.h"
#include "kiosk/documents/sheet_slip.h"
#include "kiosk/view/pages.h"

namespace circle::view {
namespace {

using drivers::printer::Line;
using drivers::printer::LineKind;
using visit::Printing;
using Stage = Printing::Stage;

drivers::printer::Slip insurance_slip(const Desk& desk, const Printing& printing) {
    const auto& tr = desk.tr;
    const auto& header = desk.scene.catalogue.header;
    // The same page that she has just read.
    const auto sheet = query_page(desk);
    const documents::Letterhead head{
        .point = desk.scene.site.name,
        .title = tr("参保信息查询单"),
        .copy_mark = printing.copy ? tr("重打") : std::string(),
        .facts = {{tr("打印时间"), moment_words(printing.composed_ms)},
                  {tr("目录版本"), header.version},
                  {tr("本站电话"), phone_words(desk)},
                  {tr("监督电话"),
                   header.supervision.known ? header.supervision.in(desk.chinese()) : tr("未公布")}},
        .closing = tr("内容来自医保平台，打印时有效；证件号码已遮住一部分。不能代替参保凭证。")};
    return documents::sheet_slip(std::get<sv::SheetBody>(sheet), head, tr("还有 {count} 条，请看屏幕"));
}

// The same modules as on paper, and as wide for its width.
sv::PaperLine qr_line(const Desk& desk, const Line& line, int columns) {
    sv::PaperLine shown{.left = sv::personal(desk.tr("二维码")), .align = sv::PaperLine::Align::Centre};
    const auto code = drivers::printer::qr_code(line.text);
    const int dots = columns * drivers::printer::kColumnDots;
    const int module = code ? drivers::printer::module_dots(*code, dots) : 0;
    if (module == 0) return {};  // none is printed either
    shown.qr = {.across = code->across,
                .dark = code->dark,
                .quiet = drivers::printer::kQuietModules,
                .module = static_cast<float>(module) / static_cast<float>(dots)};
    return shown;
}

// Label and value were set apart by blanks; the value stands at the right edge.
sv::PaperLine paper_line(const Desk& desk, const Line& line, int columns) {
    if (line.kind == LineKind::Qr) return qr_line(desk, line, columns);
    sv::PaperLine shown{.bold = line.bold, .large = line.large, .rule = line.kind == LineKind::Rule};
    if (line.kind != LineKind::Text) return shown;
    switch (line.align) {
        case drivers::printer::Align::Left:
            break;
        case drivers::printer::Align::Centre:
            shown.align = sv::PaperLine::Align::Centre;
            break;
        case drivers::printer::Align::Right:
            shown.align = sv::PaperLine::Align::Right;
            break;
    }
    const auto& text = line.text;
    const auto apart = shown.align == sv::PaperLine::Align::Left ? text.rfind("   ") : std::string::npos;
    if (apart == std::string::npos) {
        shown.left = sv::personal(text);
        return shown;
    }
    const auto end = text.find_last_not_of(' ', apart);
    shown.left = sv::personal(text.substr(0, end == std::string::npos ? 0 : end + 1));
    shown.right = sv::personal(text.substr(text.find_first_not_of(' ', apart)));
    return shown;
}

bool is_case(const Desk& desk) {
    const auto& visit = desk.state.visit;
    return visit && visit->printing && visit->printing->matter != 0;
}

std::string trouble_words(const Desk& desk, const std::string& words) {
    return words.empty() ? desk.tr("打印机现在不能用。内容在屏幕上，也可以到人工窗口打印。") : desk.tr(words);
}

sv::Strip strip(sv::Tone tone, sv::Icon icon, std::string title, std::string body) {
    return {
        .id = "paper.strip", .tone = tone, .icon = icon, .title = std::move(title), .body = std::move(body)};
}

void tell_stage(const Desk& desk, const Printing& printing, sv::PaperBody& body) {
    const auto& tr = desk.tr;
    const auto& printer = desk.state.printer;
    const auto print = [&](std::string id, std::string label) {
        auto made = button(std::move(id), std::move(label), sv::Icon::Printer);
        made.enabled = printer.can_print();
        return made;
    };
    switch (printing.stage) {
        case Stage::Preview:
            body.primary = print("paper.print", tr("打印"));
            if (!printer.can_print()) {
                body.strip = strip(sv::Tone::Caution, sv::Icon::Printer, tr("现在不能打印"),
                                   trouble_words(desk, printer.trouble_text));
            }
            break;
        case Stage::Running:
            body.strip = strip(sv::Tone::Info, sv::Icon::Hourglass, tr("正在打印，请稍等"), {});
            body.primary = print("paper.print", tr("打印"));
            body.primary->enabled = false;
            break;
        case Stage::Printed:
            body.strip =
                strip(sv::Tone::Good, sv::Icon::Check,
                      is_case(desk) ? tr("已打印，请取走您的凭条") : tr("已打印，请取走您的查询单"), {});
            body.primary = button("paper.done", desk.state.card.inside != 0 ? tr("办完了，取卡") : tr("办完了"),
                                  sv::Icon::Check);
            break;
        case Stage::NotPrinted:
            body.strip = strip(sv::Tone::Caution, sv::Icon::Printer, tr("没有打印"),
                               trouble_words(desk, printing.trouble_text));
            body.primary = print("paper.print", tr("再试一次"));
            break;
        case Stage::Uncertain:
            body.strip = strip(sv::Tone::Caution, sv::Icon::Warning, tr("不能确定打印得完整不完整"),
                               tr("请看一下出纸口。本机不会自己重打；需要的话再打一份，上面会标“重打”。"));
            body.primary = print("paper.again", tr("再打一份（标重打）"));
            break;
    }
}

}  // namespace

drivers::printer::Slip slip(const visit::State& state, const Scene& scene, const Texts& texts) {
    if (!state.visit || !state.visit->printing) return {};
    const auto& printing = *state.visit->printing;
    const Stamp at{0, printing.composed_ms};
    if (printing.matter != 0) {
        const auto& outcome = state.visit->outcome;
        const bool same = outcome && outcome->matter == printing.matter;
        return same ? case_paper({state, at, scene, texts}, printing) : drivers::printer::Slip{};
    }
    if (!state.visit->person) return {};
    return insurance_slip({state, at, scene, texts}, printing);
}

sv::Body paper_page(const Desk& desk) {
    const auto& tr = desk.tr;
    sv::PaperBody body;
    body.title = is_case(desk) ? tr("打印办理凭条") : tr("打印查询单");
    body.columns = desk.scene.site.paper_columns;
    body.secondary = button("paper.back", tr("返回"), sv::Icon::Back);
    if (!desk.state.visit || !desk.state.visit->printing) return body;
    body.lead = tr("打印出来和下面一样。");
    for (const auto& line :
         drivers::printer::lay_out(slip(desk.state, desk.scene, desk.tr), desk.scene.site.paper_columns)) {
        body.lines.push_back(paper_line(desk, line, desk.scene.site.paper_columns));
    }
    tell_stage(desk, *desk.state.visit->printing, body);
    return body;
}

}  // namespace circle::view
