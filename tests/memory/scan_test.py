"""The scanner finds what is there in every form, finds nothing where it was cleared, and never proves by failing.

The subject is built with and without the wiping heap: a case that the plain one keeps and the wiping one clears shows
both that the scanner looks and that the heap wipes.
"""

import base64
import os
import pathlib
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["CIRCLE_BIN"])
SCAN = BIN / "circle-memory-scan"
LONG = "Marker-7f3a9c51-欧阳测试"
STACK = "Zq7#kP2!vX9@mL"  # 14 bytes: lives in the string object itself


def run(*arguments, text=None):
    return subprocess.run([str(SCAN), *map(str, arguments)], input=text, capture_output=True, text=True, timeout=120)


class Subject:
    def __init__(self, program, case, marker):
        self.process = subprocess.Popen([str(BIN / program), case], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        mixed = bytes(byte ^ 0x03 for byte in marker.encode())
        assert b"\n" not in mixed
        self.process.stdin.write(mixed + b"\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == b"ready\n"

    def __enter__(self):
        return self.process.pid

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


class Memory(unittest.TestCase):
    def scan(self, program, case, marker):
        with Subject(program, case, marker) as pid:
            result = run(pid, "--marker", marker, "--marker", "a second one that is nowhere")
        self.assertNotIn(marker, result.stdout + result.stderr)
        return result

    def found(self, program, case, marker=LONG):
        result = self.scan(program, case, marker)
        self.assertEqual(result.returncode, 1, f"{program} {case}: {result.stdout}{result.stderr}")
        self.assertIn("encoding=utf-8 marker=1", result.stdout)
        self.assertNotIn("marker=2", result.stdout)
        return result.stdout

    def clean(self, program, case, marker=LONG):
        result = self.scan(program, case, marker)
        self.assertEqual(result.returncode, 0, f"{program} {case}: {result.stdout}{result.stderr}")

    def test_nothing_planted(self):
        self.clean("circle-memory-subject", "nothing")

    def test_what_lives_is_found(self):
        self.assertIn("[heap]", self.found("circle-memory-subject", "heap_held"))

    def test_freed_heap(self):
        for case in ("heap_freed", "heap_moved", "heap_shrunk", "string_freed"):
            with self.subTest(case):
                self.found("circle-memory-subject-plain", case)
                self.clean("circle-memory-subject", case)

    def test_stack(self):
        self.assertIn("[stack]", self.found("circle-memory-subject", "stack_left", STACK))
        self.clean("circle-memory-subject", "stack_scrubbed", STACK)

    def test_stack_of_a_thread_that_ended(self):
        self.found("circle-memory-subject", "thread_left", STACK)
        self.clean("circle-memory-subject", "thread_guarded", STACK)

    def test_several_processes(self):
        with Subject("circle-memory-subject", "nothing", LONG) as one, \
                Subject("circle-memory-subject", "heap_held", LONG) as other:
            result = run(one, other, "--marker", LONG)
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"pid {other} ", result.stdout)
        self.assertNotIn(f"pid {one} ", result.stdout)

    def test_what_cannot_be_read_is_no_proof(self):
        with Subject("circle-memory-subject", "nothing", LONG) as pid:
            pass
        for arguments in ((pid, "--marker", LONG), (1, ), ("--marker", LONG), ("x", "--marker", LONG),
                          (os.getpid(), "--marker", "ab"), (os.getpid(), "--marker"),
                          ("--files", "/nowhere/at/all", "--marker", LONG)):
            with self.subTest(arguments):
                self.assertEqual(run(*arguments).returncode, 2)


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def encodings(self, marker):
        result = run("--files", self.path, "--markers-file", "-", text=marker + "\n")
        self.assertNotIn(marker, result.stdout + result.stderr)
        self.assertEqual(result.returncode, 1 if result.stdout else 0, result.stderr)
        return [line.split("encoding=")[1].split(" marker=")[0] for line in result.stdout.splitlines()]

    def test_each_form(self):
        marker = "欧阳测试M3"
        utf8, gb = marker.encode(), marker.encode("gb18030")
        written = {
            "utf-8": utf8, "gb18030": gb, "utf-16le": marker.encode("utf-16-le"), "utf-16be": marker.encode("utf-16-be"),
            "utf-32le": marker.encode("utf-32-le"),
            "json-lower": marker.encode("ascii", "backslashreplace"),
            "json-upper": marker.encode("ascii", "backslashreplace").upper().replace(b"\\U", b"\\u"),
        }
        for of, raw in (("utf-8", utf8), ("gb18030", gb)):
            written[f"hex-lower of {of}"] = raw.hex().encode()
            written[f"hex-upper of {of}"] = raw.hex().upper().encode()
            written[f"hex-lower-spaced of {of}"] = raw.hex(" ").encode()
            written[f"hex-upper-spaced of {of}"] = raw.hex(" ").upper().encode()
            written[f"percent-upper of {of}"] = b"".join(b"%%%02X" % byte for byte in raw)
            for lead in range(3):
                written[f"base64+{lead} of {of}"] = base64.b64encode(b"!" * lead + raw + b"some more")
        for encoding, content in written.items():
            with self.subTest(encoding):
                (self.path / "file").write_bytes(b"before " + content + b" after")
                self.assertIn(encoding, self.encodings(marker))

    def test_packed_digits(self):
        marker = "431000D15600000500000001A1B2C3D4"
        (self.path / "card").write_bytes(b"\x01\x10" + bytes.fromhex(marker) + b"\x02")
        self.assertEqual(self.encodings(marker), ["packed"])

    def test_a_name_beyond_the_basic_plane(self):
        marker = "欧𠀀𬱖"
        (self.path / "file").write_bytes(marker.encode("gb18030") + b"--" + marker.encode("utf-16-le"))
        self.assertEqual(self.encodings(marker), ["gb18030", "utf-16le"])

    def test_across_pieces_and_once_each(self):
        for place in (0, 2**20 - 5, 2**20, 2**21 - 1, 3 * 2**20 - len(LONG.encode())):
            content = bytearray(3 * 2**20)
            content[place:place + len(LONG.encode())] = LONG.encode()
            (self.path / "file").write_bytes(content)
            result = run("--files", self.path, "--marker", LONG)
            self.assertEqual(len(result.stdout.splitlines()), 1, place)
            self.assertIn(f"+0x{place:x} ", result.stdout)

    def test_names_of_files(self):
        (self.path / f"slip-{STACK}.txt").write_bytes(b"nothing")
        self.assertEqual(self.encodings(STACK), ["utf-8"])

    def test_clean(self):
        (self.path / "file").write_bytes(os.urandom(2**20))
        self.assertEqual(self.encodings(LONG), [])


if __name__ == "__main__":
    unittest.main()
