// The channel's thread: reads lines, hands requests to main, writes answers. Nothing of a line stays in memory
// after it was dealt with, for trees and texts hold personal data.
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <map>
#include <stop_token>
#include <string_view>
#include <thread>

#include "kiosk/ground/mailbox.h"
#include "kiosk/inspect/channel.h"
#include "kiosk/inspect/codec.h"
#include "kiosk/inspect/socket.h"
#include "kiosk/privacy/scrub.h"

namespace circle::inspect {
namespace {

constexpr std::size_t most_clients = 8;
constexpr std::size_t most_open = 64;  // requests of one client that wait for an answer
constexpr std::size_t most_unsent = std::size_t{32} * 1024 * 1024;  // bytes to a client that does not read

struct Client {
    Handle socket;
    std::string in, out;
    std::size_t open = 0;
    bool finished = false;  // says nothing more: flush and close

    bool reads() const { return !finished && open < most_open; }
};

// Drops the first `count` bytes and the storage that held them: clear() and erase() would keep them.
void drop_front(std::string& text, std::size_t count) {
    std::string rest(text, count);
    text.swap(rest);
}

class SocketChannel final : public Channel {
  public:
    SocketChannel(Listener listener, Handle bell, std::function<void()> wake)
        : listener_(std::move(listener)),
          bell_(std::move(bell)),
          requests_(most_clients * most_open, std::move(wake)),
          answers_(0, [this] { ring(); }),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}

    SocketChannel(const SocketChannel&) = delete;
    SocketChannel(SocketChannel&&) = delete;
    SocketChannel& operator=(const SocketChannel&) = delete;
    SocketChannel& operator=(SocketChannel&&) = delete;
    ~SocketChannel() override {
        thread_.request_stop();
        ring();
    }

    std::vector<Request> take() override { return requests_.take_all(); }
    void reply(RequestId id, Reply reply) override { answers_.post({id, std::move(reply)}); }

  private:
    struct Asker {
        std::uint64_t client;
        std::int64_t id;
    };

    void ring() noexcept { eventfd_write(bell_.get(), 1); }

    void run(const std::stop_token& stop) {
        const privacy::StackGuard guard;
        while (!stop.stop_requested()) {
            try {
                pass(-1);
            } catch (const std::exception&) {  // out of memory: drop who asks for more than there is
                clients_.clear();
            }
            privacy::scrub_stack();
        }
        try {
            flush();
        } catch (const std::exception&) {  // the program ends; a last answer is lost
        }
    }

    // What main answered last ("quit") still goes out; a client that does not read is not waited for long.
    void flush() {
        deliver();
        const auto unsent = [](const auto& entry) { return !entry.second.out.empty(); };
        for (int round = 0; round < 20 && std::ranges::any_of(clients_, unsent); ++round) {
            for (auto& [key, client] : clients_) client.open = most_open;  // takes no more requests
            pass(50);
        }
    }

    void pass(int timeout_ms) {
        std::vector<pollfd> waits = {{bell_.get(), POLLIN, 0}, {listener_.descriptor(), POLLIN, 0}};
        if (clients_.size() >= most_clients) waits[1].fd = -1;  // the next ones wait in the queue of the socket
        std::vector<std::uint64_t> keys;
        for (const auto& [key, client] : clients_) {
            const int events = (client.reads() ? POLLIN : 0) | (client.out.empty() ? 0 : POLLOUT);
            waits.push_back({client.socket.get(), static_cast<short>(events), 0});
            keys.push_back(key);
        }
        if (poll(waits.data(), waits.size(), timeout_ms) < 0) return;  // a signal
        if (waits[0].revents != 0) {
            eventfd_t count = 0;
            eventfd_read(bell_.get(), &count);
        }
        deliver();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const short seen = waits[i + 2].revents;
            Client& client = clients_.at(keys[i]);
            bool alive = (seen & (POLLERR | POLLNVAL)) == 0;
            if (alive && (seen & POLLIN) != 0) alive = receive(keys[i], client);
            if (alive && (seen & POLLHUP) != 0) {  // gone in both directions: take what it still said
                while (client.reads() && receive(keys[i], client)) continue;
                alive = false;
            }
            if (alive && !client.out.empty()) alive = send_some(client);
            if (!alive || (client.finished && client.out.empty() && client.open == 0)) clients_.erase(keys[i]);
        }
        if (waits[1].revents != 0)
            if (Handle socket = listener_.accept(); socket.valid())
                clients_.emplace(++last_client_, Client{std::move(socket), {}, {}, 0, false});
    }

    // Answers of main to the buffers of the clients that asked.
    void deliver() {
        for (auto& [id, reply] : answers_.take_all()) {
            const auto asker = askers_.find(id);
            if (asker == askers_.end()) continue;  // answered before, or never asked
            const Asker who = asker->second;
            askers_.erase(asker);
            const auto client = clients_.find(who.client);
            if (client == clients_.end()) continue;  // gone meanwhile
            --client->second.open;
            client->second.out += answer_line(who.id, reply);
            take_lines(who.client, client->second);  // what was held back while too many were open
        }
    }

    // False when the client is gone.
    bool receive(std::uint64_t key, Client& client) {
        if (!client.reads()) return true;
        std::array<char, 16384> buffer;
        const ssize_t got = recv(client.socket.get(), buffer.data(), buffer.size(), 0);
        if (got < 0) return errno == EAGAIN || errno == EINTR;
        if (got == 0) {
            client.finished = true;  // it may have shut down its sending half only: answers still go out
            return client.open > 0 || !client.out.empty();
        }
        client.in.append(buffer.data(), static_cast<std::size_t>(got));
        take_lines(key, client);
        return true;
    }

    void take_lines(std::uint64_t key, Client& client) {
        std::size_t begin = 0;
        while (client.open < most_open && client.out.size() < most_unsent) {
            const std::size_t end = client.in.find('\n', begin);
            if (end == std::string::npos) break;
            take_line(key, client, std::string_view(client.in).substr(begin, end - begin));
            begin = end + 1;
        }
        if (begin > 0) drop_front(client.in, begin);
        if (client.in.size() > longest_line && client.in.find('\n') == std::string::npos) {
            client.out += answer_line({}, Error{Code::BadRequest, "a line is longer than 65536 bytes"});
            client.finished = true;
            drop_front(client.in, client.in.size());
        }
    }

    void take_line(std::uint64_t key, Client& client, std::string_view line) {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
        auto parsed = parse(line);
        if (!parsed) {
            client.out += answer_line(parsed.error().id, parsed.error().error);
            return;
        }
        const RequestId id = ++last_request_;
        askers_[id] = {key, parsed->id};
        ++client.open;
        requests_.post({id, std::move(parsed->command)});  // bounded by most_open of most_clients
    }

    // False when the client is gone or does not read.
    static bool send_some(Client& client) {
        const ssize_t sent = send(client.socket.get(), client.out.data(), client.out.size(), MSG_NOSIGNAL);
        if (sent < 0) return (errno == EAGAIN || errno == EINTR) && client.out.size() <= most_unsent;
        drop_front(client.out, static_cast<std::size_t>(sent));
        return true;
    }

    Listener listener_;
    Handle bell_;
    Mailbox<Request> requests_;
    Mailbox<std::pair<RequestId, Reply>> answers_;

    // The thread's own.
    std::map<std::uint64_t, Client> clients_;
    std::map<RequestId, Asker> askers_;
    std::uint64_t last_client_ = 0;
    RequestId last_request_ = 0;

    std::jthread thread_;  // last: it uses everything above
};

}  // namespace

tl::expected<std::unique_ptr<Channel>, std::string> Channel::open(const std::string& path,
                                                                  std::function<void()> wake) {
    auto listener = Listener::open(path);
    if (!listener) return tl::unexpected(listener.error());
    Handle bell(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!bell.valid()) return tl::unexpected<std::string>("no event descriptor for the inspect channel");
    return std::make_unique<SocketChannel>(std::move(*listener), std::move(bell), std::move(wake));
}

}  // namespace circle::inspect
