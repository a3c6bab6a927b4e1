// The five kinds of service point of the plan (S4 附件2 一–五). What a terminal may offer hangs on this alone.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace circle::catalogue {

enum class Kind {
    Township,  // 乡镇（街道）医保服务站
    Village,   // 村（社区）医保服务点
    Provider,  // 定点医药机构医保服务点
    School,    // 学校（含大中专院校）医保服务点
    Extension,  // 村卫生室、合作金融机构、厂矿企业、湘赣边区域及外出务工集中地医保服务点
};

inline constexpr std::array kinds{Kind::Township, Kind::Village, Kind::Provider, Kind::School, Kind::Extension};

// The word of the configuration and of --list-items: "township", "village", "provider", "school", "extension".
std::string_view name(Kind kind);
std::optional<Kind> kind_named(std::string_view word);

}  // namespace circle::catalogue
