// Writes a picture as PNG.
#pragma once

#include <string>

#include "screens/stage/window.h"

namespace circle::screens::stage {

bool write_png(const std::string& path, const Pixels& pixels);

}  // namespace circle::screens::stage
