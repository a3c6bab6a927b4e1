// Marks a text for translation (xgettext --keyword=N_) and leaves it as it is: drivers hand out Chinese, kiosk
// translates.
#pragma once

namespace circle::drivers {

consteval const char* N_(const char* text) { return text; }

}  // namespace circle::drivers
