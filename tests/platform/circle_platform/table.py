"""The stand-in's own table of transactions (platform-interface §4), apart from the terminal's.

Where the document gives neither a length nor a mandatory mark, none is checked here; the comment says so.
"""
from dataclasses import dataclass

from . import codes
from .fields import DATE, MOMENT, Field

AREA = r"\d{6}"


@dataclass(frozen=True)
class Transaction:
    number: str
    name: str
    node: str
    fields: tuple
    signed_in: bool = True


def _queries():
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
                Field("biz_appy_type", 3, codes=codes.BIZ_APPY_TYPE)))
    yield Transaction(
        "5304", "转院信息查询", "data",  # psn_no is not marked mandatory there
        fields=(Field("psn_no", 30), Field("begntime", need=True, kind=MOMENT), Field("endtime", kind=MOMENT)))


def _filings():
    """§4.4. Its columns called code table without a list in §5 (hosp_agre_refl_flag) take any text."""
    yield Transaction(
        "2501", "转院备案", "refmedin",
        fields=(Field("psn_no", 30, need=True), Field("insutype", 6, codes=codes.INSUTYPE), Field("tel", 50),
                Field("addr", 200), Field("insu_optins", 6, shape=AREA), Field("diag_code", 20, need=True),
                Field("diag_name", 100, need=True), Field("dise_cond_dscr", 2000),
                Field("reflin_medins_no", 12, need=True), Field("reflin_medins_name", 200, need=True),
                Field("mdtrtarea_admdvs", 6, need=True, shape=AREA),  # with the second d, unlike the header's
                Field("hosp_agre_refl_flag", 3), Field("refl_type", 30, need=True, codes=codes.REFL_TYPE),
                Field("refl_date", need=True, kind=DATE), Field("refl_rea", 100, need=True),
                Field("refl_opnn", 200, need=True), Field("begndate", kind=DATE), Field("enddate", kind=DATE),
                Field("refl_used_flag", 3)))
    yield Transaction(
        "2503", "人员慢特病备案", "data",  # its dates come with and without a time part there
        fields=(Field("psn_no", 30, need=True), Field("insutype", 6, need=True, codes=codes.INSUTYPE),
                Field("opsp_dise_code", 30, need=True), Field("opsp_dise_name", 300, need=True), Field("tel", 50),
                Field("addr", 200), Field("insu_optins", 6, need=True, shape=AREA),
                Field("ide_fixmedins_no", 30, need=True), Field("ide_fixmedins_name", 200, need=True),
                Field("hosp_ide_date", need=True, kind=MOMENT), Field("diag_dr_codg", 30, need=True),
                Field("diag_dr_name", 50, need=True), Field("begndate", need=True, kind=MOMENT),
                Field("enddate", kind=MOMENT)))
    yield Transaction(
        "2505", "人员定点备案", "data",
        fields=(Field("psn_no", 30, need=True), Field("tel", 50), Field("addr", 200),
                Field("biz_appy_type", 3, need=True, codes=codes.BIZ_APPY_TYPE),
                Field("begndate", need=True, kind=DATE), Field("enddate", kind=DATE), *_agent(),
                Field("fix_srt_no", 3, need=True, shape=r"\d+"), Field("fixmedins_code", 12, need=True),
                Field("fixmedins_name", 200, need=True), Field("memo", 500)))
    for number, name in (("2502", "转院备案撤销"), ("2504", "慢特病备案撤销"), ("2506", "定点备案撤销")):
        yield Transaction(
            number, name, "data",
            fields=(Field("trt_dcla_detl_sn", 30, need=True), Field("psn_no", 30, need=True),
                    Field("memo", 500, need=number != "2502")))
    yield Transaction(
        "2601", "冲正", "data",  # §1.5
        fields=(Field("psn_no", 30, need=True), Field("omsgid", 30, need=True), Field("oinfno", 4, need=True)))


def _local():
    """The LOCAL contract, made up (local.py). Lengths that §4.2 or §4.4 has for a name are taken from there; the others
    are this contract's own."""
    yield Transaction(
        "LC13", "异地备案登记（本地约定）", "data",
        fields=(Field("local_key", 32, need=True), Field("psn_no", 30, need=True),
                Field("insutype", 6, need=True, codes=codes.INSUTYPE),
                Field("insu_admdvs", 6, need=True, shape=AREA),
                Field("psn_cert_type", 6, codes=codes.PSN_CERT_TYPE), Field("certno", 50), Field("psn_name", 50),
                Field("tel", 50), Field("rloc_rea", 6, need=True, codes=codes.RLOC_REA),
                Field("rloc_admdvs", 6, need=True, shape=AREA), Field("rloc_coty_type", 6),
                Field("resout_addr", 200), Field("begndate", need=True, kind=DATE), Field("enddate", kind=DATE),
                Field("out_onln_way", 6), Field("dcla_souc", 3, codes=codes.DCLA_SOUC), Field("proof_kind", 20),
                Field("commitment", 200), Field("memo", 500), *_agent()))
    yield Transaction(
        "LC00", "按约定号查询（本地约定）", "data",
        fields=(Field("local_key", 32, need=True), Field("psn_no", 30, need=True)))


def _agent():
    """代办人, as 2505 has them."""
    return (Field("agnter_name", 50), Field("agnter_cert_type", 6, codes=codes.PSN_CERT_TYPE),
            Field("agnter_certno", 50), Field("agnter_tel", 30), Field("agnter_addr", 200),
            Field("agnter_rlts", 3, codes=codes.AGNTER_RLTS))


TABLE = {row.number: row for row in (*_queries(), *_filings(), *_local())}


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
