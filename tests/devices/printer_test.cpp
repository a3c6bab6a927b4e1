// The slip printer against a virtual one that shares no code with it, on TCP and on a pty: what comes out, and
// what is known of it.
#include <png.h>
#include <zbar.h>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/layout.h"
#include "tests/devices/printer_rig.h"

using namespace circle::drivers;
using namespace circle::drivers::printer;
using rig::PrinterRig;
using On = rig::VirtualPrinter::On;

namespace {

const char* const kCode = "https://example.invalid/c/2026-000123";

Slip slip() {
    return {{Words{.text = "服务圈终端", .bold = true, .large = true, .align = Align::Centre}, Rule{},
             Fact{"事项", "异地长期居住人员备案"}, Fact{"编号", "2026-000123"},
             Words{.text = "备案信息已受理。请保存好这张凭条，凭编号可以在任何一台终端上查询办理结果。"},
             Qr{kCode, "扫码查询"}, Gap{1}, Words{.text = "Keep this slip.", .align = Align::Right}}};
}

std::string without_blanks(std::string_view text) {
    std::string out(text);
    std::erase(out, ' ');
    return out;
}

// Every QR code in a picture.
std::vector<std::string> codes_in(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, path.c_str()) != 0);
    image.format = PNG_FORMAT_GRAY;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
    REQUIRE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) != 0);
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image picture(image.width, image.height, "Y800", pixels.data(), pixels.size());
    scanner.scan(picture);
    std::vector<std::string> found;
    for (auto at = picture.symbol_begin(); at != picture.symbol_end(); ++at) found.push_back(at->get_data());
    return found;
}

unsigned width_of(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, path.c_str()) != 0);
    const unsigned width = image.width;
    png_image_free(&image);
    return width;
}

void expect_whole(const PrinterRig& rig, int columns) {
    REQUIRE(rig.far_end.slips() == 1);
    const std::string text = rig.far_end.text(1);
    INFO(text);
    // Line for line what the layout says, after the line that FS & costs.
    std::string expected = "\n";
    for (const Line& line : lay_out(slip(), columns)) {
        if (line.kind == LineKind::Rule) expected += std::string(static_cast<std::size_t>(columns), '-') + "\n";
        if (line.kind == LineKind::Text) expected += line.text + "\n";
        if (line.kind == LineKind::Qr) {
            std::size_t at = text.find("[raster ");
            REQUIRE(at != std::string::npos);
            while (text.substr(at, 8) == "[raster ") {  // one for each band
                const std::size_t end = text.find('\n', at) + 1;
                expected += text.substr(at, end - at);
                at = end;
            }
        }
    }
    CHECK(text.substr(0, expected.size()) == expected);
    CHECK(codes_in(rig.far_end.picture(1)) == std::vector<std::string>{kCode});
    CHECK(rig.far_end.field("unknown") == "0");
}

}  // namespace

TEST_CASE("a slip comes out whole and is known to be printed, at 80 mm over TCP") {
    PrinterRig rig;
    CHECK(rig.last_state().state == State::Ready);
    CHECK(rig.last_state().paper == Paper::Full);
    const auto printed = rig.print(slip());
    CHECK(printed.certainty == Certainty::Done);
    CHECK(!printed.error);
    expect_whole(rig, kColumns80);
    CHECK(width_of(rig.far_end.picture(1)) == 576 + 32);
    CHECK(rig.printer->health().identity.vendor == "CIRCLE");
    CHECK(rig.printer->health().statistics.completed == 1);
    CHECK(rig.reaches(State::Ready));
}

TEST_CASE("a slip comes out whole at 58 mm, without a cutter, over a serial line") {
    auto settings = PrinterRig::impatient();
    settings.paper_mm = 58;
    settings.cutter = false;
    PrinterRig rig(On::Pty, {"--paper", "58", "--no-cutter"}, {}, settings);
    CHECK(rig.print(slip()).certainty == Certainty::Done);
    expect_whole(rig, kColumns58);
    CHECK(width_of(rig.far_end.picture(1)) == 384 + 32);
}

TEST_CASE("a printer that echoes process ids is asked for them") {
    PrinterRig rig(On::Tcp, {"--maker", "EPSON"});
    CHECK(rig.print(slip()).certainty == Certainty::Done);
    expect_whole(rig, kColumns80);
}

TEST_CASE("a name outside GBK is printed as a picture in its line, everything else as text") {
    PrinterRig rig;
    // U+20BB7 and U+2B5E7 stand in GB18030 only.
    const Slip rare{
        {Fact{"姓名", "王\U00020BB7"}, Fact{"姓名", "李\U0002B5E7"}, Words{.text = "以上信息已核对"}}};
    CHECK(rig.print(rare).certainty == Certainty::Done);
    const std::string text = rig.far_end.text(1);
    CHECK(text.starts_with("\n[raster 576x24]\n[raster 576x24]\n以上信息已核对\n"));
    CHECK(rig.far_end.field("unknown") == "0");
}

TEST_CASE("slips come out in their order, each once, over one connection each") {
    PrinterRig rig;
    std::vector<std::uint64_t> requests;
    for (int i = 1; i <= 5; ++i)
        requests.push_back(rig.submit({{Words{.text = "第" + std::to_string(i) + "张"}}}));
    for (const std::uint64_t request : requests) CHECK(rig.done(request).certainty == Certainty::Done);
    REQUIRE(rig.far_end.slips() == 5);
    for (std::size_t i = 1; i <= 5; ++i)
        CHECK(without_blanks(rig.far_end.text(i)).starts_with("\n第" + std::to_string(i) + "张\n"));
    for (const std::uint64_t request : requests) CHECK(rig.completions(request) == 1);
}

TEST_CASE("another program can print between two slips: the driver holds no connection") {
    PrinterRig rig;
    CHECK(rig.print(slip()).certainty == Certainty::Done);
    auto settings = PrinterRig::impatient();
    settings.wire = rig.far_end.wire();
    std::mutex mutex;
    std::optional<Printed> other;
    const auto second = Printer::start(settings, [&](Event event) {
        const std::lock_guard lock(mutex);
        if (const auto* printed = std::get_if<Printed>(&event)) other = *printed;
    });
    second->submit(1, slip());
    CHECK(rig.wait([&] {
        const std::lock_guard lock(mutex);
        return other.has_value();
    }));
    CHECK(rig.print(slip()).certainty == Certainty::Done);
    CHECK(rig.far_end.slips() == 3);
}
