#include "kiosk/ground/mask.h"

#include "kiosk/ground/utf8.h"

namespace circle {

std::string mask_number(std::string_view number) {
    constexpr std::size_t kHead = 3, kTail = 2;
    if (number.size() <= kHead + kTail + 2) return std::string(number.size(), '*');
    return std::string(number.substr(0, kHead)) + std::string(number.size() - kHead - kTail, '*') +
           std::string(number.substr(number.size() - kTail));
}

std::string mask_name(std::string_view utf8_name) {
    const auto all = characters(utf8_name);
    if (!all || all->empty()) return "*";
    if (all->size() == 1) return "*";
    std::string masked(all->front());
    for (std::size_t i = 1; i + 1 < all->size(); ++i) masked += '*';
    masked += all->size() == 2 ? "*" : std::string(all->back());
    return masked;
}

}  // namespace circle
