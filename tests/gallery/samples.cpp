#include "tests/gallery/samples.h"

#include <functional>
#include <map>
#include <utility>

#include "tests/gallery/forms.h"
#include "tests/gallery/parts.h"

namespace circle::gallery {

using namespace screens::view;

namespace {

std::vector<Button> bar_of(const Words& w, bool inside) {
    std::vector<Button> bar;
    if (inside) {
        bar.push_back({"bar.back", w("返回", "Back"), Icon::Back});
        bar.push_back({"bar.home", w("首页", "Home"), Icon::Home});
    }
    bar.push_back({"bar.counter", w("转人工窗口", "Staffed counter"), Icon::Counter});
    bar.push_back(
        {"bar.elder", w.elder ? w("标准版", "Standard view") : w("关怀版 大字", "Large text"), Icon::Elder});
    bar.push_back({"bar.language", w("English", "中文"), Icon::Language});
    bar.push_back({"bar.help", w("呼叫帮助", "Call for help"), Icon::Help});
    return bar;
}

}  // namespace

Page base(const Words& w, const char* id, bool inside) {
    Page page;
    page.id = id;
    page.language = w.chinese ? "zh-CN" : "en";
    page.density = w.elder ? Density::Elder : Density::Standard;
    page.header.point =
        w.elder ? w("关怀版", "Large-text view")
                : w("桂阳县龙潭街道医疗保障服务站", "Longtan Subdistrict Medical Insurance Service Station");
    if (!w.elder) page.header.service = w("15分钟医保服务圈", "15-minute service circle");
    page.header.time = w("上午 9:24", "9:24 am");
    if (!w.elder) page.header.date = w("11月22日 星期日", "Sunday 22 November");
    page.bar = bar_of(w, inside);
    page.more = w("往下看", "Read on");
    page.top = w("回到开头", "Back to the top");
    return page;
}

namespace {

Page idle(const Words& w) {
    Page page = base(w, "idle", false);
    IdleBody body;
    body.title = w("请出示一种凭证\n马上办医保", "Show one credential\nto start");
    body.lead = w("一次办好，不用排第二次队", "Done in one visit, no second queue");
    body.invitations = {
        {"idle.card",
         Icon::Card,
         w("插入社会保障卡", "Insert your social security card"),
         w("芯片朝前，插到底，办完会提醒您取回", "Chip first, all the way in; we remind you to take it back"),
         {},
         true},
        {"idle.id",
         Icon::IdCard,
         w("平放身份证", "Lay down your ID card"),
         w("放在发光的区域，不要移动", "On the lit area, and leave it there"),
         {},
         true},
        {"idle.code",
         Icon::QrCode,
         w("扫医保电子凭证", "Scan your insurance code"),
         w("打开手机里的医保码，对准下方窗口", "Open it on your phone and hold it to the window below"),
         {},
         true},
    };
    body.links = {{"idle.items", w("先看看能办什么", "What can be done here"), Icon::Search},
                  {"idle.policy", w("政策与公开", "Rules and notices"), Icon::Info}};
    body.notice = Strip{"idle.notice",
                        Tone::Info,
                        Icon::Megaphone,
                        {},
                        w("居民医保缴费：截止日期与金额以税务部门公布为准，点“政策与公开”查看出处",
                          "Paying for residents' insurance: date and amount are announced by the tax office; "
                          "see “Rules and notices”")};
    page.body = body;
    return page;
}

Page closed(const Words& w) {
    Page page = base(w, "closed", false);
    IdleBody body;
    body.title = w("现在不办理", "Closed now");
    body.lead =
        w("开放时间：周一至周五 9:00–12:00，13:30–17:00", "Open Monday to Friday 9:00–12:00 and 13:30–17:00");
    body.links = {{"idle.items", w("看看能办什么", "What can be done here"), Icon::Search}};
    page.body = body;
    return page;
}

Page home(const Words& w) {
    Page page = base(w, "home", true);
    ChoicesBody body;
    body.title = w.elder ? w.mine("您好，张*英\n要办什么？", "Hello, Zhang *ying\nWhat do you need?")
                         : w.mine("您好，张*英\n今天办什么？", "Hello, Zhang *ying\nWhat do you need today?");
    body.chip = Chip{w("社保卡 已核验", "Card verified"), Tone::Good, Icon::Shield};
    body.choices = {
        {"home.query",
         Icon::PersonSearch,
         w("查我的医保", "My insurance"),
         w("参保、余额、待遇、备案", "Status, balance, benefits, filings"),
         {},
         true},
        {"home.pay",
         Icon::Money,
         w("参保缴费", "Join and pay"),
         w("居民参保、应缴金额、凭证", "Joining, amount due, receipt"),
         {},
         true},
        {"home.travel",
         Icon::Travel,
         w("外地看病", "Care elsewhere"),
         w("异地备案、急诊、转诊", "Filing, emergency, referral"),
         {},
         true},
        {"home.ill",
         Icon::Hospital,
         w("生病报销", "Claim costs"),
         w("住院、门诊费用、救助", "Hospital, clinic, assistance"),
         {},
         true},
    };
    if (w.elder) {
        body.choices.push_back({"home.more", Icon::More, w("别的事情", "Something else"), {}, {}, true});
        for (Choice& one : body.choices) one.hint = {};
    } else {
        body.choices.push_back({"home.baby",
                                Icon::Baby,
                                w("生孩子", "Having a baby"),
                                w("新生儿参保、生育登记", "Insuring the baby, registration"),
                                {},
                                true});
        body.choices.push_back({"home.work",
                                Icon::Work,
                                w("换工作", "Changing jobs"),
                                w("灵活就业增加、减少、变更", "Self-employed: join, leave, change"),
                                {},
                                false});
        body.links = {{"home.items", w("全部16项事项", "All 16 services"), Icon::List},
                      {"home.find", w("按拼音找", "Find by name"), Icon::Search}};
        body.strips = {{"home.open", Tone::Caution, Icon::Hourglass,
                        w("异地长期居住备案：结果待确认", "Residence filing: result not yet known"),
                        w("不用重办。我们正在向平台核对，取件码 7K2M",
                          "No need to file again. We are checking with the platform; code 7K2M")}};
    }
    page.body = body;
    return page;
}

Page items(const Words& w) {
    Page page = base(w, "items", false);
    page.bar = bar_of(w, true);
    ChoicesBody body;
    body.title = w("本站能办的事", "What can be done here");
    body.lead = w("第 1 页，共 2 页", "Page 1 of 2");
    body.shape = ChoicesBody::Shape::Rows;
    struct Item {
        const char* id;
        Icon icon;
        const char* zh;
        const char* en;
    };
    constexpr Item list[] = {
        {"I01", Icon::Family, "城乡居民参保登记", "Residents' insurance registration"},
        {"I02", Icon::Work, "灵活就业人员参保登记", "Registration of the self-employed"},
        {"I03", Icon::Document, "参保信息变更登记", "Change of insurance record"},
        {"I04", Icon::Money, "城乡居民医保费缴纳", "Residents' contribution payment"},
        {"I05", Icon::Travel, "异地长期居住人员备案", "Filing of long-term residence elsewhere"},
        {"I06", Icon::Hospital, "门诊慢特病病种待遇认定", "Recognition of chronic and special diseases"},
        {"I07", Icon::Printer, "参保凭证查询打印", "Insurance certificate"},
        {"I08", Icon::PersonSearch, "医保账户和待遇查询", "Account and benefit enquiry"},
    };
    for (const Item& item : list) {
        Choice choice{std::string("home.item.") + item.id, item.icon, w(item.zh, item.en), {}, {}, true};
        if (!w.elder) choice.hint = w("需要：社保卡或身份证", "Bring: card or ID card");
        if (std::string(item.id) == "I07")
            choice.chip = Chip{w("打印机缺纸", "No paper"), Tone::Caution, Icon::Printer};
        body.choices.push_back(choice);
    }
    body.links = {{"list.previous", w("上一页", "Previous"), Icon::Back, false},
                  {"list.next", w("下一页", "Next"), Icon::Next}};
    page.body = body;
    return page;
}

Page read_card(const Words& w) {
    Page page = base(w, "identify", true);
    MomentBody body;
    body.icon = Icon::Card;
    body.title = w("正在读卡，请不要拔出", "Reading your card, please leave it in");
    body.progress = 0.58F;
    body.lines = {w("通常不到 1 秒。读不出来时，可以改用身份证或医保码",
                    "Usually less than a second. If it cannot be read, use your ID card or insurance code")};
    body.alternatives = {{"identify.id", w("改用身份证", "Use ID card"), Icon::IdCard},
                         {"identify.code", w("改用医保码", "Use insurance code"), Icon::QrCode}};
    page.body = body;
    return page;
}

Page take_card(const Words& w) {
    Page page = base(w, "goodbye", false);
    MomentBody body;
    body.icon = Icon::TakeCard;
    body.tone = Tone::Good;
    body.title = w("请取回您的卡", "Please take your card");
    body.lines = {w("您的信息已从本机清除。", "Your data has been cleared from this terminal."),
                  w("祝您健康！", "We wish you good health!")};
    page.body = body;
    return page;
}

Page paper(const Words& w) {
    Page page = base(w, "paper", true);
    using Align = PaperLine::Align;
    PaperBody body;
    body.title = w("打印查询单", "Print your insurance information");
    body.lead = w("打印出来和下面一样。", "The paper will look like this.");
    body.strip = Strip{"paper.strip", Tone::Caution, Icon::Warning,
                       w("不能确定打印得完整不完整", "Nobody can tell whether all of it was printed"),
                       w("请看一下出纸口。需要的话再打一份，上面会标“重打”。",
                         "Please look at the paper outlet. If you need it, print a marked copy.")};
    const auto line = [&](Text left, Text right = {}) {
        body.lines.push_back({.left = std::move(left), .right = std::move(right)});
    };
    body.lines = {{.left = w("桂阳县龙潭街道医疗保障服务站", "Longtan Subdistrict Service Station"),
                   .align = Align::Centre,
                   .bold = true},
                  {.left = w("参保信息查询单", "Insurance information"), .align = Align::Centre, .large = true},
                  {.rule = true}};
    for (int i = 0; i < 6; ++i) {
        body.lines.push_back(
            {.left = personal("张𬴊英  " + std::string(w.chinese ? "正常参保" : "Insured")), .bold = true});
        line(w("证件号码", "ID number"), personal("431*************25"));
        line(w("参保地", "Insured in"), personal(w.chinese ? "郴州市 桂阳县" : "Guiyang, Chenzhou"));
        line(w("账户余额", "Balance"), personal("1,286.40 元"));
        body.lines.push_back({.left = personal("2026-01-01 至 2026-12-31"), .align = Align::Right});
        body.lines.push_back({.rule = true});
    }
    body.primary = Button{"paper.again", w("再打一份（标重打）", "Print a marked copy"), Icon::Printer};
    body.secondary = Button{"paper.back", w("返回", "Back"), Icon::Back};
    page.body = body;
    return page;
}

const std::vector<std::pair<std::string, Maker>>& makers() {
    static const std::vector<std::pair<std::string, Maker>> all{
        {"idle", idle},           {"closed", closed},       {"notice", notice},
        {"home", home},           {"items", items},         {"read-card", read_card},
        {"take-card", take_card}, {"query", query},         {"long-query", long_query},
        {"guide", guide},         {"line-down", line_down}, {"dialog", dialog},
        {"rare", rare},           {"paper", paper}};
    return all;
}

}  // namespace

std::vector<std::string> sample_names() {
    std::vector<std::string> names;
    for (const auto& [name, maker] : makers()) names.push_back(name);
    for (const auto& [name, maker] : form_makers()) names.push_back(name);
    return names;
}

Page sample(const std::string& name, const std::string& language, Density density) {
    const Words words{language != "en", density == Density::Elder};
    for (const auto& [known, maker] : makers()) {
        if (known == name) return maker(words);
    }
    for (const auto& [known, maker] : form_makers()) {
        if (known == name) return maker(words);
    }
    return idle(words);
}

std::vector<NamedPanel> panels() {
    return {{"upright", {268, 476, 0, 800}, 1080, 1920},
            {"wide", {476, 268, 0, 900}, 1920, 1080},
            {"large", {398, 708, 0, 800}, 1080, 1920}};
}

}  // namespace circle::gallery
