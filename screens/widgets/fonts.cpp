#include "screens/widgets/fonts.h"

#include <fcntl.h>
#include <ft2build.h>
#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>
#include FT_FREETYPE_H
#include FT_SIZES_H

namespace circle::screens::widgets {
namespace {

struct Source {
    const char* path;
    int index;
    const char* package;
    bool needed;
};

// Face 2 of the Noto collection is the Simplified Chinese one; 0 would draw Japanese shapes (feasibility
// §12.4).
constexpr std::array<Source, face_count> sources{{
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2, "fonts-noto-cjk", true},
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2, "fonts-noto-cjk", true},
    {"/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", 0, "fonts-hanazono", false},
    {"/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf", 0, "fonts-babelstone-han", false},
    {"/usr/share/fonts/truetype/materialdesignicons-webfont/materialdesignicons-webfont.ttf", 0,
     "fonts-materialdesignicons-webfont", true},
}};

bool map_file(const Source& source, FontFile& file) {
    const int fd = ::open(source.path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    struct stat info {};
    void* data = MAP_FAILED;
    if (::fstat(fd, &info) == 0 && info.st_size > 0) {
        data = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    }
    ::close(fd);
    if (data == MAP_FAILED) return false;
    // Where the process locks its memory against the swap: a font holds nobody's data, and what is locked could
    // not be given back (madvise(2): EINVAL).
    ::munlock(data, static_cast<std::size_t>(info.st_size));
    file.data = static_cast<std::byte*>(data);
    file.size = static_cast<std::size_t>(info.st_size);
    file.index = source.index;
    return true;
}

bool read_metrics(FT_Library library, FontFile& file) {
    FT_Face face = nullptr;
    const auto* bytes = reinterpret_cast<const FT_Byte*>(file.data);
    if (FT_New_Memory_Face(library, bytes, static_cast<FT_Long>(file.size), file.index, &face) != 0)
        return false;
    const float em = face->units_per_EM > 0 ? static_cast<float>(face->units_per_EM) : 1000.0F;
    file.height_per_em = static_cast<float>(face->ascender - face->descender) / em;
    file.ascent_per_em = static_cast<float>(face->ascender) / em;
    FT_Done_Face(face);
    return file.height_per_em > 0.1F;
}

}  // namespace

tl::expected<FontFiles, std::string> FontFiles::map() {
    FontFiles files;
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return tl::unexpected(std::string("FreeType does not start"));
    std::string fault;
    for (std::size_t i = 0; i < face_count && fault.empty(); ++i) {
        const Source& source = sources[i];
        const bool good = map_file(source, files.files_[i]) && read_metrics(library, files.files_[i]);
        if (!good && source.needed) {
            fault = std::string("font ") + source.path + " cannot be read; install " + source.package;
        }
    }
    FT_Done_FreeType(library);
    if (!fault.empty()) return tl::unexpected(fault);
    return files;
}

FontFiles::~FontFiles() {
    for (const FontFile& file : files_) {
        if (file.data != nullptr) ::munmap(file.data, file.size);
    }
}

FontFiles::FontFiles(FontFiles&& other) noexcept : files_(std::exchange(other.files_, {})) {}

bool FontFiles::holds(const void* address) const {
    const auto* at = static_cast<const std::byte*>(address);
    return std::any_of(files_.begin(), files_.end(), [at](const FontFile& file) {
        return file.data != nullptr && at >= file.data && at < file.data + file.size;
    });
}

void FontFiles::give_back() const {
    for (const FontFile& file : files_) {
        if (file.data != nullptr) ::madvise(file.data, file.size, MADV_DONTNEED);
    }
}

// NOLINTBEGIN(cppcoreguidelines-no-malloc): an allocator is where memory is managed by hand
void* FontFiles::allocate(std::size_t size, void* /*self*/) { return std::malloc(size); }

void FontFiles::release(void* address, void* self) {
    if (!static_cast<const FontFiles*>(self)->holds(address)) std::free(address);
}
// NOLINTEND(cppcoreguidelines-no-malloc)

namespace {

// Dear ImGui's FreeType loader with one mend. It remembers by address for which size of a font FreeType was
// last set up; but a size that is thrown out of the atlas makes the others move in memory, and then a glyph
// comes out in another's size (seen with 1.92.2b: one small character in a title). So the size is set up before
// every glyph; it costs next to nothing. What the loader keeps for a size begins with its FT_Size.
const ImFontLoader& font_loader() {
    static const ImFontLoader loader = [] {
        ImFontLoader mended = *ImGuiFreeType::GetFontLoader();
        mended.FontBakedLoadGlyph = [](ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked,
                                       void* of_size, ImWchar glyph, ImFontGlyph* made, float* advance) {
            FT_Activate_Size(*static_cast<FT_Size*>(of_size));
            return ImGuiFreeType::GetFontLoader()->FontBakedLoadGlyph(atlas, source, baked, of_size, glyph,
                                                                      made, advance);
        };
        return mended;
    }();
    return loader;
}

}  // namespace

Fonts::Fonts(const FontFiles& files) : files_(files) {
    ImGui::GetIO().Fonts->SetFontLoader(&font_loader());
    open(Face::Regular);
    open(Face::Bold);
    open(Face::Icons);
}

ImFont* Fonts::open(Face face) {
    ImFont*& font = fonts_[static_cast<std::size_t>(face)];
    const FontFile& file = files_.file(face);
    if (font != nullptr || file.data == nullptr) return font;
    ImFontConfig config;
    config.FontData = file.data;
    config.FontDataSize = static_cast<int>(file.size);
    config.FontDataOwnedByAtlas = true;  // no copy; FontFiles::release leaves it mapped
    config.FontNo = static_cast<ImU32>(file.index);
    config.SizePixels = 32;
    config.PixelSnapH = true;
    config.OversampleH = 1;
    config.OversampleV = 1;
    font = ImGui::GetIO().Fonts->AddFont(&config);
    return font;
}

Face Fonts::face_of(char32_t character, bool bold) {
    const auto glyph = static_cast<ImWchar>(character);
    const Face usual = bold ? Face::Bold : Face::Regular;
    if (font(usual)->IsGlyphInFont(glyph)) return usual;
    if (character < 0x80) return Face::None;
    for (const Face rare : {Face::Rare, Face::RarestExtension}) {
        ImFont* opened = open(rare);
        if (opened != nullptr && opened->IsGlyphInFont(glyph)) return rare;
    }
    return Face::None;
}

float Fonts::size(Face face, float em_px) const {
    return std::ceil(em_px * files_.file(face).height_per_em - 0.01F);
}

float Fonts::advance(Face face, char32_t character, float em_px) const {
    ImFontBaked* baked = font(face)->GetFontBaked(size(face, em_px));
    return baked == nullptr ? em_px : baked->GetCharAdvance(static_cast<ImWchar>(character));
}

float Fonts::ascent_px(Face face, float em_px) const {
    ImFontBaked* baked = font(face)->GetFontBaked(size(face, em_px));
    return baked == nullptr ? em_px : baked->Ascent;
}

}  // namespace circle::screens::widgets
