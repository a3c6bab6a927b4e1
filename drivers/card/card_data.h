// What one reading of a social-security card gives (reference: devices.md §1.3).
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace circle::drivers::card {

// EF06, free to read on 2.0 cards only. Compared with the platform's answer, never used as the key.
struct Holder {
    std::string id_number;  // 社会保障号码, 18 characters
    std::string name;       // UTF-8
    std::string
        name_raw;        // the bytes of tags 09 and 4E joined, GB18030, kept beside the text (rare characters)
    std::string sex;     // "1" 男 "2" 女 "9" 未说明
    std::string nation;  // GB 3304, two digits
    std::string birthplace;  // six-digit area code
    std::string birth_date;  // YYYYMMDD, may be empty
};

// One card as read. Personal data: hand it on, keep no copy.
struct CardData {
    std::string card_number;      // 卡号, 9 characters
    std::string identification;   // 卡识别码, 32 hexadecimal digits, upper case
    std::string category;         // 卡的类别 '1'..'4', may be empty
    std::string version;          // 规范版本 "2.00", "3.00"; may be empty (1.0x cards)
    std::string issuer;           // 初始化机构编号
    std::string issued, expires;  // YYYYMMDD or, on some cards, a year; may be empty
    std::string region;           // first six digits of the 卡识别码
    std::string atr;              // hexadecimal, may be empty
    std::optional<Holder> holder;
    bool holder_protected = false;  // EF06 answered 6982: normal on 3.0 cards
    // Tokens: "card_number_check", "id_number_check" (check character does not fit), "name_encoding" (see
    // name_raw), "birth_date_derived" (from the id number), "holder_incomplete", "holder_unreadable" (no
    // holder, not for 6982).
    std::vector<std::string> warnings;
};

}  // namespace circle::drivers::card
