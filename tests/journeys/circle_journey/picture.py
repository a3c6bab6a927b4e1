"""A screenshot as bytes, and what is drawn inside a rectangle of it: the ground, and the ink farthest from it."""
import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Picture:
    """8-bit RGB, `rows` from the top, each of 3 × width bytes."""

    def __init__(self, width: int, rows: list):
        self.width, self.rows = width, rows

    @property
    def height(self) -> int:
        return len(self.rows)

    def colours(self, left: int, top: int, right: int, bottom: int) -> Counter:
        """(r, g, b) → number of pixels; right and bottom are the first pixels outside."""
        left, right = max(0, left), min(self.width, right)
        counted = Counter()
        for row, times in Counter(row[3 * left:3 * right] for row in self.rows[max(0, top):bottom]).items():
            for colour, count in Counter(zip(row[0::3], row[1::3], row[2::3])).items():
                counted[colour] += count * times
        return counted


def _unfiltered(data: bytes, width: int, height: int) -> list:
    """PNG, ISO/IEC 15948 §9. The terminal's own pictures have filter 0 in every row; the others are for the rest."""
    rows, stride, above = [], 3 * width, bytes(3 * width)
    if len(data) != height * (stride + 1):
        raise ValueError(f"{len(data)} bytes of pixels, not {height * (stride + 1)}")
    for at in range(0, len(data), stride + 1):
        kind, row = data[at], data[at + 1:at + 1 + stride]
        if kind:
            row = _row(kind, bytearray(row), above)
        rows.append(row)
        above = row
    return rows


def _row(kind: int, row: bytearray, above: bytes) -> bytes:
    for at, value in enumerate(row):
        left, up, corner = (row[at - 3], above[at], above[at - 3]) if at >= 3 else (0, above[at], 0)
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        elif kind == 4:
            middle = left + up - corner
            guess = min((left, up, corner), key=lambda near: abs(middle - near))
        else:
            raise ValueError(f"filter {kind}")
        row[at] = (value + guess) & 255
    return bytes(row)


def read(path: Path) -> Picture:
    data = path.read_bytes()
    if not data.startswith(SIGNATURE):
        raise ValueError(f"{path} is no PNG")
    at, pixels, header = len(SIGNATURE), [], b""
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            header = body
        elif kind == b"IDAT":
            pixels.append(body)
        at += 12 + length
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if (depth, colour, interlaced) != (8, 2, 0):
        raise ValueError(f"{path}: depth {depth}, colour type {colour}: only 8-bit RGB is read")
    return Picture(width, _unfiltered(zlib.decompress(b"".join(pixels)), width, height))


# --- colours

NEAR = 6  # of 255 in each channel: the same colour


def hex_of(colour: tuple) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def of_hex(colour: str) -> tuple:
    return tuple(int(colour[at:at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: tuple) -> float:
    """WCAG 2.2, relative luminance of sRGB."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple, other: tuple) -> float:
    """WCAG 2.2: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def near(one: tuple, other: tuple) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other))


@dataclass
class Sample:
    """What stands in one rectangle."""
    counted: Counter
    ground: tuple       # the colour that covers most
    ink: tuple | None   # farthest from it in contrast, of those that are drawn; None: nothing is written there

    @property
    def contrast(self) -> float:
        return contrast(self.ground, self.ink) if self.ink else 1.0

    def share(self, colour: tuple) -> float:
        """How much of the rectangle has that colour, 0 to 1."""
        total = sum(self.counted.values())
        return sum(count for seen, count in self.counted.items() if near(seen, colour)) / total if total else 0.0

    def drawn(self, colour: tuple) -> bool:
        """It is there, and not only where the edges of another one are smoothed."""
        return sum(count for seen, count in self.counted.items() if near(seen, colour)) >= noise(self.counted)


def noise(counted: Counter) -> float:
    """Pixels that a colour needs to count as drawn. A smoothed edge has many colours of a few pixels each; the core of a
    stroke has one colour that comes back all along it. What is there that is no ground is ink and its edges: one
    fiftieth of it, and six pixels at least."""
    if not counted:
        return 6
    return max(6, (sum(counted.values()) - max(counted.values())) / 50)


def sample(picture: Picture, left: int, top: int, right: int, bottom: int) -> Sample:
    counted = picture.colours(left, top, right, bottom)
    if not counted:
        return Sample(counted, (0, 0, 0), None)
    ground = counted.most_common(1)[0][0]
    least = noise(counted)
    inks = [colour for colour, count in counted.items() if count >= least and not near(colour, ground)]
    ink = max(inks, key=lambda colour: contrast(colour, ground), default=None)
    return Sample(counted, ground, ink)
