#include "drivers/virtual/card/player.h"

#include <filesystem>

namespace circle::drivers::virtual_card {
namespace {

constexpr auto kConnectAgain = std::chrono::milliseconds(200);  // the reader's service may come back
constexpr std::uint8_t kOff = 0, kOn = 1, kReset = 2, kAtr = 4;

}  // namespace

std::string stem(const std::string& path) { return std::filesystem::path(path).stem().string(); }

std::string Player::command(std::string_view line, Clock::time_point now) {
    const auto space = line.find(' ');
    const std::string_view verb = line.substr(0, space);
    const std::string_view rest = space == std::string_view::npos ? std::string_view{} : line.substr(space + 1);
    if (verb == "insert" && rest.empty()) return insert(now);
    if (verb == "remove" && rest.empty()) {
        remove();
        return "ok removed";
    }
    if (verb == "person" && !rest.empty()) return change_person(std::string(rest));
    if (verb == "fault") {
        const auto added = add_fault(card_.faults, rest);
        return added ? "ok " + card_.faults.names() : "error " + added.error();
    }
    if (verb == "clear" && rest.empty()) {
        card_.faults = Faults();
        return "ok none";
    }
    if (verb == "status" && rest.empty()) return status();
    if (verb == "quit" && rest.empty()) {
        quit_ = true;
        return "ok bye";
    }
    return "error expected: insert | remove | person FILE | fault NAME [ARGUMENTS] | clear | status | quit";
}

std::string Player::insert(Clock::time_point now) {
    if (inserted_) return "error a card is in the reader";
    inserted_ = true;
    card_.power(false);
    if (link_.connect()) return "ok inserted";
    connect_again_ = now + kConnectAgain;
    return "ok waiting for the reader";
}

void Player::remove() {
    inserted_ = false;
    link_.disconnect();
    late_.reset();
    connect_again_.reset();
    card_.power(false);
}

std::string Player::change_person(const std::string& path) {
    if (inserted_) return "error take the card out first";
    auto person = load_person(path);
    if (!person) return "error " + stem(path) + ": " + person.error();
    Faults faults = std::move(card_.faults);
    card_ = Card(write_files(*person));
    card_.faults = std::move(faults);
    person_ = stem(path);
    return "ok " + person_;
}

std::string Player::status() const {
    return std::string("ok ") + (inserted_ ? "inserted" : "out") +
           (link_.connected() ? " connected" : " apart") + (card_.powered() ? " powered" : " off") +
           " person=" + person_ + " commands=" + std::to_string(card_.commands()) +
           " faults=" + card_.faults.names();
}

void Player::lost(Clock::time_point now) {
    link_.disconnect();
    late_.reset();
    card_.power(false);
    if (inserted_) connect_again_ = now + kConnectAgain;
}

void Player::readable(Clock::time_point now) {
    if (!link_.receive()) {
        lost(now);
        return;
    }
    while (link_.connected()) {
        const auto payload = link_.next();
        if (!payload) break;
        serve(*payload, now);
    }
}

void Player::serve(const Octets& payload, Clock::time_point now) {
    if (payload.size() == 1) {
        switch (payload[0]) {
            case kOff:
                card_.power(false);
                return;
            case kOn:
            case kReset:
                card_.power(true);
                return;
            case kAtr:
                if (!link_.send(card_.atr())) lost(now);
                return;
            default:
                return;
        }
    }
    Answer answer = card_.answer(payload);
    if (answer.leaves) {
        remove();
    } else if (answer.after.count() > 0) {
        late_ = Late{std::move(answer.bytes), now + answer.after};
    } else if (!link_.send(answer.bytes)) {
        lost(now);
    }
}

void Player::tick(Clock::time_point now) {
    if (late_ && now >= late_->due) {
        const Octets bytes = std::move(late_->bytes);
        late_.reset();
        if (!link_.send(bytes)) lost(now);
    }
    if (connect_again_ && now >= *connect_again_) {
        connect_again_.reset();
        if (!link_.connect()) connect_again_ = now + kConnectAgain;
    }
}

std::optional<Player::Clock::time_point> Player::wake_at() const {
    if (late_) return late_->due;
    return connect_again_;
}

}  // namespace circle::drivers::virtual_card
