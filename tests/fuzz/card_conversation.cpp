// libFuzzer entry for the card's reading procedure: a card that answers every command with bytes of the input.
// Whatever it says, the procedure ends, sends only commands that the allow-list knows, and gives a whole card
// or none.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "drivers/card/allow_list.h"
#include "drivers/card/card_session.h"

namespace {

using namespace circle::drivers;
using namespace circle::drivers::card;

// Each answer of the input: one byte for the length of the data, the data, two bytes of status word.
class InputCard final : public Transceiver {
  public:
    explicit InputCard(ByteView input) : input_(input) {}

    tl::expected<Bytes, Error> transceive(ByteView command) override {
        // A card that always says "more" must not keep the reader for ever.
        if (++commands_ > 2000 || !permitted(command)) std::abort();
        if (input_.empty()) return tl::unexpected(Error{});
        const std::size_t length = std::min<std::size_t>(std::size_t{input_[0]} + 2, input_.size() - 1);
        Bytes answer(input_.begin() + 1, input_.begin() + 1 + static_cast<std::ptrdiff_t>(length));
        input_ = input_.subspan(1 + length);
        return answer;
    }

  private:
    ByteView input_;
    int commands_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    InputCard card{ByteView(data, size)};
    const auto read = read_card(card);
    if (read && (read->card_number.empty() || read->identification.empty())) std::abort();
    return 0;
}
