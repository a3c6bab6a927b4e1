// The transport against a real TLS server on this machine: every way in which a line can end, told truthfully.
#include "kiosk/relay/transport.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "kiosk/relay/transport_end.h"
#include "tests/unit/relay/scratch.h"
#include "tests/unit/relay/tls_server.h"

using namespace circle::relay;
using namespace circle::relay::test;
using namespace std::chrono_literals;
using End = Exchange::End;

namespace {

// One authority for server and terminals, and the files of one terminal.
struct Line {
    Authority authority{"bureau"};
    Scratch scratch;
    Issued terminal = authority.issue({"terminal", "DNS:terminal"});
    TransportSettings settings{scratch.write("ca.pem", authority.certificate()),
                               scratch.write("terminal.pem", terminal.certificate),
                               scratch.write("terminal.key", terminal.key), 2000ms};
};

HttpRequest request(const std::string& url, std::uint64_t key = 1, std::chrono::milliseconds timeout = 5000ms) {
    HttpRequest made;
    made.key = key;
    made.url = url;
    made.headers = {"_api_name: 1101"};
    made.body = R"({"infno":"1101"})";
    made.timeout = timeout;
    return made;
}

// Runs until `count` exchanges ended.
std::vector<Exchange> finish(Transport& transport, std::size_t count) {
    std::vector<Exchange> ended;
    for (int turns = 0; ended.size() < count && turns < 10'000; ++turns) {
        for (Exchange& each : transport.run(1000ms)) ended.push_back(std::move(each));
    }
    REQUIRE(ended.size() == count);
    return ended;
}

Exchange one(const Line& line, HttpRequest wanted) {
    Transport transport(line.settings);
    transport.send(std::move(wanted));
    return finish(transport, 1).front();
}

std::string told(const Exchange& exchange) {
    switch (exchange.end) {
        case End::Replied:
            return "replied " + std::to_string(exchange.status);
        case End::NotReached:
            return "not reached: " + exchange.failure;
        case End::TimedOut:
            return "timed out: " + exchange.failure;
        case End::Broken:
            return "broken: " + exchange.failure;
    }
    return "?";
}

}  // namespace

TEST_CASE("a request arrives as it was given and its reply comes back") {
    const Line line;
    Seen seen;
    TlsServer server(line.authority.issue({}), line.authority.certificate(), [&](const Seen& got) {
        seen = got;
        return reply("{\"infcode\":0}", "200 OK", "Date: Sun, 22 Nov 2026 07:44:26 GMT\r\n");
    });
    const Exchange exchange = one(line, request(server.url("/p/1101")));
    CHECK(told(exchange) == "replied 200");
    CHECK(exchange.body == "{\"infcode\":0}");
    CHECK(exchange.date_ms == 1795333466000);
    server.stop();
    CHECK(seen.line == "POST /p/1101 HTTP/1.1");
    CHECK(seen.headers["content-type"] == "application/json");
    CHECK(seen.headers["_api_name"] == "1101");
    CHECK(seen.body == "{\"infno\":\"1101\"}");
    CHECK_FALSE(seen.headers.contains("expect"));
    CHECK_FALSE(seen.headers.contains("user-agent"));
}

TEST_CASE("a server that is not the platform is not spoken to") {
    const Line line;
    const Authority stranger("stranger");
    struct Case {
        const char* told;
        bool strange;
        Wish wish;
    };
    const Case each = GENERATE(values<Case>({
        {"not reached: tls_host", false, {"platform", "DNS:other.example"}},
        {"not reached: tls_host", false, {"other.example", ""}},
        {"not reached: tls_ca", true, {}},
        {"not reached: tls_expired", false, {"platform", "IP:127.0.0.1", -30, -1}},
        {"not reached: tls_expired", false, {"platform", "IP:127.0.0.1", 5, 30}},
    }));
    const Issued own = each.strange ? stranger.issue(each.wish) : line.authority.issue(each.wish);
    TlsServer server(own, line.authority.certificate(), [](const Seen&) { return reply("{}"); });
    CHECK(told(one(line, request(server.url()))) == each.told);
    server.stop();
    CHECK(server.requests() == 0);
}

TEST_CASE("a certificate that the server does not take is named, whether by alert or by page") {
    Line line;
    const Authority stranger("stranger");
    SECTION("alert") {
        const Issued wrong = stranger.issue({"terminal", "DNS:terminal"});
        line.settings.certificate_file = line.scratch.write("wrong.pem", wrong.certificate);
        line.settings.key_file = line.scratch.write("wrong.key", wrong.key);
        TlsServer server(line.authority.issue({}), line.authority.certificate(),
                         [](const Seen&) { return reply("{}"); });
        CHECK(told(one(line, request(server.url()))) == "not reached: client_certificate");
        server.stop();
        CHECK(server.requests() == 0);
    }
    SECTION("nginx's page") {
        CHECK(is_certificate_page(400, "<center>The SSL certificate error</center>"));
        CHECK(is_certificate_page(400, "<center>No required SSL certificate was sent</center>"));
        CHECK(is_certificate_page(495, ""));
        CHECK(is_certificate_page(496, ""));
        CHECK_FALSE(is_certificate_page(400, "{\"infcode\":-1}"));
        CHECK_FALSE(is_certificate_page(200, "The SSL certificate error"));
    }
}

TEST_CASE("nobody there, nobody answering, and no such name") {
    const Line line;
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    const std::string url = "https://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/p";
    SECTION("bound but not listening: refused") {
        CHECK(told(one(line, request(url))) == "not reached: connect");
    }
    SECTION("a TCP port without TLS behind it hangs in the handshake") {
        REQUIRE(::listen(socket, 1) == 0);
        CHECK(told(one(line, request(url, 1, 300ms))) == "not reached: tls");
    }
    SECTION("a name that cannot exist (RFC 6761)") {
        CHECK(told(one(line, request("https://platform.invalid/p"))) == "not reached: lookup");
    }
    SECTION("plain http is never spoken") {
        CHECK(told(one(line, request("http" + url.substr(5)))) == "broken: transport");
    }
    ::close(socket);
}

TEST_CASE("what can happen after the request left") {
    const Line line;
    struct Case {
        const char* told;
        Action action;
    };
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";
    const Case each = GENERATE_COPY(values<Case>({
        {"broken: closed", {"", true}},
        {"broken: closed", {"", true, true}},
        {"broken: cut_body", {head + "{\"infcode\":0", true}},
        {"broken: cut_body", {head, true, true}},
        {"broken: cut_body", {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"inf", true}},
        {"broken: unreadable", {"I am no HTTP server at all\r\n\r\n", true}},
        {"broken: too_large", reply(std::string((1 << 20) + 1, 'x'))},
        {"broken: too_large", reply("{}", "200 OK", "X-Much: " + std::string(70'000, 'x') + "\r\n")},
        {"replied 200", reply(std::string(1 << 20, 'x'))},
        {"replied 502", reply("<html>", "502 Bad Gateway")},
        {"replied 302", reply("", "302 Found", "Location: https://127.0.0.1:1/\r\n")},
    }));
    TlsServer server(line.authority.issue({}), line.authority.certificate(),
                     [&](const Seen&) { return each.action; });
    CHECK(told(one(line, request(server.url()))) == each.told);
}

TEST_CASE("silence ends in a time-out, before and inside the reply") {
    const Line line;
    const bool begun = GENERATE(false, true);
    TlsServer server(line.authority.issue({}), line.authority.certificate(), [&](const Seen&) -> Action {
        if (!begun) return {.silent = true};
        return {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"};
    });
    CHECK(told(one(line, request(server.url(), 1, 300ms))) == "timed out: timeout");
    server.stop();
    CHECK(server.requests() == 1);
}

TEST_CASE("queries share a connection; a fresh request shares nothing; drop_all closes all") {
    const Line line;
    TlsServer server(line.authority.issue({}), line.authority.certificate(),
                     [](const Seen&) { return reply("{}"); });
    Transport transport(line.settings);
    for (std::uint64_t key = 1; key <= 3; ++key) {
        transport.send(request(server.url(), key));
        CHECK(told(finish(transport, 1).front()) == "replied 200");
    }
    CHECK(server.handshakes() == 1);
    for (std::uint64_t key = 4; key <= 5; ++key) {
        HttpRequest alone = request(server.url(), key);
        alone.fresh = true;
        transport.send(std::move(alone));
        CHECK(told(finish(transport, 1).front()) == "replied 200");
    }
    CHECK(server.handshakes() == 3);
    transport.send(request(server.url(), 6));
    finish(transport, 1);
    CHECK(server.handshakes() == 3);
    transport.drop_all();
    transport.send(request(server.url(), 7));
    finish(transport, 1);
    CHECK(server.handshakes() == 4);
    CHECK(server.requests() == 7);
}

TEST_CASE("a fresh request whose connection dies is never sent a second time") {
    const Line line;
    TlsServer server(line.authority.issue({}), line.authority.certificate(), [](const Seen& seen) -> Action {
        if (seen.body == "once") return {"", true, true};
        return reply("{}");
    });
    Transport transport(line.settings);
    transport.send(request(server.url(), 1));
    finish(transport, 1);
    HttpRequest once = request(server.url(), 2);
    once.body = "once";
    once.fresh = true;
    transport.send(std::move(once));
    CHECK(told(finish(transport, 1).front()) == "broken: closed");
    server.stop();
    CHECK(server.requests() == 2);
}

TEST_CASE("a query on a kept connection that has died arrives all the same") {
    const Line line;
    int count = 0;
    TlsServer server(line.authority.issue({}), line.authority.certificate(), [&](const Seen&) -> Action {
        if (++count == 2) return {"", true, true};
        return reply("{}");
    });
    Transport transport(line.settings);
    for (std::uint64_t key = 1; key <= 2; ++key) {
        transport.send(request(server.url(), key));
        CHECK(told(finish(transport, 1).front()) == "replied 200");
    }
    server.stop();
    CHECK(server.requests() == 3);  // libcurl's own repetition: why state-changing calls must be fresh
}

TEST_CASE("a probe shakes hands and asks nothing") {
    const Line line;
    TlsServer server(line.authority.issue({}), line.authority.certificate(),
                     [](const Seen&) { return reply("{}"); });
    Transport transport(line.settings);
    transport.probe(9, server.url("/"), 1500ms);
    const Exchange found = finish(transport, 1).front();
    CHECK(found.key == 9);
    CHECK(found.end == End::Replied);
    server.stop();
    CHECK(server.handshakes() == 1);
    CHECK(server.requests() == 0);
    transport.probe(10, server.url("/"), 1500ms);
    CHECK(told(finish(transport, 1).front()) == "not reached: connect");
}

TEST_CASE("an abandoned request says nothing more, and wake ends a sleep") {
    const Line line;
    TlsServer server(line.authority.issue({}), line.authority.certificate(),
                     [](const Seen&) -> Action { return {.silent = true}; });
    Transport transport(line.settings);
    transport.send(request(server.url(), 1));
    while (server.requests() == 0) transport.run(10ms);
    transport.abandon(1);
    transport.abandon(77);
    const std::jthread waker([&] { transport.wake(); });
    CHECK(transport.run(600s).empty());  // the test would not end
}
