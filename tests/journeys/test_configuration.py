"""A configuration that cannot be used leaves no black screen: residents read where to go, the technician which line is wrong."""


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
