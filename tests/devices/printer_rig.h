// A virtual printer on a real wire, and our driver at the other end.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "drivers/printer/printer.h"
#include "tests/devices/rig.h"

namespace rig {

namespace printing = circle::drivers::printer;

// circle-virtual-printer by its control lines; its slips lie in a folder of its own.
class VirtualPrinter {
  public:
    enum class On { Tcp, Pty };
    explicit VirtualPrinter(On on = On::Tcp, const std::vector<std::string>& options = {});
    ~VirtualPrinter();
    VirtualPrinter(const VirtualPrinter&) = delete;
    VirtualPrinter& operator=(const VirtualPrinter&) = delete;

    printing::Wire wire() const;
    std::string say(const std::string& line) const;    // the answer must begin with "ok"
    std::string field(const std::string& name) const;  // of the status line
    std::size_t slips() const;                         // cut so far
    std::string text(std::size_t number) const;        // of a slip, 1 the first
    std::filesystem::path picture(std::size_t number) const;
    void kill();         // as when its plug is pulled
    void start_again();  // on the same port

  private:
    void start(const std::string& port);

    On on_;
    std::vector<std::string> options_;
    std::filesystem::path folder_;
    std::string where_;
    Child child_;
};

class PrinterRig {
  public:
    explicit PrinterRig(VirtualPrinter::On on = VirtualPrinter::On::Tcp,
                        const std::vector<std::string>& options = {},
                        const std::vector<std::string>& faults = {},
                        const printing::Settings& settings = impatient());

    static printing::Settings impatient();
    // The wire's settings come from the virtual printer.
    std::uint64_t submit(const printing::Slip& slip);
    printing::Printed done(std::uint64_t request);  // waits for it
    printing::Printed print(const printing::Slip& slip) { return done(submit(slip)); }
    std::size_t completions(std::uint64_t request) const;
    printing::StateChanged last_state() const;
    bool reaches(circle::drivers::State state);

    VirtualPrinter far_end;

    template <typename Condition>
    bool wait(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + kPatience;
        while (!condition()) {
            if (std::chrono::steady_clock::now() >= end) return false;
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, 20ms);
        }
        return true;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<printing::Event> events_;
    std::uint64_t last_request_ = 0;

  public:
    std::unique_ptr<printing::Printer> printer;  // last: its sink uses what stands above
};

}  // namespace rig
