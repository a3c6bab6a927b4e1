// What goes out to the printer, byte for byte as devices.md §4.1 has it.
#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/encoder.h"
#include "drivers/printer/raster.h"

using namespace circle::drivers::printer;

namespace {

const Abilities k80 = abilities_of_paper(80, true);
const Bytes kBegin{0x1B, 0x40, 0x1C, 0x26, 0x0A};

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes out;
    for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
}

}  // namespace

TEST_CASE("a plain slip: init, Kanji on, text in GBK, cut, reset") {
    // 张三 is D5C5 C8FD.
    CHECK(encode({{Words{.text = "张三 1"}}}, k80) ==
          joined({kBegin, {0xD5, 0xC5, 0xC8, 0xFD, 0x20, 0x31, 0x0A}, {0x1D, 0x56, 0x42, 0x00}, {0x1B, 0x40}}));
    CHECK(encode({}, abilities_of_paper(58, false)) == joined({kBegin, {0x1B, 0x64, 0x05}, {0x1B, 0x40}}));
}

TEST_CASE("size is set for ANK and for Kanji, and taken back") {
    CHECK(
        encode({{Words{.text = "A", .bold = true, .large = true, .align = Align::Centre}, Words{.text = "B"}}},
               k80) ==
        joined({kBegin,
                {0x1B, 0x61, 0x01, 0x1B, 0x45, 0x01, 0x1D, 0x21, 0x11, 0x1C, 0x21, 0x0C, 0x41, 0x0A},
                {0x1B, 0x61, 0x00, 0x1B, 0x45, 0x00, 0x1D, 0x21, 0x00, 0x1C, 0x21, 0x00, 0x42, 0x0A},
                {0x1D, 0x56, 0x42, 0x00},
                {0x1B, 0x40}}));
}

TEST_CASE("a code of the printer's own: model 2, size, level M, data, print") {
    Abilities able = k80;
    able.native_qr = true;
    CHECK(encode({{Qr{"AB", ""}}}, able) ==
          joined({kBegin,
                  {0x1B, 0x61, 0x01},
                  {0x1D, 0x28, 0x6B, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00},
                  {0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, 0x06},
                  {0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x31},
                  {0x1D, 0x28, 0x6B, 0x05, 0x00, 0x31, 0x50, 0x30, 0x41, 0x42},
                  {0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30},
                  {0x1D, 0x56, 0x42, 0x00},
                  {0x1B, 0x40}}));
}

TEST_CASE("a line outside GBK goes out as one picture of 24 rows, 72 bytes across") {
    const Bytes bytes = encode({{Words{.text = "王\U00020BB7"}}}, k80);
    const Bytes head = joined({kBegin, {0x1D, 0x76, 0x30, 0x00, 0x48, 0x00, 0x18, 0x00}});
    REQUIRE(bytes.size() == head.size() + 72 * 24 + 6);
    CHECK(std::equal(head.begin(), head.end(), bytes.begin()));
}

TEST_CASE("fences") {
    CHECK(fence(std::nullopt) == Bytes{0x1D, 0x72, 0x01});
    CHECK(fence(std::array<std::uint8_t, 4>{0x41, 0x42, 0x43, 0x44}) ==
          Bytes{0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 0x41, 0x42, 0x43, 0x44});
}

TEST_CASE("pictures go out in bands of 256 rows, and never hold a real-time sequence") {
    Bitmap bitmap(48, 300);
    for (std::size_t i = 0; i + 1 < bitmap.dots.size(); i += 2) {
        bitmap.dots[i] = 0x10;
        bitmap.dots[i + 1] = i % 3 == 0 ? 0x04 : (i % 3 == 1 ? 0x05 : 0x14);
    }
    Bytes out;
    append_raster(out, bitmap);
    REQUIRE(out.size() == 8 + 48 * 256 + 8 + 48 * 44);
    CHECK(Bytes(out.begin(), out.begin() + 8) == Bytes{0x1D, 0x76, 0x30, 0x00, 0x30, 0x00, 0x00, 0x01});
    const auto second = out.begin() + 8 + 48 * 256;
    CHECK(Bytes(second, second + 8) == Bytes{0x1D, 0x76, 0x30, 0x00, 0x30, 0x00, 0x2C, 0x00});
    CHECK(holds_real_time(bitmap.dots));
    CHECK(!holds_real_time(out));
}

TEST_CASE("characters of all three fonts, and one that none of them has, leave dots") {
    // Noto; HanaMinB (Ext B); BabelStone Han (Ext G); nothing assigned.
    for (const char* text : {"王", "\U0002A6D6", "\U00030EDD", "\U0003FFFD"}) {
        const Bitmap drawn = draw_line({.text = text}, 576);
        int black = 0;
        for (int y = 0; y < 24; ++y) {
            for (int x = 0; x < 24; ++x) black += drawn.get(x, y) ? 1 : 0;
            for (int x = 26; x < 576; ++x) CHECK(!drawn.get(x, y));
        }
        CHECK(black > 20);
    }
    CHECK(draw_line({.text = "王", .large = true}, 576).rows == 48);
}

TEST_CASE("a code that does not fit the paper leaves no picture") {
    CHECK(draw_qr("https://example.invalid/", 384).rows > 0);
    CHECK(draw_qr(std::string(600, 'x'), 384).rows == 0);
    CHECK(draw_qr("", 384).rows == 0);
}
