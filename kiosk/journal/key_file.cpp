#include "kiosk/journal/key_file.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace circle::journal {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int operator*() const { return number_; }

  private:
    int number_;
};

tl::unexpected<JournalError> failed(const std::string& file, const char* what, int number) {
    const bool full = number == ENOSPC || number == EDQUOT;
    const bool denied = number == EACCES || number == EPERM || number == EROFS;
    return tl::unexpected(JournalError{file + ": " + what + ": " + std::strerror(number), full     ? "disk_full"
                                                                                          : denied ? "read_only"
                                                                                                   : "io"});
}

ssize_t read_some(int descriptor, void* to, std::size_t size) {
    ssize_t got = 0;
    do got = ::read(descriptor, to, size);
    while (got < 0 && errno == EINTR);
    return got;
}

bool write_durably(int descriptor, const Secret& key) {
    std::size_t done = 0;
    while (done < key.bytes.size()) {
        const ssize_t wrote = ::write(descriptor, key.bytes.data() + done, key.bytes.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        done += static_cast<std::size_t>(wrote);
    }
    return ::fchmod(descriptor, S_IRUSR) == 0 && ::fsync(descriptor) == 0;
}

}  // namespace

tl::expected<std::optional<Secret>, JournalError> read_key(const std::string& file) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (*descriptor < 0) {
        if (errno == ENOENT) return std::optional<Secret>();
        const int number = errno;
        return tl::unexpected(
            JournalError{file + ": the journal's key cannot be read: " + std::strerror(number),
                         number == ELOOP ? "key_wrong" : "io"});
    }
    struct stat info {};
    if (::fstat(*descriptor, &info) != 0) return failed(file, "the journal's key cannot be read", errno);
    Secret key;
    if (!S_ISREG(info.st_mode) || info.st_size != static_cast<off_t>(key.bytes.size())) {
        return tl::unexpected(JournalError{file + ": is not a journal's key, which has 32 bytes", "key_wrong"});
    }
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) ::fchmod(*descriptor, S_IRUSR);
    std::size_t done = 0;
    while (done < key.bytes.size()) {
        const ssize_t got = read_some(*descriptor, key.bytes.data() + done, key.bytes.size() - done);
        if (got <= 0) return failed(file, "the journal's key cannot be read", got < 0 ? errno : EIO);
        done += static_cast<std::size_t>(got);
    }
    ::unlink((file + ".new").c_str());  // of a start that was cut between link and unlink below
    return std::optional<Secret>(std::move(key));
}

tl::expected<Secret, JournalError> make_key(const std::string& file) {
    Secret key;
    if (RAND_priv_bytes(key.bytes.data(), static_cast<int>(key.bytes.size())) != 1) {
        return tl::unexpected(JournalError{file + ": no random bytes for the journal's key", "io"});
    }
    // Written under another name, given its own when it is whole: link() refuses where rename() would
    // overwrite.
    const std::string unfinished = file + ".new";
    ::unlink(unfinished.c_str());
    {
        const Descriptor descriptor(
            ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR));
        if (*descriptor < 0) return failed(file, "the journal's key cannot be made", errno);
        if (!write_durably(*descriptor, key)) {
            const int number = errno;
            ::unlink(unfinished.c_str());
            return failed(file, "the journal's key cannot be written", number);
        }
    }
    const int linked = ::link(unfinished.c_str(), file.c_str());
    const int number = errno;
    ::unlink(unfinished.c_str());
    if (linked != 0) return failed(file, "the journal's key cannot be made", number);
    std::string folder = std::filesystem::path(file).parent_path().string();
    if (folder.empty()) folder = ".";
    const Descriptor held(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (*held < 0 || ::fsync(*held) != 0) return failed(file, "the journal's key cannot be written", errno);
    return key;
}

}  // namespace circle::journal
