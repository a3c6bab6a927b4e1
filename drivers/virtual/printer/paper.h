// The paper of the virtual printer: dots, and beside them the text as it was understood. A cut gives a PNG and
// a text file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace circle::drivers::virtual_printer {

enum class Align { Left, Centre, Right };

struct Glyph {
    char32_t code = 0;
    bool kanji = false;  // 24 dots wide, else 12
    int wide = 1, high = 1;
    bool bold = false, underline = false;
};

class Paper {
  public:
    Paper(int dots, std::filesystem::path folder) : dots_(dots), folder_(std::move(folder)) {}

    void put(const Glyph& glyph);  // into the line; a line that is full is fed
    void feed(Align align);        // prints the line
    void feed_lines(int count);
    void picture(const std::vector<std::uint8_t>& rows, int bytes_across, int count, Align align, int wide,
                 int high);
    bool qr(const std::string& text, int module, char level, Align align);
    bool line_is_empty() const { return line_.empty(); }
    void forget_line() { line_.clear(); }

    bool cut();  // false: the files cannot be written
    int cuts() const { return cuts_; }
    int rows() const { return dots_ == 0 ? 0 : static_cast<int>(ink_.size()) / dots_; }

  private:
    int line_width() const;
    int add_rows(int count);  // the first of them
    void ink(int x, int y);
    void draw(const Glyph& glyph, int x, int bottom);

    int dots_;
    std::filesystem::path folder_;
    std::vector<Glyph> line_;
    Align line_align_ = Align::Left;
    std::vector<std::uint8_t> ink_;  // a byte a dot
    std::string text_;
    int cuts_ = 0;
};

}  // namespace circle::drivers::virtual_printer
