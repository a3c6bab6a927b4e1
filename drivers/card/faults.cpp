#include "drivers/card/faults.h"

#include "drivers/contract/words.h"

namespace circle::drivers::card {
namespace {

struct Entry {
    Code code;
    Locus locus;
    bool retryable;
    const char* operator_text;
    const char* resident_text;
};

constexpr Entry kEntries[] = {
    {Code::Cancelled, Locus::User, true, "读卡已取消", N_("已停止读卡。")},
    {Code::TimedOut, Locus::Device, true, "读卡超时：卡或读卡器没有应答，已放弃这次读卡",
     N_("读卡时间太长。请取出卡片，重新插入再试一次。")},
    {Code::NoMedia, Locus::User, true, "读卡器里没有卡", N_("请插入社会保障卡。")},
    {Code::MediaMute, Locus::Media, true, "卡上电后没有应答：插反、没插到底或芯片损坏",
     N_("卡片没有反应。请把卡芯片朝前、正面朝上重新插入，插到底。")},
    {Code::MediaForeign, Locus::Media, false, "不是社会保障卡：没有社保应用环境",
     N_("这不是社会保障卡。请取出，换社会保障卡插入。")},
    {Code::MediaRemoved, Locus::User, true, "读卡中卡被取走或接触中断",
     N_("卡片取得太早了。请重新插入，等提示后再取出。")},
    {Code::MediaBroken, Locus::Media, false, "卡里的内容不能用：缺卡号或卡识别码、未个人化或损坏",
     N_("卡里的信息读不出来。请擦净芯片再插一次；还是不行，请到柜台办理。")},
    {Code::MediaBlocked, Locus::Security, false, "卡或卡内应用已锁定，须由发卡机构处理",
     N_("这张卡已被锁定。请到柜台或社保卡服务网点处理。")},
    {Code::DeviceGone, Locus::Service, true, "找不到读卡器：没有接上，或 pcscd 服务没有运行",
     N_("读卡器暂时不能用。请换一种方式，或到柜台办理。")},
    {Code::DeviceFault, Locus::Device, true, "读卡器故障", N_("读卡器出了故障。请换一种方式，或到柜台办理。")},
    {Code::DeviceBusy, Locus::Device, true, "读卡器正被占用", N_("读卡器正忙。请稍等一会儿再试。")},
    {Code::ProtocolFault, Locus::Protocol, true, "卡的应答不合规范",
     N_("卡片没有读成功。请取出卡片，重新插入再试一次。")},
    {Code::NotPermitted, Locus::Security, false, "命令不在允许清单内，没有发给卡",
     N_("这张卡在本机不能读取。请到柜台办理。")},
    {Code::Misconfigured, Locus::Device, false, "读卡器配置有误",
     N_("读卡器暂时不能用。请换一种方式，或到柜台办理。")},
};

}  // namespace

Error fault(Code code, std::string_view raw, std::string_view where) {
    Error error;
    error.code = code;
    error.raw = raw;
    for (const Entry& entry : kEntries) {
        if (entry.code != code) continue;
        error.locus = entry.locus;
        error.retryable = entry.retryable;
        error.operator_text = entry.operator_text;
        error.resident_text = entry.resident_text;
        break;
    }
    if (!where.empty()) error.operator_text.append("（").append(where).append("）");
    return error;
}

}  // namespace circle::drivers::card
