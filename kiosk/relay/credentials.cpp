#include "kiosk/relay/credentials.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <memory>

namespace circle::relay {
namespace {

constexpr std::size_t kLongestSecret = 1024;

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Deleter<BIO_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Time = std::unique_ptr<ASN1_TIME, Deleter<ASN1_TIME_free>>;

tl::unexpected<std::string> bad(const std::string& file, const std::string& reason) {
    ERR_clear_error();
    return tl::unexpected(file + ": " + reason);
}

// A key with a pass phrase would make OpenSSL ask on the terminal.
int no_pass_phrase(char*, int, int, void*) { return 0; }

tl::expected<Certificate, std::string> certificate_in(const std::string& file) {
    const Bio bio(BIO_new_file(file.c_str(), "r"));
    if (!bio) return bad(file, "cannot be opened");
    Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, no_pass_phrase, nullptr));
    if (!certificate) return bad(file, "holds no PEM certificate");
    return certificate;
}

tl::expected<Key, std::string> key_in(const std::string& file) {
    const Bio bio(BIO_new_file(file.c_str(), "r"));
    if (!bio) return bad(file, "cannot be opened");
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_pass_phrase, nullptr));
    if (!key) return bad(file, "holds no PEM private key that can be used without a pass phrase");
    return key;
}

tl::expected<std::string, std::string> secret_in(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return bad(file, "cannot be opened");
    std::string line;
    std::getline(stream, line);
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())) != 0) line.pop_back();
    if (line.empty()) return bad(file, "its first line is empty");
    if (line.size() > kLongestSecret) return bad(file, "its first line is longer than 1024 bytes");
    return line;
}

}  // namespace

tl::expected<Credentials, std::string> read_credentials(const Settings& settings, std::int64_t now_seconds) {
    if (const auto ca = certificate_in(settings.ca_file); !ca) return tl::unexpected(ca.error());
    const auto certificate = certificate_in(settings.certificate_file);
    if (!certificate) return tl::unexpected(certificate.error());
    const auto key = key_in(settings.key_file);
    if (!key) return tl::unexpected(key.error());
    if (X509_check_private_key(certificate->get(), key->get()) != 1) {
        return bad(settings.key_file, "is not the key of " + settings.certificate_file);
    }
    auto secret = secret_in(settings.secret_file);
    if (!secret) return tl::unexpected(secret.error());

    Credentials made;
    made.secret = std::move(*secret);
    const Time now(ASN1_TIME_set(nullptr, now_seconds));
    int days = 0;
    int seconds = 0;
    if (!now || ASN1_TIME_diff(&days, &seconds, now.get(), X509_get0_notAfter(certificate->get())) != 1) {
        return bad(settings.certificate_file, "its end date cannot be read");
    }
    made.certificate_days = days - (seconds < 0 ? 1 : 0);
    return made;
}

}  // namespace circle::relay
