// A marker in every form that we know personal data can take in memory or in a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace circle::tests::memory {

struct Form {
    std::string encoding;  // "utf-8", "gb18030", "hex-upper-spaced of gb18030", "base64+1" …
    std::string bytes;
};

// Forms with equal bytes stand once. Empty when the marker is not valid UTF-8.
//
// utf-8, utf-16le, utf-16be, utf-32le (text boxes of the drawing library), gb18030 (holds GBK; what cards and
// printers speak); of the utf-8 and the gb18030 bytes: hexadecimal in both cases, plain and spaced, Base64 in
// its three alignments and both alphabets, percent-escapes; JSON escapes; and for markers that are themselves
// hexadecimal digits of even number the bytes that they stand for (卡识别码 and other packed numbers on a
// card).
std::vector<Form> forms(std::string_view marker);

}  // namespace circle::tests::memory
