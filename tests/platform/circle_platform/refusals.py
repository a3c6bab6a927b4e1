"""Why a request was refused: one token a reason.

No public catalogue of error texts exists (platform-interface §7.1). Every text here is made up for the stand-in and
says so by its CP- token, so that a region profile can list it and nobody takes it for a published one.
"""
from dataclasses import dataclass

TEXTS = {
    # gateway (platform-interface §2.2)
    "CP-HEADER-MISSING": "缺少网关请求头",
    "CP-HEADER-REPEATED": "网关请求头重复",
    "CP-CONTENT-TYPE": "请求内容类型应为 application/json",
    "CP-NAME": "_api_name 与请求路径的交易编号不一致",
    "CP-VERSION": "_api_version 应为 1.0.0",
    "CP-TIMESTAMP": "_api_timestamp 应为毫秒时间戳",
    "CP-CLOCK": "时间戳超出允许范围",
    "CP-KEY": "access key 不存在",
    "CP-SIGNATURE": "签名校验失败",
    # envelope (§1.1)
    "CP-JSON": "报文格式错误，不是 UTF-8 JSON 对象",
    "CP-JSON-REPEATED": "报文字段重复",
    "CP-INFNO": "infno 与请求路径的交易编号不一致",
    "CP-FIELD-MISSING": "必填字段为空",
    "CP-FIELD-TYPE": "字段格式错误",
    "CP-FIELD-LENGTH": "字段超长",
    "CP-FIELD-VALUE": "字段格式错误",
    "CP-FIELD-UNKNOWN": "未定义的字段",
    "CP-INPUT-SIZE": "input 超过 40000 字符",
    "CP-INPUT-NODE": "input 节点名称错误",
    "CP-TRANSACTION": "不支持的交易编号",
    "CP-MSGID-FORM": "msgid 应为机构编号(12)+时间(14)+顺序号(4)",
    "CP-MSGID-REUSED": "msgid 已被另一笔内容不同的报文使用",
    "CP-INSUPLC": "input 含 psn_no 时 insuplc_admdvs 必填且应为参保地",
    "CP-SIGNIN": "签到编号无效或已过期，请重新签到",
    "CP-SIGNIN-REFUSED": "签到被拒绝",
    # business
    "CP-PERSON": "未查询到人员信息",
    "CP-CARD-PAIR": "卡号与卡识别码不符",
    "CP-VOUCHER": "电子凭证码无效或已使用",
    "CP-INSTITUTION": "未查询到医药机构信息",
    "CP-FILING": "未查询到可撤销的备案",
    "CP-REVERSAL": "未查询到可冲正的结算",
    "CP-LOCAL-KEY": "约定号已被另一笔内容不同的登记使用",
}


@dataclass
class Refusal(Exception):
    """Raised where a check fails; `where` names the field by path, never its value."""

    token: str
    where: str = ""

    def text(self) -> str:
        words = TEXTS[self.token]
        return f"{words}({self.where})[{self.token}]" if self.where else f"{words}[{self.token}]"
