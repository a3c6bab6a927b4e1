// Pages that nobody's visit is behind: the invitation, closed, out of service, a forgotten card, the farewell.
#include <algorithm>

#include "kiosk/view/pages.h"

namespace circle::view {
namespace {

sv::Button browse_button(const Desk& desk) {
    return button("idle.browse", desk.tr("先看看能办什么"), sv::Icon::Search);
}

bool takes_matters(const Desk& desk) {
    const auto& offers = desk.scene.rules.offers;
    return std::any_of(offers.begin(), offers.end(), [](const visit::Offer& offer) { return offer.files; });
}

bool reader_works(const visit::State& state) {
    return state.card.reader == drivers::State::Ready || state.card.reader == drivers::State::Busy ||
           state.card.reader == drivers::State::Starting;
}

}  // namespace

sv::Body idle_page(const Desk& desk) {
    const auto& tr = desk.tr;
    sv::IdleBody body;
    body.title = tr("插入社会保障卡\n马上查医保");
    body.lead = tr("查参保、看待遇、看办事指南，办完自动清除您的信息");
    sv::Choice card{.id = "idle.start",
                    .icon = sv::Icon::Card,
                    .title = tr("插入社会保障卡"),
                    .hint = tr("芯片朝前，插到底，办完会提醒您取回")};
    if (!reader_works(desk.state)) {
        card.hint = tr("读卡器暂时不能用，请到人工窗口；办事指南可以先看");
        card.chip = sv::Chip{tr("暂停使用"), sv::Tone::Caution, sv::Icon::Warning};
        card.enabled = false;
    }
    body.invitations.push_back(std::move(card));
    body.links.push_back(browse_button(desk));
    if (takes_matters(desk)) {
        auto result = button("idle.result", tr("查办理结果"), sv::Icon::List);
        result.enabled = desk.state.journal.usable;  // what it knows stands there
        body.links.push_back(std::move(result));
    }
    return body;
}

sv::Body closed_page(const Desk& desk) {
    const auto& tr = desk.tr;
    sv::IdleBody body;
    body.title = tr("现在不是服务时间");
    body.lead = fill(tr("下次开放：{when}"), {{"when", next_opening_words(desk)}});
    body.links.push_back(browse_button(desk));
    body.notice = sv::Strip{.id = "closed.hours",
                            .tone = sv::Tone::Info,
                            .icon = sv::Icon::Clock,
                            .title = tr("服务时间"),
                            .body = hours_words(desk)};
    return body;
}

sv::Body out_of_service_page(const Desk& desk) {
    const auto& tr = desk.tr;
    sv::IdleBody body;
    body.title = tr("本机暂停服务");
    body.lead = tr("请到人工窗口办理，办事指南可以照常查看");
    body.links.push_back(browse_button(desk));
    const auto& reason = desk.scene.site.out_of_service_reason;
    body.notice = sv::Strip{.id = "out_of_service.reason",
                            .tone = sv::Tone::Caution,
                            .icon = sv::Icon::Warning,
                            .title = tr("原因"),
                            .body = reason.empty() ? tr("未登记") : reason};
    return body;
}

sv::Body forgotten_page(const Desk& desk) {
    const auto& tr = desk.tr;
    return sv::MomentBody{
        .icon = sv::Icon::TakeCard,
        .tone = sv::Tone::Caution,
        .title = tr("有人忘了取卡"),
        .lines = {tr("这张卡不会打开任何人的信息。"), tr("请取出卡片，交给工作人员。取出后本机就可以使用。")}};
}

sv::Body farewell_page(const Desk& desk) {
    const auto& tr = desk.tr;
    // True to the last word: what must not be lost stays, and only sealed.
    const auto cleared = desk.state.left_sealed
                             ? tr("您的信息已经从屏幕和内存清除；办理记录加密留在本机，用来核对结果。")
                             : tr("您的信息已经从本机清除。");
    if (desk.state.card.inside != 0) {
        return sv::MomentBody{.icon = sv::Icon::TakeCard,
                              .tone = sv::Tone::Caution,
                              .title = tr("请取回您的卡"),
                              .lines = {tr("本次办理已结束。"), cleared}};
    }
    return sv::MomentBody{
        .icon = sv::Icon::Check, .tone = sv::Tone::Good, .title = tr("办完了，请慢走"), .lines = {cleared}};
}

}  // namespace circle::view
