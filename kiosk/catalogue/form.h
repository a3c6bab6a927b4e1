// What a person fills in for a service item, as data (design §3 "The catalogue is data"): the fields, the rules
// for their answers, what is sent, what the slip says. Plain values; read from the item's file by
// form_reader.h, applied by checking.h and plan.h. Schema: assets/catalogue/README.md.
//
// No kind here knows an item: what one item needs and another does not stands in the files alone.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/words.h"
#include "kiosk/ground/places.h"

namespace circle::catalogue {

enum class FieldKind {
    Digits,      // number pad: digits, and a dash within them
    Date,        // "2026-11-25"
    Area,        // six digits of GB/T 2260
    Choice,      // the value of one of the options
    YesNo,       // "yes" or "no"
    Signature,   // "signed"; the strokes themselves stay with the screen
    Commitment,  // "agreed", given beneath its text
};

inline constexpr std::string_view yes = "yes", no = "no", signed_here = "signed", agreed = "agreed";

// Where a value comes from. As written in a file:
//   answer.FIELD           the answer itself
//   answer.FIELD.also.KEY  what stands beside the chosen option
//   words.FIELD            the answer as a person reads it, in Chinese
//   person.number …        one of fact_names
//   today                  the business day, "2026-11-25"
//   =TEXT                  this text
struct Source {
    enum class From { Answer, Also, Words, Fact, Today, Fixed };
    From from = From::Fixed;
    std::string name;  // field, fact or text
    std::string key;   // of Also

    bool operator==(const Source&) const = default;
};

// Holds when the value is one of `is`. A field that is hidden or not answered has no value.
struct Condition {
    Source of;
    std::vector<std::string> is;

    bool operator==(const Condition&) const = default;
};

struct Option {
    std::string value;
    Words words;
    std::map<std::string, std::string> also;  // further columns that this choice decides

    bool operator==(const Option&) const = default;
};

// A place that the official list lacks, offered beneath one of its provinces.
struct ExtraPlace {
    std::string code, under;
    Words words;
    std::string source, grade;

    bool operator==(const ExtraPlace&) const = default;
};

struct Field {
    std::string name;  // the column of the reference, lower case
    FieldKind kind = FieldKind::Digits;
    Words label;                // "联系电话"
    Words ask;                  // the question as a sentence
    std::optional<Words> help;  // with an example
    bool required = true;
    std::optional<Condition> show_when;  // of another field; always shown when empty
    Level level = Level::City;           // Area: how fine the answer must be
    std::vector<ExtraPlace> places;      // Area
    std::vector<Option> options;         // Choice, in their order
    std::size_t least = 1, most = 50;    // Digits: characters
    std::optional<Source> initial;       // what stands there before the person answers (key `default`)
    Words text;                          // Commitment: what is promised
    std::string source, grade;           // where field and texts come from

    const Option* option(std::string_view value) const;
    const ExtraPlace* place(std::string_view code) const;
    bool operator==(const Field&) const = default;
};

// Block: local and certain, the filing is not sent. Ask: the person confirms. Warn: told, the clerk decides.
// Hint: good to know. (Reference service-items.md part 4a.)
enum class Effect { Block, Ask, Warn, Hint };

// What a rule tests; each is one function of tests.cpp.
enum class Test {
    Phone,     // a mobile number, or a land line with its area code
    IdNumber,  // GB 11643, 18 places
    NotBefore,
    NotAfter,                // a day, compared with `other`
    AgeAtMost,               // whole years from the day to today are at most `years`
    DiffersFromInsuredCity,  // the city of an area code is not that of insurance.area
    Equals,
    Differs,  // compared with `other`
    OneOf,
    NotOneOf,   // of `values`
    SexAgrees,  // digit 17 of an ID number agrees with `other`, "1" male, "2" female
    NoFiling,   // no filing in force at `of` that `filings` describes
    Told,       // never met: its words are always said. For hints.
};

// Which known filings a NoFiling rule minds.
struct FilingTest {
    std::vector<std::string> matters;  // item ids; empty: of any
    bool same_place = false;           // with the city of the rule's value
    bool same_day = false;             // begun today; otherwise: in force today

    bool operator==(const FilingTest&) const = default;
};

struct Check {
    std::string id;  // the rule of the reference, "LR-16"
    Source of;       // the value that is tested
    Test test = Test::Told;
    std::optional<Source> other;
    std::vector<std::string> values;
    int years = 0;
    FilingTest filings;
    std::optional<Condition> when;  // the rule is only applied then
    Effect effect = Effect::Hint;
    Words fault;
    std::string source, grade;

    // The field at which the fault is shown; empty: above the whole form.
    std::string field() const;
    bool operator==(const Check&) const = default;
};

struct Column {
    std::string name;
    Source from;
    bool required = true;  // a column that is not required is left out when it has no value

    bool operator==(const Column&) const = default;
};

struct SendPlan {
    std::string transaction;  // "2501", or a number of the local contract, "LC13"
    std::string node;
    std::vector<Column> columns;  // by name

    bool operator==(const SendPlan&) const = default;
};

// How a filing of this kind is taken back on its person's wish, by the number that the platform gave it.
struct UndoPlan {
    struct Shown {  // a column of the platform's list, by which she knows which filing it is
        std::string column;
        Words label;
        bool operator==(const Shown&) const = default;
    };

    std::string transaction;  // "2502"
    std::string memo;         // the reason that is sent along
    std::vector<Shown> shows;

    bool operator==(const UndoPlan&) const = default;
};

struct SlipLine {
    Words words;
    std::optional<Condition> when;

    bool operator==(const SlipLine&) const = default;
};

// What the slip says. By when: the item's limit, or that none is known; it is never written here.
struct SlipPlan {
    std::vector<std::string> taken;  // fields, in their order on the paper; never one with personal details
    std::vector<SlipLine> next;      // what happens next
    std::vector<SlipLine> missing;   // what must still be brought: the one-time notice

    bool operator==(const SlipPlan&) const = default;
};

struct Form {
    std::vector<Field> fields;  // in the order in which they are asked
    std::vector<Check> checks;
    SendPlan send;
    std::optional<UndoPlan> undo;  // where it can be taken back here
    SlipPlan slip;

    const Field* find(std::string_view name) const;
    bool operator==(const Form&) const = default;
};

// The facts a file may name. Their values come from the caller (checking.h, Known).
inline constexpr std::string_view fact_names[] = {
    "person.number",   // psn_no
    "person.id_type",  // psn_cert_type
    "person.id_number", "person.name", "person.sex", "person.birth_date",
    "insurance.kind",  // insutype
    "insurance.area",  // insuplc_admdvs of the relation the matter goes by
    "point.number",     "point.name",
    "matter.key",  // the local key under which the matter is journalled
};

}  // namespace circle::catalogue
