#include "kiosk/catalogue/fields.h"

#include <algorithm>
#include <utility>

#include "kiosk/catalogue/form_reader.h"
#include "kiosk/catalogue/pieces.h"

namespace circle::catalogue {
namespace {

using tree::Need;
using tree::Strict;

constexpr std::size_t longest_brief = 12;  // characters: a tile of the home screen
constexpr int longest_list = 99;

std::string edition_at(Strict& table) {
    std::string edition = fit_text(table, "edition", 4, Need::Optional);
    const bool year = edition.size() == 4 && edition.find_first_not_of("0123456789") == std::string::npos;
    if (table.has("edition") && !year) table.fault("edition", "must be a year");
    return edition;
}

// True when the table says that its fact is unknown. Then nothing else may stand in it.
bool says_unknown(Strict& table) {
    const std::string* status = table.text("status", Need::Optional);
    if (status == nullptr) return false;
    if (*status != "unknown")
        table.fault("status", "can only be \"unknown\"; what is known has words, source and grade");
    return true;
}

// The keys of a part, without finish(): the caller may know further keys.
Part part_of(Strict& table, const CommonParts& common) {
    Part part;
    if (says_unknown(table)) return part;
    if (table.has("common")) {
        const std::string* key = table.text("common");
        if (key == nullptr) return part;
        const auto found = common.find(*key);
        if (found == common.end()) {
            table.fault("common", "names \"" + *key + "\", which does not stand in common.toml");
            return part;
        }
        return found->second;
    }
    part.known = true;
    part.analogue = table.boolean("analogue", Need::Optional).value_or(false);
    part.zh = fit_text(table, "zh", longest_words);
    part.en = fit_text(table, "en", longest_words);
    part.source = fit_text(table, "source", 120);
    part.grade = grade_at(table);
    part.edition = edition_at(table);
    return part;
}

Part code_at(Strict& parent, std::string_view key) {
    Part part;
    auto table = parent.table(key);
    if (!table) return part;
    if (!says_unknown(*table)) {
        part.known = true;
        part.zh = fit_text(*table, "value", 64);
        part.en = part.zh;
        part.source = fit_text(*table, "source", 120);
        part.grade = grade_at(*table);
    }
    table->finish();
    return part;
}

Codes codes_at(Strict& root) {
    Codes codes;
    if (auto table = root.table("code")) {
        codes.national = code_at(*table, "national");
        codes.hunan = code_at(*table, "hunan");
        codes.chenzhou = code_at(*table, "chenzhou");
        table->finish();
    }
    return codes;
}

Materials materials_at(Strict& root, const CommonParts& common, std::vector<tree::Fault>& faults) {
    Materials materials;
    auto table = root.table("materials");
    if (!table) return materials;
    if (!says_unknown(*table)) {
        materials.known = true;
        materials.complete = table->boolean("complete", Need::Optional).value_or(true);
        materials.note = optional_words_at(*table, "note");
        for (Strict& entry : tables_at(*table, "list", faults)) {
            Material material;
            material.paper = part_of(entry, common);
            material.condition = optional_words_at(entry, "condition");
            if (!material.paper.known) entry.fault("", "a paper in the list must be known");
            entry.finish();
            materials.list.push_back(std::move(material));
        }
        const bool borrowed = std::any_of(materials.list.begin(), materials.list.end(),
                                          [](const Material& material) { return material.paper.analogue; });
        if ((borrowed || materials.list.empty()) && !materials.note) {
            table->fault("note", "is missing: an empty list, or one with papers of another place, must say so");
        }
    }
    table->finish();
    return materials;
}

Steps steps_at(Strict& root, std::vector<tree::Fault>& faults) {
    Steps steps;
    auto table = root.table("steps");
    if (!table) return steps;
    if (!says_unknown(*table)) {
        steps.known = true;
        steps.analogue = table->boolean("analogue", Need::Optional).value_or(false);
        steps.note = optional_words_at(*table, "note");
        for (Strict& entry : tables_at(*table, "list", faults)) steps.list.push_back(read_words(entry));
        steps.source = fit_text(*table, "source", 120);
        steps.grade = grade_at(*table);
        steps.edition = edition_at(*table);
        if (steps.list.empty()) table->fault("list", "must not be empty");
        if (steps.analogue && !steps.note)
            table->fault("note", "is missing: steps of another place must say so");
    }
    table->finish();
    return steps;
}

Limit limit_at(Strict& root, const CommonParts& common) {
    Limit limit;
    auto table = root.table("limit");
    if (!table) return limit;
    limit.text = part_of(*table, common);
    if (const auto days = table->integer("working_days", 1, 250, Need::Optional)) {
        limit.working_days = static_cast<int>(*days);
        if (!limit.text.known || limit.text.analogue) {
            table->fault("working_days", "may only stand where the limit is known and local");
        }
    }
    table->finish();
    return limit;
}

Channels channels_at(Strict& root, const CommonParts& common) {
    Channels channels;
    if (auto table = root.table("channels")) {
        channels.window = part_at(*table, "window", common);
        channels.online = part_at(*table, "online", common);
        channels.mobile = part_at(*table, "mobile", common);
        channels.phone = part_at(*table, "phone", common);
        channels.self_service = part_at(*table, "self_service", common);
        table->finish();
    }
    return channels;
}

std::vector<Remark> remarks_at(Strict& root, const CommonParts& common, std::vector<tree::Fault>& faults) {
    std::vector<Remark> remarks;
    for (Strict& entry : tables_at(root, "remarks", faults, Need::Optional)) {
        Remark remark;
        remark.label = words_at(entry, "label");
        remark.text = part_of(entry, common);
        if (!remark.text.known) entry.fault("", "a remark must be known, or left out");
        entry.finish();
        remarks.push_back(std::move(remark));
    }
    return remarks;
}

std::map<Kind, int> places_at(Strict& root) {
    std::map<Kind, int> places;
    auto table = root.table("places");
    if (!table) return places;
    for (const Kind kind : kinds) {
        if (const auto number = table->integer(name(kind), 1, longest_list, Need::Optional)) {
            places[kind] = static_cast<int>(*number);
        }
    }
    table->finish();
    if (places.empty()) root.fault("places", "names no kind of point");
    return places;
}

Identity identity_at(Strict& root) {
    const std::string* word = root.text("identity");
    if (word == nullptr || *word == "verified") return Identity::Verified;
    if (*word == "shown") return Identity::Shown;
    if (*word != "none") root.fault("identity", "must be \"none\", \"shown\" or \"verified\"");
    return Identity::None;
}

Opens opens_at(Strict& root) {
    const std::string* word = root.text("opens", Need::Optional);
    if (word == nullptr || *word == "guide") return Opens::Guide;
    if (*word != "insurance") root.fault("opens", "must be \"guide\" or \"insurance\"");
    return Opens::Insurance;
}

}  // namespace

Part part_at(Strict& table, std::string_view key, const CommonParts& common) {
    auto inner = table.table(key);
    if (!inner) return {};
    Part part = part_of(*inner, common);
    inner->finish();
    return part;
}

Item read_item(const tree::Table& root_table, const CommonParts& common, std::vector<tree::Fault>& faults) {
    Strict root(root_table, "", 1, faults);
    Item item;
    item.id = fit_text(root, "id", 8);
    item.groups = texts_at(root, "groups");
    item.initials = texts_at(root, "initials");
    for (const std::string& initials : item.initials) {
        if (initials.empty() || initials.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) {
            root.fault("initials", "must be lower-case letters only");
        }
    }
    item.identity = identity_at(root);
    item.opens = opens_at(root);
    item.places = places_at(root);
    item.title = words_at(root, "title");
    item.brief = words_at(root, "brief");
    if (characters(item.brief.zh) > longest_brief)
        root.fault("brief", "is longer than 12 characters of Chinese");
    item.object = part_at(root, "object", common);
    item.name = part_at(root, "name", common);
    item.code = codes_at(root);
    item.materials = materials_at(root, common, faults);
    item.limit = limit_at(root, common);
    item.steps = steps_at(root, faults);
    item.standard = part_at(root, "standard", common);
    item.channels = channels_at(root, common);
    item.form = part_at(root, "form", common);
    item.place = part_at(root, "place", common);
    item.basis = part_at(root, "basis", common);
    item.remarks = remarks_at(root, common, faults);
    item.sheet = read_form(root, faults);
    root.finish();
    return item;
}

CommonParts read_common(const tree::Table& root_table, std::vector<tree::Fault>& faults) {
    Strict root(root_table, "", 1, faults);
    CommonParts parts;
    for (const tree::Entry& entry : root_table.entries) parts[entry.key] = part_at(root, entry.key, {});
    return parts;
}

Header read_header(const tree::Table& root_table, const CommonParts& common, std::vector<tree::Fault>& faults) {
    Strict root(root_table, "", 1, faults);
    Header header;
    header.version = fit_text(root, "version", 32);
    header.date = fit_text(root, "date", 10);
    const bool dashed = header.date.size() == 10 && header.date[4] == '-' && header.date[7] == '-';
    if (root.has("date") && !dashed) root.fault("date", "must be a day, YYYY-MM-DD");
    header.issuer = words_at(root, "issuer");
    header.enquiry = part_at(root, "enquiry", common);
    header.supervision = part_at(root, "supervision", common);
    header.rating = part_at(root, "rating", common);
    root.finish();
    return header;
}

}  // namespace circle::catalogue
