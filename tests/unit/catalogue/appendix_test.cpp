// The five lists of 郴政办函〔2022〕132号 附件2, typed out by hand, against the catalogue (R04).
#include <map>
#include <string>
#include <vector>

#include "tests/unit/catalogue/demo_catalogue.h"

namespace circle::catalogue {
namespace {

using Names = std::vector<std::string>;

const Names township{
    "灵活就业人员增加登记",
    "灵活就业人员减少登记",
    "城乡居民参保登记",
    "特殊补助人群参保登记",
    "城乡居民医保缴费（代收代缴）",
    "医疗保险关系转出（出具《参保凭证》）",
    "参保人员参保信息查询",
    "门诊医疗救助申报",
    "住院医疗救助申报",
    "符合资助条件的救助对象参加城乡居民基本医疗保险个人缴费补贴",
    "灵活就业人员参保信息变更登记",
    "异地安置退休人员备案",
    "异地长期居住人员备案",
    "常驻异地工作人员备案",
    "异地急诊人员备案",
    "医保电子凭证激活",
};

const Names village{
    "灵活就业人员增加登记", "灵活就业人员减少登记",         "城乡居民参保登记",
    "特殊补助人群参保登记", "城乡居民医保缴费（代收代缴）", "医疗保险关系转出（出具《参保凭证》）",
    "参保人员参保信息查询", "灵活就业人员参保信息变更登记", "异地安置退休人员备案",
    "异地长期居住人员备案", "常驻异地工作人员备案",         "异地急诊人员备案",
    "医保电子凭证激活",
};

const Names provider{
    "参保人员参保信息查询",
    "异地长期居住人员备案",
    "常驻异地工作人员备案",
    "异地急诊人员备案",
    "异地转诊人员备案",
    "住院费用报销",
    "门诊费用报销",
    "医保电子凭证激活",
    "转诊转院",
    "门诊慢特病受理",
    "生育登记",
    "新生儿参保登记",
};

const Names school{
    "城乡居民参保登记",     "参保人员参保信息查询", "异地安置退休人员备案", "异地长期居住人员备案",
    "常驻异地工作人员备案", "异地急诊人员备案",     "异地转诊人员备案",     "医保电子凭证激活",
};

const Names extension{
    "灵活就业人员增加登记",
    "灵活就业人员减少登记",
    "城乡居民参保登记",
    "参保人员参保信息查询",
    "医疗保险关系转出（出具《参保凭证》）",
    "灵活就业人员参保信息变更登记",
    "异地安置退休人员备案",
    "异地长期居住人员备案",
    "常驻异地工作人员备案",
    "异地急诊人员备案",
    "异地转诊人员备案",
    "医保电子凭证激活",
};

Names offered(Kind kind) {
    Names names;
    for (const Item* item : test::demo_catalogue().items_for(kind)) names.push_back(item->title.zh);
    return names;
}

// Columns T V M S E of the matrix in reference service-items.md §2, row by row.
const std::map<std::string, std::string> matrix{
    {"I01", "TV..E"}, {"I02", "TV..E"}, {"I03", "TV.SE"}, {"I04", "TV..."}, {"I05", "TV..."}, {"I06", "TV..E"},
    {"I07", "TVMSE"}, {"I08", "T...."}, {"I09", "T...."}, {"I10", "T...."}, {"I11", "TV..E"}, {"I12", "TV.SE"},
    {"I13", "TVMSE"}, {"I14", "TVMSE"}, {"I15", "TVMSE"}, {"I16", "TVMSE"}, {"I17", "..MSE"}, {"I18", "..M.."},
    {"I19", "..M.."}, {"I20", "..M.."}, {"I21", "..M.."}, {"I22", "..M.."}, {"I23", "..M.."},
};

}  // namespace

TEST_CASE("each kind of point offers its list of the appendix, in its order") {
    CHECK(offered(Kind::Township) == township);
    CHECK(offered(Kind::Village) == village);
    CHECK(offered(Kind::Provider) == provider);
    CHECK(offered(Kind::School) == school);
    CHECK(offered(Kind::Extension) == extension);
}

TEST_CASE("the lists count 16, 13, 12, 8 and 12 entries of 23 items") {
    const Catalogue& catalogue = test::demo_catalogue();
    CHECK(catalogue.items_for(Kind::Township).size() == 16);
    CHECK(catalogue.items_for(Kind::Village).size() == 13);
    CHECK(catalogue.items_for(Kind::Provider).size() == 12);
    CHECK(catalogue.items_for(Kind::School).size() == 8);
    CHECK(catalogue.items_for(Kind::Extension).size() == 12);
    CHECK(catalogue.items.size() == 23);
}

TEST_CASE("every row of the matrix agrees, and the numbers in a list run from 1 without gaps") {
    const Catalogue& catalogue = test::demo_catalogue();
    for (const auto& [id, row] : matrix) {
        INFO(id);
        const Item* item = catalogue.find(id);
        REQUIRE(item != nullptr);
        for (std::size_t column = 0; column < kinds.size(); ++column) {
            CHECK(item->offered_at(kinds.at(column)) == (row.at(column) != '.'));
        }
    }
    for (const Kind kind : kinds) {
        int number = 0;
        for (const Item* item : catalogue.items_for(kind)) {
            INFO(name(kind) << " " << item->id);
            CHECK(item->places.at(kind) == ++number);
        }
    }
}

TEST_CASE("where an item may be done is known for one that is not offered here") {
    const Catalogue& catalogue = test::demo_catalogue();
    CHECK(catalogue.kinds_offering("I18") == std::vector{Kind::Provider});
    CHECK(catalogue.kinds_offering("I05") == std::vector{Kind::Township, Kind::Village});
    CHECK(catalogue.kinds_offering("I99").empty());
}

TEST_CASE("words of the configuration name the five kinds") {
    CHECK(kind_named("township") == Kind::Township);
    CHECK(kind_named("extension") == Kind::Extension);
    CHECK_FALSE(kind_named("hospital").has_value());
    CHECK_FALSE(kind_named("").has_value());
    for (const Kind kind : kinds) CHECK(kind_named(name(kind)) == kind);
}

}  // namespace circle::catalogue
