#include "screens/stage/manager.h"

#include <SDL2/SDL_syswm.h>
#include <dlfcn.h>

#include <cstring>

namespace circle::screens::stage {

#if defined(SDL_VIDEO_DRIVER_X11)
namespace {

template <typename Function>
Function* find(void* library, const char* name) {
    void* symbol = ::dlsym(library, name);
    Function* function = nullptr;
    static_assert(sizeof function == sizeof symbol);
    std::memcpy(&function, &symbol, sizeof function);
    return function;
}

bool announced(void* library) {
    auto* const open = find<decltype(XOpenDisplay)>(library, "XOpenDisplay");
    auto* const close = find<decltype(XCloseDisplay)>(library, "XCloseDisplay");
    auto* const intern = find<decltype(XInternAtom)>(library, "XInternAtom");
    auto* const root = find<decltype(XDefaultRootWindow)>(library, "XDefaultRootWindow");
    auto* const property = find<decltype(XGetWindowProperty)>(library, "XGetWindowProperty");
    auto* const release = find<decltype(XFree)>(library, "XFree");
    if (open == nullptr || close == nullptr || intern == nullptr || root == nullptr || property == nullptr ||
        release == nullptr) {
        return true;
    }
    // SDL keeps its own connection for itself while there is no window yet.
    Display* const display = open(nullptr);
    if (display == nullptr) return true;
    constexpr Atom window_type = 33;  // XA_WINDOW, fixed by the X11 protocol
    const Atom check = intern(display, "_NET_SUPPORTING_WM_CHECK", False);
    Atom type = None;
    int format = 0;
    unsigned long count = 0;
    unsigned long left = 0;
    unsigned char* data = nullptr;
    property(display, root(display), check, 0, 1, False, window_type, &type, &format, &count, &left, &data);
    if (data != nullptr) release(data);
    close(display);
    return count > 0;
}

}  // namespace

bool x11_managed() {
    // SDL has loaded the client library already; we do not link it.
    void* library = ::dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);
    if (library == nullptr) return true;
    const bool found = announced(library);
    ::dlclose(library);
    return found;
}
#else
bool x11_managed() { return true; }
#endif

}  // namespace circle::screens::stage
