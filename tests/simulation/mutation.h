// The world lies to the program in the ways in which a careless program would lie to itself. Each lie takes one
// precaution away, from outside: by a trigger in the journal's file, by the disk, by the line, by the profile,
// by what the visit is told of the ledger. A simulation that does not find each of them out proves nothing.
#pragma once

#include <array>
#include <string_view>

namespace circle::simulation {

enum class Mutation {
    None,
    SendingNotWritten,    // the row stays `recorded` when the order leaves
    EndNotWritten,        // the row stays `sending` when she is told how it ended
    SyncsIgnored,         // nothing reaches the disk when it should
    OpenForgotten,        // a row that is open is marked as settled, so that no restart finds it
    MarkNotDurable,       // the msgid's high-water mark goes back at a restart
    ListNotRead,          // the person's list is taken for empty before sending
    NothingFound,         // the look-up after an unknown end is taken for "nothing there"
    WaitedTooShort,       // settles_after is shorter than the platform needs
    RefusalWithoutProof,  // any "no" of the platform counts as a certain refusal
    LeftDenied,           // a broken line counts as "never left"
    SentTwice,            // the library repeats a POST on a new connection
    KeyNotKept,           // a repetition of a local case goes under a new key
    NotLookedBack,        // the visit is told that she has no earlier matters
    OthersShown,          // … or those of somebody else
    TellLost,             // the journal is not told that she has acknowledged it
    MovedMisaddressed,    // how another matter moved is told about the one on screen
    NotTicked,            // time does not come to the visit
    CodeTellsAll,         // what is found by its code comes with its content
};

struct Described {
    Mutation mutation;
    std::string_view name, precaution;
};

inline constexpr std::array kMutations{
    Described{Mutation::SendingNotWritten, "sending-not-written",
              "`sending` is durable before the order leaves"},
    Described{Mutation::EndNotWritten, "end-not-written", "an end is durable before it is told"},
    Described{Mutation::SyncsIgnored, "syncs-ignored", "a commit is on the disk when it counts"},
    Described{Mutation::OpenForgotten, "open-forgotten", "the next start knows what is open"},
    Described{Mutation::MarkNotDurable, "mark-not-durable", "the mark of msgids never goes back"},
    Described{Mutation::ListNotRead, "list-not-read", "the person's list is read and kept before sending"},
    Described{Mutation::NothingFound, "nothing-found", "an unknown end is looked for"},
    Described{Mutation::WaitedTooShort, "waited-too-short",
              "\"nothing there\" counts after settles_after only"},
    Described{Mutation::RefusalWithoutProof, "refusal-without-proof", "refused needs proof"},
    Described{Mutation::LeftDenied, "left-denied", "absent needs proof"},
    Described{Mutation::SentTwice, "sent-twice", "an order goes on a connection of its own, once"},
    Described{Mutation::KeyNotKept, "key-not-kept", "a local case keeps its key"},
    Described{Mutation::NotLookedBack, "not-looked-back", "she is told first how it ended"},
    Described{Mutation::OthersShown, "others-shown", "a person is shown her own matters only"},
    Described{Mutation::TellLost, "tell-lost", "acknowledged is kept"},
    Described{Mutation::MovedMisaddressed, "moved-misaddressed", "a page shows its own matter's state"},
    Described{Mutation::NotTicked, "not-ticked", "a visit ends by itself"},
    Described{Mutation::CodeTellsAll, "code-tells-all", "a code tells the state and no more"},
};

}  // namespace circle::simulation
