"""Requests typed out by hand from platform-interface §1.1 and §4. The words @…@ are filled in by a test:
@MSGID@ the last four digits of the msgid, @SIGN@ the sign_no."""

SIGN_IN = """{"infno":"9001","msgid":"H4310210020120261122101500@MSGID@","mdtrtarea_admvs":"431021",
"recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01","opter_name":"自助终端01",
"inf_time":"2026-11-22 10:15:00","fixmedins_code":"H43102100201","fixmedins_name":"演示镇医保服务站",
"input":{"signIn":{"opter_no":"01","ip":"192.0.2.7"}}}"""

CARD = """{"infno":"1101","msgid":"H4310210020120261122101501@MSGID@","mdtrtarea_admvs":"431021",
"recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01","opter_name":"自助终端01",
"inf_time":"2026-11-22 10:15:01","fixmedins_code":"H43102100201","fixmedins_name":"演示镇医保服务站",
"sign_no":"@SIGN@","input":{"data":{"mdtrt_cert_type":"03","mdtrt_cert_no":"A00000011",
"card_sn":"431000D15600000500000001A1B2C3D4"}}}"""

CHRONIC = """{"infno":"5301","msgid":"H4310210020120261122101502@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:02","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"psn_no":"@PSN@"}}}"""

REFERRALS = """{"infno":"5304","msgid":"H4310210020120261122101503@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:03","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@",
"input":{"data":{"psn_no":"@PSN@","begntime":"2010-01-01","endtime":"2012-12-31 23:59:59"}}}"""

FIXED = """{"infno":"5302","msgid":"H4310210020120261122101504@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:04","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"psn_no":"@PSN@","biz_appy_type":"01"}}}"""

ENTITLEMENT = """{"infno":"2001","msgid":"H4310210020120261122101505@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:05","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"psn_no":"@PSN@","insutype":"390",
"fixmedins_code":"H43102100201","med_type":"11","begntime":"2026-11-22 10:15:05"}}}"""

VOUCHER = """{"infno":"1162","msgid":"H4310210020120261122101506@MSGID@","mdtrtarea_admvs":"431021",
"recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01","opter_name":"自助终端01",
"inf_time":"2026-11-22 10:15:06","fixmedins_code":"H43102100201","fixmedins_name":"演示镇医保服务站",
"sign_no":"@SIGN@","input":{"data":{"orgId":"H43102100201","businessType":"01301","operatorId":"01",
"operatorName":"自助终端01","deviceType":"SelfService","ecQrCode":"2800000000000000000000000001"}}}"""

SIGN_OUT = """{"infno":"9002","msgid":"H4310210020120261122101507@MSGID@","mdtrtarea_admvs":"431021",
"recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01","opter_name":"自助终端01",
"inf_time":"2026-11-22 10:15:07","fixmedins_code":"H43102100201","fixmedins_name":"演示镇医保服务站",
"sign_no":"@SIGN@","input":{"signOut":{"sign_no":"@SIGN@","opter_no":"01"}}}"""

_numbers = iter(range(1, 10_000))


def fill(text: str, sign_no: str = "", psn_no: str = "") -> str:
    """A request with the next msgid."""
    return text.replace("@MSGID@", f"{next(_numbers):04d}").replace("@SIGN@", sign_no).replace("@PSN@", psn_no)


def sign_in(platform) -> str:
    return platform.ask("9001", fill(SIGN_IN))["output"]["signinoutb"]["sign_no"]
