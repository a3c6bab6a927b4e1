#include "drivers/card/card_session.h"

#include <algorithm>
#include <array>

#include "drivers/card/allow_list.h"
#include "drivers/card/faults.h"
#include "drivers/card/field.h"
#include "drivers/card/gb18030.h"
#include "drivers/card/record_file.h"

namespace circle::drivers::card {
namespace {

template <typename T>
using Step = tl::expected<T, Refusal>;

// Records of EF05 and EF06 in the order of their numbers (devices.md §1.3).
constexpr Field kIdentification{0x01, 0x10}, kCategory{0x02, 0x01}, kVersion{0x03, 0x04}, kIssuer{0x04, 0x0C},
    kIssued{0x05, 0x04}, kExpires{0x06, 0x04}, kCardNumber{0x07, 0x09};
constexpr std::array kIssuerFields{kIdentification, kCategory, kVersion,   kIssuer,
                                   kIssued,         kExpires,  kCardNumber};
constexpr Field kIdNumber{0x08, 0x12}, kName{0x09, 0x1E}, kNameRest{0x4E, 0x14}, kSex{0x0A, 0x01},
    kNation{0x0B, 0x01}, kBirthplace{0x0C, 0x03}, kBirthDate{0x0D, 0x04};
constexpr std::array kHolderFields{kIdNumber, kName, kNameRest, kSex, kNation, kBirthplace, kBirthDate};

Refusal refuse(Error error) { return Refusal{0, std::move(error)}; }

Refusal broken(std::string_view raw, std::string_view where) {
    return refuse(fault(Code::MediaBroken, raw, where));
}

Error verdict(const Refusal& refusal, std::string_view where) {
    if (refusal.error) return *refusal.error;
    const std::string raw = hex_status(refusal.sw);
    switch (meaning(refusal.sw)) {
        case Meaning::Unsupported:  // in every form: the answer of a card after CARD BLOCK
        case Meaning::Blocked:
            return fault(Code::MediaBlocked, raw, where);
        case Meaning::Foreign:
            return fault(Code::MediaForeign, raw, where);
        case Meaning::Memory:
        case Meaning::Denied:
        case Meaning::NotFound:
            return fault(Code::MediaBroken, raw, where);
        case Meaning::TriesLeft: {
            Error error = fault(Code::MediaBroken, raw, where);
            error.tries_left = refusal.sw & 0x0F;
            return error;
        }
        default:
            return fault(Code::ProtocolFault, raw, where);
    }
}

bool is_lost_state(const Refusal& refusal) {
    return !refusal.error && meaning(refusal.sw) == Meaning::Sequence;
}

class Procedure {
  public:
    Procedure(Transceiver& link, bool last) : exchange_(link), last_(last) {}

    Step<CardData> run() {
        if (auto selected = environment(); !selected) return tl::unexpected(selected.error());
        CardData card;
        if (auto done = issuer_file(card); !done) return tl::unexpected(done.error());
        if (auto done = holder_file(card); !done) return tl::unexpected(done.error());
        return card;
    }

    std::string_view where() const { return where_; }

  private:
    // The status word of a SELECT; link failures are the only refusals.
    Step<std::uint16_t> select(std::uint8_t p1, ByteView target, std::optional<std::uint8_t> le) {
        const auto response =
            exchange_.send({.cla = 0x00, .ins = 0xA4, .p1 = p1, .p2 = 0x00, .data = target, .le = le});
        if (!response) return tl::unexpected(refuse(response.error()));
        return response->sw;
    }

    // By name, first without Le (what T=0 wants), then with Le 00.
    Step<std::uint16_t> select_by_name() {
        auto sw = select(0x04, kEnvironment, std::nullopt);
        if (!sw || meaning(*sw) == Meaning::Ok) return sw;
        const Meaning means = meaning(*sw);
        if (means == Meaning::NotFound || means == Meaning::Foreign || means == Meaning::Unsupported) return sw;
        return select(0x04, kEnvironment, std::uint8_t{0x00});
    }

    Step<void> environment() {
        where_ = "SELECT SSSE";
        auto sw = select_by_name();
        if (!sw) return tl::unexpected(sw.error());
        if (meaning(*sw) == Meaning::Ok) return {};
        // One maker's cards find it only from the master file (devices.md §1.2).
        const auto master = select(0x00, kMasterFile, std::nullopt);
        if (!master) return tl::unexpected(master.error());
        if (meaning(*master) == Meaning::Ok) {
            sw = select_by_name();
            if (!sw) return tl::unexpected(sw.error());
            if (meaning(*sw) == Meaning::Ok) return {};
        }
        const Meaning means = meaning(*sw);
        const bool everything_unsupported =
            means == Meaning::Unsupported && meaning(*master) == Meaning::Unsupported;
        if (everything_unsupported || means == Meaning::Blocked || means == Meaning::Memory ||
            means == Meaning::Sequence) {
            return tl::unexpected(Refusal{*sw, {}});
        }
        return tl::unexpected(refuse(fault(Code::MediaForeign, hex_status(*sw), where_)));
    }

    // Both forms are in field use; the one that worked for EF05 is tried first for EF06.
    Step<void> select_file(ByteView file) {
        auto sw = select(file_p1_, file, std::nullopt);
        if (sw && meaning(*sw) != Meaning::Ok && tries_other_form(meaning(*sw))) {
            const std::uint8_t other = file_p1_ == 0x02 ? 0x00 : 0x02;
            const std::uint16_t first = *sw;
            sw = select(other, file, std::nullopt);
            if (sw && meaning(*sw) == Meaning::Ok) file_p1_ = other;
            if (sw && tries_other_form(meaning(*sw))) sw = first;
        }
        if (!sw) return tl::unexpected(sw.error());
        if (meaning(*sw) != Meaning::Ok) return tl::unexpected(Refusal{*sw, {}});
        return {};
    }

    static bool tries_other_form(Meaning means) {
        return means == Meaning::Dialect || means == Meaning::Unsupported || means == Meaning::NotFound ||
               means == Meaning::Foreign || means == Meaning::Fault;
    }

    Step<void> issuer_file(CardData& card) {
        where_ = "SELECT EF05";
        if (auto selected = select_file(kIssuerFile); !selected) return selected;
        where_ = "READ RECORD EF05";
        RecordFile file(exchange_, kIssuerFields);

        const auto identification = file.read(kIdentification, Need::Required);
        if (!identification) return tl::unexpected(identification.error());
        if (!*identification || (*identification)->size() != kIdentification.length ||
            unwritten(**identification))
            return tl::unexpected(broken("EF05.01", "卡识别码"));
        card.identification = hex(**identification);
        card.region = digits(ByteView(**identification).first(3));

        const auto number = file.read(kCardNumber, Need::Required);
        if (!number) return tl::unexpected(number.error());
        if (*number)
            card.card_number = text(ByteView(**number).first(std::min<std::size_t>((*number)->size(), 9)));
        if (!is_card_number(card.card_number)) return tl::unexpected(broken("EF05.07", "卡号"));
        if (!card_number_check(card.card_number)) card.warnings.emplace_back("card_number_check");

        const struct {
            const Field& field;
            std::string& target;
            std::string (*convert)(ByteView);
        } rest[] = {{kCategory, card.category, text},
                    {kVersion, card.version, text},
                    {kIssuer, card.issuer, digits},
                    {kIssued, card.issued, date},
                    {kExpires, card.expires, date}};
        for (const auto& item : rest) {
            const auto value = file.read(item.field, Need::Optional);
            if (!value) return tl::unexpected(value.error());
            if (*value) item.target = item.convert(**value);
        }
        return {};
    }

    static bool is_card_number(std::string_view number) {
        return number.size() == 9 && std::ranges::all_of(number, [](char c) {
                   return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
               });
    }

    // What the card refuses here costs the holder, not the card: the person comes from the platform's answer.
    Step<void> holder_file(CardData& card) {
        where_ = "EF06";
        Holder holder;
        Step<void> done = read_holder(card, holder);
        if (done) {
            if (!holder.id_number.empty() && !holder.name.empty()) {
                card.holder = std::move(holder);
            } else {
                card.warnings.emplace_back("holder_incomplete");
            }
            return {};
        }
        const Refusal& refusal = done.error();
        if (refusal.error && refusal.error->code != Code::ProtocolFault) return done;
        if (is_lost_state(refusal) && !last_) return done;
        if (!refusal.error && meaning(refusal.sw) == Meaning::Denied) {
            card.holder_protected = true;
        } else {
            card.warnings.emplace_back("holder_unreadable");
        }
        return {};
    }

    Step<void> read_holder(CardData& card, Holder& holder) {
        if (auto selected = select_file(kHolderFile); !selected) return selected;
        RecordFile file(exchange_, kHolderFields);
        std::array<Bytes, kHolderFields.size()> values;
        for (std::size_t i = 0; i < kHolderFields.size(); ++i) {
            const bool required = kHolderFields[i].tag == kIdNumber.tag || kHolderFields[i].tag == kName.tag;
            auto value = file.read(kHolderFields[i], required ? Need::Required : Need::Optional);
            if (!value) return tl::unexpected(value.error());
            if (*value) values[i] = **std::move(value);
        }
        fill(card, holder, values);
        return {};
    }

    static void fill(CardData& card, Holder& holder, const std::array<Bytes, kHolderFields.size()>& values) {
        const auto& [id_number, name, name_rest, sex, nation, birthplace, birth_date] = values;
        holder.id_number = text(id_number);
        if (!holder.id_number.empty() && !id_number_check(holder.id_number))
            card.warnings.emplace_back("id_number_check");

        // 09 and 4E are one name: a two-byte character may stand on both sides of the cut, so joined first,
        // then decoded.
        const ByteView start = without_filling(name), more = without_filling(name_rest);
        Bytes joined(start.begin(), start.end());
        joined.insert(joined.end(), more.begin(), more.end());
        while (!joined.empty() && joined.back() == ' ') joined.pop_back();
        Decoded decoded = decode_gb18030(joined);
        if (!decoded.complete) card.warnings.emplace_back("name_encoding");
        holder.name = std::move(decoded.utf8);
        holder.name_raw.assign(joined.begin(), joined.end());

        holder.sex = text(sex);
        holder.nation = digits(nation);
        holder.birthplace = digits(birthplace);
        holder.birth_date = date(birth_date);
        if (holder.birth_date.empty() && holder.id_number.size() == 18 && id_number_check(holder.id_number)) {
            holder.birth_date = holder.id_number.substr(6, 8);
            card.warnings.emplace_back("birth_date_derived");
        }
    }

    Exchange exchange_;
    bool last_;  // no further attempt comes
    std::uint8_t file_p1_ = 0x02;
    std::string_view where_;
};

}  // namespace

tl::expected<CardData, Error> read_card(Transceiver& link) {
    for (const bool last : {false, true}) {
        Procedure procedure(link, last);
        auto card = procedure.run();
        if (card) return *std::move(card);
        // A card that forgot where it was is asked once more, from SELECT.
        if (last || !is_lost_state(card.error()))
            return tl::unexpected(verdict(card.error(), procedure.where()));
    }
    return tl::unexpected(fault(Code::ProtocolFault));
}

}  // namespace circle::drivers::card
