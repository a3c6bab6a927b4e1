// A pcscd of our own and a virtual card in it. Runs only in the sandbox (.ci/sandbox): /run and every port are
// private there.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "drivers/card/reader.h"

namespace rig {

using namespace std::chrono_literals;

constexpr auto kPatience = std::chrono::seconds(20);  // for what must come; never what is measured

// A child process, ended with the object.
class Child {
  public:
    Child() = default;
    Child(const std::vector<std::string>& command, bool with_pipes);
    ~Child() { end(9); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;

    void end(int signal);
    void send(int signal) const;
    pid_t pid() const { return pid_; }
    std::string ask(const std::string& line) const;  // one line in, one line out
    std::string line() const;                        // one line out

  private:
    pid_t pid_ = -1;
    int in_ = -1, out_ = -1;
};

class Pcscd {
  public:
    explicit Pcscd(const std::string& reader_name = "Virtual PCD") { start(reader_name); }
    ~Pcscd() { stop(15); }
    Pcscd(const Pcscd&) = delete;
    Pcscd& operator=(const Pcscd&) = delete;

    void start(const std::string& reader_name = "Virtual PCD");  // returns when clients can connect
    void start_without_reader();
    void stop(int signal);
    void send(int signal) const { child_.send(signal); }

  private:
    void run(const std::string& configuration);
    Child child_;
    std::filesystem::path folder_;
};

// circle-virtual-card by its control lines.
class Card {
  public:
    explicit Card(const std::string& person = "01-resident");
    std::string say(const std::string& line);  // the answer must begin with "ok"
    void insert(const std::string& person);    // takes out what is in, clears faults
    std::string status() { return say("status"); }

  private:
    Child child_;
};

// What a Reader told, kept in order.
class Listener {
  public:
    circle::drivers::card::Reader::Sink sink();

    template <typename T>
    std::vector<T> all() const {
        const std::lock_guard lock(mutex_);
        std::vector<T> out;
        for (const auto& event : events_) {
            if (const T* one = std::get_if<T>(&event)) out.push_back(*one);
        }
        return out;
    }

    // True as soon as the condition holds; false when it did not for as long as patience lasts.
    template <typename Condition>
    bool wait(Condition condition, std::chrono::milliseconds patience = kPatience) {
        const auto end = std::chrono::steady_clock::now() + patience;
        std::unique_lock lock(mutex_);
        while (true) {
            lock.unlock();
            if (condition()) return true;
            lock.lock();
            if (std::chrono::steady_clock::now() >= end) return false;
            changed_.wait_for(lock, 20ms);
        }
    }

    std::optional<circle::drivers::card::ReadDone> result(std::uint64_t request) const;
    std::size_t results(std::uint64_t request) const;
    circle::drivers::State state() const;  // the last told; Absent before

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<circle::drivers::card::Event> events_;
};

// pcscd, a card beside the reader, and our driver, ready.
class Rig {
  public:
    explicit Rig(const circle::drivers::card::Settings& settings = {});

    void insert(const std::string& person = "01-resident");
    void insert_with(const std::vector<std::string>& faults, const std::string& person = "01-resident");
    void remove();
    std::uint64_t submit();
    circle::drivers::card::ReadDone done(std::uint64_t request);  // waits for it
    circle::drivers::card::ReadDone read() { return done(submit()); }

    Pcscd pcscd;
    Card card;
    Listener heard;
    std::unique_ptr<circle::drivers::card::Reader> reader;

  private:
    std::string picture();  // who saw what, for a failure
    std::uint64_t last_request_ = 0;
};

}  // namespace rig
