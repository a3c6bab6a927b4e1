// The sealed part as bytes: whole or not at all.
#include <catch2/catch_test_macros.hpp>

#include "kiosk/transaction/matter.h"

using namespace circle;
using namespace circle::transaction;

namespace {

Content full() {
    Content content;
    content.item = "I20";
    content.psn_no = "43000010000000000001";
    content.insured_area = "431021";
    content.fields = {{"psn_no", "1"}, {"refl_rea", std::string("a\0b", 3)}};
    content.words = {{"姓名", "𫗧㛃"}};
    content.original_fields = {{"refl_date", "2026-11-22"}};
    content.original = 0xFEDCBA9876543210;
    content.list_kept = true;
    content.kept = {{{"diag_code", "I21.900"}, {"refl_date", "2026-11-22"}}, {}};
    content.handle = "G1";
    content.platform_words = "系统繁忙";
    return content;
}

}  // namespace

TEST_CASE("content comes back as it went in") {
    for (const Content& content : {full(), Content{}}) {
        const auto bytes = encode(content);
        REQUIRE(bytes);
        CHECK(decode(*bytes) == content);
    }
}

TEST_CASE("content that is cut, longer, of another version or bent is not read at all") {
    const std::string bytes = encode(full()).value();
    for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode(bytes.substr(0, size)));
    CHECK_FALSE(decode(bytes + '\0'));
    std::string other = bytes;
    other[0] = 2;
    CHECK_FALSE(decode(other));
    std::string huge = bytes;
    for (std::size_t i = 1; i <= 4; ++i) huge[i] = '\xff';  // the first length
    CHECK_FALSE(decode(huge));
}

TEST_CASE("content over its bounds is not written") {
    Content content = full();
    content.kept.resize(kMostKept + 1);
    CHECK_FALSE(encode(content));
    content = full();
    content.platform_words.assign(kLargestContent, 'x');
    CHECK_FALSE(encode(content));
}
