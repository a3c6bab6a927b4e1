// Whose card it is and how it was written: one TOML file of assets/people (its keys:
// drivers/virtual/README.md).
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace circle::drivers::virtual_card {

struct Person {
    std::string name_gb18030;  // bytes as on the card
    std::string id_number, sex, nation, birthplace, birth_date;

    std::string number;          // 卡号
    std::string identification;  // 32 hexadecimal digits
    std::string category, version, issuer, issued, expires;
    std::string atr;                // hexadecimal
    bool name_extension = true;     // record 4E exists
    bool holder_protected = false;  // EF06 answers 6982, as 3.0 cards do
};

// The file's content, or what is wrong with it in one line that names the key and holds no value.
tl::expected<Person, std::string> load_person(const std::string& path);

}  // namespace circle::drivers::virtual_card
