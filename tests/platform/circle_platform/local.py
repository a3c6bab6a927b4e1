"""The LOCAL contract (本地约定): LC13 异地备案登记, LC00 按约定号查询.

MADE UP, by us, for what no public interface covers (platform-interface §4.10): the same envelope, the column names found
there, numbers that nobody can take for published ones. Its one promise beyond the filings': a key is executed once, so a
sender may send it again.
"""
from . import books as states
from .refusals import Refusal


class Local:
    def __init__(self, book, books, commits, tally):
        self._book = book
        self._books = books
        self._commits = commits
        self._tally = tally

    def do_LC13(self, call):
        self._book.insured(call.node["psn_no"], call.message["insuplc_admdvs"])
        case = self._books.case(call)
        if case.columns != states.filled(call.node):
            raise Refusal("CP-LOCAL-KEY")
        if case.state == states.COMMITTED:
            call.repeated = True
        else:
            self._commits.settle(call, lambda: self._commit(case, call), lambda: self._books.drop(case))
        return {"result": _result(case)}

    def _commit(self, case, call) -> None:
        if self._books.commit_case(case):
            self._tally.add(case.infno)
        else:
            call.repeated = True  # the same key came by another connection meanwhile

    def do_LC00(self, call):
        self._book.insured(call.node["psn_no"], call.message["insuplc_admdvs"])
        key = call.node["local_key"]
        case = self._books.find_case(key)
        if case is not None and case.psn_no != call.node["psn_no"]:
            raise Refusal("CP-LOCAL-KEY")
        self._tally.add("LC00")
        if case is None or case.state != states.COMMITTED:
            return {"result": {"local_key": key, "stas": "0", "serv_matt_inst_id": None, "acpt_time": None}}
        return {"result": {**_result(case), "stas": "1"}}


def _result(case) -> dict:
    return {"local_key": case.local_key, "serv_matt_inst_id": case.number, "acpt_time": case.acpt_time}
