// Opening the line: everything that can be wrong with the configuration is found here, before the first visit.
#include "kiosk/relay/relay.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "kiosk/ground/utf8.h"
#include "kiosk/journal/high_water_mark.h"
#include "kiosk/relay/clock.h"
#include "kiosk/relay/credentials.h"
#include "kiosk/relay/engine.h"
#include "kiosk/relay/profile.h"

namespace circle::relay {
namespace {

struct UrlDeleter {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

bool has_part(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    const bool there = curl_url_get(url, part, &text, 0) == CURLUE_OK;
    curl_free(text);
    return there;
}

// What is wrong with the url; empty when it can be used. The text does not repeat the url: it could hold a
// password.
std::string url_fault(const std::string& text) {
    const std::unique_ptr<CURLU, UrlDeleter> url(curl_url());
    if (!text.starts_with("https://")) return "platform.url: must begin with https://";
    if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        return "platform.url: is not a URL";
    if (has_part(url.get(), CURLUPART_USER) || has_part(url.get(), CURLUPART_PASSWORD)) {
        return "platform.url: must not hold a user or password";
    }
    if (has_part(url.get(), CURLUPART_QUERY) || has_part(url.get(), CURLUPART_FRAGMENT)) {
        return "platform.url: must not hold ? or #";
    }
    return {};
}

bool all_of(const std::string& text, bool (*is)(char)) { return std::ranges::all_of(text, is); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_visible(char c) { return c > 0x20 && c < 0x7F; }

std::string settings_fault(const Settings& settings) {
    using namespace std::chrono_literals;
    if (std::string fault = url_fault(settings.url); !fault.empty()) return fault;
    // It becomes a header: a line break in it would add headers of its own.
    if (settings.access_key.empty() || !all_of(settings.access_key, is_visible)) {
        return "platform.access_key: must be visible ASCII characters";
    }
    if (settings.institution.size() != 12 || !all_of(settings.institution, is_letter_or_digit)) {
        return "site.institution: must be the 12 letters and digits of the institution's code";
    }
    if (settings.institution_name.empty() || !characters(settings.institution_name)) {
        return "site.name: must be a text";
    }
    if (settings.area.size() != 6 || !all_of(settings.area, is_digit)) return "site.region: must be six digits";
    if (settings.terminal < 0 || settings.terminal > 99) return "terminal.number: must be 0 to 99";
    if (settings.connect_timeout <= 0ms || settings.call_timeout <= 0ms || settings.probe_interval < 100ms) {
        return "platform: time-outs must be positive and the probe interval 100 ms or more";
    }
    return {};
}

}  // namespace

tl::expected<std::unique_ptr<Relay>, std::string> Relay::start(const Settings& settings, Sink sink,
                                                               std::shared_ptr<const Clock> clock) {
    if (std::string fault = settings_fault(settings); !fault.empty()) return tl::unexpected(std::move(fault));
    if (clock == nullptr) clock = std::make_shared<SystemClock>();
    auto profile = load_profile(settings.profile_file);
    if (!profile) return tl::unexpected(profile.error());
    auto credentials = read_credentials(settings, clock->wall_ms() / 1000);
    if (!credentials) return tl::unexpected(credentials.error());
    auto opened = journal::HighWaterMark::open(settings.mark_path);
    if (!opened) return tl::unexpected(opened.error().text);

    Parts parts;
    parts.settings = settings;
    parts.profile = std::move(*profile);
    parts.secret = std::move(credentials->secret);
    parts.certificate_days = credentials->certificate_days;
    parts.clock = std::move(clock);
    parts.reserve = [mark = std::make_shared<journal::HighWaterMark>(std::move(*opened))](
                        std::int64_t at_least) { return mark->reserve(at_least); };
    return std::make_unique<Engine>(std::move(parts), std::move(sink));
}

}  // namespace circle::relay
