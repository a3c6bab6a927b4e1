// The sample pages that are read: notice, query, guide, result, and the warning above one.
#include "tests/gallery/parts.h"

namespace circle::gallery {

using namespace screens::view;

namespace {

Card person_card(const Words& w, const char* name) {
    Card card;
    card.id = "query.person";
    card.title = w.mine(name, name);
    card.chip = Chip{w("正常参保", "Insured"), Tone::Good, Icon::Check};
    card.facts = {
        {"query.number", w("证件号码", "ID number"), w.mine("431*************25", "431*************25"), {}},
        {"query.kind",
         w("险种", "Insurance"),
         w.mine("城乡居民基本医疗保险", "Basic medical insurance for residents"),
         {}},
        {"query.place", w("参保地", "Insured in"), w.mine("郴州市 桂阳县", "Guiyang County, Chenzhou"), {}},
        {"query.paid", w("本年累计报销", "Reimbursed this year"), w.mine("1,286.40 元", "CNY 1,286.40"), {}},
        {"query.balance",
         w("账户余额", "Account balance"),
         w.mine("平台未返回", "Not returned by the platform"),
         {}},
    };
    return card;
}

}  // namespace

Page notice(const Words& w) {
    Page page = base(w, "notice", true);
    SheetBody body;
    body.title = w("查询前请您知晓", "Before we look up your record");
    body.cards = {
        {"notice.who",
         Icon::Shield,
         w("谁在处理您的信息", "Who handles your data"),
         {},
         {w("由桂阳县医疗保障局处理，本机只是传递和显示，不保存。",
            "The county medical insurance bureau. This terminal passes it on, shows it and keeps nothing.")},
         {},
         {},
         {}},
        {"notice.what",
         Icon::Document,
         w("用来做什么", "What for"),
         {},
         {w("只用于显示您的参保、账户、备案和待遇信息。",
            "Only to show your insurance, account, filings and benefits.")},
         {},
         {},
         {}},
        {"notice.long",
         Icon::Clock,
         w("保留多久", "For how long"),
         {},
         {w("您离开后立即从本机清除；平台按规定保留。",
            "Cleared from this terminal as soon as you leave; the platform keeps it as the rules say.")},
         {},
         {},
         {}},
        {"notice.ask",
         Icon::Phone,
         w("有疑问问谁", "Whom to ask"),
         {},
         {w("请到人工窗口，或拨打 12393。", "Ask at the staffed counter or call 12393.")},
         {},
         {},
         {}},
    };
    body.primary = Button{"notice.agree", w("同意，开始查询", "I agree, look it up"), Icon::Check};
    body.secondary = Button{"notice.decline", w("不同意，返回", "I do not agree"), Icon::Back};
    page.body = body;
    return page;
}

Page query(const Words& w) {
    Page page = base(w, "query", true);
    SheetBody body;
    body.title = w("我的医保", "My insurance");
    const Chip valid{w("有效", "In force"), Tone::Good, Icon::None};
    Card filings;
    filings.id = "query.filings";
    filings.title = w("我的备案", "My filings");
    filings.facts = {
        {"query.filing.1",
         w.mine("异地长期居住 · 广东 东莞", "Residence elsewhere · Dongguan, Guangdong"),
         {},
         valid},
        {"query.filing.2", w.mine("门诊慢特病 · 高血压3级", "Chronic disease · hypertension III"), {}, valid},
        {"query.filing.3",
         w.mine("转诊转院 · 湘雅二医院", "Referral · Second Xiangya Hospital"),
         {},
         Chip{w("已结束", "Ended"), Tone::Plain, Icon::None}}};
    Card rights;
    rights.id = "query.rights";
    rights.title = w("今年能享受什么", "This year's benefits");
    const Chip granted{w("可享受", "Granted"), Tone::Good, Icon::None};
    rights.facts = {{"query.right.1", w("普通门诊统筹", "Outpatient care"), {}, granted},
                    {"query.right.2", w("住院", "Hospital stay"), {}, granted},
                    {"query.right.3",
                     w("生育医疗费", "Maternity care"),
                     {},
                     Chip{w("平台未返回", "Not returned"), Tone::Info, Icon::None}}};
    body.cards = {person_card(w, "张*英"), filings, rights};
    body.secondary = Button{"query.print", w("打印凭条", "Print a slip"), Icon::Printer};
    body.primary = Button{"query.done", w("办完了，取卡", "Done, take my card"), Icon::Check};
    page.body = body;
    return page;
}

Page long_query(const Words& w) {
    Page page = query(w);
    auto& body = std::get<SheetBody>(page.body);
    const std::vector<Card> once = body.cards;
    for (int copy = 2; copy <= 3; ++copy) {
        for (Card card : once) {
            card.id += "." + std::to_string(copy);
            for (Fact& fact : card.facts) fact.id += "." + std::to_string(copy);
            body.cards.push_back(card);
        }
    }
    return page;
}

Page rare(const Words& w) {
    Page page = query(w);
    std::get<SheetBody>(page.body).cards.front().title = personal("䶮㛃𠅤𬴊𱅒\U000323AF");
    return page;
}

Page guide(const Words& w) {
    Page page = base(w, "guide", true);
    SheetBody body;
    body.title = w("异地长期居住人员备案", "Filing of long-term residence elsewhere");
    body.lead = w("办事指南", "Guide");
    body.cards = {
        {"guide.materials",
         Icon::Document,
         w("要带什么", "What to bring"),
         {},
         {w("1. 医保电子凭证，或有效身份证件，或社会保障卡",
            "1. Insurance code, or valid ID, or social security card"),
          w("2. 长期居住认定材料：居住证，或个人承诺书",
            "2. Proof of residence: a permit, or your own declaration")},
         {},
         {},
         {}},
        {"guide.time",
         Icon::Clock,
         w("多久办好", "How long it takes"),
         Chip{w("即时办结", "At once"), Tone::Good, Icon::None},
         {},
         {},
         {},
         {}},
        {"guide.steps",
         Icon::List,
         w("怎么办", "Steps"),
         {},
         {w("出示凭证，选择居住地，确认，取回执。",
            "Show a credential, choose the place, confirm, take the slip.")},
         {},
         Strip{"guide.unknown", Tone::Caution, Icon::None, w("收费标准：未公布", "Fee: not published"),
               w("以窗口答复为准", "Ask at the counter")},
         {}},
        {"guide.where",
         Icon::Place,
         w("在哪里办", "Where"),
         {},
         {w("本站、街道便民服务中心、手机", "Here, the service hall, by phone")},
         {},
         {},
         Button{"guide.points", w("看附近服务点", "Service points nearby"), Icon::Place}},
    };
    body.secondary = Button{"guide.back", w("返回列表", "Back to the list"), Icon::Back};
    body.primary = Button{"guide.start", w("现在办理", "Start now"), Icon::Next};
    page.body = body;
    return page;
}

Page line_down(const Words& w) {
    Page page = base(w, "result", true);
    page.banner = Strip{"banner.line", Tone::Caution, Icon::LineDown, w("网络暂时中断", "The line is down"),
                        w("可以看指南、先填表，联网后自动提交；查询和缴费要等网络恢复",
                          "Guides and forms still work; enquiries and payments wait until it is back")};
    SheetBody body;
    body.title = w("已替您收好，尚未提交", "Kept for you, not yet sent");
    Card matter{"result.matter", Icon::None, {}, {}, {}, {}, {}, {}};
    matter.facts = {
        {"result.item", w("事项", "Matter"), w("异地长期居住人员备案", "Filing of residence elsewhere"), {}},
        {"result.state", w("状态", "State"), w("已收件，等待网络", "Taken in, waiting for the line"), {}},
        {"result.code", w("取件码", "Code"), w.mine("7K2M", "7K2M"), {}}};
    matter.strip = Strip{
        "result.slip", Tone::Bad, Icon::Printer, w("凭条没有打出来：缺纸", "No slip: out of paper"),
        w("请记下或拍下取件码，也可以到窗口补打", "Please note or photograph the code, or ask at the counter")};
    Card next{"result.next", Icon::None, w("接下来", "What comes next"), {}, {}, {}, {}, {}};
    next.lines = {
        w("1. 网络恢复后，本机自动提交，不会重复。", "1. When the line is back this terminal sends it, once."),
        w("2. 提交后平台会受理；结果可凭取件码在本站任何一台机器或窗口查询。",
          "2. The platform then takes it in; ask for the result with the code at any terminal or counter "
          "here."),
        w("3. 着急办理，请到人工窗口，已填内容会带过去。",
          "3. In a hurry? Go to the staffed counter; what you filled in comes along.")};
    body.cards = {matter, next};
    body.secondary = Button{"result.counter", w("转人工窗口", "Staffed counter"), Icon::Counter};
    body.primary = Button{"result.done", w("知道了，取卡", "Understood, take card"), Icon::Check};
    page.body = body;
    return page;
}

Page dialog(const Words& w) {
    Page page = query(w);
    Dialog over;
    over.id = "warning";
    over.icon = Icon::Hourglass;
    over.title = w("您还在吗？", "Are you still there?");
    over.lines = {
        w("没有操作时，为保护您的信息，本机会自动退出并提醒您取卡。",
          "To protect your data this terminal signs out by itself and reminds you to take your card.")};
    over.seconds_left = 20;
    over.primary = Button{"warning.more", w("继续办理", "More time"), Icon::Check};
    over.secondary = Button{"warning.end", w("结束，取卡", "End, take card"), Icon::TakeCard};
    page.dialog = over;
    return page;
}

}  // namespace circle::gallery
