"""What each transaction answers: output nodes and columns as platform-interface §4 names them."""
import threading
from decimal import Decimal

from .refusals import Refusal


class Answers:
    """Executes checked requests. `executed` counts executions a number: the stand-in has no idempotency."""

    def __init__(self, book, sessions, clock):
        self._book = book
        self._sessions = sessions
        self._clock = clock
        self._used_vouchers: dict[str, dict] = {}
        self._lock = threading.Lock()
        self.executed: dict[str, int] = {}

    def execute(self, message: dict, node: dict):
        number = message["infno"]
        output = getattr(self, f"_do_{number}")(message, node)
        with self._lock:
            self.executed[number] = self.executed.get(number, 0) + 1
        return output

    def _do_9001(self, message, node):
        sign_no = self._sessions.open(message["fixmedins_code"], node["opter_no"])
        return {"signinoutb": {"sign_time": self._clock.text(), "sign_no": sign_no}}

    def _do_9002(self, message, node):
        self._sessions.close(node["sign_no"], message["fixmedins_code"], node["opter_no"])
        return {"signoutoutb": {"sign_time": self._clock.text()}}

    def _do_1101(self, message, node):
        person = self._identify(node)
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

    def _do_1162(self, message, node):
        code = node["ecQrCode"]
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

    def _do_1201(self, message, node):
        if node.get("fixmedins_code") not in (None, "", message["fixmedins_code"]):
            raise Refusal("CP-INSTITUTION")
        return {"medinsinfo": [{"fixmedins_code": message["fixmedins_code"],
                                "fixmedins_name": message["fixmedins_name"],
                                "fixmedins_type": node.get("fixmedins_type") or "1"}]}

    def _person(self, message, node):
        person = self._book.by_psn_no(node["psn_no"])
        if person is None:
            raise Refusal("CP-PERSON")
        places = [row["insuplc_admdvs"] for row in person.get("insuinfo", [])]
        if places and message["insuplc_admdvs"] not in places:
            raise Refusal("CP-INSUPLC")
        return person

    def _do_2001(self, message, node):
        rows = self._person(message, node).get("entitlement", [])
        wanted = node.get("insutype")
        # §4.3 names the columns and calls the output a list, but not its node: "trtinfo" is the stand-in's word
        return {"trtinfo": [{"psn_no": node["psn_no"], **_without(row, "insutype")} for row in rows
                            if not wanted or row["insutype"] == wanted]}

    def _do_5301(self, message, node):
        return {"feedetail": self._person(message, node).get("chronic", [])}

    def _do_5302(self, message, node):
        kind = node.get("biz_appy_type")
        rows = self._person(message, node).get("fixed", [])
        return {"psnfixmedin": [{"psn_no": node["psn_no"], **_without(row, "biz_appy_type")} for row in rows
                                if not kind or row["biz_appy_type"] == kind]}

    def _do_5304(self, message, node):
        if not node.get("psn_no"):
            return {"refmedin": []}
        person = self._person(message, node)
        begin, end = node["begntime"][:10], (node.get("endtime") or "9999-12-31")[:10]
        base = {name: person["baseinfo"].get(name)
                for name in ("psn_no", "psn_cert_type", "certno", "psn_name", "gend", "naty", "brdy")}
        return {"refmedin": [{**base, **row} for row in person.get("referrals", [])
                             if begin <= row["refl_date"][:10] <= end]}


def _without(row: dict, name: str) -> dict:
    return {key: value for key, value in row.items() if key != name}
