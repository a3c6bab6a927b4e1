// How the main thread sleeps. SDL 2.26 polls every millisecond on drivers without a wait of their own
// (offscreen, dummy, KMSDRM), and its wake-up takes a lock, which a signal handler must not. So we sleep in
// poll() ourselves: on an eventfd that wake() writes to and on the descriptor through which the driver's input
// comes.
#pragma once

#include <chrono>
#include <string>
#include <vector>

struct SDL_Window;

namespace circle::screens::stage {

class Bell {
  public:
    Bell();
    ~Bell();
    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;
    Bell(Bell&&) = delete;
    Bell& operator=(Bell&&) = delete;

    // Finds the descriptors of SDL's video driver.
    void attach(const std::string& driver, SDL_Window* window);

    void ring() const noexcept;  // any thread, async-signal-safe

    enum class Heard { Ring, Input, Nothing };
    // Sleeps until one of them or the deadline. Input: SDL has something to pump.
    Heard sleep(std::chrono::steady_clock::time_point deadline);

  private:
    void listen_to_evdev();
    void drain_evdev();

    int event_ = -1;
    int driver_ = -1;          // borrowed: the connection to the display server
    int hotplug_ = -1;         // inotify on /dev/input
    std::vector<int> inputs_;  // evdev, read only as a bell; SDL reads its own
    bool deaf_ = false;        // a driver whose input we cannot wait for
};

}  // namespace circle::screens::stage
