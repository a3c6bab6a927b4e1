// The only functions that shorten what identifies a person (design §4: an ID number shows its first three and
// last two characters at most). A check keeps other rooms from cutting numbers by hand.
#pragma once

#include <string>
#include <string_view>

namespace circle {

// "431021195806040025" → "431*************25". Seven characters or fewer are hidden whole.
std::string mask_number(std::string_view number);

// A name as a bystander may see it: first and last character stay, the middle is one star each; of two
// characters the first stays ("张*英", "李*"). Counts characters, not bytes, so a rare character is never cut.
std::string mask_name(std::string_view utf8_name);

}  // namespace circle
