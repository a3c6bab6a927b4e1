// What the items send, against the region profile that checks it before it leaves: both are data, written
// apart.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "kiosk/catalogue/plan.h"
#include "kiosk/ground/utf8.h"
#include "kiosk/relay/profile.h"
#include "tests/unit/catalogue/demo_catalogue.h"

using namespace circle;
using catalogue::Source;

namespace {

const relay::Profile& profile() {
    static const relay::Profile read =
        relay::load_profile((test::assets() / "regions/hunan-csb.toml").string()).value();
    return read;
}

std::size_t characters_of(const std::string& text) { return characters(text).value().size(); }

// Every text that this column may come to hold, as far as the files alone decide it.
std::vector<std::string> texts_of(const catalogue::Form& form, const Source& from) {
    std::vector<std::string> texts;
    const auto* field = form.find(from.name);
    if (from.from == Source::From::Fixed) texts.push_back(from.name);
    if (field == nullptr) return texts;
    for (const auto& option : field->options) {
        if (from.from == Source::From::Answer) texts.push_back(option.value);
        if (from.from == Source::From::Words) texts.push_back(option.words.zh);
        const auto also = option.also.find(from.key);
        if (from.from == Source::From::Also && also != option.also.end()) texts.push_back(also->second);
    }
    const bool text = from.from == Source::From::Words && field->kind == catalogue::FieldKind::Commitment;
    if (text) texts.push_back(catalogue::answer_words(*field, catalogue::agreed, {}).zh);
    if (from.from == Source::From::Answer && field->kind == catalogue::FieldKind::Digits)
        texts.emplace_back(field->most, '0');
    return texts;
}

}  // namespace

TEST_CASE("every column that an item sends stands in the profile's row, and fits it") {
    for (const auto& item : test::demo_catalogue().items) {
        if (!item.sheet) continue;
        CAPTURE(item.id);
        const auto* row = profile().transaction(item.sheet->send.transaction);
        REQUIRE(row != nullptr);
        CHECK(row->node == item.sheet->send.node);
        for (const auto& column : item.sheet->send.columns) {
            CAPTURE(column.name);
            const auto* field = row->field(column.name);
            REQUIRE(field != nullptr);
            for (const auto& text : texts_of(*item.sheet, column.from)) {
                CAPTURE(text);
                if (field->length) CHECK(characters_of(text) <= *field->length);
                if (!field->codes.empty()) CHECK(profile().word(field->codes, text, "zh"));
            }
        }
    }
}

TEST_CASE("every column that the profile's row must have is sent, and is required of the form") {
    for (const auto& item : test::demo_catalogue().items) {
        if (!item.sheet) continue;
        CAPTURE(item.id);
        const auto& columns = item.sheet->send.columns;
        for (const auto& field : profile().transaction(item.sheet->send.transaction)->fields) {
            if (!field.mandatory) continue;
            CAPTURE(field.name);
            const auto sent = std::find_if(columns.begin(), columns.end(), [&](const catalogue::Column& one) {
                return one.name == field.name;
            });
            REQUIRE(sent != columns.end());
            CHECK(sent->required);
        }
    }
}

TEST_CASE("what takes a filing back is what the profile says takes it back") {
    for (const auto& item : test::demo_catalogue().items) {
        if (!item.sheet || !item.sheet->undo) continue;
        CAPTURE(item.id);
        const auto* filing = profile().transaction(item.sheet->send.transaction);
        REQUIRE(filing->settle);
        CHECK(filing->settle->undo == item.sheet->undo->transaction);
        const auto* undo = profile().transaction(item.sheet->undo->transaction);
        REQUIRE(undo != nullptr);
        CHECK(undo->field(filing->settle->handle) != nullptr);
        const auto* memo = undo->field("memo");
        REQUIRE(memo != nullptr);
        CHECK(characters_of(item.sheet->undo->memo) <= *memo->length);
    }
}
