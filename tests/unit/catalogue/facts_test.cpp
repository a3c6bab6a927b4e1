// What the catalogue says about the items, against reference service-items.md and service-items-2.md.
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/catalogue/demo_catalogue.h"

namespace circle::catalogue {
namespace {

const Item& item(const std::string& id) {
    const Item* found = test::demo_catalogue().find(id);
    REQUIRE(found != nullptr);
    return *found;
}

std::size_t characters(const std::string& utf8) {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void each_part(const Item& of, const std::function<void(const char*, const Part&)>& use) {
    use("object", of.object);
    use("name", of.name);
    use("code.national", of.code.national);
    use("code.hunan", of.code.hunan);
    use("code.chenzhou", of.code.chenzhou);
    use("limit", of.limit.text);
    use("standard", of.standard);
    use("window", of.channels.window);
    use("online", of.channels.online);
    use("mobile", of.channels.mobile);
    use("phone", of.channels.phone);
    use("self_service", of.channels.self_service);
    use("form", of.form);
    use("place", of.place);
    use("basis", of.basis);
    for (const Remark& remark : of.remarks) use("remark", remark.text);
    for (const Material& material : of.materials.list) use("material", material.paper);
}

}  // namespace

TEST_CASE("manual reimbursement: at most 25 working days since 26 May 2025 (K02)") {
    for (const char* id : {"I18", "I19"}) {
        INFO(id);
        const Limit& limit = item(id).limit;
        CHECK(limit.text.known);
        CHECK(limit.working_days == 25);
        CHECK(limit.text.zh.find("不超过25个工作日") != std::string::npos);
        CHECK(limit.text.zh.find("2025年5月26日") != std::string::npos);
        CHECK(limit.text.source == "HN-28");
        CHECK(limit.text.grade == "B-");
    }
}

TEST_CASE("a deadline is counted for reimbursement alone; no other limit is confirmed here") {
    for (const Item& each : test::demo_catalogue().items) {
        INFO(each.id);
        CHECK(each.limit.working_days.has_value() == (each.id == "I18" || each.id == "I19"));
    }
}

TEST_CASE("one code of the national series is known, of Hunan and Chenzhou none") {
    for (const Item& each : test::demo_catalogue().items) {
        INFO(each.id);
        CHECK(each.code.national.known == (each.id == "I06"));
        CHECK_FALSE(each.code.hunan.known);
        CHECK_FALSE(each.code.chenzhou.known);
    }
    CHECK(item("I06").code.national.zh == "002036003001");
    CHECK(item("I06").code.national.grade == "B-");
}

TEST_CASE("what the reference marks unknown is unknown here (service-items-2 part 7)") {
    for (const char* id : {"I01", "I04", "I10", "I15", "I20", "I21", "I22", "I23"}) {
        INFO(id);
        CHECK_FALSE(item(id).limit.text.known);
    }
    for (const char* id : {"I04", "I05", "I16", "I20", "I22"}) {
        INFO(id);
        CHECK_FALSE(item(id).name.known);
    }
    for (const char* id : {"I05", "I10", "I11", "I19", "I20", "I22"}) {
        INFO(id);
        CHECK_FALSE(item(id).form.known);
    }
    for (const char* id : {"I20", "I22"}) {
        INFO(id);
        CHECK_FALSE(item(id).materials.known);
    }
    CHECK_FALSE(item("I22").steps.known);
}

TEST_CASE("a few facts word for word") {
    CHECK(item("I01").form.zh == "《湖南省职工基本医疗保险参保登记表》");  // K04
    CHECK(item("I13").form.zh == "《湖南省异地就医登记备案表》");          // K05
    CHECK(item("I23").form.zh == "《湖南省城乡居民基本医疗保险参保登记表》");
    CHECK(item("I18").materials.list.size() == 7);
    CHECK(item("I18").materials.list.at(4).condition->zh == "意外伤害，有第三方责任时");
    CHECK(item("I18").object.edition == "2023");                                 // K01
    CHECK(item("I03").limit.text.zh.find("系统自动审核") != std::string::npos);  // K06
    CHECK(item("I15").form.zh == "不用填表");
    CHECK(item("I15").materials.note->zh.find("视同已备案") != std::string::npos);  // LR-19
    CHECK(item("I16").materials.list.empty());
}

TEST_CASE("an unknown part is empty, a known one whole") {
    for (const Item& each : test::demo_catalogue().items) {
        each_part(each, [&](const char* which, const Part& part) {
            INFO(each.id << " " << which);
            if (part.known) {
                CHECK_FALSE(part.zh.empty());
                CHECK_FALSE(part.en.empty());
                CHECK_FALSE(part.source.empty());
                CHECK_FALSE(part.grade.empty());
                CHECK(part.zh.find("未知") == std::string::npos);  // unknown is a status, never a text
                CHECK(part.zh.find("unknown") == std::string::npos);
            } else {
                CHECK(part == Part{});
            }
        });
    }
}

TEST_CASE("what other places do says so in its own words") {
    const auto says = [](const std::string& zh) {
        return zh.find("外省") != std::string::npos || zh.find("外地") != std::string::npos;
    };
    for (const Item& each : test::demo_catalogue().items) {
        each_part(each, [&](const char* which, const Part& part) {
            INFO(each.id << " " << which);
            if (part.analogue && std::string(which) != "material") CHECK(says(part.zh));
        });
        bool borrowed = false;
        for (const Material& material : each.materials.list) borrowed = borrowed || material.paper.analogue;
        INFO(each.id);
        if (borrowed) CHECK((says(each.materials.note->zh)));
        if (each.steps.analogue) CHECK((says(each.steps.note->zh)));
    }
}

TEST_CASE("the query of one's insurance needs a verified identity, the guide to the voucher none") {
    CHECK(item("I07").identity == Identity::Verified);
    CHECK(item("I16").identity == Identity::None);
    for (const Item& each : test::demo_catalogue().items) {
        INFO(each.id);
        CHECK((each.identity == Identity::Verified || each.id == "I16"));
    }
}

TEST_CASE(
    "every item has at least the four channels, known or said to be unknown, and a window or an online way") {
    for (const Item& each : test::demo_catalogue().items) {
        INFO(each.id);
        const Channels& channels = each.channels;
        CHECK((channels.window.known || channels.online.known || channels.mobile.known));
        CHECK(each.standard.known);
        CHECK(each.basis.known == (each.id != "I04"));
    }
}

TEST_CASE("plain names fit a tile and no two items of one point have the same") {
    const Catalogue& catalogue = test::demo_catalogue();
    for (const Kind kind : kinds) {
        std::set<std::string> zh, en;
        for (const Item* each : catalogue.items_for(kind)) {
            INFO(each->id);
            CHECK(characters(each->brief.zh) <= 12);
            CHECK(zh.insert(each->brief.zh).second);
            CHECK(en.insert(each->brief.en).second);
        }
    }
}

TEST_CASE("every initial stands for one Chinese character of the title") {
    for (const Item& each : test::demo_catalogue().items) {
        INFO(each.id);
        std::size_t han = characters(each.title.zh);
        for (const char* mark : {"（", "）", "《", "》"}) {
            for (std::size_t at = each.title.zh.find(mark); at != std::string::npos;
                 at = each.title.zh.find(mark, at + 1)) {
                --han;
            }
        }
        CHECK(each.initials.front().size() == han);
    }
    CHECK(item("I07").initials.front() == "cbrycbxxcx");
    CHECK(item("I13").initials.front() == "ydcqjzryba");
}

TEST_CASE("the header names its edition and does not claim to be official") {
    const Header& header = test::demo_catalogue().header;
    CHECK_FALSE(header.version.empty());
    CHECK(header.date.size() == 10);
    CHECK(header.issuer.zh.find("演示") != std::string::npos);
    CHECK(header.enquiry.known);
    CHECK_FALSE(header.supervision.known);
    CHECK(header.rating.known);
}

}  // namespace circle::catalogue
