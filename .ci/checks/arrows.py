#!/usr/bin/python3
"""Who may include whom: kiosk -> screens, kiosk -> drivers, tests -> all; none back. Pure rooms of kiosk take of screens
only screens/view, and nothing they include, however far down, brings a window, a socket, a store, a thread or a clock."""
import re

import tree

MAY = {
    "kiosk": ("kiosk", "screens", "drivers"),
    "screens": ("screens",),
    "drivers": ("drivers",),
    "tests": ("tests", "kiosk", "screens", "drivers"),
}
PURE = ("visit", "desk", "catalogue", "identity", "documents", "transaction", "view")
NOT_PURE = re.compile(r"^(SDL|imgui|curl/|sqlite3|winscard|PCSC|openssl/|spdlog/|systemd/|sys/|netinet/|unistd|fcntl|poll\.h|"
                      r"thread$|mutex$|shared_mutex$|condition_variable$|future$|atomic$|semaphore$|latch$|barrier$|"
                      r"stop_token$|ctime$|time\.h$)")
CLOCK = re.compile(r"(system_clock|steady_clock|high_resolution_clock)::now|std::time\(|\bgettimeofday\(|\bclock_gettime\(")

sources = tree.files(".h", ".cpp")
graph = {name: list(tree.includes(name)) for name in sources}


def generated(header):
    """Made at build time: the CMakeLists.txt of the folder that it is included from names it."""
    folder, _, base = header.rpartition("/")
    recipe = tree.ROOT / folder / "CMakeLists.txt"
    return recipe.is_file() and base in recipe.read_text(encoding="utf-8")


def pure(name):
    parts = name.split("/")
    return parts[0] == "kiosk" and len(parts) > 2 and parts[1] in PURE


def way_to_hands(name):
    """The shortest way from a pure file to a header that a pure room must not see, as a list of steps, or None."""
    seen, edge = {name}, [[name]]
    while edge:
        way = edge.pop(0)
        for _line, header, quoted in graph.get(way[-1], []):
            if not quoted and NOT_PURE.match(header):
                return way + [f"<{header}>"]
            if quoted and header in graph and header not in seen:
                seen.add(header)
                edge.append(way + [header])
    return None


for name in sources:
    top = name.split("/")[0]
    for line, header, quoted in graph[name]:
        if not quoted:
            continue
        if header not in graph and not (tree.ROOT / header).is_file() and not generated(header):
            tree.report(name, line, f'"{header}": an include of ours is a path from the root; third-party ones stand in <>')
            continue
        if header.split("/")[0] not in MAY.get(top, ()):
            tree.report(name, line, f'{top} must not include "{header}" (arrows: {top} -> {", ".join(MAY.get(top, ()))})')
        elif pure(name) and header.startswith("screens/") and not header.startswith("screens/view/"):
            tree.report(name, line, f'a pure room may include of screens only screens/view, not "{header}"')
    if pure(name):
        way = way_to_hands(name)
        if way:
            tree.report(name, 1, "a pure room must not see " + way[-1] + ": " + " -> ".join(way))
        for line, text in tree.lines(name):
            if CLOCK.search(text.split("//")[0]):
                tree.report(name, line, "a pure room reads no clock: time comes with the event")
tree.end()
