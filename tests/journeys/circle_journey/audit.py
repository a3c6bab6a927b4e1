"""The accessibility audit of one frame: sizes and gaps in millimetres, spoken forms, private marks, nothing outside the
panel, nothing over another, contrast as it is drawn (house numbers: anchors §4.3)."""
import re
from collections import Counter

from .picture import Picture, contrast, hex_of, of_hex, sample

TARGETS = ("button", "choice", "row")
PROPER_NAMES = ("湘医保", "湘易办", "国家异地就医备案", "长沙市", "湖南省省本级")  # apps and places keep their names
LIMITS = {
    "standard": {"text": 4.8, "target": 15.0, "gap": 2.6, "contrast": 7.0, "choices": 8},
    "elder": {"text": 7.4, "target": 20.0, "gap": 6.0, "contrast": 10.0, "choices": 6},
}
FIRST = re.compile(r"form\.\w+\.fault|(review|result)\.code")  # what is wrong, and what she must have seen
FRAMED = ("button", "choice", "row", "field", "writing", "dialog", "alert")
FRAME = 1.5  # mm: the widest border (1 mm) and what its smoothing and round corners take
SLACK = 0.11  # mm: half a pixel of either panel on each edge, and rounding to hundredths


def _chinese(text: str) -> bool:
    for name in PROPER_NAMES:
        text = text.replace(name, "")
    return re.search("[\u3400-\u9fff]", text) is not None


def _gap(one, other) -> float:
    """Distance of two rectangles; negative when they overlap."""
    across = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
    down = max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
    return max(across, down)


def audit(nodes: list, picture: Picture, view: str, panel_mm: tuple, language: str) -> list:
    """What is wrong with this frame, one sentence each. `picture` is the same frame's."""
    limits, wrong = LIMITS[view], []
    shown = [node for node in nodes if node["visible"]]
    dialog = any(node["role"] == "dialog" for node in shown)
    ids = [node["id"] for node in nodes]
    wrong += [f"{name}: id stands twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    for node in nodes:
        name = node["id"]
        if not node["spoken"].strip() and node["role"] not in ("page", "image"):
            wrong.append(f"{name}: nothing to speak")
        if language == "en" and not node["private"] and _chinese(_without_names(node["label"] + node["value"])):
            wrong.append(f"{name}: Chinese in the English view: {node['label']} {node['value']}")
    scale = picture.width / panel_mm[0]
    for node in shown:
        wrong += _sizes(node, limits, panel_mm)
        if node["text_mm"] and node["enabled"] and not (dialog and not above(node)):
            wrong += _colours(node, picture, scale, limits["contrast"])
    targets = [node for node in shown if node["role"] in TARGETS]
    if dialog:  # what is below does not react
        targets = [node for node in targets if above(node)]
    for index, one in enumerate(targets):
        for other in targets[index + 1:]:
            gap = _gap(one["rect_mm"], other["rect_mm"])
            if gap < limits["gap"] - SLACK:
                wrong.append(f"{one['id']} and {other['id']}: {gap:.2f} mm apart, {limits['gap']} wanted")
    lists = Counter(node["id"].rpartition(".")[0] for node in shown if node["role"] == "choice")
    wrong += [f"{name}: {count} choices in one list, {limits['choices']} at most" for name, count in lists.items()
              if count > limits["choices"]]
    if any(node["id"] == "page.title" for node in shown):  # else it was read on already
        wrong += [f"{node['id']}: must be seen without reading on" for node in nodes
                  if not node["visible"] and FIRST.fullmatch(node["id"])]
    return wrong


def above(node) -> bool:
    """Of a dialog, or of what stands in it."""
    return node["id"].split(".")[0] in ("timeout", "taken")


def _inside(node, scale: float) -> tuple:
    """The pixels that belong to a node and to nothing else: a target's frame and the round corners beside it are not
    what its words stand on."""
    x, y, w, h = node["rect_mm"]
    edge = FRAME if node["role"] in FRAMED else 0
    return (round((x + edge) * scale), round((y + edge) * scale),
            round((x + w - edge) * scale), round((y + h - edge) * scale))


def _colours(node, picture: Picture, scale: float, least: float) -> list:
    """What is drawn there, against the rule and against what the drawing says of itself."""
    seen, name = sample(picture, *_inside(node, scale)), node["id"]
    declared = {"fg": of_hex(node["fg"]), "bg": of_hex(node["bg"])}
    if seen.ink is None:
        return [f"{name}: nothing is to be seen on {hex_of(seen.ground)}: {node['label']}"]
    wrong = []
    if seen.contrast < least:
        wrong.append(f"{name}: contrast {seen.contrast:.1f} in the picture, {least} wanted "
                     f"({hex_of(seen.ink)} on {hex_of(seen.ground)})")
    if contrast(*declared.values()) < least:
        wrong.append(f"{name}: contrast {contrast(*declared.values()):.1f}, {least} wanted "
                     f"({node['fg']} on {node['bg']})")
    wrong += [f"{name}: its {which} {node[which]} is nowhere in the picture ({hex_of(seen.ink)} on {hex_of(seen.ground)})"
              for which, colour in declared.items() if not seen.drawn(colour)]
    return wrong


def _without_names(text: str) -> str:
    """The official name of a form or a rule stands in 《》 in every language: it is what the paper is called."""
    return re.sub("《[^》]*》", "", text)


def _sizes(node, limits, panel_mm) -> list:
    wrong, name = [], node["id"]
    x, y, w, h = node["rect_mm"]
    if x < -SLACK or y < -SLACK or x + w > panel_mm[0] + SLACK or y + h > panel_mm[1] + SLACK:
        wrong.append(f"{name}: outside the panel: {node['rect_mm']}")
    if node["text_mm"]:
        if node["text_mm"] < limits["text"] - 0.05:
            wrong.append(f"{name}: text {node['text_mm']} mm high, {limits['text']} wanted")
    if node["role"] in TARGETS and min(w, h) < limits["target"] - SLACK:
        wrong.append(f"{name}: target {w}×{h} mm, {limits['target']} wanted")
    return wrong
