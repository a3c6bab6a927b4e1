// Sending, and what came of it: of what she has just sent, of an earlier matter of hers, or of one that was
// asked for by its code (then nothing about a person stands here).
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/view/pages.h"
#include "kiosk/visit/forms.h"

namespace circle::view {
namespace {

using transaction::State;
using visit::Outcome;

std::string title_words(const Desk& desk, const Outcome& outcome, const Standing& standing) {
    const auto& tr = desk.tr;
    if (outcome.by_code) return fill(tr("按办理码查到：{state}"), {{"state", standing.title}});
    if (desk.state.visit->to_show > 0) return fill(tr("上次办理的结果：{state}"), {{"state", standing.title}});
    return standing.title;
}

// How the printing of this matter's slip stands; null when none was asked for.
const visit::Printing* printing_of(const Desk& desk) {
    const auto& visit = *desk.state.visit;
    return visit.printing && visit.printing->matter == visit.outcome->matter ? &*visit.printing : nullptr;
}

std::string slip_words(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto* printing = printing_of(desk);
    if (printing != nullptr && printing->stage == visit::Printing::Stage::Printed) return tr("已打印，请取走");
    if (printing != nullptr && printing->stage == visit::Printing::Stage::Uncertain)
        return tr("不能确定打印得完整不完整");
    if (!desk.scene.rules.has_printer || !desk.state.printer.can_print())
        return tr("现在不能打印，请记下办理码");
    if (printing != nullptr && printing->stage == visit::Printing::Stage::NotPrinted) return tr("没有打印");
    return {};  // the button says so
}

sv::Card facts_card(const Desk& desk, const Outcome& outcome, const Standing& standing, bool now) {
    const auto& tr = desk.tr;
    sv::Card card{.id = "result.facts"};
    const bool undoing = is_undoing(desk, outcome);
    const auto fact = [&](std::string id, std::string label, sv::Text value) {
        card.facts.push_back({.id = std::move(id), .label = std::move(label), .value = std::move(value)});
    };
    if (!outcome.by_code) {
        if (const auto* item = desk.scene.catalogue.find(outcome.item))
            fact("result.item", tr("办理事项"), undoing ? undo_title(desk, *item) : desk.pick(item->title));
        if (undoing) {
            const auto number = undone_number(desk);
            if (!number.empty()) fact("result.number", tr("备案编号"), sv::personal(number));
        } else if (standing.done || standing.open || outcome.state == State::HandedOver) {
            fact("result.number", tr("受理编号"),
                 outcome.handle.empty() ? sv::Text(tr("未知")) : sv::personal(outcome.handle));
        }
    }
    if (outcome.created_ms > 0) fact("result.when", tr("提交时间"), moment_words(outcome.created_ms));
    const auto slip = now ? slip_words(desk) : std::string();
    if (!slip.empty()) fact("result.slip", tr("凭条"), slip);
    return card;
}

sv::Card taken_card(const CaseWords& words) {
    sv::Card card{.id = "result.taken", .icon = sv::Icon::Document, .title = words.taken_title};
    for (std::size_t i = 0; i < words.taken.size(); ++i) {
        card.facts.push_back({.id = "result.taken." + std::to_string(i),
                              .label = words.taken[i].first,
                              .value = sv::personal(words.taken[i].second)});
    }
    return card;
}

sv::Card next_card(const Desk& desk, const Outcome& outcome, const CaseWords& words, const Standing& standing) {
    sv::Card card{.id = "result.next", .icon = sv::Icon::Next, .title = desk.tr("接下来")};
    if (!standing.next.empty()) card.lines.emplace_back(standing.next);
    if (standing.done) {
        for (const auto& line : words.next) card.lines.emplace_back(line);
        if (!outcome.by_code && !words.by_when.empty()) card.lines.emplace_back(words.by_when);
    }
    if (!outcome.platform_words.empty() && !outcome.by_code)
        card.lines.push_back(sv::personal(desk.tr("平台的答复：") + outcome.platform_words));
    if (!words.missing.empty()) {  // what she must still bring belongs to what comes next
        std::string all;
        for (const auto& line : words.missing) all += (all.empty() ? "" : "\n") + line;
        card.strip = sv::Strip{.id = "result.missing",
                               .icon = sv::Icon::Info,
                               .title = desk.tr("还要带来（一次性告知）"),
                               .body = std::move(all)};
    }
    return card;
}

// One after the other: best first, as the official list has them (reference service-items.md, S-RATE).
sv::Rating rating_of(const Desk& desk, const visit::Judging& judging) {
    const auto& tr = desk.tr;
    sv::Rating rating;
    rating.title = tr("这次服务怎么样？也可以不评");
    rating.levels = {{sv::Icon::ThumbUp, tr("非常满意")},
                     {sv::Icon::Smile, tr("满意")},
                     {sv::Icon::Neutral, tr("基本满意")},
                     {sv::Icon::Sad, tr("不满意")},
                     {sv::Icon::ThumbDown, tr("非常不满意")}};
    if (judging.level < 1 || judging.level > 5) return rating;
    rating.level = static_cast<std::size_t>(judging.level - 1);
    if (!visit::is_bad(judging.level)) return rating;
    rating.reasons_title = tr("哪里不好？点一项就交给我们");
    for (const auto key : visit::kRateReasons) {
        const std::string label = key == "slow"      ? tr("等太久")
                                  : key == "unclear" ? tr("看不懂")
                                  : key == "fault"   ? tr("机器有毛病")
                                                     : tr("没有办成");
        rating.reasons.push_back({.key = std::string(key), .label = label});
    }
    return rating;
}

// Once per matter, of what she has just sent, and never again once it is sealed.
void add_rating(const Desk& desk, sv::ResultBody& body) {
    const auto& judging = desk.state.visit->judging;
    if (!judging.sealed) {
        body.rating = rating_of(desk, judging);
    } else if (judging.level != 0) {
        body.cards.push_back(
            {.id = "result.thanks", .icon = sv::Icon::Check, .title = desk.tr("谢谢您的评价")});
    }
}

void add_buttons(const Desk& desk, bool done, sv::ResultBody& body) {
    const auto& tr = desk.tr;
    const auto& visit = *desk.state.visit;
    const bool printable =
        visit::just_sent(desk.state) && desk.scene.rules.has_printer && desk.state.printer.can_print();
    for (auto& card : body.cards) {
        if (card.id == "result.facts" && printable)
            card.action = button("result.print", tr("打印凭条"), sv::Icon::Printer);
        if (card.id == "result.next" && !done)  // else the bar is enough
            card.action = button("result.counter", tr("到人工窗口"), sv::Icon::Counter);
    }
    if (visit.to_show > 0 || visit.outcome->by_code) {
        body.primary = button("result.done", tr("知道了"), sv::Icon::Check);
        return;
    }
    const bool card_in = desk.state.card.inside != 0;
    body.secondary = button("result.home", tr("再办一件"), sv::Icon::Plus);
    body.primary = button("result.done", card_in ? tr("办完了，取卡") : tr("办完了"), sv::Icon::Check);
}

}  // namespace

sv::Body sending_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto waited_ms = std::max<std::int64_t>(0, desk.now.steady_ms - desk.state.entered_ms);
    const auto* visit = desk.state.visit.get();
    const bool undoing = visit != nullptr && visit->outcome && is_undoing(desk, *visit->outcome);
    const auto halves = static_cast<float>(std::min<std::int64_t>(waited_ms / 500, 20));
    sv::MomentBody body{.icon = sv::Icon::Send,
                        .title = undoing ? tr("正在撤销，请不要离开") : tr("正在提交，请不要离开"),
                        // As on the reading page: something goes on, nobody knows how long.
                        .progress = std::min(0.95F, 0.15F + halves * 0.04F)};
    const bool sending = visit != nullptr && visit->outcome && visit->outcome->state == State::Sending;
    body.lines = {sending ? tr("正在发给医保平台，等它答复。") : tr("先记在本机，再发给医保平台。"),
                  tr("不会重复提交。没有等到答复，也会告诉您下一步怎么办。")};
    if (waited_ms >= 3000) {
        body.lines.emplace_back(
            fill(tr("已等待 {seconds} 秒"), {{"seconds", std::to_string(waited_ms / 1000)}}));
    }
    return body;
}

sv::Body result_page(const Desk& desk) {
    const auto& tr = desk.tr;
    if (!desk.state.visit || !desk.state.visit->outcome)
        return sv::MomentBody{.icon = sv::Icon::Warning, .title = tr("没有要看的结果")};
    const auto& outcome = *desk.state.visit->outcome;
    const bool now = desk.state.visit->to_show == 0 && !outcome.by_code;
    const auto standing = standing_of(desk, outcome);
    const auto words = case_words(desk, outcome);
    sv::ResultBody body;
    if (now && !is_undoing(desk, outcome)) body.steps = steps_of(desk, 3);
    body.tone = standing.tone;
    body.icon = standing.icon;
    body.title = title_words(desk, outcome, standing);
    body.line = standing.line;
    if (now && !outcome.code.empty()) {
        body.code = sv::PickUpCode{"result.code", tr("办理码"), sv::personal(code_words(outcome.code)),
                                   tr("请记下或拍下，凭它可以查结果")};
    }
    body.cards.push_back(facts_card(desk, outcome, standing, now));
    // What was not simply taken in leaves her something to do, and that comes first.
    auto next = next_card(desk, outcome, words, standing);
    if (!next.lines.empty() || next.strip || !standing.done)
        body.cards.insert(standing.done ? body.cards.end() : body.cards.begin(), std::move(next));
    // Her answers: just looked over, and on the slip. There the judgement has the room instead.
    const bool fresh = standing.done && visit::just_sent(desk.state) && !is_undoing(desk, outcome);
    if (!words.taken.empty() && !fresh) body.cards.push_back(taken_card(words));
    body.chosen = tr("已选");
    add_buttons(desk, standing.done, body);
    if (visit::just_sent(desk.state)) add_rating(desk, body);
    return body;
}

}  // namespace circle::view
