// Whether an answer is one that its kind of field can give.
#include <algorithm>

#include "kiosk/catalogue/tests.h"
#include "kiosk/ground/day.h"

namespace circle::catalogue {
namespace {

bool digits_only(std::string_view answer) {
    const bool clean = answer.find_first_not_of("0123456789-") == std::string_view::npos;
    return clean && !answer.starts_with('-') && !answer.ends_with('-');
}

std::optional<std::string> when(bool fits, const char* rule) {
    if (fits) return std::nullopt;
    return rule;
}

}  // namespace

std::optional<std::string> unfit_answer(const Field& field, std::string_view answer, const Areas& areas) {
    switch (field.kind) {
        case FieldKind::Digits:
            if (!digits_only(answer)) return "digits";
            return when(answer.size() >= field.least && answer.size() <= field.most, "length");
        case FieldKind::Date:
            return when(day_from(answer).has_value(), "real_date");
        case FieldKind::Area:
            return when(field.place(answer) != nullptr || offered(areas, answer, field.level), "level");
        case FieldKind::Choice:
            return when(field.option(answer) != nullptr, "option");
        case FieldKind::YesNo:
            return when(answer == yes || answer == no, "yes_no");
        case FieldKind::Signature:
            return when(answer == signed_here, "signature");
        case FieldKind::Commitment:
            return when(answer == agreed, "commitment");
    }
    return "option";
}

Words words_of(std::string_view rule, const Field& field) {
    if (rule == "digits") return {"这里只能填数字。", "Only digits can stand here."};
    if (rule == "length") {
        const std::string least = std::to_string(field.least);
        const std::string most = std::to_string(field.most);
        if (field.least == field.most) return {"应为" + least + "位。", "It has " + least + " digits."};
        return {"应为" + least + "至" + most + "位。", "It has " + least + " to " + most + " digits."};
    }
    if (rule == "real_date")
        return {"没有这一天，请重新选择日期。", "There is no such day. Please choose again."};
    if (rule == "level") {
        switch (field.level) {
            case Level::Province:
                return {"请选择到省。", "Please choose a province."};
            case Level::City:
                return {"请选择到市。", "Please choose down to the city."};
            case Level::County:
                return {"请选择到县（区）。", "Please choose down to the county."};
        }
    }
    switch (field.kind) {
        case FieldKind::Signature:
            return {"请在屏幕上签名。", "Please sign on the screen."};
        case FieldKind::Commitment:
            return {"请阅读并同意。", "Please read this and agree."};
        case FieldKind::Digits:
            return {"请填写这一项。", "Please fill this in."};
        default:
            return {"请选择这一项。", "Please choose here."};
    }
}

}  // namespace circle::catalogue
