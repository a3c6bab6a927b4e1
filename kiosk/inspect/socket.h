// The listening end of a Unix socket as handles that close themselves. Internal to this room.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace circle::inspect {

class Handle {
  public:
    Handle() = default;
    explicit Handle(int descriptor) : descriptor_(descriptor) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    Handle(Handle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~Handle() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    int get() const { return descriptor_; }
    bool valid() const { return descriptor_ >= 0; }

  private:
    int descriptor_ = -1;
};

// A listening, non-blocking socket of mode 0600, and the file it stands for.
class Listener {
  public:
    static tl::expected<Listener, std::string> open(const std::string& path);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    Listener(Listener&&) noexcept = default;
    Listener& operator=(Listener&&) = delete;
    ~Listener();  // removes the file, unless something else stands there by now

    int descriptor() const { return handle_.get(); }
    // The next client of the same user (or of root), or an invalid handle when nobody else waits.
    Handle accept() const;

  private:
    Listener() = default;
    Handle handle_;
    std::string path_;
    dev_t device_ = 0;
    ino_t inode_ = 0;
};

}  // namespace circle::inspect
