// UTF-8 by whole characters. Foreign text is checked before it goes anywhere near a screen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace circle {

// The characters of a text, each as its own slice; nothing when the text is not valid UTF-8 (overlong forms,
// surrogates and values above U+10FFFF included).
std::optional<std::vector<std::string_view>> characters(std::string_view text);

// Text from outside made fit for a screen: at most `limit` characters, invalid bytes replaced by U+FFFD,
// control and bidirectional formatting characters dropped.
std::string presentable(std::string_view foreign, std::size_t limit);

}  // namespace circle
