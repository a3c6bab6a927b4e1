// The channel over its real socket. Main is a thread of the test that sleeps until it is woken.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>

#include "kiosk/inspect/channel.h"

namespace {

using namespace circle::inspect;  // NOLINT: the whole file is about these names

// NOLINTBEGIN(cppcoreguidelines-special-member-functions): locals of a test, neither copied nor moved
struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "circle-inspect-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    std::string socket() const { return (path / "inspect").string(); }
};

class Caller {
  public:
    explicit Caller(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        REQUIRE(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    ~Caller() { hang_up(); }
    void say(const std::string& text) const {
        for (std::size_t sent = 0; sent < text.size();) {
            const ssize_t now = send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (now < 0) return;  // closed on us: the test sees it in what it hears
            sent += static_cast<std::size_t>(now);
        }
    }
    // One line, or "" when the channel closed.
    std::string hear() {
        while (heard_.find('\n') == std::string::npos) {
            std::array<char, 4096> buffer{};
            const ssize_t got = recv(socket_, buffer.data(), buffer.size(), 0);
            if (got <= 0) return {};
            heard_.append(buffer.data(), static_cast<std::size_t>(got));
        }
        const auto end = heard_.find('\n');
        std::string line = heard_.substr(0, end);
        heard_.erase(0, end + 1);
        return line;
    }
    void finish_sending() const { shutdown(socket_, SHUT_WR); }
    void hang_up() {
        if (socket_ >= 0) close(socket_);
        socket_ = -1;
    }

  private:
    int socket_;
    std::string heard_;
};

// Main: answers taps with NotFound and their node, counters with numbers, keeps waits unanswered.
class Main {
  public:
    explicit Main(const std::string& path) {
        auto opened = Channel::open(path, [this] { ring(); });
        REQUIRE(opened.has_value());
        channel_ = std::move(*opened);
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
    ~Main() {
        thread_.request_stop();
        ring();
        if (thread_.joinable()) thread_.join();
    }
    void close() {
        thread_.request_stop();
        ring();
        thread_.join();
        channel_.reset();
    }

  private:
    void ring() {
        {
            const std::lock_guard lock(mutex_);
            rung_ = true;
        }
        bell_.notify_one();
    }
    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            {
                std::unique_lock lock(mutex_);
                bell_.wait(lock, [this] { return rung_; });
                rung_ = false;
            }
            for (Request& request : channel_->take()) {
                if (const auto* tap = std::get_if<Tap>(&request.command))
                    channel_->reply(request.id, Error{Code::NotFound, tap->node});
                else if (!std::holds_alternative<Wait>(request.command))
                    channel_->reply(request.id, CountersNow{{{"frames", 1}}});
            }
        }
    }

    std::mutex mutex_;
    std::condition_variable bell_;
    bool rung_ = false;
    std::unique_ptr<Channel> channel_;
    std::jthread thread_;
};

// NOLINTEND(cppcoreguidelines-special-member-functions)

const std::string counted = R"({"id":1,"ok":true,"result":{"frames":1}})";

std::string refusal(const std::string& path) {
    auto opened = Channel::open(path, [] {});
    REQUIRE_FALSE(opened.has_value());
    return opened.error();
}

}  // namespace

TEST_CASE("inspect server: a request is answered, whole, in pieces, and several at once") {
    const Folder folder;
    const Main main(folder.socket());
    Caller caller(folder.socket());
    caller.say("{\"id\":1,\"do\":\"counters\"}\n");
    CHECK(caller.hear() == counted);
    caller.say("\r\n  \n{\"id\":1,");
    caller.say("\"do\":\"counters\"}\n{\"id\":2,\"do\":\"tap\",\"node\":\"bar.back\"}\n");
    CHECK(caller.hear() == counted);
    CHECK(caller.hear() == R"({"id":2,"ok":false,"error":{"code":"not_found","text":"bar.back"}})");
    caller.say("nonsense\n{\"id\":3,\"do\":\"fly\"}\n");
    CHECK(caller.hear() ==
          R"({"id":null,"ok":false,"error":{"code":"bad_request","text":"not a JSON object"}})");
    CHECK(caller.hear() ==
          R"({"id":3,"ok":false,"error":{"code":"unknown_command","text":"there is no command 'fly'"}})");
}

TEST_CASE(
    "inspect server: the socket is for its owner only, whatever the mask, and goes away with the channel") {
    const Folder folder;
    const mode_t before = umask(0);
    {
        const Main main(folder.socket());
        umask(before);
        struct stat status {};
        REQUIRE(stat(folder.socket().c_str(), &status) == 0);
        CHECK((status.st_mode & 07777) == 0600);
        CHECK(S_ISSOCK(status.st_mode));
    }
    CHECK_FALSE(std::filesystem::exists(folder.socket()));
}

TEST_CASE("inspect server: refuses a path that is not its own") {
    const Folder folder;
    std::ofstream(folder.socket()) << "a file";
    CHECK(refusal(folder.socket()).ends_with("exists and is not a socket"));
    CHECK(std::filesystem::is_regular_file(folder.socket()));
    CHECK(refusal("").starts_with("a socket's path has"));
    CHECK(refusal("/tmp/" + std::string(200, 'a')).starts_with("a socket's path has"));
    CHECK_FALSE(refusal((folder.path / "missing/inspect").string()).empty());
}

TEST_CASE("inspect server: replaces a dead socket, not a living one") {
    const Folder folder;
    {
        const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, folder.socket().c_str(), sizeof address.sun_path - 1);
        REQUIRE(bind(dead, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        close(dead);
    }
    const Main main(folder.socket());
    CHECK(refusal(folder.socket()).ends_with("another process uses it"));
    Caller caller(folder.socket());
    caller.say("{\"id\":1,\"do\":\"counters\"}\n");
    CHECK(caller.hear() == counted);
}

TEST_CASE("inspect server: a line without end is refused and its sender dropped; others are served") {
    const Folder folder;
    const Main main(folder.socket());
    Caller patient(folder.socket());
    Caller flood(folder.socket());
    flood.say(std::string(80'000, 'a'));
    CHECK(
        flood.hear() ==
        R"({"id":null,"ok":false,"error":{"code":"bad_request","text":"a line is longer than 65536 bytes"}})");
    CHECK(flood.hear().empty());
    patient.say("{\"id\":1,\"do\":\"counters\"}\n");
    CHECK(patient.hear() == counted);
}

TEST_CASE("inspect server: a thousand requests in one breath, and a client that leaves with some open") {
    const Folder folder;
    const Main main(folder.socket());
    Caller caller(folder.socket());
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "{\"id\":" + std::to_string(i) + ",\"do\":\"counters\"}\n";
    std::jthread sender([&] { caller.say(many); });
    bool ordered = true;
    for (int i = 0; i < 1000; ++i)
        ordered = ordered && caller.hear().starts_with("{\"id\":" + std::to_string(i) + ",\"ok\":true");
    CHECK(ordered);
    sender.join();

    {
        Caller leaver(folder.socket());
        leaver.say("{\"id\":1,\"do\":\"wait\",\"state\":\"never\"}\n{\"id\":2,\"do\":\"counters\"}\n");
        CHECK(leaver.hear().starts_with("{\"id\":2,"));
    }
    caller.say("{\"id\":1,\"do\":\"counters\"}\n");
    CHECK(caller.hear() == counted);
}

TEST_CASE("inspect server: a client that has said its last still gets its answer") {
    const Folder folder;
    const Main main(folder.socket());
    Caller caller(folder.socket());
    caller.say("{\"id\":1,\"do\":\"counters\"}\n");
    caller.finish_sending();
    CHECK(caller.hear() == counted);
    CHECK(caller.hear().empty());
}

TEST_CASE("inspect server: more clients than it serves at once wait their turn") {
    const Folder folder;
    const Main main(folder.socket());
    {
        std::vector<std::unique_ptr<Caller>> callers;
        for (int i = 0; i < 8; ++i) {
            callers.push_back(std::make_unique<Caller>(folder.socket()));
            callers.back()->say("{\"id\":1,\"do\":\"counters\"}\n");
            REQUIRE(callers.back()->hear() == counted);
        }
        Caller ninth(folder.socket());
        ninth.say("{\"id\":1,\"do\":\"counters\"}\n");
        callers.pop_back();
        CHECK(ninth.hear() == counted);
    }
}

TEST_CASE("inspect server: ends with open requests and connected clients") {
    const Folder folder;
    Main main(folder.socket());
    Caller caller(folder.socket());
    caller.say("{\"id\":1,\"do\":\"wait\",\"state\":\"never\"}\n{\"id\":2,\"do\":\"counters\"}\n");
    CHECK(caller.hear().starts_with("{\"id\":2,"));
    main.close();
    CHECK(caller.hear().empty());
}
