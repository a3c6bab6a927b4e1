// The sample pages of a matter: each kind of field, with and without a fault; review; result and rating.
#include "tests/gallery/forms.h"

#include <cmath>

namespace circle::gallery {

using namespace screens::view;

namespace {

Steps steps_of(const Words& w, std::size_t current) {
    return {{w("1 核对本人", "1 Identity"), w("2 填写", "2 Answers"), w("3 核对提交", "3 Review"),
             w("4 结果", "4 Result")},
            current};
}

FormBody form(const Words& w, const char* name, Text question, Text help) {
    FormBody body;
    body.steps = steps_of(w, 1);
    body.title = std::move(question);
    body.lead = std::move(help);
    body.field.name = name;
    body.field.empty = w("还没有填", "Not filled in yet");
    body.chosen = w("已选", "chosen");
    body.secondary = Button{"form.previous", w("上一步", "Previous"), Icon::Back};
    body.primary = Button{"form.next", w("下一步", "Next"), Icon::Next};
    return body;
}

Page page_of(const Words& w, FormBody body) {
    Page page = base(w, "form", true);
    page.body = std::move(body);
    return page;
}

Page faulty(const Words& w, Page page, const char* zh, const char* en) {
    std::get<FormBody>(page.body).field.fault = w(zh, en);
    return page;
}

Page digits(const Words& w) {
    FormBody body = form(w, "tel", w("您的联系电话是多少？", "What is your phone number?"),
                         w("手机号或者座机号，比如 0735-2221234", "Mobile or landline, such as 0735-2221234"));
    body.field.value = w.mine("138 0735 5521", "138 0735 5521");
    body.field.kind = DigitsField{DigitsField::Extra::None, w("退一格", "Delete"), w("清空", "Clear")};
    return page_of(w, body);
}

Page digits_fault(const Words& w) {
    Page page = faulty(w, digits(w), "手机号是 11 位数字，现在只有 7 位，请接着填",
                       "A mobile number has 11 digits, this one has 7: please go on");
    auto& field = std::get<FormBody>(page.body).field;
    field.value = w.mine("138 0735", "138 0735");
    std::get<DigitsField>(field.kind).extra = DigitsField::Extra::Dash;
    return page;
}

Page digits_empty(const Words& w) {
    Page page = digits(w);
    auto& field = std::get<FormBody>(page.body).field;
    field.value = {};
    std::get<DigitsField>(field.kind).extra = DigitsField::Extra::X;
    return page;
}

Page date(const Words& w) {
    FormBody body = form(w, "begndate", w("从哪一天开始住？", "From which day?"),
                         w("比如今天就开始，就点“今天”", "If you start today, touch “Today”"));
    body.field.value = w("2026年11月22日 星期日", "Sunday 22 November 2026");
    DateField kind;
    kind.year = {w("年", "year"), "2026", true, false};
    kind.month = {w("月", "month"), "11"};
    kind.day = {w("日", "day"), "22"};
    kind.more = w("加", "Later");
    kind.less = w("减", "Earlier");
    kind.quick = {{"today", w("今天", "Today"), {}, true, true},
                  {"open", w("长期", "Open end"), {}, false, true}};
    body.field.kind = kind;
    return page_of(w, body);
}

Page date_fault(const Words& w) {
    return faulty(w, date(w), "结束日期早于开始日期，请改成开始日期之后的一天",
                  "The end lies before the beginning: please choose a later day");
}

OptionList list_of(const Words& w, const std::vector<std::array<const char*, 3>>& rows, std::size_t chosen) {
    OptionList list;
    const std::size_t most = w.elder ? 6 : 8;
    for (std::size_t i = 0; i < rows.size() && i < most; ++i)
        list.options.push_back({rows[i][0], w(rows[i][1], rows[i][2]), {}, i == chosen, true});
    list.previous = w("上一页", "Back");
    list.next = w("下一页", "More");
    list.has_next = true;
    return list;
}

Page area(const Words& w) {
    FormBody body = form(w, "rloc_admdvs", w("您要长期住在哪里？", "Where will you live?"),
                         w("选到市就可以。比如：跟子女住在东莞，就选“广东 东莞”",
                           "Down to the city. With your children in Dongguan: “Guangdong, Dongguan”"));
    body.field.value = w.mine("广东省 东莞市", "Dongguan, Guangdong");
    AreaField kind;
    kind.upper = list_of(w,
                         {{"430000", "湖南", "Hunan"},
                          {"440000", "广东", "Guangdong"},
                          {"330000", "浙江", "Zhejiang"},
                          {"320000", "江苏", "Jiangsu"},
                          {"350000", "福建", "Fujian"},
                          {"450000", "广西", "Guangxi"},
                          {"420000", "湖北", "Hubei"},
                          {"520000", "贵州", "Guizhou"}},
                         1);
    kind.lower = list_of(w,
                         {{"440100", "广州", "Guangzhou"},
                          {"440300", "深圳", "Shenzhen"},
                          {"441900", "东莞", "Dongguan"},
                          {"440600", "佛山", "Foshan"},
                          {"441300", "惠州", "Huizhou"},
                          {"442000", "中山", "Zhongshan"},
                          {"440400", "珠海", "Zhuhai"},
                          {"440200", "韶关", "Shaoguan"}},
                         2);
    kind.find = w("按拼音首字母找", "Find by initials");
    body.field.kind = kind;
    return page_of(w, body);
}

Page area_fault(const Words& w) {
    Page page = faulty(w, area(w), "请选到市，不能只选省", "Please choose a city, a province is not enough");
    auto& field = std::get<FormBody>(page.body).field;
    field.value = {};
    auto& kind = std::get<AreaField>(field.kind);
    kind.lower.options[2].chosen = false;
    kind.lower.options[0].label = w("恩施土家族苗族自治州", "Enshi Tujia and Miao Prefecture");
    return page;
}

Page letters(const Words& w) {
    Page page = area(w);
    auto& kind = std::get<AreaField>(std::get<FormBody>(page.body).field.kind);
    AreaField::Letters by;
    by.typed = "DG";
    by.hint = w("点首字母，比如东莞点 D G", "Touch the initials: D G for Dongguan");
    by.erase = w("退", "Del");
    by.lists = w("按列表选", "By list");
    by.result.options = {{"441900", w("广东 东莞", "Dongguan, Guangdong"), {}, true, true},
                         {"130600", w("河北 定州", "Dingzhou, Hebei"), {}, false, true},
                         {"431081", w("湖南 东江", "Dongjiang, Hunan"), {}, false, true}};
    by.none = w("没有这样的地方", "There is no such place");
    kind.letters = by;
    return page;
}

Page letters_none(const Words& w) {
    Page page = letters(w);
    auto& field = std::get<FormBody>(page.body).field;
    field.value = {};
    auto& by = *std::get<AreaField>(field.kind).letters;
    by.typed = {};
    by.result = {};
    by.none = w("点了首字母，这里会列出地名", "Places appear here once you touch a letter");
    return page;
}

Page choice(const Words& w) {
    FormBody body = form(w, "rloc_rea", w("为什么住在外地？", "Why do you live elsewhere?"),
                         w("选最接近的一项就可以", "Choose what comes closest"));
    ChoiceField kind;
    kind.list.options = {
        {"children", w("跟子女一起住", "With my children"), w("照看孙辈、养老", "Grandchildren, old age"), true,
         true},
        {"work", w("在外地上班", "At work there"), {}, false, true},
        {"study", w("陪孩子读书", "With a child at school"), {}, false, true},
        {"other", w("别的原因", "Another reason"), w("工作人员会再问您", "Staff will ask you"), false, false}};
    body.field.value = w("跟子女一起住", "With my children");
    body.field.kind = kind;
    return page_of(w, body);
}

Page choice_fault(const Words& w) {
    Page page = faulty(w, choice(w), "还没有选，请选一项", "Nothing is chosen yet: please choose one");
    auto& field = std::get<FormBody>(page.body).field;
    field.value = {};
    for (Option& one : std::get<ChoiceField>(field.kind).list.options) one.chosen = false;
    return page;
}

Page yes_no(const Words& w) {
    FormBody body = form(w, "retired", w("您退休了吗？", "Are you retired?"),
                         w("按月领养老金的，选“是”", "If you draw a pension every month, choose Yes"));
    body.field.kind = YesNoField{{"yes", w("是", "Yes"), w("已经退休", "I am retired"), false, true},
                                 {"no", w("不是", "No"), {}, true, true}};
    body.field.value = w("不是", "No");
    return page_of(w, body);
}

Page yes_no_fault(const Words& w) {
    return faulty(w, yes_no(w), "您还不到退休年龄，请再看一下；确实退休的，请到窗口",
                  "You are not of pension age: please look again, or go to the counter");
}

Page signature(const Words& w) {
    FormBody body = form(w, "sign", w("请签上您的名字", "Please sign"),
                         w("用手指在方框里写，写错了可以重写", "Write with a finger; you can start again"));
    SignatureField kind;
    for (int line = 0; line < 3; ++line) {
        InkStroke stroke;
        for (int i = 0; i < 60; ++i) {
            const auto at = static_cast<float>(i);
            stroke.push_back({20 + static_cast<float>(line) * 35 + at * 0.5F, 45 + 15 * std::sin(at * 0.15F)});
        }
        kind.strokes.push_back(stroke);
    }
    kind.here = w("请在这里写名字", "Write your name here");
    kind.undo = w("退一笔", "Undo");
    kind.clear = w("重写", "Start again");
    body.field.kind = kind;
    body.field.value = w.mine("已写 3 笔", "3 strokes");
    return page_of(w, body);
}

Page signature_fault(const Words& w) {
    Page page = faulty(w, signature(w), "还没有签名", "There is no signature yet");
    auto& field = std::get<FormBody>(page.body).field;
    field.value = {};
    std::get<SignatureField>(field.kind).strokes.clear();
    return page;
}

Page commitment(const Words& w) {
    FormBody body = form(w, "promise", w("请看完再承诺", "Please read before you agree"), {});
    CommitmentField kind;
    kind.text.title = w("个人承诺书", "Declaration");
    kind.text.icon = Icon::Document;
    kind.text.lines = {
        w("1. 我在居住地连续居住六个月以上。", "1. I live there for six months or longer."),
        w("2. 我填写的内容真实；不真实的，愿意退回已报销的费用。",
          "2. What I filled in is true; if not, I pay back what was reimbursed."),
        w("3. 我知道备案后在居住地看病可以直接结算。", "3. I know that care there is then settled directly.")};
    kind.promise = w("我已阅读并承诺", "I have read this and agree");
    kind.given = true;
    body.field.kind = kind;
    body.field.value = w("已承诺", "Agreed");
    return page_of(w, body);
}

Page commitment_fault(const Words& w) {
    Page page = faulty(w, commitment(w), "需要您承诺才能提交；不承诺的，可以到窗口办理",
                       "It can be sent only with your declaration; otherwise go to the counter");
    auto& field = std::get<FormBody>(page.body).field;
    field.value = {};
    std::get<CommitmentField>(field.kind).given = false;
    return page;
}

Page review(const Words& w) {
    Page page = base(w, "review", true);
    ReviewBody body;
    body.steps = steps_of(w, 2);
    body.title = w("请核对，对了再提交", "Check, then send");
    const Text edit = w("改", "Edit");
    body.answers = {
        {"item", w("办理事项", "Matter"), w("异地长期居住人员备案", "Filing of residence elsewhere"), {}, {}},
        {"person",
         w("办理人", "Person"),
         w.mine("张*英 431*************25", "Zhang *ying 431*************25"),
         {},
         {}},
        {"rloc_admdvs", w("居住地", "Place"), w.mine("广东省 东莞市", "Dongguan, Guangdong"), {}, edit},
        {"begndate", w("开始日期", "From"), w("2026年11月22日", "22 November 2026"), {}, edit},
        {"enddate", w("结束日期", "Until"), w("长期", "Open end"), {}, edit},
        {"tel", w("联系电话", "Phone"), w.mine("138****5521", "138****5521"), {}, edit},
        {"promise",
         w("承诺", "Declaration"),
         w("已阅读并签名：在居住地连续居住", "Read and signed"),
         {},
         edit}};
    body.code = PickUpCode{"review.code", w("查询码", "Code"), w.mine("7K2M", "7K2M"),
                           w("万一停电或断网，凭它可以问结果", "Should power or line fail, ask with it")};
    body.secondary = Button{"review.back", w("返回修改", "Go back"), Icon::Back};
    body.primary = Button{"review.send", w("提交", "Send"), Icon::Send};
    page.body = body;
    return page;
}

Page review_fault(const Words& w) {
    Page page = review(w);
    auto& body = std::get<ReviewBody>(page.body);
    body.answers[4].value = w("2026年11月1日", "1 November 2026");
    body.answers[4].fault = w("早于开始日期", "Before the first day");
    body.answers[5].fault = w("手机号是 11 位数字，现在只有 7 位", "A mobile number has 11 digits, this has 7");
    body.primary->enabled = false;
    return page;
}

Rating rating_of(const Words& w) {
    Rating rating;
    rating.title = w("这次服务怎么样？", "How was this service?");
    rating.levels = {{Icon::ThumbUp, w("非常满意", "Very good")},
                     {Icon::Smile, w("满意", "Good")},
                     {Icon::Neutral, w("基本满意", "Fair")},
                     {Icon::Sad, w("不满意", "Bad")},
                     {Icon::ThumbDown, w("非常不满意", "Very bad")}};
    return rating;
}

Page result(const Words& w) {
    Page page = base(w, "result", true);
    ResultBody body;
    body.steps = steps_of(w, 3);
    body.title = w("已受理", "Taken in");
    body.line = w("平台已收到您的异地长期居住备案", "The platform has received your filing");
    Card facts;
    facts.id = "result.facts";
    facts.facts = {
        {"result.number", w("受理编号", "Number"), w.mine("4310 2026 1122 0017", "4310 2026 1122 0017"), {}},
        {"result.limit", w("办理时限", "Time limit"), w("未公布", "Not published"), {}},
        {"result.next",
         w("接下来", "Next"),
         w("在东莞就医时出示医保码或社保卡", "Show your code or card when you see a doctor there"),
         {}},
        {"result.slip", w("凭条", "Slip"), w("已打印，请取走", "Printed, please take it"), {}}};
    body.cards = {facts};
    body.rating = rating_of(w);
    body.chosen = w("已选", "chosen");
    body.secondary = Button{"result.more", w("再办一件", "Another matter"), Icon::Plus};
    body.primary = Button{"result.done", w("办完了，取卡", "Done, take my card"), Icon::Check};
    page.body = body;
    return page;
}

Page result_rated(const Words& w) {
    Page page = result(w);
    auto& rating = *std::get<ResultBody>(page.body).rating;
    rating.level = 3;
    rating.reasons_title = w("哪里不好？可以不选", "What was wrong? You may skip this");
    rating.reasons = {{"slow", w("等太久", "Too slow"), {}, true, true},
                      {"unclear", w("看不懂", "Hard to follow"), {}, false, true},
                      {"fault", w("机器有毛病", "Machine at fault"), {}, false, true},
                      {"undone", w("没有办成", "Not done"), {}, false, true}};
    return page;
}

Page result_unknown(const Words& w) {
    Page page = result(w);
    auto& body = std::get<ResultBody>(page.body);
    body.tone = Tone::Caution;
    body.icon = Icon::Hourglass;
    body.title = w("结果待确认", "Result not yet known");
    body.line = w("已经发出，平台还没有答复。不用重办，我们会核对",
                  "It was sent, the platform has not answered. No need to file again");
    body.code = PickUpCode{"result.code", w("查询码", "Code"), w.mine("7K2M", "7K2M"),
                           w("请记下或拍下", "Please note or photograph it")};
    body.cards[0].facts[0].value = w("还没有", "None yet");
    body.cards[0].facts[3].value = w("没有打出来：缺纸", "Not printed: out of paper");
    return page;
}

Page result_bad(const Words& w) {
    Page page = result(w);
    auto& body = std::get<ResultBody>(page.body);
    body.tone = Tone::Bad;
    body.title = w("没有办成", "Not done");
    body.line = w("平台说：参保状态暂停。没有扣款，也没有备案",
                  "The platform says: insurance suspended. Nothing was filed or paid");
    body.cards[0].facts = {
        {"result.next", w("接下来", "Next"), w("到窗口恢复参保后再来", "Have it restored at the counter"), {}}};
    body.rating.reset();
    return page;
}

}  // namespace

const std::vector<std::pair<std::string, Maker>>& form_makers() {
    static const std::vector<std::pair<std::string, Maker>> all{{"form-digits", digits},
                                                                {"form-digits-fault", digits_fault},
                                                                {"form-digits-empty", digits_empty},
                                                                {"form-date", date},
                                                                {"form-date-fault", date_fault},
                                                                {"form-area", area},
                                                                {"form-area-fault", area_fault},
                                                                {"form-letters", letters},
                                                                {"form-letters-none", letters_none},
                                                                {"form-choice", choice},
                                                                {"form-choice-fault", choice_fault},
                                                                {"form-yes-no", yes_no},
                                                                {"form-yes-no-fault", yes_no_fault},
                                                                {"form-signature", signature},
                                                                {"form-signature-fault", signature_fault},
                                                                {"form-commitment", commitment},
                                                                {"form-commitment-fault", commitment_fault},
                                                                {"review", review},
                                                                {"review-fault", review_fault},
                                                                {"result", result},
                                                                {"result-rated", result_rated},
                                                                {"result-unknown", result_unknown},
                                                                {"result-bad", result_bad}};
    return all;
}

}  // namespace circle::gallery
