"""Makes the pictures in screenshots/: ``python -m tests.screenshots [NAME...]``."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import textual

from tests.screenshots.surroundings import still_surroundings

DRAWN_BY = "8.2.8"
"""Another Textual draws otherwise; the dev extra of pyproject.toml installs this one."""
FOLDER = Path(__file__).parents[2] / "screenshots"


def main(wanted: Sequence[str]) -> int:
    """Draws the pictures of these names, or all of them, and removes what is no picture any more."""
    if textual.__version__ != DRAWN_BY:
        print(f"The pictures are drawn by Textual {DRAWN_BY}; this is {textual.__version__}.", file=sys.stderr)
        return 2
    still_surroundings()
    from tests.screenshots.pictures import WIDE_FONTS, lacks_wide_letters, pictures_of, save
    from tests.screenshots.scenes import SCENES, drawn

    names = [scene.name for scene in SCENES]
    unknown = [name for name in wanted if name not in names]
    if unknown:
        print(f"There is no picture {unknown[0]}; there are {', '.join(names)}.", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    for scene in SCENES:
        if wanted and scene.name not in wanted:
            continue
        svg = asyncio.run(drawn(scene))
        files = save(FOLDER, scene.name, svg)
        print(f"{files.png.relative_to(FOLDER.parent)}  {files.png.stat().st_size // 1024} kB")
        if lacks_wide_letters(svg):
            package = WIDE_FONTS.replace("_", "-")
            print(f"  Kanji are empty boxes in this PNG; pip install {package} and run this again.", file=sys.stderr)
    kept = {file.name for name in names for file in pictures_of(FOLDER, name)}
    for file in FOLDER.iterdir():
        if file.suffix in {".svg", ".png"} and file.name not in kept:
            file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
