"""What each query answers: output nodes and columns as platform-interface §4 names them."""
import threading
from decimal import Decimal

from .refusals import Refusal


class Queries:
    def __init__(self, book, sessions, clock, filings):
        self._book = book
        self._sessions = sessions
        self._clock = clock
        self._filings = filings
        self._used_vouchers: dict[str, dict] = {}
        self._lock = threading.Lock()

    def do_9001(self, call):
        sign_no = self._sessions.open(call.message["fixmedins_code"], call.node["opter_no"])
        return {"signinoutb": {"sign_time": self._clock.text(), "sign_no": sign_no}}

    def do_9002(self, call):
        self._sessions.close(call.node["sign_no"], call.message["fixmedins_code"], call.node["opter_no"])
        return {"signoutoutb": {"sign_time": self._clock.text()}}

    def do_1101(self, call):
        person = self._identify(call.node)
        base = {"psn_no": None, "psn_cert_type": None, "certno": None, "psn_name": None, "gend": None, "naty": None,
                "brdy": None, "age": None, **person["baseinfo"], "expContent": None}
        base["age"] = self._age(base["brdy"])
        return {"baseinfo": base, "insuinfo": person.get("insuinfo", []), "idetinfo": person.get("idetinfo", [])}

    def _identify(self, node):
        kind, number = node["mdtrt_cert_type"], node["mdtrt_cert_no"]
        if kind == "03":
            if not node.get("card_sn"):
                raise Refusal("CP-FIELD-MISSING", "input.data.card_sn")
            person = self._book.by_card(number)
            if person is not None and person["card"]["identification"] != node["card_sn"]:
                raise Refusal("CP-CARD-PAIR")
        elif kind == "02":
            person = self._book.by_id_number(number)
        else:
            person = self._used_vouchers.get(number)
        if person is None:
            raise Refusal("CP-PERSON")
        return person

    def _age(self, birth: str | None):
        """decimal(4,1)"""
        if not birth:
            return None
        today, born = self._clock.today(), birth[:10]
        years = int(today[:4]) - int(born[:4]) - (today[5:] < born[5:])
        return Decimal(years).quantize(Decimal("0.1"))

    def do_1162(self, call):
        code = call.node["ecQrCode"]
        with self._lock:
            person = self._book.by_voucher(code)
            token = f"EC{len(self._used_vouchers) + 1:030d}"
            if person is None or person in self._used_vouchers.values():
                raise Refusal("CP-VOUCHER")  # a code is good once
            self._used_vouchers[token] = person
        base = person["baseinfo"]
        places = [row["insuplc_admdvs"] for row in person.get("insuinfo", [])]
        return {"idNo": base["certno"], "idType": "01", "userName": base["psn_name"], "ecToken": token,
                "insuOrg": places[0] if places else None, "ecIndexNo": None, "gender": base["gend"],
                "birthday": base["brdy"][:10].replace("-", "."), "nationality": None, "email": None, "extra": None}

    def do_1201(self, call):
        if call.node.get("fixmedins_code") not in (None, "", call.message["fixmedins_code"]):
            raise Refusal("CP-INSTITUTION")
        return {"medinsinfo": [{"fixmedins_code": call.message["fixmedins_code"],
                                "fixmedins_name": call.message["fixmedins_name"],
                                "fixmedins_type": call.node.get("fixmedins_type") or "1"}]}

    def _person(self, call):
        return self._book.insured(call.node["psn_no"], call.message["insuplc_admdvs"])

    def do_2001(self, call):
        rows = self._person(call).get("entitlement", [])
        wanted = call.node.get("insutype")
        # §4.3 names the columns and calls the output a list, but not its node: "trtinfo" is the stand-in's word
        return {"trtinfo": [{"psn_no": call.node["psn_no"], **_without(row, "insutype")} for row in rows
                            if not wanted or row["insutype"] == wanted]}

    def do_5301(self, call):
        person = self._person(call)
        return {"feedetail": [*person.get("chronic", []), *self._filings.chronic(person)]}

    def do_5302(self, call):
        kind = call.node.get("biz_appy_type")
        person = self._person(call)
        rows = [*person.get("fixed", []), *self._filings.fixed(person)]
        return {"psnfixmedin": [{"psn_no": call.node["psn_no"], **_without(row, "biz_appy_type")} for row in rows
                                if not kind or row["biz_appy_type"] == kind]}

    def do_5304(self, call):
        if not call.node.get("psn_no"):
            return {"refmedin": []}
        person = self._person(call)
        begin, end = call.node["begntime"][:10], (call.node.get("endtime") or "9999-12-31")[:10]
        base = {name: person["baseinfo"].get(name)
                for name in ("psn_no", "psn_cert_type", "certno", "psn_name", "gend", "naty", "brdy")}
        rows = [*person.get("referrals", []), *self._filings.referrals(person)]
        return {"refmedin": [{**base, **row} for row in rows
                             if begin <= row["refl_date"][:10] <= end]}


def _without(row: dict, name: str) -> dict:
    return {key: value for key, value in row.items() if key != name}
