#include "tests/unit/relay/pki.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <cstdlib>
#include <ctime>
#include <memory>

namespace circle::relay::test {
namespace {

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Deleter<BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;

void must(bool ok) {
    if (!ok) std::abort();  // the test's own machinery, not what is tested
}

std::string text_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

Key key_from(const std::string& pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

Certificate certificate_from(const std::string& pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

void extend(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    must(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

Issued make(const Wish& wish, const Issued* issuer) {
    static std::atomic<long> serial{1000};
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    must(key && certificate);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
    std::time_t now = std::time(nullptr);
    X509_time_adj_ex(X509_getm_notBefore(certificate.get()), wish.from_days, 0, &now);
    X509_time_adj_ex(X509_getm_notAfter(certificate.get()), wish.to_days, 0, &now);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wish.common_name.c_str()), -1, -1, 0);
    const Certificate above = issuer != nullptr ? certificate_from(issuer->certificate) : nullptr;
    const Key above_key = issuer != nullptr ? key_from(issuer->key) : nullptr;
    X509* const issuing = above ? above.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuing));
    extend(certificate.get(), issuing, NID_basic_constraints,
           issuer != nullptr ? "CA:FALSE" : "critical,CA:TRUE");
    if (issuer != nullptr && !wish.subject_alt_name.empty()) {
        extend(certificate.get(), issuing, NID_subject_alt_name, wish.subject_alt_name);
    }
    must(X509_sign(certificate.get(), above_key ? above_key.get() : key.get(), EVP_sha256()) > 0);

    const Bio certificate_bio(BIO_new(BIO_s_mem()));
    const Bio key_bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_X509(certificate_bio.get(), certificate.get()) == 1);
    must(PEM_write_bio_PrivateKey(key_bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return {text_of(certificate_bio.get()), text_of(key_bio.get())};
}

}  // namespace

Authority::Authority(const std::string& name) : self_(make({name, "", -1, 30}, nullptr)) {}

Issued Authority::issue(const Wish& wish) const { return make(wish, &self_); }

}  // namespace circle::relay::test
