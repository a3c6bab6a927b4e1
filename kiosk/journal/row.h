// The journal's value types. Bounds stand here; a value that breaks them is `bad_row` and nothing is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace circle::journal {

// One state-changing transaction. The clear columns hold nothing about a person; what does is in `content`,
// sealed.
struct Row {
    std::int64_t id = 0;      // 1 and up
    std::string state;        // token of the transaction room, 1–20 of [a-z_]: "sending"
    std::string kind;         // token, 1–20 of [a-z_]: "filing", "settlement", "local"
    std::string transaction;  // infno, 1–20 of [A-Za-z0-9_.-]: "2501"
    std::string message_id;   // msgid under which it is or was sent, ≤ 40 of [A-Za-z0-9]; empty before
    std::int64_t created_ms = 0, changed_ms = 0;  // unix
    int tries = 0;                                // transmissions, ≥ 0
    bool settled = false;                         // nothing more is to be done by the machine
    bool told = false;                            // its person has seen the outcome
    std::string reason;                           // token, ≤ 40 of [a-z0-9_.]: why it is in this state
    std::string person;                  // keyed hash, 32 bytes or empty; read only, see Journal::person
    std::optional<std::string> content;  // opaque bytes, ≤ 1 MiB; absent when not asked for or never given
    bool damaged = false;  // read only: content is there and cannot be unsealed, or a clear column
                           // breaks its bounds; never written
    bool operator==(const Row&) const = default;
};

constexpr std::size_t kLongestContent = std::size_t{1024} * 1024;

// 好差评: one judgement of one matter, with no identity in it.
struct Rating {
    std::int64_t id = 0;  // given by rate()
    std::string subject;  // token of the matter, 1–64 of [A-Za-z0-9_.-]: Journal::subject(row id) or a case
                          // reference that names no person; each is rated once
    int grade = 0;        // 1–5, as the person touched it
    std::vector<std::string> reasons;  // at most 16 tokens, each 1–40 of [a-z0-9_.]
    std::int64_t at_ms = 0;            // unix
    bool uploaded = false;

    bool operator==(const Rating&) const = default;
};

// What the technician sees.
struct Health {
    bool whole = false;                      // the database's own check found nothing
    std::string finding;                     // its first finding otherwise: page and table names, no content
    std::uint64_t rows = 0, open = 0;        // transactions; not settled
    std::uint64_t unreadable = 0;            // rows and ratings whose sealed content is altered or misplaced
    std::uint64_t ratings = 0, waiting = 0;  // all; not uploaded
    std::uint64_t bytes = 0;                 // of the database, without its log
    std::optional<std::uint64_t>
        free_bytes;  // what the file system still takes from us; unknown with a VFS of its own
};

}  // namespace circle::journal
