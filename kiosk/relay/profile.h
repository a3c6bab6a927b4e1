// A region profile: everything in which one region's platform differs from another's, as plain values.
//
// Read once at start from assets/regions/<name>.toml and never changed after. Pure rooms may include this
// header and link circle_kiosk_relay_profile: it knows no curl, no TOML, no thread. The meaning of every key
// stands in the file itself, beside its source.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace circle::relay {

enum class Gateway { Csb };  // platform-interface.md §2.1; "tif" and "local-front" join with their signing

// What a repetition or a lost answer of a transaction means (design §3 "Never lost, never twice").
enum class TransactionClass { Session, Query, OneShot, Filing, Settlement, Local, Reversal };

constexpr bool is_query(TransactionClass kind) {  // may go through Relay::ask
    return kind == TransactionClass::Query || kind == TransactionClass::OneShot;
}
constexpr bool is_order(TransactionClass kind) {  // may go through Relay::send
    return kind == TransactionClass::Filing || kind == TransactionClass::Settlement ||
           kind == TransactionClass::Local || kind == TransactionClass::Reversal;
}

enum class FieldKind { Text, Digits, Date, Time };  // Time also takes a bare date: the field has both (§6)

struct Field {
    std::string name;
    FieldKind kind = FieldKind::Text;
    std::optional<std::size_t> length;  // characters; none: not published
    bool mandatory = false;
    std::string codes;                     // name of the code table a value must stand in; empty: any value
    std::string when_column;               // mandatory too when this column …
    std::vector<std::string> when_values;  // … holds one of these
};

// What shows that an order whose end is unknown has been carried out.
enum class Expect {
    OneMore,  // a filing: one more row equal to ours in the person's list
    OneLess,  // an undoing: one less; rows are compared with the filing that is undone
    ByKey,    // the local contract: it is asked by our own key
};

// How an order of unknown end is settled (design §3): by a query that anybody may repeat.
struct Settle {
    std::string lookup;  // its transaction
    std::string node;    // where its rows stand; a reply without this node is no answer
    // The look-up's column ← our column. A column of ours without a value is left out.
    std::vector<std::pair<std::string, std::string>> ask;
    Expect expect = Expect::OneMore;
    std::vector<std::string> match;  // columns in which a row must equal ours; dates by their day
    // ByKey alone: the column of the key, and the column that says "executed" or "not known", with its values.
    std::string key, state, executed, not_known;
    std::string handle;  // column of a success's reply that names what was made; empty: none
    std::string undo;    // the transaction that undoes it by the handle; empty: none
    // After so long a look-up that shows nothing proves that nothing was done. None: not known.
    std::optional<std::chrono::seconds> settles_after;
};

struct Transaction {
    std::string number;  // infno
    std::string name;    // Chinese, as published
    TransactionClass kind = TransactionClass::Query;
    std::string node;  // the child of `input`
    std::vector<Field> fields;
    std::vector<std::string> outputs;  // nodes of `output` that a success carries
    std::optional<Settle> settle;      // filings, undoings and the local contract

    const Field* field(std::string_view column) const;
};

// Where the value of an envelope field comes from.
enum class HeaderSource {
    Fixed,            // `value`; "{terminal}" in it becomes the terminal's two digits
    Transaction,      // infno
    MessageId,        // msgid
    Area,             // place of service
    InsuredArea,      // mandatory as soon as a psn_no is among the fields
    Time,             // "2026-11-22 15:44:26"
    Institution,      // its code
    InstitutionName,  // its name
    SignNumber,       // from 9001; mandatory for everything but the session's own transactions
};

struct HeaderField {
    std::string name;
    HeaderSource source = HeaderSource::Fixed;
    std::string value;
    std::size_t length = 0;  // characters
    bool mandatory = false;  // an optional field without a value is not sent at all
};

// A certain refusal. `reason`: signature, clock, sign_in, field. err_msg holds one of `texts`: enough for a
// query, which may be asked again. An order needs one of `proof` at the very beginning of err_msg: a site lists
// there only whole phrases with which its platform turns a request away before doing anything.
struct Refusal {
    std::string reason;
    std::vector<std::string> texts;
    std::vector<std::string> proof;
};

struct CodeWord {
    std::string code, zh, en;
};

struct CodeTable {
    std::string name;
    std::vector<CodeWord> words;
};

struct Profile {
    std::string name;
    std::string title;
    Gateway gateway = Gateway::Csb;
    std::string prefix;       // of the path, where the configured url names no path of its own
    std::string path;         // appended to the configured url; "{infno}" becomes the transaction number
    std::string api_version;  // _api_version
    bool card_pair_checked = false;

    bool clock_follow_on_refusal =
        false;  // after a refusal by clock, sign with the platform's time from then on
    std::chrono::seconds clock_furthest{0};  // a hint further away than this is not believed

    std::string sign_in, sign_out;     // the session's transactions
    std::size_t input_characters = 0;  // most that `input` may hold

    std::vector<HeaderField> header;  // in the order in which they are written; `input` follows last
    std::vector<Transaction> transactions;
    std::vector<Refusal> refusals;
    std::vector<CodeTable> codes;

    const Transaction* transaction(std::string_view number) const;
    const CodeTable* table(std::string_view name) const;
    // The word for a code in "zh" or "en"; nothing when the table or the code is unknown: then show the code
    // itself.
    std::optional<std::string_view> word(std::string_view table_name, std::string_view code,
                                         std::string_view language) const;
    // The reason of the first listed refusal that the text matches; nothing: not a certain refusal.
    std::optional<std::string_view> certain_refusal(std::string_view err_msg) const;
    // The same for an order, by the proofs: then nothing was done.
    std::optional<std::string_view> proven_refusal(std::string_view err_msg) const;
};

// The error is for a technician: a line "file:line: key: what is wrong" for each of the first faults. An
// unknown key is one.
tl::expected<Profile, std::string> load_profile(const std::string& file);

}  // namespace circle::relay
