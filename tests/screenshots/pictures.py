"""From the SVG that Textual exports to the pair of files in screenshots/: that SVG, tidied, and a PNG of it.

Nothing but Python packages is needed: resvg draws, and its fonts come out of pymupdf-fonts (Cascadia Mono, whose box
and block characters meet; Noto's symbols). Chinese, Japanese and Korean letters are in none of those: they are drawn
when ``noto-cjk-sans-jp-regular`` is installed as well (14 MB), and are empty boxes otherwise; `lacks_wide_letters`
says which it is. No font of the machine is used, so that a picture is the same everywhere.
"""

import hashlib
import html
import re
import struct
import tempfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

KEYWORD = "svg-sha256"
"""The PNG text that says which SVG it shows."""
ZOOM = 1.0
"""Pixels of the PNG for one of the SVG: 120 columns are 1,480 pixels wide."""
FONTS = ("cascadia", "cascadiab", "cascadiai", "cascadiabi", "symbol2")
"""Names of pymupdf-fonts: regular, bold, italic, bold italic, and symbols for what the first four lack."""
WIDE_FONTS = "noto_cjk_sans_jp_regular"

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_FAMILY = re.compile(r"font-family: [^;]+;")
_FAMILIES = "font-family: Fira Code, Cascadia Mono, DejaVu Sans Mono, Menlo, Consolas, monospace;"
_DRAWN_IN = 'font-family: "Cascadia Mono", "Noto Sans Symbols2", "Noto Sans CJK JP";'
_TEXT = re.compile(r'<text (class="[^"]*-r\d+") x="([\d.]+)" (y="[\d.]+") textLength="[\d.]+" ([^>]*)>([^<]*)</text>')
_SIZE = "font-size: 20px"
_CELL = 12.2
"""Width of a character cell in Textual's SVG."""
_FONT_SIZE = 24.6 / (2380 / 2048)
"""The size at which Cascadia Mono, 2380 units of 2048 high, fills a row of 24.4 and more, so that lines meet."""


class Pictures(NamedTuple):
    """The two files of a picture."""

    svg: Path
    png: Path


def pictures_of(folder: Path, name: str) -> Pictures:
    """Where the files of a picture are, or would be."""
    return Pictures(folder / f"{name}.svg", folder / f"{name}.png")


def save(folder: Path, name: str, svg: str) -> Pictures:
    """Writes a picture: the tidied SVG, and the PNG that belongs to it."""
    files = pictures_of(folder, name)
    data = tidied(svg).encode()
    files.svg.write_bytes(data)
    files.png.write_bytes(_with_text(png_of(data.decode()), KEYWORD, hashlib.sha256(data).hexdigest()))
    return files


def tidied(svg: str) -> str:
    """An exported SVG without its links to fonts on the network: it is shown in whatever fixed-width font is there."""
    return _FAMILY.sub(_FAMILIES, _FONT_FACE.sub("", svg)).replace("\r\n", "\n").rstrip() + "\n"


def problem_with(files: Pictures, svg: str) -> str:
    """What is wrong with a picture that ought to show `svg`, as a sentence; empty when nothing is."""
    missing = [file.name for file in files if not file.exists()]
    if missing:
        return f"{' and '.join(missing)} is missing."
    data = files.svg.read_bytes()
    if data != tidied(svg).encode():
        return f"{files.svg.name} does not show the screen as it is now."
    if _text_in(files.png.read_bytes(), KEYWORD) != hashlib.sha256(data).hexdigest():
        return f"{files.png.name} was made from another SVG."
    return ""


def lacks_wide_letters(svg: str) -> bool:
    """Whether a picture has letters of two cells and no font for them is installed."""
    texts = (html.unescape(match[5]) for match in _TEXT.finditer(svg))
    return find_spec(WIDE_FONTS) is None and any(_class(letter) == "wide" for text in texts for letter in text)


def png_of(svg: str) -> bytes:
    """An SVG drawn as a PNG.

    Raises:
        ModuleNotFoundError: resvg_py or pymupdf-fonts is not installed; both are in the extra `dev`.
        ValueError: it is not an SVG.
    """
    resvg = import_module("resvg_py")
    drawn = _FAMILY.sub(_DRAWN_IN, _TEXT.sub(_split, svg)).replace(_SIZE, f"font-size: {_FONT_SIZE:.3f}px")
    with tempfile.TemporaryDirectory() as folder:
        _write_fonts(Path(folder))
        wide = find_spec(WIDE_FONTS)
        places = [folder, *(wide.submodule_search_locations or () if wide else ())]
        return bytes(resvg.svg_to_bytes(svg_string=drawn, zoom=ZOOM, font_dirs=places, skip_system_fonts=True))


def _write_fonts(folder: Path) -> None:
    fonts = import_module("pymupdf_fonts")
    for name in FONTS:
        (folder / f"{name}.ttf").write_bytes(fonts.myfont(name))


def _split(match: re.Match[str]) -> str:
    """A text element as one element for each run of letters from one font, each where its cells are.

    The renderer takes one font for a whole element if one has all its letters, and spaces letters evenly; a name in
    kanji would move everything after it.
    """
    names, left, top, rest, escaped = match.groups()
    x = float(left)
    pieces = []
    for run, width in runs(html.unescape(escaped)):
        length = width * _CELL
        pieces.append(f'<text {names} x="{x:.2f}" {top} textLength="{length:.2f}" {rest}>{html.escape(run)}</text>')
        x += length
    return "".join(pieces)


def runs(text: str) -> Iterator[tuple[str, int]]:
    """The stretches of letters of one kind, with the cells they take."""
    for _, letters in groupby(text, _class):
        run = "".join(letters)
        yield run, cell_len(run)


def _class(letter: str) -> str:
    if cell_len(letter) == 2:
        return "wide"
    return "symbol" if 0x2600 <= ord(letter) < 0x2E80 and letter != "✓" else "letter"


def _with_text(png: bytes, keyword: str, text: str) -> bytes:
    """The PNG with a text chunk before its end (PNG specification, 11.3.3.2)."""
    body = b"tEXt" + keyword.encode("latin-1") + b"\0" + text.encode("latin-1")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    end = png.rindex(b"IEND") - 4
    return png[:end] + chunk + png[end:]


def _text_in(png: bytes, keyword: str) -> str:
    """The text of that keyword in a PNG, empty when it has none or is no PNG."""
    if not png.startswith(_SIGNATURE):
        return ""
    at = len(_SIGNATURE)
    wanted = keyword.encode("latin-1") + b"\0"
    while at + 8 <= len(png):
        (length,) = struct.unpack_from(">I", png, at)
        data = png[at + 8 : at + 8 + length]
        if png[at + 4 : at + 8] == b"tEXt" and data.startswith(wanted):
            return data[len(wanted) :].decode("latin-1")
        at += length + 12
    return ""
