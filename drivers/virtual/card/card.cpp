#include "drivers/virtual/card/card.h"

#include <algorithm>

namespace circle::drivers::virtual_card {
namespace {

Octets status(unsigned sw) {
    return {static_cast<std::uint8_t>(sw >> 8), static_cast<std::uint8_t>(sw & 0xFF)};
}

const Octets kName = from_hex("7378312E73682EC9E7BBE1B1A3D5CF");
const Octets kFci2 = from_hex("6F16840F7378312E73682EC9E7BBE1B1A3D5CFA50388011E");
const Octets kFci3 = from_hex("6F1C840F7378312E73682EC9E7BBE1B1A3D5CFA50988011E9F0C03860103");
const Octets kFciMaster = from_hex("6F15840E315041592E5359532E4444463031A503880101");

}  // namespace

Octets Card::atr() const {
    // vpcd takes any answer for presence, but pcscd's buffer holds 33 bytes: powering up fails as with a dead
    // chip.
    if (faults.mute) return Octets(40, 0x00);
    return files_.atr;
}

void Card::power(bool on) {
    powered_ = on;
    in_environment_ = in_master_ = false;
    file_ = File::None;
    waiting_.clear();
    commands_ = 0;
}

Answer Card::answer(std::span<const std::uint8_t> command) {
    ++commands_;
    Answer out;
    if (faults.pull_after && commands_ > *faults.pull_after) {
        out.leaves = true;
        return out;
    }
    out.after = faults.latency;
    if (faults.stall && faults.stall->first == commands_) out.after += faults.stall->second;
    const auto forced = std::ranges::find(faults.status, commands_, &std::pair<unsigned, std::uint16_t>::first);
    if (forced != faults.status.end()) {
        out.bytes = status(forced->second);
    } else if (faults.blocked) {
        out.bytes = status(0x6A81);
    } else {
        out.bytes = execute(command);
    }
    const bool reading = command.size() > 1 && (command[1] == 0xB2 || command[1] == 0xC0);
    if (faults.truncate && reading && out.bytes.size() > *faults.truncate) out.bytes.resize(*faults.truncate);
    return out;
}

Octets Card::execute(std::span<const std::uint8_t> command) {
    if (command.size() < 4) return status(0x6700);
    if (command[0] != 0x00) return status(0x6E00);
    const std::uint8_t p1 = command[2], p2 = command[3];
    switch (command[1]) {
        case 0xA4: {
            if (command.size() < 5) return status(0x6700);
            const std::size_t length = command[4];
            if (command.size() != 5 + length && command.size() != 6 + length) return status(0x6700);
            if (p2 != 0x00) return status(0x6A86);
            return select(p1, command.subspan(5, length), command.size() == 6 + length);
        }
        case 0xB2:
            return command.size() == 5 ? read(p1, p2, command[4]) : status(0x6700);
        case 0xC0: {
            if (command.size() != 5) return status(0x6700);
            if (waiting_.empty()) return status(0x6F00);
            const std::size_t wanted = command[4] == 0 ? 256 : command[4];
            if (wanted > waiting_.size()) return status(0x6C00 | static_cast<unsigned>(waiting_.size() & 0xFF));
            Octets out(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(wanted));
            waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(wanted));
            const unsigned left = static_cast<unsigned>(std::min<std::size_t>(waiting_.size(), 0xFF));
            const Octets end = status(left == 0 ? 0x9000 : 0x6100 | left);
            out.insert(out.end(), end.begin(), end.end());
            return out;
        }
        default:
            return status(0x6D00);
    }
}

Octets Card::select(std::uint8_t p1, std::span<const std::uint8_t> target, bool with_le) {
    waiting_.clear();
    if (p1 == 0x04) {
        if (faults.foreign || !std::ranges::equal(target, kName)) return status(0x6A82);
        if (faults.select_needs_le && !with_le) return status(0x6700);
        if (faults.master_first && !in_master_) return status(0x6A82);
        in_environment_ = true;
        file_ = File::None;
        return hand_over(files_.third_generation ? kFci3 : kFci2, std::nullopt);
    }
    if (p1 != 0x00 && p1 != 0x02) return status(0x6A86);
    if (target.size() != 2) return status(0x6A80);
    const unsigned id = target[0] * 256U + target[1];
    if (id == 0x3F00 && p1 == 0x00) {
        in_master_ = true;
        in_environment_ = false;
        file_ = File::None;
        return hand_over(kFciMaster, std::nullopt);
    }
    if (!in_environment_) return status(0x6A82);
    if (faults.select_p1 && *faults.select_p1 != p1) return status(0x6A86);
    if (id == 0xEF05) {
        file_ = File::Issuer;
    } else if (id == 0xEF06) {
        file_ = File::Holder;
    } else {
        return status(0x6A82);
    }
    return status(0x9000);
}

Octets Card::read(std::uint8_t p1, std::uint8_t p2, std::uint8_t le) {
    waiting_.clear();
    File file = file_;
    const unsigned short_id = p2 >> 3U;
    if (short_id == 5 && in_environment_) file = File::Issuer;
    if (short_id == 6 && in_environment_) file = File::Holder;
    if (file == File::None) return status(0x6986);
    if (faults.denied || (file == File::Holder && files_.holder_protected)) return status(0x6982);

    std::vector<Octets> records = file == File::Issuer ? files_.issuer : files_.holder;
    if (faults.blank) {
        for (Octets& record : records) std::fill(record.begin() + 2, record.end(), std::uint8_t{0xFF});
    }
    if (faults.garbage) {
        for (Octets& record : records) record = from_hex("7FFE5A01");
    }
    const auto speaks = [this](Dialect dialect) { return !faults.only || *faults.only == dialect; };
    switch (p2 & 0x07) {
        case 0x00: {
            if (!speaks(Dialect::Identifier)) return status(0x6A86);
            const auto found = std::ranges::find_if(records, [p1](const Octets& r) { return r[0] == p1; });
            return found == records.end() ? status(0x6A83) : hand_over(*found, le);
        }
        case 0x04:
            if (!speaks(Dialect::Number)) return status(0x6A86);
            if (p1 == 0 || p1 > records.size()) return status(0x6A83);
            return hand_over(records[p1 - 1U], le);
        case 0x05: {
            if (!speaks(Dialect::All)) return status(0x6A86);
            if (p1 == 0 || p1 > records.size()) return status(0x6A83);
            Octets all;
            for (std::size_t i = p1 - 1U; i < records.size(); ++i)
                all.insert(all.end(), records[i].begin(), records[i].end());
            return hand_over(std::move(all), le);
        }
        default:
            return status(0x6A86);
    }
}

Octets Card::hand_over(Octets data, std::optional<std::uint8_t> le) {
    const auto size = static_cast<unsigned>(std::min<std::size_t>(data.size(), 0xFF));
    const bool too_short = le && *le != 0 && *le < data.size();
    const bool inexact = le && *le != data.size();
    if (too_short || (faults.answers == Answers::SixC && inexact)) return status(0x6C00 | size);
    if (faults.answers == Answers::SixtyOne) {
        waiting_ = std::move(data);
        return status(0x6100 | size);
    }
    data.push_back(0x90);
    data.push_back(0x00);
    return data;
}

}  // namespace circle::drivers::virtual_card
