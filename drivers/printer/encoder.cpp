#include "drivers/printer/encoder.h"

#include <string_view>

#include "drivers/printer/layout.h"
#include "drivers/printer/raster.h"
#include "drivers/printer/text.h"

namespace circle::drivers::printer {
namespace {

constexpr std::size_t kLongestNativeQr = 512;  // keeps pL pH from ever being 10 04
constexpr std::uint8_t kFeedToTear = 5;        // lines, where there is no cutter

class Encoder {
  public:
    explicit Encoder(const Abilities& abilities) : abilities_(abilities) {}

    void begin() {
        put({0x1B, 0x40});        // ESC @
        put({0x1C, 0x26, 0x0A});  // FS &, and a line feed: one maker obeys it only from the next line
    }

    void end() {
        if (abilities_.cutter) {
            put({0x1D, 0x56, 0x42, 0x00});  // GS V B 0: feed to the knife, partial cut
        } else {
            put({0x1B, 0x64, kFeedToTear});
        }
        put({0x1B, 0x40});
    }

    void line(const Line& line) {
        if (line.kind == LineKind::Rule) {
            text({.text = std::string(static_cast<std::size_t>(abilities_.columns), '-')});
        } else if (line.kind == LineKind::Qr) {
            qr(line.text);
        } else {
            text(line);
        }
    }

    Bytes take() { return std::move(out_); }

  private:
    struct Style {
        bool bold = false, large = false;
        Align align = Align::Left;
    };

    void put(std::initializer_list<std::uint8_t> bytes) { out_.insert(out_.end(), bytes); }

    void use(const Style& style) {
        if (style.align != style_.align) put({0x1B, 0x61, static_cast<std::uint8_t>(style.align)});
        if (style.bold != style_.bold) put({0x1B, 0x45, static_cast<std::uint8_t>(style.bold ? 1 : 0)});
        if (style.large != style_.large) {  // ANK and Kanji have each their own (devices.md §4.1)
            put({0x1D, 0x21, static_cast<std::uint8_t>(style.large ? 0x11 : 0)});
            put({0x1C, 0x21, static_cast<std::uint8_t>(style.large ? 0x0C : 0)});
        }
        style_ = style;
    }

    void text(const Line& line) {
        const auto gbk = to_gbk(line.text);
        if (!gbk) {
            use({});
            append_raster(out_, draw_line(line, abilities_.dots));
            return;
        }
        if (!gbk->empty()) use({line.bold, line.large, line.align});
        out_.insert(out_.end(), gbk->begin(), gbk->end());
        put({0x0A});
    }

    void qr(std::string_view content) {
        if (abilities_.native_qr && content.size() <= kLongestNativeQr) {
            use({.align = Align::Centre});
            const auto length = content.size() + 3;
            const auto low = static_cast<std::uint8_t>(length & 0xFFU);
            const auto high = static_cast<std::uint8_t>(length >> 8U);
            put({0x1D, 0x28, 0x6B, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00});  // model 2
            put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, 0x06});        // dots of a module
            put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x31});        // error correction M
            put({0x1D, 0x28, 0x6B, low, high, 0x31, 0x50, 0x30});
            for (const char c : content)
                out_.push_back(c >= 0 && c < 0x20 ? ' ' : static_cast<std::uint8_t>(c));
            put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30});
            return;
        }
        use({});
        append_raster(out_, draw_qr(content, abilities_.dots));
    }

    Abilities abilities_;
    Style style_;
    Bytes out_;
};

}  // namespace

Abilities abilities_of_paper(int paper_mm, bool cutter) {
    Abilities a;
    a.cutter = cutter;
    if (paper_mm < 80) {
        a.columns = kColumns58;
        a.dots = 384;
    }
    return a;
}

Bytes encode(const Slip& slip, const Abilities& abilities) {
    Encoder encoder(abilities);
    encoder.begin();
    for (const Line& line : lay_out(slip, abilities.columns)) encoder.line(line);
    encoder.end();
    return encoder.take();
}

Bytes fence(const std::optional<std::array<std::uint8_t, 4>>& id) {
    if (!id) return {0x1D, 0x72, 0x01};
    const auto& d = *id;
    return {0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, d[0], d[1], d[2], d[3]};
}

}  // namespace circle::drivers::printer
