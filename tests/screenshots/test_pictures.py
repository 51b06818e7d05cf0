"""Drawing an SVG as Textual exports it, and telling whether the files of a picture belong together."""

import struct
import zlib
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.screenshots.pictures import Pictures, pictures_of, png_of, problem_with, runs, save, tidied


@pytest.fixture(scope="module")
def svg() -> str:
    console = Console(width=40, record=True, force_terminal=True, color_system="truecolor", file=StringIO())
    console.print("[bold red]Søren[/] │ 佐藤 美咲 │ █▁▂ ☐ [italic]Łukasz[/]")
    return console.export_svg(title="followup")


@pytest.fixture
def saved(svg: str, tmp_path: Path) -> Pictures:
    return save(tmp_path, "today", svg)


def test_a_picture_that_was_just_made_is_current(saved: Pictures, svg: str) -> None:
    assert problem_with(saved, svg) == ""


def test_a_changed_screen_is_noticed(saved: Pictures, svg: str) -> None:
    assert problem_with(saved, svg.replace("Søren", "Soren")) == "today.svg does not show the screen as it is now."


def test_a_png_of_another_svg_is_noticed(saved: Pictures, svg: str, tmp_path: Path) -> None:
    other = svg.replace("Søren", "Soren")
    saved.svg.write_bytes(tidied(other).encode())
    assert problem_with(saved, other) == "today.png was made from another SVG."


def test_a_missing_file_is_noticed(svg: str, tmp_path: Path) -> None:
    assert problem_with(pictures_of(tmp_path, "new"), svg) == "new.svg and new.png is missing."


def test_the_svg_links_to_nothing_on_the_network(svg: str) -> None:
    assert "cdnjs" in svg
    text = tidied(svg)
    assert "url(http" not in text
    assert "@font-face" not in text
    assert tidied(text) == text


def test_the_png_is_whole_and_has_many_colours(svg: str) -> None:
    png = png_of(tidied(svg))
    width, height = struct.unpack(">II", png[16:24])
    assert width > 500
    assert height > 50
    at, pixels = 8, b""
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        body = png[at + 4 : at + 8 + length]
        assert zlib.crc32(body) == struct.unpack_from(">I", png, at + 8 + length)[0]
        pixels += body[4:] if body[:4] == b"IDAT" else b""
        at += length + 12
    assert len(set(zlib.decompress(pixels))) > 50


def test_a_name_in_wide_letters_is_a_run_of_its_own_and_as_wide_as_its_cells() -> None:
    assert list(runs("Zoë │ 佐藤 ☐ ok")) == [("Zoë │ ", 6), ("佐藤", 4), (" ", 1), ("☐", 1), (" ok", 3)]
