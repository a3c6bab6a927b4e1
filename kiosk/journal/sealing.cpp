#include "kiosk/journal/sealing.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <climits>
#include <utility>

namespace circle::journal {
namespace {

constexpr unsigned char kVersion = 1;
constexpr std::size_t kNonce = 12, kTag = 16;
static_assert(kSealingCosts == 1 + kNonce + kTag);

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Deleter<EVP_CIPHER_CTX_free>>;
using Kdf = std::unique_ptr<EVP_KDF, Deleter<EVP_KDF_free>>;
using Derivation = std::unique_ptr<EVP_KDF_CTX, Deleter<EVP_KDF_CTX_free>>;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

bool derive(const Secret& key, std::string_view use, Secret& derived) {
    const Kdf kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const Derivation derivation(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    if (!derivation) return false;
    std::string digest = "SHA256", info(use);
    auto* secret = const_cast<unsigned char*>(key.bytes.data());
    const std::array<OSSL_PARAM, 4> given = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret, key.bytes.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
        OSSL_PARAM_construct_end(),
    };
    return EVP_KDF_derive(derivation.get(), derived.bytes.data(), derived.bytes.size(), given.data()) == 1;
}

std::string additional(const Place& place) {
    std::string data(1, static_cast<char>(kVersion));
    data.append(place.column).push_back('\0');
    const auto row = static_cast<std::uint64_t>(place.row);
    for (int shift = 56; shift >= 0; shift -= 8) data.push_back(static_cast<char>((row >> shift) & 0xFF));
    return data;
}

}  // namespace

Secret::Secret(Secret&& other) noexcept : bytes(other.bytes) {
    OPENSSL_cleanse(other.bytes.data(), other.bytes.size());
}
Secret::~Secret() { OPENSSL_cleanse(bytes.data(), bytes.size()); }

std::unique_ptr<Sealing> Sealing::from(const Secret& key) {
    std::unique_ptr<Sealing> made(new Sealing);
    if (!derive(key, "circle journal sealing 1", made->seal_) ||
        !derive(key, "circle journal hashing 1", made->hash_) ||
        !derive(key, "circle journal check 1", made->check_)) {
        ERR_clear_error();
        return nullptr;
    }
    return made;
}

std::string Sealing::seal(std::string_view plain, const Place& place) const {
    if (plain.size() > INT_MAX) return {};
    std::string sealed(kSealingCosts + plain.size(), '\0');
    unsigned char* out = bytes_of(sealed);
    unsigned char* nonce = out + 1;
    unsigned char* text = nonce + kNonce;
    out[0] = kVersion;
    const std::string data = additional(place);
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int length = 0, rest = 0;
    const bool good =
        cipher && RAND_bytes(nonce, kNonce) == 1 &&
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, seal_.bytes.data(), nonce) == 1 &&
        EVP_EncryptUpdate(cipher.get(), nullptr, &length, bytes_of(data), static_cast<int>(data.size())) == 1 &&
        (plain.empty() || EVP_EncryptUpdate(cipher.get(), text, &length, bytes_of(plain),
                                            static_cast<int>(plain.size())) == 1) &&
        EVP_EncryptFinal_ex(cipher.get(), text + plain.size(), &rest) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTag, text + plain.size()) == 1;
    if (good) return sealed;
    ERR_clear_error();
    return {};
}

std::optional<std::string> Sealing::unseal(std::string_view sealed, const Place& place) const {
    if (sealed.size() < kSealingCosts || sealed.size() > INT_MAX || bytes_of(sealed)[0] != kVersion) return {};
    const unsigned char* nonce = bytes_of(sealed) + 1;
    const unsigned char* text = nonce + kNonce;
    const std::size_t size = sealed.size() - kSealingCosts;
    std::string plain(size, '\0');
    const std::string data = additional(place);
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int length = 0, rest = 0;
    unsigned char nothing = 0;
    const bool good =
        cipher &&
        EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, seal_.bytes.data(), nonce) == 1 &&
        EVP_DecryptUpdate(cipher.get(), nullptr, &length, bytes_of(data), static_cast<int>(data.size())) == 1 &&
        (size == 0 ||
         EVP_DecryptUpdate(cipher.get(), bytes_of(plain), &length, text, static_cast<int>(size)) == 1) &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTag,
                            const_cast<unsigned char*>(text + size)) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), &nothing, &rest) == 1;
    if (good) return plain;
    // What was decrypted and not proved is nobody's to see.
    OPENSSL_cleanse(plain.data(), plain.size());
    ERR_clear_error();
    return {};
}

std::string Sealing::hash(std::string_view use, std::string_view value) const {
    if (value.empty()) return {};
    std::string message(use);
    message.push_back('\0');
    for (const char c : value) message.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    std::string digest(32, '\0');
    unsigned int length = 0;
    const bool good = HMAC(EVP_sha256(), hash_.bytes.data(), static_cast<int>(hash_.bytes.size()),
                           bytes_of(message), message.size(), bytes_of(digest), &length) != nullptr;
    OPENSSL_cleanse(message.data(), message.size());
    if (good && length == digest.size()) return digest;
    ERR_clear_error();
    return {};
}

}  // namespace circle::journal
