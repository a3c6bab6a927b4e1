#include "drivers/printer/outcome.h"

namespace circle::drivers::printer {

Trouble trouble_of(const Condition& c) {
    if (c.cover_open) return Trouble::CoverOpen;
    if (c.paper_out) return Trouble::PaperOut;
    if (c.cutter) return Trouble::Cutter;
    if (c.broken) return Trouble::Broken;
    if (c.error) return Trouble::Failing;
    if (c.offline || c.odd) return Trouble::Offline;
    return Trouble::None;
}

Outcome decide(const Evidence& e) {
    if (!e.sent_any) {
        Trouble trouble = Trouble::LineBroken;
        if (e.withdrawn) {
            trouble = Trouble::Cancelled;
        } else if (!e.reached) {
            trouble = Trouble::Gone;
        } else if (e.lost) {
            trouble = Trouble::LineBroken;
        } else if (e.before && trouble_of(*e.before) != Trouble::None) {
            trouble = trouble_of(*e.before);
        } else if (e.held) {
            trouble = Trouble::Held;
        } else if (e.answers && !e.before) {
            trouble = Trouble::Silent;
        }
        return {Certainty::NotDone, trouble};
    }
    if (e.after && trouble_of(*e.after) != Trouble::None) return {Certainty::Unknown, trouble_of(*e.after)};
    if (e.fence && e.after) return {Certainty::Done, Trouble::None};
    return {Certainty::Unknown, e.answers ? Trouble::NoProof : Trouble::Mute};
}

}  // namespace circle::drivers::printer
