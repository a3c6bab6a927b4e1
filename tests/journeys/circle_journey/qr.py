"""Reads the QR code of a printed slip back, with libzbar, from the picture that the virtual printer left."""
import ctypes
import struct
import zlib
from pathlib import Path


def grey(path: Path) -> tuple[int, int, bytes]:
    """Width, height and one byte a dot of an eight-bit PNG without interlace."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    at, packed, width, height, channels = 8, b"", 0, 0, 1
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        chunk = data[at + 8:at + 8 + size]
        at += 12 + size
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", chunk)
            assert (depth, interlace) == (8, 0), f"{path}: {depth} bits, interlace {interlace}"
            channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
        elif kind == b"IDAT":
            packed += chunk
    raw, stride = zlib.decompress(packed), width * channels
    rows, before = bytearray(), bytearray(stride)
    for y in range(height):
        how, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for x in range(stride if how else 0):
            left = row[x - channels] if x >= channels else 0
            up, corner = before[x], before[x - channels] if x >= channels else 0
            row[x] = (row[x] + (left, up, (left + up) // 2, _paeth(left, up, corner))[how - 1]) & 255
        rows += row[::channels]
        before = row
    return width, height, bytes(rows)


def _paeth(left: int, up: int, corner: int) -> int:
    near = left + up - corner
    return min((abs(near - left), 0, left), (abs(near - up), 1, up), (abs(near - corner), 2, corner))[2]


def read_qr(path: Path) -> list[str]:
    """What the codes on the picture say."""
    zbar = ctypes.CDLL("libzbar.so.0")
    for name in ("zbar_image_scanner_create", "zbar_image_create", "zbar_image_first_symbol", "zbar_symbol_next"):
        getattr(zbar, name).restype = ctypes.c_void_p
    zbar.zbar_symbol_get_data.restype = ctypes.c_char_p
    width, height, dots = grey(path)
    scanner, image = ctypes.c_void_p(zbar.zbar_image_scanner_create()), ctypes.c_void_p(zbar.zbar_image_create())
    try:
        zbar.zbar_image_scanner_set_config(scanner, 0, 0, 1)  # every symbology
        zbar.zbar_image_set_format(image, ctypes.c_ulong(int.from_bytes(b"Y800", "little")))
        zbar.zbar_image_set_size(image, width, height)
        kept = ctypes.create_string_buffer(dots, len(dots))
        zbar.zbar_image_set_data(image, kept, ctypes.c_ulong(len(dots)), None)
        if zbar.zbar_scan_image(scanner, image) < 0:
            raise AssertionError(f"{path} cannot be scanned")
        said, symbol = [], zbar.zbar_image_first_symbol(image)
        while symbol:
            said.append(zbar.zbar_symbol_get_data(ctypes.c_void_p(symbol)).decode("utf-8"))
            symbol = zbar.zbar_symbol_next(ctypes.c_void_p(symbol))
        return said
    finally:
        zbar.zbar_image_destroy(image)
        zbar.zbar_image_scanner_destroy(scanner)
