// The same words in the two languages of the screen; both are always there.
#pragma once

#include <string>

namespace circle::catalogue {

struct Words {
    std::string zh, en;

    const std::string& in(bool chinese) const { return chinese ? zh : en; }
    bool operator==(const Words&) const = default;
};

}  // namespace circle::catalogue
