// The three kinds of body through which a matter goes: one question, all answers to look over, the result.
//
// Screens keep no value. The body says what is filled in, which options are on this page of a list, and what is
// wrong; what the finger does comes back as intents with the ids below, a signature as Frame::strokes.
//
//     form.<field>               the field: its value stands in the node
//     form.<field>.<key>         a key, an option, a stepper, a button of the field (named at each kind)
//     review.<field>             an answer; review.edit.<field> changes it
//     rate.1 … rate.5            the five levels; rate.reason.<key> why it was bad
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "screens/view/ink.h"
#include "screens/view/parts.h"

namespace circle::screens::view {

// Where one stands: "1 核对本人", "2 填写" … Nodes step.1 …, value "done", "current" or "ahead".
struct Steps {
    std::vector<Text> names;
    std::size_t current = 0;  // from 0

    bool operator==(const Steps&) const = default;
};

struct Option {
    std::string key;
    Text label;
    Text hint;
    bool chosen = false;
    bool enabled = true;

    bool operator==(const Option&) const = default;
};

// One page of a list: at most eight options (six in the elder view). Without words there is no pager.
// Ids: <list>.<key>, <list>.previous, <list>.next.
struct OptionList {
    std::vector<Option> options;
    Text previous, next;
    bool has_previous = false, has_next = false;

    bool operator==(const OptionList&) const = default;
};

// --- the closed set of fields

// Digits by a pad. Keys: 0 … 9, delete, clear, and the one extra key: dash, x or point.
struct DigitsField {
    enum class Extra { None, Dash, X, Point };

    Extra extra = Extra::None;
    Text erase;  // of the key that takes the last digit back
    Text clear;

    bool operator==(const DigitsField&) const = default;
};

// Three steppers. Keys: year.more, year.less, month.more …, day.less; and one for each quick answer (today).
struct DateField {
    struct Part {
        Text name;   // 年
        Text value;  // 2026
        bool less = true, more = true;
        bool operator==(const Part&) const = default;
    };

    Part year, month, day;
    Text more, less;            // words of the stepping keys
    std::vector<Option> quick;  // 今天, 长期

    bool operator==(const DateField&) const = default;
};

// A place: two lists side by side (the upper one: keys upper.<code>, upper.previous, upper.next, and
// rise, back to the provinces; the lower one: <code>, previous, next), or the pinyin initials (letter.A …
// letter.Z, letter.delete) over the list that they leave. The key find changes to the letters, lists back.
struct AreaField {
    struct Letters {
        Text typed;  // "DG"; empty: `hint` is shown
        Text hint;
        Text erase;
        Text lists;         // of the button back
        OptionList result;  // keys <code>, previous, next
        Text none;          // said where nothing matches
        bool operator==(const Letters&) const = default;
    };

    OptionList upper, lower;
    Text find;  // of the button to the letters; none when empty
    std::optional<Letters> letters;

    bool operator==(const AreaField&) const = default;
};

struct ChoiceField {
    OptionList list;

    bool operator==(const ChoiceField&) const = default;
};

// Two large rows; the keys of both are given (yes, no).
struct YesNoField {
    Option yes, no;

    bool operator==(const YesNoField&) const = default;
};

// The writing square is the node form.<field> (role Writing). Keys: undo (the last stroke), clear.
struct SignatureField {
    std::vector<InkStroke> strokes;
    Text here;  // in the empty square
    Text undo, clear;

    bool operator==(const SignatureField&) const = default;
};

// What is promised, and one large row to tick. Key: agree.
struct CommitmentField {
    Card text;
    Text promise;  // 我已阅读并承诺
    bool given = false;

    bool operator==(const CommitmentField&) const = default;
};

struct Field {
    std::string name;  // as the reference names it: "tel", "rloc_admdvs"
    Text value;        // as the person should read it; empty when nothing is filled in
    Text empty;        // shown and said instead
    Text fault;        // what is wrong and what to do; shown at the field
    std::variant<DigitsField, DateField, AreaField, ChoiceField, YesNoField, SignatureField, CommitmentField>
        kind;

    bool operator==(const Field&) const = default;
};

struct FormBody {
    Steps steps;
    Text title;  // the question
    Text lead;   // help, with an example
    Field field;
    Text chosen;  // "已选": said after the words of what is chosen
    std::optional<Button> secondary, primary;

    bool operator==(const FormBody&) const = default;
};

// --- look over and send

// The code with which a person asks for the matter later; drawn large.
struct PickUpCode {
    std::string id;
    Text label;
    Text code;
    Text hint;

    bool operator==(const PickUpCode&) const = default;
};

struct Answer {
    std::string field;
    Text label;
    Text value;
    Text fault;
    Text edit;  // 改; where empty the answer cannot be changed here

    bool operator==(const Answer&) const = default;
};

struct ReviewBody {
    Steps steps;
    Text title;
    Text lead;
    std::vector<Answer> answers;
    std::optional<PickUpCode> code;
    std::optional<Button> secondary, primary;

    bool operator==(const ReviewBody&) const = default;
};

// --- the result

// Five levels, best first. `reasons` are shown once a bad one was chosen.
struct Rating {
    struct Level {
        Icon icon = Icon::None;
        Text label;
        bool operator==(const Level&) const = default;
    };

    Text title;
    std::vector<Level> levels;
    std::optional<std::size_t> level;  // chosen, from 0
    Text reasons_title;
    std::vector<Option> reasons;

    bool operator==(const Rating&) const = default;
};

struct ResultBody {
    Steps steps;
    Tone tone = Tone::Good;
    Icon icon = Icon::None;
    Text title;
    Text line;
    std::optional<PickUpCode> code;
    std::vector<Card> cards;
    std::optional<Rating> rating;
    Text chosen;  // as in FormBody
    std::optional<Button> secondary, primary;

    bool operator==(const ResultBody&) const = default;
};

}  // namespace circle::screens::view
