"""The audit can fail: made pictures, each with one thing wrong."""
import struct
import zlib

import pytest
from circle_journey import picture
from circle_journey.audit import audit

WIDTH, HEIGHT = 200, 100  # pixels; the made panel has 2 a millimetre
PANEL = (100, 50)
WHITE, INK, GREY, BLUE = (255, 255, 255), (18, 38, 58), (150, 150, 150), (10, 83, 148)


def filtered(rows: list, kind: int) -> bytes:
    """As another writer would pack them: ISO/IEC 15948 §9, each byte less its neighbours."""
    packed, above = b"", bytes(len(rows[0]))
    for row in rows:
        left = bytes(3) + row[:-3]
        corner = bytes(3) + above[:-3]
        guesses = {0: bytes(len(row)), 1: left, 2: above, 3: bytes((a + b) // 2 for a, b in zip(left, above)),
                   4: bytes(min((a, b, c), key=lambda near: abs(a + b - c - near))
                            for a, b, c in zip(left, above, corner))}
        packed += bytes([kind]) + bytes((value - guess) & 255 for value, guess in zip(row, guesses[kind]))
        above = row
    return packed


def png(path, rows: list, kind: int = 0):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    header = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    path.write_bytes(picture.SIGNATURE + chunk(b"IHDR", header) +
                     chunk(b"IDAT", zlib.compress(filtered(rows, kind))) + chunk(b"IEND", b""))
    return path


def page(ink, ground=WHITE, edge=None) -> list:
    """Strokes of `ink`, three pixels wide, in the middle; with `edge`, one pixel of it beside each, as smoothing does."""
    rows = [[ground] * WIDTH for _ in range(HEIGHT)]
    for x in range(60, 140, 10):
        for y in range(40, 60):
            rows[y][x:x + 3] = [ink] * 3
            if edge:
                rows[y][x - 1] = rows[y][x + 3] = edge
    return [b"".join(bytes(colour) for colour in row) for row in rows]


def node(**changed) -> dict:
    return {"id": "page.text", "role": "text", "label": "words", "spoken": "words", "value": "", "private": False,
            "enabled": True, "visible": True, "rect_mm": [25, 15, 50, 20], "text_mm": 8,
            "fg": picture.hex_of(INK), "bg": "#ffffff", **changed}


def faults(tmp_path, rows, **changed) -> list:
    seen = picture.read(png(tmp_path / "made.png", rows))
    return audit([node(**changed)], seen, "standard", PANEL, "en")


def test_what_is_right_passes(tmp_path):
    assert faults(tmp_path, page(INK)) == []
    assert faults(tmp_path, page(INK, edge=GREY)) == []


@pytest.mark.parametrize("kind", range(5))
def test_every_filter_of_the_format_is_read(tmp_path, kind):
    rows = page(INK, edge=GREY)
    assert picture.read(png(tmp_path / "made.png", rows, kind)).rows == rows


def test_pale_ink_that_calls_itself_dark(tmp_path):
    told = faults(tmp_path, page(GREY))
    assert any("contrast 3.0 in the picture" in fault for fault in told)
    assert any("its fg #12263a is nowhere in the picture" in fault for fault in told)


def test_pale_ink_that_says_so(tmp_path):
    told = faults(tmp_path, page(GREY), fg=picture.hex_of(GREY))
    assert len(told) == 2 and all("contrast 3.0" in fault for fault in told)


def test_another_ground_than_declared(tmp_path):
    told = faults(tmp_path, page(WHITE, ground=BLUE), fg="#ffffff")
    assert [fault for fault in told if "its bg #ffffff" in fault] == []  # it occurs: the ink is white
    assert any("contrast 1.0, 7.0 wanted" in fault for fault in told)
    told = faults(tmp_path, page(INK, ground=(230, 240, 250)))
    assert told == ["page.text: its bg #ffffff is nowhere in the picture (#12263a on #e6f0fa)"]


def test_nothing_is_written(tmp_path):
    assert faults(tmp_path, page(WHITE)) == ["page.text: nothing is to be seen on #ffffff: words"]


def test_smoothed_edges_are_no_ink(tmp_path):
    """A few pixels of black in the edge of grey strokes do not make them readable."""
    rows = page(GREY)
    for y in (41, 42):
        rows[y] = rows[y][:3 * 60] + bytes(3) + rows[y][3 * 61:]
    assert any("contrast 3.0 in the picture" in fault for fault in faults(tmp_path, rows))


def test_only_the_rectangle_counts(tmp_path):
    told = faults(tmp_path, page(INK), rect_mm=[0, 0, 25, 50])
    assert told == ["page.text: nothing is to be seen on #ffffff: words"]


def test_a_frame_is_no_ink(tmp_path):
    """A button's dark border does not stand for its pale words."""
    rows = page(GREY)
    line = bytes(INK) * 100
    for y in (30, 31, 69, 70):
        rows[y] = rows[y][:150] + line + rows[y][450:]
    told = faults(tmp_path, rows, role="button", fg=picture.hex_of(GREY))
    assert any("contrast 3.0 in the picture" in fault for fault in told)


@pytest.mark.parametrize("bytes_of, says", [(b"GIF89a", "no PNG"), (b"", "no PNG")])
def test_what_is_no_picture(tmp_path, bytes_of, says):
    (tmp_path / "x.png").write_bytes(bytes_of)
    with pytest.raises(ValueError, match=says):
        picture.read(tmp_path / "x.png")


def test_what_must_be_seen_first(tmp_path):
    seen = picture.read(png(tmp_path / "made.png", page(INK)))
    nodes = [node(id="page.title"), node(id="form.tel.fault", visible=False)]
    assert audit(nodes, seen, "standard", PANEL, "en") == ["form.tel.fault: must be seen without reading on"]
