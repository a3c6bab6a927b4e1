// Reads records of the selected file in whichever of three dialects the card speaks (devices.md §1.4): by
// identifier, by number, all at once.
#pragma once

#include <utility>

#include "drivers/card/exchange.h"
#include "drivers/card/tlv.h"

namespace circle::drivers::card {

struct Field {
    std::uint8_t tag;
    std::uint8_t length;  // of the value; the record is two bytes longer
};

// Why a step of the reading procedure ended: the card's word, or a failure of the link.
struct Refusal {
    std::uint16_t sw = 0;
    std::optional<Error> error;
};

enum class Need {
    Optional,
    Required
};  // a required field is looked for in every dialect before it counts as absent

class RecordFile {
  public:
    // `fields` lists the file's records in the order of their record numbers, from 1.
    RecordFile(Exchange& exchange, std::span<const Field> fields) : exchange_(exchange), fields_(fields) {}

    // The field's value, nothing when the card has none, or a refusal that ends the file: access denied, state
    // lost, locked, memory failure, link. What a dialect does not know is not a refusal before the last one was
    // tried.
    tl::expected<std::optional<Bytes>, Refusal> read(const Field& field, Need need);

  private:
    enum class Taken { Yes, No };  // did this form bring records?
    tl::expected<Taken, Refusal> take(std::uint8_t p1, std::uint8_t p2, std::uint8_t le);
    tl::expected<Taken, Refusal> by_identifier(const Field& field);
    tl::expected<void, Refusal> by_number();
    tl::expected<void, Refusal> all_at_once();
    std::optional<Bytes> seen(std::uint8_t tag) const;

    Exchange& exchange_;
    std::span<const Field> fields_;
    std::vector<std::pair<std::uint8_t, Bytes>> seen_;
    bool identifier_works_ = false, identifier_refused_ = false;
    bool numbers_tried_ = false, all_tried_ = false;
    bool not_found_ = false;     // some form said "no such record": the form was understood
    std::uint16_t last_sw_ = 0;  // of the last form that brought nothing
};

}  // namespace circle::drivers::card
