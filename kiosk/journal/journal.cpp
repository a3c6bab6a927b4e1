#include "kiosk/journal/journal.h"

#include <algorithm>
#include <climits>
#include <utility>

#include "kiosk/journal/bounds.h"
#include "kiosk/journal/key_file.h"
#include "kiosk/journal/parts.h"

namespace circle::journal {
namespace {

constexpr std::string_view kPerson = "person";
constexpr std::string_view kCode = "code";

// The columns in the order in which row_of() reads them; content, where wanted, is the next.
#define CIRCLE_CLEAR_COLUMNS \
    "id, state, kind, txn, message_id, created_ms, changed_ms, tries, settled, told, reason, person"
constexpr int kContentColumn = 12;

Row row_of(Statement& found) {
    Row row;
    row.id = found.integer(0);
    row.state = found.bytes(1);
    row.kind = found.bytes(2);
    row.transaction = found.bytes(3);
    row.message_id = found.bytes(4);
    row.created_ms = found.integer(5);
    row.changed_ms = found.integer(6);
    row.tries = static_cast<int>(std::clamp<std::int64_t>(found.integer(7), 0, INT_MAX));
    row.settled = found.integer(8) != 0;
    row.told = found.integer(9) != 0;
    row.reason = found.bytes(10);
    row.person = found.bytes(11);
    row.damaged = !fault_of(row).empty();
    return row;
}

void unseal_into(Row& row, const std::string& sealed, const Sealing& sealing) {
    if (sealed.empty()) return;
    row.content = sealing.unseal(sealed, {kMatterContent, row.id});
    if (!row.content) row.damaged = true;
}

// All but id, person, code and content, from parameter 1 on.
void bind_clear(Statement& statement, const Row& row) {
    statement.text(1, row.state).text(2, row.kind).text(3, row.transaction).text(4, row.message_id);
    statement.integer(5, row.created_ms).integer(6, row.changed_ms).integer(7, row.tries);
    statement.integer(8, row.settled ? 1 : 0).integer(9, row.told ? 1 : 0).text(10, row.reason);
}

tl::unexpected<JournalError> bad_row(const Database& db, std::string_view member) {
    return tl::unexpected(
        db.fault("a row's " + std::string(member) + " is not what a journal takes", "bad_row"));
}

// The key of this journal, made when there is none yet. Under the write lock.
tl::expected<std::unique_ptr<Sealing>, JournalError> bind_key(const Database& db) {
    std::string bound;
    bool holds = false;
    {
        Statement seal(db, "SELECT value FROM seal WHERE name = 'key'");
        const Step found = seal.step();
        if (found != Step::row && found != Step::done) return tl::unexpected(db.error("cannot be read"));
        if (found == Step::row) bound = seal.bytes(0);
        Statement any(db, "SELECT EXISTS (SELECT 1 FROM matter) OR EXISTS (SELECT 1 FROM rating)");
        if (any.step() != Step::row) return tl::unexpected(db.error("cannot be read"));
        holds = any.integer(0) != 0;
    }
    const std::string file = db.file() + ".key";
    auto key = read_key(file);
    if (!key) return tl::unexpected(key.error());
    if (!*key) {
        if (holds) {
            return tl::unexpected(
                JournalError{file + ": is not there; without it what " + db.file() + " holds cannot be read",
                             "key_missing"});
        }
        auto made = make_key(file);
        if (!made) return tl::unexpected(made.error());
        key->emplace(std::move(*made));
    }
    auto sealing = Sealing::from(**key);
    if (!sealing) return tl::unexpected(JournalError{file + ": the library cannot use it", "io"});
    if (bound == sealing->check()) return sealing;
    if (holds) return tl::unexpected(JournalError{file + ": is not the key of " + db.file(), "key_wrong"});
    Statement bind(db, "INSERT OR REPLACE INTO seal (name, value) VALUES ('key', ?)");
    if (bind.blob(1, sealing->check()).step() != Step::done)
        return tl::unexpected(db.error("cannot be written"));
    return sealing;
}

}  // namespace

Journal::Journal(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

tl::expected<Journal, JournalError> Journal::open(const std::string& file, const std::string& vfs) {
    auto database = Database::open(file, vfs);
    if (!database) return tl::unexpected(database.error());
    const Database& db = **database;
    auto parts = std::make_unique<Parts>();
    parts->own_files = vfs.empty();
    {
        Transaction transaction(db);
        if (!transaction.begun()) return tl::unexpected(db.error("cannot be written"));
        auto sealing = bind_key(db);
        if (!sealing) return tl::unexpected(sealing.error());
        parts->sealing = std::move(*sealing);
        if (!transaction.commit()) return tl::unexpected(db.error("cannot be written"));
    }
    for (const char* sql : {"SELECT " CIRCLE_CLEAR_COLUMNS ", content, code FROM matter LIMIT 0",
                            "SELECT id, subject, uploaded, content FROM rating LIMIT 0"}) {
        if (Statement(db, sql).step() != Step::done)
            return tl::unexpected(db.error("lacks a table of its version"));
    }
    parts->db = std::move(*database);
    return Journal(std::move(parts));
}

tl::expected<std::int64_t, JournalError> Journal::add(const Row& row, std::string_view person,
                                                      std::string_view code) {
    const Database& db = *parts_->db;
    if (const auto member = fault_of(row); !member.empty()) return bad_row(db, member);
    const std::string person_hash = parts_->sealing->hash(kPerson, person);
    const std::string code_hash = parts_->sealing->hash(kCode, code);
    if (person_hash.empty() != person.empty() || code_hash.empty() != code.empty()) {
        return tl::unexpected(db.fault("the library cannot hash", "io"));
    }
    Transaction transaction(db);
    if (!transaction.begun()) return tl::unexpected(db.error("cannot be written"));
    std::int64_t id = row.id;
    if (id == 0) {
        // Rows are never deleted, so this is never an id that was given before.
        const auto last = last_id();
        if (!last) return tl::unexpected(last.error());
        id = *last + 1;
    }
    std::string sealed;
    if (row.content) {
        sealed = parts_->sealing->seal(*row.content, {kMatterContent, id});
        if (sealed.empty()) return tl::unexpected(db.fault("the library cannot seal", "io"));
    }
    {
        Statement insert(
            db,
            "INSERT INTO matter (state, kind, txn, message_id, created_ms, changed_ms, tries, settled,"
            " told, reason, id, person, code, content) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        bind_clear(insert, row);
        insert.integer(11, id).blob(12, person_hash).blob(13, code_hash).blob(14, sealed);
        if (insert.step() != Step::done) return tl::unexpected(db.error("a row cannot be added"));
    }
    if (!transaction.commit()) return tl::unexpected(db.error("a row cannot be added"));
    return id;
}

tl::expected<void, JournalError> Journal::change(const Row& row) {
    const Database& db = *parts_->db;
    if (const auto member = fault_of(row); !member.empty()) return bad_row(db, member);
    std::string sealed;
    if (row.content) {
        sealed = parts_->sealing->seal(*row.content, {kMatterContent, row.id});
        if (sealed.empty()) return tl::unexpected(db.fault("the library cannot seal", "io"));
    }
    Transaction transaction(db);
    if (!transaction.begun()) return tl::unexpected(db.error("cannot be written"));
    {
        Statement update(
            db,
            "UPDATE matter SET state = ?, kind = ?, txn = ?, message_id = ?, created_ms = ?, changed_ms = ?,"
            " tries = ?, settled = ?, told = ?, reason = ?, content = coalesce(?12, content) WHERE id = ?11");
        bind_clear(update, row);
        update.integer(11, row.id).blob(12, sealed);
        if (update.step() != Step::done) return tl::unexpected(db.error("a row cannot be changed"));
    }
    if (db.changed_rows() == 0) return tl::unexpected(db.fault("no row of that id", "not_found"));
    if (!transaction.commit()) return tl::unexpected(db.error("a row cannot be changed"));
    return {};
}

tl::expected<void, JournalError> Journal::tell(std::int64_t id) {
    const Database& db = *parts_->db;
    Transaction transaction(db);
    if (!transaction.begun()) return tl::unexpected(db.error("cannot be written"));
    {
        Statement update(db, "UPDATE matter SET told = 1 WHERE id = ? AND settled = 1");
        if (update.integer(1, id).step() != Step::done)
            return tl::unexpected(db.error("a row cannot be changed"));
    }
    if (db.changed_rows() == 0) return tl::unexpected(db.fault("no settled row of that id", "not_found"));
    if (!transaction.commit()) return tl::unexpected(db.error("a row cannot be changed"));
    return {};
}

tl::expected<std::int64_t, JournalError> Journal::last_id() {
    Statement last(*parts_->db, "SELECT coalesce(max(id), 0) FROM matter");
    if (last.step() != Step::row) return tl::unexpected(parts_->db->error("cannot be read"));
    return last.integer(0);
}

std::string Journal::person(std::string_view number) const { return parts_->sealing->hash(kPerson, number); }

tl::expected<std::vector<Row>, JournalError> Journal::open_rows() {
    std::vector<Row> rows;
    Statement found(*parts_->db, "SELECT " CIRCLE_CLEAR_COLUMNS " FROM matter WHERE settled = 0 ORDER BY id");
    Step last = Step::done;
    while (found.next(last)) rows.push_back(row_of(found));
    if (last != Step::done) return tl::unexpected(parts_->db->error("cannot be read"));
    return rows;
}

tl::expected<std::vector<Row>, JournalError> Journal::in_state(std::string_view state) {
    std::vector<Row> rows;
    Statement found(*parts_->db, "SELECT " CIRCLE_CLEAR_COLUMNS " FROM matter WHERE state = ? ORDER BY id");
    found.text(1, state);
    Step last = Step::done;
    while (found.next(last)) rows.push_back(row_of(found));
    if (last != Step::done) return tl::unexpected(parts_->db->error("cannot be read"));
    return rows;
}

tl::expected<std::vector<Row>, JournalError> Journal::untold(std::string_view person) {
    std::vector<Row> rows;
    const std::string hash = parts_->sealing->hash(kPerson, person);
    if (hash.empty()) return rows;
    Statement found(*parts_->db,
                    "SELECT " CIRCLE_CLEAR_COLUMNS
                    ", content FROM matter WHERE person = ? AND (told = 0 OR settled = 0) ORDER BY id");
    found.blob(1, hash);
    Step last = Step::done;
    while (found.next(last)) {
        rows.push_back(row_of(found));
        unseal_into(rows.back(), found.bytes(kContentColumn), *parts_->sealing);
    }
    if (last != Step::done) return tl::unexpected(parts_->db->error("cannot be read"));
    return rows;
}

tl::expected<std::vector<Row>, JournalError> Journal::settled(std::string_view person, std::string_view kind,
                                                              std::size_t limit) {
    std::vector<Row> rows;
    const std::string hash = parts_->sealing->hash(kPerson, person);
    if (hash.empty()) return rows;
    Statement found(
        *parts_->db,
        "SELECT " CIRCLE_CLEAR_COLUMNS
        ", content FROM matter WHERE person = ? AND kind = ? AND settled = 1 ORDER BY id DESC LIMIT ?");
    found.blob(1, hash).text(2, kind).integer(3, static_cast<std::int64_t>(limit));
    Step last = Step::done;
    while (found.next(last)) {
        rows.push_back(row_of(found));
        unseal_into(rows.back(), found.bytes(kContentColumn), *parts_->sealing);
    }
    if (last != Step::done) return tl::unexpected(parts_->db->error("cannot be read"));
    return rows;
}

tl::expected<std::optional<Row>, JournalError> Journal::by_code(std::string_view code) {
    const std::string hash = parts_->sealing->hash(kCode, code);
    if (hash.empty()) return std::optional<Row>();
    Statement found(*parts_->db,
                    "SELECT " CIRCLE_CLEAR_COLUMNS " FROM matter WHERE code = ? ORDER BY id DESC LIMIT 1");
    const Step last = found.blob(1, hash).step();
    if (last == Step::row) return std::optional<Row>(row_of(found));
    if (last == Step::done) return std::optional<Row>();
    return tl::unexpected(parts_->db->error("cannot be read"));
}

tl::expected<Row, JournalError> Journal::read(std::int64_t id) {
    const Database& db = *parts_->db;
    Statement found(db, "SELECT " CIRCLE_CLEAR_COLUMNS ", content FROM matter WHERE id = ?");
    const Step last = found.integer(1, id).step();
    if (last == Step::done) return tl::unexpected(db.fault("no row of that id", "not_found"));
    if (last != Step::row) return tl::unexpected(db.error("cannot be read"));
    Row row = row_of(found);
    unseal_into(row, found.bytes(kContentColumn), *parts_->sealing);
    if (row.damaged) {
        return tl::unexpected(db.fault("row " + std::to_string(id) + " has been altered", "unreadable"));
    }
    return row;
}

tl::expected<std::map<std::string, std::uint64_t>, JournalError> Journal::counts() {
    std::map<std::string, std::uint64_t> counted;
    Statement found(*parts_->db, "SELECT state, count(*) FROM matter GROUP BY state");
    Step last = Step::done;
    while (found.next(last)) {
        counted[found.bytes(0)] = static_cast<std::uint64_t>(found.integer(1));
    }
    if (last != Step::done) return tl::unexpected(parts_->db->error("cannot be read"));
    return counted;
}

}  // namespace circle::journal
