"""The stand-in's own table of transactions (platform-interface §4), apart from the terminal's.

Where the document gives neither a length nor a mandatory mark, none is checked here; the comment says so.
"""
from dataclasses import dataclass

from .fields import MOMENT, Field

AREA = r"\d{6}"


@dataclass(frozen=True)
class Transaction:
    number: str
    name: str
    node: str
    fields: tuple
    signed_in: bool = True


def _transactions():
    yield Transaction(
        "9001", "签到", "signIn", signed_in=False,
        fields=(Field("opter_no", 20, need=True), Field("mac", 20), Field("ip", 20, need=True)))
    yield Transaction(
        "9002", "签退", "signOut",
        # no marks in §4.1; a sign-out that does not say which session ends cannot be carried out
        fields=(Field("sign_no", 30, need=True), Field("opter_no", 20, need=True)))
    yield Transaction(
        "1101", "人员信息获取", "data",
        fields=(Field("mdtrt_cert_type", 3, need=True, codes=("01", "02", "03")),
                Field("mdtrt_cert_no", 50, need=True), Field("card_sn", 32), Field("begntime", kind=MOMENT),
                Field("psn_cert_type", 6), Field("certno", 50), Field("psn_name", 50),
                Field("orgin_card_info"), Field("sign")))  # Hunan; the first is misspelt there
    yield Transaction(
        "1162", "电子凭证解码", "data",  # §3.3; businessInfo, termId, termIp by §3.1 without lengths
        fields=(Field("orgId", 40, need=True), Field("businessType", 5, need=True, shape=r"\d{5}"),
                Field("operatorId", 20, need=True), Field("operatorName", 30, need=True), Field("officeId", 20),
                Field("officeName", 30), Field("deviceType", 30, codes=("SelfService",)), Field("outBizNo", 64),
                Field("transType", codes=("ec.query",)), Field("ecQrCode", need=True), Field("businessInfo"),
                Field("termId"), Field("termIp"), Field("extData")))
    yield Transaction(
        "1201", "医药机构信息获取", "medinsinfo",
        fields=(Field("fixmedins_type", codes=("1", "2", "3", "4", "5")), Field("fixmedins_name", 200),
                Field("fixmedins_code", 12)))
    yield Transaction(
        "2001", "待遇检查", "data",  # §4.3 marks nothing mandatory; without a person there is nothing to check
        fields=(Field("psn_no", 30, need=True), Field("insutype", 6), Field("fixmedins_code", 12),
                Field("med_type"), Field("begntime", kind=MOMENT), Field("endtime", kind=MOMENT),
                Field("dise_codg"), Field("dise_name"), Field("oprn_oprt_code"), Field("oprn_oprt_name"),
                Field("matn_type"), Field("birctrl_type"), Field("exp_content")))
    yield Transaction(
        "5301", "人员慢特病备案查询", "data",  # §4.6 lists the one field; it is the whole question
        fields=(Field("psn_no", 30, need=True),))
    yield Transaction(
        "5302", "人员定点信息查询", "data",
        fields=(Field("psn_no", 30, need=True),
                Field("biz_appy_type", 3, codes=tuple(f"{n:02d}" for n in range(1, 21)) + ("99",))))
    yield Transaction(
        "5304", "转院信息查询", "data",  # psn_no is not marked mandatory there
        fields=(Field("psn_no", 30), Field("begntime", need=True, kind=MOMENT), Field("endtime", kind=MOMENT)))


TABLE = {row.number: row for row in _transactions()}


def header(later_lengths: bool) -> tuple:
    """The flat envelope of §1.1. A later revision lengthens four fields."""
    return (
        Field("infno", 6 if later_lengths else 4, need=True),
        Field("msgid", 30, need=True),
        Field("mdtrtarea_admvs", 6, need=True, shape=AREA),  # spelt without the second d, as it is there
        Field("insuplc_admdvs", 6, shape=AREA),
        Field("recer_sys_code", 10, need=True),
        Field("dev_no", 100),
        Field("dev_safe_info", 2000),
        Field("cainfo", 1024),
        Field("signtype", 10),
        Field("infver", 6, need=True, codes=("V1.0",)),
        Field("opter_type", 3, need=True, codes=("1", "2", "3")),
        Field("opter", 30, need=True),
        Field("opter_name", 50, need=True),
        Field("inf_time", 19, need=True),
        Field("fixmedins_code", 30 if later_lengths else 12, need=True),
        Field("fixmedins_name", 200 if later_lengths else 20, need=True),
        Field("sign_no", 30),
    )


# Regional extras seen beside the eighteen (§1.1 below the table); taken, not looked at.
EXTRAS = ("fixmedins_soft_fcty", "serv_code", "serv_sign", "recer_admdvs")
