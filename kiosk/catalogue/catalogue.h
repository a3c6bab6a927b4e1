// The catalogue: what the 23 service items are, where each is offered, and what is known about it (design §3).
//
// Values read from assets/catalogue by loader.h; nothing here is guessed: a fact either has words, a source and
// a grade, or is unknown and has none. Sources and grades: reference service-items.md §0 and §7,
// service-items-2.md §8.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/form.h"
#include "kiosk/catalogue/kind.h"
#include "kiosk/catalogue/words.h"
#include "screens/view/icon.h"

namespace circle::catalogue {

// One fact. Unknown: everything else is empty and the screen says that it is unknown.
struct Part {
    bool known = false;
    // What other provinces or cities do where nothing local was found. The words say so themselves; it is never
    // Chenzhou's own rule and no deadline may be counted from it.
    bool analogue = false;
    std::string zh, en;
    std::string source;  // sign of the reference's list of sources, "HN-28"; several with "; "
    std::string grade;   // "A" seed … "D" doubtful
    std::string
        edition;  // "2023" where the value comes from the Hunan guide of that year and a newer one exists

    const std::string& in(bool chinese) const { return chinese ? zh : en; }
    bool operator==(const Part&) const = default;
};

struct Material {
    Part paper;                      // always known
    std::optional<Words> condition;  // when it is asked for; always, when empty

    bool operator==(const Material&) const = default;
};

// known with an empty list means: none is needed.
struct Materials {
    bool known = false;
    bool complete = true;  // false: further papers may be asked for, the source was cut
    std::optional<Words> note;
    std::vector<Material> list;

    bool operator==(const Materials&) const = default;
};

struct Steps {
    bool known = false;
    bool analogue = false;  // as in Part; then a note says so
    std::optional<Words> note;
    std::vector<Words> list;
    std::string source, grade, edition;

    bool operator==(const Steps&) const = default;
};

// One code per series; zh and en are the code itself.
struct Codes {
    Part national, hunan, chenzhou;

    bool operator==(const Codes&) const = default;
};

struct Limit {
    Part text;
    std::optional<int> working_days;  // only where a deadline may be counted: known and local (LR-34)

    bool operator==(const Limit&) const = default;
};

// The four channels of R25 and the self-service terminal.
struct Channels {
    Part window, online, mobile, phone, self_service;

    bool operator==(const Channels&) const = default;
};

// Something else worth knowing before one comes: how long a filing holds, what it costs, who is exempt.
struct Remark {
    Words label;
    Part text;

    bool operator==(const Remark&) const = default;
};

// The strength of identity an item needs when it is done (design §3). Its guide page never needs any.
enum class Identity { None, Shown, Verified };

// The page that choosing an item opens: its guide, or the person's own insurance.
enum class Opens { Guide, Insurance };

struct Item {
    std::string id;                     // "I01" … "I23"
    Words title;                        // zh: the name exactly as in the appendix
    Words brief;                        // plain name for the home screen, at most 12 characters of Chinese
    std::vector<std::string> groups;    // life events under which it is found, the main one first
    std::map<Kind, int> places;         // kind of point → number in that kind's list of the appendix
    std::vector<std::string> initials;  // pinyin initials, lower case: of the title, then of the brief name
    Identity identity = Identity::Verified;
    Opens opens = Opens::Guide;

    Part object;  // who may ask for it (服务对象)
    // The six unified parts (R14, 六统一).
    Part
        name;  // unified name in the provincial or national list; may be unknown where the appendix name is not
    Codes code;
    Materials materials;
    Limit limit;
    Steps steps;
    Part standard;

    Channels channels;
    Part form;   // name of the form, or that none is needed
    Part place;  // who accepts it and where
    Part basis;  // legal basis as cited by the sources
    std::vector<Remark> remarks;

    // What is filled in here (form.h). Without it the terminal only informs. Not to be mixed up with `form`
    // above, the fact which paper form exists.
    std::optional<Form> sheet;

    bool offered_at(Kind kind) const { return places.contains(kind); }
    bool operator==(const Item&) const = default;
};

// A life event: one tile of the home screen.
struct Group {
    std::string id;
    Words title, hint;
    std::map<Kind, Words> hint_at;  // where a kind of point offers less or more
    screens::view::Icon icon = screens::view::Icon::None;
    int order = 0;
    // The elder view shows the groups that have an order there; the others stand behind "other things".
    std::optional<int> elder_order;
    Words elder_title;

    const Words& hint_for(Kind kind) const;
    bool operator==(const Group&) const = default;
};

struct Header {
    std::string version;  // "2026.11"
    std::string date;     // day of issue, "2026-11-22"
    Words issuer;
    Part enquiry, supervision, rating;  // the same for every item (reference service-items-2 §3a)

    bool operator==(const Header&) const = default;
};

struct Catalogue {
    Header header;
    std::vector<Group> groups;  // by order
    std::vector<Item> items;    // by id

    const Item* find(std::string_view id) const;
    const Group* group(std::string_view id) const;

    // What a kind of point may offer, in the order of its own list of the appendix.
    std::vector<const Item*> items_for(Kind kind) const;
    // The same, of one life event.
    std::vector<const Item*> items_for(Kind kind, std::string_view group) const;
    // The life events with at least one item there.
    std::vector<const Group*> groups_for(Kind kind) const;
    // The elder view's choices, in its order; what is left over stands behind "other things".
    std::vector<const Group*> elder_groups_for(Kind kind) const;
    std::vector<const Group*> other_groups_for(Kind kind) const;
    // Items whose initials begin with, or else hold, what was typed (any case); best first. Nothing typed: all.
    std::vector<const Item*> search(Kind kind, std::string_view initials) const;
    // Kinds of point that may do what this one may not.
    std::vector<Kind> kinds_offering(std::string_view id) const;

    bool operator==(const Catalogue&) const = default;
};

}  // namespace circle::catalogue
