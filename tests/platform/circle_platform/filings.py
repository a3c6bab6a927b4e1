"""Filings and their undoing: 2501/2502, 2503/2504, 2505/2506 (platform-interface §4.4), and 2601 (§1.5).

An equal filing is executed again and gets a number of its own. The look-ups 5304, 5301 and 5302 show what stands, in the
columns of §4.6, and never the number ("Trap" there).
"""
from . import books as states
from .books import Origin
from .fields import check_fields
from .refusals import Refusal
from .table import TABLE

UNDOES = {"2502": "2501", "2504": "2503", "2506": "2505"}
# §5 dcla_souc: 05 一体机 for opter_type 2, else 01 定点机构. That a platform fills it so is this stand-in's guess.
_SOURCE = {"2": "05"}
OTHER_CHANNEL = "02"  # 中心经办


class Filings:
    def __init__(self, book, books, commits, tally):
        self._book = book
        self._books = books
        self._commits = commits
        self._tally = tally

    def _file(self, call):
        message, infno = call.message, call.message["infno"]
        self._book.insured(call.node["psn_no"], message["insuplc_admdvs"])
        origin = Origin(message["insuplc_admdvs"], _SOURCE.get(message["opter_type"], "01"), message["opter"],
                        message["opter_name"], message["msgid"], call.arrival)
        filing = self._books.new_filing(infno, call.node, origin)
        self._commits.settle(call, lambda: self._commit(filing), lambda: self._books.drop(filing))
        return {"result": {"trt_dcla_detl_sn": filing.number}}

    do_2501 = do_2503 = do_2505 = _file

    def _commit(self, filing) -> None:
        if self._books.commit(filing):
            self._tally.add(filing.infno)

    def _undo(self, call):
        message, node = call.message, call.node
        self._book.insured(node["psn_no"], message["insuplc_admdvs"])
        filing = self._books.find(node["trt_dcla_detl_sn"])
        stands = (filing is not None and filing.infno == UNDOES[message["infno"]] and filing.psn_no == node["psn_no"]
                  and filing.state == states.COMMITTED)
        if not stands:
            raise Refusal("CP-FILING")
        by = {"infno": message["infno"], "msgid": message["msgid"], "arrival": call.arrival}

        def commit():
            if self._books.undo(filing, by):
                self._tally.add(message["infno"])

        self._commits.settle(call, commit)
        return {}  # §4.4 names no output of an undoing

    do_2502 = do_2504 = do_2506 = _undo

    def do_2601(self, call):
        """Only settlements can be reversed, and this stand-in holds none."""
        self._book.insured(call.node["psn_no"], call.message["insuplc_admdvs"])
        raise Refusal("CP-REVERSAL")

    # --- another channel

    def file_elsewhere(self, infno: str, node: dict, dcla_souc: str = OTHER_CHANNEL) -> str:
        """An equal filing by a counter or an app; its number. Raises ValueError where the line would refuse."""
        if infno not in UNDOES.values():
            raise ValueError(f"{infno} is no filing")
        try:
            check_fields(node, TABLE[infno].fields, "input")
        except Refusal as refusal:
            raise ValueError(refusal.text()) from refusal
        person = self._book.by_psn_no(node["psn_no"])
        if person is None:
            raise ValueError("no such person")
        places = [row["insuplc_admdvs"] for row in person.get("insuinfo", [])]
        filing = self._books.new_filing(infno, node, Origin(places[0] if places else "", dcla_souc))
        self._commit(filing)
        return filing.number

    def undo_elsewhere(self, number: str) -> None:
        """A counter or an app takes a filing back. Raises ValueError where none stands."""
        filing = self._books.find(number)
        if filing is None or not self._books.undo(filing, {"infno": None, "msgid": None, "arrival": None}):
            raise ValueError("no such filing stands")

    # --- rows of the look-ups

    def referrals(self, person: dict) -> list:
        """5304 refmedin[], without the person's columns."""
        return [_referral(filing, _insurance(person, filing)) for filing in self._live("2501", person)]

    def chronic(self, person: dict) -> list:
        """5301 feedetail[]"""
        names = ("opsp_dise_code", "opsp_dise_name", "begndate", "enddate")
        return [{name: filing.columns.get(name) for name in names} for filing in self._live("2503", person)]

    def fixed(self, person: dict) -> list:
        """5302 psnfixmedin[], with the biz_appy_type that its filter asks for."""
        names = ("biz_appy_type", "fix_srt_no", "fixmedins_code", "fixmedins_name", "begndate", "enddate", "memo")
        return [{"insutype": _insurance(person, filing).get("insutype"),  # 2505 sends none
                 **{name: filing.columns.get(name) for name in names}} for filing in self._live("2505", person)]

    def _live(self, infno: str, person: dict) -> list:
        return self._books.live(infno, person["baseinfo"]["psn_no"])


def _insurance(person: dict, filing) -> dict:
    """The person's first insurance at the place of the filing."""
    return next((row for row in person.get("insuinfo", []) if row["insuplc_admdvs"] == filing.origin.place), {})


def _referral(filing, insurance: dict) -> dict:
    sent = ("insutype", "tel", "addr", "insu_optins", "diag_code", "diag_name", "dise_cond_dscr", "reflin_medins_no",
            "reflin_medins_name", "refl_date", "refl_rea", "begndate", "enddate", "hosp_agre_refl_flag")
    return {**{name: filing.columns.get(name) for name in sent}, "dcla_souc": filing.origin.dcla_souc,
            "emp_name": insurance.get("emp_name"),
            # what out_flag means is not published; here: out of the city, by refl_type (§5: 1 市内)
            "out_flag": "0" if filing.columns["refl_type"] == "1" else "1",
            "opter_id": filing.origin.opter, "opter_name": filing.origin.opter_name, "opt_time": filing.opt_time}
