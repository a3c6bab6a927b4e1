#include "kiosk/settings/keys.h"

#include <utility>

#include "kiosk/settings/values.h"

namespace circle::settings {
namespace {

using tree::Strict;
using values::Need;
using values::toml_text;

std::string shown(bool value) { return value ? "true" : "false"; }
std::string shown(int value) { return std::to_string(value); }
std::string shown(const std::string& value) { return toml_text(value); }

// --- the four common sorts of key; the others are written out in the table ---

template <typename Part>
Key number(std::string_view table, std::string_view name, Part Settings::*part, int Part::*value, int least,
           int most, Need need = Need::Optional) {
    return {table, name,
            [=](Strict& at, std::string_view key, const std::string&, Settings& s) {
                values::number(at, key, least, most, s.*part.*value, need);
            },
            [=](const Settings& s) { return shown(s.*part.*value); }};
}

template <typename Part>
Key words(std::string_view table, std::string_view name, Part Settings::*part, std::string Part::*value,
          Need need = Need::Optional) {
    return {table, name,
            [=](Strict& at, std::string_view key, const std::string&, Settings& s) {
                values::words(at, key, s.*part.*value, need);
            },
            [=](const Settings& s) { return shown(s.*part.*value); }};
}

template <typename Part>
Key path(std::string_view table, std::string_view name, Part Settings::*part, std::string Part::*value,
         Need need = Need::Required) {
    return {table, name,
            [=](Strict& at, std::string_view key, const std::string& folder, Settings& s) {
                values::path(at, key, folder, s.*part.*value, need);
            },
            [=](const Settings& s) { return shown(s.*part.*value); }};
}

template <typename Part>
Key flag(std::string_view table, std::string_view name, Part Settings::*part, bool Part::*value) {
    return {table, name,
            [=](Strict& at, std::string_view key, const std::string&, Settings& s) {
                values::flag(at, key, s.*part.*value);
            },
            [=](const Settings& s) { return shown(s.*part.*value); }};
}

// A value with a reader of its own, kept as text.
template <typename Part>
Key special(std::string_view table, std::string_view name, Part Settings::*part, std::string Part::*value,
            void (*read)(Strict&, std::string_view, std::string&)) {
    return {table, name,
            [=](Strict& at, std::string_view key, const std::string&, Settings& s) {
                read(at, key, s.*part.*value);
            },
            [=](const Settings& s) { return shown(s.*part.*value); }};
}

Key transport(std::string_view table, std::optional<Transport> Devices::*device) {
    return {table, "transport",
            [=](Strict& at, std::string_view key, const std::string&, Settings& s) {
                values::transport(at, key, s.devices.*device);
            },
            [=](const Settings& s) {
                return s.devices.*device ? toml_text(text(*(s.devices.*device))) : std::string();
            }};
}

// One word of a closed set, held as an enumerator.
template <typename Read, typename Write>
Key choice(std::string_view table, std::string_view name, std::string_view choices, Need need, Read take,
           Write write) {
    return {table, name,
            [=](Strict& at, std::string_view key, const std::string&, Settings& s) {
                values::choice(at, key, choices, need, [&](const std::string& word) { return take(word, s); });
            },
            [=](const Settings& s) { return toml_text(write(s)); }};
}

template <typename Value>
bool keep(std::optional<Value> from, Value& to) {
    if (from) to = *from;
    return from.has_value();
}

std::optional<Renderer> renderer_named(std::string_view word) {
    for (const Renderer renderer : {Renderer::Software, Renderer::Gles}) {
        if (name(renderer) == word) return renderer;
    }
    return std::nullopt;
}

std::optional<Language> language_tagged(std::string_view word) {
    for (const Language language : {Language::Chinese, Language::English}) {
        if (tag(language) == word) return language;
    }
    return std::nullopt;
}

Key rotation() {
    return {"screen", "rotation",
            [](Strict& at, std::string_view key, const std::string&, Settings& s) {
                const auto given = at.integer(key, 0, 270, Need::Optional);
                if (!given) return;
                if (*given % 90 != 0) {
                    at.fault(key, "must be 0, 90, 180 or 270");
                } else {
                    s.screen.rotation = static_cast<int>(*given);
                }
            },
            [](const Settings& s) { return shown(s.screen.rotation); }};
}

Key hours() {
    return {"site", "hours",
            [](Strict& at, std::string_view key, const std::string&, Settings& s) {
                const std::string* text = at.text(key, Need::Optional);
                if (text == nullptr) return;
                auto parsed = OpeningHours::parse(*text);
                if (parsed) {
                    s.site.hours = std::move(*parsed);
                } else {
                    at.fault(key, parsed.error());
                }
            },
            [](const Settings& s) { return shown(s.site.hours.text()); }};
}

Key access_key() {
    Key key = words("platform", "access_key", &Settings::platform, &Platform::access_key, Need::Required);
    key.write = [](const Settings&) { return toml_text("(hidden)"); };
    return key;
}

Key card_backend() {
    return {
        "devices.card", "backend",
        [](Strict& at, std::string_view key, const std::string&, Settings& s) {
            values::choice(at, key, "pcsc", Need::Required, [&](const std::string& word) {
                if (!s.devices.card) s.devices.card.emplace();
                s.devices.card->backend = word;
                return word == "pcsc";
            });
        },
        [](const Settings& s) { return s.devices.card ? toml_text(s.devices.card->backend) : std::string(); }};
}

Key card_reader() {
    return {
        "devices.card", "reader",
        [](Strict& at, std::string_view key, const std::string&, Settings& s) {
            if (!s.devices.card) s.devices.card.emplace();
            values::words(at, key, s.devices.card->reader, Need::Optional);
        },
        [](const Settings& s) { return s.devices.card ? toml_text(s.devices.card->reader) : std::string(); }};
}

PrinterDevice& printer_of(Settings& s) {
    if (!s.devices.printer) s.devices.printer.emplace();
    return *s.devices.printer;
}

Key printer_transport() {
    return {"devices.printer", "transport",
            [](Strict& at, std::string_view key, const std::string&, Settings& s) {
                std::optional<Transport> read;
                values::transport(at, key, read);
                if (!read) return;
                if (std::holds_alternative<InputLine>(*read)) {
                    return at.fault(key, "must be serial, tcp or usblp: a printer is no input device");
                }
                printer_of(s).transport = *read;
            },
            [](const Settings& s) {
                return s.devices.printer ? toml_text(text(s.devices.printer->transport)) : std::string();
            }};
}

Key printer_paper() {
    return {"devices.printer", "paper_mm",
            [](Strict& at, std::string_view key, const std::string&, Settings& s) {
                const auto width = at.integer(key, 0, 1000, Need::Optional);
                if (!width) return;
                if (*width != 58 && *width != 80) return at.fault(key, "must be 58 or 80");
                printer_of(s).paper_mm = static_cast<int>(*width);
            },
            [](const Settings& s) { return s.devices.printer ? shown(s.devices.printer->paper_mm) : ""; }};
}

Key printer_cutter() {
    return {"devices.printer", "cutter",
            [](Strict& at, std::string_view key, const std::string&, Settings& s) {
                if (const auto has = at.boolean(key, Need::Optional)) printer_of(s).cutter = *has;
            },
            [](const Settings& s) { return s.devices.printer ? shown(s.devices.printer->cutter) : ""; }};
}

}  // namespace

const std::vector<TableSpec>& tables() {
    static const std::vector<TableSpec> table{
        {"terminal", true},
        {"screen", true},
        {"journal", false},
        {"platform", true},
        {"site", true},
        {"visit", false},
        {"devices", false},
        {"devices.card", false},
        {"devices.id", false},
        {"devices.printer", false},
        {"devices.scanner", false},
        {"devices.speaker", false},
    };
    return table;
}

const std::vector<Key>& keys() {
    using S = Settings;
    constexpr Need must = Need::Required;
    static const std::vector<Key> table{
        number("terminal", "number", &S::terminal, &Terminal::number, 0, 99, must),
        choice(
            "terminal", "role", "resident, counter, technician, board", Need::Optional,
            [](const std::string& word, S& s) { return keep(role_named(word), s.terminal.role); },
            [](const S& s) { return name(s.terminal.role); }),
        number("screen", "width_mm", &S::screen, &Screen::width_mm, 50, 3000, must),
        number("screen", "height_mm", &S::screen, &Screen::height_mm, 50, 3000, must),
        rotation(),
        number("screen", "mounting_mm", &S::screen, &Screen::mounting_mm, 0, 2000),
        choice(
            "screen", "renderer", "software, gles", Need::Optional,
            [](const std::string& word, S& s) { return keep(renderer_named(word), s.screen.renderer); },
            [](const S& s) { return name(s.screen.renderer); }),
        flag("screen", "fullscreen", &S::screen, &Screen::fullscreen),
        path("journal", "path", &S::journal, &Journal::path, Need::Optional),
        special("platform", "profile", &S::platform, &Platform::profile, values::profile),
        special("platform", "url", &S::platform, &Platform::url, values::url),
        path("platform", "ca", &S::platform, &Platform::ca),
        path("platform", "certificate", &S::platform, &Platform::certificate),
        path("platform", "key", &S::platform, &Platform::key),
        access_key(),
        path("platform", "secret_file", &S::platform, &Platform::secret_file),
        number("platform", "connect_timeout_ms", &S::platform, &Platform::connect_timeout_ms, 100, 60000),
        number("platform", "call_timeout_ms", &S::platform, &Platform::call_timeout_ms, 500, 120000),
        choice(
            "site", "kind", "township, village, provider, school, extension", must,
            [](const std::string& word, S& s) { return keep(catalogue::kind_named(word), s.site.kind); },
            [](const S& s) { return catalogue::name(s.site.kind); }),
        words("site", "name", &S::site, &Site::name, must),
        words("site", "parent", &S::site, &Site::parent, must),
        special("site", "institution", &S::site, &Site::institution, values::institution),
        special("site", "region", &S::site, &Site::region, values::region),
        hours(),
        number("site", "elder_age", &S::site, &Site::elder_age, 50, 120),
        number("site", "volume", &S::site, &Site::volume, 0, 100),
        words("site", "phone", &S::site, &Site::phone),
        words("site", "counter", &S::site, &Site::counter),
        choice(
            "site", "language", "zh-CN, en", Need::Optional,
            [](const std::string& word, S& s) { return keep(language_tagged(word), s.site.language); },
            [](const S& s) { return tag(s.site.language); }),
        flag("site", "out_of_service", &S::site, &Site::out_of_service),
        words("site", "out_of_service_reason", &S::site, &Site::out_of_service_reason),
        number("visit", "warn_after_s", &S::visit, &VisitTimes::warn_after, 60, 300),
        number("visit", "warn_after_elder_s", &S::visit, &VisitTimes::warn_after_elder, 120, 300),
        number("visit", "grace_s", &S::visit, &VisitTimes::grace, 20, 300),
        number("visit", "grace_elder_s", &S::visit, &VisitTimes::grace_elder, 45, 300),
        card_backend(),
        card_reader(),
        transport("devices.id", &Devices::id),
        printer_transport(),
        printer_paper(),
        printer_cutter(),
        transport("devices.scanner", &Devices::scanner),
        choice(
            "devices.speaker", "backend", "sdl, none", must,
            [](const std::string& word, S& s) {
                s.devices.speaker = word;
                return word == "sdl" || word == "none";
            },
            [](const S& s) { return s.devices.speaker; }),
    };
    return table;
}

}  // namespace circle::settings
