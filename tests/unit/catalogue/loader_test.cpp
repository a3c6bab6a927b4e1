// Broken catalogues: every fault told with file and line, the rest of the catalogue kept.
#include <unistd.h>

#include <catch2/matchers/catch_matchers_string.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/unit/catalogue/demo_catalogue.h"

namespace circle::catalogue {
namespace {

using Catch::Matchers::ContainsSubstring;

// A copy of the demo catalogue that may be broken.
class Copy {
  public:
    Copy() {
        std::string pattern = (std::filesystem::temp_directory_path() / "catalogue-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        folder = pattern;
        for (const auto& entry : std::filesystem::directory_iterator(test::assets() / "catalogue")) {
            std::filesystem::copy(entry.path(), folder / entry.path().filename());
        }
    }
    ~Copy() { std::filesystem::remove_all(folder); }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    std::string read(const std::string& file) const {
        std::ifstream stream(folder / file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void write(const std::string& file, const std::string& text) const {
        std::ofstream(folder / file, std::ios::binary) << text;
    }
    // Replaces the first occurrence; answers the line where it stood.
    int replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string text = read(file);
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        text.replace(at, from.size(), to);
        write(file, text);
        return static_cast<int>(line) + 1;
    }

    std::filesystem::path folder;
};

// The single fault of a catalogue from which one item was dropped.
Fault only_fault(const Copy& copy, const std::string& dropped) {
    auto loaded = load(copy.folder);
    REQUIRE(loaded.has_value());
    for (const Fault& fault : loaded->faults) UNSCOPED_INFO(describe(fault));
    REQUIRE(loaded->faults.size() == 1);
    CHECK(loaded->catalogue.find(dropped) == nullptr);
    CHECK(loaded->catalogue.items.size() == 22);
    return loaded->faults.front();
}

}  // namespace

TEST_CASE("a file with one fault is left out, the rest stays in service") {
    const Copy copy;
    struct Break {
        const char* from;
        const char* to;
        const char* says;
    };
    const std::vector<Break> breaks{
        {"identity = \"verified\"", "identity = \"sworn\"", "identity must be"},
        {"identity = \"verified\"", "identity = 3", "identity must be a text"},
        {"groups = [\"illness\"]", "groups = [\"weather\"]",
         "\"weather\", which does not stand in groups.toml"},
        {"groups = [\"illness\"]", "groups = []", "groups must not be empty"},
        {"groups = [\"illness\"]", "groups = [\"illness\", \"illness\"]", "twice"},
        {"groups = [\"illness\"]", "groups = [4]", "texts only"},
        {"provider = 6", "provider = \"six\"", "places.provider must be a whole number"},
        {"provider = 6", "provider = 6\nhospital = 2", "places.hospital is an unknown key"},
        {"provider = 6", "provider = 0", "out of range"},
        {"provider = 6", "", "names no kind of point"},
        {"provider = 6", "provider = 5", "number 5 already belongs to I17.toml"},
        {"grade = \"B\"", "grade = \"U\"", "grade must be one of"},
        {"grade = \"B\"\n", "", "grade is missing"},
        {"en = \"Inpatient bills\"\n", "", "brief.en is missing"},
        {"zh = \"住院费用报销\"\nen = \"Inpatient bills\"", "zh = \"住院费用报销住院费用报销住\"\nen = \"x\"",
         "12 characters"},
        {"working_days = 25", "working_days = 2.5", "limit.working_days must be a whole number"},
        {"edition = \"2023\"", "edition = \"last\"", "edition must be a year"},
        {"id = \"I18\"", "id = \"I19\"", "is not the name of the file"},
        {"initials = [\"zyfybx\"]", "initials = [\"ZY\"]", "lower-case"},
        {"hunan = { status = \"unknown\" }", "hunan = { status = \"perhaps\" }", "can only be \"unknown\""},
        {"hunan = { status = \"unknown\" }", "hunan = { status = \"unknown\", value = \"1\" }",
         "code.hunan.value is an unknown key"},
        {"phone = { status = \"unknown\" }\n", "", "channels.phone is missing"},
        {"common = \"standard\"", "common = \"gold\"", "\"gold\", which does not stand in common.toml"},
        {"[form]", "[formular]", "form is missing"},
        {"zh = \"医院收费票据原件或电子发票\"", "zh = \"\"", "materials.list[2].zh is empty"},
        {"zh = \"医院收费票据原件或电子发票\"", "zh = \"a\\u0007b\"", "control character"},
        {"[limit]\n", "[limit]\nanalogue = true\n", "may only stand where the limit is known and local"},
    };
    for (const Break& broken : breaks) {
        INFO(broken.from << " → " << broken.to);
        const std::string good = copy.read("I18.toml");
        copy.replace("I18.toml", broken.from, broken.to);
        auto loaded = load(copy.folder);
        REQUIRE(loaded.has_value());
        REQUIRE_FALSE(loaded->faults.empty());
        CHECK(loaded->catalogue.find("I18") == nullptr);
        CHECK(loaded->catalogue.items.size() == 22);
        CHECK(loaded->catalogue.items_for(Kind::Provider).size() == 11);
        const Fault& fault = loaded->faults.front();
        CHECK(fault.file == "I18.toml");
        CHECK(fault.line > 0);
        std::string all;
        for (const Fault& each : loaded->faults) all += describe(each) + "\n";
        CHECK_THAT(all, ContainsSubstring(broken.says));
        copy.write("I18.toml", good);
    }
    CHECK(load(copy.folder)->faults.empty());
}

TEST_CASE("a fault names the line on which it stands") {
    const Copy copy;
    const int line = copy.replace("I07.toml", "grade = \"C+\"", "grade = \"very good\"");
    const Fault fault = only_fault(copy, "I07");
    CHECK(fault.file == "I07.toml");
    CHECK(fault.line == line);
    CHECK_THAT(describe(fault),
               ContainsSubstring("I07.toml:" + std::to_string(line) + ": object.grade must be one of"));
}

TEST_CASE("text that is no TOML, no UTF-8, or too large drops its file alone") {
    const Copy copy;
    SECTION("no TOML") {
        copy.write("I05.toml", "id = \"I05\"\nid = \"I05\"\n");
        CHECK(only_fault(copy, "I05").line == 2);
    }
    SECTION("cut in the middle") {
        copy.write("I05.toml", copy.read("I05.toml").substr(0, 900));
        CHECK(only_fault(copy, "I05").line > 1);
    }
    SECTION("no UTF-8") {
        copy.write("I05.toml", "id = \"\xB2\xCE\"\n");
        CHECK(only_fault(copy, "I05").file == "I05.toml");
    }
    SECTION("too large") {
        copy.write("I05.toml", std::string(std::size_t{300} * 1024, '#'));
        CHECK_THAT(only_fault(copy, "I05").what, ContainsSubstring("larger than 256 KiB"));
    }
    SECTION("a folder of that name") {
        std::filesystem::remove(copy.folder / "I05.toml");
        std::filesystem::create_directory(copy.folder / "I05.toml");
        CHECK_THAT(only_fault(copy, "I05").what, ContainsSubstring("not a regular file"));
    }
    SECTION("nested without end") {
        copy.write("I05.toml", "a = " + std::string(5000, '['));
        CHECK(only_fault(copy, "I05").file == "I05.toml");
    }
}

TEST_CASE("all faults of all files are told at once") {
    const Copy copy;
    const int line =
        copy.replace("I18.toml", "identity = \"verified\"", "identity = \"sworn\"\ncolour = \"blue\"");
    copy.replace("I18.toml", "[form]", "[formular]");
    copy.write("I05.toml", "= 3");
    copy.write("extra.toml", "");
    const auto loaded = load(copy.folder);
    REQUIRE(loaded.has_value());
    std::string all;
    for (const Fault& fault : loaded->faults) all += describe(fault) + "\n";
    CHECK_THAT(all, ContainsSubstring("I18.toml:" + std::to_string(line) + ": identity must be"));
    CHECK_THAT(all, ContainsSubstring("I18.toml:" + std::to_string(line + 1) + ": colour is an unknown key"));
    CHECK_THAT(all, ContainsSubstring("form is missing"));
    CHECK_THAT(all, ContainsSubstring("formular is an unknown table"));
    CHECK_THAT(all, ContainsSubstring("I05.toml:1: "));
    CHECK_THAT(all, ContainsSubstring("extra.toml: has no place in a catalogue"));
    CHECK(loaded->catalogue.items.size() == 21);
}

TEST_CASE("without its groups the catalogue still serves as one list") {
    const Copy copy;
    copy.replace("groups.toml", "icon = \"Baby\"", "icon = \"Stork\"");
    const auto loaded = load(copy.folder);
    REQUIRE(loaded.has_value());
    CHECK(loaded->faults.size() == 1);
    CHECK_THAT(describe(loaded->faults.front()), ContainsSubstring("\"Stork\" is no icon"));
    CHECK(loaded->catalogue.items.size() == 23);
    CHECK(loaded->catalogue.groups_for(Kind::Township).empty());
}

TEST_CASE("two groups may not share an id or an order") {
    const Copy copy;
    copy.replace("groups.toml", "order = 2", "order = 1");
    const auto loaded = load(copy.folder);
    REQUIRE(loaded.has_value());
    CHECK_THAT(describe(loaded->faults.front()), ContainsSubstring("the id or the order of another group"));
}

TEST_CASE("a catalogue that cannot serve is an error that names its reason") {
    SECTION("no such folder") {
        const auto loaded = load("/nonexistent/catalogue");
        REQUIRE_FALSE(loaded.has_value());
        CHECK_THAT(describe(loaded.error().front()),
                   ContainsSubstring("/nonexistent/catalogue: cannot be read"));
    }
    SECTION("no header") {
        const Copy copy;
        std::filesystem::remove(copy.folder / "catalogue.toml");
        const auto loaded = load(copy.folder);
        REQUIRE_FALSE(loaded.has_value());
        CHECK(loaded.error().front().file == "catalogue.toml");
    }
    SECTION("no item left") {
        const Copy copy;
        std::filesystem::remove(copy.folder / "common.toml");
        const auto loaded = load(copy.folder);
        REQUIRE_FALSE(loaded.has_value());
        CHECK(loaded.error().front().file == "common.toml");
        CHECK_THAT(loaded.error().back().what, ContainsSubstring("holds no item"));
    }
}

}  // namespace circle::catalogue
