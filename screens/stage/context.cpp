#include "screens/stage/context.h"

#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include <cstdlib>

namespace circle::screens::stage {

namespace {

// The allocator first: making the context is what allocates first.
ImGuiContext* fresh_context(widgets::FontFiles& files) {
    ImGui::SetAllocatorFunctions(widgets::FontFiles::allocate, widgets::FontFiles::release, &files);
    IMGUI_CHECKVERSION();
    return ImGui::CreateContext();
}

}  // namespace

Context::Context(widgets::FontFiles& files, SDL_Renderer* renderer, int width, int height)
    : context_(fresh_context(files)) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;  // nothing about a screen is written to a file
    io.LogFilename = nullptr;
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    io.DeltaTime = 1.0F / 60.0F;  // nothing of ours depends on it
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    ImGui_ImplSDLRenderer2_Init(renderer);
    fonts_.emplace(files);
}

void Context::begin() { ImGui::NewFrame(); }

void Context::abandon() { ImGui::EndFrame(); }

int Context::atlas() const { return ImGui::GetIO().Fonts->TexData->UniqueID; }

Context::~Context() {
    fonts_.reset();
    ImGui::SetCurrentContext(context_);
    ImGui_ImplSDLRenderer2_Shutdown();
    ImGui::DestroyContext(context_);
    // Dear ImGui's own default again: the font files may go before the process does.
    // NOLINTBEGIN(cppcoreguidelines-no-malloc): an allocator is where memory is managed by hand
    ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return std::malloc(size); },
                                 [](void* address, void*) { std::free(address); });
    // NOLINTEND(cppcoreguidelines-no-malloc)
}

}  // namespace circle::screens::stage
