// The closed set of pictograms. Names say what is meant; screens/widgets/icons.cpp maps them to glyphs.
#pragma once

namespace circle::screens::view {

enum class Icon {
    None,
    Shield,
    Card,
    IdCard,
    QrCode,
    Search,
    Info,
    Megaphone,
    Elder,
    Language,
    Counter,
    Help,
    Back,
    Home,
    Check,
    Close,
    Warning,
    LineDown,
    Hourglass,
    Baby,
    Travel,
    Work,
    Money,
    Hospital,
    PersonSearch,
    List,
    Next,
    Printer,
    Clock,
    Phone,
    Document,
    Place,
    More,
    TakeCard,
    Service,
    Family,
    Down,  // read on
    Up,    // back to the beginning
    // Forms, review, rating.
    Pencil,
    Erase,  // the last character
    Send,
    Key,
    Plus,
    Minus,
    Undo,
    Clear,
    Today,
    Ticked,
    Unticked,
    Chosen,
    NotChosen,
    ThumbUp,
    Smile,
    Neutral,
    Sad,
    ThumbDown,
};

}  // namespace circle::screens::view
