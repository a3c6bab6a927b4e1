#include "drivers/printer/faults.h"

#include "drivers/contract/words.h"

namespace circle::drivers::printer {
namespace {

struct Entry {
    Trouble trouble;
    Code code;
    Locus locus;
    bool retryable;
    const char* raw;
    const char* operator_text;
    const char* resident_text;
};

constexpr const char* kDown = N_("打印机暂时不能用。内容在屏幕上，需要纸的请到人工窗口。");
constexpr const char* kLook = N_("凭条可能没有打全。请看一看出纸口；不完整的，请到人工窗口。");

constexpr Entry kEntries[] = {
    {Trouble::Cancelled, Code::Cancelled, Locus::User, true, "CANCELLED", "打印已取消，没有送出",
     N_("已停止打印。")},
    {Trouble::Gone, Code::DeviceGone, Locus::Link, true, "UNREACHABLE",
     "连不上打印机：没有开机、没有接线或地址不对", kDown},
    {Trouble::LineBroken, Code::DeviceGone, Locus::Link, true, "LINE_BROKEN",
     "与打印机的连接断了，凭条还没有送出", kDown},
    {Trouble::Silent, Code::TimedOut, Locus::Device, true, "SILENT",
     "打印机不再回答状态询问，可能死机；请断电重开", kDown},
    {Trouble::PaperOut, Code::NoMedia, Locus::Media, true, "PAPER_OUT", "打印纸用完了，请换纸",
     N_("打印纸用完了。内容在屏幕上，需要纸的请到人工窗口。")},
    {Trouble::CoverOpen, Code::DeviceFault, Locus::Device, true, "COVER_OPEN", "打印机上盖没有合上", kDown},
    {Trouble::Cutter, Code::DeviceFault, Locus::Device, true, "CUTTER", "切刀卡住了，请清理后断电重开", kDown},
    {Trouble::Broken, Code::DeviceFault, Locus::Device, false, "UNRECOVERABLE",
     "打印机报告不可恢复的故障，请断电检查", kDown},
    {Trouble::Failing, Code::DeviceFault, Locus::Device, true, "RECOVERABLE",
     "打印机报告故障，可能是打印头过热或卡纸", kDown},
    {Trouble::Offline, Code::DeviceFault, Locus::Device, true, "OFFLINE", "打印机离线，没有说明原因", kDown},
    {Trouble::NoProof, Code::TimedOut, Locus::Device, false, "NO_PROOF",
     "凭条已送出，没有等到打印完成的回答；不会自动重打", kLook},
    {Trouble::Mute, Code::TimedOut, Locus::Device, false, "MUTE",
     "凭条已送出；这台打印机不回答状态，无法证明打完", kLook},
    {Trouble::Held, Code::DeviceBusy, Locus::Device, true, "XOFF", "打印机一直要求暂停接收，凭条没有送出",
     kDown},
    {Trouble::Crowded, Code::DeviceBusy, Locus::Device, true, "QUEUE_FULL", "等待打印的凭条太多，没有送出",
     N_("打印机正忙。请稍等一会儿再试。")},
    {Trouble::Stuck, Code::TimedOut, Locus::Device, true, "STUCK", "打印线路卡死，已放弃这次调用", kDown},
    {Trouble::Settings, Code::Misconfigured, Locus::Device, false, "SETTINGS",
     "打印机线路的设置不能用：波特率或路径不对", kDown},
};

}  // namespace

Error fault(Trouble trouble, std::string_view where) {
    Error error;
    for (const Entry& entry : kEntries) {
        if (entry.trouble != trouble) continue;
        error.code = entry.code;
        error.locus = entry.locus;
        error.retryable = entry.retryable;
        error.raw = entry.raw;
        error.operator_text = entry.operator_text;
        error.resident_text = entry.resident_text;
        break;
    }
    if (!where.empty()) error.operator_text.append("（").append(where).append("）");
    return error;
}

}  // namespace circle::drivers::printer
