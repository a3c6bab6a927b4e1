#include "kiosk/relay/csb.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace circle::relay {

std::string hmac_sha1_base64(std::string_view secret, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    std::size_t length = 0;
    if (EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA1", nullptr, secret.data(), secret.size(),
                  reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(),
                  digest.size(), &length) == nullptr) {
        return {};
    }
    std::array<unsigned char, 4 * ((EVP_MAX_MD_SIZE + 2) / 3) + 1> base64{};
    const int written = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(length));
    return {reinterpret_cast<const char*>(base64.data()), static_cast<std::size_t>(written)};
}

std::vector<std::string> csb_headers(std::string_view access_key, std::string_view secret,
                                     std::string_view api_name, std::string_view api_version,
                                     std::int64_t timestamp_ms) {
    const std::string key(access_key);
    const std::string name(api_name);
    const std::string version(api_version);
    const std::string stamp = std::to_string(timestamp_ms);
    // Names in ascending order.
    const std::string text = "_api_access_key=" + key + "&_api_name=" + name + "&_api_timestamp=" + stamp +
                             "&_api_version=" + version;
    return {"_api_name: " + name, "_api_version: " + version, "_api_timestamp: " + stamp,
            "_api_access_key: " + key, "_api_signature: " + hmac_sha1_base64(secret, text)};
}

}  // namespace circle::relay
