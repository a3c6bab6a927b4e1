#!/usr/bin/python3
"""Makes the event writer and the operator's document from events.toml.

generate.py CATALOGUE --code FOLDER    writes FOLDER/events.h and FOLDER/events.cpp (only when they change)
generate.py CATALOGUE --document FILE  writes the document
generate.py CATALOGUE --check FILE     exit 1 when the document is not what the catalogue gives
"""

import argparse
import pathlib
import re
import sys
import tomllib

LEVELS = ("debug", "info", "notice", "warning", "error")
AUDIENCES = ("technician", "clerk", "centre")
TYPES = ("token", "raw", "count", "ms", "flag", "version", "label")
DAY = 86_400_000
LARGEST_COUNT = 9_999_999  # seven digits: a card number has nine, an ID number eighteen
ID = re.compile(r"[a-z]+(\.[a-z_]+)+")
FIELD = re.compile(r"[a-z][a-z_]{1,19}")
RESERVED = {"time", "seq", "level", "event", "kind"}
# Words that would invite what may not be logged. The types keep it out; this keeps the temptation away.
PERSONAL = {"name", "person", "psn", "certno", "idcard", "id_number", "card_number", "card_no", "card_sn", "phone",
            "birth", "address", "message", "text", "item"}


class Fault(Exception):
    pass


def need(truth, where, what):
    if not truth:
        raise Fault(f"{where}: {what}")


def check_text(where, table, key):
    text = table.get(key)
    need(isinstance(text, str) and text.strip(), where, f"'{key}' is missing")
    need("\n" not in text and "|" not in text and '"' not in text and "\\" not in text, where,
         f"'{key}' holds a character that neither the table nor the code can take")


def check_field(where, name, field):
    need(FIELD.fullmatch(name), where, "a field's name is 2 to 20 of [a-z_]")
    need(name not in RESERVED, where, "stands in every line already")
    need(name not in PERSONAL, where, "this name promises personal data")
    kind = field.get("type")
    need(kind in TYPES, where, f"type is one of {', '.join(TYPES)}")
    allowed = {"type", "zh", "en"} | ({"min", "max"} if kind in ("count", "ms") else set())
    need(set(field) <= allowed, where, f"unknown key {sorted(set(field) - allowed)}")
    check_text(where, field, "zh")
    check_text(where, field, "en")
    if kind in ("count", "ms"):
        largest = LARGEST_COUNT if kind == "count" else DAY
        low, high = field.setdefault("min", 0), field.get("max")
        need(type(low) is int and type(high) is int and low < high, where, "needs integers min < max")
        need(-largest <= low and high <= largest, where, f"bounds may not pass ±{largest}")


def read(path):
    with open(path, "rb") as file:
        whole = tomllib.load(file)
    need(set(whole) == {"events"} and whole["events"], path, "holds one table, 'events'")
    events, pairs = whole["events"], {}
    for id_, event in events.items():
        need(ID.fullmatch(id_), id_, "an id is dotted words of [a-z_]")
        allowed = {"level", "seen_by", "begins", "ends", "zh", "en", "fields"}
        need(set(event) <= allowed, id_, f"unknown key {sorted(set(event) - allowed)}")
        need(event.get("level") in LEVELS, id_, f"level is one of {', '.join(LEVELS)}")
        seen_by = event.setdefault("seen_by", ["technician", "centre"])
        need(seen_by and all(who in AUDIENCES for who in seen_by), id_, f"seen_by holds {', '.join(AUDIENCES)}")
        check_text(id_, event, "zh")
        check_text(id_, event, "en")
        for name, field in event.setdefault("fields", {}).items():
            check_field(f"{id_}, field {name}", name, field)
        need(not ("begins" in event and "ends" in event), id_, "begins one action or ends it, not both")
        for part in ("begins", "ends"):
            if part in event:
                need(part not in pairs.setdefault(event[part], {}), id_, f"a second one {part} '{event[part]}'")
                pairs[event[part]][part] = id_
    for action, pair in pairs.items():
        need(len(pair) == 2, action, f"has only {list(pair.values())}; a slow action has a begin and an end")
        need({"took", "seconds"} & set(events[pair["ends"]]["fields"]), pair["ends"],
             "ends an action, so it says 'took' or 'seconds'")
    for id_ in events:  # the other way round: what looks like a pair is one
        for part, key in ((".begin", "begins"), (".end", "ends")):
            need(not id_.endswith(part) or key in events[id_], id_, f"is called {part} and {key} nothing")
    names = [struct(id_) for id_ in events]
    need(len(set(names)) == len(names), path, "two ids give the same name in C++")
    return events


def struct(id_):
    return "".join(word.capitalize() for word in re.split(r"[._]", id_))


def cpp_type(field):
    plain = {"token": "Token", "raw": "RawCode", "flag": "Flag", "version": "Version", "label": "SiteLabel"}
    if field["type"] in plain:
        return plain[field["type"]]
    return f"{'Count' if field['type'] == 'count' else 'Millis'}<{field['min']}, {field['max']}>"


def header(events):
    lines = ["// Made by assets/events/generate.py from assets/events/events.toml; changes here are lost.", "#pragma once", "",
             "#include <cstdint>", "#include <optional>", "#include <span>", "#include <string>", "#include <string_view>", "",
             '#include "kiosk/events/log.h"', '#include "kiosk/events/value.h"', "", "namespace circle::events {", "",
             "enum class Kind : std::uint16_t {"]
    lines += [f"    {struct(id_)}," for id_ in events]
    lines += ["};", "", "std::span<const Info> catalogue();", "const Info& info(Kind kind);",
              "std::optional<Kind> find(std::string_view id);"]
    for id_, event in events.items():
        lines += ["", f"// {id_}: {event['en']}", f"struct {struct(id_)} {{",
                  f"    static constexpr Kind kind = Kind::{struct(id_)};"]
        lines += [f"    {cpp_type(field)} {name};  // {field['en']}" for name, field in event["fields"].items()]
        lines += ["};", f"std::string fields(const {struct(id_)}& event);"]
    return "\n".join(lines + ["", "}  // namespace circle::events", ""])


def source(events):
    lines = ["// Made by assets/events/generate.py from assets/events/events.toml; changes here are lost.",
             '#include "kiosk/events/events.h"', "", "#include <array>", "", "namespace circle::events {", "namespace {", "",
             f"constexpr std::array<Info, {len(events)}> rows = {{{{"]
    for id_, event in events.items():
        seen = " | ".join(event["seen_by"])
        lines.append(f'    {{"{id_}", Level::{event["level"].capitalize()}, {seen}, "{event.get("begins", "")}", '
                     f'"{event.get("ends", "")}", "{event["zh"]}", "{event["en"]}"}},')
    lines += ["}};", "", "}  // namespace", "", "std::span<const Info> catalogue() { return rows; }",
              "const Info& info(Kind kind) { return rows.at(static_cast<std::size_t>(kind)); }", "",
              "std::optional<Kind> find(std::string_view id) {",
              "    for (std::size_t i = 0; i < rows.size(); ++i)",
              "        if (rows[i].id == id) return static_cast<Kind>(i);", "    return std::nullopt;", "}"]
    for id_, event in events.items():
        if not event["fields"]:
            lines += ["", f"std::string fields(const {struct(id_)}&) {{ return {{}}; }}"]
            continue
        lines += ["", f"std::string fields(const {struct(id_)}& event) {{", "    Fields all;"]
        for name, field in event["fields"].items():
            if field["type"] == "flag":
                lines.append(f'    all.add_flag("{name}", event.{name}.value());')
            else:
                lines.append(f'    all.add("{name}", event.{name}.{"value" if field["type"] in ("count", "ms") else "text"}());')
        lines += ["    return all.take();", "}"]
    return "\n".join(lines + ["", "}  // namespace circle::events", ""])


LEVEL_ZH = {"debug": "调试", "info": "信息", "notice": "提示", "warning": "警告", "error": "错误"}
WHO_ZH = {"technician": "技术员", "clerk": "柜员", "centre": "中心"}


def document(events):
    lines = ["# 事件目录 Event catalogue", "",
             "由 events.toml 生成，请勿直接修改。终端日志的每一行都是下列事件之一；日志不含姓名、证件号码、卡号，也不记录办事人选择了什么事项、输入了什么内容。",
             "",
             "Made from events.toml; do not edit. Every line of the terminal's log is one of these events. The log holds no name, "
             "no ID number, no card number, and not what a resident chose or typed.", "",
             "每行为一个 JSON 对象 Each line is one JSON object: `time` (UTC), `seq`, `level`, `event`, 以及下列字段 and the fields below.",
             "“慢动作”有开始和结束两个事件 A slow action has a beginning and an ending event.", ""]
    group = None
    for id_, event in events.items():
        if id_.split(".")[0] != group:
            group = id_.split(".")[0]
            lines += [f"## {group}", ""]
        level = event["level"]
        lines += [f"### `{id_}`", "", f"{event['zh']}", "", f"{event['en']}", "",
                  f"- 级别 level: {LEVEL_ZH[level]} {level}",
                  "- 可见 seen by: " + ", ".join(f"{WHO_ZH[who]} {who}" for who in event["seen_by"])]
        for key, words in (("begins", "开始 begins"), ("ends", "结束 ends")):
            if key in event:
                other = next(i for i, e in events.items() if e.get("ends" if key == "begins" else "begins") == event[key])
                lines.append(f"- {words}: {event[key]} (↔ `{other}`)")
        if event["fields"]:
            lines += ["", "| 字段 field | 类型 type | 含义 meaning |", "|---|---|---|"]
            for name, field in event["fields"].items():
                kind = field["type"]
                if kind in ("count", "ms"):
                    kind += f" {field['min']}…{field['max']}"
                lines.append(f"| `{name}` | {kind} | {field['zh']} {field['en']} |")
        lines.append("")
    return "\n".join(lines)


def write(path, text):
    path = pathlib.Path(path)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue")
    parser.add_argument("--code", metavar="FOLDER")
    parser.add_argument("--document", metavar="FILE")
    parser.add_argument("--check", metavar="FILE")
    arguments = parser.parse_args()
    try:
        events = read(arguments.catalogue)
    except (Fault, OSError, tomllib.TOMLDecodeError) as fault:
        sys.exit(f"{arguments.catalogue}: {fault}")
    if arguments.code:
        write(pathlib.Path(arguments.code) / "events.h", header(events))
        write(pathlib.Path(arguments.code) / "events.cpp", source(events))
    if arguments.document:
        write(arguments.document, document(events))
    if arguments.check:
        path = pathlib.Path(arguments.check)
        if not path.exists() or path.read_text(encoding="utf-8") != document(events):
            sys.exit(f"{path} is not what {arguments.catalogue} gives; run\n"
                     f"  {sys.argv[0]} {arguments.catalogue} --document {path}")


if __name__ == "__main__":
    main()
