#include "kiosk/relay/transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "kiosk/relay/transport_end.h"

namespace circle::relay {
namespace {

constexpr std::size_t kLargestBody = 1 << 20;
constexpr std::size_t kLargestHead = 64 << 10;
constexpr long kMostConnections = 8;
constexpr long kKeptConnections = 5;

struct EasyDeleter {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// What a second handle waits for, to be waited for beside the first one's own; `sleep` (ms) is cut to its
// timer.
std::vector<curl_waitfd> sockets_of(CURLM* multi, std::int64_t& sleep) {
    constexpr std::int64_t kNothingToWaitFor = 20;  // in libcurl's words: try again a little later
    fd_set reads, writes, faults;
    FD_ZERO(&reads);
    FD_ZERO(&writes);
    FD_ZERO(&faults);
    int highest = -1;
    std::vector<curl_waitfd> found;
    curl_multi_fdset(multi, &reads, &writes, &faults, &highest);
    for (int fd = 0; fd <= highest; ++fd) {
        int events = 0;
        if (FD_ISSET(fd, &reads)) events |= CURL_WAIT_POLLIN;
        if (FD_ISSET(fd, &writes)) events |= CURL_WAIT_POLLOUT;
        if (FD_ISSET(fd, &faults)) events |= CURL_WAIT_POLLPRI;
        if (events != 0) found.push_back({fd, static_cast<short>(events), 0});
    }
    long timer = -1;
    curl_multi_timeout(multi, &timer);
    if (timer >= 0) sleep = std::min<std::int64_t>(sleep, timer);
    if (found.empty()) sleep = std::min(sleep, kNothingToWaitFor);
    return found;
}

}  // namespace

struct Transport::Library {
    Library() { curl_global_init(CURL_GLOBAL_DEFAULT); }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() { curl_global_cleanup(); }
};

struct Transport::Transfer {
    HttpRequest request;
    CURLM* multi = nullptr;  // where it runs
    std::string reply;
    std::size_t head_bytes = 0;
    bool too_large = false;
    std::optional<std::int64_t> date_ms;
    std::array<char, CURL_ERROR_SIZE> error{};
    std::unique_ptr<curl_slist, ListDeleter> headers;
    std::unique_ptr<CURL, EasyDeleter> easy{curl_easy_init()};

    void stop() { curl_multi_remove_handle(multi, easy.get()); }

    static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self) {
        auto& transfer = *static_cast<Transfer*>(self);
        transfer.too_large = transfer.reply.size() + size > kLargestBody;
        if (transfer.too_large) return 0;
        transfer.reply.append(data, size);
        return size;
    }

    static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self) {
        auto& transfer = *static_cast<Transfer*>(self);
        transfer.head_bytes += size;
        transfer.too_large = transfer.head_bytes > kLargestHead;
        if (transfer.too_large) return 0;
        constexpr std::string_view kDate = "date:";
        if (size > kDate.size() && curl_strnequal(data, kDate.data(), kDate.size()) != 0) {
            const std::time_t at =
                curl_getdate(std::string(data + kDate.size(), size - kDate.size()).c_str(), nullptr);
            if (at > 0) transfer.date_ms = static_cast<std::int64_t>(at) * 1000;
        }
        return size;
    }
};

Transport::Transport(TransportSettings settings)
    : settings_(std::move(settings)), library_(std::make_unique<Library>()) {
    drop_all();
}

Transport::~Transport() {
    for (auto& [key, transfer] : transfers_) transfer->stop();
    transfers_.clear();
    curl_multi_cleanup(multi_);
    curl_multi_cleanup(fresh_);
}

void Transport::send(HttpRequest request) {
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    const HttpRequest& kept = transfer->request;
    CURL* easy = transfer->easy.get();
    curl_slist* list = nullptr;
    for (const std::string& header : kept.headers) list = curl_slist_append(list, header.c_str());
    list = curl_slist_append(list, "Content-Type: application/json");
    list = curl_slist_append(list, "Expect:");  // no 100-continue: one round trip
    transfer->headers.reset(list);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(kept.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS,
                     kept.body.data());  // not copied; the transfer outlives the handle's use
    if (kept.fresh) {
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    }
    start(std::move(transfer));
}

void Transport::probe(std::uint64_t key, const std::string& url, std::chrono::milliseconds timeout) {
    auto transfer = std::make_unique<Transfer>();
    transfer->request.key = key;
    transfer->request.url = url;
    transfer->request.timeout = timeout;
    curl_easy_setopt(transfer->easy.get(), CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(transfer->easy.get(), CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(transfer->easy.get(), CURLOPT_FORBID_REUSE, 1L);
    start(std::move(transfer));
}

void Transport::start(std::unique_ptr<Transfer> transfer) {
    CURL* easy = transfer->easy.get();
    const long total = static_cast<long>(std::max<std::int64_t>(transfer->request.timeout.count(), 1));
    const long connect = static_cast<long>(settings_.connect_timeout.count());
    curl_easy_setopt(easy, CURLOPT_URL, transfer->request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // never wait for a resolver thread that hangs
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, std::min(connect, total));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, total);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_CAINFO, settings_.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy, CURLOPT_SSLCERT, settings_.certificate_file.c_str());
    curl_easy_setopt(easy, CURLOPT_SSLKEY, settings_.key_file.c_str());
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);  // nothing outlives the connection
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error.data());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer.get());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer.get());
    transfer->multi = transfer->request.fresh ? fresh_ : multi_;
    curl_multi_add_handle(transfer->multi, easy);
    transfers_[transfer->request.key] = std::move(transfer);
}

void Transport::abandon(std::uint64_t key) {
    const auto it = transfers_.find(key);
    if (it == transfers_.end()) return;
    it->second->stop();
    transfers_.erase(it);
}

void Transport::renew(void*& multi) {
    CURLM* made = curl_multi_init();
    // Without this a technician's HTTP/2-capable front would be asked for multiplexing.
    curl_multi_setopt(made, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
    curl_multi_setopt(made, CURLMOPT_MAX_HOST_CONNECTIONS, kMostConnections);
    curl_multi_setopt(made, CURLMOPT_MAXCONNECTS, kKeptConnections);
    CURLM* old = multi;
    {
        const std::lock_guard lock(wake_mutex_);
        multi = made;
    }
    curl_multi_cleanup(old);
}

void Transport::drop_all() {
    for (auto& [key, transfer] : transfers_) transfer->stop();
    transfers_.clear();
    renew(multi_);
    renew(fresh_);
}

void Transport::drop_kept() {
    std::erase_if(transfers_, [](auto& entry) {
        const bool kept = !entry.second->request.fresh;
        if (kept) entry.second->stop();
        return kept;
    });
    renew(multi_);
    if (transfers_.empty()) renew(fresh_);
}

void Transport::wake() {
    const std::lock_guard lock(wake_mutex_);
    curl_multi_wakeup(multi_);
}

void Transport::perform() {
    int running = 0;
    curl_multi_perform(multi_, &running);
    curl_multi_perform(fresh_, &running);
}

std::vector<Exchange> Transport::run(std::chrono::milliseconds longest) {
    perform();
    if (auto ended = collect(); !ended.empty()) return ended;
    auto sleep = std::clamp<std::int64_t>(longest.count(), 0, 600'000);
    std::vector<curl_waitfd> others;
    if (std::ranges::any_of(transfers_, [](const auto& entry) { return entry.second->request.fresh; })) {
        others = sockets_of(fresh_, sleep);
    }
    curl_multi_poll(multi_, others.data(), static_cast<unsigned>(others.size()), static_cast<int>(sleep),
                    nullptr);
    perform();
    return collect();
}

std::vector<Exchange> Transport::collect() {
    std::vector<Exchange> ended;
    collect_from(multi_, ended);
    collect_from(fresh_, ended);
    return ended;
}

void Transport::collect_from(void* multi, std::vector<Exchange>& ended) {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL* easy = message->easy_handle;
        const CURLcode code =
            message->data.result;  // NOLINT(cppcoreguidelines-pro-type-union-access): libcurl's own
        const auto it =
            std::ranges::find_if(transfers_, [&](const auto& t) { return t.second->easy.get() == easy; });
        if (it == transfers_.end()) continue;
        Transfer& transfer = *it->second;

        Facts facts;
        facts.code = code;
        facts.too_large = transfer.too_large;
        facts.alert = transfer.error.data();
        facts.body_begun = !transfer.reply.empty();
        curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &facts.verify_result);
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &facts.status);
        curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &facts.request_bytes);
        curl_off_t lookup = 0, handshake = 0;
        long local_port = 0;
        curl_easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &lookup);
        curl_easy_getinfo(easy, CURLINFO_LOCAL_PORT, &local_port);
        curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &handshake);
        facts.looked_up = lookup > 0;
        facts.connected = local_port > 0;  // the connect time comes only after the handshake

        Exchange exchange = end_of(facts);
        exchange.key = it->first;
        exchange.status = facts.status;
        exchange.body = std::move(transfer.reply);
        exchange.date_ms = transfer.date_ms;
        exchange.left = handshake > 0 || facts.request_bytes > 0 || code == CURLE_OK;
        ended.push_back(std::move(exchange));
        transfer.stop();
        transfers_.erase(it);
    }
}

}  // namespace circle::relay
