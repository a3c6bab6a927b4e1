#include "kiosk/settings/settings.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <utility>

#include "kiosk/settings/keys.h"

namespace circle::settings {
namespace {

using tree::Need;
using tree::Strict;

constexpr std::array<std::string_view, 4> role_names{"resident", "counter", "technician", "board"};

Problem problem_of(const tree::Fault& fault) { return {fault.line, fault.key, fault.what}; }

// Reads every table by the list of tables and every key by the list of keys; what stands besides is a fault.
class Parsing {
  public:
    Parsing(const tree::Table& root, std::string folder) : folder_(std::move(folder)) {
        at_.emplace("", Strict(root, "", 1, faults_));
    }

    tl::expected<Settings, std::vector<Problem>> run() {
        for (const TableSpec& table : tables()) open(table);
        for (const Key& key : keys()) {
            const auto table = at_.find(key.table);
            if (table != at_.end()) key.read(table->second, key.name, folder_, settings_);
        }
        for (auto& [path, table] : at_) table.finish();
        if (faults_.empty()) return std::move(settings_);
        std::stable_sort(faults_.begin(), faults_.end(),
                         [](const tree::Fault& a, const tree::Fault& b) { return a.line < b.line; });
        std::vector<Problem> problems;
        for (const tree::Fault& fault : faults_) problems.push_back(problem_of(fault));
        return tl::unexpected(std::move(problems));
    }

  private:
    void open(const TableSpec& table) {
        const std::size_t dot = table.path.rfind('.');
        const std::string_view parent =
            dot == std::string_view::npos ? std::string_view() : table.path.substr(0, dot);
        const std::string_view name = dot == std::string_view::npos ? table.path : table.path.substr(dot + 1);
        const auto inside = at_.find(parent);
        if (inside == at_.end()) return;
        if (auto found = inside->second.table(name, table.required ? Need::Required : Need::Optional)) {
            at_.emplace(table.path, std::move(*found));
        }
    }

    std::string folder_;
    std::vector<tree::Fault> faults_;
    std::map<std::string_view, Strict> at_;
    Settings settings_;
};

tl::expected<Settings, std::vector<Problem>> parse_tree(const tree::Table& root, const std::string& folder) {
    return Parsing(root, folder).run();
}

// What is wrong with a file that must be there, or nothing.
std::optional<std::string> unfit_file(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return path + " cannot be used: " + std::strerror(errno);
    if (!S_ISREG(about.st_mode)) return path + " is not a regular file";
    if (::access(path.c_str(), R_OK) != 0) return path + " cannot be read: " + std::strerror(errno);
    if (about.st_size == 0) return path + " is empty";
    return std::nullopt;
}

int line_of(const tree::Table& root, std::string_view table, std::string_view key) {
    const tree::Entry* outer = root.find(table);
    const auto* inner = outer == nullptr ? nullptr : std::get_if<tree::Table>(&outer->value.data);
    const tree::Entry* entry = inner == nullptr ? nullptr : inner->find(key);
    return entry == nullptr ? 0 : entry->line;
}

struct NamedFile {
    std::string_view key;
    const std::string& path;
    bool secret;
};

std::array<NamedFile, 4> files_of(const Platform& platform) {
    return {{{"ca", platform.ca, false},
             {"certificate", platform.certificate, false},
             {"key", platform.key, true},
             {"secret_file", platform.secret_file, true}}};
}

std::vector<Problem> unfit_files(const Platform& platform, const tree::Table& root) {
    std::vector<Problem> problems;
    for (const NamedFile& file : files_of(platform)) {
        if (auto wrong = unfit_file(file.path)) {
            problems.push_back(
                {line_of(root, "platform", file.key), "platform." + std::string(file.key), std::move(*wrong)});
        }
    }
    return problems;
}

}  // namespace

std::string_view name(Role role) { return role_names.at(static_cast<std::size_t>(role)); }
std::string_view name(Renderer renderer) { return renderer == Renderer::Gles ? "gles" : "software"; }
std::string_view tag(Language language) { return language == Language::English ? "en" : "zh-CN"; }

std::optional<Role> role_named(std::string_view word) {
    const auto found = std::find(role_names.begin(), role_names.end(), word);
    if (found == role_names.end()) return std::nullopt;
    return static_cast<Role>(found - role_names.begin());
}

std::string describe(const Problem& problem) {
    std::string text;
    if (problem.line > 0) text += "line " + std::to_string(problem.line) + ": ";
    if (!problem.key.empty()) text += problem.key + " ";
    return text + problem.what;
}

tl::expected<Settings, std::vector<Problem>> parse(std::string_view text, const std::string& folder) {
    const auto root = tree::parse(text);
    if (!root) return tl::unexpected(std::vector{problem_of(root.error())});
    return parse_tree(*root, folder);
}

tl::expected<Settings, std::vector<Problem>> load(const std::string& path) {
    const auto root = tree::read(path);
    if (!root) return tl::unexpected(std::vector{problem_of(root.error())});
    std::error_code error;
    const std::filesystem::path absolute = std::filesystem::absolute(path, error);
    auto settings = parse_tree(*root, error ? "." : absolute.parent_path().string());
    if (!settings) return settings;
    std::vector<Problem> problems = unfit_files(settings->platform, *root);
    if (!problems.empty()) return tl::unexpected(std::move(problems));
    return settings;
}

int line_of(const std::string& path, std::string_view table, std::string_view key) {
    const auto root = tree::read(path);
    return root ? line_of(*root, table, key) : 0;
}

std::vector<Problem> exposed_files(const Settings& settings) {
    std::vector<Problem> exposed;
    for (const NamedFile& file : files_of(settings.platform)) {
        struct stat about {};
        if (!file.secret || ::stat(file.path.c_str(), &about) != 0) continue;
        if ((about.st_mode & (S_IRWXO | S_IWGRP)) == 0) continue;
        exposed.push_back(
            {0, "platform." + std::string(file.key),
             file.path + " is open to others; allow its owner and group alone (chmod 640 or 600)"});
    }
    return exposed;
}

std::string effective(const Settings& settings) {
    std::string result;
    for (const TableSpec& table : tables()) {
        std::string lines;
        for (const Key& key : keys()) {
            if (key.table != table.path) continue;
            const std::string value = key.write(settings);
            if (!value.empty()) lines += std::string(key.name) + " = " + value + "\n";
        }
        if (!lines.empty()) result += (result.empty() ? "[" : "\n[") + std::string(table.path) + "]\n" + lines;
    }
    return result;
}

}  // namespace circle::settings
