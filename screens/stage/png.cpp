#include "screens/stage/png.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#include <stb/stb_image_write.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace circle::screens::stage {

bool write_png(const std::string& path, const Pixels& pixels) {
    // Rows as they are: flat areas are packed as well as with filters, and whoever looks at pixels (the audit
    // of the journeys) need not undo any. Of this file alone, the writer being static.
    stbi_write_force_png_filter = 0;
    return stbi_write_png(path.c_str(), pixels.width, pixels.height, 3, pixels.rgb.data(), pixels.width * 3) !=
           0;
}

}  // namespace circle::screens::stage
