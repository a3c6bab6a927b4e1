#include "kiosk/relay/transport_end.h"

#include <curl/curl.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <array>

namespace circle::relay {
namespace {

using End = Exchange::End;

Exchange made(End end, const char* token) {
    Exchange exchange;
    exchange.end = end;
    exchange.failure = token;
    return exchange;
}

// The server's alerts about our certificate, in OpenSSL's words. With TLS 1.3 they come after the handshake is
// over for us and even after the request was written; the server has then read none of it.
bool refuses_our_certificate(std::string_view text) {
    constexpr std::array<std::string_view, 8> kAlerts = {
        "alert certificate required", "alert bad certificate",     "alert unsupported certificate",
        "alert certificate revoked",  "alert certificate expired", "alert certificate unknown",
        "alert unknown ca",           "alert access denied"};
    return std::ranges::any_of(
        kAlerts, [&](std::string_view alert) { return text.find(alert) != std::string_view::npos; });
}

Exchange unverified(long verify_result) {
    switch (verify_result) {
        case X509_V_OK:
        case X509_V_ERR_UNSPECIFIED:  // what libcurl leaves here when the chain is good and its own check of
                                      // the name fails
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return made(End::NotReached, "tls_host");
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return made(End::NotReached, "tls_expired");
        default:
            return made(End::NotReached, "tls_ca");
    }
}

Exchange timed_out(const Facts& facts) {
    if (facts.request_bytes > 0) return made(End::TimedOut, "timeout");
    if (!facts.looked_up) return made(End::NotReached, "lookup");
    return made(End::NotReached, facts.connected ? "tls" : "connect");
}

}  // namespace

Exchange end_of(const Facts& facts) {
    if (facts.too_large) return made(End::Broken, "too_large");
    switch (facts.code) {
        case CURLE_OK:
            return made(End::Replied, "");
        case CURLE_COULDNT_RESOLVE_HOST:
            return made(End::NotReached, "lookup");
        case CURLE_COULDNT_CONNECT:
            return made(End::NotReached, "connect");
        case CURLE_PEER_FAILED_VERIFICATION:
            return unverified(facts.verify_result);
        case CURLE_SSL_CACERT_BADFILE:
            return made(End::NotReached, "tls_ca");
        case CURLE_SSL_CERTPROBLEM:
            return made(End::NotReached, "client_certificate");
        case CURLE_SSL_CONNECT_ERROR:
            return made(End::NotReached, refuses_our_certificate(facts.alert) ? "client_certificate" : "tls");
        case CURLE_OPERATION_TIMEDOUT:
            return timed_out(facts);
        case CURLE_PARTIAL_FILE:
            return made(End::Broken, "cut_body");
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
            if (refuses_our_certificate(facts.alert)) return made(End::NotReached, "client_certificate");
            if (facts.body_begun || facts.status > 0) return made(End::Broken, "cut_body");
            return facts.request_bytes > 0 ? made(End::Broken, "closed") : made(End::NotReached, "tls");
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_CONTENT_ENCODING:
            return made(End::Broken, "unreadable");
        case CURLE_UNSUPPORTED_PROTOCOL:  // of the answer, which is not HTTP/1, or of the url, which is not
                                          // https
            return made(End::Broken, facts.request_bytes > 0 ? "unreadable" : "transport");
        default:
            return made(End::Broken, "transport");
    }
}

bool is_certificate_page(long status, std::string_view body) {
    if (status == 495 || status == 496) return true;
    return status == 400 && body.find("SSL certificate") != std::string_view::npos;
}

}  // namespace circle::relay
