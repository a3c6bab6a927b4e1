// The wire against a listener of this test.
#include "tests/workbench/wire.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <functional>
#include <thread>

using circle::workbench::Wire;
using namespace std::chrono_literals;

namespace {

// Takes one caller after the other; the answer to a line is made by the test. An empty answer closes.
class FarEnd {
  public:
    FarEnd(const std::string& path, int callers, std::function<std::string(const std::string&)> answer)
        : path_(path), listener_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size());
        ::unlink(path.c_str());
        REQUIRE(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(listener_, 4) == 0);
        thread_ = std::jthread([this, callers, answer = std::move(answer)] {
            for (int i = 0; i < callers; ++i) talk(::accept(listener_, nullptr, nullptr), answer);
        });
    }
    ~FarEnd() {
        thread_.join();
        ::close(listener_);
        ::unlink(path_.c_str());
    }

  private:
    static void talk(int caller, const std::function<std::string(const std::string&)>& answer) {
        char buffer[256];
        for (ssize_t n = 0; (n = ::read(caller, buffer, sizeof buffer)) > 0;) {
            const std::string back = answer(std::string(buffer, static_cast<std::size_t>(n)));
            if (back.empty()) break;
            // In two parts: a stream keeps no lines together.
            for (const std::string& part : {back.substr(0, 1), back.substr(1)}) {
                if (::send(caller, part.data(), part.size(), MSG_NOSIGNAL) < 0) break;
            }
        }
        ::close(caller);
    }

    std::string path_;
    int listener_;
    std::jthread thread_;
};

std::string socket_path() { return "/tmp/circle-wire-" + std::to_string(::getpid()); }

}  // namespace

TEST_CASE("one line out, one line back, on one connection") {
    FarEnd far(socket_path(), 1, [](const std::string& line) { return "ok " + line; });
    Wire wire(socket_path());
    CHECK(wire.ask("status", 30s) == "ok status");
    CHECK(wire.ask("insert", 30s) == "ok insert");
}

TEST_CASE("a far end that went is called again") {
    FarEnd far(socket_path(), 2, [](const std::string& line) { return line == "go\n" ? "" : "ok " + line; });
    Wire wire(socket_path());
    const auto gone = wire.ask("go", 30s);
    REQUIRE_FALSE(gone.has_value());
    CHECK(gone.error().find(socket_path()) == 0);
    CHECK(wire.ask("status", 30s) == "ok status");
}

TEST_CASE("no answer, an endless answer, nobody there") {
    Wire nobody("/nonexistent/card");
    CHECK(nobody.ask("status", 30s).error() == "/nonexistent/card: No such file or directory");
    CHECK_FALSE(Wire(std::string(200, 'x')).ask("status", 30s).has_value());
    {
        FarEnd silent(socket_path(), 1, [](const std::string&) { return "no end of line"; });
        Wire wire(socket_path());
        CHECK(wire.ask("status", 20ms).error() == socket_path() + ": no answer");
    }
    FarEnd endless(socket_path(), 1, [](const std::string&) { return std::string(70'000, 'x'); });
    Wire wire(socket_path());
    CHECK(wire.ask("status", 30s).error() == socket_path() + ": an answer without end");
}
