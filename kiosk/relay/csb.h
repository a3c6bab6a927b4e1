// The signature headers of the CSB gateway (platform-interface.md §2.2). The body is not part of what is
// signed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace circle::relay {

// Base64(HMAC-SHA1(secret, text)); empty when the library refuses, which no key length makes it do.
std::string hmac_sha1_base64(std::string_view secret, std::string_view text);

// "_api_name: 1101" and its four fellows, ready for the request.
std::vector<std::string> csb_headers(std::string_view access_key, std::string_view secret,
                                     std::string_view api_name, std::string_view api_version,
                                     std::int64_t timestamp_ms);

}  // namespace circle::relay
