#include "screens/stage/context.h"

#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include <cstdlib>

namespace circle::screens::stage {

Context::Context(const widgets::FontFiles& files, SDL_Renderer* renderer, int width, int height) {
    ImGui::SetAllocatorFunctions(widgets::FontFiles::allocate, widgets::FontFiles::release,
                                 const_cast<widgets::FontFiles*>(&files));
    IMGUI_CHECKVERSION();
    context_ = ImGui::CreateContext();
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

int Context::atlas() const { return ImGui::GetIO().Fonts->TexData->UniqueID; }

Context::~Context() {
    fonts_.reset();
    ImGui::SetCurrentContext(context_);
    ImGui_ImplSDLRenderer2_Shutdown();
    ImGui::DestroyContext(context_);
    ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return std::malloc(size); },
                                 [](void* address, void*) { std::free(address); });
}

}  // namespace circle::screens::stage
