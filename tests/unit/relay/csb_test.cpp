// Vectors: RFC 2202, and two computed with `printf %s TEXT | openssl dgst -sha1 -hmac KEY -binary | base64`.
#include "kiosk/relay/csb.h"

#include <catch2/catch_test_macros.hpp>

using namespace circle::relay;

TEST_CASE("HMAC-SHA1 in Base64 agrees with RFC 2202") {
    CHECK(hmac_sha1_base64(std::string(20, '\x0b'), "Hi There") == "thcxhlUFcmTii8C2+zeMjvFGvgA=");
    CHECK(hmac_sha1_base64("Jefe", "what do ya want for nothing?") == "7/zfauXrL6LSdBbV8YTfnCWafHk=");
}

TEST_CASE("the five headers of the gateway") {
    CHECK(csb_headers("circle-demo", "demo-secret-0123456789", "1101", "1.0.0", 1795362266000) ==
          std::vector<std::string>{"_api_name: 1101", "_api_version: 1.0.0", "_api_timestamp: 1795362266000",
                                   "_api_access_key: circle-demo",
                                   "_api_signature: 2l+Wxs7n7m1k0xr7edbu60Ul+50="});
    CHECK(csb_headers("k", "密钥 with spaces", "9001", "1.0.0", 0).back() ==
          "_api_signature: hKgMD2y+aHe8bCchGZDR75pze5U=");
}
