// Setting text: line breaking, foreign bytes, rare characters.
#include <catch2/catch_test_macros.hpp>

#include "screens/stage/context.h"
#include "screens/stage/window.h"
#include "screens/widgets/text.h"

using namespace circle::screens;
using namespace circle::screens::widgets;

namespace {

// A context between two frames of which nobody sees anything.
class Desk {
  public:
    Desk() : files_(FontFiles::map().value()) {
        StageSettings settings;
        settings.allow_headless = true;
        window_ = std::move(stage::Window::open(settings).value());
        context_.emplace(files_, window_->renderer(), 1080, 1920);
        context_->begin();
    }
    ~Desk() { context_->abandon(); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    Desk(Desk&&) = delete;
    Desk& operator=(Desk&&) = delete;

    Paragraph set(const std::string& words, float measure_em, Breaking breaking = Breaking::Anywhere) {
        const TextStyle style{10, false, 1.4F};
        return set_text(context_->fonts(), words, style, 10 * measure_em, 4.0F, breaking);
    }
    Fonts& fonts() { return context_->fonts(); }
    void next_frame() {
        context_->abandon();
        context_->begin();
    }

  private:
    FontFiles files_;
    std::unique_ptr<stage::Window> window_;
    std::optional<stage::Context> context_;
};

std::string words_of(const Line& line) {
    std::string all;
    for (const Run& run : line.runs) all += run.bytes;
    return all;
}

std::vector<std::string> lines_of(const Paragraph& paragraph) {
    std::vector<std::string> lines;
    for (const Line& line : paragraph.lines) lines.push_back(words_of(line));
    return lines;
}

}  // namespace

TEST_CASE("Han breaks anywhere but before closing and after opening punctuation") {
    Desk desk;
    CHECK(lines_of(desk.set("请出示一种凭证马上办", 5.2F)) ==
          std::vector<std::string>{"请出示一种", "凭证马上办"});
    for (float measure = 4.0F; measure < 16; measure += 0.5F) {
        for (const std::string& line :
             lines_of(desk.set("点“政策与公开”查看出处，（或到窗口）。好的！", measure))) {
            INFO(measure << " " << line);
            for (const char* mark : {"，", "。", "”", "）", "！"}) CHECK_FALSE(line.starts_with(mark));
            for (const char* mark : {"“", "（"}) CHECK_FALSE(line.ends_with(mark));
        }
    }
}

TEST_CASE("Latin words stay whole, spaces at a line's end vanish, a newline is a new line") {
    Desk desk;
    CHECK(lines_of(desk.set("Insert your card", 4.8F)) == std::vector<std::string>{"Insert", "your card"});
    CHECK(lines_of(desk.set("一\n二", 9)) == std::vector<std::string>{"一", "二"});
    CHECK(lines_of(desk.set("一\n\n二", 9)) == std::vector<std::string>{"一", "", "二"});
    CHECK(desk.set("", 9).lines.empty());
    const Paragraph cut = desk.set("Incomprehensibilities", 4);
    CHECK(cut.lines.size() > 1);
    CHECK_FALSE(cut.overflows);
    const Paragraph whole = desk.set("Incomprehensibilities", 4, Breaking::WholeWords);
    CHECK(whole.lines.size() == 1);
    CHECK(whole.overflows);
}

TEST_CASE("no line is wider than the measure and nothing is lost") {
    Desk desk;
    const std::string text =
        "网络恢复后，本机自动提交 submit once，不会重复。着急办理，请到人工窗口 123456789012345678901234567890";
    for (float measure = 2; measure < 20; measure += 0.25F) {
        const Paragraph paragraph = desk.set(text, measure);
        std::string all;
        for (const Line& line : paragraph.lines) {
            CHECK(line.width_px <= measure * 40 + 0.5F);
            all += words_of(line);
        }
        std::string expected = text;
        std::erase(expected, ' ');
        std::erase(all, ' ');
        CHECK(all == expected);
    }
}

TEST_CASE("a last line is not left with one character") {
    Desk desk;
    const auto lines = lines_of(desk.set("结果可凭取件码在本站任何一台机器或窗口查询。", 20.2F));
    REQUIRE(lines.size() == 2);
    CHECK(decode(lines.back()).size() >= 3);
}

TEST_CASE("two full-width marks in a row share their empty half") {
    Desk desk;
    const float apart = desk.set("医”", 20).width_mm + desk.set("，医", 20).width_mm;
    CHECK(desk.set("医”，医", 20).width_mm == apart - 5);  // half of an em of 10 mm
    CHECK(lines_of(desk.set("医”，医", 20)) == std::vector<std::string>{"医”，医"});
}

TEST_CASE("foreign bytes become text or U+FFFD, controls and direction marks vanish") {
    CHECK(decode("a\xFF"
                 "b") ==
          U"a\xFFFD"
          U"b");
    CHECK(decode("\xC0\xAF") == U"\xFFFD\xFFFD");            // overlong
    CHECK(decode("\xED\xA0\x80") == U"\xFFFD\xFFFD\xFFFD");  // surrogate
    CHECK(decode("\xF4\x90\x80\x80").find(U'\xFFFD') == 0);
    CHECK(decode("\xE5\xBC") == U"\xFFFD\xFFFD");  // cut
    CHECK(decode("a\x01\x1B[0m\xE2\x80\xAE"
                 "b\xEF\xBB\xBF") == U"a[0mb");
    CHECK(decode("一\n二") == U"一\n二");
    CHECK(decode("葛󠄀") == U"葛");  // variation selector
}

TEST_CASE("rare characters come from the fonts that have them, opened only then") {
    Desk desk;
    CHECK_FALSE(desk.fonts().rare_open());
    CHECK(desk.fonts().face_of(U'张', true) == Face::Bold);
    for (const char32_t c : {U'䶮', U'㛃', U'𠅤', U'𬴊'}) {
        INFO(static_cast<unsigned>(c));
        CHECK(desk.fonts().face_of(c, false) == Face::Regular);
    }
    CHECK_FALSE(desk.fonts().rare_open());
    CHECK(desk.fonts().face_of(U'𱅒', false) == Face::RarestExtension);
    CHECK(desk.fonts().face_of(U'\x2A6D0', true) == Face::Rare);  // Ext B, not in Noto
    CHECK(desk.fonts().rare_open());
}

TEST_CASE("a character has the width of its size, whatever the atlas threw out before") {
    // As a visit goes on: a size is used once; then page after page brings new characters, first of the title
    // and last of the text. When the atlas is full, the forgotten size goes and those after it move into its
    // place: the title's is then where the text's was, the one for which FreeType stands set up (see
    // fonts.cpp).
    Desk desk;
    constexpr float forgotten = 30, text = 40, title = 80;
    desk.fonts().advance(Face::Regular, U'一', forgotten);
    desk.fonts().advance(Face::Regular, U'一', text);
    char32_t unseen = 0x4E01;
    for (int page = 0; page < 30; ++page) {
        desk.next_frame();
        INFO("page " << page);
        CHECK(desk.fonts().advance(Face::Regular, unseen++, title) == title);
        for (int i = 0; i < 20; ++i) CHECK(desk.fonts().advance(Face::Regular, unseen++, text) == text);
    }
}

TEST_CASE("a character that no font has is its code point in a box, never a question mark") {
    Desk desk;
    const Paragraph paragraph = desk.set("王\U0003FFFD", 20);
    REQUIRE(paragraph.lines.size() == 1);
    const auto& runs = paragraph.lines.front().runs;
    REQUIRE(runs.size() == 2);
    CHECK(runs.back().face == Face::None);
    CHECK(runs.back().bytes == "U+3FFFD");
    CHECK(runs.back().width_px > runs.front().width_px);
}
