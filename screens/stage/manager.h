// Whether somebody arranges windows on an X display. A terminal may stand on a bare X server: what is asked of
// a window manager is never done there, and SDL (2.26) waits a tenth of a second for it and leaves the window
// where it was.
#pragma once

namespace circle::screens::stage {

// For SDL's driver "x11", once SDL has opened it. False only when the display says that it has no window
// manager (EWMH, _NET_SUPPORTING_WM_CHECK on the root window).
bool x11_managed();

}  // namespace circle::screens::stage
