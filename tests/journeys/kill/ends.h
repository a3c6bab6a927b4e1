// Which file or line stands behind a descriptor, as the act's name says it: of the terminal's journal "db" (the
// database itself), "journal" (SQLite's own, while a file is made or migrated), "wal" and "mark"; "kept" and
// "fresh" connections to the platform.
//
// "wal" and "mark" are one file, written by two kinds of SQLite connections: the first that opens it is that of
// the matters and ratings, the others hold the high-water mark of message numbers (kiosk/ledger). How often the
// mark is written depends on the second in which a journey comes to it; the matters' writes do not.
#pragma once

#include <array>
#include <atomic>
#include <string>
#include <string_view>

namespace circle::kill {

class Ends {
  public:
    // `journal`: path of the database; `port`: of the platform. What else the process writes is none of ours.
    Ends(std::string journal, int port);

    std::string file(int descriptor) const;  // empty: not of the journal
    void opened_file(int descriptor, std::string_view path);
    std::string file(std::string_view path) const;                  // likewise
    std::string line(int descriptor) const;                         // empty: no connection to the platform
    bool leads_there(const void* address, std::size_t size) const;  // a sockaddr

    void opened(int descriptor, bool armed);  // a connection begins; kept: it began before anybody looked
    void asked(int descriptor);               // the request left on it
    bool was_asked(int descriptor) const;

  private:
    struct Descriptor {
        std::atomic<bool> fresh, asked;
        std::atomic<bool> later_log;
    };
    const std::string journal_;
    const int port_;
    std::atomic<int> logs_ = 0;  // how often the log was opened
    std::array<Descriptor, 1024> descriptors_{};
};

}  // namespace circle::kill
