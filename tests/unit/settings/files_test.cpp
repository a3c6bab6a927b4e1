// The files that a configuration names must be there, readable, and secret where they are secrets.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "tests/unit/settings/example.h"

namespace circle::settings {
namespace {

using Catch::Matchers::ContainsSubstring;

class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "settings-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
        std::string text = test::example_text();
        for (std::size_t at = text.find("/etc/circle-terminal/"); at != std::string::npos;
             at = text.find("/etc/circle-terminal/")) {
            text.erase(at, std::string("/etc/circle-terminal/").size());
        }
        write("kiosk.toml", text, 0644);
        write("bureau-ca.pem", "a", 0644);
        write("terminal.pem", "b", 0644);
        write("terminal.key", "c", 0600);
        write("platform.secret", "d", 0640);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const std::string& name, const std::string& text, mode_t mode) const {
        std::ofstream(path / name) << text;
        REQUIRE(::chmod((path / name).c_str(), mode) == 0);
    }
    std::vector<Problem> problems() const {
        const auto loaded = load((path / "kiosk.toml").string());
        return loaded ? std::vector<Problem>{} : loaded.error();
    }

    std::filesystem::path path;
};

}  // namespace

TEST_CASE("a configuration with all its files loads") {
    const Folder folder;
    const auto loaded = load((folder.path / "kiosk.toml").string());
    REQUIRE(loaded.has_value());
    CHECK(loaded->platform.key == (folder.path / "terminal.key").string());
    CHECK(folder.problems().empty());
}

TEST_CASE("a missing file is named with its line, and so is every other") {
    const Folder folder;
    std::filesystem::remove(folder.path / "bureau-ca.pem");
    std::filesystem::remove(folder.path / "platform.secret");
    const std::vector<Problem> found = folder.problems();
    REQUIRE(found.size() == 2);
    CHECK(found[0].key == "platform.ca");
    CHECK(found[0].line == test::line_of(test::example_text(), "ca = "));
    CHECK_THAT(found[0].what, ContainsSubstring("bureau-ca.pem cannot be used: No such file"));
    CHECK(found[1].key == "platform.secret_file");
}

TEST_CASE("key and secret that others may read are told, and the terminal runs all the same") {
    const Folder folder;
    SECTION("key readable by all") { folder.write("terminal.key", "c", 0604); }
    SECTION("key writable by the group") { folder.write("terminal.key", "c", 0620); }
    const auto settings = load((folder.path / "kiosk.toml").string());
    REQUIRE(settings);
    const std::vector<Problem> found = exposed_files(*settings);
    REQUIRE(found.size() == 1);
    CHECK(found[0].key == "platform.key");
    CHECK_THAT(found[0].what, ContainsSubstring("is open to others"));
    folder.write("terminal.key", "c", 0640);
    CHECK(exposed_files(*settings).empty());
}

TEST_CASE("an empty file or a folder is no certificate") {
    const Folder folder;
    folder.write("terminal.pem", "", 0644);
    std::filesystem::remove(folder.path / "bureau-ca.pem");
    std::filesystem::create_directory(folder.path / "bureau-ca.pem");
    const std::vector<Problem> found = folder.problems();
    REQUIRE(found.size() == 2);
    CHECK_THAT(found[0].what, ContainsSubstring("is not a regular file"));
    CHECK_THAT(found[1].what, ContainsSubstring("is empty"));
}

TEST_CASE("a configuration that cannot be read says why") {
    const auto missing = load("/nonexistent/kiosk.toml");
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().front().line == 0);
    CHECK_THAT(missing.error().front().what, ContainsSubstring("cannot be read: No such file"));
    CHECK_FALSE(load("/").has_value());
}

}  // namespace circle::settings
