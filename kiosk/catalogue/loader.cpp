#include "kiosk/catalogue/loader.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "kiosk/catalogue/fields.h"

namespace circle::catalogue {
namespace {

constexpr std::size_t most_files = 200;

bool item_file(const std::string& file) {
    return file.size() == 8 && file[0] == 'I' && std::isdigit(static_cast<unsigned char>(file[1])) != 0 &&
           std::isdigit(static_cast<unsigned char>(file[2])) != 0 && file.ends_with(".toml");
}

class Reading {
  public:
    explicit Reading(std::filesystem::path folder) : folder_(std::move(folder)) {}

    tl::expected<Loaded, std::vector<Fault>> run() {
        const std::vector<std::string> files = item_files();
        with_file("common.toml", [&](const tree::Table& root, std::vector<tree::Fault>& faults) {
            common_ = read_common(root, faults);
        });
        const bool header =
            with_file("catalogue.toml", [&](const tree::Table& root, std::vector<tree::Fault>& faults) {
                loaded_.catalogue.header = read_header(root, common_, faults);
            });
        // Without its groups the catalogue still serves: the home screen then has the full list alone.
        const bool groups =
            with_file("groups.toml", [&](const tree::Table& root, std::vector<tree::Fault>& faults) {
                loaded_.catalogue.groups = read_groups(root, faults);
            });
        if (!groups) loaded_.catalogue.groups.clear();
        for (const std::string& file : files) read_one(file, groups);
        if (loaded_.catalogue.items.empty()) add(folder_.string(), 0, "holds no item that can be used");
        if (!header || loaded_.catalogue.items.empty()) return tl::unexpected(std::move(loaded_.faults));
        return std::move(loaded_);
    }

  private:
    void add(std::string file, int line, std::string what) {
        loaded_.faults.push_back({std::move(file), line, std::move(what)});
    }

    std::vector<std::string> item_files() {
        std::vector<std::string> files;
        std::error_code error;
        for (std::filesystem::directory_iterator at(folder_, error), end; !error && at != end;
             at.increment(error)) {
            const std::string file = at->path().filename().string();
            if (item_file(file)) {
                files.push_back(file);
            } else if (file.ends_with(".toml") && file != "catalogue.toml" && file != "groups.toml" &&
                       file != "common.toml") {
                add(file, 0, "has no place in a catalogue: items are I01.toml to I99.toml");
            }
        }
        if (error) add(folder_.string(), 0, "cannot be read: " + error.message());
        std::sort(files.begin(), files.end());
        if (files.size() > most_files) files.resize(most_files);
        return files;
    }

    // Reads one file; true when neither its text nor `use` found a fault.
    template <typename Use>
    bool with_file(const std::string& file, Use use) {
        const auto root = tree::read(folder_ / file);
        if (!root) {
            add(file, root.error().line, root.error().what);
            return false;
        }
        std::vector<tree::Fault> faults;
        use(*root, faults);
        std::stable_sort(faults.begin(), faults.end(),
                         [](const tree::Fault& a, const tree::Fault& b) { return a.line < b.line; });
        for (const tree::Fault& fault : faults) add(file, fault.line, fault.key + " " + fault.what);
        return faults.empty();
    }

    void read_one(const std::string& file, bool groups_known) {
        Item item;
        const bool good = with_file(file, [&](const tree::Table& root, std::vector<tree::Fault>& faults) {
            item = read_item(root, common_, faults);
            tree::Strict at(root, "", 1, faults);
            if (item.id != file.substr(0, 3)) at.fault("id", "\"" + item.id + "\" is not the name of the file");
            if (groups_known) check_groups(item, at);
            check_places(item, root, faults);
        });
        if (!good) return;
        for (const auto& [kind, number] : item.places) taken_[{kind, number}] = file;
        loaded_.catalogue.items.push_back(std::move(item));
    }

    void check_groups(const Item& item, tree::Strict& at) const {
        std::set<std::string> seen;
        for (const std::string& group : item.groups) {
            if (loaded_.catalogue.group(group) == nullptr) {
                at.fault("groups", "names \"" + group + "\", which does not stand in groups.toml");
            }
            if (!seen.insert(group).second) at.fault("groups", "names \"" + group + "\" twice");
        }
    }

    void check_places(const Item& item, const tree::Table& root, std::vector<tree::Fault>& faults) const {
        const tree::Entry* entry = root.find("places");
        const auto* table = entry == nullptr ? nullptr : std::get_if<tree::Table>(&entry->value.data);
        if (table == nullptr) return;
        tree::Strict at(*table, "places", entry->line, faults);
        for (const auto& [kind, number] : item.places) {
            const auto taken = taken_.find({kind, number});
            if (taken == taken_.end()) continue;
            at.fault(name(kind), "number " + std::to_string(number) + " already belongs to " + taken->second);
        }
    }

    std::filesystem::path folder_;
    Loaded loaded_;
    CommonParts common_;
    std::map<std::pair<Kind, int>, std::string> taken_;
};

}  // namespace

std::string describe(const Fault& fault) {
    if (fault.line == 0) return fault.file + ": " + fault.what;
    return fault.file + ":" + std::to_string(fault.line) + ": " + fault.what;
}

tl::expected<Loaded, std::vector<Fault>> load(const std::filesystem::path& folder) {
    return Reading(folder).run();
}

}  // namespace circle::catalogue
