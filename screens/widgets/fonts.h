// Font files, mapped once, and the fonts of one Dear ImGui context made from them.
//
// The files are handed to Dear ImGui without a copy (it would otherwise duplicate 19 MB a weight): it is told
// that it owns the bytes, and its free function leaves mapped addresses alone. Rare fonts are opened only when
// a page holds a character that the fonts before lack; they go with the context at renew().
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <tl/expected.hpp>

struct ImFont;

namespace circle::screens::widgets {

// In the order in which they are asked for a character (feasibility §2e); Icons stand apart.
enum class Face { Regular, Bold, Rare, RarestExtension, Icons, None };
inline constexpr std::size_t face_count = 5;

struct FontFile {
    std::byte* data = nullptr;  // mapped read-only; not const because Dear ImGui takes it so
    std::size_t size = 0;
    int index = 0;               // face within a collection
    float height_per_em = 1.0F;  // ascender − descender; Dear ImGui sizes fonts by it
    float ascent_per_em = 0.88F;
};

// Mapped for the life of a stage. Also the allocator's memory of which addresses are not heap.
class FontFiles {
  public:
    // The error names the missing file and the package that brings it. Rare fonts may be missing.
    static tl::expected<FontFiles, std::string> map();
    ~FontFiles();
    FontFiles(FontFiles&& other) noexcept;
    FontFiles(const FontFiles&) = delete;
    FontFiles& operator=(const FontFiles&) = delete;
    FontFiles& operator=(FontFiles&&) = delete;

    const FontFile& file(Face face) const { return files_[static_cast<std::size_t>(face)]; }
    bool holds(const void* address) const;
    // Gives the files' pages back to the system, some 10 MB after a few pages of text; what is drawn next
    // fetches its own again.
    void give_back() const;

    // Dear ImGui's allocator with this object as user data.
    static void* allocate(std::size_t size, void* self);
    static void release(void* address, void* self);

  private:
    FontFiles() = default;
    std::array<FontFile, face_count> files_;
};

class Fonts {
  public:
    // Adds the usual faces to the current context's atlas, whose renderer must already be set up.
    explicit Fonts(const FontFiles& files);

    // The face that draws a character; None when no font has it. May open a rare font.
    Face face_of(char32_t character, bool bold);
    ImFont* font(Face face) const { return fonts_[static_cast<std::size_t>(face)]; }
    // Dear ImGui's size (whole pixels) at which one em of the face is at least `em_px` high.
    float size(Face face, float em_px) const;
    float advance(Face face, char32_t character, float em_px) const;
    float ascent_px(Face face, float em_px) const;  // what Dear ImGui puts above the baseline at that size
    float ascent_per_em(Face face) const { return files_.file(face).ascent_per_em; }
    bool rare_open() const { return font(Face::Rare) != nullptr || font(Face::RarestExtension) != nullptr; }

  private:
    ImFont* open(Face face);

    const FontFiles& files_;
    std::array<ImFont*, face_count> fonts_{};
};

}  // namespace circle::screens::widgets
