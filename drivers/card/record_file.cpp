#include "drivers/card/record_file.h"

namespace circle::drivers::card {
namespace {

constexpr std::uint8_t kReadRecord = 0xB2;
constexpr std::uint8_t kByIdentifier = 0x00, kByNumber = 0x04, kAllFrom = 0x05;

// Seen in the field as Le of the all-records form; 40 and 5B are the exact sizes of EF05 and EF06 (devices.md
// §1.4).
constexpr std::uint8_t kAllLengths[] = {0xFF, 0x40, 0x5B};

bool ends_the_file(Meaning means) {
    return means == Meaning::Denied || means == Meaning::Sequence || means == Meaning::Blocked ||
           means == Meaning::Memory || means == Meaning::TriesLeft;
}

}  // namespace

std::optional<Bytes> RecordFile::seen(std::uint8_t tag) const {
    for (const auto& [known, value] : seen_) {
        if (known == tag) return value;
    }
    return std::nullopt;
}

tl::expected<RecordFile::Taken, Refusal> RecordFile::take(std::uint8_t p1, std::uint8_t p2, std::uint8_t le) {
    const auto response =
        exchange_.send({.cla = 0x00, .ins = kReadRecord, .p1 = p1, .p2 = p2, .data = {}, .le = le});
    if (!response) return tl::unexpected(Refusal{0, response.error()});
    const Meaning means = meaning(response->sw);
    if (ends_the_file(means)) return tl::unexpected(Refusal{response->sw, {}});
    if (means != Meaning::Ok) {
        last_sw_ = response->sw;
        if (means == Meaning::NotFound) not_found_ = true;
        return Taken::No;
    }
    const Records parsed = parse_records(response->data);
    for (const Record& record : parsed.records) {
        if (!seen(record.tag)) seen_.emplace_back(record.tag, Bytes(record.value.begin(), record.value.end()));
    }
    if (parsed.records.empty()) last_sw_ = 0;
    return parsed.records.empty() ? Taken::No : Taken::Yes;
}

tl::expected<RecordFile::Taken, Refusal> RecordFile::by_identifier(const Field& field) {
    auto taken = take(field.tag, kByIdentifier, static_cast<std::uint8_t>(field.length + 2));
    if (!taken) return taken;
    // A card that took the identifier for something else sent another record: it does not speak this dialect.
    if (*taken == Taken::Yes && seen(field.tag)) identifier_works_ = true;
    if (!identifier_works_) identifier_refused_ = true;
    return taken;
}

// The whole file at once, because numbers shift where a record (4E) is missing; what came is kept by its tag.
tl::expected<void, Refusal> RecordFile::by_number() {
    numbers_tried_ = true;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        const auto number = static_cast<std::uint8_t>(i + 1);
        auto taken = take(number, kByNumber, static_cast<std::uint8_t>(fields_[i].length + 2));
        if (taken && *taken == Taken::No && last_sw_ == 0x6700) taken = take(number, kByNumber, 0x00);
        if (!taken) return tl::unexpected(taken.error());
        if (*taken == Taken::No && i == 0) break;
    }
    return {};
}

tl::expected<void, Refusal> RecordFile::all_at_once() {
    all_tried_ = true;
    for (const std::uint8_t le : kAllLengths) {
        const auto taken = take(0x01, kAllFrom, le);
        if (!taken) return tl::unexpected(taken.error());
        if (*taken == Taken::Yes || meaning(last_sw_) != Meaning::Dialect) break;
    }
    return {};
}

tl::expected<std::optional<Bytes>, Refusal> RecordFile::read(const Field& field, Need need) {
    if (auto value = seen(field.tag)) return value;
    if (!identifier_refused_) {
        const auto taken = by_identifier(field);
        if (!taken) return tl::unexpected(taken.error());
        if (auto value = seen(field.tag)) return value;
        if (identifier_works_ && need == Need::Optional) return std::nullopt;
    }
    if (!numbers_tried_) {
        if (auto done = by_number(); !done) return tl::unexpected(done.error());
        if (auto value = seen(field.tag)) return value;
    }
    if (!all_tried_ && (seen_.empty() || need == Need::Required)) {
        if (auto done = all_at_once(); !done) return tl::unexpected(done.error());
        if (auto value = seen(field.tag)) return value;
    }
    if (!seen_.empty() || not_found_ || last_sw_ == 0) return std::nullopt;
    return tl::unexpected(Refusal{last_sw_, {}});
}

}  // namespace circle::drivers::card
