// Builds requests: one flat JSON object (platform-interface.md §1.1), checked against the profile's rows before
// a byte leaves. Strict where reading is tolerant: fixed order, no white space, nothing empty, nothing unknown.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "kiosk/relay/profile.h"
#include "kiosk/relay/relay.h"

namespace circle::relay {

// Whoever sends: the same for every request of a terminal.
struct Sender {
    std::string institution;
    std::string institution_name;
    std::string area;
    std::string terminal;  // two digits
};

// What one request alone carries.
struct RequestStamp {
    std::string message_id;
    std::string time;         // "2026-11-22 15:44:26"
    std::string sign_number;  // empty before the sign-in
};

// Failures are FailureKind::Invalid with a token of: unknown_transaction, unknown_column, column_twice,
// missing_column, too_long, bad_text, bad_digits, bad_date, bad_code, input_too_long, missing_area,
// missing_header. `message` is the name of the column and never its value.
tl::expected<std::string, Failure> write_input(const Profile& profile, const Transaction& transaction,
                                               const Fields& fields);

// `input` comes from write_input.
tl::expected<std::string, Failure> write_envelope(const Profile& profile, const Transaction& transaction,
                                                  const Sender& sender, const RequestStamp& stamp,
                                                  std::string_view insured_area, std::string_view input);

// Does the query need insuplc_admdvs? As soon as a psn_no is among its fields.
bool names_a_person(const Fields& fields);

}  // namespace circle::relay
