// What the pages say: words in both languages, numbers masked, unknown said as unknown, personal words marked.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <functional>
#include <set>
#include <string>
#include <variant>

#include "kiosk/catalogue/loader.h"
#include "kiosk/view/compose.h"

using namespace circle;
namespace sv = screens::view;
using visit::Place;

namespace {

std::string root() {
    const char* folder = std::getenv("CIRCLE_ROOT");
    return folder == nullptr ? "." : folder;
}

struct Pages {
    catalogue::Catalogue catalogue = catalogue::load(root() + "/assets/catalogue").value().catalogue;
    relay::Profile profile = relay::load_profile(root() + "/assets/regions/hunan-csb.toml").value();
    Areas areas = Areas::load(root() + "/assets/places/divisions.csv").value();
    view::Site site{.name = "龙潭街道医疗保障服务站"};
    visit::Rules rules;
    Stamp now{100'000, 1'795'312'800'000};  // Sunday 2026-11-22, 10:00 in Shanghai
    visit::State state;
    Texts chinese;

    Pages() {
        for (const auto* item : catalogue.items_for(catalogue::Kind::Township)) {
            rules.offers.push_back({.id = item->id,
                                    .groups = item->groups,
                                    .opens_query = item->opens == catalogue::Opens::Insurance});
        }
        state.language = "zh-CN";
        state.visit = std::make_unique<visit::Visit>();
    }

    sv::Page at(Place place, std::string subject = {}) {
        state.at = {place, std::move(subject), 0};
        const view::Scene scene{catalogue, catalogue::Kind::Township, profile, areas, site, rules};
        return view::compose(state, now, scene, chinese);
    }

    void known() const {
        identity::Person person;
        person.number = "4310210001";
        person.id_number = "431021195806040025";
        person.name = "张𬴊英";
        person.sex = "2";
        person.strength = identity::Strength::Verified;
        person.insurances = {{.kind = "390", .status = "1", .area = "431021"},
                             {.kind = "777", .status = "4", .area = "999999", .balance_fen = 128640}};
        state.visit->person = std::move(person);
    }
};

const sv::Fact* fact_of(const sv::Page& page, std::string_view id) {
    for (const auto& card : std::get<sv::SheetBody>(page.body).cards) {
        for (const auto& fact : card.facts) {
            if (fact.id == id) return &fact;
        }
    }
    return nullptr;
}

std::string all_words(const sv::Page& page) {
    std::string words;
    const auto add = [&](const sv::Text& text) { words += text.words + "\n"; };
    std::visit([&](const auto& body) { add(body.title); }, page.body);
    if (const auto* sheet = std::get_if<sv::SheetBody>(&page.body)) {
        for (const auto& card : sheet->cards) {
            add(card.title);
            for (const auto& line : card.lines) add(line);
            for (const auto& fact : card.facts) add(fact.label), add(fact.value);
        }
    }
    return words;
}

}  // namespace

TEST_CASE("the query page masks the number, keeps the rare name, and marks both as personal") {
    Pages pages;
    pages.known();
    const auto page = pages.at(Place::Query);
    const auto& cards = std::get<sv::SheetBody>(page.body).cards;
    CHECK(cards.front().title.words == "张𬴊英");
    CHECK(cards.front().title.personal);
    const auto* number = fact_of(page, "query.number");
    REQUIRE(number);
    CHECK(number->value.words == "431*************25");
    CHECK(number->value.personal);
    CHECK(all_words(page).find("19580604") == std::string::npos);
}

TEST_CASE("what the platform did not send, or sent as an unknown code, is said and not guessed") {
    Pages pages;
    pages.known();
    const auto page = pages.at(Place::Query);
    CHECK(fact_of(page, "query.insurance.0.area")->value.words == "郴州市 桂阳县");
    CHECK(fact_of(page, "query.insurance.0.balance")->value.words == "平台未返回");
    CHECK(fact_of(page, "query.insurance.1.balance")->value.words == "1,286.40 元");
    CHECK(fact_of(page, "query.insurance.1.area")->value.words == "代码 999999（没有对应的名称）");
    CHECK(std::get<sv::SheetBody>(page.body).cards[2].title.words == "代码 777（没有对应的名称）");
}

TEST_CASE("filings carry their state by date; failed questions offer to ask again") {
    Pages pages;
    pages.known();
    visit::Asked filings{.id = 1, .transaction = "5304", .waiting = false, .reply = Reply{}};
    filings.reply->nodes["refmedin"] = {
        {{"reflin_medins_name", "甲"}, {"begndate", "2026-01-01 00:00:00"}, {"enddate", "2026-11-21"}},
        {{"reflin_medins_name", "乙"}, {"begndate", "2026-11-22"}, {"enddate", "2026-11-22 23:59:59"}},
        {{"reflin_medins_name", "丙"}, {"begndate", "2026-11-23"}},
        {{"reflin_medins_name", "丁"}}};
    visit::Asked failed{.id = 2, .transaction = "5301", .waiting = false};
    failed.failure = relay::Failure{relay::FailureKind::TimedOut, "timeout", "foreign words"};
    pages.state.visit->questions = {filings, failed};
    const auto page = pages.at(Place::Query);
    CHECK(fact_of(page, "query.filing.5304.0")->chip->label.words == "已结束");
    CHECK(fact_of(page, "query.filing.5304.1")->chip->label.words == "有效");
    CHECK(fact_of(page, "query.filing.5304.2")->chip->label.words == "未开始");
    CHECK_FALSE(fact_of(page, "query.filing.5304.3")->chip);
    CHECK(std::get<sv::SheetBody>(page.body).cards.back().action->id == "query.again");
    CHECK(all_words(page).find("foreign") == std::string::npos);
}

TEST_CASE("entitlement is the platform's flag, and nothing else") {
    Pages pages;
    pages.known();
    const auto chip = [&](const char* flag) {
        visit::Asked asked{.id = 1, .transaction = "2001", .about = "11", .waiting = false, .reply = Reply{}};
        asked.reply->nodes["trtinfo"] = {{{"trt_enjymnt_flag", flag}, {"trt_chk_rslt", "原因"}}};
        pages.state.visit->questions = {asked};
        return fact_of(pages.at(Place::Query), "query.entitlement.11")->chip->label.words;
    };
    CHECK(chip("1") == "可享受");
    CHECK(chip("0") == "现在不能享受");
    CHECK(chip("9") == "平台未返回");
}

TEST_CASE("a guide says unknown where nothing is published") {
    Pages pages;
    const auto page = pages.at(Place::Guide, "I01");
    CHECK(fact_of(page, "guide.code.chenzhou")->value.words == "未公布");
    for (const auto& card : std::get<sv::SheetBody>(page.body).cards) {
        if (card.id == "guide.limit") CHECK(card.chip->label.words == "未公布");
    }
    const auto nothing = pages.at(Place::Guide, "I99");
    CHECK(std::holds_alternative<sv::MomentBody>(nothing.body));
}

TEST_CASE("the home page greets by a masked name and opens her insurance in one touch") {
    Pages pages;
    pages.known();
    const auto home = std::get<sv::ChoicesBody>(pages.at(Place::Home).body);
    CHECK(home.title.words == "您好，张*英\n今天办什么？");
    CHECK(home.title.personal);
    CHECK(home.choices.size() <= 8);
    std::set<std::string> items;
    for (const auto& choice : home.choices) items.insert(choice.id);
    CHECK(items.contains("home.item.I07"));
    for (const auto& choice : home.list) CHECK(items.insert(choice.id).second);
    std::erase_if(items, [](const std::string& id) { return !id.starts_with("home.item."); });
    CHECK(items.size() == 16);  // what a township offers, each in one touch

    pages.state.visit->person->strength = identity::Strength::Shown;
    const auto shown = std::get<sv::ChoicesBody>(pages.at(Place::Home).body);
    CHECK(shown.title.words.find("张") == std::string::npos);  // anybody can write another's number on a card
}

TEST_CASE("lists are cut into pages and every item of the point is on one of them") {
    for (const auto density : {sv::Density::Standard, sv::Density::Elder}) {
        Pages pages;
        pages.state.density = density;
        std::set<std::string> seen;
        for (int number = 0; number < 4; ++number) {
            pages.at(Place::Group, "all");
            pages.state.at.page = number;
            const view::Scene scene{pages.catalogue, catalogue::Kind::Township,
                                    pages.profile,   pages.areas,
                                    pages.site,      pages.rules};
            const auto page = view::compose(pages.state, pages.now, scene, pages.chinese);
            const auto& body = std::get<sv::ChoicesBody>(page.body);
            CHECK(body.choices.size() <= (density == sv::Density::Elder ? 6u : 8u));
            for (const auto& choice : body.choices) seen.insert(choice.id);
        }
        CHECK(seen.size() == 16);
    }
}

TEST_CASE("the banner tells what still works, and only while the line is down") {
    Pages pages;
    CHECK_FALSE(pages.at(Place::Home).banner);
    pages.state.line = {.known = true, .up = false};
    CHECK(pages.at(Place::Home).banner->title.words == "网络暂时中断");
    pages.state.line = {.known = true, .up = true, .signed_in = false};
    CHECK(pages.at(Place::Home).banner);
    pages.state.line.signed_in = true;
    CHECK_FALSE(pages.at(Place::Home).banner);
}

TEST_CASE("every place has a page with words, and node ids are unique on it") {
    for (int i = 0; i <= static_cast<int>(Place::Farewell); ++i) {
        for (const bool card_in : {false, true}) {
            Pages pages;
            pages.known();
            pages.state.card.inside = card_in ? 1 : 0;
            pages.state.card.reader = drivers::State::Ready;
            pages.state.visit->trouble =
                visit::Trouble{visit::Trouble::From::Card, "media_mute", "请重新插卡", "平台的话", true};
            const auto page =
                pages.at(static_cast<Place>(i), static_cast<Place>(i) == Place::Guide ? "I13" : "all");
            INFO(page.id);
            CHECK_FALSE(all_words(page).empty());
            std::multiset<std::string> ids;
            for (const auto& button : page.bar) ids.insert(button.id);
            const auto add = [&](const std::optional<sv::Button>& button) {
                if (button) ids.insert(button->id);
            };
            if (const auto* sheet = std::get_if<sv::SheetBody>(&page.body))
                add(sheet->primary), add(sheet->secondary);
            if (const auto* moment = std::get_if<sv::MomentBody>(&page.body)) {
                add(moment->primary), add(moment->secondary);
                for (const auto& button : moment->alternatives) ids.insert(button.id);
            }
            for (const auto& id : ids) CHECK(ids.count(id) == 1);
        }
    }
}

TEST_CASE("times are words of the language") {
    Pages pages;
    auto page = pages.at(Place::Idle);
    CHECK(page.header.time.words == "上午 10:00");
    CHECK(page.header.date.words == "11月22日 星期日");
    pages.site.hours = *settings::OpeningHours::parse("1-5 08:30-12:00,13:30-17:00");
    page = pages.at(Place::Closed);
    CHECK(std::get<sv::IdleBody>(page.body).lead.words == "下次开放：明天 08:30");
    CHECK(std::get<sv::IdleBody>(page.body).notice->body.words ==
          "星期一至星期五  08:30–12:00  13:30–17:00\n星期六至星期日  休息");
}
