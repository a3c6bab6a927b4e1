// On the way to a person: privacy notice, card, platform, and what to do when it does not work.
#include <algorithm>

#include "kiosk/view/pages.h"

namespace circle::view {
namespace {

sv::Card notice_card(std::string id, sv::Icon icon, std::string title, std::vector<sv::Text> lines) {
    return {.id = std::move(id), .icon = icon, .title = std::move(title), .lines = std::move(lines)};
}

// A matter that was sent is kept, or nobody could find out what became of it.
std::vector<sv::Text> how_long(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto& offers = desk.scene.rules.offers;
    const bool files =
        std::any_of(offers.begin(), offers.end(), [](const visit::Offer& offer) { return offer.files; });
    if (!files) return {tr("办完、退出或离开后马上清除，本机不留您的信息。")};
    return {tr("办完、退出或离开后，屏幕和内存里的信息马上清除。"),
            tr("只有您提交的事项会加密记在本机，用来核对结果，不给别人看。")};
}

sv::Icon trouble_icon(visit::Trouble::From from) {
    switch (from) {
        case visit::Trouble::From::Card:
            return sv::Icon::Card;
        case visit::Trouble::From::Line:
            return sv::Icon::LineDown;
        case visit::Trouble::From::Platform:
        case visit::Trouble::From::Person:
            break;
    }
    return sv::Icon::Warning;
}

std::string trouble_title(const Texts& tr, visit::Trouble::From from) {
    switch (from) {
        case visit::Trouble::From::Card:
            return tr("卡没有读出来");
        case visit::Trouble::From::Line:
            return tr("网络暂时中断");
        case visit::Trouble::From::Platform:
            return tr("这次没有查到");
        case visit::Trouble::From::Person:
            break;
    }
    return tr("需要到窗口核对");
}

}  // namespace

sv::Body notice_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto& site = desk.scene.site;
    sv::SheetBody body;
    body.title = tr("用您的信息之前，先告诉您");
    body.cards = {
        notice_card("notice.who", sv::Icon::Service, tr("谁在用"),
                    {site.parent.empty() ? site.name
                                         : fill(tr("{point}，由{parent}管理"),
                                                {{"point", site.name}, {"parent", site.parent}})}),
        notice_card("notice.what", sv::Icon::PersonSearch, tr("用来做什么"),
                    {tr("读您卡上的卡号和识别码，向医保平台查询您自己的医保信息，只在这块屏幕上给您看。")}),
        notice_card("notice.how_long", sv::Icon::Clock, tr("留多久"), how_long(desk)),
        notice_card("notice.whom", sv::Icon::Phone, tr("有疑问找谁"),
                    {tr("现场工作人员，或本站电话：") + phone_words(desk)}),
    };
    body.primary = button("notice.agree", tr("同意，开始"), sv::Icon::Check);
    body.secondary = button("notice.decline", tr("不同意，退出"), sv::Icon::Close);
    return body;
}

sv::Body identify_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto reader = desk.state.card.reader;
    if (reader == drivers::State::Absent || reader == drivers::State::Faulted) {
        const auto& why = desk.state.card.trouble_text;
        return sv::MomentBody{
            .icon = sv::Icon::Warning,
            .tone = sv::Tone::Caution,
            .title = tr("读卡器暂时不能用"),
            .lines = {why.empty() ? tr("请到人工窗口办理。读卡器恢复后，这里会自动继续。") : tr(why)},
            .primary = button("identify.counter", tr("转人工窗口"), sv::Icon::Counter)};
    }
    return sv::MomentBody{.icon = sv::Icon::Card,
                          .title = tr("请插入社会保障卡"),
                          .lines = {tr("芯片朝前，插到底。"), tr("读完之前请不要拔出。")}};
}

sv::Body reading_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const bool asking = desk.state.visit && desk.state.visit->asking != 0;
    const auto waited_ms = std::max<std::int64_t>(0, desk.now.steady_ms - desk.state.entered_ms);
    // The bar tells that something goes on, not how long it takes: nobody knows that.
    const auto halves = static_cast<int>(std::min<std::int64_t>(waited_ms / 500, 20));  // half seconds
    const auto part = std::min(0.95F, 0.15F + static_cast<float>(halves) * 0.05F);
    sv::MomentBody body{.icon = asking ? sv::Icon::PersonSearch : sv::Icon::Card,
                        .title = asking ? tr("正在向医保平台查询") : tr("正在读卡，请不要拔出"),
                        .lines = {asking ? tr("通常几秒钟。") : tr("通常不到 1 秒。")},
                        .progress = part};
    if (waited_ms >= 3000) {
        body.lines.emplace_back(
            fill(tr("已等待 {seconds} 秒，可以随时退出"), {{"seconds", std::to_string(waited_ms / 1000)}}));
    }
    return body;
}

sv::Body trouble_page(const Desk& desk) {
    const auto& tr = desk.tr;
    if (!desk.state.visit || !desk.state.visit->trouble) return sv::MomentBody{};
    const auto& trouble = *desk.state.visit->trouble;
    sv::MomentBody body{.icon = trouble_icon(trouble.from),
                        .tone = sv::Tone::Caution,
                        .title = trouble_title(tr, trouble.from),
                        .lines = {tr(trouble.resident_text)}};
    if (!trouble.platform_words.empty()) {
        body.lines.push_back(sv::personal(tr("平台的答复：") + trouble.platform_words));
    }
    body.alternatives.push_back(button("trouble.counter", tr("转人工窗口"), sv::Icon::Counter));
    body.secondary = button("trouble.end", tr("结束"), sv::Icon::Close);
    if (trouble.retryable) body.primary = button("trouble.retry", tr("再试一次"), sv::Icon::Card);
    return body;
}

sv::Body stronger_page(const Desk& desk) {
    const auto& tr = desk.tr;
    return sv::MomentBody{
        .icon = sv::Icon::Shield,
        .title = tr("还需要再核对一次身份"),
        .lines = {tr("为了不让别人用您的卡号看到您的信息，查看这一页还要出示身份证或医保电子凭证。"),
                  tr("本机现在不能读这两种凭证，请带上其中一种到人工窗口。")},
        .primary = button("stronger.counter", tr("转人工窗口"), sv::Icon::Counter),
        .secondary = button("stronger.back", tr("返回"), sv::Icon::Back)};
}

}  // namespace circle::view
