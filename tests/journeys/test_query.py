"""A resident's card opens her own insurance: by 2.0 and 3.0 card, for every kind of person in the book.

What must stand on the page is typed out by hand from the person's file and the rules (masking: first three and last two
characters; money with two decimals), not computed."""
import pytest

SHOWN = {
    "resident": ["演示甲", "430*************16", "城乡居民", "正常", "桂阳", "0.00 元", "演示镇中心卫生院"],
    "employee": ["周建国", "431*************31", "职工基本", "正常", "桂阳县演示机械厂", "1,286.40 元", "1998-07-01", "高血压"],
    "two-relations": ["吴小玲", "431*************67", "职工基本", "城乡居民", "正常", "终止", "305.07 元", "2021-06-30"],
    "paused": ["何志强", "431*************71", "暂停", "52.10 元", "2026-04-01"],
    "no-insurance": ["陈一诺", "431*************0X", "平台没有返回参保关系"],
    "many-filings": ["李桂香", "431*************2X", "演示卫生院第1门诊部", "演示卫生院第20门诊部", "长沙市演示医院", "帕金森病",
                     "低保对象（演示取值）"],
    "no-balance": ["黄丽", "431*************04", "平台未返回"],
    "long-name": ["买买提艾力·阿卜杜热西提·库尔班江·依明", "431*************18", "99,999,999,999,999.99 元"],
    "student": ["谭子涵", "431*************42", "桂阳县演示小学", "平台未返回", "长沙市演示医院"],
    "rare-ext-b-c": ["张\U00020bb7\U0002a70e", "431*************36"],
    "rare-ext-d-e": ["李\U0002b740\U0002cb4a", "431*************60", "18.00 元"],
    "rare-ext-f-g": ["欧阳\U0002ceb2\U00030001", "431*************70"],
    "rare-2022": ["\U0002cd0a\U00004dae\U00031152", "431*************41"],
    "split-name": ["阿卜杜热合曼.阿卜杜艾尼艾合麦提", "653*************13"],
}


@pytest.mark.parametrize("slug", SHOWN)
def test_what_the_query_page_shows(rig, slug):
    person = rig.to_query(slug)
    rig.wait_answers()
    rig.picture("query")
    words = rig.screen.words()
    assert [text for text in SHOWN[slug] if text not in words] == []
    assert person.id_number not in words and person.card_number not in words
    assert person.number not in words and person.identification not in words
    assert "没有查到，可以再试一次" not in words


@pytest.mark.parametrize("version", ["2.00", "3.00"])
def test_both_generations_of_card(rig, version):
    rig.to_query("employee", version=version)
    assert "1,286.40 元" in rig.screen.words()


@pytest.mark.parametrize("form", ["dialect identifier", "dialect number", "dialect all", "select 00", "select 02",
                                  "answers 61", "answers 6c", "master-first", "needs-le", "latency 100", "status 1 6F00"])
def test_every_way_a_card_speaks(rig, form):
    rig.card.fault(form)
    rig.to_query("employee")
    assert "1,286.40 元" in rig.screen.words()


def test_card_without_name_extension(rig):
    rig.to_query("employee", name_extension=False)
    assert "周建国" in rig.screen.words()


def test_everything_about_her_is_marked_private_and_never_spoken(rig):
    rig.screen.said()
    person = rig.to_query("employee")
    rig.wait_answers()
    about_her = [*person.secrets(), "周建国", "1,286.40", "桂阳县演示机械厂", "431*************31"]
    seen = 0
    for node in rig.screen.tree():
        written = node["label"] + " " + node["value"]
        if any(text in written for text in about_her):
            assert node["private"], node
            seen += 1
        assert node["private"] or not any(text in node["spoken"] for text in about_her), node
    assert seen >= 4
    spoken = str(rig.screen.said())
    assert [text for text in about_her if text in spoken] == []


def test_browsing_needs_no_card_and_asks_nothing(rig):
    rig.to_idle()
    before = len(rig.platform.requests("1101"))
    rig.screen.tap("idle.browse")
    rig.screen.wait_state("home")
    rig.choose("I13")
    rig.screen.wait_state("guide")
    rig.picture("guide")
    rig.screen.tap("guide.back")
    rig.screen.wait_state("home")
    rig.screen.tap("bar.cancel")
    rig.screen.wait_state("idle")
    assert len(rig.platform.requests("1101")) == before


def test_item_chosen_before_the_card_opens_after_it(rig):
    rig.to_idle()
    rig.screen.tap("idle.browse")
    rig.choose("I07")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("identify")
    rig.picture("identify")
    rig.insert("employee")
    rig.screen.wait_state("query")
    assert "周建国" in rig.screen.words()


def test_declining_the_notice_reads_no_card(rig):
    rig.to_idle()
    rig.insert("employee")
    rig.screen.wait_state("notice")
    assert rig.card.commands() == 0
    rig.screen.tap("notice.decline")
    rig.screen.wait_state("farewell")
    assert rig.card.commands() == 0
    rig.remove()
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")
    assert rig.platform.requests("1101") == []


def test_platform_that_does_not_check_the_pair_needs_a_second_means(rig_of):
    def unchecked(assets):
        file = assets / "regions" / "hunan-csb.toml"
        text = file.read_text("utf-8")
        assert "card_pair_checked = true" in text
        file.write_text(text.replace("card_pair_checked = true", "card_pair_checked = false"), "utf-8")

    rig = rig_of(change_assets=unchecked)
    rig.to_home("employee")
    rig.choose("I07")
    rig.screen.wait_state("stronger")
    rig.picture("stronger")
    words = rig.screen.words()
    assert "身份证" in words and "周建国" not in words and "1,286.40" not in words
    rig.screen.tap("stronger.counter")
    rig.screen.wait_state("counter")
