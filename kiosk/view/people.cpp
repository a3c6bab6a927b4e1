// A person instead of the machine: the way to the counter, and help.
#include "kiosk/view/pages.h"

namespace circle::view {

sv::Body counter_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto& site = desk.scene.site;
    sv::SheetBody body;
    body.title = tr("请到人工窗口");
    body.lead = tr("人工窗口可以继续为您办理，请带上您的卡或身份证。");
    body.cards = {
        {.id = "counter.where",
         .icon = sv::Icon::Place,
         .title = tr("窗口在哪里"),
         .lines = {site.counter.empty() ? tr("本机没有登记窗口位置，请问现场工作人员") : site.counter}},
        {.id = "counter.hours", .icon = sv::Icon::Clock, .title = tr("服务时间"), .lines = {hours_words(desk)}},
        {.id = "counter.phone", .icon = sv::Icon::Phone, .title = tr("本站电话"), .lines = {phone_words(desk)}},
    };
    body.primary = button("counter.end", tr("结束本机办理"), sv::Icon::Check);
    body.secondary = button("counter.back", tr("返回"), sv::Icon::Back);
    return body;
}

sv::Body help_page(const Desk& desk) {
    const auto& tr = desk.tr;
    sv::SheetBody body;
    body.title = tr("需要帮助");
    body.lead = tr("不着急。现场工作人员可以陪您一起办。");
    body.cards = {
        {.id = "help.person",
         .icon = sv::Icon::Counter,
         .title = tr("找工作人员"),
         .lines = {tr("请招手，或到人工窗口。"), tr("本站电话：") + phone_words(desk)}},
        {.id = "help.card",
         .icon = sv::Icon::Card,
         .title = tr("怎么插卡"),
         .lines = {tr("有芯片的一头朝前，轻轻插到底。"), tr("读不出来时，用干布擦一擦芯片再试一次。")}},
        {.id = "help.large",
         .icon = sv::Icon::Elder,
         .title = tr("字太小"),
         .lines = {tr("点下面的“关怀版”，字会变大，选择会变少。")}},
    };
    body.secondary = button("help.back", tr("返回"), sv::Icon::Back);
    return body;
}

}  // namespace circle::view
