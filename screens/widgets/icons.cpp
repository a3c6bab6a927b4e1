#include "screens/widgets/icons.h"

namespace circle::screens::widgets {

using view::Icon;
using view::Tone;

char32_t glyph_of(Icon icon) {
    switch (icon) {
        case Icon::None:
            return no_icon;
        case Icon::Shield:
            return 0xF498;  // shield
        case Icon::Card:
            return 0xF19B;  // credit-card
        case Icon::IdCard:
            return 0xF5D2;  // account-card-details
        case Icon::QrCode:
            return 0xF433;  // qrcode-scan
        case Icon::Search:
            return 0xF349;  // magnify
        case Icon::Info:
            return 0xF2FD;  // information-outline
        case Icon::Megaphone:
            return 0xF0E6;  // bullhorn
        case Icon::Elder:
            return 0xF27F;  // format-size
        case Icon::Language:
            return 0xF5CA;  // translate
        case Icon::Counter:
            return 0xF64A;  // human-greeting
        case Icon::Help:
            return 0xF625;  // help-circle-outline
        case Icon::Back:
            return 0xF04D;  // arrow-left
        case Icon::Home:
            return 0xF2DC;  // home
        case Icon::Check:
            return 0xF12C;  // check
        case Icon::Close:
            return 0xF156;  // close
        case Icon::Warning:
            return 0xF026;  // alert
        case Icon::LineDown:
            return 0xF5AA;  // wifi-off
        case Icon::Hourglass:
            return 0xF51F;  // timer-sand
        case Icon::Baby:
            return 0xF06C;  // baby
        case Icon::Travel:
            return 0xF5D5;  // airplane-takeoff
        case Icon::Work:
            return 0xF0D6;  // briefcase
        case Icon::Money:
            return 0xF116;  // cash-multiple
        case Icon::Hospital:
            return 0xF2E1;  // hospital-building
        case Icon::PersonSearch:
            return 0xF016;  // account-search
        case Icon::List:
            return 0xF279;  // format-list-bulleted
        case Icon::Next:
            return 0xF142;  // chevron-right
        case Icon::Printer:
            return 0xF42A;  // printer
        case Icon::Clock:
            return 0xF150;  // clock
        case Icon::Phone:
            return 0xF3F2;  // phone
        case Icon::Document:
            return 0xF219;  // file-document
        case Icon::Place:
            return 0xF34E;  // map-marker
        case Icon::More:
            return 0xF1D8;  // dots-horizontal
        case Icon::TakeCard:
            return card_and_arrow;
        case Icon::Service:
            return 0xF5F6;  // heart-pulse
        case Icon::Family:
            return 0xF2E8;  // human-male-female
        case Icon::Down:
            return 0xF140;  // chevron-down
        case Icon::Up:
            return 0xF143;  // chevron-up
        case Icon::Pencil:
            return 0xF3EB;  // pencil
        case Icon::Erase:
            return 0xF06E;  // backspace
        case Icon::Send:
            return 0xF48A;  // send
        case Icon::Key:
            return 0xF30B;  // key-variant
        case Icon::Plus:
            return 0xF415;  // plus
        case Icon::Minus:
            return 0xF374;  // minus
        case Icon::Undo:
            return 0xF54D;  // undo-variant
        case Icon::Clear:
            return 0xF1FE;  // eraser
        case Icon::Today:
            return 0xF0F6;  // calendar-today
        case Icon::Ticked:
            return 0xF135;  // checkbox-marked-outline
        case Icon::Unticked:
            return 0xF131;  // checkbox-blank-outline
        case Icon::Chosen:
            return 0xF43E;  // radiobox-marked
        case Icon::NotChosen:
            return 0xF43D;  // radiobox-blank
        case Icon::ThumbUp:
            return 0xF513;  // thumb-up
        case Icon::Smile:
            return 0xF1F5;  // emoticon-happy
        case Icon::Neutral:
            return 0xF1F6;  // emoticon-neutral
        case Icon::Sad:
            return 0xF1F8;  // emoticon-sad
        case Icon::ThumbDown:
            return 0xF511;  // thumb-down
    }
    return no_icon;
}

char32_t glyph_of(Icon icon, Tone tone) {
    if (icon != Icon::None) return glyph_of(icon);
    switch (tone) {
        case Tone::Plain:
            return 0xF377;  // minus-circle-outline
        case Tone::Info:
            return 0xF2FD;  // information-outline
        case Tone::Good:
            return 0xF12C;  // check
        case Tone::Caution:
            return 0xF026;  // alert
        case Tone::Bad:
            return 0xF5D6;  // alert-circle-outline
    }
    return no_icon;
}

}  // namespace circle::screens::widgets
