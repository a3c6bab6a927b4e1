// The configuration of one terminal as values (design §5). Every key, its unit, default and meaning stands in
// assets/config/example.toml; the one table of keys is in keys.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "kiosk/catalogue/kind.h"
#include "kiosk/settings/hours.h"

namespace circle::settings {

enum class Role { Resident, Counter, Technician, Board };
enum class Renderer { Software, Gles };
enum class Language { Chinese, English };

std::string_view name(Role role);          // "resident" …, as --role has it
std::string_view name(Renderer renderer);  // "software", "gles"
std::string_view tag(Language language);   // BCP 47: "zh-CN", "en"
std::optional<Role> role_named(std::string_view word);

// How a device is wired.
struct SerialLine {
    std::string path;
    int baud = 0;

    bool operator==(const SerialLine&) const = default;
};
struct TcpLine {
    std::string host;
    std::uint16_t port = 0;

    bool operator==(const TcpLine&) const = default;
};
struct UsbPrinterLine {
    std::string path;

    bool operator==(const UsbPrinterLine&) const = default;
};
struct InputLine {  // a keyboard-like scanner
    std::uint16_t vendor = 0, product = 0;

    bool operator==(const InputLine&) const = default;
};
using Transport = std::variant<SerialLine, TcpLine, UsbPrinterLine, InputLine>;

std::string text(const Transport& transport);  // "serial:/dev/ttyS1:115200", as it was written
tl::expected<Transport, std::string> parse_transport(std::string_view text);

struct Terminal {
    int number = 0;  // 0–99 within the institution
    Role role = Role::Resident;

    bool operator==(const Terminal&) const = default;
};

struct Screen {
    int width_mm = 0, height_mm = 0;  // of the visible picture, as it hangs (after rotation)
    int rotation = 0;                 // 0, 90, 180, 270 degrees clockwise
    int mounting_mm = 800;            // lower edge of the picture above the floor
    Renderer renderer = Renderer::Software;
    bool fullscreen = true;

    bool operator==(const Screen&) const = default;
};

struct Journal {
    std::string path = "/var/lib/circle-terminal/journal.db";

    bool operator==(const Journal&) const = default;
};

struct Platform {
    std::string profile;  // name of a file in assets/regions, without .toml
    std::string url;      // https://host[:port][/prefix]
    std::string ca, certificate, key;
    std::string access_key;
    std::string secret_file;
    int connect_timeout_ms = 4000;
    int call_timeout_ms = 15000;

    bool operator==(const Platform&) const = default;
};

struct Site {
    catalogue::Kind kind = catalogue::Kind::Township;
    std::string name, parent;
    std::string institution;  // 12 characters: fixmedins_code
    std::string region;       // six digits
    OpeningHours hours;
    int elder_age = 60;
    int volume = 60;      // percent; back to this after every visit
    std::string phone;    // of the point; empty: unknown
    std::string counter;  // where the counter is, in words for residents; empty: there is none
    Language language = Language::Chinese;
    bool out_of_service = false;
    std::string out_of_service_reason;

    bool operator==(const Site&) const = default;
};

struct VisitTimes {  // seconds; bounds: reference anchors.md §4.3
    int warn_after = 60;
    int warn_after_elder = 120;
    int grace = 20;
    int grace_elder = 45;

    bool operator==(const VisitTimes&) const = default;
};

struct CardDevice {
    std::string backend;  // "pcsc"
    std::string reader;   // name or beginning of it; empty: the first reader there is

    bool operator==(const CardDevice&) const = default;
};

struct PrinterDevice {
    Transport transport;
    int paper_mm = 80;  // 80 or 58
    bool cutter = true;

    bool operator==(const PrinterDevice&) const = default;
};

struct Devices {  // a device that is not named is not fitted
    std::optional<CardDevice> card;
    std::optional<PrinterDevice> printer;
    std::optional<Transport> id, scanner;
    std::string speaker = "none";  // "sdl" or "none"

    bool operator==(const Devices&) const = default;
};

struct Settings {
    Terminal terminal;
    Screen screen;
    Journal journal;
    Platform platform;
    Site site;
    VisitTimes visit;
    Devices devices;

    bool operator==(const Settings&) const = default;
};

// One thing that is wrong with the configuration.
struct Problem {
    int line = 0;     // 0: the whole file
    std::string key;  // "site.kind"; empty when the text is no TOML
    std::string what;

    bool operator==(const Problem&) const = default;
};
std::string describe(const Problem& problem);  // "line 12: site.kind: …"

// Parses and checks everything that the text alone decides. Relative paths become paths in `folder`.
tl::expected<Settings, std::vector<Problem>> parse(std::string_view text, const std::string& folder);

// Reads the file, parses it, and checks the files it names: the CA, certificate, key and secret must be
// readable. Every problem is told, by line.
tl::expected<Settings, std::vector<Problem>> load(const std::string& path);

// Where a key stands in the file, for checks that need more than the file: 0 when it does not or cannot be
// read.
int line_of(const std::string& path, std::string_view table, std::string_view key);

// Key and secret files that others may read or its group may write: a warning for the technician. The terminal
// runs all the same, for a kiosk that stays dark over a file mode helps nobody.
std::vector<Problem> exposed_files(const Settings& settings);

// The effective values as TOML, defaults written out, secrets hidden: what --check-config prints.
std::string effective(const Settings& settings);

}  // namespace circle::settings
