#include "tests/devices/rig.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <winscard.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace rig {

using namespace circle::drivers;
using namespace circle::drivers::card;

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set: run by ctest");
    return value;
}

void require(bool holds, const std::string& what) {
    if (!holds) throw std::runtime_error(what);
}

void require_sandbox() {
    if (std::getenv("CIRCLE_SANDBOX") == nullptr)
        throw std::runtime_error("this suite starts its own pcscd: run it as  .ci/sandbox ctest -L devices");
}

}  // namespace

Child::Child(const std::vector<std::string>& command, bool with_pipes) {
    int to[2] = {-1, -1}, from[2] = {-1, -1};
    if (with_pipes && (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0))
        throw std::runtime_error("pipe");
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) {
        if (with_pipes) {
            dup2(to[0], 0);
            dup2(from[1], 1);
        }
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    if (with_pipes) {
        close(to[0]);
        close(from[1]);
        in_ = to[1];
        out_ = from[0];
    }
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      in_(std::exchange(other.in_, -1)),
      out_(std::exchange(other.out_, -1)) {}

Child& Child::operator=(Child&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(in_, other.in_);
    std::swap(out_, other.out_);
    return *this;
}

void Child::send(int signal) const {
    if (pid_ > 0) kill(pid_, signal);
}

void Child::end(int signal) {
    if (pid_ <= 0) return;
    kill(pid_, signal);
    kill(pid_, SIGCONT);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
    if (in_ >= 0) close(in_);
    if (out_ >= 0) close(out_);
    in_ = out_ = -1;
}

std::string Child::ask(const std::string& line) const {
    const std::string text = line + "\n";
    if (write(in_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error("the far end's program died");
    return this->line();
}

std::string Child::line() const {
    std::string answer;
    char c = 0;
    while (::read(out_, &c, 1) == 1) {
        if (c == '\n') return answer;
        answer.push_back(c);
    }
    throw std::runtime_error("the far end's program died");
}

void Pcscd::run(const std::string& configuration) {
    require_sandbox();
    if (folder_.empty()) {
        std::string name = (std::filesystem::temp_directory_path() / "circle-reader-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
        folder_ = name;
    }
    std::ofstream(folder_ / "vpcd") << configuration;
    std::filesystem::create_directories("/run/pcscd");
    std::filesystem::remove(
        "/run/pcscd/pcscd.comm");  // a killed pcscd leaves both behind and the next one refuses
    std::filesystem::remove("/run/pcscd/pcscd.pid");
    child_ = Child({"pcscd", "--foreground", "--critical", "--config", folder_.string()}, false);
    for (int i = 0; i < 2000; ++i) {
        SCARDCONTEXT context = 0;
        if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) == SCARD_S_SUCCESS) {
            SCardReleaseContext(context);
            return;
        }
        std::this_thread::sleep_for(10ms);
    }
    throw std::runtime_error("pcscd does not start");
}

void Pcscd::start(const std::string& reader_name) {
    run("FRIENDLYNAME \"" + reader_name +
        "\"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\nCHANNELID "
        "0x8C7B\n");
}

void Pcscd::start_without_reader() { run("# none\n"); }

void Pcscd::stop(int signal) {
    child_.end(signal);
    if (!folder_.empty()) std::filesystem::remove_all(std::exchange(folder_, {}));
}

Card::Card(const std::string& person)
    : child_({environment("CIRCLE_BIN") + "/circle-virtual-card", "--person",
              environment("CIRCLE_ASSETS") + "/people/" + person + ".toml"},
             true) {}

std::string Card::say(const std::string& line) {
    std::string answer = child_.ask(line);
    require(answer.starts_with("ok"), line + " -> " + answer);
    return answer;
}

void Card::insert(const std::string& person) {
    say("remove");
    say("person " + environment("CIRCLE_ASSETS") + "/people/" + person + ".toml");
    say("insert");
}

Reader::Sink Listener::sink() {
    return [this](Event event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(std::move(event));
        changed_.notify_all();
    };
}

std::optional<ReadDone> Listener::result(std::uint64_t request) const {
    for (ReadDone& done : all<ReadDone>()) {
        if (done.request == request) return done;
    }
    return std::nullopt;
}

std::size_t Listener::results(std::uint64_t request) const {
    std::size_t count = 0;
    for (const ReadDone& done : all<ReadDone>()) count += done.request == request ? 1 : 0;
    return count;
}

State Listener::state() const {
    const auto changes = all<StateChanged>();
    return changes.empty() ? State::Absent : changes.back().state;
}

Rig::Rig(const Settings& settings) : reader(Reader::start(settings, heard.sink())) {
    require(heard.wait([this] { return heard.state() == State::Ready; }), "the reader is not ready");
}

std::string Rig::picture() {
    return card.status() + "; driver " + std::string(name(reader->health().state)) + ", " +
           std::to_string(heard.all<Inserted>().size()) + " inserted, " +
           std::to_string(heard.all<Removed>().size()) + " removed, " +
           std::to_string(heard.all<ReadDone>().size()) + " done";
}

void Rig::insert(const std::string& person) { insert_with({}, person); }

void Rig::insert_with(const std::vector<std::string>& faults, const std::string& person) {
    remove();
    card.say("clear");
    for (const std::string& fault : faults) card.say("fault " + fault);
    const std::size_t before = heard.all<Inserted>().size();
    card.insert(person);
    if (!heard.wait([&] { return heard.all<Inserted>().size() > before; }))
        throw std::runtime_error("the card is not seen: " + picture());
}

void Rig::remove() {
    card.say("remove");
    if (!heard.wait([this] { return heard.all<Removed>().size() == heard.all<Inserted>().size(); }))
        throw std::runtime_error("the card is not seen going: " + picture());
}

std::uint64_t Rig::submit() {
    reader->submit(++last_request_);
    return last_request_;
}

ReadDone Rig::done(std::uint64_t request) {
    if (!heard.wait([&] { return heard.results(request) > 0; }))
        throw std::runtime_error("the read has no end: " + picture());
    return *heard.result(request);
}

}  // namespace rig
