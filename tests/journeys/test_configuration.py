"""A configuration that cannot be used leaves no black screen: residents read where to go, the technician which line is wrong."""
import subprocess

from circle_journey.where import ASSETS, BIN


def test_wrong_key_is_named_and_guides_stay_open(rig_of):
    def change(sections):
        sections["site"]["kind"] = "planet"
        sections["screen"]["wdith_mm"] = 268

    rig = rig_of(change=change)
    rig.screen.wait_state("out_of_service")
    assert "site.kind" in rig.screen.words() or "screen.wdith_mm" in rig.screen.words()
    told = rig.terminal.program.output()
    assert "site.kind" in told and "wdith_mm" in told and "line " in told
    rig.card.insert(rig.people["employee"].demo_card)
    rig.screen.tap("idle.browse")
    rig.screen.wait_state("home")
    rig.choose("I13")
    rig.screen.wait_state("guide")
    assert rig.platform.requests() == []


def check_config(rig):
    return subprocess.run([BIN / "circle-terminal", "--assets", ASSETS, "--check-config", "--config",
                           rig.work / "terminal.toml"], capture_output=True, text=True, check=False)


def test_name_longer_than_the_platform_takes(rig_of):
    """20 characters by the region profile; one more and every call would be refused, so it is told at once."""
    def change(sections):
        sections["site"]["name"] = "演示县演示镇中心卫生院医疗保障便民服务站点"  # 21

    rig = rig_of(change=change)
    rig.screen.wait_state("out_of_service")
    assert "site.name" in rig.screen.words()
    lines = (rig.work / "terminal.toml").read_text("utf-8").splitlines()
    (at,) = [number for number, line in enumerate(lines, 1) if line.startswith("name = ")]
    wanted = f"line {at}: site.name has 21 characters; the region profile hunan-csb takes 20 at most (fixmedins_name)"
    assert wanted in rig.terminal.program.output()
    assert rig.platform.requests() == []
    checked = check_config(rig)
    assert checked.returncode == 1 and wanted in checked.stderr
    rig.terminal.stop()
    rig.sections["site"]["name"] = rig.sections["site"]["name"][:20]
    rig.terminal.start()
    rig.to_idle()
    assert check_config(rig).returncode == 0


def test_broken_catalogue_file_costs_its_item_only(rig_of):
    def change_assets(folder):
        (folder / "catalogue" / "I13.toml").write_text('id = "I13"\nnonsense = 1\n', "utf-8")

    rig = rig_of(change_assets=change_assets)
    rig.to_idle()
    rig.screen.tap("idle.browse")
    rig.screen.wait_state("home")
    ids = [name for name in rig.screen.ids() if name.startswith("home.item.")]
    assert "home.item.I13" not in ids and len(ids) == 15
    assert "I13.toml" in rig.terminal.program.output()
