#!/usr/bin/python3
"""One place knows Dear ImGui, and it knows no service item."""
import re

import tree

IMGUI = re.compile(r"\bImGui::|\bIm(Vec2|Vec4|DrawList|Font|GuiIO|GuiContext)\b")
ITEM = re.compile(r"\bI\d\d\b")

for name in tree.files(".h", ".cpp"):
    for line, header, _quoted in tree.includes(name):
        if re.match(r"imgui", header) and not name.startswith("screens/"):
            tree.report(name, line, f"<{header}> outside screens")
    for line, text in tree.lines(name):
        code = text.split("//")[0]
        if not name.startswith("screens/") and IMGUI.search(code):
            tree.report(name, line, "Dear ImGui outside screens")
        if name.startswith("screens/") and ITEM.search(code):
            tree.report(name, line, f"item id {ITEM.search(code).group()} in screens: screens draw kinds of field, never items")
tree.end()
