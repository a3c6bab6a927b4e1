#include "kiosk/main/fitting.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "kiosk/ground/utf8.h"

namespace circle {
namespace {

struct Sent {
    relay::HeaderSource as;
    std::string_view key;  // of [site]
    const std::string& value;
};

std::size_t length_of(const std::string& text) {
    const auto all = characters(text);
    return all ? all->size() : text.size();
}

}  // namespace

std::vector<settings::Problem> unfit_site(const settings::Site& site, const relay::Profile& profile,
                                          const std::string& file) {
    const std::array all{Sent{relay::HeaderSource::InstitutionName, "name", site.name},
                         Sent{relay::HeaderSource::Institution, "institution", site.institution},
                         Sent{relay::HeaderSource::Area, "region", site.region}};
    std::vector<settings::Problem> problems;
    for (const auto& field : profile.header) {
        for (const auto& [as, key, value] : all) {
            const auto count = field.source == as ? length_of(value) : 0;
            if (count <= field.length) continue;
            problems.push_back({settings::line_of(file, "site", key), fmt::format("site.{}", key),
                                fmt::format("has {} characters; the region profile {} takes {} at most ({})",
                                            count, profile.name, field.length, field.name)});
        }
    }
    return problems;
}

}  // namespace circle
