// A card that knows exactly one conversation. A command out of turn is answered by failing the test at the end.
#pragma once

#include <deque>
#include <utility>

#include "drivers/card/faults.h"
#include "drivers/card/transceiver.h"
#include "tests/unit/drivers/hex.h"

class ScriptedCard final : public circle::drivers::card::Transceiver {
  public:
    // Pairs of command and response in hexadecimal.
    ScriptedCard(std::initializer_list<std::pair<const char*, const char*>> script) {
        for (const auto& [command, response] : script) expected_.emplace_back(bytes(command), bytes(response));
    }

    tl::expected<circle::drivers::card::Bytes, circle::drivers::Error> transceive(
        circle::drivers::card::ByteView command) override {
        const circle::drivers::card::Bytes sent(command.begin(), command.end());
        if (expected_.empty() || expected_.front().first != sent) {
            if (unexpected.empty()) unexpected = circle::drivers::card::hex(sent);
            return tl::unexpected(
                circle::drivers::card::fault(circle::drivers::Code::DeviceFault, "OUT_OF_TURN"));
        }
        auto response = std::move(expected_.front().second);
        expected_.pop_front();
        return response;
    }

    bool finished() const { return expected_.empty() && unexpected.empty(); }
    std::string unexpected;  // the first command that was not in the script

  private:
    std::deque<std::pair<std::vector<std::uint8_t>, std::vector<std::uint8_t>>> expected_;
};

// The records of devices.md §2.4, typed out.
#define ENVIRONMENT "00A404000F7378312E73682EC9E7BBE1B1A3D5CF"
#define FCI "6F16840F7378312E73682EC9E7BBE1B1A3D5CFA50388011E"
#define SELECT_EF05 "00A4020002EF05"
#define SELECT_EF06 "00A4020002EF06"
#define R01 "0110431000D15600000500000001A1B2C3D4"
#define R02 "020133"
#define R03 "0304332E3030"
#define R04 "040C915600000243100043100001"
#define R05 "050420200101"
#define R06 "060420300101"
#define R07 "0709413030303030303131"
#define R08 "0812343330313032313939303031303130303136"
#define R09 "091ED1DDCABEBCD7000000000000000000000000000000000000000000000000"
#define R4E "4E140000000000000000000000000000000000000000"
#define R0A "0A0131"
#define R0B "0B0101"
#define R0C "0C03430102"
#define R0D "0D0419900101"
