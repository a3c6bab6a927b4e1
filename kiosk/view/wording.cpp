// Times and phone numbers in words of the visit's language.
#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "kiosk/view/pages.h"
#include "kiosk/visit/forms.h"

namespace circle::view {
namespace {

std::string day_name(const Texts& tr, int weekday) {
    switch (weekday) {
        case 1:
            return tr("星期一");
        case 2:
            return tr("星期二");
        case 3:
            return tr("星期三");
        case 4:
            return tr("星期四");
        case 5:
            return tr("星期五");
        case 6:
            return tr("星期六");
        default:
            return tr("星期日");
    }
}

std::string month_name(unsigned month) {  // English only
    constexpr std::array names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return names.at(month - 1);
}

std::string minute_words(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::string spans_words(const Texts& tr, const std::vector<settings::Span>& spans) {
    if (spans.empty()) return tr("休息");
    std::string words;
    for (const auto& span : spans) {
        if (!words.empty()) words += "  ";
        words += minute_words(span.from) + "–" + minute_words(span.to);
    }
    return words;
}

}  // namespace

std::string clock_words(const Desk& desk) {
    const auto time = civil(desk.now.unix_ms);
    const int twelve = time.hour % 12 == 0 ? 12 : time.hour % 12;
    const int spoken = time.hour == 0 ? 0 : twelve;  // 凌晨 0:27, 中午 12:27
    if (!desk.chinese()) return fmt::format("{}:{:02} {}", twelve, time.minute, time.hour < 12 ? "AM" : "PM");
    const char* part = time.hour < 6    ? "凌晨"
                       : time.hour < 12 ? "上午"
                       : time.hour < 13 ? "中午"
                       : time.hour < 18 ? "下午"
                                        : "晚上";
    return fmt::format("{} {}:{:02}", part, spoken, time.minute);
}

std::string date_words(const Desk& desk) {
    const auto time = civil(desk.now.unix_ms);
    const auto month = static_cast<unsigned>(time.date.month());
    const auto day = static_cast<unsigned>(time.date.day());
    if (!desk.chinese())
        return fmt::format("{}, {} {}", day_name(desk.tr, time.weekday), month_name(month), day);
    return fmt::format("{}月{}日 {}", month, day, day_name(desk.tr, time.weekday));
}

std::string day_words(const Desk& desk, const std::chrono::year_month_day& day) {
    const std::chrono::weekday weekday{std::chrono::sys_days(day)};
    const auto name = day_name(desk.tr, static_cast<int>(weekday.iso_encoding()));
    const auto year = static_cast<int>(day.year());
    const auto month = static_cast<unsigned>(day.month());
    const auto number = static_cast<unsigned>(day.day());
    if (!desk.chinese()) return fmt::format("{}, {} {} {}", name, number, month_name(month), year);
    return fmt::format("{}年{}月{}日 {}", year, month, number, name);
}

std::string moment_words(std::int64_t unix_ms) {
    const auto at = civil(unix_ms);
    return fmt::format("{} {:02}:{:02}", iso_date(at.date), at.hour, at.minute);
}

std::string grouped(std::string_view digits) {
    if (digits.find('-') != std::string_view::npos) return std::string(digits);
    const bool mobile = digits.starts_with('1') && digits.size() <= 11;  // 138 0735 5521
    std::string words;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const bool begins = mobile ? i == 3 || i == 7 : i > 0 && i % 4 == 0;
        if (begins) words += ' ';
        words += digits[i];
    }
    return words;
}

std::string code_words(std::string_view code) {
    if (code.size() <= visit::kCodeDigits / 2) return std::string(code);
    return std::string(code.substr(0, visit::kCodeDigits / 2)) + " " +
           std::string(code.substr(visit::kCodeDigits / 2));
}

std::string hours_words(const Desk& desk) {
    const auto& hours = desk.scene.site.hours;
    if (hours.always()) return desk.tr("全天开放");
    std::string words;
    for (int first = 1; first <= 7;) {
        const auto spans = hours.spans(first);
        int last = first;
        while (last < 7 && hours.spans(last + 1) == spans) ++last;
        if (!words.empty()) words += '\n';
        words += day_name(desk.tr, first);
        if (last > first) words += desk.tr("至") + day_name(desk.tr, last);
        words += "  " + spans_words(desk.tr, spans);
        first = last + 1;
    }
    return words;
}

std::string next_opening_words(const Desk& desk) {
    const auto time = civil(desk.now.unix_ms);
    const auto next = desk.scene.site.hours.next_opening(time.weekday, time.hour * 60 + time.minute);
    const auto when = next.days_ahead == 0   ? desk.tr("今天")
                      : next.days_ahead == 1 ? desk.tr("明天")
                                             : day_name(desk.tr, next.weekday);
    return fmt::format("{} {}", when, minute_words(next.minute));
}

std::string phone_words(const Desk& desk) {
    const auto& phone = desk.scene.site.phone;
    return phone.empty() ? desk.tr("本站电话未登记，请问工作人员") : phone;
}

sv::Button button(std::string id, std::string label, sv::Icon icon) {
    return {.id = std::move(id), .label = std::move(label), .icon = icon};
}

}  // namespace circle::view
