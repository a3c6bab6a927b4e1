"""What the checks share: the files of the tree and the way a finding is printed (file:line: reason)."""
import os
import pathlib
import re
import subprocess
import sys

arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
options = [argument for argument in sys.argv[1:] if argument.startswith("--")]
# A folder may be named: the checks' own tests run them on samples.
ROOT = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).parents[2]).resolve()

_found = []


def files(*suffixes):
    """Files of the tree with one of the suffixes (all without any), as paths relative to ROOT; never what git ignores."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")
        names = [name for name in listed if name and (ROOT / name).is_file()]
    else:
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()
                 and not str(path.relative_to(ROOT)).startswith(("build/", ".git/"))]
    return sorted(set(name for name in names if not suffixes or name.endswith(suffixes)))


def lines(name):
    """(number, text) of each line of a file; bytes that are not UTF-8 are replaced."""
    return enumerate((ROOT / name).read_text(encoding="utf-8", errors="replace").splitlines(), 1)


def first_line(name):
    with open(ROOT / name, "rb") as file:
        return file.readline(200).decode("utf-8", "replace").strip()


_INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def includes(name):
    """(line, header, quoted) of each include of a file."""
    for number, text in lines(name):
        match = _INCLUDE.match(text)
        if match:
            yield number, match.group(2), match.group(1) == '"'


def report(name, line, reason):
    _found.append(reason)
    print(f"{name}:{line}: {reason}")


def notice(text):
    print(f"notice: {text}")


def end():
    sys.exit(1 if _found else 0)
