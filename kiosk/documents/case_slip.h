// The slip of a case: what was handed in, how it stands at the moment of printing, what comes next, and the
// code with which its person asks for it later. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "drivers/printer/slip.h"

namespace circle::documents {

// All words are finished: translated, formatted, masked. What is empty is left out.
struct CaseSlip {
    using Facts = std::vector<std::pair<std::string, std::string>>;  // label, value
    struct Section {
        std::string title;
        Facts facts;
        std::vector<std::string> lines;
    };

    std::string point;      // official name of the service point
    std::string title;      // of the paper
    std::string copy_mark;  // "重打", empty on the first print
    Facts facts;            // item, person, case number, when
    std::string standing;   // "已受理"
    std::string standing_line;
    std::vector<Section> sections;  // in this order; one without facts and lines is left out
    // The pick-up code: digits, and the same as she reads them. The QR code says the digits and nothing else.
    std::string code, code_label, code_shown, code_caption;
    Facts tail;           // printed when, catalogue version, telephones
    std::string closing;  // what this paper is
};

drivers::printer::Slip case_slip(const CaseSlip& made);

}  // namespace circle::documents
