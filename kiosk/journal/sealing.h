// Sealing of what the journal keeps about a person, and the keyed hashes by which she is found again (OpenSSL
// 3). Inside this room only.
//
// A key file's 32 bytes give three sub-keys by HKDF-SHA256 (RFC 5869), one use each: AES-256-GCM, HMAC-SHA256,
// and a value that tells whether a journal belongs to this key without telling the key. Sealed bytes:
//     0x01 | nonce (12, random at every sealing) | ciphertext | tag (16)
// with "version | column | 0 | row id (8 bytes, big-endian)" as additional data, so that sealed bytes are good
// at their place only. A random nonce of 96 bits is good for 2^32 sealings under one key (NIST SP 800-38D
// §8.3), more than a terminal makes in its life.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace circle::journal {

// 32 secret bytes, cleared when they go.
struct Secret {
    std::array<unsigned char, 32> bytes{};

    Secret() = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&&) = delete;
    ~Secret();
};

// Where sealed bytes stand.
struct Place {
    std::string_view column;  // "matter.content"
    std::int64_t row = 0;
};

class Sealing {
  public:
    // Nothing when the library refuses (out of memory).
    static std::unique_ptr<Sealing> from(const Secret& key);

    // Empty when the library refuses; sealed bytes are never empty. A Sealing is good at one thread at a time.
    std::string seal(std::string_view plain, const Place& place) const;
    // Nothing when the bytes were altered, cut, sealed elsewhere or under another key.
    std::optional<std::string> unseal(std::string_view sealed, const Place& place) const;

    // Keyed hash of 32 bytes; empty for an empty value. The case of ASCII letters does not count (the last
    // character of an ID number may be x or X). `use` keeps hashes of different columns apart.
    std::string hash(std::string_view use, std::string_view value) const;

    std::string_view check() const {
        return {reinterpret_cast<const char*>(check_.bytes.data()), check_.bytes.size()};
    }

  private:
    Sealing() = default;
    Secret seal_, hash_, check_;
};

constexpr std::size_t kSealingCosts = 1 + 12 + 16;

}  // namespace circle::journal
