#include "kiosk/view/compose.h"

#include "kiosk/view/pages.h"
#include "kiosk/visit/table.h"

namespace circle::view {
namespace {

using visit::Place;

sv::Body body_of(const Desk& desk) {
    switch (desk.state.at.place) {
        case Place::Idle:
            return idle_page(desk);
        case Place::Closed:
            return closed_page(desk);
        case Place::OutOfService:
            return out_of_service_page(desk);
        case Place::Forgotten:
            return forgotten_page(desk);
        case Place::Notice:
            return notice_page(desk);
        case Place::Identify:
            return identify_page(desk);
        case Place::Reading:
            return reading_page(desk);
        case Place::Trouble:
            return trouble_page(desk);
        case Place::Home:
            return home_page(desk);
        case Place::Group:
            return group_page(desk);
        case Place::Guide:
            return guide_page(desk);
        case Place::Query:
            return query_page(desk);
        case Place::Form:
            return form_page(desk);
        case Place::Review:
            return review_page(desk);
        case Place::Sending:
            return sending_page(desk);
        case Place::Result:
            return result_page(desk);
        case Place::AskCode:
            return ask_code_page(desk);
        case Place::Paper:
            return paper_page(desk);
        case Place::Stronger:
            return stronger_page(desk);
        case Place::Counter:
            return counter_page(desk);
        case Place::Help:
            return help_page(desk);
        case Place::Farewell:
            return farewell_page(desk);
    }
    return sv::MomentBody{};
}

sv::Header header_of(const Desk& desk) {
    return {.point = desk.scene.site.name,
            .service = desk.elder() ? desk.tr("关怀版") : desk.tr("15分钟医保服务圈"),
            .time = clock_words(desk),
            .date = date_words(desk)};
}

// What works and what does not, in one sentence each (mockup 09).
std::optional<sv::Strip> banner_of(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto& line = desk.state.line;
    if (!line.known || line.usable()) return std::nullopt;
    if (!line.up) {
        return sv::Strip{.id = "banner.line",
                         .tone = sv::Tone::Caution,
                         .icon = sv::Icon::LineDown,
                         .title = tr("网络暂时中断"),
                         .body = tr("可以看办事指南；查询和提交要等网络恢复")};
    }
    return sv::Strip{.id = "banner.line",
                     .tone = sv::Tone::Caution,
                     .icon = sv::Icon::Warning,
                     .title = tr("医保平台暂时不接受本机"),
                     .body = tr("可以看办事指南；查询和办理请到人工窗口")};
}

std::vector<sv::Button> bar_of(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto place = desk.state.at.place;
    if (place == Place::Farewell || place == Place::Forgotten) return {};
    std::vector<sv::Button> bar;
    // Nothing may lead away while something is being sent: she would not see what came of it.
    const bool may_leave = visit::rule_of(place).may_leave;
    if (desk.state.visit && may_leave) {
        if (visit::rule_of(place).has_bar_back) bar.push_back(button("bar.back", tr("返回"), sv::Icon::Back));
        bar.push_back(button("bar.cancel", tr("退出"), sv::Icon::Close));
    }
    bar.push_back(button("bar.elder", desk.elder() ? tr("标准版") : tr("关怀版"), sv::Icon::Elder));
    bar.push_back(button("bar.language", desk.chinese() ? "English" : "中文", sv::Icon::Language));
    if (!may_leave) return bar;
    bar.push_back(button("bar.counter", tr("人工窗口"), sv::Icon::Counter));
    bar.push_back(button("bar.help", tr("帮助"), sv::Icon::Help));
    return bar;
}

std::optional<sv::Dialog> dialog_of(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto seconds = visit::dialog_seconds_left(desk.state, desk.now, desk.scene.rules);
    switch (desk.state.dialog) {
        case visit::Dialog::Warning:
            return sv::Dialog{.id = "timeout",
                              .tone = sv::Tone::Caution,
                              .icon = sv::Icon::Hourglass,
                              .title = tr("您还在吗？"),
                              .lines = {tr("没有操作时，为了保护您的信息，会自动退出。")},
                              .seconds_left = seconds,
                              .primary = button("timeout.more", tr("还要用，多给我一些时间"), sv::Icon::Check),
                              .secondary = button("timeout.end", tr("不用了，退出"), sv::Icon::Close)};
        case visit::Dialog::CardTaken:
            return sv::Dialog{.id = "card_taken",
                              .tone = sv::Tone::Info,
                              .icon = sv::Icon::TakeCard,
                              .title = tr("您取走了卡，办完了吗？"),
                              .lines = {tr("没有回答时，会自动清除您的信息并退出。")},
                              .seconds_left = seconds,
                              .primary = button("taken.end", tr("办完了，退出"), sv::Icon::Check),
                              .secondary = button("taken.more", tr("还没有，继续"), sv::Icon::Next)};
        case visit::Dialog::None:
            break;
    }
    return std::nullopt;
}

}  // namespace

sv::Page compose(const visit::State& state, const Stamp& now, const Scene& scene, const Texts& texts) {
    const Desk desk{state, now, scene, texts};
    const auto& tr = texts;
    return {.id = std::string(visit::name(state.at.place)),
            .language = state.language,
            .density = state.density,
            .header = header_of(desk),
            .banner = banner_of(desk),
            .body = body_of(desk),
            .bar = bar_of(desk),
            .dialog = dialog_of(desk),
            .more = tr("下面还有"),
            .top = tr("回到上面")};
}

}  // namespace circle::view
