// A sheet as she reads it on screen becomes a slip: the same words, without what can only be touched.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "drivers/printer/slip.h"
#include "screens/view/page.h"

namespace circle::documents {

// What stands above and below the sheet; all words are finished.
struct Letterhead {
    std::string point;                                       // official name of the service point
    std::string title;                                       // of the paper
    std::string copy_mark;                                   // "重打", empty on the first print
    std::vector<std::pair<std::string, std::string>> facts;  // when, catalogue version, telephone …
    std::string closing;                                     // what this paper is, and is not
};

// More facts than this in one card are not printed; `more` then says how many are left out, with {count}.
inline constexpr std::size_t kMostFactsOfACard = 12;

drivers::printer::Slip sheet_slip(const screens::view::SheetBody& sheet, const Letterhead& head,
                                  const std::string& more);

}  // namespace circle::documents
