#include "tests/workbench/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace circle::workbench {

using namespace screens::view;

namespace {

struct Words {
    bool chinese;
    std::string operator()(const char* zh, const char* en) const { return chinese ? zh : en; }
};

std::optional<Chip> chip_when(bool on, const Words& w) {
    if (!on) return std::nullopt;
    return Chip{w("已设，再点取消", "set; touch to undo"), Tone::Caution, Icon::Warning};
}

std::string faults(const State& state, const Words& w) {
    std::string list;
    const auto add = [&](bool on, const char* zh, const char* en) {
        if (!on) return;
        if (!list.empty()) list += w("、", ", ");
        list += w(zh, en);
    };
    add(state.line_cut, "线路已切断", "line cut");
    add(state.slow, "回答慢 2 秒", "answers 2 s late");
    add(state.refused, "平台答错误", "platform answers an error");
    add(state.mute, "卡读不出", "card mute");
    add(state.pulled_out, "读到一半被拔", "pulled while read");
    add(state.other_card || state.other_platform, "别的故障", "another fault");
    return list;
}

Strip status(const State& state, const std::vector<Person>& people, const Words& w) {
    Strip strip;
    strip.id = "bench.status";
    if (state.trouble != Trouble::None) {
        strip.tone = Tone::Bad;
        strip.icon = Icon::Warning;
        strip.title = state.trouble == Trouble::Card ? w("虚拟卡没有照办", "The virtual card did not do it")
                                                     : w("平台没有照办", "The platform did not do it");
        strip.body = state.said;
        return strip;
    }
    const std::string list = faults(state, w);
    const std::string name = state.person < people.size() ? people[state.person].name : std::string();
    strip.title = state.inserted ? fmt::format(fmt::runtime(w("卡在读卡器里：{}", "In the reader: {}")), name)
                                 : w("读卡器是空的", "The reader is empty");
    strip.body = list.empty() ? w("线路正常，没有故障", "The line is up, nothing is broken") : list;
    strip.tone = !list.empty() ? Tone::Caution : state.inserted ? Tone::Good : Tone::Info;
    strip.icon = !list.empty() ? Icon::Warning : state.inserted ? Icon::Card : Icon::Info;
    return strip;
}

Choice hand(const State& state, const std::vector<Person>& people, const Words& w) {
    const std::string name = state.person < people.size() ? people[state.person].name : std::string();
    Choice choice;
    if (state.inserted) {
        choice = {"bench.remove", Icon::TakeCard, w("拔卡", "Pull the card"), name, std::nullopt, true};
    } else {
        choice = {"bench.insert", Icon::Card, w("插卡", "Insert the card"), name, std::nullopt, true};
    }
    return choice;
}

ChoicesBody tools(const State& state, const std::vector<Person>& people, const Words& w) {
    ChoicesBody body;
    body.title = w("让终端遇到什么？", "What shall the terminal meet?");
    body.choices = {
        hand(state, people, w),
        {"bench.people", Icon::PersonSearch, w("换一个人的卡", "Another person"),
         fmt::format(fmt::runtime(w("{} 人，点谁插谁的卡", "{} people; a touch inserts")), people.size()),
         std::nullopt, true},
        {"bench.line", Icon::LineDown,
         state.line_cut ? w("恢复线路", "Restore the line") : w("切断线路", "Cut the line"),
         w("终端与平台之间", "between terminal and platform"), chip_when(state.line_cut, w), true},
        {"bench.slow", Icon::Hourglass, w("平台回答慢", "Slow answers"), w("每次晚 2 秒", "each 2 s late"),
         chip_when(state.slow, w), true},
        {"bench.refused", Icon::Document, w("平台答错误", "Answers an error"),
         w("每次都答一句话", "a text, every time"), chip_when(state.refused, w), true},
        {"bench.mute", Icon::Close, w("卡读不出", "Unreadable card"), w("下次插卡时", "when next inserted"),
         chip_when(state.mute, w), true},
        {"bench.pulled", Icon::TakeCard, w("读一半就拔", "Pulled while read"),
         w("两条指令以后", "after two commands"), chip_when(state.pulled_out, w), true},
        {"bench.clear", Icon::Check, w("全部复原", "All well again"),
         w("线路接通，故障清除", "line up, no faults"), std::nullopt, state.broken()},
    };
    for (Choice& one : body.choices) {
        if (one.chip) one.hint = {};  // in its place, so that nothing moves
    }
    return body;
}

// What makes this person worth choosing: the words of her file's name, in Chinese where they are known, and
// which card she has.
std::string about(const Person& person, const Words& w) {
    struct Known {
        std::string_view part;
        const char* zh;
    };
    static constexpr Known known[] = {
        {"resident", "居民"},   {"employee", "职工"},       {"two-relations", "两份参保"},
        {"paused", "参保暂停"}, {"no-insurance", "未参保"}, {"many-filings", "备案多"},
        {"rare", "生僻字"},     {"no-balance", "没有余额"}, {"long-name", "长名字"},
        {"student", "学生"},    {"split-name", "长名字"},
    };
    std::string words = person.slug.substr(std::min(person.slug.find('-') + 1, person.slug.size()));
    for (const Known& one : known) {
        if (w.chinese && words.rfind(one.part, 0) == 0) {
            words = one.zh;
            break;
        }
    }
    std::replace(words.begin(), words.end(), '-', ' ');
    if (person.version == "2.00") return words;  // as most have
    return words + " · " + (person.version.empty() ? w("旧卡", "old card") : person.version);
}

ChoicesBody list(const State& state, const std::vector<Person>& people, const Words& w) {
    ChoicesBody body;
    body.title = w("插谁的卡？", "Whose card?");
    body.shape = ChoicesBody::Shape::Rows;
    for (std::size_t i = 0; i < people.size(); ++i) {
        Choice choice;
        choice.id = "people." + std::to_string(i);
        choice.title = people[i].name;
        const bool here = state.inserted && i == state.person;
        choice.chip = here ? Chip{w("在读卡器里", "in the reader"), Tone::Good, Icon::Check}
                           : Chip{about(people[i], w), Tone::Plain, Icon::Card};
        body.choices.push_back(std::move(choice));
    }
    return body;
}

}  // namespace

Page page_of(const State& state, const std::vector<Person>& people) {
    const Words w{state.chinese};
    Page page;
    page.id = state.choosing ? "people" : "bench";
    page.language = w("zh-CN", "en");
    page.header.point = w("演示工作台", "Demo workbench");
    page.header.service = w("操作旁边的终端", "for the terminal beside it");
    page.banner = status(state, people, w);
    page.body = state.choosing ? list(state, people, w) : tools(state, people, w);
    if (state.choosing) page.bar.push_back({"bar.back", w("返回", "Back"), Icon::Back});
    page.bar.push_back({"bar.language", w("English", "中文"), Icon::Language});
    page.bar.push_back({"bar.quit", w("结束演示", "End the demo"), Icon::Close});
    page.more = w("往下看", "Read on");
    page.top = w("回到开头", "Back to the top");
    return page;
}

}  // namespace circle::workbench
