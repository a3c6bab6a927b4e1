// What a printer says, told apart byte by byte (devices.md §4.2). The stream is hostile: answers of other
// questions, ASB nobody asked for, XON and XOFF anywhere, noise. Nothing grows: at most kLongestText bytes are
// held.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace circle::drivers::printer {

struct RealTime {  // an answer to DLE EOT n, 0xx1xx10; which n, only the order says
    std::uint8_t bits = 0;
    bool operator==(const RealTime&) const = default;
};
struct AutoStatus {  // four bytes of ASB, or of what GS a asked for
    std::array<std::uint8_t, 4> bytes{};
    bool operator==(const AutoStatus&) const = default;
};
struct Queued {  // an answer to GS r 1, 0xx0xxxx outside a group of ASB
    std::uint8_t bits = 0;
    bool operator==(const Queued&) const = default;
};
struct ProcessId {  // GS ( H: 37 22 d1 d2 d3 d4 00
    std::array<std::uint8_t, 4> id{};
    bool operator==(const ProcessId&) const = default;
};
struct Text {  // GS I: 5F text 00
    std::string text;
    bool operator==(const Text&) const = default;
};
using Token = std::variant<RealTime, AutoStatus, Queued, ProcessId, Text>;

class StatusParser {
  public:
    static constexpr std::size_t kLongestText = 80;

    std::optional<Token> take(std::uint8_t byte);
    bool stopped() const { return stopped_; }  // XOFF came, and no XON since
    void restart();                            // forget what is half there, and XOFF

  private:
    enum class In { Nothing, Group, Id, Text };

    std::optional<Token> begin(std::uint8_t byte);
    std::optional<Token> in_group(std::uint8_t byte);
    std::optional<Token> in_id(std::uint8_t byte);
    std::optional<Token> in_text(std::uint8_t byte);

    In in_ = In::Nothing;
    bool stopped_ = false;
    std::size_t held_ = 0;
    std::array<std::uint8_t, 5> bytes_{};
    std::string text_;
};

// What several answers say together.
struct Condition {
    bool cover_open = false, paper_out = false, paper_low = false;
    bool cutter = false, broken = false, error = false, offline = false;
    bool odd = false;  // bits that fit none of the answers that were due: out of step, or not ours
    bool operator==(const Condition&) const = default;
    // Nothing stands against printing, and nothing is left in doubt.
    bool clean() const { return !(cover_open || paper_out || cutter || broken || error || offline || odd); }
};

// The answers to DLE EOT 1, 2, 3, 4 in this order. An answer that belongs to another question (devices.md §4.4:
// stale) is never taken for a clean one.
Condition read_real_time(const std::array<std::uint8_t, 4>& answers);
Condition read_auto(const std::array<std::uint8_t, 4>& group);

}  // namespace circle::drivers::printer
