// Every failure of the card driver in one place: locus, whether trying again makes sense, and the two texts.
#pragma once

#include <string_view>

#include "drivers/contract/contract.h"

namespace circle::drivers::card {

// `raw` is a status word in hexadecimal or the name of a constant. `where` names the step for the technician
// ("SELECT SSSE").
Error fault(Code code, std::string_view raw = {}, std::string_view where = {});

}  // namespace circle::drivers::card
