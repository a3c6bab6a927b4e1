// The person in front of the terminal, as the platform knows her (transaction 1101; platform-interface.md
// §4.2).
//
// Nothing partial is ever a Person: an answer without number, name and platform number is not one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "kiosk/ground/reply.h"

namespace circle::identity {

// How far we may believe that the person is who the record names (design §3 "Identity has a strength").
enum class Strength { None, Shown, Verified };

struct Insurance {            // one row of insuinfo
    std::string kind;         // insutype
    std::string person_type;  // psn_type
    std::string status;       // psn_insu_stas: "1" is insured now
    std::string since;        // psn_insu_date, as it came
    std::string paused;       // paus_insu_date, as it came, may be empty
    std::string area;         // insuplc_admdvs, six digits, may be empty
    std::string employer;     // emp_name, may be empty
    std::optional<std::int64_t>
        balance_fen;  // balc; nothing when the platform did not send one that can be read

    bool active() const { return status == "1"; }
    bool operator==(const Insurance&) const = default;
};

struct Recognition {  // one row of idetinfo: 特困, 低保 …; the code's meaning is the region's
    std::string type;
    std::string level;
    std::string memo;
    std::string from, until;

    bool operator==(const Recognition&) const = default;
};

struct Person {
    std::string number;                 // psn_no, the key of every further query
    std::string id_type;                // psn_cert_type
    std::string id_number;              // certno
    std::string name;                   // psn_name, UTF-8, presentable
    std::string sex;                    // gend
    std::string birth_date;             // brdy
    std::vector<Insurance> insurances;  // active ones first, otherwise as they came
    std::vector<Recognition> recognitions;
    Strength strength = Strength::None;

    // The relation that further queries go by: the first active one, else the first. Nothing when there is
    // none.
    const Insurance* main_insurance() const;
    bool operator==(const Person&) const = default;
};

// Why an answer to 1101 is not a person; a stable token.
struct Unreadable {
    std::string reason;  // "no_baseinfo", "many_persons", "no_number", "no_name", "no_certificate"
};

tl::expected<Person, Unreadable> person_from(const Reply& reply);

}  // namespace circle::identity
