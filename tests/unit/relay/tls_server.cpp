#include "tests/unit/relay/tls_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <cstdlib>

namespace circle::relay::test {
namespace {

void must(bool ok) {
    if (!ok) std::abort();
}

// The relay must cope with SIGPIPE by itself, so it is blocked only in the server's threads.
void block_sigpipe() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

X509* certificate_from(const std::string& pem) {
    BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    X509* certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    return certificate;
}

bool send_all(SSL* ssl, const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const int n = SSL_write(ssl, bytes.data() + done, static_cast<int>(bytes.size() - done));
        if (n <= 0) return false;
        done += static_cast<std::size_t>(n);
    }
    return true;
}

bool read_more(SSL* ssl, std::string& buffer) {
    std::array<char, 16384> chunk{};
    const int n = SSL_read(ssl, chunk.data(), static_cast<int>(chunk.size()));
    if (n <= 0) return false;
    buffer.append(chunk.data(), static_cast<std::size_t>(n));
    return true;
}

bool read_request(SSL* ssl, std::string& buffer, Seen& seen) {
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more(ssl, buffer)) return false;
    }
    std::size_t at = buffer.find("\r\n");
    seen.line = buffer.substr(0, at);
    while (at < end) {
        const std::size_t next = buffer.find("\r\n", at + 2);
        const std::string line = buffer.substr(at + 2, next - at - 2);
        const std::size_t colon = line.find(": ");
        std::string name = line.substr(0, colon);
        std::ranges::transform(name, name.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (colon != std::string::npos) seen.headers[name] = line.substr(colon + 2);
        at = next;
    }
    const std::size_t length = std::stoul("0" + seen.headers["content-length"]);
    while (buffer.size() < end + 4 + length) {
        if (!read_more(ssl, buffer)) return false;
    }
    seen.body = buffer.substr(end + 4, length);
    buffer.erase(0, end + 4 + length);
    return true;
}

}  // namespace

Action reply(const std::string& body, const std::string& status, const std::string& more) {
    return {"HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + more +
            "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body};
}

TlsServer::TlsServer(const Issued& own, const std::string& client_ca, Handler handler, bool ask_certificate)
    : context_(SSL_CTX_new(TLS_server_method())), handler_(std::move(handler)) {
    X509* certificate = certificate_from(own.certificate);
    X509* ca = certificate_from(client_ca);
    BIO* bio = BIO_new_mem_buf(own.key.data(), static_cast<int>(own.key.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    must(SSL_CTX_use_certificate(context_, certificate) == 1 && SSL_CTX_use_PrivateKey(context_, key) == 1);
    must(X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), ca) == 1);
    if (ask_certificate)
        SSL_CTX_set_verify(context_, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    X509_free(certificate);
    X509_free(ca);
    EVP_PKEY_free(key);
    BIO_free(bio);
    bind_and_listen();
}

TlsServer::~TlsServer() {
    stop();
    SSL_CTX_free(context_);
}

void TlsServer::bind_and_listen() {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    socklen_t size = sizeof address;
    must(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    must(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    must(::listen(listener_, 16) == 0);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this, fd = listener_] { accept_all(fd); });
}

void TlsServer::listen_again() { bind_and_listen(); }

void TlsServer::stop() {
    if (listener_ < 0) return;
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    listener_ = -1;
    std::vector<std::thread> threads;
    {
        const std::lock_guard lock(mutex_);
        for (const int fd : sockets_) ::shutdown(fd, SHUT_RDWR);
        threads.swap(threads_);
    }
    for (std::thread& thread : threads) thread.join();
}

void TlsServer::accept_all(int listener) {
    block_sigpipe();
    for (;;) {
        const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0) return;
        ++accepted_;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const std::lock_guard lock(mutex_);
        sockets_.push_back(fd);
        threads_.emplace_back([this, fd] {
            block_sigpipe();
            serve(fd);
            const std::lock_guard inner(mutex_);
            std::erase(sockets_, fd);
            ::close(fd);
        });
    }
}

void TlsServer::serve(int fd) {
    SSL* ssl = SSL_new(context_);
    SSL_set_fd(ssl, fd);
    bool polite = true;
    if (SSL_accept(ssl) == 1) {
        const int number = ++handshakes_;
        ++open_;
        std::string buffer;
        for (;;) {
            Seen seen;
            seen.connection = number;
            if (!read_request(ssl, buffer, seen)) break;
            ++requests_;
            Action action;
            {
                const std::lock_guard lock(handler_mutex_);
                action = handler_(seen);
            }
            pollfd gone{fd, POLLRDHUP, 0};
            if (action.delay.count() > 0) ::poll(&gone, 1, static_cast<int>(action.delay.count()));
            if (action.silent) ::poll(&gone, 1, 60'000);
            if (action.silent || !send_all(ssl, action.bytes) || action.close) {
                polite = !action.rude;
                break;
            }
        }
        --open_;
        if (polite) SSL_shutdown(ssl);
    } else {
        // The alert is on its way; a close with unread input would turn it into a reset.
        ::shutdown(fd, SHUT_WR);
        std::array<char, 4096> rest{};
        while (::read(fd, rest.data(), rest.size()) > 0) {
        }
    }
    ERR_clear_error();
    SSL_free(ssl);
}

}  // namespace circle::relay::test
