// The guide of one item: the six unified parts (R14) and how else it can be done. What is not known says so.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/view/pages.h"

namespace circle::view {
namespace {

using catalogue::Item;
using catalogue::Part;

sv::Chip unknown_chip(const Desk& desk) { return {desk.tr("未公布"), sv::Tone::Plain, sv::Icon::Info}; }
sv::Chip analogue_chip(const Desk& desk) {
    return {desk.tr("外地做法，仅供参考"), sv::Tone::Caution, sv::Icon::Info};
}

std::string unknown_words(const Desk& desk) { return desk.tr("没有查到公开的规定，以窗口答复为准"); }

std::string part_words(const Desk& desk, const Part& part) {
    return part.known ? part.in(desk.chinese()) : unknown_words(desk);
}

std::optional<sv::Chip> part_chip(const Desk& desk, bool known, bool analogue) {
    if (!known) return unknown_chip(desk);
    if (analogue) return analogue_chip(desk);
    return std::nullopt;
}

sv::Card part_card(const Desk& desk, std::string id, sv::Icon icon, std::string title, const Part& part) {
    return {.id = std::move(id),
            .icon = icon,
            .title = std::move(title),
            .chip = part_chip(desk, part.known, part.analogue),
            .lines = {part_words(desk, part)}};
}

sv::Card materials_card(const Desk& desk, const catalogue::Materials& materials) {
    const auto& tr = desk.tr;
    sv::Card card{.id = "guide.materials", .icon = sv::Icon::Document, .title = tr("要带的材料")};
    card.chip = part_chip(desk, materials.known, false);
    if (!materials.known) card.lines.emplace_back(unknown_words(desk));
    if (materials.known && materials.list.empty()) card.lines.emplace_back(tr("不需要材料"));
    for (const auto& material : materials.list) {
        auto line = "· " + material.paper.in(desk.chinese());
        if (material.condition)
            line += fill(tr("（{condition}）"), {{"condition", desk.pick(*material.condition)}});
        card.lines.emplace_back(std::move(line));
    }
    if (materials.known && !materials.complete) {
        card.lines.emplace_back(tr("可能还要其他材料，出处没有列全，以窗口答复为准"));
    }
    if (materials.note) card.lines.emplace_back(desk.pick(*materials.note));
    return card;
}

sv::Card steps_card(const Desk& desk, const catalogue::Steps& steps) {
    sv::Card card{.id = "guide.steps", .icon = sv::Icon::List, .title = desk.tr("怎么办")};
    card.chip = part_chip(desk, steps.known, steps.analogue);
    if (!steps.known) card.lines.emplace_back(unknown_words(desk));
    int number = 0;
    for (const auto& step : steps.list) {
        card.lines.emplace_back(std::to_string(++number) + ". " + desk.pick(step));
    }
    if (steps.note) card.lines.emplace_back(desk.pick(*steps.note));
    return card;
}

sv::Card identity_card(const Desk& desk, const Item& item) {
    const auto& tr = desk.tr;
    sv::Card card{.id = "guide.name", .icon = sv::Icon::Info, .title = tr("名称和编码")};
    const auto fact = [&](std::string id, std::string label, const Part& part) {
        card.facts.push_back({.id = std::move(id),
                              .label = std::move(label),
                              .value = part.known ? part.in(desk.chinese()) : tr("未公布")});
    };
    fact("guide.name.unified", tr("统一名称"), item.name);
    fact("guide.code.national", tr("国家编码"), item.code.national);
    fact("guide.code.hunan", tr("湖南编码"), item.code.hunan);
    fact("guide.code.chenzhou", tr("郴州编码"), item.code.chenzhou);
    return card;
}

sv::Card channels_card(const Desk& desk, const catalogue::Channels& channels) {
    const auto& tr = desk.tr;
    sv::Card card{.id = "guide.channels", .icon = sv::Icon::Phone, .title = tr("还可以在哪里办")};
    const auto fact = [&](std::string id, std::string label, const Part& part) {
        card.facts.push_back({.id = std::move(id),
                              .label = std::move(label),
                              .value = part.known ? part.in(desk.chinese()) : tr("未公布")});
    };
    fact("guide.channel.window", tr("窗口"), channels.window);
    fact("guide.channel.online", tr("网上"), channels.online);
    fact("guide.channel.mobile", tr("手机"), channels.mobile);
    fact("guide.channel.phone", tr("电话"), channels.phone);
    fact("guide.channel.self_service", tr("自助机"), channels.self_service);
    return card;
}

bool files_here(const Desk& desk, const std::string& item) {
    const auto& offers = desk.scene.rules.offers;
    return std::any_of(offers.begin(), offers.end(),
                       [&](const visit::Offer& offer) { return offer.id == item && offer.files; });
}

// What can be done here: at once, not now, or only at the counter, which is always one of the ways.
void add_ways(const Desk& desk, bool files, sv::SheetBody& body) {
    const auto& tr = desk.tr;
    auto counter = button("guide.counter", tr("到窗口办理"), sv::Icon::Counter);
    body.secondary = button("guide.back", tr("返回"), sv::Icon::Back);
    if (!files) {
        body.lead = tr("本机现在提供办事指南；要办理请到人工窗口。");
        body.primary = std::move(counter);
        return;
    }
    const auto& line = desk.state.line;
    const bool usable = desk.state.journal.usable;
    body.lead = !usable ? tr("本机现在不能受理这一项，请到人工窗口办理。")
                : line.known && !line.usable() ? tr("网络恢复后可以在本机办理，也可以到人工窗口办理。")
                                               : tr("可以在本机办理，也可以到人工窗口办理。");
    body.primary = button("guide.begin", tr("现在办理"), sv::Icon::Pencil);
    body.primary->enabled = usable;
    body.cards.push_back({.id = "guide.window",
                          .icon = sv::Icon::Counter,
                          .title = tr("不想在机器上办？"),
                          .lines = {tr("到人工窗口，工作人员为您办。")},
                          .action = std::move(counter)});
}

}  // namespace

sv::Body guide_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto* item = desk.scene.catalogue.find(desk.state.at.subject);
    if (item == nullptr) return sv::MomentBody{.icon = sv::Icon::Warning, .title = tr("没有这个事项")};
    sv::SheetBody body;
    body.title = desk.pick(item->title);
    add_ways(desk, files_here(desk, item->id), body);
    body.cards.push_back(part_card(desk, "guide.object", sv::Icon::Family, tr("谁可以办"), item->object));
    body.cards.push_back(materials_card(desk, item->materials));
    body.cards.push_back(part_card(desk, "guide.limit", sv::Icon::Hourglass, tr("多久办好"), item->limit.text));
    body.cards.push_back(steps_card(desk, item->steps));
    body.cards.push_back(part_card(desk, "guide.place", sv::Icon::Place, tr("谁受理，在哪里"), item->place));
    body.cards.push_back(channels_card(desk, item->channels));
    for (const auto& remark : item->remarks) {
        auto card = part_card(desk, "guide.remark." + std::to_string(&remark - item->remarks.data()),
                              sv::Icon::Info, desk.pick(remark.label), remark.text);
        body.cards.push_back(std::move(card));
    }
    body.cards.push_back(part_card(desk, "guide.form", sv::Icon::Document, tr("表格"), item->form));
    body.cards.push_back(part_card(desk, "guide.standard", sv::Icon::Service, tr("服务标准"), item->standard));
    body.cards.push_back(identity_card(desk, *item));
    body.cards.push_back(part_card(desk, "guide.basis", sv::Icon::Document, tr("依据"), item->basis));
    const auto& header = desk.scene.catalogue.header;
    body.cards.push_back({.id = "guide.edition",
                          .icon = sv::Icon::Clock,
                          .title = tr("这份指南的版本"),
                          .lines = {header.version + "  " + header.date + "  " + desk.pick(header.issuer)}});
    return body;
}

}  // namespace circle::view
