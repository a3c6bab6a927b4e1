// What the configuration says of this point, against what the region's platform takes.
#pragma once

#include <string>
#include <vector>

#include "kiosk/relay/profile.h"
#include "kiosk/settings/settings.h"

namespace circle {

// Each value of [site] that does not fit its field of the profile's envelope: every call would be refused for
// it. `file` is the configuration, read once more for the lines.
std::vector<settings::Problem> unfit_site(const settings::Site& site, const relay::Profile& profile,
                                          const std::string& file);

}  // namespace circle
