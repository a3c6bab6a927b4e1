#!/usr/bin/python3
"""Words that must not stand in the tree: unfinished work, verification turned off, places of one machine."""
import re

import tree

# Written in two parts, so that this file does not find itself.
FORBIDDEN = [
    (re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b"), "unfinished work belongs in an issue"),
    (re.compile(r"CURLOPT_SSL_VERIFY(PEER|HOST)\s*,\s*(0|false)"), "TLS verification is never off"),
    (re.compile(r"\bSSL_VERIFY_" r"NONE\b|\bCERT_" r"NONE\b|check_hostname\s*=\s*" r"False|_create_" r"unverified_context|verify\s*=\s*" r"False"),
     "TLS verification is never off"),
    (re.compile(r"\bcurl\b.*\s(-k|--insecure)\b"), "TLS verification is never off"),
    (re.compile(r"(?<![\w./-])/wo" r"rk/\w"), "a path of one machine"),
    (re.compile(r"deb\.deb" r"ian\.org"), "a mirror comes from the machine's own configuration"),
]
TEXT = (".h", ".cpp", ".py", ".sh", ".md", ".txt", ".toml", ".json", ".cmake", ".po", ".pot")

for name in tree.files():
    base = name.rsplit("/", 1)[-1]
    if name == "LICENSE" or not (name.endswith(TEXT) or "." not in base):
        continue
    for line, text in tree.lines(name):
        for pattern, reason in FORBIDDEN:
            if pattern.search(text):
                tree.report(name, line, f"{pattern.search(text).group().strip()}: {reason}")
tree.end()
