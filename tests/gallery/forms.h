// The sample pages of a matter; for samples.cpp only.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/gallery/parts.h"

namespace circle::gallery {

using Maker = screens::view::Page (*)(const Words&);
const std::vector<std::pair<std::string, Maker>>& form_makers();

}  // namespace circle::gallery
