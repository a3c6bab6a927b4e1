// What a field of an event may hold. The types are closed: none can be made from free text, so that no line of
// the log can carry a name, an ID number or a card number (reference anchors.md §8 row 17; the property test is
// tests/unit/events/privacy_test.cpp). Text that a type refuses is replaced by the word "refused", never passed
// on.
//
// All are plain values; all functions are pure.
#pragma once

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace circle::events {

// Characters kept in place, so that a record is one allocation and holds nothing that a longer text left
// behind.
template <std::size_t Size>
class Word {
  public:
    constexpr std::string_view text() const { return {letters_.data(), length_}; }
    bool operator==(const Word&) const = default;

  protected:
    constexpr Word() = default;
    constexpr void assign(std::string_view text) {
        length_ = 0;
        for (const char letter : text)
            if (length_ < Size) letters_[length_++] = letter;
    }

  private:
    std::array<char, Size> letters_{};
    std::size_t length_ = 0;
};

// A word of our own: [a-z0-9_.]{1,40} with at most five digits in all. A card number has six to nine digits and
// capitals, an ID number 17 or 18 digits, a 卡识别码 32 hexadecimal ones.
class Token : public Word<40> {
  public:
    // From a literal; one that is not allowed does not compile.
    template <std::size_t Size>
    consteval Token(
        const char (&literal)[Size]) {  // NOLINT(google-explicit-constructor): literals are the rule
        const std::string_view text(literal, Size - 1);
        if (!allows(text)) throw "not a token";
        assign(text);
    }

    // From the name of a closed enum of ours, a transaction number, a reason of the relay. The empty text is
    // "none". Never hand in anything that came from a card, a person or the platform's free text.
    static Token checked(std::string_view name);

    static constexpr bool allows(std::string_view text) {
        std::size_t digits = 0;
        for (const char letter : text) {
            const bool digit = letter >= '0' && letter <= '9';
            digits += digit ? 1 : 0;
            if (!digit && !(letter >= 'a' && letter <= 'z') && letter != '_' && letter != '.') return false;
        }
        return !text.empty() && text.size() <= 40 && digits <= 5;
    }

  private:
    Token() = default;
};

// A device's raw answer: two to eight hexadecimal digits with or without "0x", or the name of a constant:
// capitals with at least one underscore and no digit ("SCARD_E_NO_SERVICE"). The empty text is "none".
class RawCode : public Word<40> {
  public:
    static RawCode checked(std::string_view raw);
};

// "1.4.0": two to four numbers of at most three digits, eight digits in all.
class Version : public Word<16> {
  public:
    static Version checked(std::string_view version);
};

// A name out of the technician's configuration, never from anywhere else: a reader, a port, a file that we
// install. At most 64 printable ASCII characters; every word with six digits or more becomes "#", everything
// that is not ASCII "?".
class SiteLabel : public Word<64> {
  public:
    static SiteLabel from_configuration(std::string_view label);
};

// An integer between the two bounds that the catalogue says; what lies outside becomes the bound.
template <std::int64_t Lowest, std::int64_t Highest>
class Count {
  public:
    template <std::integral Number>
    requires(!std::same_as<Number, bool> && !std::same_as<Number, char>) constexpr Count(
        Number number) {  // NOLINT(google-explicit-constructor)
        if (std::cmp_less(number, Lowest))
            value_ = Lowest;
        else if (std::cmp_greater(number, Highest))
            value_ = Highest;
        else
            value_ = static_cast<std::int64_t>(number);
    }
    constexpr std::int64_t value() const { return value_; }

  private:
    std::int64_t value_ = Lowest;
};

// The same for a length of time.
template <std::int64_t Lowest, std::int64_t Highest>
class Millis {
  public:
    constexpr Millis(std::chrono::milliseconds length)  // NOLINT(google-explicit-constructor)
        : count_(length.count()) {}
    constexpr std::int64_t value() const { return count_.value(); }

  private:
    Count<Lowest, Highest> count_;
};

// yes or no; not made from a number or a pointer by mistake.
class Flag {
  public:
    template <std::same_as<bool> Truth>
    constexpr Flag(Truth value) : value_(value) {}  // NOLINT(google-explicit-constructor)
    constexpr bool value() const { return value_; }

  private:
    bool value_;
};

// The fields of one event as the inside of a JSON object. Used by the generated code only. Every character that
// reaches it is printable ASCII without quotes and backslashes, so nothing needs escaping.
class Fields {
  public:
    void add(std::string_view name, std::string_view word);
    void add(std::string_view name, std::int64_t number);
    void add_flag(std::string_view name, bool flag);
    std::string take() { return std::move(json_); }

  private:
    void begin(std::string_view name);
    std::string json_;
};

}  // namespace circle::events
