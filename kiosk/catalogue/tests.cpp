#include "kiosk/catalogue/tests.h"

#include <algorithm>

#include "kiosk/ground/day.h"
#include "kiosk/ground/id_number.h"
#include "kiosk/ground/stamp.h"

namespace circle::catalogue {
namespace {

bool digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Days that cannot be read are not compared: that they are no days is another fault.
bool not_before(std::string_view value, const std::string& other) {
    const auto day = day_from(value);
    const auto bound = day_from(other);
    return !day || !bound || *day >= *bound;
}

bool age_at_most(std::string_view value, int years, const std::chrono::year_month_day& today) {
    const auto birth = day_from(value);
    return !birth || years_between(*birth, today) <= years;
}

bool sex_agrees(std::string_view number, const std::string& sex) {
    const auto male = id_male(number);
    return !male || (sex != "1" && sex != "2") || *male == (sex == "1");
}

bool differs_from_insured_city(std::string_view value, const Known& known) {
    const auto insured = known.facts.find("insurance.area");
    if (insured == known.facts.end() || city_code(insured->second).empty()) return true;
    return city_code(value) != city_code(insured->second);
}

bool in_force(const Filing& filing, const std::string& today) {
    return filing.from <= today && (filing.until.empty() || filing.until >= today);
}

bool minded(const FilingTest& test, const Filing& filing, std::string_view place, const std::string& today) {
    const auto& matters = test.matters;
    if (!matters.empty() && std::find(matters.begin(), matters.end(), filing.matter) == matters.end())
        return false;
    if (test.same_place && city_code(filing.place) != city_code(place)) return false;
    return test.same_day ? filing.from == today : in_force(filing, today);
}

bool no_filing(const FilingTest& test, std::string_view place, const Known& known) {
    if (!known.filings) return true;
    const std::string today = iso_date(known.today);
    return std::none_of(known.filings->begin(), known.filings->end(),
                        [&](const Filing& filing) { return minded(test, filing, place, today); });
}

bool one_of(std::string_view value, const std::vector<std::string>& values) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

bool phone(std::string_view value) {
    std::string plain(value);
    const std::size_t dash = plain.find('-');
    if (dash != std::string::npos) plain.erase(dash, 1);
    if (!digits(plain)) return false;
    if (plain[0] == '1') return dash == std::string::npos && plain.size() == 11 && plain[1] >= '3';
    const bool three = plain.starts_with("010") || plain.starts_with("02");
    const std::size_t code = three ? 3 : 4;
    if (plain.size() <= code || plain[0] != '0' || (!three && plain[1] < '3')) return false;
    if (dash != std::string::npos && dash != code) return false;
    const std::size_t rest = plain.size() - code;
    return three ? rest == 8 : rest == 7 || rest == 8;
}

bool met(const Check& check, std::string_view value, const std::optional<std::string>& other,
         const Known& known) {
    switch (check.test) {
        case Test::Phone:
            return phone(value);
        case Test::IdNumber:
            return valid_id_number(value);
        case Test::NotBefore:
            return !other || not_before(value, *other);
        case Test::NotAfter:
            return !other || not_before(*other, std::string(value));
        case Test::AgeAtMost:
            return age_at_most(value, check.years, known.today);
        case Test::DiffersFromInsuredCity:
            return differs_from_insured_city(value, known);
        case Test::Equals:
            return !other || value == *other;
        case Test::Differs:
            return !other || value != *other;
        case Test::OneOf:
            return one_of(value, check.values);
        case Test::NotOneOf:
            return !one_of(value, check.values);
        case Test::SexAgrees:
            return !other || sex_agrees(value, *other);
        case Test::NoFiling:
            return no_filing(check.filings, value, known);
        case Test::Told:
            return false;
    }
    return false;
}

}  // namespace circle::catalogue
