// From what libcurl says about an ended transfer to one truthful end and its token. Internal to the relay.
#pragma once

#include <string_view>

#include "kiosk/relay/transport.h"

namespace circle::relay {

struct Facts {
    int code = 0;  // CURLcode
    long status = 0;
    long verify_result = 0;  // X509_V_…
    long request_bytes = 0;  // of the request written; 0 proves that nothing of it left
    bool looked_up = false, connected = false;
    bool body_begun = false;
    bool too_large = false;
    std::string_view alert;  // libcurl's error text: read for the names of TLS alerts, never passed on
};

// Tokens. NotReached: lookup, connect, tls, tls_host, tls_ca, tls_expired, client_certificate. TimedOut:
// timeout. Broken: closed, cut_body, too_large, unreadable, transport (none of the known). A time-out before
// the request is NotReached with the stage it hung in. When in doubt whether the request left, it left.
Exchange end_of(const Facts& facts);

// A certificate that the server did not take arrives as an ordinary page from nginx: 400 with such a text, 495
// or 496.
bool is_certificate_page(long status, std::string_view body);

}  // namespace circle::relay
