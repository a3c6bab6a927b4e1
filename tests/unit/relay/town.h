// A terminal's relay and a small platform of the test's own, with the clock in the test's hand.
#pragma once

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/relay/clock.h"
#include "kiosk/relay/relay.h"
#include "tests/unit/relay/scratch.h"
#include "tests/unit/relay/tls_server.h"

namespace circle::relay::test {

using namespace std::chrono_literals;

// Real seconds pass, from noon in Asia/Shanghai; the terminal's clock is wherever the test puts it.
class TestClock final : public Clock {
  public:
    std::int64_t true_ms() const {
        return 1795320000000 + std::chrono::duration_cast<std::chrono::milliseconds>(steady() - start_).count();
    }
    std::int64_t wall_ms() const override { return true_ms() + shift_ms; }
    std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }
    std::atomic<std::int64_t> shift_ms{0};

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Longer than any test takes: a test that waits this long has failed.
inline constexpr std::chrono::seconds kPatience{60};

// What the relay said, waited for without sleeping.
class Heard {
  public:
    Relay::Sink sink() {
        return [this](Event event) {
            const std::lock_guard lock(mutex_);
            if (auto* answered = std::get_if<Answered>(&event)) answers_.push_back(std::move(*answered));
            if (auto* line = std::get_if<LineChanged>(&event)) lines_.push_back(std::move(*line));
            changed_.notify_all();
        };
    }
    Answered answer() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, kPatience, [&] { return !answers_.empty(); })) FAIL("no answer");
        Answered first = std::move(answers_.front());
        answers_.pop_front();
        return first;
    }
    // The next LineChanged for which `is` holds.
    template <typename Is>
    LineChanged line(Is is) {
        std::unique_lock lock(mutex_);
        std::optional<LineChanged> found;
        const bool came = changed_.wait_for(lock, kPatience, [&] {
            while (!found && next_line_ < lines_.size()) {
                if (is(lines_[next_line_++])) found = lines_[next_line_ - 1];
            }
            return found.has_value();
        });
        if (!came) FAIL("the line did not change so");
        return *found;
    }
    std::size_t answers_left() {
        const std::lock_guard lock(mutex_);
        return answers_.size();
    }
    std::vector<LineChanged> lines() {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Answered> answers_;
    std::vector<LineChanged> lines_;
    std::size_t next_line_ = 0;
};

inline std::string field(const std::string& body, const std::string& name) {
    const std::size_t at = body.find("\"" + name + "\":\"");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 4;
    return body.substr(from, body.find('"', from) - from);
}

inline Action ok(const std::string& output) { return reply(R"({"infcode":0,"output":)" + output + "}"); }
inline Action refused(const std::string& err_msg) {
    return reply(R"({"infcode":"-1","err_msg":")" + err_msg + R"(","output":null})");
}

// A platform and a terminal. `platform` answers everything but 9001, which gives SN-1, SN-2 …
struct Town {
    using Handler = TlsServer::Handler;

    explicit Town(Handler platform = [](const Seen&) { return ok("{}"); }) : platform_(std::move(platform)) {
        settings.url = server.url("/isp-api/powercsb/");
        settings.ca_file = scratch.write("ca.pem", authority.certificate());
        settings.certificate_file = scratch.write("t.pem", terminal.certificate);
        settings.key_file = scratch.write("t.key", terminal.key);
        settings.access_key = "circle-demo";
        settings.secret_file = scratch.write("secret", "demo-secret-0123456789\n");
        settings.profile_file = demo_profile_file();
        settings.mark_path = scratch.path("journal.db");
        settings.institution = "H43102100001";
        settings.institution_name = "某某镇卫生院";
        settings.area = "431021";
        settings.terminal = 7;
    }
    std::unique_ptr<Relay> start() {
        auto relay = Relay::start(settings, heard.sink(), clock);
        if (!relay) FAIL(relay.error());
        return std::move(*relay);
    }
    Action handle(const Seen& seen) {
        bodies.push_back(seen.body);
        if (field(seen.body, "infno") != "9001") return platform_(seen);
        ++sign_ins;
        if (sign_in) return sign_in(seen);
        return ok(R"({"signinoutb":{"sign_time":"2026-11-22 15:44:26","sign_no":"SN-)" +
                  std::to_string(sign_ins) + "\"}}");
    }

    Scratch scratch;
    Authority authority{"bureau"};
    Issued terminal = authority.issue({"terminal", "DNS:terminal"});
    Heard heard;
    std::shared_ptr<TestClock> clock = std::make_shared<TestClock>();
    Settings settings;
    Handler sign_in;
    std::vector<std::string> bodies;  // read after the server stopped, or inside the handler
    std::atomic<int> sign_ins{0};
    Handler platform_;
    TlsServer server{authority.issue({}), authority.certificate(),
                     [this](const Seen& seen) { return handle(seen); }};
};

inline Query person(std::uint64_t id) {
    return {id, "1101", {{"mdtrt_cert_type", "03"}, {"mdtrt_cert_no", "A12345678"}, {"card_sn", "123"}}, ""};
}

inline std::string told(const Answered& answered) {
    if (answered.result) return "ok";
    return std::to_string(static_cast<int>(answered.result.error().kind)) + " " +
           answered.result.error().reason;
}
inline std::string told(FailureKind kind, const char* reason) {
    return std::to_string(static_cast<int>(kind)) + " " + reason;
}

inline bool is_ready(const LineChanged& line) { return line.up && line.signed_in; }

}  // namespace circle::relay::test
