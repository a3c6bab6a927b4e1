"""The line to the platform: cut, silent, with a wrong certificate; and what still works meanwhile."""
import contextlib

import pytest
from circle_journey.inspect import Missing
from circle_journey.lines import Refused

BAD_CERTIFICATES = ["server-other-host", "server-expired", "server-unknown-ca", "server-self-signed",
                    "server-as-client"]


@pytest.mark.parametrize("state", ["off", "silent"])
def test_line_down_is_told_and_the_guides_still_open(rig, state):
    rig.to_idle()
    rig.platform.line(state)
    rig.screen.wait_node("banner.line")
    rig.picture("line-down")
    rig.screen.tap("idle.browse")
    rig.choose("I13")
    rig.screen.wait_state("guide")
    assert rig.screen.node("banner.line") is not None
    rig.screen.tap("bar.cancel")
    rig.screen.wait_state("idle")
    rig.platform.line("on")
    rig.screen.wait_gone("banner.line")
    rig.to_query("employee")


def test_card_while_the_line_is_down_waits_for_it(rig):
    rig.to_idle()
    rig.platform.line("off")
    rig.screen.wait_node("banner.line")
    rig.insert("employee")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("trouble")
    rig.picture("trouble")
    rig.platform.line("on")
    rig.screen.wait_state("home")  # by itself


def test_line_that_breaks_during_a_visit(rig):
    rig.to_home("employee")
    rig.platform.line("off")
    rig.screen.wait_node("banner.line")
    rig.open_query()
    rig.screen.wait_node("query.again")
    assert "1,286.40 元" in rig.screen.words()  # what 1101 told before
    rig.platform.line("on")
    rig.screen.wait_gone("banner.line")
    rig.screen.tap("query.again")
    rig.wait_answers()
    assert rig.screen.node("query.again") is None


@pytest.mark.parametrize("certificate", BAD_CERTIFICATES)
def test_certificate_that_is_not_the_platforms_gets_not_one_request(rig, certificate):
    rig.to_idle()
    rig.platform.ask("tls", certificate=certificate)
    before = len(rig.platform.requests())
    rig.screen.wait_node("banner.line")
    assert len(rig.platform.requests()) == before
    rig.platform.clear()
    rig.screen.wait_gone("banner.line")


def test_platform_that_does_not_know_our_certificate(rig):
    rig.to_idle()
    rig.platform.ask("tls", client_ca="other-ca")
    before = len(rig.platform.requests())
    person = rig.insert("employee")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("trouble")
    assert len(rig.platform.requests()) == before
    assert person.name not in rig.screen.words()
    rig.screen.wait_node("banner.line")
    rig.platform.clear()
    rig.screen.wait_gone("banner.line", seconds=90)  # it does not knock every second when it was turned away
    rig.screen.wait_until(lambda: _home(rig), "home")


def _home(rig) -> bool:
    """True at home; tries again where that is offered (with the line back it may have gone on by itself)."""
    if rig.screen.place() == "trouble":
        with contextlib.suppress(Missing, Refused):
            rig.screen.ask("tap", node="trouble.retry")
    return rig.screen.place() == "home"


def test_sign_in_that_is_refused_is_told_apart_and_tried_again(rig_of):
    rig = rig_of()
    rig.to_idle()
    rig.terminal.stop()
    rig.platform.fault("signin_refused", "9001", times=0)
    rig.terminal.start()
    rig.screen.wait_node("banner.line")
    assert "网络" not in rig.screen.words("banner.line")
    rig.platform.clear()
    rig.screen.wait_gone("banner.line", seconds=90)  # it does not knock every second when it was turned away


def test_start_without_a_line_and_the_line_comes_later(rig_of):
    rig = rig_of()
    rig.to_idle()
    rig.terminal.stop()
    rig.platform.line("off")
    rig.terminal.start()
    rig.screen.wait_state("idle")
    rig.screen.wait_node("banner.line")
    rig.platform.line("on")
    rig.screen.wait_gone("banner.line")
    rig.to_query("employee")


def test_older_tls_of_the_platform_is_enough(rig_of):
    rig = rig_of(platform_options=("--tls", "1.2"))
    rig.to_query("employee")
    assert {entry["tls"] for entry in rig.platform.log("connection") if entry["tls"]} == {"TLSv1.2"}


def test_another_prefix(rig_of):
    def elsewhere(sections):
        url = sections["platform"]["url"]
        sections["platform"]["url"] = url.replace("/isp-api/powercsb", "/power-csb/powercsb")
    rig = rig_of(change=elsewhere, platform_options=("--prefix", "/power-csb/powercsb"))
    rig.to_query("employee")
