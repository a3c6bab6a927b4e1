// Words in the language of the visit. The source text is Chinese and is its own key, so Chinese needs no file
// and can never be missing; other languages are gettext catalogues (.mo) made by msgfmt from assets/texts.
//
// We read the .mo file ourselves because libintl keeps one language per process and looks it up in the
// environment, while a visit changes its language at a touch and pure rooms may not reach outside.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace circle {

class Texts {
  public:
    Texts() = default;  // Chinese: every key is its own text

    // A .mo file of at most 4 MiB. The error text names what is wrong with it.
    static tl::expected<Texts, std::string> load(const std::string& path);
    static tl::expected<Texts, std::string> parse(std::string_view mo_bytes);

    // The translation, or the key itself when there is none.
    std::string operator()(std::string_view key) const;

    bool chinese() const { return table_.empty(); }

  private:
    std::map<std::string, std::string, std::less<>> table_;
};

// Replaces "{name}" by its value, once: braces inside a value stay as they are, and so do unknown names.
std::string fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string>> values);

}  // namespace circle
